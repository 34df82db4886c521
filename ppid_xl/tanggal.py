"""Dates as Indonesian offices write them: read without guessing, written in figures and in words."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from ppid_xl.terbilang import terbilang

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
EARLIEST = date(1900, 3, 1)

JenisTanggal = Literal["tanggal", "bulan", "mustahil", "bukan-tanggal"]
TanggalStyle = Literal["campuran", "penuh"]

_BULAN_SPELLINGS = (
    "januari january jan",
    "februari february feb pebruari peb",
    "maret march mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agu agt ags aug agus agst agusutus agsutus agutus",
    "september sept sep",
    "oktober october okt oct",
    "november nov nopember nop novmber novemeber",
    "desember december des dec",
)
_NOMOR_BULAN = {word: number for number, line in enumerate(_BULAN_SPELLINGS, 1) for word in line.split()}
_HARI_SPELLINGS = (
    "senin monday",
    "selasa tuesday",
    "rabu wednesday",
    "kamis thursday",
    "jumat jum'at friday",
    "sabtu saturday",
    "minggu ahad sunday",
)
_NOMOR_HARI = {word: number for number, line in enumerate(_HARI_SPELLINGS) for word in line.split()}

_PREFIX = (
    r"(?:pada )?(?:hari )?(?:ini ?,? ?)?"
    rf"(?:(?P<hari>{'|'.join(_NOMOR_HARI)})(?![a-z]) ?,? ?)?(?:(?:tanggal|tgl\.?) ?:? ?)?"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<y>[0-9]{4})(?P<s>[-/])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})"
        r"(?:[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?",
        _PREFIX + r"(?P<d>[0-9]{1,2}) ?(?P<s>[-/.]) ?(?P<m>[0-9]{1,2}) ?(?P=s) ?(?P<y>[0-9]{4})",
        _PREFIX + r"(?P<d>[0-9]{1,2}) ?[-./]? ?(?:bulan )?(?P<m>[a-z]+)\.? ?[-./,]? ?"
        r"(?:tahun )?(?P<y>[0-9]{4}|[0-9]{2})",
        r"(?:bulan )?(?P<m>[a-z]+)\.? ?[-/,]? ?(?:tahun )?(?P<y>[0-9]{4})",
    )
)
_PLAIN_SIGNS = str.maketrans({"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‑": "-"})


class Tanggal(NamedTuple):
    """What a text says about a date.

    ``jenis`` is "tanggal" (``tanggal`` is set), "bulan" (only ``tahun`` and ``bulan`` are), "mustahil"
    (written as a date, but no such day since 1 March 1900) or "bukan-tanggal". ``hari_fits`` is false when
    the text names another day of the week than the date has.
    """

    asli: str
    jenis: JenisTanggal
    tanggal: date | None = None
    tahun: int | None = None
    bulan: int | None = None
    hari_fits: bool = True


def parse_tanggal(text: str) -> Tanggal:
    """Read a date in the spellings found in SOPs and letters; day before month always, never a guess.

    A year of two digits needs a month in letters: 00-69 is 20xx, 70-99 is 19xx.
    """
    plain = " ".join(text.translate(_PLAIN_SIGNS).casefold().split())
    for pattern in _PATTERNS:
        if found := pattern.fullmatch(plain):
            return _judge(text, found.groupdict())
    return Tanggal(text, "bukan-tanggal")


def _judge(text: str, parts: dict[str, str | None]) -> Tanggal:
    month, year = str(parts["m"]), str(parts["y"])
    number = int(month) if month.isdigit() else _NOMOR_BULAN.get(month, 0)
    if not number and not month.isdigit():
        return Tanggal(text, "bukan-tanggal")
    full_year = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)
    by_month = "d" not in parts
    try:
        day = date(full_year, number, 1 if by_month else int(str(parts["d"])))
    except ValueError:
        return Tanggal(text, "mustahil")
    if day < EARLIEST:
        return Tanggal(text, "mustahil")
    if by_month:
        return Tanggal(text, "bulan", None, day.year, day.month)
    weekday = parts.get("hari")
    fits = weekday is None or _NOMOR_HARI[weekday] == day.weekday()
    return Tanggal(text, "tanggal", day, day.year, day.month, fits)


def format_tanggal(day: date) -> str:
    """Return a date as letters print it, such as "1 Agustus 2024"."""
    return f"{day.day} {BULAN[day.month - 1]} {day.year}"


def hari(day: date) -> str:
    """Return the day of the week, such as "Senin"."""
    return HARI[day.weekday()]


def bulan_romawi(month: int) -> str:
    """Return month 1 to 12 in Roman figures, as letter numbers use it; ValueError outside."""
    if not 1 <= month <= 12:
        raise ValueError(month)
    return ROMAWI[month - 1]


def tanggal_terbilang(day: date, style: TanggalStyle = "campuran") -> str:
    """Return the opening words of a berita acara.

    campuran: "Pada Hari Rabu tanggal 28 Bulan April Tahun Dua Ribu Dua Puluh Satu";
    penuh: "Pada hari ini, Kamis, tanggal dua puluh empat bulan September tahun ... (24-09-2026)".
    """
    bulan, tahun = BULAN[day.month - 1], terbilang(day.year)
    if style == "campuran":
        return f"Pada Hari {hari(day)} tanggal {day.day} Bulan {bulan} Tahun {tahun.title()}"
    angka = f"{day.day:02}-{day.month:02}-{day.year:04}"
    return f"Pada hari ini, {hari(day)}, tanggal {terbilang(day.day)} bulan {bulan} tahun {tahun} ({angka})"
