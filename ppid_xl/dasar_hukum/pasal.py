"""Parts of a regulation as staff write them: Pasal, ayat, huruf and angka, with lists and ranges."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Level = Literal["pasal", "ayat", "huruf", "angka"]
_ORDER: tuple[Level, ...] = ("pasal", "ayat", "huruf", "angka")
_LONGEST_RANGE = 26


class Bagian(NamedTuple):
    """One place in a regulation; an empty field is not stated. ``pasti`` is false when a word is missing."""

    pasal: str = ""
    ayat: str = ""
    huruf: str = ""
    angka: int | None = None
    pasti: bool = True


_LEVEL_OF_WORD: dict[str, Level] = {
    "ayat": "ayat",
    "huruf": "huruf",
    "hrf": "huruf",
    "angka": "angka",
    "ang": "angka",
    "nomor": "angka",
}
_FLAGS = re.IGNORECASE | re.ASCII
_VALUE = r"[0-9]{1,4}[a-z]?|[a-z]"
_AND = r"(?:(?:dan\s*/\s*atau|dan|atau|serta)(?![a-z])|&|/)"
_BULLET = r"\n(?:[^\S\n]*(?:[-•*]|\(?(?:[0-9]{1,2}|[a-z])[.)])(?=\s))?"
_SURE = frozenset({*_LEVEL_OF_WORD, "butir", "poin", "point"})
_MISSPELT = r"h[uro]{1,5}[fpvb]|hrp"  # hurup, hurf, hruf, hururf
_WORD = rf"(?:ayat|huruf|hrf|butir|poin|point|angka|ang|nomor|{_MISSPELT})(?![a-z])\.?"
_NO_PERATURAN = r"(?!\s*/\s*[0-9]|\s*tahun)"
_WORDED = (
    rf"(?P<kata>{_WORD})\s*"
    rf"\(?\s*[\"']?(?P<nilai>{_VALUE})(?![a-z0-9])[\"']?(?:\s*\))?{_NO_PERATURAN}"
)
PASAL_PATTERN = r"(?<![a-z0-9])(?:pasal|psl|ps)(?![a-z])\.?\s*(?P<pasal>[0-9]{1,4}[a-z]?)(?![a-z0-9])"
DETAIL_PATTERN = rf"(?<![a-z0-9])(?P<detail>)(?!nomor)(?={_WORD}\s*\(?\s*[\"']?(?:{_VALUE})(?![a-z0-9]))"
_NEXT_WORDED = re.compile(rf"(?P<sambung>(?:[^\S\n]|[,;:.]|{_BULLET}|{_AND})*)(?<![a-z0-9]){_WORDED}", _FLAGS)
_BARE_HURUF = re.compile(
    r"[\s,.]*(?:\(([a-z])\)|(?<=[\s,.])([a-z])(?![a-z0-9]|\.[a-z0-9]|\s?/\s?[0-9]{1,2}(?![0-9])))", _FLAGS
)
_LOOSE_HURUF = re.compile(
    r"(?:[\s,.:/(-]*(?:(?:item|litera|lit|sub|bagian|bag|abjad|huruf|hrf|hf)\.?[\s:.(\"'-]*(?:ke\s?-?\s?)?"
    r"|(?<=[\s,.:/(-]))|(?<=[0-9])[\s:.(\"-]+)"
    r"(?P<huruf>[a-j])(?:\s?[./-]?\s?(?P<angka>[0-9]{1,2})(?![0-9a-z]|\s?/|\.[0-9]))?(?![a-z0-9]|\s?[.)]\s)",
    _FLAGS,
)
_BARE_NUMBER = re.compile(
    r"\s*(?:\((?P<kurung>[0-9]{1,4}[a-z]?)\)"
    rf"|[.-]?\s*(?P<nilai>[0-9]{{1,2}})(?![0-9a-z]){_NO_PERATURAN}(?!\s*[.)]))",
    _FLAGS,
)
_CONTINUED = re.compile(
    rf"\s*(?:(?P<dan>,?\s*{_AND})|,)\s*"
    rf"(?:\((?P<kurung>{_VALUE})\)|(?P<nilai>{_VALUE})(?![a-z0-9]|\.[a-z0-9]))"
    rf"{_NO_PERATURAN}(?P<penanda>(?=\s*[.)]\s))?",
    _FLAGS,
)
_RANGE = re.compile(
    r"\s*(?:-|s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?\b|hingga\b)\s*(?:(?:pasal|ayat|huruf|angka)\s*)?"
    rf"\(?(?P<nilai>[0-9]{{1,4}}|[a-z])(?![a-z0-9])\)?{_NO_PERATURAN}(?!\s*[.)]\s)",
    _FLAGS,
)


class _Reader:
    """Walks over one citation and collects its places."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.position, self.current = text, start, Bagian()
        self.level: Level = "pasal"
        self.opened = False
        self.done: list[Bagian] = []

    def put(self, level: Level, value: str, *, inside: bool = False, pasti: bool = True) -> None:
        """Place a value: a taken level starts a new place, and unless ``inside`` so does a level below it."""
        index = _ORDER.index(level)
        below = (level,) if inside else _ORDER[index:]
        if any(getattr(self.current, name) not in ("", None) for name in below):
            self.done.append(self.current)
            for name in _ORDER[index:]:
                self.current = _with(self.current, name, "")
            self.current = self.current._replace(pasti=True)
        self.current = _with(self.current, level, value)._replace(pasti=self.current.pasti and pasti)
        self.level, self.opened = level, True

    def step(self) -> bool:
        """Read the next value; false at the end of the citation."""
        return (
            self._range()
            or self._worded()
            or self._unworded()
            or self._letter()
            or self._continued()
            or self._loose_letter()
        )

    def _worded(self) -> bool:
        found = _NEXT_WORDED.match(self.text, self.position)
        if not found:
            return False
        value, word = found["nilai"], found["kata"].casefold().rstrip(".")
        level = _LEVEL_OF_WORD.get(word, "huruf" if value.isalpha() else "angka")
        slip = word == "ayat" and value.isalpha() and self.opened  # "Pasal 17 ayat h"
        level = "huruf" if slip else level
        if not _fits(level, value) or (word == "nomor" and self.level != "huruf"):
            return False
        inside = not found["sambung"].strip() and self.opened
        self.put(level, value, inside=inside, pasti=word in _SURE and not slip)
        self.position = found.end()
        return True

    def _unworded(self) -> bool:
        """Read a number without its word: "Pasal 44 (1)" is ayat, "huruf h (3)" and "huruf h.3" are angka."""
        found = _BARE_NUMBER.match(self.text, self.position)
        level: Level = "ayat" if self.level == "pasal" else "angka"
        if not found or not self.opened or self.level not in ("pasal", "huruf"):
            return False
        value = found["kurung"] or (found["nilai"] if self.level == "huruf" else "")
        if not value or not _fits(level, value):
            return False
        self.put(level, value, pasti=False)
        self.position = found.end()
        return True

    def _letter(self) -> bool:
        found = _BARE_HURUF.match(self.text, self.position)
        if not found or self.level != "pasal" or not self.opened:
            return False
        self.put("huruf", found[1] or found[2])
        self.position = found.end()
        return True

    def _loose_letter(self) -> bool:
        """Read a letter that stands after an article in no settled form: "h.4", "- h", "item h"."""
        found = (
            _LOOSE_HURUF.match(self.text, self.position) if self.level == "pasal" and self.opened else None
        )
        if not found:
            return False
        self.put("huruf", found["huruf"], pasti=False)
        if found["angka"]:
            self.put("angka", found["angka"], inside=True, pasti=False)
        self.position = found.end()
        return True

    def _continued(self) -> bool:
        found = _CONTINUED.match(self.text, self.position)
        if not found or not self.opened or (found["penanda"] is not None and not found["dan"]):
            return False
        value = found["kurung"] or found["nilai"]
        if not _fits(self.level, value):
            return False
        self.put(self.level, value)
        self.position = found.end()
        return True

    def _range(self) -> bool:
        found = _RANGE.match(self.text, self.position) if self.opened else None
        if not found:
            return False
        first, last = str(getattr(self.current, self.level)), found["nilai"]
        if first.isdigit() != last.isdigit():
            return False
        values = _between(first, last)
        for value in values:
            self.put(self.level, value)
        if not values:
            self.current = self.current._replace(pasti=False)
        self.position = found.end()
        return True


