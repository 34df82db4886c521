"""What a proof says of files and versions named as evidence: whether the archive keeps each, under which object."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ppid_xl.arsip.store import Arsip, list_entries, list_objects, list_versions, open_arsip
from ppid_xl.evidence import Act
from ppid_xl.model import Book
from ppid_xl.workflow.agenda.naskah_sah import signed_letters
from ppid_xl.workflow.arsip.bukti_tersimpan import Kept, kept_of
from ppid_xl.workflow.arsip.paket_putusan import kept_evidence
from ppid_xl.workflow.berkas.berkas_bukti import named_file

_VERSION = re.compile(r"arsip (\S+) v([0-9]{1,6})")


def lost_versions(acts: Iterable[Act], folder: Path) -> list[str]:
    """Return the versions that acts say were archived and the archive in ``folder`` has not; one line for each act."""
    named = [
        (act, found[1], int(found[2])) for act in acts if (found := _VERSION.fullmatch(act.bukti.strip()))
    ]
    arsip = open_arsip(folder) if named and (folder / "log.jsonl").is_file() else None
    known = set(list_objects(arsip)) if arsip else set()
    kept = {
        name: {version.number for version in list_versions(arsip, name)} if arsip and name in known else set()
        for name in {name for _, name, _ in named}
    }
    return [
        f"versi {number} {name} ({act.id_langkah}); tidak ada lagi di folder arsip"
        for act, name, number in named
        if number not in kept[name]
    ]


def evidence_words(book: Book, acts: Iterable[Act], workbook: Path, folder: Path) -> list[str]:
    """Return one line per act that names a file; ``folder`` is the archive. Raises ArsipError for a damaged one."""
    mine = [act for act in acts if named_file(act.bukti)]
    if not mine:
        return []
    arsip = open_arsip(folder) if (folder / "log.jsonl").is_file() else None
    entries = list_entries(arsip) if arsip else []
    kept = kept_evidence(book, workbook, signed_letters(book, workbook.parent), entries)
    return [
        f"{act.id_langkah} {name}: {_state(one, arsip)}".strip() for act, name, one in kept_of(mine, kept)
    ]


def _state(one: Kept, arsip: Arsip | None) -> str:
    if one.closed:
        return "tidak disalin ke arsip, karena tercatat atau mungkin softcopy informasi yang tidak terbuka"
    if not one.objek:
        return "belum di arsip, dan berkasnya hilang atau berubah sejak dicatat"
    if version := _version(one, arsip):
        return f"ada di arsip ({one.objek} {version})"
    return (
        "belum di arsip; simpan dengan ppid arsip simpan"
        if one.path
        else f"TIDAK ADA lagi di arsip ({one.objek})"
    )


def _version(one: Kept, arsip: Arsip | None) -> str:
    """Return the version that holds the file as it was archived; empty when none does."""
    if arsip is None or one.objek not in list_objects(arsip):
        return ""
    return next(
        (each.name for each in list_versions(arsip, one.objek) if one.sidik in each.files.values()), ""
    )
