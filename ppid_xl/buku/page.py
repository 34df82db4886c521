"""How sheets print: folio landscape registers, A4 front pages, header rows repeated, as wide as can be read."""

from __future__ import annotations

from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

A4 = 9
SHEET_END = 1_048_576
FOLIO = 14  # 8.5 × 13 inch; printers map it to F4, which has no stable code of its own


def set_page(
    sheet: Worksheet,
    *,
    paper: int,
    area: str,
    header_row: int = 0,
    header_columns: str = "",
    pages_wide: int = 1,
    portrait: bool = False,
    one_page: bool = False,
) -> None:
    """Set paper, direction, print area and footer; ``area`` is a cell range."""
    sheet.page_setup.paperSize = paper
    sheet.page_setup.orientation = "portrait" if portrait else "landscape"
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = 1 if one_page else 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
    sheet.print_options.horizontalCentered = True
    sheet.print_area = area
    if header_row:
        sheet.print_title_rows = f"{header_row}:{header_row}"
    if header_columns and pages_wide > 1:
        sheet.print_title_cols = header_columns
    for part, text in (("left", "&A"), ("center", "Dicetak &D"), ("right", "Halaman &P dari &N")):
        piece = getattr(sheet.oddFooter, part)
        piece.text, piece.size = text, 8
