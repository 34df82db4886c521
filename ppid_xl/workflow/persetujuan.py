"""Ajukan, setujui, kembalikan: approvals that can say no, for one informasi or many, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.errors import InputError
from ppid_xl.evidence import DIAJUKAN, DIKEMBALIKAN, DISETUJUI, Evidence, read_evidence, sidik_of
from ppid_xl.hosts import Host
from ppid_xl.identitas import collapse_ids, new_id
from ppid_xl.model import Action, AppendRows, Book, Finding, Row, SetColumn, SetName, Value
from ppid_xl.sop import Persetujuan, Sop
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.langkah import act_counter, check_ids, find_pejabat
from ppid_xl.workflow.periksa import blocking, judge
from ppid_xl.workflow.status import is_highest
from ppid_xl.workflow.uji import chosen_rows

UNTESTED_LAW = "UU 14/2008 Pasal 19"


@dataclass(frozen=True)
class Decision:
    """Who decides on which informasi, and why."""

    ids: Sequence[str]
    oleh: str
    keputusan: str
    catatan: str = ""
    bukti: str = ""
    saat: datetime | None = None


@dataclass(frozen=True)
class Decided:
    """What was recorded and what is to be known about it; when ``blocking`` is not empty nothing was."""

    id_langkah: str
    notes: tuple[str, ...] = ()
    blocking: tuple[Finding, ...] = ()


def decide(
    host: Host, knowledge: Knowledge, now: datetime, decision: Decision, *, folder: Path | None = None
) -> Decided:
    """Record one act of submitting, approving or returning.

    Approving a row with galat is stopped before anything is written; so is approving an excluded one without
    its uji when the SOP's own words put the uji first. Raises InputError for a return without a reason.
    """
    book = host.snapshot()
    check_ids(book, decision.ids)
    officer = find_pejabat(book, decision.oleh)
    if decision.keputusan == DIKEMBALIKAN and not decision.catatan.strip():
        raise InputError("kembalikan-tanpa-catatan")
    evidence = read_evidence(book)
    sop = knowledge.sop(book.setting("KodeSOP"), folder)
    level = level_of(sop, officer)
    rows = chosen_rows(book, decision.ids)
    if decision.keputusan != DIKEMBALIKAN:
        _refuse_changed(rows, evidence, knowledge)
        stopped = blocking(
            judge(book, knowledge, now.date(), folder=folder, untuk="persetujuan")[0], decision.ids
        )
        if stopped:
            return Decided("", (), tuple(stopped))
    untested = [r.text("id") for r in rows if is_excluded(r) and not evidence.is_tested(r.text("id"))]
    if untested and decision.keputusan == DISETUJUI and level and level.sesudah_uji:
        raise InputError("belum-diuji", id=collapse_ids(untested), sop=sop.kode, kutipan=level.kutipan)
    number = act_counter(book) + 1
    host.apply(
        _actions(book, decision, officer, level, evidence, new_id("LK", now.year, number), number, now)
    )
    return Decided(new_id("LK", now.year, number), tuple(_notes(decision, officer, level, sop, untested)))


def is_excluded(row: Row) -> bool:
    """Say whether a row claims exclusion."""
    return normalise(row.text("klasifikasi")) == "dikecualikan"


def level_of(sop: Sop, officer: Row) -> Persetujuan | None:
    """Return the level of approval that an officer's role has in the SOP."""
    role = normalise(officer.text("peran"))
    return next((level for level in sop.persetujuan if normalise(level.peran) == role), None)


def _refuse_changed(rows: Sequence[Row], evidence: Evidence, knowledge: Knowledge) -> None:
    spec = knowledge.dictionary.tabel["tblRekap"]
    changed = [
        row.text("id")
        for row in rows
        if (test := evidence.latest_uji(row.text("id"))) and test.sidik and test.sidik != sidik_of(row, spec)
    ]
    if changed:
        raise InputError("berubah-sesudah-uji", id=collapse_ids(changed))


def _actions(
    book: Book, decision: Decision, officer: Row, level: Persetujuan | None, evidence: Evidence, id_langkah: str,
    number: int, now: datetime,
) -> list[Action]:  # fmt: skip
    moment = (decision.saat or now).replace(tzinfo=None)
    act: dict[str, Value] = {
        "id_langkah": id_langkah,
        "kegiatan": f"Kegiatan {level.kegiatan}" if level else "Persetujuan",
        "id_informasi": collapse_ids(decision.ids),
        "putaran": max(evidence.putaran(informasi) for informasi in decision.ids),
        "mulai": moment,
        "selesai": moment,
        "oleh": officer.text("kode"),
        "sebagai": officer.text("peran"),
        "keputusan": decision.keputusan,
        "catatan": decision.catatan,
        "bukti": decision.bukti,
    }
    actions: list[Action] = [AppendRows("tblLangkah", [act]), SetName("UrutLK", number)]
    tests = {
        test.row: id_langkah
        for informasi in decision.ids
        if (test := evidence.latest_uji(informasi)) and decision.keputusan == DISETUJUI
    }
    if tests and "tblUji" in book.tables:
        actions.append(SetColumn("tblUji", "id_keputusan", dict(tests)))
    return actions


def _notes(
    decision: Decision, officer: Row, level: Persetujuan | None, sop: Sop, untested: Sequence[str]
) -> list[str]:
    notes = []
    if decision.keputusan == DISETUJUI and level is None:
        roles = ", ".join(one.peran for one in sop.persetujuan) or "siapa pun"
        notes.append(
            f"SOP {sop.kode} menyebut {roles} sebagai yang menyetujui, bukan {officer.text('peran')}."
        )
    if decision.keputusan == DISETUJUI and not decision.bukti:
        notes.append("Bukti menyusul: surat bertanda tangan belum disebut (--bukti).")
    if untested and decision.keputusan != DIKEMBALIKAN:
        notes.append(f"Belum diuji ({UNTESTED_LAW}): {collapse_ids(untested)}.")
    return notes


def is_final(sop: Sop, evidence: Evidence, informasi: str) -> bool:
    """Say whether the highest level of the SOP approved an informasi in its present round."""
    decision = evidence.latest_decision(informasi)
    approved = decision is not None and decision.keputusan == DISETUJUI
    return (
        bool(sop.persetujuan) and decision is not None and approved and is_highest(decision, sop.persetujuan)
    )


__all__ = ["DIAJUKAN", "DIKEMBALIKAN", "DISETUJUI", "Decided", "Decision", "decide", "is_final", "level_of"]
