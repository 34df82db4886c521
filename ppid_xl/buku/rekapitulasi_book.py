"""The workbook of a rekapitulasi: one sheet per count, plain values, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ppid_xl.buku import style
from ppid_xl.buku.package import save_workbook
from ppid_xl.buku.page import FOLIO, set_page
from ppid_xl.row_height import text_height

HEADER_ROW = 4
_COUNTS = '#,##0;-#,##0;"–"'
_WIDEST, _NARROWEST, _NUMBER_WIDTH = 52.0, 12.0, 15.0
_ROOM_FOR_NOTE = 80.0
_TOTAL_BORDER = Border(top=Side(style="thin", color=style.NAVY))


@dataclass(frozen=True, slots=True)
class CountSheet:
    """One sheet: what it is called and says, its headings, its lines, and the line of sums when it has one."""

    nama: str
    judul: str
    keterangan: str
    kolom: tuple[str, ...]
    baris: tuple[tuple[str | int, ...], ...]
    jumlah: tuple[str | int, ...] = ()


def assemble_counts(sheets: Sequence[CountSheet], title: str, created: datetime) -> bytes:
    """Return the workbook as bytes, equal for equal arguments."""
    book = Workbook()
    book.remove(book.active)
    for one in sheets:
        _write_sheet(book.create_sheet(one.nama), one)
    book.properties.title, book.properties.creator = title, "ppid_xl"
    book.properties.language = "id-ID"
    return save_workbook(book, created)


def _write_sheet(sheet: Worksheet, one: CountSheet) -> None:
    style.put(sheet["A1"], one.judul, size=16, bold=True, colour=style.NAVY)
    style.put(sheet["A2"], one.keterangan, size=9, colour=style.GREY)
    sheet.row_dimensions[1].height = 27
    numeric = [
        any(isinstance(line[place], int) for line in one.baris) or (place > 0 and bool(one.jumlah))
        for place in range(len(one.kolom))
    ]
    widths = [_width(one, place, number) for place, number in enumerate(numeric)]
    widths[0] += max(0.0, _ROOM_FOR_NOTE - sum(widths))
    for place, (heading, width) in enumerate(zip(one.kolom, widths, strict=True), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        style.put(
            sheet.cell(HEADER_ROW, place), heading, bold=True, colour=style.WHITE, fill=style.NAVY, wrap=True,
            align="center" if numeric[place - 1] else "left", indent=0 if numeric[place - 1] else 1,
        ).border = style.HEADER_BORDER  # fmt: skip
    sheet.row_dimensions[HEADER_ROW].height = text_height(
        zip(one.kolom, (w - 3 for w in widths), strict=True), padding=4
    )
    for number, line in enumerate(one.baris, HEADER_ROW + 1):
        _write_line(sheet, number, line, widths)
    last = HEADER_ROW + len(one.baris)
    if one.jumlah:
        last += 1
        _write_line(sheet, last, one.jumlah, widths, total=True)
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = style.NAVY
    area = f"A1:{get_column_letter(len(one.kolom))}{max(last, HEADER_ROW)}"
    set_page(sheet, paper=FOLIO, area=area, header_row=HEADER_ROW, portrait=sum(widths) < 100)
    if not one.jumlah and one.baris:
        sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(one.kolom))}{last}"


def _write_line(
    sheet: Worksheet, number: int, line: Sequence[str | int], widths: Sequence[float], *, total: bool = False
) -> None:
    for place, value in enumerate(line, 1):
        counted = isinstance(value, int)
        cell = style.put(
            sheet.cell(number, place), value, bold=total, wrap=not counted,
            align="center" if counted else "left", indent=0 if counted else 1,
            fill=style.PALE if total else "", colour=style.NAVY if total else style.INK,
        )  # fmt: skip
        cell.border = _TOTAL_BORDER if total else style.ROW_BORDER
        if counted:
            cell.number_format = _COUNTS
    texts = [(value, widths[i] - 3) for i, value in enumerate(line) if isinstance(value, str)]
    sheet.row_dimensions[number].height = text_height(texts, padding=3)


def _width(one: CountSheet, place: int, numeric: bool) -> float:
    if numeric:
        return _NUMBER_WIDTH
    longest = max((len(str(line[place])) for line in (*one.baris, one.kolom)), default=0)
    return max(_NARROWEST, min(longest + 4.0, _WIDEST))
