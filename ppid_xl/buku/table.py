"""One Excel table on a sheet: row of words, headings, data rows, validations. Every cell is a plain value."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import FilterColumn
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from ppid_xl.buku import style
from ppid_xl.buku.validation import add_validation
from ppid_xl.columns import Column, TableSpec
from ppid_xl.row_height import text_height

HEADER_ROW = 4
_NARROW = 8  # a filter button would cover the heading
_FROM_CHECK = ("cek", "usulan", "temuan", "status")


def add_table(
    sheet: Worksheet,
    spec: TableSpec,
    rows: Sequence[Mapping[str, object]],
    *,
    first_column: int = 1,
    hidden: Collection[str] = (),
    wrapped: bool = True,
) -> str:
    """Write a table with its header on row 4 and return its range; without rows it gets one blank row."""
    rows = rows or [{}]
    sheet.row_dimensions[HEADER_ROW].height = max(
        text_height((c.judul, c.lebar - 3) for c in spec.kolom if not c.tersembunyi),
        sheet.row_dimensions[HEADER_ROW].height or 0,
    )
    for position, column in enumerate(spec.kolom, first_column):
        _write_head(sheet, column, position, column.tersembunyi or column.kunci in hidden)
        for number, row in enumerate(rows, HEADER_ROW + 1):
            cell = sheet.cell(number, position)
            _write_cell(cell, column, row.get(column.kunci), wrapped)
        add_validation(sheet, column, position, HEADER_ROW + 1)
    last_column = first_column + len(spec.kolom) - 1
    area = (
        f"{get_column_letter(first_column)}{HEADER_ROW}"
        f":{get_column_letter(last_column)}{HEADER_ROW + len(rows)}"
    )
    sheet.add_table(_table(spec, area))
    return area


def column_word(column: Column) -> str:
    """Return the word above a heading: whether, when and by whom the column is filled in."""
    if column.lebar < _NARROW or column.tersembunyi:
        return ""
    if column.pengisi == "alat":
        return "dari Periksa" if column.kunci in _FROM_CHECK else "otomatis"
    need = {"": "", "selalu": "wajib"}.get(column.wajib, f"wajib ({column.wajib})")
    if column.pengisi == "pilih":
        return f"{need} ▾" if need else "pilih ▾"
    return need or "isi"


def _write_head(sheet: Worksheet, column: Column, position: int, hidden: bool) -> None:
    letter = get_column_letter(position)
    dimension = sheet.column_dimensions[letter]
    dimension.width, dimension.hidden = column.lebar, hidden
    style.style_column(dimension, column)
    colour = style.header_colour(column)
    align = style.HORIZONTAL[column.rata]
    style.put(
        sheet.cell(HEADER_ROW - 1, position), column_word(column),
        size=8, bold=column.wajib == "selalu", italic=not column.wajib,
        colour=colour, align=align, indent=style.indent(column),
    )  # fmt: skip
    head = style.put(
        sheet.cell(HEADER_ROW, position), column.judul,
        bold=True, colour=style.WHITE, fill=colour, align=align,
        wrap=not column.tersembunyi, indent=style.indent(column),
    )  # fmt: skip
    head.border = style.HEADER_BORDER


def _write_cell(cell: Cell, column: Column, value: object, wrapped: bool) -> None:
    if value not in (None, ""):
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    style.style_column(cell, column, wrapped=wrapped)
    cell.border = style.ROW_BORDER
    if column.pengisi == "alat":
        cell.fill = style.solid(style.TOOL_FILL)


def _table(spec: TableSpec, area: str) -> Table:
    table = Table(displayName=spec.nama, ref=area)
    table._initialise_columns()
    for written, column in zip(table.tableColumns, spec.kolom, strict=True):
        written.name = column.judul
    table.autoFilter.filterColumn = [
        FilterColumn(colId=i, hiddenButton=True) for i, c in enumerate(spec.kolom) if c.lebar < _NARROW
    ]
    return table
