"""Arsip: keep a version of the workbook with its findings, the SOP and law it was judged by, and its documents."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.faults import Fault
from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.store import (
    Act,
    Arsip,
    Saved,
    create_arsip,
    list_objects,
    list_versions,
    open_arsip,
    refuse_damaged,
    restore_version,
    same_as_head,
    save_version,
)
from ppid_xl.bawaan import data_path
from ppid_xl.errors import HostError, InputError
from ppid_xl.messages import as_json
from ppid_xl.model import Book, Finding
from ppid_xl.tables import as_text
from ppid_xl.version import VERSION
from ppid_xl.workflow.archived_counters import object_id, used_numbers
from ppid_xl.workflow.berkas import public_files
from ppid_xl.workflow.bukti_arsip import EVIDENCE_FILE, to_record
from ppid_xl.workflow.buku_lain import ROWS, refuse_other_book
from ppid_xl.workflow.knowledge import Knowledge

LAW_FILES = ("hukum.toml", "peraturan.toml", "kolom.toml", "pesan.toml")


@dataclass(frozen=True)
class Person:
    """Who acts: the account at the keyboard, and the officer in whose name."""

    akun: str
    oleh: str = ""


def simpan(
    workbook: Path,
    book: Book,
    findings: Sequence[Finding],
    knowledge: Knowledge,
    now: datetime,
    *,
    folder: Path,
    person: Person,
    alasan: str,
    documents: Sequence[Path] = (),
    shown: Path | None = None,
) -> tuple[Saved | None, Arsip]:
    """Archive one version of the workbook; None when the newest version already holds exactly this.

    ``shown`` is the file with what the screen shows, when that is not the workbook itself.
    """
    _refuse_missing(documents)
    act = Act(pelaku=person.oleh or person.akun, akun=person.akun, waktu=now, alasan=alasan,
              atas_nama=person.oleh, versi_alat=VERSION, rincian={"urut": used_numbers(book)})  # fmt: skip
    arsip = open_arsip(folder) if (folder / "log.jsonl").exists() else create_arsip(folder, act)
    name = object_id(workbook)
    files = _files(workbook, shown, book, findings, knowledge, documents)
    if name in list_objects(arsip) and same_as_head(arsip, name, files):
        return None, arsip
    return save_version(arsip, name, files, act), arsip


def is_archived(
    workbook: Path, book: Book, findings: Sequence[Finding], knowledge: Knowledge, *, folder: Path,
    documents: Sequence[Path] = (), shown: Path | None = None,
) -> bool:  # fmt: skip
    """Say whether the newest version in an archive folder holds exactly this; False without an archive.

    Raises InputError for a document that is not there, ArsipError when the archive is damaged or its object
    holds the rows of another body.
    """
    _refuse_missing(documents)
    if not (folder / "log.jsonl").exists():
        return False
    arsip, name = open_arsip(folder), object_id(workbook)
    refuse_damaged(arsip, name)
    if name not in list_objects(arsip):
        return False
    refuse_other_book(book, workbook, arsip, knowledge)
    return same_as_head(arsip, name, _files(workbook, shown, book, findings, knowledge, documents))


def _refuse_missing(documents: Sequence[Path]) -> None:
    for document in documents:
        if not document.is_file():
            raise InputError("berkas-tidak-ada", berkas=document)


def _files(workbook: Path, shown: Path | None, book: Book, findings: Sequence[Finding], knowledge: Knowledge,
           documents: Sequence[Path]) -> dict[str, Path | bytes]:  # fmt: skip
    files: dict[str, Path | bytes] = {
        f"buku/{workbook.name}": shown or workbook,
        ROWS: canonical([_row(row) for row in book.rows("tblRekap")]),
        EVIDENCE_FILE: canonical(to_record(book)),
        "temuan.json": canonical([as_json(finding) for finding in findings]),
    }
    for name in LAW_FILES:
        files[f"aturan/{name}"] = data_path(name)
    kode = book.setting("KodeSOP")
    if kode:
        sop = knowledge.sop(kode, workbook.parent)
        files[f"sop/{sop.path.name}"] = sop.path
        if sop.source_path.is_file():
            files[f"sop/{sop.source_path.name}"] = sop.source_path
    files.update({f"dokumen/{path.name}": path for path in documents})
    files.update(public_files(book, workbook.parent))
    return files


def _row(row: object) -> dict[str, str]:
    values = row.values  # type: ignore[attr-defined]
    return {
        key: value.isoformat() if isinstance(value, date) else as_text(value) for key, value in values.items()
    }


def canonical(value: object) -> bytes:
    """Return JSON with sorted keys, one form for one content."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()


def riwayat(folder: Path, name: str) -> list[Version]:
    """Return the versions of a workbook, oldest first."""
    return list_versions(open_arsip(folder), name)


def refuse_broken(folder: Path, name: str) -> None:
    """Raise ArsipError when the archive is damaged, as simpan does; an archive in use is not judged."""
    with suppress(HostError):
        refuse_damaged(open_arsip(folder), name)


def pulihkan(folder: Path, name: str, number: int, into: Path) -> list[Path]:
    """Write the files of one version into a folder, verified byte by byte."""
    return restore_version(open_arsip(folder), name, number, into)


def periksa_arsip(folder: Path) -> list[Fault]:
    """Return every fault of the archive: files, inventories and chain."""
    return check_arsip(open_arsip(folder))
