"""One row by itself: its class, its two consequences, and what the tool read out of it."""

from __future__ import annotations

from ppid_xl.rules.case import BACAAN, Case
from ppid_xl.rules.rule import NO_FACTS, Facts, judge
from ppid_xl.rules.usulan import is_own_wording
from ppid_xl.rules.words import is_empty


@judge("klasifikasi_tidak_dikenal")
def unknown_class(case: Case) -> Facts | None:
    """Report a class that is none of the four."""
    return NO_FACTS if not case.klasifikasi and not is_empty(case.row["klasifikasi"]) else None


@judge("konsekuensi_sama")
def same_consequences(case: Case) -> Facts | None:
    """Report the same words for opening and for closing."""
    opened = case.plain["konsekuensi_bila_dibuka"]
    return NO_FACTS if opened and opened == case.plain["manfaat_bila_ditutup"] else None


@judge("usulan_belum_diterima", reads=BACAAN)
def reading_to_accept(case: Case) -> Facts | None:
    """Report a reading that says it in other words than the unit, until staff accept it."""
    if case.plain["terima"] == "ya":
        return None
    if is_own_wording(case.text["dasar_hukum"], case.text["jangka_waktu"]):
        return None
    return {"bacaan": _on_one_line(case.usulan)}


@judge("usulan_berubah", reads=BACAAN)
def accepted_reading_changed(case: Case) -> Facts | None:
    """Report an accepted reading that the words no longer give."""
    if not case.reading_changed:
        return None
    return {"bacaan": _on_one_line(case.usulan) or "belum dapat dibaca"}


def _on_one_line(reading: str) -> str:
    return reading.replace("\n", "; ")
