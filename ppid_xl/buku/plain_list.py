"""A list of values as a small workbook of one sheet, for programs and people outside the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from ppid_xl.buku.package import save_workbook
from ppid_xl.buku.style import HEADER_BORDER, NAVY, ROW_BORDER, WHITE, put
from ppid_xl.columns import Column
from ppid_xl.row_height import text_height


def build_list(
    sheet: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | date]],
    *,
    created: datetime,
) -> bytes:
    """Return an .xlsx file with one row of headings, numbered rows, and no formula; text stays text."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for place, (heading, width) in enumerate([("No", 5.0), *((c.judul, c.lebar) for c in columns)], 1):
        cell = put(
            page.cell(1, place), heading, bold=True, colour=WHITE, fill=NAVY, align="center", wrap=True
        )
        cell.border = HEADER_BORDER
        page.column_dimensions[get_column_letter(place)].width = width
    for number, values in enumerate(rows, 1):
        for place, value in enumerate([number, *values], 1):
            cell = put(page.cell(number + 1, place), value, vertical="top", wrap=True)
            cell.border = ROW_BORDER
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
        texts = [(v, c.lebar) for v, c in zip(values, columns, strict=True) if isinstance(v, str)]
        page.row_dimensions[number + 1].height = text_height(texts)
    page.row_dimensions[1].height = text_height([(c.judul, c.lebar * 0.85) for c in columns])
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns) + 1)}{len(rows) + 1}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    book.properties.title, book.properties.creator, book.properties.language = title, "ppid_xl", "id-ID"
    return save_workbook(book, created)
