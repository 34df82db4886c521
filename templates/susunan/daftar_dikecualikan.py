"""Daftar informasi yang dikecualikan: the columns of Lampiran II PerKI 1/2021, one block of rows per unit."""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.shared import Cm

from susunan import blocks
from susunan.page import mark_header, new_document, origin_footer, text_width, write
from susunan.tables import (
    CHANGED,
    GROUP_FILL,
    HEADER_FILL,
    add_band,
    add_change,
    add_line,
    add_list,
    add_row,
    add_tag,
    merge,
    repeat_header,
    ruled_table,
    shade,
)

HEADINGS = (
    "No",
    "Informasi",
    "Dasar Hukum Pengecualian Informasi",
    "Konsekuensi/Pertimbangan Bagi Publik",
    "",
    "Jangka Waktu",
)
BELOW = ("", "", "", "Dibuka", "Ditutup", "")
WIDTHS_CM = (1.0, 5.9, 6.3, 5.3, 5.2)
ROW = (
    "{{ baris.nomor }}",
    "{{ baris.judul_informasi }}",
    "{{ baris.dasar_hukum }}",
    "{{ baris.konsekuensi_bila_dibuka }}",
    "{{ baris.manfaat_bila_ditutup }}",
    "{{ baris.jangka_waktu }}",
)


def build() -> Any:
    """Return the template document."""
    document = new_document("Daftar Informasi yang Dikecualikan", lying=True)
    section = document.sections[0]
    mark_header(section.header, page_number=False)
    origin_footer(section, page_number=True)
    blocks.kop(document, section)
    heading = ("DAFTAR INFORMASI YANG DIKECUALIKAN", "{{ nama_badan }}", "TAHUN {{ tahun }}")
    blocks.title(document, heading)
    _add_table(document, section)
    count = "Jumlah: {{ jumlah }} informasi dari {{ jumlah_unit }} unit." + CHANGED
    write(document.add_paragraph(), "Catatan Tabel", count)
    blocks.signature(document, section, dated=True)
    return document


def _add_table(document: Any, section: Any) -> None:
    widths = [Cm(width) for width in WIDTHS_CM]
    table = ruled_table(document, [*widths, text_width(section) - sum(widths)], rows=3)
    for row, texts in zip(table.rows, (HEADINGS, BELOW, "123456"), strict=True):
        style = "Nomor Kolom" if texts == "123456" else "Kepala Tabel"
        for cell, text in zip(row.cells, texts, strict=True):
            write(cell.paragraphs[0], style, text)
            cell.vertical_alignment = VERTICAL.CENTER
    shade([cell for row in table.rows for cell in row.cells], HEADER_FILL)
    top, below = table.rows[0].cells, table.rows[1].cells
    for column in (0, 1, 2, 5):
        merge(top[column], below[column])
    merge(top[3], top[4])
    repeat_header(table, 3)
    add_tag(table, "for kelompok in per_unit")
    shade(add_band(table, "{{ kelompok.unit }}", "Kelompok Tabel").cells[:1], GROUP_FILL)
    add_list(table, "for baris in kelompok.baris", lambda: _add_informasi(table))
    add_tag(table, "endfor")


def _add_informasi(table: Any) -> Any:
    row = add_row(table, ROW, ("Sel Tengah", *["Sel"] * 5))
    cells = row.cells
    add_line(cells[1], "{{ baris.ringkasan_isi }}", "Keterangan Sel", "baris.ringkasan_isi")
    closed = "Bagian yang ditutup: {{ baris.bagian_yang_ditutup }}"
    add_line(cells[1], closed, "Keterangan Sel", "baris.bagian_yang_ditutup")
    start = "Mulai {{ baris.terhitung_mulai }}"
    add_line(cells[5], start, "Keterangan Sel", "baris.terhitung_mulai")
    end = "Berakhir {{ baris.akhir_pengecualian }}"
    add_line(cells[5], end, "Keterangan Sel", "baris.akhir_pengecualian")
    add_change(cells[5])
    return row
