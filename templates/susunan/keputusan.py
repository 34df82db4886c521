"""The two decisions of the PPID: head, MENIMBANG to MENETAPKAN, and the signed lampiran.

The forms are Lampiran III and V of PerKI 1/2021. Mended in both: the repealed PerKI 1/2017 under MENGINGAT is
PerKI 1/2021, TLN "484862" is 4846, "Ditetapkan di Jakarta" is the office's own place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.section import WD_SECTION

from susunan import blocks
from susunan.headed import headed_table, widths_of
from susunan.page import mark_header, new_document, origin_footer, set_page, write
from susunan.sheets import signed
from susunan.tables import (
    GROUP_FILL,
    add_band,
    add_change,
    add_line,
    add_list,
    add_row,
    add_tag,
    borderless_table,
    keep_whole,
    shade,
    stay,
)

MENGINGAT = (
    "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik (Lembaran Negara Republik Indonesia "
    "Tahun 2008 Nomor 61, Tambahan Lembaran Negara Republik Indonesia Nomor 4846);",
    "Peraturan Pemerintah Nomor 61 Tahun 2010 tentang Pelaksanaan Undang-Undang Nomor 14 Tahun 2008 tentang "
    "Keterbukaan Informasi Publik (Lembaran Negara Republik Indonesia Tahun 2010 Nomor 99, Tambahan Lembaran Negara "
    "Republik Indonesia Nomor 5149);",
    "Peraturan Komisi Informasi Nomor 1 Tahun 2021 tentang Standar Layanan Informasi Publik (Berita Negara Republik "
    "Indonesia Tahun 2021 Nomor 741);",
)
OFFICE = ("{%p for garis in penetapan.judul %}", "{{ garis }}", "{%p endfor %}")
NUMBER = "NOMOR {{ surat.nomor_tahun }}"
PLACE = ("Ditetapkan di {{ tempat }}", "pada tanggal {{ surat.tanggal }}")
LABEL_CM, COLON_CM, LETTER_CM = 3.7, 0.4, 0.8
Part = tuple[str, Sequence[str], str]


def decision(
    title: str, about: Sequence[str], grounds: Sequence[Part], orders: Sequence[Part]
) -> tuple[Any, Any]:
    """Return the document and its upright section: all that stands above the signature, and the signature.

    A part is its label, its texts and their marks: ``a`` for letters, ``1`` for figures, nothing for one text.
    """
    document = new_document(title)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    mark_header(section.first_page_header, page_number=False)
    mark_header(section.header, page_number=True)
    blocks.kop(document, section)
    blocks.title(document, (*OFFICE, NUMBER, "TENTANG", *about))
    _parts(document, section, grounds)
    blocks.gap(document)
    write(document.add_paragraph(), "Pernyataan", "MEMUTUSKAN")
    for row in _parts(document, section, orders).rows:
        stay(row)
    blocks.gap(document, 2)
    signed(document, section, "ttd", PLACE)
    blocks.tembusan(document)
    return document, section


def annex(document: Any, title: Sequence[str]) -> Any:
    """Begin the lying lampiran of a decision; return its section."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, lying=True)
    section.different_first_page_header_footer = False
    origin_footer(section, page_number=False)
    blocks.lampiran_head(document, section, "Lampiran {{ penetapan.singkat }}")
    blocks.title(document, title)
    return section


def _parts(document: Any, section: Any, parts: Sequence[Part]) -> Any:
    table = borderless_table(document, widths_of(section, [LABEL_CM, COLON_CM, LETTER_CM, 0]), rows=0)
    for label, texts, marks in parts:
        for number, text in enumerate(texts):
            _line(table, (label, ":") if number == 0 else ("", ""), _mark(marks, number), text)
    return table


def _line(table: Any, label: tuple[str, str], mark: str, text: str) -> None:
    row = table.add_row()
    keep_whole(row)
    cells = row.cells
    for cell, words in zip(cells, (*label, mark), strict=False):
        write(cell.paragraphs[0], "Kepala Surat", words)
    body = cells[3] if mark else cells[2].merge(cells[3])
    for spare in body.paragraphs[1:]:
        spare._p.getparent().remove(spare._p)
    write(body.paragraphs[0], "Isi Sambungan", text)


def _mark(marks: str, number: int) -> str:
    return f"{chr(ord(marks) + number)}." if marks else ""


def grouped_list(
    document: Any, section: Any, widths_cm: Sequence[float], heads: Any, texts: Sequence[str],
    below: Sequence[tuple[int, str, str]],
) -> None:  # fmt: skip
    """Add the lampiran's list by unit; ``below`` are small lines under a column's text, each with its condition."""
    table = headed_table(document, section, widths_cm, heads, numbered=True)

    def add_informasi() -> Any:
        row = add_row(table, texts, ["Sel Tengah", *["Sel"] * (len(texts) - 1)])
        for column, text, condition in below:
            add_line(row.cells[column], text, "Keterangan Sel", condition)
        add_change(row.cells[len(texts) - 1])
        return row

    add_tag(table, "for kelompok in per_unit")
    shade(add_band(table, "{{ kelompok.unit }}", "Kelompok Tabel").cells[:1], GROUP_FILL)
    add_list(table, "for baris in kelompok.baris", add_informasi)
    add_tag(table, "endfor")
