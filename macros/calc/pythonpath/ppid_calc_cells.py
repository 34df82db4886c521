"""Blocks of cells: text is never read as a formula, a date looks like one, and a block can be undone and done again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, List, Tuple

import uno  # type: ignore[import-not-found]
from ppid_calc_read import DATE, LOGICAL, Kinds, is_mixed  # type: ignore[import-not-found]

DAY, MOMENT, TRUTH, NUMBER = "DD/MM/YYYY", "DD/MM/YYYY HH:MM", "BOOLEAN", "General"
NOTES = 8
CELLS = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: numbers, dates, texts, formulas; notes stay
BLOCK = 40  # cells from which on a block is written as a whole


def put_cells(document: Any, sheet: Any, top: int, left: int, rows: List[List[Any]]) -> None:
    """Write a block of cells; null empties a cell."""
    kinds = Kinds(document)
    width = max(len(row) for row in rows)
    plain = tuple(
        tuple(plain_value(value, kinds) for value in row) + ("",) * (width - len(row)) for row in rows
    )
    area = sheet.getCellRangeByPosition(left - 1, top - 1, left + width - 2, top + len(rows) - 2)
    if width * len(rows) < BLOCK or sheet.isProtected() or has_notes(area) or begins_table(document, area):
        put_one_by_one(area, plain)
    else:
        empty_first(document, sheet, area)
        area.setDataArray(plain)
    for column in range(width):
        for first, last, wanted in kind_runs([row[column] if column < len(row) else None for row in rows]):
            set_format(document, area.getCellRangeByPosition(column, first, column, last), wanted, kinds)


def empty_first(document: Any, sheet: Any, area: Any) -> None:
    """Empty a block twice over: once for undoing what is then written, once for doing it again.

    In LibreOffice 7.4 undoing a written block leaves the new content of cells that were empty; undoing a consolidation
    does not. Doing it again leaves the old content of cells that became empty; doing a clearing again does not.
    """
    address = area.getRangeAddress()
    width, height = address.EndColumn - address.StartColumn, address.EndRow - address.StartRow
    right, bottom = sheet.getColumns().getCount() - 1, sheet.getRows().getCount() - 1
    nothing = sheet.getCellRangeByPosition(right - width, bottom - height, right, bottom)
    wanted = document.createConsolidationDescriptor(True)
    wanted.setSources((nothing.getRangeAddress(),))
    wanted.setStartOutputPosition(area.getCellByPosition(0, 0).getCellAddress())
    wanted.setUseColumnHeaders(False)
    wanted.setUseRowHeaders(False)
    wanted.setInsertLinks(False)
    document.consolidate(wanted)
    area.clearContents(CELLS)


def has_notes(area: Any) -> bool:
    """Say whether somebody put a note on a cell of a block, which writing it as a whole would delete."""
    return area.queryContentCells(NOTES).getCount() > 0


def begins_table(document: Any, area: Any) -> bool:
    """Say whether a table begins where a block does, which consolidating would change."""
    tables, first = document.DatabaseRanges, area.getRangeAddress()
    corners = [tables.getByName(name).getDataArea() for name in tables.getElementNames()]
    place = (first.Sheet, first.StartColumn, first.StartRow)
    return any((corner.Sheet, corner.StartColumn, corner.StartRow) == place for corner in corners)


def put_one_by_one(area: Any, rows: Tuple[Tuple[Any, ...], ...]) -> None:
    """Write a block that is small or cannot be written as a whole, such as one of a protected sheet."""
    before = area.getDataArray()
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value == before[number][column]:
                continue
            cell = area.getCellByPosition(column, number)
            if isinstance(value, float):
                cell.setValue(value)
            else:
                cell.setString(value)


def plain_value(value: Any, kinds: Kinds) -> Any:
    """Return what a cell is to hold: a float, or text, "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, (bool, int, float)):
        return float(value)
    if isinstance(value, dict):
        if "d" not in value:
            return str(value.get("e", ""))
        span = datetime.fromisoformat(value["d"]) - kinds.zero
        return span.days + span.seconds / 86400
    return value


def kind_runs(cells: List[Any]) -> List[Tuple[int, int, str]]:
    """Return (first, last, format) of the stretches in a column that need a format: days, moments, truths, numbers."""
    runs: List[Tuple[int, int, str]] = []
    for place, value in enumerate(cells):
        wanted = ""
        if isinstance(value, bool):
            wanted = TRUTH
        elif isinstance(value, dict) and "d" in value:
            wanted = MOMENT if "T" in value["d"] else DAY
        elif isinstance(value, (int, float)):
            wanted = NUMBER
        if wanted and runs and runs[-1][1] == place - 1 and runs[-1][2] == wanted:
            runs[-1] = (runs[-1][0], place, wanted)
        elif wanted:
            runs.append((place, place, wanted))
    return runs


def set_format(document: Any, area: Any, wanted: str, kinds: Kinds) -> None:
    """Give cells a format that shows what they hold, unless they have one that does."""
    rows = area.getRows().getCount()
    if rows > 1 and is_mixed(area):
        half = rows // 2
        for first, last in ((0, half - 1), (half, rows - 1)):
            set_format(document, area.getCellRangeByPosition(0, first, 0, last), wanted, kinds)
        return
    kind = kinds.of(area.NumberFormat)
    if not kind if wanted == NUMBER else kind & (LOGICAL if wanted == TRUTH else DATE):
        return
    formats, english = (
        document.getNumberFormats(),
        uno.createUnoStruct("com.sun.star.lang.Locale", "en", "US", ""),
    )
    found = formats.queryKey(wanted, english, False)
    area.NumberFormat = found if found != -1 else formats.addNew(wanted, english)
