"""Label arsip: two columns of labels to cut, with what may be read on the outside of a box and no more."""

from __future__ import annotations

from typing import Any

from docx.shared import Cm, Pt

from susunan.page import new_document, text_width, write
from susunan.tables import add_line, add_row, add_tag, ruled_table
from susunan.xml import element, put_row

HEIGHT, GUTTER = Cm(6), Cm(0.6)
LINES = (
    ("{{ baris.judul_informasi }}", "Judul Label", ""),
    ("{{ baris.unit_penguasa }}", "Isi Label", ""),
    ("Klasifikasi: {{ baris.klasifikasi }}", "Isi Label", ""),
    (
        "Tahun dan tempat: {{ baris.waktu_dan_tempat_pembuatan }}",
        "Isi Label",
        "baris.waktu_dan_tempat_pembuatan",
    ),
    ("Retensi: {{ baris.retensi }}", "Isi Label", "baris.retensi"),
    ("Pengecualian berakhir: {{ baris.akhir_pengecualian }}", "Isi Label", "baris.akhir_pengecualian"),
    ("Simpan di: {{ baris.lokasi_fisik }}", "Isi Label", "baris.lokasi_fisik"),
    ("{{ baris.id }}  sidik {{ baris.sidik }}", "Kaki", ""),
)


def build() -> Any:
    """Return the template document: a section of two columns through which one narrow table flows."""
    document = new_document("Label Arsip")
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(1.2)
    section.top_margin = section.bottom_margin = Cm(1.2)
    columns = element("cols", num=2, space=round(GUTTER.twips))
    section._sectPr.replace(section._sectPr.find(columns.tag), columns)
    table = ruled_table(document, [(text_width(section) - GUTTER) // 2])
    add_tag(table, "for baris in daftar")
    cell = add_row(table, ("{{ nama_badan }}",), ("Kepala Label",)).cells[0]
    put_row(table.rows[-1], element("trHeight", val=round(HEIGHT.twips), hRule="exact"))
    add_line(cell, "Pejabat Pengelola Informasi dan Dokumentasi", "Kaki")
    for text, style, condition in LINES:
        add_line(cell, text, style, condition)
    add_tag(table, "endfor")
    first = table.rows[0]
    first._tr.getparent().remove(first._tr)
    last = write(document.add_paragraph(), "Kaki", "")
    last.paragraph_format.line_spacing = Pt(1)
    return document
