"""Phrases in a cell: whole words only, however they are capitalised, hyphenated or spaced."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from ppid_xl.columns import normalise
from ppid_xl.rules.case import Case

FindFrasa = Callable[[Case, str], str]


def phrase_finder(frasa: Iterable[str], kecuali: Iterable[str] = (), *, at_start: bool = False) -> FindFrasa:
    """Return a function that finds the first phrase in a column of a row; empty when there is none.

    A cell that holds one of ``kecuali`` anywhere has none. With ``at_start`` only its first words count.
    """
    wanted, spared = _by_opening(frasa), _by_opening(kecuali)

    def find_frasa(case: Case, key: str) -> str:
        words = case.words[key]
        if wanted.keys().isdisjoint(words):
            return ""
        text = f" {case.plain[key]} "
        found = _first(wanted, words, text)
        if not found or (at_start and not text.startswith(found)) or _first(spared, words, text):
            return ""
        return found.strip()

    return find_frasa


def _by_opening(phrases: Iterable[str]) -> dict[str, list[str]]:
    """Return the phrases between blanks, by their first word."""
    found: dict[str, list[str]] = {}
    for plain in sorted({normalise(phrase) for phrase in phrases} - {""}):
        found.setdefault(plain.split()[0], []).append(f" {plain} ")
    return found


def _first(phrases: Mapping[str, Sequence[str]], words: Collection[str], text: str) -> str:
    """Return the phrase that stands first in a text, the longest of several; empty when there is none."""
    place, best = len(text), ""
    for opening, those in phrases.items():
        for phrase in those if opening in words else ():
            at = text.find(phrase)
            if 0 <= at < place or (at == place and len(phrase) > len(best)):
                place, best = at, phrase
    return best
