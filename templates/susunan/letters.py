"""What the letters share: the frame of a surat dinas or nota dinas, and a list in a lying lampiran."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.section import WD_SECTION
from docx.shared import Cm

from susunan import blocks
from susunan.headed import headed_table
from susunan.page import mark_header, new_document, origin_footer, set_page, text_width, write
from susunan.tables import (
    add_change,
    add_row,
    add_tag,
    borderless_table,
)

PENUTUP = "Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih."
DOTS = "." * 30
NOTA_ROWS = (
    ("Yth.", "{{ surat.tujuan }}"),
    ("Dari", "{{ ttd.jabatan_sebaris }}"),
    ("Tanggal", "{{ surat.tanggal }}"),
    ("Nomor", "{{ surat.nomor }}"),
    ("Sifat", "{{ surat.sifat }}"),
    ("Lampiran", "{{ surat.lampiran }}"),
    ("Hal", "{{ surat.hal }}"),
)


@dataclass(frozen=True)
class Listed:
    """One column of a list: heading, width in cm (0 takes the rest), placeholder, and whether it is centred."""

    heading: str
    width: float
    text: str
    centred: bool = False


def letter(title: str) -> tuple[Any, Any]:
    """Return a document whose first section is an upright letter with its marks, and that section."""
    document = new_document(title)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    mark_header(section.first_page_header, page_number=False)
    mark_header(section.header, page_number=True)
    blocks.kop(document, section)
    return document, section


def nota_head(document: Any, section: Any) -> None:
    """Add the head of a nota dinas (Permendagri 1/2023 names its lines; an office may change their order)."""
    blocks.title(document, ("NOTA DINAS",))
    fixed = [Cm(2.6), Cm(0.4)]
    table = borderless_table(document, [*fixed, text_width(section) - sum(fixed)], rows=len(NOTA_ROWS))
    for row, (heading, text) in zip(table.rows, NOTA_ROWS, strict=True):
        for cell, words in zip(row.cells, (heading, ":", text), strict=True):
            write(cell.paragraphs[0], "Kepala Surat", words)
    blocks.gap(document, 2)


def paragraphs(document: Any, texts: Sequence[str], *, last: str = PENUTUP) -> None:
    """Add the body of a letter; its last paragraph stays with the signature."""
    for text in texts:
        write(document.add_paragraph(), "Isi Surat", text)
    write(document.add_paragraph(), "Isi Surat", last).paragraph_format.keep_with_next = True
    blocks.gap(document)


def choose(document: Any, condition: str, text: str) -> None:
    """Add a paragraph that is printed only when the condition holds."""
    for line in (f"{{%p if {condition} %}}", text, "{%p endif %}"):
        write(document.add_paragraph(), "Isi Surat", line)


def close_letter(document: Any, section: Any) -> None:
    """Add signature and tembusan."""
    blocks.signature(document, section, dated=False)
    blocks.tembusan(document)


def lampiran(document: Any, heading: str, title: Sequence[str], *, lying: bool = True) -> Any:
    """Begin the lampiran on a page of its own; return its section."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, lying=lying)
    section.different_first_page_header_footer = False
    origin_footer(section, page_number=False)
    blocks.lampiran_head(document, section, heading)
    blocks.title(document, title)
    return section


def listing(document: Any, section: Any, columns: Sequence[Listed], loop: str, *, changed: str = "") -> None:
    """Add a ruled list whose header repeats; ``loop`` is such as ``for baris in daftar``.

    ``changed`` is the heading of the column that says when a row changed after its test.
    """
    table = headed_table(
        document, section, [one.width for one in columns], [[one.heading for one in columns]]
    )
    add_tag(table, loop)
    styles = ["Sel Tengah" if column.centred else "Sel" for column in columns]
    row = add_row(table, [column.text for column in columns], styles)
    for cell, column in zip(row.cells, columns, strict=True):
        if changed and column.heading == changed:
            add_change(cell)
    add_tag(table, "endfor")
