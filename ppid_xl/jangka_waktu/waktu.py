"""Times in a Jangka Waktu cell: a length, a start, an end, in the order people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ppid_xl.jangka_waktu.lama import Lama, read_lama
from ppid_xl.jangka_waktu.syarat import tidy
from ppid_xl.plain_text import any_of
from ppid_xl.tanggal import parse_tanggal

START_MISSING = "terhitung sejak tanggal yang belum diisi"


class Waktu(NamedTuple):
    """What a cell says about time, each as written, and the words after it.

    ``pasti`` is false when the end stands there without "sampai" or the like, so that staff are asked.
    """

    lama: Lama | None = None
    mulai: date | None = None
    titik_mulai: str = ""
    akhir: date | None = None
    syarat: str = ""
    pasti: bool = True


_FLAGS = re.IGNORECASE | re.ASCII
_TANGGAL = (
    r"(?:(?:tanggal|tgl)\.?\s*)?(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    r"|[0-9]{1,2}\s?[-/.]\s?[0-9]{1,2}\s?[-/.]\s?[0-9]{4}"
    r"|[0-9]{1,2}\s?[-./]?\s?[a-z]{3,10}\.?\s?[-./,]?\s?(?:[0-9]{4}|[0-9]{2}))(?![0-9a-z])"
)
_UNTIL = rf"(?:{any_of('sampai dengan|sampai|hingga')}|s\s?[./]?\s?d\b\.?)"
_SINCE = (
    rf"(?:{any_of('terhitung|dihitung|berlaku')}\s+)?{any_of('sejak|mulai|dari|tmt|setelah|sesudah|pasca')}"
)
_INTRODUCTION = any_of(
    "informasi|ini|dikecualikan|ditutup|dirahasiakan|tertutup|jangka waktu|pengecualian|pengecualiannya|masa"
    "|retensi|penyimpanan|disimpan|berlaku|berakhir|ditetapkan|selama|untuk|dalam|waktu|adalah"
)
_AT_MOST = any_of("paling lama|maksimal|maksimum|paling lambat|selambat-lambatnya")
_OPENING = re.compile(rf"(?:{_INTRODUCTION}\s*:?\s+)*(?:(?P<limit>{_AT_MOST})\s+)?", _FLAGS)
_OPENED_AFTER = re.compile(rf"(?P<dibuka>(?:dapat\s+)?dibuka\s+)?{any_of('setelah|sesudah')}\s+", _FLAGS)
_ENDING = re.compile(rf"berakhir\s+(?:pada\s+)?({_TANGGAL})", _FLAGS)
_UNTIL_LAMA = re.compile(rf"{_UNTIL}\s+", _FLAGS)
_AKHIR = re.compile(rf"{_UNTIL}\s*(?:pada\s+)?({_TANGGAL})", _FLAGS)
_WRITTEN_END = re.compile(rf"tertulis\s+{_UNTIL}\s*({_TANGGAL})", _FLAGS)
_MULAI = re.compile(rf"{_SINCE}\s+({_TANGGAL})", _FLAGS)
_RANGE = re.compile(rf"({_TANGGAL})\s*(?:{_UNTIL}|-)\s*({_TANGGAL})", _FLAGS)
_DAY = re.compile(rf"({_TANGGAL})", _FLAGS)
_BLANK_START = re.compile(any_of(START_MISSING), _FLAGS)
_TITIK_END = rf"{_UNTIL}\s*{_TANGGAL}|tanggal\s+[0-9]|{any_of('terhitung|kecuali|dengan|apabila|jika')}"
_TITIK = re.compile(
    rf"{_SINCE}\s+(?P<titik>(?:[^,;/()]|(?<=\S)/(?=\S))+?)(?=\s*(?:$|[,;()]|/\s|\s/)|\s+(?:{_TITIK_END}))",
    _FLAGS,
)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", re.ASCII)
_YEARS = re.compile(
    rf"[\s,;/(.:)-]*(?:{any_of('tahun|tahun anggaran|ta|periode')}\s*)?(?:19|20)[0-9]{{2}}(?![0-9])", _FLAGS
)
_DATES = re.compile(
    rf"(?<![0-9a-z/.-])(?=[0-9]{{1,4}}[\s/.-]?[0-9a-z])(?<!nomor )(?<!no )(?<!no\. )({_TANGGAL})(?!\s?/)",
    _FLAGS,
)
_MONTH = re.compile(r"[a-z]{3,10}\.?\s(?:tahun\s)?[0-9]{4}(?![0-9])", _FLAGS)
_GAP = re.compile(r"[\s,()]*(?:(?:tanggal|yaitu|atau|selama)\s+(?=[0-9]))?", _FLAGS)
_SYARAT = any_of(
    "dan|atau|dengan|jika|apabila|bila|kecuali|diberikan|dibuka|dapat|serta|namun|tetapi|lalu|kemudian|sesuai"
    "|berdasarkan|atas"
)
_CONTINUATION = re.compile(rf"\s*(?!(?:lalu|kemudian)\W*$)(?:$|[,;/(.:)-]|{_SYARAT})", _FLAGS)
_ALSO = re.compile(rf"[\s,;]*{any_of('dan|serta')}\s+{any_of('setelah|sesudah|apabila|jika|bila')}\s", _FLAGS)
_JOINT = re.compile(rf"[\s,;/(.:)-]*(?:(?:{any_of('dan|atau')}|{_UNTIL})\s+)?", _FLAGS)


@lru_cache(maxsize=8192)
def read_waktu(text: str) -> Waktu | None:
    """Read the times a cell opens with; None when there are none, or when the next words change them.

    "1 tahun anggaran", "1-2 tahun" and "5 tahun aktif, 2 tahun inaktif" are such; a bare year is no date.
    """
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    opened = _read_after_opening(text, start)
    waktu, position = opened or _read_ending(text) or _read_parts(text, start)
    rest = text[position:]
    if (
        not (waktu.lama or waktu.akhir)
        or not _CONTINUATION.match(rest)
        or (opened and waktu.lama and tidy(rest))
    ):
        return None
    if _has_another_time(rest):
        return None
    limit = " ".join(opening["limit"].split()) if opening and opening["limit"] else ""
    syarat = tidy(re.sub(r"^[\s,;/(.:)-]*(?:(?:dan|serta)\s+)?", "", rest, flags=_FLAGS))
    return waktu._replace(syarat="; ".join(words for words in (limit, syarat) if words))


@lru_cache(maxsize=8192)
def names_second_condition(text: str) -> bool:
    """Tell whether a length must pass and an event must happen too: "1 tahun dan setelah audit selesai"."""
    opening = _OPENING.match(text)
    waktu, position = _read_parts(text, opening.end() if opening else 0)
    return bool((waktu.lama or waktu.akhir) and _ALSO.match(text, position))


def opens_perhaps(text: str) -> bool:
    """Tell whether a date is only when opening becomes possible: "setelah 1 Januari 2026 dapat dibuka"."""
    found = _OPENED_AFTER.match(text)
    day = _DAY.match(text, found.end()) if found else None
    return bool(day and _day(day[1]) and re.search(r"\bdibuka\b", text, _FLAGS))


def names_time(text: str) -> bool:
    """Tell whether words name a length or a date, be it after "selama" or "sampai"."""
    return _has_another_time(re.sub(r"^[\s,;/(.:)-]*selama\s", "", text, flags=_FLAGS))


def find_impossible_date(text: str) -> str:
    """Return the first date in a text that no calendar has, such as "30 Februari 2026"; else nothing."""
    found = (match[1] for match in _DATES.finditer(text))
    return next((words for words in found if parse_tanggal(words).jenis == "mustahil"), "")


def fits_titik(titik: str, mulai: date) -> bool:
    """Tell whether a start agrees with the day, month or year in the words a length counts from.

    Words without any fit every start; words that cannot be read fit none.
    """
    if not re.search(r"[0-9]", titik, re.ASCII):
        return bool(re.search(r"[^\W\d_]{2}", titik))
    dates = [parse_tanggal(match[1]) for match in _DATES.finditer(titik)]
    days = [one.tanggal for one in dates if one.jenis == "tanggal"]
    if any(one.jenis == "mustahil" for one in dates):
        return False
    if days:
        return mulai in days
    months = [parse_tanggal(words) for words in _MONTH.findall(titik)]
    named = [(one.tahun, one.bulan) for one in months if one.jenis == "bulan"]
    if named:
        return (mulai.year, mulai.month) in named
    years = _YEAR.findall(titik)
    return str(mulai.year) in years if years else bool(re.search(r"[^\W\d_]{2}", titik))


def _read_after_opening(text: str, position: int) -> tuple[Waktu, int] | None:
    """Read "dibuka setelah 31 Desember 2027" and "dibuka setelah 5 tahun".

    A date is an end only after "dibuka": "dapat dibuka" leaves it open, "setelah" alone may mean a start.
    """
    if opening := _OPENED_AFTER.match(text, position):
        found = _DAY.match(text, opening.end())
        if found and (day := _day(found[1])):
            opens = position == 0 and (opening["dibuka"] or "").casefold().startswith("dibuka")
            return Waktu(akhir=day if opens else None, pasti=False), found.end()
        if length := read_lama(text, opening.end()):
            return Waktu(length[0]), length[1]
    return None


def _read_ending(text: str) -> tuple[Waktu, int] | None:
    """Read "berakhir pada 31 Desember 2027", whatever introduces it."""
    opening = _OPENING.match(text)
    introduced = opening.end() if opening else 0
    start = text.casefold().find("berakhir", 0, introduced + len("berakhir"))
    if start < 0 or (opening and opening["limit"]):
        return None
    return _read_day(_ENDING, text, start, Waktu(), "akhir")


def _read_parts(text: str, position: int) -> tuple[Waktu, int]:
    waktu = Waktu()
    if (until := _UNTIL_LAMA.match(text, position)) and read_lama(text, until.end()):
        position = until.end()
    if not _RANGE.match(text, position) and (alone := _DAY.match(text, position)) and _day(alone[1]):
        # in a cell of its own a date is the end that is suggested; after other words it may be a start
        return (Waktu(akhir=_day(alone[1]), pasti=False) if position == 0 else Waktu()), alone.end()
    while True:
        gap = _GAP.match(text, position)
        start = gap.end() if gap else position
        part = next((part for part in _parts(text, position, start, waktu) if part), None)
        if part is None:
            return waktu, position
        waktu, position = part


def _parts(text: str, position: int, start: int, waktu: Waktu) -> Iterator[tuple[Waktu, int] | None]:
    """Try every part that may come next, the surest first."""
    if waktu.lama and (blank := _BLANK_START.match(text, start)):
        yield waktu, blank.end()
    if waktu.lama is None and (length := read_lama(text, start)):
        yield waktu._replace(lama=length[0]), length[1]
    if waktu.akhir is None:
        if waktu.mulai is None:
            yield _read_range(text, start, waktu)
        yield _read_day(_AKHIR, text, start, waktu, "akhir")
    if waktu.mulai is None:
        yield _read_day(_MULAI, text, start, waktu, "mulai")
        if waktu.titik_mulai:
            yield _read_day(_DAY, text, start, waktu, "mulai")
    if waktu.lama and not (waktu.titik_mulai or waktu.mulai):
        yield _read_titik(text, position, start, waktu)
    if waktu.lama and waktu.mulai and waktu.akhir:
        yield _read_day(_WRITTEN_END, text, start, waktu, "akhir")


def _read_range(text: str, start: int, waktu: Waktu) -> tuple[Waktu, int] | None:
    found = _RANGE.match(text, start)
    first, last = (_day(found[1]), _day(found[2])) if found else (None, None)
    return (waktu._replace(mulai=first, akhir=last), found.end()) if found and first and last else None


def _read_day(
    pattern: re.Pattern[str], text: str, start: int, waktu: Waktu, nama: str
) -> tuple[Waktu, int] | None:
    found = pattern.match(text, start)
    day = _day(found[1]) if found else None
    if not found or day is None:
        return None
    return (waktu._replace(akhir=day) if nama == "akhir" else waktu._replace(mulai=day)), found.end()


def _read_titik(text: str, position: int, start: int, waktu: Waktu) -> tuple[Waktu, int] | None:
    """Read the event a length counts from; after a comma "setelah ..." is a condition instead."""
    found = _TITIK.match(text, start)
    parted = text[position:start].strip()
    if not found or (parted and not re.match(r"terhitung|dihitung|sejak|mulai", found[0], _FLAGS)):
        return None
    return waktu._replace(titik_mulai=tidy(found["titik"])), found.end()


def _has_another_time(rest: str) -> bool:
    joint = _JOINT.match(rest)
    start = joint.end() if joint else 0
    found = _DAY.match(rest, start)
    if _YEARS.match(rest):
        return True
    return read_lama(rest, start) is not None or bool(found and _day(found[1]))


def _day(text: str) -> date | None:
    return parse_tanggal(text).tanggal
