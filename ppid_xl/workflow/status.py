"""Status of an informasi, derived from evidence and never typed."""

from __future__ import annotations

from collections.abc import Sequence

from ppid_xl.columns import normalise
from ppid_xl.evidence import DIKEMBALIKAN, DISETUJUI, Act, Evidence
from ppid_xl.rules import Case
from ppid_xl.sop import Persetujuan

BATAS_UBAH_HARI_KERJA = 30  # PP 61/2010 Pasal 11 ayat (2)


def status_of(case: Case, evidence: Evidence, levels: Sequence[Persetujuan]) -> str:
    """Return the state of a row: what its evidence shows today, approvals counted by the SOP's levels."""
    if case.dikecualikan:
        return _ending(case) or _progress(case.row.text("id"), evidence, levels)
    if not case.klasifikasi:
        return "Belum terklasifikasi"
    return "Terbit" if case.row.text("tautan_publikasi") else "Belum terbit"


def _ending(case: Case) -> str:
    today, end = case.context.today, case.akhir
    if end is None:
        return ""
    if today > end:
        return "Terbuka demi hukum"  # PP 61/2010 Pasal 11 ayat (3)
    near = today >= case.context.kalender.add_hari_kerja(end, -BATAS_UBAH_HARI_KERJA)
    return "Mendekati akhir" if near else ""


def _progress(informasi: str, evidence: Evidence, levels: Sequence[Persetujuan]) -> str:
    decision = evidence.latest_decision(informasi)
    if decision is None or (decision.putaran < evidence.putaran(informasi) and evidence.is_tested(informasi)):
        return "Diuji" if evidence.is_tested(informasi) else "Menunggu uji"
    if decision.keputusan == DIKEMBALIKAN:
        return "Dikembalikan"
    if decision.keputusan == DISETUJUI and is_highest(decision, levels):
        return "Disetujui" if decision.bukti else "Menunggu tanda tangan"
    return "Diajukan"


def is_highest(decision: Act, levels: Sequence[Persetujuan]) -> bool:
    """Say whether an approval is the last that the SOP asks for; any approval is where it asks for none."""
    return not levels or normalise(decision.sebagai) == normalise(levels[-1].peran)
