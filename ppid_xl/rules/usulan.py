"""What the tool read out of the unit's own words, and whether staff accepted it."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from ppid_xl.columns import normalise
from ppid_xl.dasar_hukum import DasarHukum, format_dasar_hukum, parse_dasar_hukum
from ppid_xl.jangka_waktu import JangkaWaktu, format_jangka_waktu, parse_jangka_waktu
from ppid_xl.jangka_waktu.waktu import START_MISSING
from ppid_xl.model import Row, Value
from ppid_xl.tanggal import parse_tanggal


def read_tanggal(value: Value) -> date | None:
    """Return the date in a cell, typed or written out in full; None when it is not one exact date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return parse_tanggal(value).tanggal if isinstance(value, str) and value.strip() else None


@lru_cache(maxsize=8192)
def read_usulan(dasar_hukum: str, jangka_waktu: str) -> str:
    """Return the reading of two cells as it stands in column Usulan."""
    return usulan_text(parse_dasar_hukum(dasar_hukum), parse_jangka_waktu(jangka_waktu))


def usulan_text(dasar_hukum: DasarHukum, jangka_waktu: JangkaWaktu) -> str:
    """Return a reading as it stands in column Usulan, one labelled line each; empty when nothing was read."""
    law = format_dasar_hukum(dasar_hukum)
    period = format_jangka_waktu(jangka_waktu) if jangka_waktu.jenis != "tidak_jelas" else ""
    period = _without_start_missing(period)
    return "\n".join(f"{label}: {text}" for label, text in (("Dasar", law), ("Jangka", period)) if text)


@lru_cache(maxsize=8192)
def is_own_wording(dasar_hukum: str, jangka_waktu: str) -> bool:
    """Say whether the reading of two cells uses their very words, spelling aside."""
    own = {"Dasar": dasar_hukum, "Jangka": jangka_waktu}
    lines = (line.split(": ", 1) for line in read_usulan(dasar_hukum, jangka_waktu).split("\n") if line)
    return all(normalise(own[label]) == normalise(text) for label, text in lines)


def same_text(one: str, other: str) -> bool:
    """Say whether two texts are the same but for line ends and blanks, which spreadsheet programs change."""
    return one.split() == other.split()


def is_accepted(row: Row, reading: str) -> bool:
    """Say whether staff wrote Ya beside the very reading that the words give today; no reading, no acceptance."""
    if not reading or row.text("terima").casefold() != "ya":
        return False
    return same_text(_without_start_missing(row.text("usulan")), reading)


def _without_start_missing(reading: str) -> str:
    """Return a reading that is as true once Terhitung Mulai is filled in."""
    return reading.replace(f", {START_MISSING}", "")
