"""Colours, fonts and cell styles of the workbook, in one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink

from ppid_xl.columns import Column

FONT = "Calibri"
NAVY = "1F4E79"
VIOLET = "5B4A8A"
TOOL_FILL = "F4F1FA"
PALE = "F3F7FB"
INK = "1A1A1A"
GREY = "595959"
WHITE = "FFFFFF"
LINK = "0B5394"

# kind of finding → fill, text colour; contrast of each pair is at least 4.5 : 1
TINGKAT_COLOURS = {"G": ("F8CBAD", "9C0006"), "P": ("FFE699", "7F6000"), "C": ("DDEBF7", "1F4E79")}
GOOD = ("E2EFDA", "375623")

_RULE = Side(style="thin", color="D9D9D9")
_FAINT = Side(style="thin", color="EDEDED")
ROW_BORDER = Border(bottom=_RULE, left=_FAINT, right=_FAINT)
LINE_BORDER = Border(bottom=_RULE)
_GAP = Side(style="medium", color=WHITE)
GAP_BORDER = Border(top=_GAP, bottom=_GAP)
HEADER_BORDER = Border(left=Side(style="thin", color=WHITE), right=Side(style="thin", color=WHITE))


NUMBER_FORMATS = {
    "tanggal": "dd/mm/yyyy",
    "waktu": "dd/mm/yyyy hh:mm",
    "bulat": "0",
    "id": "@",
    "nip": "@",
}
TEXT_KEYS = ("nomor", "id_informasi")
HORIZONTAL = {"kiri": "left", "tengah": "center", "kanan": "right"}


def solid(colour: str) -> PatternFill:
    """Return a solid cell fill."""
    return PatternFill("solid", fgColor=colour)


def put(
    cell: Cell,
    value: object = None,
    *,
    size: float = 10,
    bold: bool = False,
    italic: bool = False,
    colour: str = INK,
    fill: str = "",
    align: str = "left",
    vertical: str = "center",
    wrap: bool = False,
    indent: int = 0,
) -> Cell:
    """Write a value and its looks into one cell; text is always text, never a formula."""
    if value is not None and value != "":
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    cell.font = Font(name=FONT, size=size, bold=bold, italic=italic, color=colour)
    cell.alignment = Alignment(horizontal=align, vertical=vertical, wrap_text=wrap, indent=indent)
    if fill:
        cell.fill = solid(fill)
    return cell


def coloured_text(parts: Sequence[tuple[str, str]]) -> CellRichText:
    """Return rich text of 9 points from pairs of text and colour."""
    return CellRichText(
        *(TextBlock(InlineFont(rFont=FONT, sz=9, color=colour), text) for text, colour in parts)
    )


def number_format(column: Column) -> str:
    """Return the number format of a column: text for identities and letter numbers, so that zeros stay."""
    if column.kunci in TEXT_KEYS and column.jenis == "teks":
        return "@"
    return NUMBER_FORMATS.get(column.jenis, "General")


def style_column(target: Any, column: Column, *, wrapped: bool = True) -> None:
    """Give a cell, or a whole column, the font, alignment and number format of a dictionary column."""
    target.font = Font(name=FONT, size=10, color=INK if column.pengisi != "alat" else "404040")
    target.alignment = Alignment(
        horizontal=HORIZONTAL[column.rata], vertical="top", wrap_text=wrapped, indent=indent(column)
    )
    target.number_format = number_format(column)


def indent(column: Column) -> int:
    """Return the indent that keeps left-aligned text off the cell border."""
    return 1 if column.rata == "kiri" else 0


def header_colour(column: Column) -> str:
    """Return navy for what staff fill in, violet for what the program writes."""
    return VIOLET if column.pengisi == "alat" else NAVY


def link(cell: Cell, sheet: str, address: str = "A1", *, size: float = 10, bold: bool = False) -> None:
    """Make a cell jump to a place in the same workbook."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!{address}")
    cell.font = Font(name=FONT, size=size, bold=bold, underline="single", color=LINK)


def unlock(cell: Cell) -> None:
    """Let a cell be written although its sheet is protected."""
    cell.protection = Protection(locked=False)


def define(book: Workbook, name: str, target: str) -> None:
    """Add a workbook-wide defined name."""
    book.defined_names[name] = DefinedName(name, attr_text=target)
