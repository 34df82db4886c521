"""Status of an informasi, derived from evidence and never typed."""

from __future__ import annotations

from ppid_xl.rules import Case

BATAS_UBAH_HARI_KERJA = 30  # PP 61/2010 Pasal 11 ayat (2)


def status_of(case: Case) -> str:
    """Return the state of a row: what its evidence shows today."""
    if case.dikecualikan:
        return _exclusion_status(case)
    if not case.klasifikasi:
        return "Belum terklasifikasi"
    return "Terbit" if case.row.text("tautan_publikasi") else "Belum terbit"


def _exclusion_status(case: Case) -> str:
    today, end = case.context.today, case.akhir
    if end is None:
        return "Menunggu uji"
    if today > end:
        return "Terbuka demi hukum"  # PP 61/2010 Pasal 11 ayat (3)
    if today >= case.context.kalender.add_hari_kerja(end, -BATAS_UBAH_HARI_KERJA):
        return "Mendekati akhir"
    return "Menunggu uji"
