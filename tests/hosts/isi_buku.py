"""An open workbook in memory, loaded from a file: what the engine of Excel and the player of Calc both hold."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

DAY_ZERO = datetime(1899, 12, 30)
Place = tuple[int, int]


@dataclass(frozen=True)
class Galat:
    """The error value of a cell."""

    text: str


@dataclass
class Lembar:
    """One sheet: the values of its cells, their number formats and formulas, and what else was set on it."""

    name: str
    cells: dict[Place, Any] = field(default_factory=dict)
    formats: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    links: dict[Place, str] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    protected: bool = False

    def used(self) -> tuple[int, int, int, int]:
        """Return (top, left, bottom, right) of cells with a value or a format; A1 of a blank sheet."""
        places = [p for p, v in self.cells.items() if v is not None] + list(self.formats)
        rows, columns = [p[0] for p in places] or [1], [p[1] for p in places] or [1]
        return min(rows), min(columns), max(rows), max(columns)


@dataclass
class Tabel:
    """One table of a sheet."""

    sheet: str
    ref: str
    totals: int = 0


@dataclass
class IsiBuku:
    """A whole workbook; ``origin`` is the file it was loaded from."""

    origin: Path
    sheets: dict[str, Lembar]
    tables: dict[str, Tabel]
    names: dict[str, str]

    def copy(self) -> IsiBuku:
        """Return a workbook that shares nothing with this one."""
        return deepcopy(self)

    def save(self, target: Path) -> None:
        """Write the values and the ends of tables into a copy of the original file."""
        book = openpyxl.load_workbook(self.origin)
        for name, sheet in self.sheets.items():
            page = book[name] if name in book.sheetnames else book.create_sheet(name)
            for (row, column), value in sheet.cells.items():
                if (
                    type(page.cell(row, column)).__name__ != "MergedCell"
                    and (row, column) not in sheet.formulas
                ):
                    page.cell(row, column).value = value.text if isinstance(value, Galat) else value
        for name, table in self.tables.items():
            book[table.sheet].tables[name].ref = table.ref
        book.save(target)


def load(path: Path) -> IsiBuku:
    """Return what a spreadsheet program holds after it opened a file."""
    book, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    sheets = {page.title: _sheet(page, formulas[page.title]) for page in book.worksheets}
    tables = {
        table.displayName: Tabel(page.title, table.ref, int(table.totalsRowCount or 0))
        for page in book.worksheets
        for table in page.tables.values()
    }
    names = {name: item.attr_text for name, item in book.defined_names.items()}
    return IsiBuku(path, sheets, tables, names)


def _sheet(page: Any, formulas: Any) -> Lembar:
    sheet = Lembar(page.title, protected=bool(page.protection.sheet))
    for row in page.iter_rows():
        for cell in row:
            place = (cell.row, cell.column)
            if cell.value is not None:
                sheet.cells[place] = Galat(cell.value) if cell.data_type == "e" else as_cell(cell.value)
            if cell.number_format != "General":
                sheet.formats[place] = cell.number_format
            other = formulas.cell(*place)
            if other.data_type == "f":
                sheet.formulas[place] = str(other.value)
            if cell.hyperlink is not None and cell.hyperlink.location:
                sheet.links[place] = cell.hyperlink.location
    sheet.hidden = {number for number, row in page.row_dimensions.items() if row.hidden}
    return sheet


def as_cell(value: Any) -> Any:
    """Return a value as a cell keeps it: numbers as floats, days and times as moments."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, time):
        return DAY_ZERO + timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def bounds(ref: str) -> tuple[int, int, int, int]:
    """Return (top, left, bottom, right) of ``A4:R22``."""
    left, top, right, bottom = range_boundaries(ref.replace("$", ""))
    return top, left, bottom, right
