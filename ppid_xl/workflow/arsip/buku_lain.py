"""Buku lain: two workbooks of one file name that share an archive folder would become versions of one object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ppid_xl.arsip.store import Arsip, head_file, head_version, list_objects, open_arsip
from ppid_xl.columns import normalise
from ppid_xl.errors import ArsipError, PpidXlError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import Book
from ppid_xl.workflow.ground.archived_counters import object_id
from ppid_xl.workflow.ground.isi_versi import rows_in
from ppid_xl.workflow.ground.knowledge import Knowledge

ROWS = "baris.json"
FEW = 2


def refuse_other_book(book: Book, workbook: Path, arsip: Arsip, knowledge: Knowledge) -> None:
    """Raise ArsipError when the newest version is of another body and shares no row with this workbook.

    A body that changed its name keeps rows, a new year keeps the name, an emptied workbook has no rows: none of
    them is refused.
    """
    name = object_id(workbook)
    old = {_of(row, "id") + normalise(_of(row, "judul_informasi")) for row in _archived_rows(arsip, name)}
    new = {row.text("id") + normalise(row.text("judul_informasi")) for row in book.rows("tblRekap")}
    if not old or not new or old & new:
        return
    before = _badan_of(arsip, name, knowledge)
    now = book.setting("NamaBadan")
    if before and now and normalise(before) != normalise(now):
        raise ArsipError(
            "buku-lain-di-arsip",
            folder=arsip.path,
            objek=name,
            berkas=workbook.name,
            badan_lama=before,
            badan=now,
        )


def seems_other_book(book: Book, workbook: Path, folder: Path) -> bool:
    """Tell whether no row of the newest version is in this workbook, which a new year explains as well."""
    if not (folder / "log.jsonl").is_file():
        return False
    arsip, name = open_arsip(folder), object_id(workbook)
    try:
        archived = _archived_rows(arsip, name) if name in list_objects(arsip) else []
    except ArsipError:
        return False
    old = {normalise(_of(row, "judul_informasi")) for row in archived} - {""}
    new = {normalise(row.text("judul_informasi")) for row in book.rows("tblRekap")} - {""}
    return len(old) >= FEW and len(new) >= FEW and not old & new


def _archived_rows(arsip: Arsip, name: str) -> Sequence[Mapping[str, str]]:
    try:
        return rows_in(arsip, head_version(arsip, name), ROWS)
    except ArsipError:
        return []


def _of(row: Mapping[str, str], key: str) -> str:
    return str(row.get(key, ""))


def _badan_of(arsip: Arsip, name: str, knowledge: Knowledge) -> str:
    """Return the body of the archived workbook; empty when it has none or cannot be read."""
    files = head_version(arsip, name).files
    path = next((head_file(arsip, name, one) for one in files if one.startswith("buku/")), None)
    try:
        return FileHost(path, knowledge.dictionary).snapshot().setting("NamaBadan") if path else ""
    except PpidXlError:
        return ""
