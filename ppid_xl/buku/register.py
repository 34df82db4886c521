"""One register sheet: title, legend, help line, table, frozen panes, colours, print settings."""

from __future__ import annotations

from collections.abc import Collection

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ppid_xl.buku import style
from ppid_xl.buku.highlight import add_highlights
from ppid_xl.buku.page import FOLIO, SHEET_END, set_page
from ppid_xl.buku.table import HEADER_ROW, add_table
from ppid_xl.columns import TableSpec

LEGEND = (("■ diisi petugas     ", style.NAVY), ("■ otomatis, jangan diubah", style.VIOLET))
_OUTSIDE_PRINT = ("temuan", "tanda")
_WIDTH_PER_PAGE = 190  # letters across a folio page at about 7 point
_TAB_COLOURS = {"tblPejabat": "7F7F7F", "tblTemuan": style.VIOLET}


def add_register(sheet: Worksheet, spec: TableSpec, hidden: Collection[str] = ()) -> None:
    """Write an empty register; ``hidden`` holds keys of columns that are there but not shown."""
    _write_title(sheet, spec, hidden)
    add_table(sheet, spec, (), hidden=hidden)
    if spec.nama == "tblTemuan":
        position = [column.kunci for column in spec.kolom].index("sel") + 1
        sheet.cell(HEADER_ROW + 1, position).font = Font(
            name=style.FONT, size=10, underline="single", color=style.LINK
        )
    add_highlights(sheet, spec, HEADER_ROW)
    keys = [column.kunci for column in spec.kolom]
    frozen = get_column_letter(keys.index(spec.beku) + 2 if spec.beku else 1)
    sheet.freeze_panes = f"{frozen}{HEADER_ROW + 1}"
    _place_cursor(sheet, spec, hidden)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90
    sheet.sheet_properties.tabColor = _TAB_COLOURS.get(spec.nama, style.NAVY)
    last = sum(key not in _OUTSIDE_PRINT for key in keys)
    width = sum(c.lebar for c in spec.kolom if c.kunci not in (*_OUTSIDE_PRINT, *hidden))
    set_page(
        sheet,
        paper=FOLIO,
        area=f"A1:{get_column_letter(last)}{SHEET_END}",
        header_row=HEADER_ROW,
        header_columns=f"A:{get_column_letter(max(1, keys.index(spec.beku) + 1))}" if spec.beku else "",
        pages_wide=max(1, int(width / _WIDTH_PER_PAGE)),
    )


def _place_cursor(sheet: Worksheet, spec: TableSpec, hidden: Collection[str]) -> None:
    """Put the cursor where staff begin: the first cell that they fill in."""
    ours = [c.pengisi == "alat" or c.tersembunyi or c.kunci in hidden for c in spec.kolom]
    cell = f"{get_column_letter(ours.index(False) + 1)}{HEADER_ROW + 1}"
    view = sheet.sheet_view
    frozen = [column.kunci for column in spec.kolom].index(spec.beku) + 1 if spec.beku else 0
    if ours.index(False) < frozen:
        view.pane.activePane = "bottomLeft"
    for selection in view.selection:
        if selection.pane == view.pane.activePane:
            selection.activeCell = selection.sqref = cell


def _write_title(sheet: Worksheet, spec: TableSpec, hidden: Collection[str]) -> None:
    style.put(sheet["A1"], spec.judul, size=16, bold=True, colour=style.NAVY)
    style.put(sheet["A2"], spec.keterangan, size=9, colour=style.GREY)
    sheet.row_dimensions[1].height = 27
    legend = sheet.cell(1, _legend_column(spec, hidden))
    style.put(legend, size=9)
    legend.value = style.coloured_text(LEGEND)


def _legend_column(spec: TableSpec, hidden: Collection[str]) -> int:
    room = 0.0
    for position, column in enumerate(spec.kolom, 1):
        if column.kunci in hidden:
            continue
        if room >= 1.9 * len(spec.judul):
            return position
        room += column.lebar
    return 1
