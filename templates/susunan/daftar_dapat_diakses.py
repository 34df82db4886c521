"""Daftar informasi yang dapat diakses berdasarkan permintaan: what was excluded and is open now.

The arrangement is our own; PerKI 1/2021 Pasal 52 only asks that such informasi enters the public list.
"""

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
    document, section = sheet("Daftar Informasi yang Dapat Diakses Berdasarkan Permintaan", lying=True)
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
    table = headed_table(
        document, section, [width for _, width, *_ in COLUMNS], [[head for head, *_ in COLUMNS]]
    )
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
