"""Arsip: keep a version of the workbook with its findings, the SOP and law it was judged by, and its documents."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.disposal import refuse_destroyed
from ppid_xl.arsip.faults import Fault
from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.schedule import check_all
from ppid_xl.arsip.store import (
    Act,
    Arsip,
    Packet,
    Saved,
    create_arsip,
    list_entries,
    list_objects,
    list_versions,
    needs_recovery,
    open_arsip,
    recover_arsip,
    refuse_damaged,
    restore_version,
    same_as_head,
    save_versions,
)
from ppid_xl.errors import HostError, InputError
from ppid_xl.messages import as_json
from ppid_xl.model import Book, Finding
from ppid_xl.version import VERSION
from ppid_xl.workflow.agenda.naskah_sah import signed_letters, without_letters
from ppid_xl.workflow.arsip.buku_lain import ROWS, refuse_other_book
from ppid_xl.workflow.arsip.paket_putusan import Office, decision_packets
from ppid_xl.workflow.berkas.berkas import public_files
from ppid_xl.workflow.ground.archived_counters import object_id, used_numbers
from ppid_xl.workflow.ground.isi_versi import canonical as canonical
from ppid_xl.workflow.ground.isi_versi import record_file, row_record, rule_files
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.periksa.bukti_arsip import EVIDENCE_FILE, to_record

LETTERS = "surat.json"
LAW_FILES = ("hukum.toml", "peraturan.toml", "kolom.toml", "pesan.toml")


@dataclass(frozen=True)
class Person:
    """Who acts: the account at the keyboard, the officer in whose name, and why the clock went back, when it did."""

    akun: str
    oleh: str = ""
    alasan_jam: str = ""


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
    kunci: str = "",
    expected: int | None = None,
) -> tuple[Saved | None, Arsip]:
    """Archive one version of the workbook, its signed letters and decided informasi before it.

    The version is None when the newest one already holds exactly this. ``shown`` is the file with what the screen
    shows, when that is not the workbook itself; ``kunci`` and ``expected`` are those of a Packet.
    """
    _refuse_missing(documents)
    act = Act(pelaku=person.oleh or person.akun, akun=person.akun, waktu=now, alasan=alasan,
              atas_nama=person.oleh, versi_alat=VERSION, rincian={"urut": used_numbers(book)},
              alasan_jam=person.alasan_jam)  # fmt: skip
    arsip = open_arsip(folder) if (folder / "log.jsonl").exists() else create_arsip(folder, act)
    name = object_id(workbook)
    refuse_destroyed(arsip, name)
    files = _files(workbook, shown, book, findings, knowledge, documents)
    office = Office(workbook, book, findings, knowledge, now, person.akun, person.alasan_jam)
    packets = decision_packets(office, list_entries(arsip))
    same = name in list_objects(arsip) and same_as_head(arsip, name, files)
    mine = [] if same else [Packet(name, files, act, kunci, expected)]
    saved = save_versions(arsip, [*packets, *mine])
    return (saved[-1] if mine else None), arsip


def recover(folder: Path, now: datetime, person: Person) -> list[str]:
    """Finish what an interrupted save left in an archive; return those versions, such as ``buku-rekap/v3``."""
    if not (folder / "log.jsonl").is_file() or not needs_recovery(arsip := open_arsip(folder)):
        return []
    act = Act(person.oleh or person.akun, person.akun, now, "Penyimpanan yang terputus diselesaikan", person.oleh,
              versi_alat=VERSION, alasan_jam=person.alasan_jam)  # fmt: skip
    return recover_arsip(arsip, act)


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
    refuse_destroyed(arsip, name)
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
    letters = signed_letters(book, workbook.parent)
    files: dict[str, Path | bytes] = {
        f"buku/{workbook.name}": shown or workbook,
    }
    records: dict[str, object] = {
        ROWS: [row_record(row) for row in book.rows("tblRekap")],
        EVIDENCE_FILE: to_record(book),
        "temuan.json": [as_json(finding) for finding in findings],
    }
    if letters:
        records[LETTERS] = [one.reference() for one in letters]
    files.update(record_file(name, record) for name, record in records.items())
    files.update(rule_files(book, knowledge, workbook.parent, LAW_FILES))
    files.update({f"dokumen/{path.name}": path for path in without_letters(documents, letters)})
    files.update(public_files(book, workbook.parent))
    return files


def riwayat(folder: Path, name: str) -> list[Version]:
    """Return the versions of a workbook, oldest first."""
    arsip = open_arsip(folder)
    refuse_destroyed(arsip, name)
    return list_versions(arsip, name)


def refuse_broken(folder: Path, name: str) -> None:
    """Raise ArsipError when the archive is damaged, as simpan does; an archive in use is not judged."""
    with suppress(HostError):
        refuse_damaged(open_arsip(folder), name)


def pulihkan(folder: Path, name: str, number: int, into: Path) -> list[Path]:
    """Write the files of one version into a folder, verified byte by byte."""
    arsip = open_arsip(folder)
    refuse_destroyed(arsip, name)
    return restore_version(arsip, name, number, into)


def periksa_arsip(folder: Path) -> list[Fault]:
    """Return every fault of the archive: files, inventories, chain, disposals and kept reports."""
    return check_all(open_arsip(folder))
