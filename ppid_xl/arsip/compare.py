"""Compare two states of a table: rows by their ID, cells by column, and what the difference means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

DITAMBAH, HILANG = "ditambah", "hilang"
DIBUKA, DITUTUP = "dibuka", "ditutup"
DIPERPANJANG, DIPERSINGKAT = "diperpanjang", "dipersingkat"
DIUBAH = "diubah"
JENIS = (DITAMBAH, HILANG, DIBUKA, DITUTUP, DIPERPANJANG, DIPERSINGKAT, DIUBAH)
CLOSED, OPEN = "dikecualikan", "publik"


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it is compared: cells as staff see them, by column heading, in the order of the table.

    ``golongan`` is CLOSED, OPEN or empty; ``akhir`` the end of its exclusion, None without a date.
    """

    id: str
    judul: str
    sel: Mapping[str, str] = field(default_factory=dict)
    golongan: str = ""
    akhir: date | None = None


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that differs; empty where there was or is nothing."""

    kolom: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that differs; ``jenis`` is one of JENIS, ``sel`` every cell that differs."""

    id: str
    judul: str
    jenis: str
    sel: tuple[CellChange, ...]


def compare_lines(old: Sequence[Line], new: Sequence[Line]) -> list[RowChange]:
    """Return every difference between two states of a table, in the order of the new one, what is gone at the end.

    Lines without an ID, or sharing one, are paired with an equal line first and then in their order.
    """
    pairs = list(_paired(old, new))
    found = [_change(before, after) for before, after in pairs]
    return [change for change in found if change is not None]


def _paired(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    waiting: dict[str, list[Line]] = defaultdict(list)
    for line in old:
        waiting[_key(line)].append(line)
    partners: dict[int, Line] = {}
    for equal in (True, False):
        for place, line in enumerate(new):
            candidates = waiting[_key(line)]
            if place not in partners and (partner := _partner(line, candidates, equal)) is not None:
                partners[place] = partner
                candidates.remove(partner)
    for place, line in enumerate(new):
        yield partners.get(place), line
    left = [id(line) for lines in waiting.values() for line in lines]
    yield from ((line, None) for line in old if id(line) in left)


def _partner(line: Line, candidates: Sequence[Line], equal: bool) -> Line | None:
    if equal:
        return next((one for one in candidates if _filled(one) == _filled(line)), None)
    return candidates[0] if candidates else None


def _key(line: Line) -> str:
    """Return what a row is known by: its ID, else its title."""
    return line.id.strip().upper() or f"\n{' '.join(line.judul.casefold().split())}"


def _filled(line: Line) -> dict[str, str]:
    return {kolom: text for kolom, text in line.sel.items() if text}


def _change(old: Line | None, new: Line | None) -> RowChange | None:
    before, after = (line.sel if line else {} for line in (old, new))
    cells = tuple(
        CellChange(kolom, before.get(kolom, ""), after.get(kolom, ""))
        for kolom in dict.fromkeys([*after, *before])
        if before.get(kolom, "") != after.get(kolom, "")
    )
    told = new or old
    if told is None or (old and new and not cells):
        return None
    return RowChange(told.id, told.judul, _kind(old, new), cells)


def _kind(old: Line | None, new: Line | None) -> str:
    if old is None or new is None:
        return DITAMBAH if old is None else HILANG
    if (old.golongan, new.golongan) == (CLOSED, OPEN):
        return DIBUKA
    if (old.golongan, new.golongan) == (OPEN, CLOSED):
        return DITUTUP
    if old.golongan == new.golongan == CLOSED and old.akhir and new.akhir and old.akhir != new.akhir:
        return DIPERPANJANG if new.akhir > old.akhir else DIPERSINGKAT
    return DIUBAH
