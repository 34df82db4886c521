"""Tables: borderless ones that hold a layout, and ruled ones whose header row repeats on every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docx.blkcntnr import BlockItemContainer
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Emu

from susunan.xml import element, put_cell, put_row, put_table

HEADER_FILL = "D9D9D9"
GROUP_FILL = "F2F2F2"
# A sentence under a list whose rows add_change marks.
CHANGED = (
    "{% if ada_berubah %} {{ jumlah_berubah }} informasi berubah sesudah diuji atau diputuskan dan perlu diuji lagi."
    "{% endif %}"
)


def borderless_table(parent: Any, widths: Sequence[int], rows: int = 1) -> Any:
    """Add a table without lines; widths in EMU."""
    return _table(parent, widths, rows, ruled=False, padding=0)


def ruled_table(parent: Any, widths: Sequence[int], rows: int = 1) -> Any:
    """Add a table with thin lines; widths in EMU."""
    return _table(parent, widths, rows, ruled=True, padding=85)


def repeat_header(table: Any, rows: int) -> None:
    """Repeat the first rows on every page the table runs over."""
    for row in table.rows[:rows]:
        put_row(row, element("cantSplit"))
        put_row(row, element("tblHeader"))


def keep_whole(row: Any) -> None:
    """Keep a row on one page."""
    put_row(row, element("cantSplit"))


def shade(cells: Sequence[Any], fill: str) -> None:
    """Colour the ground of cells; ``fill`` is RRGGBB."""
    for cell in cells:
        put_cell(cell, element("shd", val="clear", color="auto", fill=fill))


def add_row(table: Any, texts: Sequence[str], styles: Sequence[str]) -> Any:
    """Add a row that stays whole, one text and style for each column."""
    row = table.add_row()
    keep_whole(row)
    for cell, text, style in zip(row.cells, texts, styles, strict=True):
        cell.paragraphs[0].style = style
        cell.paragraphs[0].add_run(text)
    return row


def add_band(table: Any, text: str, style: str) -> Any:
    """Add a row of one cell over all columns."""
    row = table.add_row()
    keep_whole(row)
    merged = merge(row.cells[0], row.cells[-1])
    merged.paragraphs[0].style = style
    merged.paragraphs[0].add_run(text)
    return row


def add_tag(table: Any, tag: str) -> None:
    """Add a row that only holds a tag such as ``for baris in daftar``; it is gone after filling."""
    add_band(table, f"{{%tr {tag} %}}", "Sel")


def add_change(cell: Any) -> None:
    """Say in a cell of ``baris`` that the row is not as it was tested or decided."""
    add_line(cell, "Berubah sesudah {{ baris.berubah_sesudah }}", "Keterangan Sel", "baris.berubah_sesudah")


def add_line(cell: Any, text: str, style: str, condition: str = "") -> None:
    """Add a paragraph to a cell, printed only when the condition holds."""
    lines = [f"{{%p if {condition} %}}", text, "{%p endif %}"] if condition else [text]
    for line in lines:
        paragraph = cell.add_paragraph(style=style)
        paragraph.add_run(line)


def add_list(table: Any, loop: str, add_one: Callable[[], Any]) -> None:
    """Add the rows of ``baris``, written by ``add_one``; the last ones stay on the page of the sum and signature."""
    add_tag(table, loop)
    add_tag(table, "if baris.di_ujung")
    stay(add_one())
    add_tag(table, "else")
    add_one()
    add_tag(table, "endif")
    add_tag(table, "endfor")


def stay(row: Any) -> None:
    """Keep a row on the page of the row or paragraph that follows."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def merge(first: Any, last: Any) -> Any:
    """Make one cell of two and what lies between, without the spare paragraphs; return it."""
    merged = first.merge(last)
    for spare in merged.paragraphs[1:]:
        spare._p.getparent().remove(spare._p)
    return merged


def rule_below(table: Any) -> None:
    """Draw the thick and thin rule of a kop below a table."""
    borders = element("tblBorders")
    borders.append(element("bottom", val="thickThinSmallGap", sz=24, space=0, color="auto"))
    put_table(table, borders)


def _container(parent: Any) -> Any:
    return getattr(parent, "_body", parent)


def _table(parent: Any, widths: Sequence[int], rows: int, *, ruled: bool, padding: int) -> Any:
    total = Emu(sum(widths))
    table = BlockItemContainer.add_table(_container(parent), rows, len(widths), total)
    table.style = "Table Grid" if ruled else "Normal Table"
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    put_table(table, element("tblW", w=round(total.twips), type="dxa"))
    put_table(table, element("tblInd", w=0, type="dxa"))
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=padding, type="dxa"))
    put_table(table, margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
        for cell in column.cells:
            cell.width = Emu(width)
    return table
