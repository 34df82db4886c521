"""Syarat putusan: what law and SOP ask before a decision, and what is only told and recorded with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ppid_xl.columns import TableSpec, normalise
from ppid_xl.errors import InputError
from ppid_xl.evidence import (
    DIAJUKAN,
    DIBUKA,
    DIKEMBALIKAN,
    DISETUJUI,
    DITUNDA,
    Act,
    Evidence,
    Uji,
    content_digest,
)
from ppid_xl.identitas import collapse_ids, expand_ids
from ppid_xl.model import Finding, Row
from ppid_xl.sop import Persetujuan, Sop
from ppid_xl.workflow.ground.catatan import ids_of, read_fact_lines, write_fact_line
from ppid_xl.workflow.ground.tindakan import act_number, is_excluded
from ppid_xl.workflow.isi.pengembalian import KEGIATAN as CORRECTION
from ppid_xl.workflow.periksa.temuan_bukti import SHORT, SIDIK

UNTESTED_LAW = "UU 14/2008 Pasal 19"
PENGUJIAN = (
    "berdasarkan Pengujian Konsekuensi secara saksama dan penuh ketelitian sebelum menyatakan"  # Pasal 3 (1)
)
PENGUBAHAN = "hanya dapat dilakukan berdasarkan Pengujian Konsekuensi"  # PP 61/2010 Pasal 10 ayat (2)
RETURNED = "dikembalikan"


@dataclass(frozen=True)
class Motion:
    """A decision about to be recorded: its word, the rows, who decides at which level of the SOP, and the day."""

    keputusan: str
    rows: Sequence[Row]
    officer: Row
    level: Persetujuan | None
    sop: Sop
    evidence: Evidence
    hari: date
    spec: TableSpec

    @property
    def ids(self) -> list[str]:
        """The informasi it is about."""
        return [row.text("id") for row in self.rows]

    @property
    def excluded(self) -> list[str]:
        """Those that are excluded."""
        return [row.text("id") for row in self.rows if is_excluded(row)]

    @property
    def after_uji(self) -> bool:
        """Whether it is an approval that the SOP's own words put after the test."""
        return self.keputusan == DISETUJUI and self.level is not None and self.level.sesudah_uji

    @property
    def opens(self) -> bool:
        """Whether the officer is the one whose approval the SOP's words ask for when a row is opened."""
        rule = self.sop.pembukaan
        return rule is not None and rule.names(self.officer.text("peran"))

    def tested(self, fits: Callable[[Uji], bool]) -> dict[str, Uji]:
        """Return the present tests of its excluded rows that fit."""
        found = {informasi: self.evidence.present_uji(informasi) for informasi in self.excluded}
        return {informasi: test for informasi, test in found.items() if test is not None and fits(test)}


def opens(test: Uji) -> bool:
    """Say whether a test decided to open."""
    return normalise(test.hasil) == normalise(DIBUKA)


def is_undecided(test: Uji) -> bool:
    """Say whether a test decided nothing yet: it was postponed, or its result is blank."""
    return normalise(test.hasil) in ("", normalise(DITUNDA))


def refuse_motion(motion: Motion) -> None:
    """Raise InputError for a decision that law or SOP rules out, before anything is written."""
    if motion.keputusan == DIKEMBALIKAN:
        _refuse_second_return(motion)
    if motion.keputusan != DISETUJUI:
        return
    opening = {} if motion.opens else motion.tested(opens)
    if opening:
        raise InputError(
            "setujui-uji-membuka", id=collapse_ids(opening), uji=_tests_of(opening), kutipan=PENGUJIAN
        )
    if motion.after_uji:
        _refuse_against_sop(motion)


def _refuse_against_sop(motion: Motion) -> None:
    facts = {"sop": motion.sop.kode, "kutipan": motion.level.kutipan if motion.level else ""}
    untested = untested_ids(motion)
    if untested:
        raise InputError("belum-diuji", id=collapse_ids(untested), **facts)
    undecided = motion.tested(is_undecided)
    if undecided:
        raise InputError(
            "uji-belum-memutuskan", id=collapse_ids(undecided), uji=_tests_of(undecided), **facts
        )
    days = {i: motion.evidence.tested_on(test) for i, test in motion.tested(lambda _: True).items()}
    later = {informasi: day for informasi, day in days.items() if day is not None and day > motion.hari}
    if later:
        raise InputError(
            "setujui-sebelum-uji", id=collapse_ids(later), tanggal=f"{motion.hari:%d/%m/%Y}",
            diuji=f"{max(later.values()):%d/%m/%Y}", **facts,
        )  # fmt: skip


