"""Lengths of time as staff write them, "5 (lima) tahun" or "1 tahun 6 bulan", and the day they end."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from typing import Literal, NamedTuple

from ppid_xl.terbilang import terbilang

Satuan = Literal["tahun", "bulan", "minggu", "hari", "hari kerja"]


class Lama(NamedTuple):
    """An amount of one unit."""

    jumlah: int
    satuan: Satuan


_FLAGS = re.IGNORECASE | re.ASCII
_SATUAN: dict[str, Satuan] = {
    "hari kerja": "hari kerja",
    "hk": "hari kerja",
    "hari kalender": "hari",
    "hari": "hari",
    "tahun": "tahun",
    "thn": "tahun",
    "th": "tahun",
    "bulan": "bulan",
    "bln": "bulan",
    "minggu": "minggu",
    "pekan": "minggu",
}
_NUMBER_WORDS = {terbilang(number): number for number in range(1, 101)}
_NUMBER = "|".join(sorted((word.replace(" ", r"\s*") for word in _NUMBER_WORDS), key=len)[::-1])
_CLOSED_UP = {word.replace(" ", ""): number for word, number in _NUMBER_WORDS.items()}
_SATUAN_PATTERN = "|".join(word.replace(" ", r"\s+") for word in _SATUAN)
_LAMA = re.compile(
    rf"(?:(?P<angka>[0-9]{{1,4}})(?P<setengah>[.,]5)?(?:\s*\(\s*(?P<dieja>[a-z ]+?)\s*\))?"
    rf"|(?P<kata>{_NUMBER})(?:\s*\(\s*(?P<ditulis>[0-9]{{1,4}})\s*\))?"
    r"|(?P<separuh>setengah)|(?P<se>se(?=tahun|bulan|minggu|pekan|hari)))"
    rf"\s*(?P<satuan>{_SATUAN_PATTERN})(?![a-z])\.?(?!\s*[0-9]{{4}})",
    _FLAGS,
)


def read_lama(text: str, position: int) -> tuple[Lama, int] | None:
    """Read a length of time at a position and return it with its end; None when none stands there.

    A figure and its words must agree; years with months become months; half a year is six months.
    """
    found = _LAMA.match(text, position)
    first = _judge(found) if found else None
    if not found or first is None:
        return None
    following = re.compile(r"\s+(?:dan\s+)?", _FLAGS).match(text, found.end())
    second = _LAMA.match(text, following.end()) if following and first.satuan == "tahun" else None
    months = _judge(second) if second else None
    if second and months and months.satuan == "bulan":
        return Lama(first.jumlah * 12 + months.jumlah, "bulan"), second.end()
    return first, found.end()


def add_lama(start: date, lama: Lama) -> date | None:
    """Return the day on which a length of time ends, as Excel's EDATE counts months.

    The day is cut to the end of a shorter month: 31 January + 1 month = 28 or 29 February. None for hari
    kerja, which need a calendar, and beyond the year 9999.
    """
    if lama.satuan == "hari kerja":
        return None
    if lama.satuan in ("hari", "minggu"):
        days = lama.jumlah * (7 if lama.satuan == "minggu" else 1)
        return start + timedelta(days) if days <= (date.max - start).days else None
    months = lama.jumlah * (12 if lama.satuan == "tahun" else 1)
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > MAXYEAR:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _judge(found: re.Match[str]) -> Lama | None:
    satuan = _SATUAN[" ".join(found["satuan"].casefold().split())]
    if found["separuh"]:
        return Lama(6, "bulan") if satuan == "tahun" else None
    jumlah = _number(found)
    if jumlah is None or (jumlah == 0 and not found["setengah"]):
        return None
    if found["setengah"]:
        return Lama(jumlah * 12 + 6, "bulan") if satuan == "tahun" else None
    return Lama(jumlah, satuan)


def _number(found: re.Match[str]) -> int | None:
    """Return the amount; None when the figure and its words say different things."""
    if found["se"]:
        return 1
    spelt = found["kata"] or found["dieja"]
    by_word = _CLOSED_UP.get("".join(spelt.casefold().split())) if spelt else None
    figure = found["angka"] or found["ditulis"]
    by_figure = int(figure) if figure else by_word
    return by_figure if not spelt or by_word == by_figure else None
