"""Changes to an open workbook: all of a click is one step that can be undone; when one change fails none stays."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Tuple

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from ppid_calc_cells import put_cells  # type: ignore[import-not-found]

CONTENT = 1 | 2 | 4 | 8 | 16  # com.sun.star.sheet.CellFlags: numbers, dates, texts, notes, formulas
LOOK = (
    "BottomBorder", "CellBackColor", "CellProtection", "CharColor", "CharFontName", "CharHeight", "CharWeight",
    "HoriJustify", "IsTextWrapped", "LeftBorder", "NumberFormat", "RightBorder", "TopBorder", "VertJustify",
)  # fmt: skip
TALLEST = 5644  # hundredths of a millimetre: 160 points, as in files that ppid writes itself
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HIDDEN = 16  # com.sun.star.sheet.NamedRangeFlag
READ_ONLY = "buku ini terbuka hanya untuk dibaca; pilih Sunting > Mode Sunting, atau simpan salinannya"
MERGED = "ada sel yang digabung di baris %d ke bawah di lembar %s, tempat tabel %s bertambah; batalkan dahulu gabungannya"
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".ods": "calc8"}


class Refused(Exception):
    """A change that cannot be made; the text ends a sentence for the person at the screen."""


def write_changes(document: Any, step: str, changes: List[Dict[str, Any]]) -> bool:
    """Carry out all changes as one step with this title; when one fails, none stays."""
    if document.isReadonly():
        raise Refused(READ_ONLY)
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


def resize_table(document: Any, name: str, ref: str) -> None:
    """Move the end of a table; empty rows that it grows by look like its last row so far."""
    table = document.DatabaseRanges.getByName(name)
    area = table.getDataArea()
    sheet = document.Sheets.getByIndex(area.Sheet)
    wanted = sheet.getCellRangeByName(ref.replace("$", "")).getRangeAddress()
    old = area.EndRow
    if wanted.EndRow > old:
        below = sheet.getCellRangeByPosition(wanted.StartColumn, old + 1, wanted.EndColumn, wanted.EndRow)
        if below.getIsMerged():
            raise Refused(MERGED % (old + 2, sheet.getName(), name))
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
