"""Jangka waktu pengecualian: one normal form for every wording, with an end date only where one follows.

PP 61/2010 Pasal 1 angka 10 speaks of a "rentang waktu tertentu". Prose is never guessed at: what names no
length, no date and no condition is "tidak_jelas".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, get_args

from ppid_xl.jangka_waktu.lama import Satuan, add_lama
from ppid_xl.jangka_waktu.rest import judge_rest
from ppid_xl.jangka_waktu.syarat import Syarat, read_syarat, tidy
from ppid_xl.jangka_waktu.waktu import (
    START_MISSING,
    Waktu,
    find_impossible_date,
    fits_titik,
    names_second_condition,
    names_time,
    opens_perhaps,
    read_waktu,
)
from ppid_xl.plain_text import to_plain
from ppid_xl.tanggal import format_tanggal

Jenis = Literal["durasi", "tanggal", Syarat]
JENIS: tuple[Jenis, ...] = get_args(Jenis)


@dataclass(frozen=True, slots=True)
class JangkaWaktu:
    """One exclusion period.

    ``titik_mulai`` is the event a length counts from, ``syarat`` a condition in the words of the cell.
    ``akhir`` is computed from start and length, else the written date. ``akhir_tertulis`` is the end date as
    written; None when none is written or when start and length give the same, so that a wrong sum shows.
    ``pasti`` is false when the end counts only once staff accept it; ``mustahil`` is a written date that does
    not exist.
    """

    jenis: Jenis
    jumlah: int | None = None
    satuan: Satuan | None = None
    mulai: date | None = None
    titik_mulai: str = ""
    syarat: str = ""
    akhir: date | None = None
    akhir_tertulis: date | None = None
    asli: str = field(default="", compare=False)
    pasti: bool = field(default=True, compare=False)
    mustahil: str = field(default="", compare=False)


_FLAGS = re.IGNORECASE | re.ASCII
_JENIS_NAMED: dict[str, Syarat] = {
    "peristiwa": "peristiwa",
    "persetujuan": "persetujuan",
    "selama dibutuhkan": "selama_dibutuhkan",
    "uu lain": "uu_lain",
    "tanpa batas": "tanpa_batas",
    "tidak jelas": "tidak_jelas",
}
_NAME_OF_JENIS: dict[Jenis, str] = {jenis: name for name, jenis in _JENIS_NAMED.items()}
_NORMAL = re.compile(rf"({'|'.join(_JENIS_NAMED)})(?:\s?: (.+))?", _FLAGS)
_WITH_SYARAT = re.compile(r"(.+?); syarat: (.+)", _FLAGS)
_LONGEST = 2000
ONE_DAY = timedelta(days=1)
_NUMBERED = r"\(?[0-9]{1,2}[.)]"
_BULLETS = ((r"[-•*]", r"[-•*]"), (_NUMBERED, _NUMBERED), (r"\(?a[.)]", r"\(?[a-z][.)]"))


@lru_cache(maxsize=8192)
def parse_jangka_waktu(text: str, mulai: date | None = None) -> JangkaWaktu:
    """Read a period; ``mulai`` is a start known from elsewhere, for a text that states none. Never raises."""
    plain = " ".join(to_plain(text).split())
    if len(plain) > _LONGEST:
        return JangkaWaktu("tidak_jelas", asli=text)
    read = _read(plain, mulai)
    mustahil = find_impossible_date(plain)
    if mustahil and read.jenis in ("durasi", "tanggal"):
        read = JangkaWaktu("tidak_jelas")
    return replace(read, asli=text, mustahil=mustahil)


def format_jangka_waktu(jangka_waktu: JangkaWaktu) -> str:
    """Return the normal form for staff; reading it again gives the same period."""
    j = jangka_waktu
    if j.jenis in _NAME_OF_JENIS:
        return f"{_NAME_OF_JENIS[j.jenis]}: {j.syarat}" if j.syarat else _NAME_OF_JENIS[j.jenis]
    words = _format_length(j) if j.jenis == "durasi" else _format_range(j)
    return f"{words}; syarat: {j.syarat}" if j.syarat else words


def needs_mulai(jangka_waktu: JangkaWaktu) -> bool:
    """Tell whether the end could be computed if staff filled in the one date the length counts from."""
    return jangka_waktu.jenis == "durasi" and jangka_waktu.mulai is None and jangka_waktu.akhir is None


def names_other_start(jangka_waktu: JangkaWaktu, mulai: date) -> bool:
    """Tell whether the words count from another day, month or year than a start from elsewhere."""
    j = jangka_waktu
    return j.jenis == "durasi" and bool(j.titik_mulai) and not fits_titik(j.titik_mulai, mulai)


def _read(text: str, mulai: date | None) -> JangkaWaktu:
    if normal := _NORMAL.fullmatch(text):
        return JangkaWaktu(_JENIS_NAMED[normal[1].casefold()], syarat=normal[2] or "")
    for opening, bullet in _BULLETS:
        if re.match(rf"{opening}\s", text, _FLAGS):
            items = re.split(rf"(?:^|\s){bullet}\s+", f"{text} ", flags=_FLAGS)
            return _settle(_combine([_read(tidy(item), mulai) for item in items if tidy(item)], items), text)
    if with_syarat := _WITH_SYARAT.fullmatch(text):
        waktu = read_waktu(with_syarat[1])
        if waktu and not waktu.syarat:
            return _settle(_from_waktu(waktu._replace(syarat=with_syarat[2]), mulai), text)
    if names_second_condition(text):  # the length alone ends nothing
        return JangkaWaktu("peristiwa", syarat=text)
    if waktu := read_waktu(text):
        return _settle(_from_waktu(waktu, mulai), text)
    if opens_perhaps(text):
        return JangkaWaktu("peristiwa", syarat=text)
    jenis, syarat = read_syarat(text)
    if jenis == "tanpa_batas" and names_time(syarat):  # "permanen, 5 tahun"
        return JangkaWaktu("tidak_jelas")
    return JangkaWaktu(jenis, syarat=syarat)


def _settle(j: JangkaWaktu, words: str) -> JangkaWaktu:
    """Return a period whose end is sure; its words as one condition, or unclear, where others may carry it on."""
    if j.jenis not in ("durasi", "tanggal") or not j.syarat:
        return j
    match judge_rest(j.syarat, alone=j.jenis == "tanggal"):
        case "bertentangan":
            return JangkaWaktu("tidak_jelas")
        case "berlanjut":
            return JangkaWaktu("peristiwa", syarat=words)
    return j


def _from_waktu(waktu: Waktu, mulai: date | None) -> JangkaWaktu:
    if mulai and waktu.titik_mulai and not fits_titik(waktu.titik_mulai, mulai):
        mulai = None
    mulai = waktu.mulai or mulai
    if waktu.lama is None:
        akhir, syarat = waktu.akhir, waktu.syarat
        pasti = waktu.pasti or bool(mulai and akhir and mulai < akhir)
        return JangkaWaktu("tanggal", None, None, mulai, "", syarat, akhir, akhir, pasti=pasti)
    computed = add_lama(mulai, waktu.lama) if mulai else None
    if computed and waktu.akhir == computed - ONE_DAY:  # "1 Januari 2025 s.d. 31 Desember 2029 (5 tahun)"
        computed = waktu.akhir
    return JangkaWaktu(
        "durasi",
        waktu.lama.jumlah,
        waktu.lama.satuan,
        mulai,
        waktu.titik_mulai,
        waktu.syarat,
        computed or waktu.akhir,
        waktu.akhir if waktu.akhir != computed else None,
    )


def _combine(items: list[JangkaWaktu], words: list[str]) -> JangkaWaktu:
    """Return one period for a list: its one time with the rest as syarat, or all as one condition."""
    words = [tidy(word) for word in words if tidy(word)]
    timed = [index for index, item in enumerate(items) if item.jenis in ("durasi", "tanggal")]
    if len(items) == 1 or not items:
        return items[0] if items else JangkaWaktu("tidak_jelas")
    if timed:
        first = items[timed[0]]
        rest = [first.syarat, *(word for index, word in enumerate(words) if index != timed[0])]
        return (
            JangkaWaktu("tidak_jelas")
            if len(timed) > 1
            else replace(first, syarat="; ".join(filter(None, rest)))
        )
    named: list[Jenis] = [item.jenis for item in items if item.jenis != "tidak_jelas"]
    if not named:
        return JangkaWaktu("tidak_jelas")
    jenis = "peristiwa" if "peristiwa" in named else named[0]
    parts = [item.syarat if item.jenis == jenis else word for item, word in zip(items, words, strict=True)]
    return JangkaWaktu(jenis, syarat="; ".join(filter(None, parts)))


def _format_length(j: JangkaWaktu) -> str:
    words = f"{j.jumlah} {j.satuan}" + (f" sejak {j.titik_mulai}" if j.titik_mulai else "")
    if j.mulai:
        words += f"{', terhitung' if j.titik_mulai else ''} sejak {format_tanggal(j.mulai)}"
    elif j.akhir is None:
        words += f", {START_MISSING}"
    if j.akhir:
        words += f" sampai {format_tanggal(j.akhir)}"
    if j.akhir_tertulis and j.akhir_tertulis != j.akhir:
        words += f" (tertulis sampai {format_tanggal(j.akhir_tertulis)})"
    return words


def _format_range(j: JangkaWaktu) -> str:
    start = f"{format_tanggal(j.mulai)} " if j.mulai else ""
    return f"{start}sampai {format_tanggal(j.akhir)}" if j.akhir else start.strip()
