"""Daftar informasi yang dapat diakses berdasarkan permintaan: what was excluded and is open now.

The arrangement is our own; PerKI 1/2021 Pasal 52 only asks that such informasi enters the public list.
"""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.shared import Cm

from susunan import blocks
from susunan.page import mark_header, new_document, origin_footer, text_width, write
from susunan.tables import (
    GROUP_FILL,
    HEADER_FILL,
    add_band,
    add_line,
    add_list,
    add_row,
    add_tag,
    repeat_header,
    ruled_table,
    shade,
)

COLUMNS = (
    ("No", 1.0, "{{ baris.nomor }}", "Sel Tengah"),
    ("ID", 2.9, "{{ baris.id }}", "Sel"),
    ("Informasi", 0.0, "{{ baris.judul_informasi }}", "Sel"),
    ("Penanggung Jawab", 4.4, "{{ baris.penanggung_jawab }}", "Sel"),
    ("Bentuk Informasi", 2.9, "{{ baris.bentuk }}", "Sel Tengah"),
    ("Dasar Pengecualian Semula", 5.0, "{{ baris.rujukan }}", "Sel"),
    ("Berakhirnya Pengecualian", 4.0, "{{ baris.akhir_pengecualian }}", "Sel Tengah"),
)


def build() -> Any:
    """Return the template document."""
    document = new_document("Daftar Informasi yang Dapat Diakses Berdasarkan Permintaan", lying=True)
    section = document.sections[0]
    mark_header(section.header, page_number=False)
    origin_footer(section, page_number=True)
    blocks.kop(document, section)
    heading = (
        "DAFTAR INFORMASI YANG DAPAT DIAKSES",
        "BERDASARKAN PERMINTAAN",
        "{{ nama_badan }}",
        "TAHUN {{ tahun }}",
    )
    blocks.title(document, heading)
    _add_table(document, section)
    count = (
        "Jumlah: {{ jumlah }} informasi yang semula dikecualikan dan telah diputuskan dibuka atau berakhir "
        "jangka waktu pengecualiannya."
    )
    write(document.add_paragraph(), "Catatan Tabel", count)
    blocks.signature(document, section, dated=True)
    return document


def _add_table(document: Any, section: Any) -> None:
    fixed = sum(Cm(width) for _, width, _, _ in COLUMNS)
    widths = [Cm(width) if width else text_width(section) - fixed for _, width, _, _ in COLUMNS]
    table = ruled_table(document, widths)
    for cell, (heading, *_) in zip(table.rows[0].cells, COLUMNS, strict=True):
        write(cell.paragraphs[0], "Kepala Tabel", heading)
        cell.vertical_alignment = VERTICAL.CENTER
    shade(table.rows[0].cells, HEADER_FILL)
    repeat_header(table, 1)
    add_tag(table, "for kelompok in per_unit")
    shade(add_band(table, "{{ kelompok.unit }}", "Kelompok Tabel").cells[:1], GROUP_FILL)
    add_list(table, "for baris in kelompok.baris", lambda: _add_informasi(table))
    add_tag(table, "endfor")


def _add_informasi(table: Any) -> Any:
    row = add_row(table, [text for _, _, text, _ in COLUMNS], [style for *_, style in COLUMNS])
    cells = row.cells
    add_line(cells[2], "{{ baris.ringkasan_isi }}", "Keterangan Sel", "baris.ringkasan_isi")
    decided = "Diputuskan dibuka pada {{ baris.dibuka_pada }}"
    add_line(cells[6], decided, "Keterangan Sel", "baris.dibuka_pada")
    return row
