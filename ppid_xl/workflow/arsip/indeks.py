"""Indeks: what the archive keeps from the public, by the day its exclusion ends; made of the archive alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ppid_xl.arsip.disposal import RECORD, tombstones
from ppid_xl.arsip.index import CSV_NAME, PAGE_NAME, Entry, index_csv, index_page, sort_entries
from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.store import Arsip, head_version, list_objects, open_arsip
from ppid_xl.bawaan import template_path
from ppid_xl.workflow.ground.archived_rows import book_of, cases_of, holds_workbook, origin_of
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.new_file import write_new


def indeks(folder: Path, knowledge: Knowledge) -> tuple[list[Entry], tuple[Path, Path]]:
    """Write ``indeks.csv`` and ``indeks.html`` into the archive folder and return what they list.

    The newest version of each object counts, every byte of it verified; raises ArsipError for a damaged one.
    """
    arsip = open_arsip(folder)
    stones = tombstones(arsip)
    entries = [
        entry
        for name in list_objects(arsip)
        if name not in stones
        for entry in _entries(arsip, head_version(arsip, name), knowledge)
    ]
    ordered = sort_entries(_without_twins(arsip, entries))
    page, style = (
        template_path("situs", name).read_text(encoding="utf-8").strip()
        for name in ("indeks.html", "temuan.css")
    )
    paths = folder / CSV_NAME, folder / PAGE_NAME
    for path, content in zip(paths, (index_csv(ordered), index_page(ordered, page, style)), strict=True):
        if not path.is_file() or path.read_bytes() != content:
            write_new(path, content)
    return ordered, paths


def refresh_index(folder: Path, knowledge: Knowledge) -> bool:
    """Write the index anew where there is one; say whether there is."""
    if not (folder / CSV_NAME).is_file():
        return False
    indeks(folder, knowledge)
    return True


def _entries(arsip: Arsip, version: Version, knowledge: Knowledge) -> Iterator[Entry]:
    cases = cases_of(book_of(arsip, version, knowledge.dictionary), knowledge, version.created.date())
    if not cases and not holds_workbook(version):
        yield _bare(version)
    for case in cases:
        if case.dikecualikan:
            text = case.row.text
            yield Entry(
                case.akhir, text("id"), text("judul_informasi"), text("unit_penguasa"), text("jangka_waktu"),
                text("retensi"), text("lokasi_fisik"), version.object_id, version.name, version.created.date(),
            )  # fmt: skip


def _without_twins(arsip: Arsip, entries: list[Entry]) -> list[Entry]:
    """Return the entries without rows of a workbook that an object of their own tells in the same words."""
    origins = {
        entry.objek: origin_of(arsip, head_version(arsip, entry.objek)) for entry in entries if entry.id
    }
    own = {
        (origins[entry.objek], entry.id, entry.akhir)
        for entry in entries
        if entry.id and origins[entry.objek] != entry.objek
    }
    return [entry for entry in entries if (entry.objek, entry.id, entry.akhir) not in own]


def _bare(version: Version) -> Entry:
    """Return the line of an object without rows, such as the record of a disposal."""
    state = "catatan pemusnahan" if version.object_id.startswith(RECORD) else ""
    return Entry(
        None,
        "",
        version.message,
        "",
        "",
        "",
        "",
        version.object_id,
        version.name,
        version.created.date(),
        state,
    )
