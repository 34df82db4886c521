"""Status of an informasi, derived from evidence and never typed; the chain is the law's, its ends the SOP's."""

from __future__ import annotations

from collections.abc import Sequence

from ppid_xl.columns import normalise
from ppid_xl.evidence import DIAJUKAN, DIBUKA, DIKEMBALIKAN, DIPERPANJANG, DISETUJUI, Act, Evidence
from ppid_xl.rules import Case
from ppid_xl.sop import Keadaan, Persetujuan, Sop
from ppid_xl.tables import is_blank

BATAS_UBAH_HARI_KERJA = 30  # PP 61/2010 Pasal 11 ayat (2)
UNTESTED = ("usulan", "menunggu uji")
BY_UNIT = "(menurut unit)"  # the unit says how far it is; this office recorded no uji and no decision
WAITING = ("Usulan", "Menunggu uji", "Diuji", DIAJUKAN, DIKEMBALIKAN, "Menunggu tanda tangan")
BY_KEGIATAN = ("terklasifikasi", "terkirim", "tersimpan")


def status_of(case: Case, evidence: Evidence, sop: Sop | None = None) -> str:
    """Return the state of a row: what its evidence shows today under the SOP, or under the law alone."""
    if case.klasifikasi and not case.dikecualikan and case.row.text("tautan_publikasi"):
        return "Terbit"
    if evidence.is_opened(case.row.text("id")):
        return DIBUKA
    if not case.dikecualikan:
        return _public(case, evidence, sop)
    return _ending(case) or _progress(case, evidence, sop)


def _ending(case: Case) -> str:
    today, end = case.context.today, case.akhir
    if end is None:
        return ""
    if today > end:
        return "Terbuka demi hukum"  # PP 61/2010 Pasal 11 ayat (3)
    near = today >= case.context.kalender.add_hari_kerja(end, -BATAS_UBAH_HARI_KERJA)
    return "Mendekati akhir" if near else ""


def _progress(case: Case, evidence: Evidence, sop: Sop | None) -> str:
    informasi, keadaan = case.row.text("id"), sop.keadaan if sop else Keadaan()
    if keadaan.akhir in BY_KEGIATAN and reached_states(informasi, evidence, sop)[-1:] == [keadaan.akhir]:
        return keadaan.akhir.capitalize()
    decision = standing_decision(informasi, evidence, sop)
    if decision is None or (decision.putaran < evidence.putaran(informasi) and evidence.is_tested(informasi)):
        return "Diuji" if evidence.is_tested(informasi) else _entry(case, evidence, keadaan)
    if decision.keputusan in (DIKEMBALIKAN, DIPERPANJANG):
        return decision.keputusan
    test = evidence.present_uji(informasi)
    if decision.keputusan == DISETUJUI and test is not None:
        if evidence.precedes(decision, test):
            return "Diuji"
        if normalise(test.hasil) == normalise(DIBUKA):
            return "Diuji"  # what was approved is the opening, and it has yet to be done
    if decision.keputusan == DISETUJUI and is_highest(decision, sop.persetujuan if sop else ()):
        return _approved(informasi, decision, evidence, keadaan)
    return "Diajukan"


def _approved(informasi: str, decision: Act, evidence: Evidence, keadaan: Keadaan) -> str:
    letters = evidence.current_letters(informasi, keadaan.surat)
    if any(letter.filed for letter in letters):
        return "Sah"
    return "Disetujui" if evidence.proves(decision.bukti) and not letters else "Menunggu tanda tangan"


def _entry(case: Case, evidence: Evidence, keadaan: Keadaan) -> str:
    """Where a row stands that nobody tested or decided on: a claim of the unit's, or a proposal to be completed."""
    if is_claimed(keadaan) and not evidence.uji.get(case.row.text("id")):
        return f"{keadaan.masuk.capitalize()} {BY_UNIT}"
    columns = case.context.dictionary.tabel["tblRekap"].kolom
    asked = [column.kunci for column in columns if column.wajib in ("selalu", "dikecualikan")]
    return "Menunggu uji" if not any(is_blank(case.row[key]) for key in asked) else "Usulan"


def _public(case: Case, evidence: Evidence, sop: Sop | None) -> str:
    if not case.klasifikasi:
        return "Belum terklasifikasi"
    informasi, keadaan = case.row.text("id"), sop.keadaan if sop else Keadaan()
    if keadaan.akhir_publik not in BY_KEGIATAN:
        return keadaan.masuk_publik.capitalize()
    reached = [state for state in reached_states(informasi, evidence, sop) if state in BY_KEGIATAN]
    decision = evidence.latest_decision(informasi)
    if decision and decision.keputusan == DIKEMBALIKAN:
        return decision.keputusan
    if reached:
        return max(reached, key=BY_KEGIATAN.index).capitalize()
    return DIAJUKAN if decision else keadaan.masuk_publik.capitalize()


def reached_states(informasi: str, evidence: Evidence, sop: Sop | None) -> list[str]:
    """Return the states that recorded kegiatan of the SOP brought an informasi to in its present round.

    A kegiatan that was only stated, without a decision or any evidence, brings it nowhere.
    """
    states = {kegiatan.nomor: kegiatan.keadaan for kegiatan in sop.kegiatan} if sop else {}
    return [
        state
        for act in evidence.acts.get(informasi, ())
        if (not act.putaran or act.putaran >= evidence.putaran(informasi))
        and (act.keputusan == DISETUJUI or (act.bukti and act.keputusan not in (DIAJUKAN, DIKEMBALIKAN)))
        and (state := states.get(act.nomor_kegiatan, ""))
    ]


def is_waiting(status: str) -> bool:
    """Say whether an exclusion of this status still waits for its uji, its decision or its signature."""
    return status in WAITING or status.endswith(BY_UNIT)


def is_claimed(keadaan: Keadaan) -> bool:
    """Say whether the SOP takes its rows as already further than their uji, on the word of the unit."""
    return keadaan.masuk not in UNTESTED


def standing_decision(informasi: str, evidence: Evidence, sop: Sop | None) -> Act | None:
    """Return the latest decision on an informasi by the levels of approval that the SOP has."""
    return evidence.latest_decision(informasi, [level.peran for level in sop.persetujuan] if sop else ())


def is_highest(decision: Act, levels: Sequence[Persetujuan]) -> bool:
    """Say whether an approval is the last that the SOP asks for; any approval is where it asks for none."""
    return not levels or normalise(decision.sebagai) == normalise(levels[-1].peran)
