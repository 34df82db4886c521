"""Changes to an open workbook: all of a click is one step that can be undone, and text is never read as a formula."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any, Dict, List, Tuple

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from ppid_calc_read import DATE, LOGICAL, Kinds, is_mixed  # type: ignore[import-not-found]

CONTENT = 1 | 2 | 4 | 8 | 16  # com.sun.star.sheet.CellFlags: numbers, dates, texts, notes, formulas
LOOK = (
    "BottomBorder", "CellBackColor", "CellProtection", "CharColor", "CharFontName", "CharHeight", "CharWeight",
    "HoriJustify", "IsTextWrapped", "LeftBorder", "NumberFormat", "RightBorder", "TopBorder", "VertJustify",
)  # fmt: skip
TALLEST = 5644  # hundredths of a millimetre: 160 points, as in files that ppid writes itself
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HIDDEN = 16  # com.sun.star.sheet.NamedRangeFlag
DAY, MOMENT, TRUTH = "DD/MM/YYYY", "DD/MM/YYYY HH:MM", "BOOLEAN"
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".ods": "calc8"}


def write_changes(document: Any, step: str, changes: List[Dict[str, Any]]) -> bool:
    """Carry out all changes as one step with this title; when one fails, none stays."""
    undo = document.getUndoManager()
    before = undo.getAllUndoActionTitles()
    undo.enterUndoContext(step)
    document.lockControllers()
    document.addActionLock()
    failed = True
    try:
        steady = [
            run for sheet, first, last in spans(document, changes) for run in hold_heights(sheet, first, last)
        ]
        for change in changes:
            write_change(document, change)
        for rows in steady:
            fit_heights(rows)
        failed = False
    finally:
        document.removeActionLock()
        document.unlockControllers()
        undo.leaveUndoContext()
        if failed and undo.getAllUndoActionTitles() != before:
            undo.undo()
            undo.clearRedo()
    return True


def spans(document: Any, changes: List[Dict[str, Any]]) -> List[Tuple[Any, int, int]]:
    """Return (sheet, first row, last row), counted from 0, of what changes write on sheets that are there."""
    touched: Dict[str, List[int]] = {}
    for change in changes:
        if "sel" in change:
            first = change["sel"]["top"] - 1
            touched.setdefault(change["sel"]["lembar"], []).extend(
                (first, first + len(change["sel"]["rows"]) - 1)
            )
        for ref in change.get("tautan", {"isi": ()})["isi"]:
            touched.setdefault(change["tautan"]["lembar"], []).append(int(ref.strip(LETTERS)) - 1)
    return [(document.Sheets.getByName(name), min(rows), max(rows)) for name, rows in touched.items()]


def hold_heights(sheet: Any, first: int, last: int) -> List[Any]:
    """Keep rows from being fitted to their text anew for each cell, and return them, so that this is done once.

    Rows with a height of their own stay as they are, and hidden ones, which a new height would show.
    """
    rows = sheet.getRows()
    runs: List[List[int]] = []
    for number in range(first, last + 1):
        row = rows.getByIndex(number)
        if not row.OptimalHeight or not row.IsVisible:
            continue
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    held = [sheet.getCellRangeByPosition(0, start, 0, end).getRows() for start, end in runs]
    for run in held:
        run.Height = run.getByIndex(0).Height
    return held


def fit_heights(rows: Any) -> None:
    """Let rows be as high as their text, but lower than the screen."""
    rows.OptimalHeight = True
    for number in range(rows.getCount()):
        row = rows.getByIndex(number)
        if row.Height > TALLEST:
            row.Height = TALLEST


def write_change(document: Any, change: Dict[str, Any]) -> None:
    """Carry out one change; raise ValueError for a kind that this version does not know."""
    sheets = document.Sheets
    ((kind, content),) = change.items()
    if kind == "sel":
        put_cells(
            document, sheets.getByName(content["lembar"]), content["top"], content["left"], content["rows"]
        )
    elif kind == "tabel":
        resize_table(document, content["nama"], content["ref"])
    elif kind == "tautan":
        put_links(document, sheets.getByName(content["lembar"]), content["isi"])
    elif kind == "lembar":
        put_sheet(document, content)
    else:
        raise ValueError(f"perubahan {kind} tidak dikenal")


def put_cells(document: Any, sheet: Any, top: int, left: int, rows: List[List[Any]]) -> None:
    """Write a block of cells; null empties a cell."""
    kinds = Kinds(document)
    width = max(len(row) for row in rows)
    plain = tuple(
        tuple(plain_value(value, kinds) for value in row) + ("",) * (width - len(row)) for row in rows
    )
    area = sheet.getCellRangeByPosition(left - 1, top - 1, left + width - 2, top + len(rows) - 2)
    if sheet.isProtected() or area.queryEmptyCells().getCount():
        put_one_by_one(area, plain)
    else:
        area.setDataArray(plain)
    for column in range(width):
        for first, last, wanted in kind_runs([row[column] if column < len(row) else None for row in rows]):
            set_format(document, area.getCellRangeByPosition(column, first, column, last), wanted, kinds)


def put_one_by_one(area: Any, rows: Tuple[Tuple[Any, ...], ...]) -> None:
    """Write the cells of a block that LibreOffice 7.4 takes as a whole only halfway.

    A protected sheet takes none, and undoing a block leaves what was written in cells that were empty.
    """
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
    """Return (first, last, format) of the stretches in a column that need a format: days, moments, truths."""
    runs: List[Tuple[int, int, str]] = []
    for place, value in enumerate(cells):
        wanted = ""
        if isinstance(value, bool):
            wanted = TRUTH
        elif isinstance(value, dict) and "d" in value:
            wanted = MOMENT if "T" in value["d"] else DAY
        if wanted and runs and runs[-1][1] == place - 1 and runs[-1][2] == wanted:
            runs[-1] = (runs[-1][0], place, wanted)
        elif wanted:
            runs.append((place, place, wanted))
    return runs


def set_format(document: Any, area: Any, wanted: str, kinds: Kinds) -> None:
    """Give cells a format that shows what they hold, unless they have one that does."""
    bit = LOGICAL if wanted == TRUTH else DATE
    rows = area.getRows().getCount()
    if rows > 1 and is_mixed(area):
        half = rows // 2
        for first, last in ((0, half - 1), (half, rows - 1)):
            set_format(document, area.getCellRangeByPosition(0, first, 0, last), wanted, kinds)
        return
    if kinds.of(area.NumberFormat) & bit:
        return
    formats, english = (
        document.getNumberFormats(),
        uno.createUnoStruct("com.sun.star.lang.Locale", "en", "US", ""),
    )
    found = formats.queryKey(wanted, english, False)
    area.NumberFormat = found if found != -1 else formats.addNew(wanted, english)


def resize_table(document: Any, name: str, ref: str) -> None:
    """Move the end of a table; empty rows that it grows by look like its last row so far."""
    table = document.DatabaseRanges.getByName(name)
    area = table.getDataArea()
    sheet = document.Sheets.getByIndex(area.Sheet)
    wanted = sheet.getCellRangeByName(ref.replace("$", "")).getRangeAddress()
    old = area.EndRow
    if wanted.EndRow > old and area.StartColumn == wanted.StartColumn:
        for first, last in empty_rows(sheet, wanted, old + 1):
            spread_format(sheet, wanted, old, first, last)
    area.StartColumn, area.EndColumn = wanted.StartColumn, wanted.EndColumn
    area.StartRow, area.EndRow = wanted.StartRow, wanted.EndRow
    table.setDataArea(area)


def empty_rows(sheet: Any, wanted: Any, start: int) -> List[Tuple[int, int]]:
    """Return the stretches of rows of an area, from a row on, in which nothing stands yet."""
    area = sheet.getCellRangeByPosition(wanted.StartColumn, start, wanted.EndColumn, wanted.EndRow)
    filled = {
        number
        for address in area.queryContentCells(CONTENT).getRangeAddresses()
        for number in range(address.StartRow, address.EndRow + 1)
    }
    runs: List[Tuple[int, int]] = []
    for number in range(start, wanted.EndRow + 1):
        if number in filled:
            continue
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def spread_format(sheet: Any, wanted: Any, source: int, first: int, last: int) -> None:
    """Give rows the look of another row; colours by condition and lists to choose from reach further down anyway."""
    for column in range(wanted.StartColumn, wanted.EndColumn + 1):
        model = sheet.getCellByPosition(column, source).getPropertyValues(LOOK)
        look = [(name, value) for name, value in zip(LOOK, model) if value is not None]
        target = sheet.getCellRangeByPosition(column, first, column, last)
        target.setPropertyValues(tuple(name for name, _ in look), tuple(value for _, value in look))


def put_links(document: Any, sheet: Any, links: Dict[str, str]) -> None:
    """Make the text of cells jump to other cells: ``{"C5": "'Rekap'!R22"}``; "" takes a jump away."""
    for ref, target in links.items():
        cell = sheet.getCellRangeByName(ref).getCellByPosition(0, 0)
        shown = cell.getString()
        if not shown:
            continue
        if not target:
            cell.setString(shown)
            continue
        place, _, spot = target.rpartition("!")
        field = document.createInstance("com.sun.star.text.TextField.URL")
        field.URL = f"#{place}.{spot}" if place else target
        field.Representation = shown
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), field, False)


def put_sheet(document: Any, content: Dict[str, Any]) -> None:
    """Add a sheet at the end, or empty the one of this name, and fill it from A1."""
    name, sheets = content["nama"], document.Sheets
    if not sheets.hasByName(name):
        sheets.insertNewByName(name, sheets.getCount())
    sheet = sheets.getByName(name)
    sheet.clearContents(CONTENT)
    if content["rows"]:
        put_cells(document, sheet, 1, 1, content["rows"])
        heading = sheet.getCellRangeByPosition(0, 0, len(content["rows"][0]) - 1, 0)
        heading.CharWeight = 150.0  # com.sun.star.awt.FontWeight.BOLD
    put_links(document, sheet, content.get("tautan") or {})
    if content.get("pemilik"):
        start = sheet.getCellByPosition(0, 0).getCellAddress()
        place = "$'{}'.$A$1".format(name.replace("'", "''"))
        document.NamedRanges.addNewByName(content["pemilik"], place, start, HIDDEN)


def save(document: Any) -> bool:
    """Save the workbook where it lies, in the format it has."""
    document.store()
    return True


def save_copy(document: Any, path: str) -> bool:
    """Write what is on the screen to another file, without moving the workbook there."""
    name = FILTERS.get(os.path.splitext(path)[1].lower(), "")
    if not name:
        name = next((p.Value for p in document.getArgs() if p.Name == "FilterName"), FILTERS[".xlsx"])
    document.storeToURL(
        uno.systemPathToFileUrl(path),
        (PropertyValue("FilterName", 0, name, 0), PropertyValue("Overwrite", 0, True, 0)),
    )
    return True
