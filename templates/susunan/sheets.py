"""What lembar uji, berita acara and penetapan share: team tables, details of a meeting, who signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.shared import Cm, Emu

from susunan import blocks
from susunan.handover import SPACE, signature_lines
from susunan.headed import headed_table, widths_of
from susunan.page import text_width, write
from susunan.tables import (
    add_line,
    add_row,
    add_tag,
    borderless_table,
    stay,
)
from susunan.xml import element, put_row

TEAM = "for anggota in tim"
PERSON = ("{{ anggota.nomor }}", "{{ anggota.nama }}", "{{ anggota.jabatan }}")
UNIT, UNIT_HEAD, POST_AND_UNIT = "{{ anggota.unit }}", "Unit Kerja", "Jabatan/Unit Kerja"
SIGN_CM = 1.0
SPARE_ROWS = 3


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
