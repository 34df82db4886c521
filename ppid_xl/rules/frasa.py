"""Phrases in a cell: whole words only, however they are capitalised, hyphenated or spaced."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from ppid_xl.columns import normalise
from ppid_xl.rules.case import Case

FindFrasa = Callable[[Case, str], str]


def phrase_finder(frasa: Iterable[str], kecuali: Iterable[str] = (), *, at_start: bool = False) -> FindFrasa:
    """Return a function that finds the first phrase in a column of a row; empty when there is none.

    A cell that holds one of ``kecuali`` anywhere has none. With ``at_start`` only its first words count.
    """
    wanted, spared = _spell(frasa), _spell(kecuali)
    openings = frozenset(phrase.split()[0] for phrase in wanted)

    @cache  # most phrases never come up: their patterns are not compiled
    def patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
        return _pattern(wanted, anchor="^" if at_start else r"\b"), _pattern(spared, anchor=r"\b")

    def find_frasa(case: Case, key: str) -> str:
        if openings.isdisjoint(case.words[key]):
            return ""
        find, spare = patterns()
        text = case.plain[key]
        found = find.search(text)
        if found is None or (spared and spare.search(text)):
            return ""
        return found[0]

    return find_frasa


def _spell(phrases: Iterable[str]) -> list[str]:
    return sorted({plain for phrase in phrases if (plain := normalise(phrase))}, key=lambda p: (-len(p), p))


def _pattern(phrases: Iterable[str], anchor: str) -> re.Pattern[str]:
    return re.compile(rf"{anchor}(?:{'|'.join(map(re.escape, phrases))})\b")
