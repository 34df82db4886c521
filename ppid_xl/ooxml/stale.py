"""Stored results of formulas that read changed cells are dropped, so that no program shows old figures.

LibreOffice believes every stored result in a file that Excel wrote, whatever ``fullCalcOnLoad`` says; it
calculates a formula without one. Excel calculates everything once ``fullCalcOnLoad`` is set.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ppid_xl.ooxml.address import MAX_COLUMN, MAX_ROW, column_letter, column_number, split_range
from ppid_xl.ooxml.cell_xml import read_runs
from ppid_xl.ooxml.formula_text import Box, FormulaTexts, Inputs
from ppid_xl.ooxml.sheet_xml import SheetXml

_REF = re.compile(rb'\sref="([^"]*)"')
_SHARED = re.compile(rb'\st="shared"')
_INDEX = re.compile(rb'\ssi="(\d+)"')
_TABLE_OF_DATA = b'"dataTable"'
_ROUNDS = 20


class Changes:
    """Cells whose value is another than before, by sheet; sheets go by their lower-case names."""

    def __init__(self) -> None:
        self._noted: list[tuple[str, int, Collection[bytes]]] = []
        self._rows: dict[tuple[str, int], list[int]] = {}
        self._boxes: list[tuple[str, Box]] = []

    def __bool__(self) -> bool:
        """Tell whether any cell changed."""
        return bool(self._noted or self._rows or self._boxes)

    def add_cells(self, sheet: str, row: int, letters: Collection[bytes]) -> None:
        """Note cells of one row."""
        if letters:
            self._noted.append((sheet.lower(), row, letters))

    def add_box(self, sheet: str, box: Box) -> None:
        """Note every cell of a range."""
        self._boxes.append((sheet.lower(), box))

    def add_sheet(self, sheet: str) -> None:
        """Note every cell of a sheet."""
        self.add_box(sheet, (1, 1, MAX_ROW, MAX_COLUMN))

    def touch(self, inputs: Inputs | None) -> bool:
        """Tell whether any range holds a changed cell; None stands for every cell there is."""
        self._sort_noted()
        return inputs is None or any(self._touches(sheet, box) for sheet, box in inputs)

    def _sort_noted(self) -> None:
        """Put what was noted since the last question where it is quickly found."""
        for sheet, row, letters in self._noted:
            for column in letters:
                insort(self._rows.setdefault((sheet, column_number(column.decode())), []), row)
        self._noted.clear()

    def _touches(self, sheet: str, box: Box) -> bool:
        top, left, bottom, right = box
        for (name, column), rows in self._rows.items():
            if name == sheet and left <= column <= right:
                at = bisect_left(rows, top)
                if at < len(rows) and rows[at] <= bottom:
                    return True
        return any(
            name == sheet and top <= c and a <= bottom and left <= d and b <= right
            for name, (a, b, c, d) in self._boxes
        )


class _Result(NamedTuple):
    page: SheetXml
    box: Box
    inputs: Inputs | None


def drop_stale(pages: Iterable[SheetXml], texts: FormulaTexts, changes: Changes) -> bool:
    """Drop the results that depend on the changes, directly or not; return whether there was one."""
    waiting = [result for page in pages for result in _results(page, texts)]
    stale: list[_Result] = []
    for _ in range(_ROUNDS):
        fresh = []
        before = len(stale)
        for result in waiting:
            if changes.touch(result.inputs):
                _note(changes, result)
                stale.append(result)
            else:
                fresh.append(result)
        waiting = fresh
        if len(stale) == before:
            break
    else:
        stale += waiting
    _drop(stale)
    return bool(stale)


def _note(changes: Changes, result: _Result) -> None:
    top, left, bottom, right = result.box
    if (top, left) == (bottom, right):
        changes.add_cells(result.page.name, top, [column_letter(left).encode()])
    else:
        changes.add_box(result.page.name, result.box)


def _drop(stale: list[_Result]) -> None:
    cells: dict[SheetXml, dict[int, set[bytes]]] = {}
    for page, (top, left, bottom, right), _ in stale:
        letters = {column_letter(column).encode() for column in range(left, right + 1)}
        for row in range(top, bottom + 1):
            cells.setdefault(page, {}).setdefault(row, set()).update(letters)
    for page, rows in cells.items():
        page.drop_results(rows)


def _results(page: SheetXml, texts: FormulaTexts) -> Iterator[_Result]:
    shared: dict[bytes, Inputs | None] = {}
    for row, column, attributes, text in page.formulas():
        box = (row, column, row, column)
        inputs = texts.inputs(read_runs([text]), page.name)
        ref = _REF.search(attributes)
        index = _INDEX.search(attributes) if _SHARED.search(attributes) else None
        if index:
            if ref:
                shared[index[1]] = _spread(inputs, split_range(ref[1].decode()))
            inputs = shared.get(index[1])
        elif ref:
            box = split_range(ref[1].decode())
        yield _Result(page, box, None if _TABLE_OF_DATA in attributes else inputs)


def _spread(inputs: Inputs | None, group: Box) -> Inputs | None:
    """Return what all cells of a shared formula read, given what its first cell reads."""
    if inputs is None:
        return None
    rows, columns = group[2] - group[0], group[3] - group[1]
    return {(sheet, (a, b, c + rows, d + columns)) for sheet, (a, b, c, d) in inputs}
