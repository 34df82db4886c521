"""Ruled lists whose headings repeat on every page; headings may stand in several rows and share cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.shared import Cm, Emu

from susunan.page import text_width, write
from susunan.tables import HEADER_FILL, merge, repeat_header, ruled_table, shade

# In the headings of a list: one cell with the cell at its left, one cell with the cell above.
LEFT, ABOVE = "<", "^"


def widths_of(section: Any, centimetres: Sequence[float]) -> list[int]:
    """Return column widths in EMU; the column of width 0 takes the rest of the line."""
    rest = text_width(section) - sum(Cm(width) for width in centimetres)
    return [Cm(width) if width else Emu(rest) for width in centimetres]


def headed_table(
    document: Any,
    section: Any,
    centimetres: Sequence[float],
    heads: Sequence[Sequence[str]],
    *,
    numbered: bool = False,
) -> Any:
    """Add a ruled table whose heading rows repeat; LEFT and ABOVE join cells, ``numbered`` adds 1 2 3 below."""
    numbers = [str(number) for number in range(1, len(centimetres) + 1)]
    rows = [*heads, numbers] if numbered else [*heads]
    table = ruled_table(document, widths_of(section, centimetres), rows=len(rows))
    for row, texts in zip(table.rows, rows, strict=True):
        style = "Nomor Kolom" if texts is numbers else "Kepala Tabel"
        for cell, text in zip(row.cells, texts, strict=True):
            write(cell.paragraphs[0], style, "" if text in (LEFT, ABOVE) else text)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
            cell.vertical_alignment = VERTICAL.CENTER
    shade([cell for row in table.rows for cell in row.cells], HEADER_FILL)
    _join(table, heads)
    repeat_header(table, len(rows))
    return table


def _join(table: Any, heads: Sequence[Sequence[str]]) -> None:
    cells = [list(row.cells) for row in table.rows]
    for line, texts in enumerate(heads):
        for column, text in enumerate(texts):
            if text in (LEFT, ABOVE):
                continue
            right, below = column, line
            while right + 1 < len(texts) and texts[right + 1] == LEFT:
                right += 1
            while below + 1 < len(heads) and heads[below + 1][column] == ABOVE:
                below += 1
            if (right, below) != (column, line):
                merge(cells[line][column], cells[below][right])