def untested_ids(motion: Motion) -> list[str]:
    """Return the excluded rows that nobody tested in their present round."""
    return [informasi for informasi in motion.excluded if not motion.evidence.is_tested(informasi)]


def uji_galat(findings: Sequence[Finding], motion: Motion) -> list[Finding]:
    """Return the galat of the tests and meetings behind an approval that the SOP puts after the test."""
    tests = motion.tested(lambda _: True).values() if motion.after_uji else ()
    meetings = {test.id_langkah for test in tests}
    lines = {("tblUji", test.row) for test in tests} | {
        ("tblLangkah", act.row)
        for informasi in motion.excluded
        for act in motion.evidence.acts.get(informasi, ())
        if act.id_langkah in meetings
    }
    return [f for f in findings if f.tingkat == "galat" and (f.table, f.row) in lines]


def motion_notes(motion: Motion) -> list[str]:
    """Return what is done otherwise than law or SOP say, all of it only told and recorded."""
    if motion.keputusan == DIKEMBALIKAN:
        return []
    notes = _repeated(motion)
    if motion.keputusan == DISETUJUI:
        notes += _lower_levels(motion)
    undecided = motion.tested(is_undecided)
    if undecided:
        notes.append(
            f"Uji terakhir belum memutuskan ({UNTESTED_LAW}): {collapse_ids(undecided)}. Isi kolom Hasil."
        )
    opening = motion.tested(opens)
    if opening and motion.keputusan == DIAJUKAN:
        notes.append(f"Uji terakhir memutuskan Dibuka: {collapse_ids(opening)}. Catat dengan ppid buka.")
    return notes


def _repeated(motion: Motion) -> list[str]:
    told: dict[str, list[str]] = {}
    for informasi in motion.ids:
        first = next((act for act in _present_acts(motion, informasi) if _is_same(act, motion)), None)
        if first is not None:
            told.setdefault(first.id_langkah, []).append(informasi)
    word = motion.keputusan.lower()
    return [f"{collapse_ids(ids)} sudah {word} pada {act}; dicatat lagi." for act, ids in told.items()]


def _is_same(act: Act, motion: Motion) -> bool:
    return act.keputusan == motion.keputusan and normalise(act.sebagai) == normalise(
        motion.officer.text("peran")
    )


def _present_acts(motion: Motion, informasi: str) -> list[Act]:
    putaran = motion.evidence.putaran(informasi)
    return [act for act in motion.evidence.acts.get(informasi, ()) if act.putaran >= putaran]


def _lower_levels(motion: Motion) -> list[str]:
    levels = list(motion.sop.persetujuan)
    place = levels.index(motion.level) if motion.level in levels else 0
    notes = []
    for lower in levels[:place]:
        missing = [
            informasi
            for informasi in motion.ids
            if not any(
                act.keputusan == DISETUJUI and normalise(act.sebagai) == normalise(lower.peran)
                for act in _present_acts(motion, informasi)
            )
        ]
        if missing:
            notes.append(f"{lower.peran} belum menyetujui: {collapse_ids(missing)}.")
    return notes


def return_line(rows: Sequence[Row], spec: TableSpec) -> str:
    """Return the line of facts by which a return keeps what its rows said, so that a correction shows."""
    by_id = {row.text("id"): content_digest(row, spec)[:SHORT] for row in rows}
    ids = collapse_ids(by_id)
    return write_fact_line(RETURNED, {"id": ids, SIDIK: " ".join(by_id[i] for i in expand_ids([ids]))})


def _refuse_second_return(motion: Motion) -> None:
    for row in motion.rows:
        informasi = row.text("id")
        last = motion.evidence.latest_decision(informasi)
        if last is None or last.keputusan != DIKEMBALIKAN or _is_corrected(row, last, motion):
            continue
        raise InputError("sudah-dikembalikan", id=informasi, langkah=last.id_langkah)


def _is_corrected(row: Row, returned: Act, motion: Motion) -> bool:
    """Say whether a row was tested, corrected or changed since it was returned, or what it said is not known."""
    informasi, number = row.text("id"), act_number(returned.id_langkah)
    meetings = {test.id_langkah for test in motion.evidence.uji.get(informasi, ())}
    if any(
        act_number(act.id_langkah) > number and (act.id_langkah in meetings or act.kegiatan == CORRECTION)
        for act in motion.evidence.acts.get(informasi, ())
    ):
        return True
    for line in read_fact_lines(returned.catatan, RETURNED):
        known = dict(zip(ids_of(line), line.get(SIDIK, "").split(), strict=False))
        if informasi in known:
            return not content_digest(row, motion.spec).startswith(known[informasi])
    return True


def _tests_of(tests: dict[str, Uji]) -> str:
    return ", ".join(test.id_uji for test in tests.values())
