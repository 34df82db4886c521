"""What the tool read out of the unit's own words, and whether staff accepted it."""

from __future__ import annotations

from datetime import date, datetime

from ppid_xl.dasar_hukum import DasarHukum, format_dasar_hukum
from ppid_xl.jangka_waktu import JangkaWaktu, format_jangka_waktu
from ppid_xl.model import Row, Value
from ppid_xl.tanggal import parse_tanggal


def read_tanggal(value: Value) -> date | None:
    """Return the date in a cell, typed or written out in full; None when it is not one exact date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return parse_tanggal(value).tanggal if isinstance(value, str) and value.strip() else None


def readings(dasar_hukum: DasarHukum, jangka_waktu: JangkaWaktu) -> dict[str, str]:
    """Return what was read in normal form, by the label it has in column Usulan; what was not understood is absent."""
    law = format_dasar_hukum(dasar_hukum)
    period = format_jangka_waktu(jangka_waktu) if jangka_waktu.asli.strip() else ""
    return {label: text for label, text in (("Dasar", law), ("Jangka", period)) if text}


def usulan_text(dasar_hukum: DasarHukum, jangka_waktu: JangkaWaktu) -> str:
    """Return the reading as it stands in column Usulan; empty when nothing was understood."""
    return "\n".join(f"{label}: {text}" for label, text in readings(dasar_hukum, jangka_waktu).items())


def same_text(one: str, other: str) -> bool:
    """Say whether two texts are the same but for line ends and blanks, which spreadsheet programs change."""
    return one.split() == other.split()


def is_accepted(row: Row, dasar_hukum: DasarHukum, jangka_waktu: JangkaWaktu) -> bool:
    """Say whether staff wrote Ya beside the very reading that the words give today."""
    if row.text("terima").casefold() != "ya":
        return False
    return same_text(row.text("usulan"), usulan_text(dasar_hukum, jangka_waktu))