def read_pasal(text: str, found: re.Match[str]) -> tuple[tuple[Bagian, ...], int]:
    """Read an article from where ``PASAL_PATTERN`` matched; return its places and where the citation ends."""
    reader = _Reader(text, found.end())
    reader.put("pasal", found["pasal"])
    return _read(reader)


def read_detail(text: str, found: re.Match[str]) -> tuple[tuple[Bagian, ...], int]:
    """Read ayat, huruf or angka from where ``DETAIL_PATTERN`` matched, written apart from their article."""
    return _read(_Reader(text, found.start()))


def continue_bagian(before: tuple[Bagian, ...], detail: tuple[Bagian, ...]) -> tuple[Bagian, ...]:
    """Return the places of an article followed by parts written apart: "huruf b (merek) dan huruf h"."""
    last = before[-1]
    filled = tuple(_inherit(last, bagian) for bagian in detail)
    return (before[:-1] if _extends(last, filled[0]) else before) + filled


def _inherit(last: Bagian, bagian: Bagian) -> Bagian:
    if bagian.ayat:
        return bagian._replace(pasal=last.pasal)
    huruf = bagian.huruf or last.huruf
    return bagian._replace(pasal=last.pasal, ayat=last.ayat, huruf=huruf)


def _extends(last: Bagian, bagian: Bagian) -> bool:
    return all(getattr(last, name) in ("", None, getattr(bagian, name)) for name in _ORDER)


def _read(reader: _Reader) -> tuple[tuple[Bagian, ...], int]:
    while reader.step():
        pass
    return (*reader.done, reader.current), reader.position


def _with(bagian: Bagian, level: Level, value: str) -> Bagian:
    match level:
        case "pasal":
            return bagian._replace(pasal=value.upper())
        case "ayat":
            return bagian._replace(ayat=value.casefold())
        case "huruf":
            return bagian._replace(huruf=value.casefold())
    return bagian._replace(angka=int(value) if value else None)


def _fits(level: Level, value: str) -> bool:
    if level == "huruf":
        return value.isalpha()
    return value.isdigit() if level == "angka" else value[0].isdigit()


def _between(first: str, last: str) -> tuple[str, ...]:
    """Return the values after ``first`` up to ``last``; empty when they are no range."""
    if first.isdigit() and last.isdigit():
        numbers = range(int(first) + 1, int(last) + 1)
        return tuple(str(number) for number in numbers) if len(numbers) <= _LONGEST_RANGE else ()
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha():
        return tuple(chr(code) for code in range(ord(first.casefold()) + 1, ord(last.casefold()) + 1))
    return ()
