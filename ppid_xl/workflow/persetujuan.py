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
    Evidence,
    read_evidence,
    sidik_of,
)
from ppid_xl.hosts import Host
from ppid_xl.identitas import collapse_ids
from ppid_xl.model import Action, Book, Finding, Row, SetColumn
from ppid_xl.sop import Persetujuan, Sop
from ppid_xl.workflow.catatan import with_lines
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.periksa import blocking, judge
from ppid_xl.workflow.status import is_highest
from ppid_xl.workflow.temuan_bukti import sidik_line
from ppid_xl.workflow.tindakan import Deed, chosen_rows, find_pejabat, is_excluded, write_act

UNTESTED_LAW = "UU 14/2008 Pasal 19"


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

    Approving a row with galat is stopped before anything is written; so is approving an excluded one without
    its uji when the SOP's own words put the uji first. Raises InputError for a return without a reason.
    """
    book = host.snapshot()
    rows = chosen_rows(book, deed.ids)
    officer = find_pejabat(book, deed.oleh)
    if keputusan == DIKEMBALIKAN and not deed.catatan.strip():
        raise InputError("kembalikan-tanpa-catatan")
    evidence = read_evidence(book)
    sop = knowledge.sop(book.setting("KodeSOP"), folder)
    level = level_of(sop, officer)
    if keputusan != DIKEMBALIKAN:
        _refuse_changed(rows, evidence, knowledge)
        stopped = blocking(
            judge(book, knowledge, now.date(), folder=folder, untuk="persetujuan")[0], deed.ids
        )
        if stopped:
            return Decided("", (), tuple(stopped))
    untested = [r.text("id") for r in rows if is_excluded(r) and not evidence.is_tested(r.text("id"))]
    if untested and keputusan == DISETUJUI and level and level.sesudah_uji:
        raise InputError("belum-diuji", id=collapse_ids(untested), sop=sop.kode, kutipan=level.kutipan)
    moment = deed.mulai or now
    deed = replace(deed, mulai=moment, selesai=deed.selesai or moment)
    if untested and keputusan == DISETUJUI:
        line = sidik_line([row for row in rows if row.text("id") in untested], knowledge.dictionary)
        deed = replace(deed, catatan=with_lines(deed.catatan, [line]))
    words = f"Kegiatan {level.kegiatan}" if level else "Persetujuan"
    putaran = max(evidence.putaran(informasi) for informasi in deed.ids)
    id_langkah, actions = write_act(book, now, officer, deed, words, keputusan, putaran=putaran)
    if keputusan == DISETUJUI:
        actions += _link_tests(book, deed.ids, evidence, id_langkah)
    host.apply(actions)
    notes = [
        *_notes(keputusan, deed, officer, level, sop),
        *_evidence_notes(keputusan, deed, evidence, untested),
    ]
    return Decided(id_langkah, tuple(notes))


def level_of(sop: Sop, officer: Row) -> Persetujuan | None:
    """Return the level of approval that an officer's role has in the SOP."""
    role = normalise(officer.text("peran"))
    return next((level for level in sop.persetujuan if normalise(level.peran) == role), None)


def is_final(sop: Sop, evidence: Evidence, informasi: str) -> bool:
    """Say whether the highest level of the SOP approved an informasi, or extended it, in its present round."""
    decision = evidence.latest_decision(informasi)
    if decision is None or not sop.persetujuan:
        return False
    if decision.keputusan == DIPERPANJANG:
        return True
    return decision.keputusan == DISETUJUI and is_highest(decision, sop.persetujuan)


def _refuse_changed(rows: Sequence[Row], evidence: Evidence, knowledge: Knowledge) -> None:
    spec = knowledge.dictionary.tabel["tblRekap"]
    changed = [
        row.text("id")
        for row in rows
        if (test := evidence.latest_uji(row.text("id"))) and test.sidik and test.sidik != sidik_of(row, spec)
    ]
    if changed:
        raise InputError("berubah-sesudah-uji", id=collapse_ids(changed))


def _link_tests(book: Book, ids: Sequence[str], evidence: Evidence, id_langkah: str) -> list[Action]:
    rows = {test.row: id_langkah for informasi in ids if (test := evidence.latest_uji(informasi))}
    return [SetColumn("tblUji", "id_keputusan", dict(rows))] if rows and "tblUji" in book.tables else []


def _notes(keputusan: str, deed: Deed, officer: Row, level: Persetujuan | None, sop: Sop) -> list[str]:
    notes = []
    if keputusan == DISETUJUI and level is None:
        roles = ", ".join(one.peran for one in sop.persetujuan) or "siapa pun"
        notes.append(
            f"SOP {sop.kode} menyebut {roles} sebagai yang menyetujui, bukan {officer.text('peran')}."
        )
    if keputusan == DISETUJUI and not deed.bukti:
        notes.append("Bukti menyusul: surat bertanda tangan belum disebut (--bukti).")
    return notes


def _evidence_notes(keputusan: str, deed: Deed, evidence: Evidence, untested: Sequence[str]) -> list[str]:
    notes = []
    if untested and keputusan != DIKEMBALIKAN:
        notes.append(f"Belum diuji ({UNTESTED_LAW}): {collapse_ids(untested)}.")
    never = [informasi for informasi in deed.ids if evidence.latest_decision(informasi) is None]
    if never and keputusan == DIKEMBALIKAN:
        notes.append(f"Belum pernah diajukan; pengembaliannya tetap tercatat: {collapse_ids(never)}.")
    return notes


__all__ = ["DIAJUKAN", "DIKEMBALIKAN", "DISETUJUI", "Decided", "decide", "is_final", "level_of"]
