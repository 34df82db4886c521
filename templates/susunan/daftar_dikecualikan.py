"""Daftar informasi yang dikecualikan: the columns of Lampiran II PerKI 1/2021, one block of rows per unit."""

from __future__ import annotations

from typing import Any

from susunan import blocks
from susunan.headed import ABOVE, LEFT, headed_table
from susunan.page import sheet, write
from susunan.tables import (
    CHANGED,
    GROUP_FILL,
    add_band,
    add_change,
    add_line,
    add_list,
    add_row,
    add_tag,
    shade,
)

HEADS = (
    (
        "No",
        "Informasi",
        "Dasar Hukum Pengecualian Informasi",
        "Konsekuensi/Pertimbangan Bagi Publik",
        LEFT,
        "Jangka Waktu",
    ),
    (ABOVE, ABOVE, ABOVE, "Dibuka", "Ditutup", ABOVE),
)
WIDTHS_CM = (1.0, 5.9, 6.3, 5.3, 5.2, 0)
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
    document, section = sheet("Daftar Informasi yang Dikecualikan", lying=True)
    blocks.kop(document, section)
    heading = ("DAFTAR INFORMASI YANG DIKECUALIKAN", "{{ nama_badan }}", "TAHUN {{ tahun }}")
    blocks.title(document, heading)
    _add_table(document, section)
    count = "Jumlah: {{ jumlah }} informasi dari {{ jumlah_unit }} unit." + CHANGED
    write(document.add_paragraph(), "Catatan Tabel", count)
    blocks.signature(document, section, dated=True)
    return document


def _add_table(document: Any, section: Any) -> None:
    table = headed_table(document, section, WIDTHS_CM, HEADS, numbered=True)
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
