"""Surat pengantar of the public rows to Pusat Data: four columns, sender and receiver side by side."""

from __future__ import annotations

from typing import Any

from docx.shared import Cm

from susunan import blocks, letters
from susunan.handover import SPACE, two_signatures
from susunan.page import text_width, write
from susunan.tables import HEADER_FILL, add_row, repeat_header, ruled_table, shade

HEADINGS = ("No.", "Naskah Dinas yang Dikirimkan", "Banyaknya", "Keterangan")
CONTENT = (
    "1.",
    "Daftar Informasi Publik {{ nama_badan_biasa }} Tahun {{ tahun }} (csv, xlsx, json)",
    "{{ jumlah }} informasi",
    "Disampaikan dengan hormat untuk dimuat di Pusat Data. Tidak memuat informasi yang dikecualikan.",
)
STYLES = ("Sel Tengah", "Sel", "Sel Tengah", "Sel")
RECEIVER = (
    "Diterima tanggal: ....................",
    "Penerima,",
    SPACE,
    "",
    "",
    "",
    "",
    "..............................",
    "NIP. ..............................",
)


def build() -> Any:
    """Return the template document."""
    document, section = letters.letter("Surat Pengantar")
    write(document.add_paragraph(), "Tanggal Surat", "{{ tempat }}, {{ surat.tanggal }}")
    for text in ("Yth. {{ surat.tujuan }}", "di"):
        write(document.add_paragraph(), "Kepala Surat", text)
    write(document.add_paragraph(), "Tempat Tujuan", "{{ surat.tempat_tujuan }}")
    blocks.gap(document, 2)
    blocks.title(document, ("SURAT PENGANTAR", "NOMOR {{ surat.nomor }}"))
    width = text_width(section)
    fixed = [Cm(1.1), Cm(3.4), Cm(4.6)]
    table = ruled_table(document, [fixed[0], width - sum(fixed), *fixed[1:]])
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        write(cell.paragraphs[0], "Kepala Tabel", heading)
    shade(table.rows[0].cells, HEADER_FILL)
    repeat_header(table, 1)
    add_row(table, CONTENT, STYLES)
    blocks.gap(document, 3)
    two_signatures(document, section, RECEIVER, ("Pengirim,", "ttd"))
    return document
