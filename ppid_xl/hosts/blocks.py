"""Cells of a sheet as few rectangles: each is one write, whatever program takes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ppid_xl.hosts.program import PutCells
from ppid_xl.model import Value

Place = tuple[int, int]
Run = tuple[int, int]


def as_blocks(sheet: str, cells: Mapping[Place, Value], was: Mapping[Place, Value]) -> Iterator[PutCells]:
    """Yield rectangles that hold exactly these cells, (row, column) → value; ``was`` is what they hold now."""
    for top, bottom, (left, right) in rectangles(cells):
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        yield PutCells(
            sheet, top, left,
            [[cells[row, column] for column in columns] for row in rows],
            [[was.get((row, column)) for column in columns] for row in rows],
        )  # fmt: skip


def rectangles(places: Iterable[Place]) -> list[tuple[int, int, Run]]:
    """Return (first row, last row, (first column, last column)) of rectangles that cover exactly these places."""
    per_row: dict[int, list[int]] = {}
    for row, column in places:
        per_row.setdefault(row, []).append(column)
    done: list[tuple[int, int, Run]] = []
    open_runs: dict[Run, int] = {}
    last = 0
    for row in sorted(per_row):
        runs = set(_runs(sorted(per_row[row])))
        for run in [run for run in open_runs if run not in runs or row != last + 1]:
            done.append((open_runs.pop(run), last, run))
        for run in runs:
            open_runs.setdefault(run, row)
        last = row
    done += [(first, last, run) for run, first in open_runs.items()]
    return sorted(done)


def _runs(columns: list[int]) -> Iterator[Run]:
    start = columns[0]
    for here, following in zip(columns, [*columns[1:], 0], strict=True):
        if following != here + 1:
            yield start, here
            start = following
