"""Tersimpan: a version goes into the archive with the act of the kegiatan that puts it there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.store import Arsip, Saved, head_version, list_objects, open_arsip
from ppid_xl.errors import ArsipError
from ppid_xl.evidence import read_evidence
from ppid_xl.hosts import Host
from ppid_xl.model import Book, ReplaceRows, SetName
from ppid_xl.sop import Kegiatan, Sop
from ppid_xl.workflow.arsip.paket_putusan import Office, archive_decisions
from ppid_xl.workflow.arsip.simpan import Person, is_archived, recover, simpan
from ppid_xl.workflow.ground.archived_counters import object_id
from ppid_xl.workflow.ground.kegiatan_perintah import Kept, kegiatan_for, record_kegiatan
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.layar import shown_file
from ppid_xl.workflow.ground.status import reached_states
from ppid_xl.workflow.ground.tindakan import Deed, find_pejabat, last_number, sop_of
from ppid_xl.workflow.periksa.periksa import judge

COMMAND = "ppid arsip simpan"
UNFINISHED = "arsip-belum-selesai"


@dataclass(frozen=True)
class Stored:
    """The version, None when the newest one holds exactly this; its archive; and the act that went in with it."""

    saved: Saved | None
    arsip: Arsip
    kept: Kept = field(default_factory=Kept)


def store(
    host: Host, workbook: Path, knowledge: Knowledge, now: datetime, *, folder: Path, person: Person, alasan: str,
    documents: Sequence[Path] = (),
) -> Stored:  # fmt: skip
    """Archive a version of a workbook, with its act already in it when ``person.oleh`` is named.

    The act is taken back when the version did not come to be. Raises InputError for an unknown officer, and what
    simpan raises.
    """
    recover(folder, now, person)
    book, office = host.snapshot(), workbook.parent
    findings, _ = judge(book, knowledge, now.date(), folder=office)
    if person.oleh:
        find_pejabat(book, person.oleh)
    with shown_file(host, workbook, folder) as shown:
        kept_already = is_archived(
            workbook, book, findings, knowledge, folder=folder, documents=documents, shown=shown
        )
    if kept_already:
        arsip = open_arsip(folder)
        archive_decisions(
            arsip, Office(workbook, book, findings, knowledge, now, person.akun, person.alasan_jam)
        )
        return Stored(None, arsip)
    number = _next_number(folder, workbook)
    versi = f"arsip {object_id(workbook)} v{number}"
    kept = record_stored(host, knowledge, now, person.oleh, versi, folder=office)
    after = host.snapshot()
    if kept.id_langkah:
        findings, _ = judge(after, knowledge, now.date(), folder=office)
    try:
        with shown_file(host, workbook, folder) as shown:
            saved, arsip = simpan(
                workbook, after, findings, knowledge, now, folder=folder, person=person, alasan=alasan,
                documents=documents, shown=shown, kunci=kept.id_langkah, expected=number - 1,
            )  # fmt: skip
    except BaseException as reason:
        if kept.id_langkah and not (isinstance(reason, ArsipError) and reason.kode == UNFINISHED):
            _take_back(host, book)
        raise
    return Stored(saved, arsip, kept)


def record_stored(
    host: Host, knowledge: Knowledge, now: datetime, oleh: str, versi: str, *, folder: Path | None = None
) -> Kept:
    """Record that rows go into the archive: those not stored yet where the kegiatan names a state, else all.

    ``versi`` is the proof. An SOP without a kegiatan for ``ppid arsip simpan`` asks for nothing.
    """
    book = host.snapshot()
    sop = sop_of(book, knowledge, folder)
    officer = find_pejabat(book, oleh) if oleh else None
    kegiatan = kegiatan_for(sop, COMMAND, officer)
    if kegiatan is None:
        return Kept()
    ids = _unstored(book, sop, kegiatan)
    if not ids:
        return Kept()
    return record_kegiatan(host, knowledge, now, COMMAND, Deed(oleh, ids=ids, bukti=versi), folder=folder)


def _unstored(book: Book, sop: Sop | None, kegiatan: Kegiatan) -> list[str]:
    evidence = read_evidence(book)
    ids = [row.text("id") for row in book.rows("tblRekap") if row.text("id")]
    if not kegiatan.keadaan:
        return ids
    return [i for i in ids if kegiatan.keadaan not in reached_states(i, evidence, sop)]


def _next_number(folder: Path, workbook: Path) -> int:
    if not (folder / "log.jsonl").is_file():
        return 1
    arsip, name = open_arsip(folder), object_id(workbook)
    return head_version(arsip, name).number + 1 if name in list_objects(arsip) else 1


def _take_back(host: Host, before: Book) -> None:
    """Write tblLangkah as it was before the act."""
    rows = [dict(row.values) for row in before.rows("tblLangkah")]
    host.apply([ReplaceRows("tblLangkah", rows), SetName("UrutLK", last_number(before, "tblLangkah"))])
