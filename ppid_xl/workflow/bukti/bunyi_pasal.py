"""Bunyi pasal: the law's own words for what a row cites, read from the text of the law and never retold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ppid_xl.bawaan import data_path
from ppid_xl.dasar_hukum import Rujukan, format_rujukan

UU_KIP = "UU 14/2008"
_HURUF = re.compile(r"([a-z])\. (.+)")
_ANGKA = re.compile(r"([0-9]+)\. (.+)")


@dataclass(frozen=True, slots=True)
class Kutipan:
    """What the law says at one reference: ``bunyi`` in full, ``pokok`` the letter or number alone."""

    rujukan: str
    bunyi: str
    pokok: str


def quote(rujukan: Rujukan) -> Kutipan | None:
    """Return the words of UU 14/2008 Pasal 17 at a reference to one of its letters; None for any other."""
    if (rujukan.peraturan, rujukan.pasal) != (UU_KIP, "17"):
        return None
    letter = pasal_17().get(rujukan.huruf)
    if letter is None:
        return None
    head, numbers = letter
    if rujukan.angka is None:
        bunyi, pokok = " ".join([head, *numbers]), head
    elif 1 <= rujukan.angka <= len(numbers):
        pokok = numbers[rujukan.angka - 1]
        bunyi = f"{head} {pokok}"
    else:
        return None
    return Kutipan(format_rujukan(rujukan), bunyi, pokok)


def quotes(found: Sequence[Rujukan]) -> list[Kutipan]:
    """Return the words at each reference that has them, once each."""
    made = (quote(one) for one in found)
    return list(dict.fromkeys(one for one in made if one is not None))


@cache
def pasal_17() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the letters of Pasal 17 as printed: letter → its line and its numbered lines."""
    lines = data_path("sumber", "uu-14-2008.txt").read_text(encoding="utf-8").splitlines()
    start = lines.index("Pasal 17")
    letters: dict[str, tuple[str, tuple[str, ...]]] = {}
    huruf = ""
    for line in lines[start + 1 : lines.index("Pasal 18", start)]:
        if found := _HURUF.fullmatch(line):
            huruf = found[1]
            letters[huruf] = (line, ())
        elif huruf and _ANGKA.fullmatch(line):
            head, numbers = letters[huruf]
            letters[huruf] = (head, (*numbers, line))
    return letters
