"""Ajukan, setujui, kembalikan: approvals that can say no, for one informasi or many, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.errors import InputError
from ppid_xl.evidence import (
    DIAJUKAN,
    DIKEMBALIKAN,
    DIPERPANJANG,
    DISETUJUI,
    Act,
    Evidence,
    read_evidence,
)
from ppid_xl.hosts import Host
from ppid_xl.identitas import collapse_ids
from ppid_xl.model import Action, Book, Finding, Row, SetColumn
from ppid_xl.sop import Kegiatan, Persetujuan, Sop
from ppid_xl.workflow.berkas.rujukan_bukti import later_notes
from ppid_xl.workflow.ground.catatan import with_lines
from ppid_xl.workflow.ground.kegiatan_perintah import kegiatan_for, kegiatan_text
from ppid_xl.workflow.ground.knowledge import Knowledge, kalender_of
from ppid_xl.workflow.ground.langkah import deadline
from ppid_xl.workflow.ground.status import is_highest, standing_decision
from ppid_xl.workflow.ground.tindakan import (
    Deed,
    check_moments,
    chosen_rows,
    find_pejabat,
    note_lines,
    office_notes,
    write_act,
)
from ppid_xl.workflow.periksa.periksa import blocking, judge
from ppid_xl.workflow.periksa.temuan_bukti import sidik_line
from ppid_xl.workflow.proses.sidik_putusan import refuse_unfit
from ppid_xl.workflow.proses.syarat_putusan import (
    UNTESTED_LAW,
    Motion,
    motion_notes,
    opens,
    refuse_motion,
    return_line,
    uji_galat,
    untested_ids,
)

COMMANDS = {DIAJUKAN: "ppid ajukan", DISETUJUI: "ppid setujui", DIKEMBALIKAN: "ppid kembalikan"}
WITHOUT_KEGIATAN = {DIAJUKAN: "Pengajuan", DISETUJUI: "Persetujuan", DIKEMBALIKAN: "Pengembalian"}


@dataclass(frozen=True)
class Decided:
    """What was recorded and what is to be known about it; when ``blocking`` is not empty nothing was."""

    id_langkah: str
    notes: tuple[str, ...] = ()
    blocking: tuple[Finding, ...] = ()


def decide(
    host: Host, knowledge: Knowledge, now: datetime, keputusan: str, deed: Deed, *, folder: Path | None = None
) -> Decided:
    """Record one act of submitting, approving or returning.

    A row with galat stops it before anything is written; so does a galat of the uji behind an approval that the
    SOP's own words put after it. Raises InputError for a return without a reason, a row as
    ``refuse_unfit`` does, a day that cannot be, and as ``refuse_motion`` does.
    """
    book = host.snapshot()
    rows = chosen_rows(book, deed.ids)
    officer = find_pejabat(book, deed.oleh)
    if keputusan == DIKEMBALIKAN and not deed.catatan.strip():
        raise InputError("kembalikan-tanpa-catatan")
    evidence = read_evidence(book)
    sop = knowledge.sop(book.setting("KodeSOP"), folder)
    level, moment = level_of(sop, officer), deed.mulai or now
    spec = knowledge.dictionary.tabel["tblRekap"]
    motion = Motion(keputusan, rows, officer, level, sop, evidence, moment.date(), spec)
    check_moments(deed, now)
    if keputusan != DIKEMBALIKAN:
        tested = [row for row in rows if evidence.latest_uji(row.text("id"))]
        refuse_unfit(tested, evidence, knowledge.dictionary)
    refuse_motion(motion)
    if keputusan != DIKEMBALIKAN:
        findings = judge(book, knowledge, now.date(), folder=folder, untuk="persetujuan")[0]
        stopped = [*blocking(findings, deed.ids), *uji_galat(findings, motion)]
        if stopped:
            return Decided("", (), tuple(stopped))
    told = motion_notes(motion)
    lines = [*_digest_lines(motion, knowledge), *note_lines(told)]
    deed = replace(
        deed, mulai=moment, selesai=deed.selesai or moment, catatan=with_lines(deed.catatan, lines)
    )
    kegiatan = _kegiatan_of(motion)
    words = kegiatan_text(kegiatan) if kegiatan else WITHOUT_KEGIATAN[keputusan]
    tenggat = deadline(kegiatan, moment, kalender_of(book)) if kegiatan else None
    putaran = max(evidence.putaran(informasi) for informasi in deed.ids)
    id_langkah, actions = write_act(
        book, now, officer, deed, words, keputusan, putaran=putaran, tenggat=tenggat
    )
    if keputusan == DISETUJUI:
        actions += _link_tests(book, deed.ids, evidence, id_langkah)
    host.apply(actions)
    notes = [
        *_notes(keputusan, deed, officer, level, sop, evidence),
        *_evidence_notes(motion),
        *told,
        *office_notes(officer, motion.hari),
    ]
    return Decided(id_langkah, tuple(notes))


def _kegiatan_of(motion: Motion) -> Kegiatan | None:
    """Return the kegiatan that a decision does: by its command, else that of the officer's level.

    An approval is of its level; only where the SOP has none is its command enough.
    """
    if motion.keputusan != DISETUJUI or not motion.sop.persetujuan:
        own = kegiatan_for(motion.sop, COMMANDS[motion.keputusan], motion.officer)
        if own is not None or motion.keputusan == DIAJUKAN:
            return own
    level = motion.level
    return next((one for one in motion.sop.kegiatan if level and one.nomor == level.kegiatan), None)


def level_of(sop: Sop, officer: Row) -> Persetujuan | None:
    """Return the level of approval that an officer's role has in the SOP."""
    role = normalise(officer.text("peran"))
    return next((level for level in sop.persetujuan if normalise(level.peran) == role), None)


