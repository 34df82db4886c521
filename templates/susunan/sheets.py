"""What lembar uji, berita acara and penetapan share: the sheet, ruled lists of several headings, who signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.shared import Cm, Emu

from susunan import blocks
from susunan.handover import SPACE, signature_lines
from susunan.page import mark_header, new_document, origin_footer, text_width, write
from susunan.tables import (
    HEADER_FILL,
    add_line,
    add_row,
    add_tag,
    borderless_table,
    merge,
    repeat_header,
    ruled_table,
    shade,
    stay,
)
from susunan.xml import element, put_row

# In the headings of a list: one cell with the cell at its left, one cell with the cell above.
LEFT, ABOVE = "<", "^"
TEAM = "for anggota in tim"
PERSON = ("{{ anggota.nomor }}", "{{ anggota.nama }}", "{{ anggota.jabatan }}")
UNIT, UNIT_HEAD, POST_AND_UNIT = "{{ anggota.unit }}", "Unit Kerja", "Jabatan/Unit Kerja"
SIGN_CM = 1.0
SPARE_ROWS = 3


def sheet(title: str, *, lying: bool = False) -> tuple[Any, Any]:
    """Return a document of one section with its marks, its origin and its page numbers, and that section."""
    document = new_document(title, lying=lying)
    section = document.sections[0]
    mark_header(section.header, page_number=False)
    origin_footer(section, page_number=True)
    return document, section


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


def team_table(
    document: Any,
    section: Any,
    heads: Sequence[str],
    centimetres: Sequence[float],
    *,
    height: float = SIGN_CM,
) -> None:
    """Add the people who sign: No, Nama, Jabatan, …, a place for the signature; empty rows without a team.

    The unit stands in column Unit Kerja, or below the post where the heading names both.
    """
    table = headed_table(document, section, centimetres, [heads])
    more = [UNIT if head == UNIT_HEAD else "" for head in heads[len(PERSON) : -1]]
    styles = ["Sel Tengah", *["Sel"] * (len(heads) - 1)]
    add_tag(table, TEAM)
    row = add_row(table, [*PERSON, *more, "{{ anggota.nomor }}."], styles)
    add_unit(row, heads)
    sign_row(row, height)
    add_tag(table, "endfor")
    add_tag(table, "if not tim")
    for number in range(1, SPARE_ROWS + 1):
        sign_row(add_row(table, [str(number), *[""] * (len(heads) - 2), f"{number}."], styles), height)
    add_tag(table, "endif")


def add_unit(row: Any, heads: Sequence[str]) -> None:
    """Add the unit of a person below the post where the heading asks for both."""
    for cell, head in zip(row.cells, heads, strict=True):
        if head == POST_AND_UNIT:
            add_line(cell, UNIT, "Keterangan Sel", "anggota.unit")


def sign_row(row: Any, height: float = SIGN_CM, *, keep: bool = True) -> None:
    """Give a row the height a signature needs, and ``keep`` it on the page of what follows."""
    put_row(row, element("trHeight", val=round(Cm(height).twips), hRule="atLeast"))
    for cell in row.cells[:-1]:
        cell.vertical_alignment = VERTICAL.CENTER
    if keep:
        stay(row)


def details(document: Any, section: Any, lines: Sequence[tuple[str, str]], *, indent: float = 0) -> None:
    """Add lines of label, colon and value without rules, such as day and place of a meeting."""
    table = borderless_table(document, widths_of(section, [indent + 3.2, 0.4, 0]), rows=len(lines))
    for row, (label, value) in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, (label, ":", value), strict=True):
            write(cell.paragraphs[0], "Kepala Surat", text).paragraph_format.space_after = Emu(0)
        row.cells[0].paragraphs[0].paragraph_format.left_indent = Cm(indent)
    blocks.gap(document)


def signed(document: Any, section: Any, block: str, lead: Sequence[str] = ()) -> None:
    """Add one signature at the right below the lines of ``lead``; no page break splits it."""
    share = 0.62 if section.page_width > section.page_height else 0.5
    _, *lines = signature_lines("", block)
    for line in [*lead, *(line for line in lines if line != SPACE)]:
        paragraph = write(document.add_paragraph(), "Tanda Tangan", line)
        paragraph.paragraph_format.left_indent = Emu(int(text_width(section) * share))
    paragraph.paragraph_format.keep_with_next = False


def continued(document: Any, text: str, *, keep: bool = False) -> None:
    """Add a paragraph of running text without indent; ``keep`` holds it with what follows."""
    write(document.add_paragraph(), "Isi Sambungan", text).paragraph_format.keep_with_next = keep


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
