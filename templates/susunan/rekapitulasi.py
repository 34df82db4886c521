"""Rekapitulasi: one table per count, its columns as many as the count has, and who has not sent anything."""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.shared import Cm

from susunan import blocks
from susunan.page import sheet, text_width, write
from susunan.tables import (
    GROUP_FILL,
    HEADER_FILL,
    add_row,
    add_tag,
    repeat_header,
    ruled_table,
    shade,
)

NAME_CM = 9.0


def build() -> Any:
    """Return the template document."""
    document, section = sheet("Rekapitulasi Informasi", lying=True)
    blocks.kop(document, section)
    heading = ("REKAPITULASI KLASIFIKASI INFORMASI", "{{ nama_badan }}", "TAHUN {{ tahun }}")
    blocks.title(document, heading)
    count = "Per {{ per_tanggal }} tercatat {{ jumlah }} informasi."
    write(document.add_paragraph(), "Isi Sambungan", count)
    write(document.add_paragraph(), "Sel", "{%p for tabel in daftar_tabel %}")
    write(document.add_paragraph(), "Kelompok Tabel", "{{ tabel.judul }}")
    write(document.add_paragraph(), "Catatan Tabel", "{{ tabel.keterangan }}")
    _add_table(document, section)
    blocks.gap(document)
    document.paragraphs[-1].paragraph_format.keep_with_next = False
    write(document.add_paragraph(), "Sel", "{%p endfor %}")
    _add_missing(document)
    return document


def _add_table(document: Any, section: Any) -> None:
    name = Cm(NAME_CM)
    third = int((text_width(section) - name) / 3)
    table = ruled_table(document, [name, third, third, third], rows=1)
    cells = ("{{ tabel.pokok }}", "{%tc for kolom in tabel.kolom %}", "{{ kolom }}", "{%tc endfor %}")
    for cell, text in zip(table.rows[0].cells, cells, strict=True):
        write(cell.paragraphs[0], "Kepala Tabel", text)
        cell.vertical_alignment = VERTICAL.CENTER
    shade(table.rows[0].cells, HEADER_FILL)
    repeat_header(table, 1)
    add_tag(table, "for baris in tabel.baris")
    line = ("{{ baris.nama }}", "{%tc for angka in baris.angka %}", "{{ angka }}", "{%tc endfor %}")
    add_row(table, line, ("Sel", *["Sel Tengah"] * 3))
    add_tag(table, "endfor")
    add_tag(table, "if tabel.jumlah.nama")
    sums = (
        "{{ tabel.jumlah.nama }}",
        "{%tc for angka in tabel.jumlah.angka %}",
        "{{ angka }}",
        "{%tc endfor %}",
    )
    row = add_row(table, sums, ("Kelompok Tabel", *["Kepala Tabel"] * 3))
    shade(row.cells, GROUP_FILL)
    add_tag(table, "endif")


def _add_missing(document: Any) -> None:
    lines = (
        ("Sel", "{%p if belum_mengirim %}"),
        ("Kelompok Tabel", "Belum mengirim"),
        ("Catatan Tabel", "Unit yang belum mempunyai baris di Rekap."),
        ("Sel", "{%p for unit in belum_mengirim %}"),
        ("Kepala Surat", "{{ loop.index }}. {{ unit }}"),
        ("Sel", "{%p endfor %}"),
        ("Sel", "{%p endif %}"),
    )
    for style, text in lines:
        write(document.add_paragraph(), style, text)
