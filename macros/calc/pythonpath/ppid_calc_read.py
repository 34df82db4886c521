"""What stands in an open workbook, as plain values: few calls into LibreOffice, however many rows there are."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any, Dict, Iterator, List, Tuple

import uno  # type: ignore[import-not-found]

DATE, TIME, LOGICAL = 2, 4, 1024  # com.sun.star.util.NumberFormat
_CONTENT = re.compile(r"^\$?('(?:[^']|'')+'|[^.]+)\.(\$?[A-Z]+\$?[0-9]+(?::\$?[A-Z]+\$?[0-9]+)?)$")


def read_workbook(document: Any) -> Dict[str, Any]:
    """Return the answer to ``buka``: the cells of every sheet, the tables, the names, what is selected."""
    url = document.getURL()
    sheets = document.Sheets
    kinds = Kinds(document)
    return {
        "versi": 1,
        "nama": document.getTitle(),
        "url": url,
        "path": uno.fileUrlToSystemPath(url) if url.startswith("file:") else "",
        "lembar": {name: read_sheet(sheets.getByName(name), kinds) for name in sheets.getElementNames()},
        "tabel": read_tables(document),
        "nama_sel": read_names(document),
        "pilihan": read_selection(document),
    }


class Kinds:
    """What a number of this document means: number format → date, time, truth; and the day that is zero."""

    def __init__(self, document: Any) -> None:
        zero = document.NullDate
        self.zero = datetime(zero.Year, zero.Month, zero.Day)
        self._formats = document.getNumberFormats()
        self._kinds: Dict[int, int] = {}

    def of(self, key: int) -> int:
        """Return DATE and TIME as bits, LOGICAL, or 0 for a plain number."""
        if key not in self._kinds:
            kind = self._formats.getByKey(key).Type
            self._kinds[key] = kind & LOGICAL or kind & (DATE | TIME)
        return self._kinds[key]

    def value(self, number: float, kind: int) -> Any:
        """Return a number as the protocol tells it."""
        if kind == LOGICAL:
            return bool(number)
        if kind:
            try:
                moment = self.zero + timedelta(seconds=round(number * 86400))
            except OverflowError:
                return number
            whole = kind == DATE and number == int(number)
            return {"d": moment.date().isoformat() if whole else moment.isoformat()}
        return int(number) if number == int(number) and abs(number) < 1e15 else number


def read_sheet(sheet: Any, kinds: Kinds) -> Dict[str, Any]:
    """Return the used area of a sheet, counted from 1."""
    cursor = sheet.createCursor()
    cursor.gotoStartOfUsedArea(False)
    cursor.gotoEndOfUsedArea(True)
    address = cursor.getRangeAddress()
    top, left = address.StartRow, address.StartColumn
    rows = [list(row) for row in cursor.getDataArray()]
    for column in range(address.EndColumn - left + 1):
        for first, last in number_runs([row[column] for row in rows]):
            spell_numbers(sheet, rows, column, (first, last), (top, left), kinds)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value == "":
                row[column] = None
            elif value is None:
                row[column] = {"e": sheet.getCellByPosition(left + column, top + number).getString() or "="}
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    return {"top": top + 1, "left": left + 1, "rows": rows}


def number_runs(cells: List[Any]) -> Iterator[Tuple[int, int]]:
    """Yield (first, last) of the stretches of numbers, blanks between them counted in, in one column."""
    first = last = -1
    for place, value in enumerate(cells):
        if isinstance(value, float):
            first, last = (place if first < 0 else first), place
        elif isinstance(value, str) and value and first >= 0:
            yield first, last
            first = -1
    if first >= 0:
        yield first, last


def spell_numbers(
    sheet: Any,
    rows: List[List[Any]],
    column: int,
    run: Tuple[int, int],
    origin: Tuple[int, int],
    kinds: Kinds,
) -> None:
    """Turn the numbers of a stretch into what their formats make of them; halve it where the formats differ."""
    first, last = run
    top, left = origin
    area = sheet.getCellRangeByPosition(left + column, top + first, left + column, top + last)
    if first < last and is_mixed(area):
        middle = (first + last) // 2
        spell_numbers(sheet, rows, column, (first, middle), origin, kinds)
        spell_numbers(sheet, rows, column, (middle + 1, last), origin, kinds)
        return
    kind = kinds.of(area.NumberFormat)
    for row in rows[first : last + 1]:
        if isinstance(row[column], float):
            row[column] = kinds.value(row[column], kind)


def is_mixed(area: Any) -> bool:
    """Say whether the cells of an area have different number formats, of which the area itself tells only one."""
    return area.getPropertyState("NumberFormat").value == "AMBIGUOUS_VALUE"


def read_tables(document: Any) -> Dict[str, Dict[str, str]]:
    """Return the database ranges, which is what tables of .xlsx become: name → sheet and area with its headings."""
    ranges, sheets = document.DatabaseRanges, document.Sheets.getElementNames()
    found = {}
    for name in ranges.getElementNames():
        area = ranges.getByName(name).getDataArea()
        ref = f"{cell_name(area.StartColumn, area.StartRow)}:{cell_name(area.EndColumn, area.EndRow)}"
        found[name] = {"lembar": sheets[area.Sheet], "ref": ref}
    return found


def read_names(document: Any) -> Dict[str, str]:
    """Return the names that point to cells, in the notation of Excel: ``Pengaturan!$C$5``."""
    names = document.NamedRanges
    found = {}
    for name in names.getElementNames():
        place = _CONTENT.match(names.getByName(name).getContent())
        if place:
            found[name] = f"{place.group(1)}!{place.group(2)}"
    return found


def read_selection(document: Any) -> Dict[str, Any]:
    """Return the active sheet and the selected areas on it, counted from 1, without what a filter hides."""
    controller = document.getCurrentController()
    name = controller.getActiveSheet().getName()
    selection = controller.getSelection()
    areas = []
    if hasattr(selection, "queryVisibleCells"):  # a picture or a chart has none
        areas = list(selection.queryVisibleCells().getRangeAddresses())
    return {
        "lembar": name,
        "area": [[a.StartRow + 1, a.StartColumn + 1, a.EndRow + 1, a.EndColumn + 1] for a in areas],
    }


def cell_name(column: int, row: int) -> str:
    """Return ``R22`` for a column and row counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