def is_final(sop: Sop, evidence: Evidence, informasi: str) -> bool:
    """Say whether the highest level of the SOP approved an informasi, or extended it, in its present round."""
    decision = standing_decision(informasi, evidence, sop)
    if decision is None or not sop.persetujuan or is_superseded(decision, evidence, informasi):
        return False
    if decision.keputusan == DIPERPANJANG:
        return True
    return decision.keputusan == DISETUJUI and is_highest(decision, sop.persetujuan)


def is_superseded(decision: Act, evidence: Evidence, informasi: str) -> bool:
    """Say whether a decision is no longer about the present: another test came after it, or the test opens."""
    test = evidence.present_uji(informasi)
    return test is not None and (decision.putaran < test.putaran or opens(test))


def _digest_lines(motion: Motion, knowledge: Knowledge) -> list[str]:
    """Return what an act keeps of its rows: a return always, an approval of those without a test."""
    if motion.keputusan == DIKEMBALIKAN:
        return [return_line(motion.rows, motion.spec)]
    untested = untested_ids(motion) if motion.keputusan == DISETUJUI else []
    rows = [row for row in motion.rows if row.text("id") in untested]
    return [sidik_line(rows, knowledge.dictionary)] if rows else []


def _link_tests(book: Book, ids: Sequence[str], evidence: Evidence, id_langkah: str) -> list[Action]:
    rows = {test.row: id_langkah for informasi in ids if (test := evidence.latest_uji(informasi))}
    return [SetColumn("tblUji", "id_keputusan", dict(rows))] if rows and "tblUji" in book.tables else []


def _notes(
    keputusan: str, deed: Deed, officer: Row, level: Persetujuan | None, sop: Sop, evidence: Evidence
) -> list[str]:
    notes = []
    if keputusan == DISETUJUI and sop.persetujuan and level is None:
        roles = ", ".join(one.peran for one in sop.persetujuan)
        role = officer.text("peran") or f"{officer.text('kode')} (Peran kosong di lembar Pejabat)"
        notes.append(f"SOP {sop.kode} menyebut {roles} sebagai yang menyetujui, bukan {role}.")
    if keputusan == DISETUJUI:
        notes += later_notes(deed.bukti, evidence, "surat bertanda tangan")
    return notes


def _evidence_notes(motion: Motion) -> list[str]:
    notes, keputusan = [], motion.keputusan
    untested = untested_ids(motion)
    if untested and keputusan != DIKEMBALIKAN:
        notes.append(f"Belum diuji ({UNTESTED_LAW}): {collapse_ids(untested)}.")
    never = [informasi for informasi in motion.ids if motion.evidence.latest_decision(informasi) is None]
    if never and keputusan == DIKEMBALIKAN:
        notes.append(f"Belum pernah diajukan; pengembaliannya tetap tercatat: {collapse_ids(never)}.")
    return notes


__all__ = ["DIAJUKAN", "DIKEMBALIKAN", "DISETUJUI", "Decided", "decide", "is_final", "level_of"]
