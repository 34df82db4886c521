"""A unit at its desk: it opens a form, types into it, and saves it under any name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook

HEADER_ROW = 4


def fill_form(
    form: Path, target: Path, cells: Mapping[tuple[str, str], object], new: Mapping[str, object] | None = None
) -> Path:
    """Type into a form: (ID, heading) → value, and one new row by heading in the first blank line."""
    book = load_workbook(form)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[HEADER_ROW]}
    lines = {sheet.cell(row, columns["ID"]).value: row for row in range(HEADER_ROW + 1, sheet.max_row + 1)}
    for (name, heading), value in cells.items():
        sheet.cell(lines[name], columns[heading]).value = value
    if new:
        row = next(
            n for n in range(HEADER_ROW + 1, 1000) if sheet.cell(n, columns["Judul Informasi"]).value is None
        )
        for heading, value in new.items():
            sheet.cell(row, columns[heading]).value = value
    book.save(target)
    return target
