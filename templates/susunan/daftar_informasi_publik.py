"""Daftar informasi publik: the seven elements of PerKI 1/2021 Pasal 21 ayat (2) and Lampiran I, by class."""

from __future__ import annotations

from typing import Any

from susunan import blocks
from susunan.headed import headed_table
from susunan.page import sheet, write
from susunan.tables import (
    GROUP_FILL,
    add_band,
    add_line,
    add_list,
    add_row,
    add_tag,
    shade,
)

# Heading, width in cm (0 takes the rest), placeholder, style.
COLUMNS = (
    ("No", 1.0, "{{ baris.nomor }}", "Sel Tengah"),
    ("Ringkasan Isi Informasi", 0.0, "{{ baris.judul_informasi }}", "Sel"),
    ("Pejabat/Unit/Satuan Kerja yang Menguasai Informasi", 4.3, "{{ baris.unit_penguasa }}", "Sel"),
    (
        "Penanggung Jawab Pembuatan atau Penerbitan Informasi",
        4.3,
        "{{ baris.penanggung_jawab }}",
        "Sel",
    ),
    ("Waktu dan Tempat Pembuatan Informasi", 3.6, "{{ baris.waktu_dan_tempat_pembuatan }}", "Sel"),
    ("Bentuk Informasi yang Tersedia", 2.9, "{{ baris.bentuk }}", "Sel Tengah"),
    ("Jangka Waktu Penyimpanan atau Retensi Arsip", 3.2, "{{ baris.retensi }}", "Sel Tengah"),
)


def build() -> Any:
    """Return the template document."""
    document, section = sheet("Daftar Informasi Publik", lying=True)
    blocks.kop(document, section)
    blocks.title(document, ("DAFTAR INFORMASI PUBLIK", "{{ nama_badan }}", "TAHUN {{ tahun }}"))
    _add_table(document, section)
    count = "Jumlah: {{ jumlah }} informasi dari {{ jumlah_unit }} unit."
    write(document.add_paragraph(), "Catatan Tabel", count)
    blocks.signature(document, section, dated=True)
    return document


def _add_table(document: Any, section: Any) -> None:
    table = headed_table(
        document,
        section,
        [width for _, width, *_ in COLUMNS],
        [[head for head, *_ in COLUMNS]],
        numbered=True,
    )
    add_tag(table, "for kelompok in per_klasifikasi")
    band = "INFORMASI {{ kelompok.judul }}: {{ kelompok.jumlah }} informasi"
    shade(add_band(table, band, "Kelompok Tabel").cells[:1], GROUP_FILL)
    add_list(table, "for baris in kelompok.baris", lambda: _add_informasi(table))
    add_tag(table, "endfor")


def _add_informasi(table: Any) -> Any:
    row = add_row(table, [text for _, _, text, _ in COLUMNS], [style for *_, style in COLUMNS])
    cells = row.cells
    add_line(cells[1], "{{ baris.ringkasan_isi }}", "Keterangan Sel", "baris.ringkasan_isi")
    add_line(cells[1], "{{ baris.tautan_publikasi }}", "Keterangan Sel", "baris.tautan_publikasi")
    hidden = "Versi dihitamkan dari {{ baris.versi_publik_dari }}"
    add_line(cells[1], hidden, "Keterangan Sel", "baris.versi_publik_dari")
    return row
