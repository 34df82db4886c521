"""Ringkasan: one page for the Atasan with what is new, changed, opened and extended, before and after."""

from __future__ import annotations

from typing import Any

from susunan import blocks
from susunan.headed import headed_table
from susunan.page import sheet, write
from susunan.tables import (
    GROUP_FILL,
    add_band,
    add_line,
    add_row,
    add_tag,
    shade,
)

PEMBUKA = (
    "{% if daftar %}Rekap {{ nama_badan_biasa }} memuat {{ jumlah }} informasi dari {{ jumlah_unit }} unit. {% endif %}"
    "{% if ada_versi %}Dibandingkan dengan versi terakhir di arsip:{% endif %}"
    "{% if not ada_versi %}Belum ada versi di arsip, jadi setiap baris disebut baru:{% endif %}"
)
TANPA = "Tidak ada perubahan sejak versi terakhir di arsip."
DIHAPUS = "Baris yang tidak ada lagi di rekap: {{ jumlah_dihapus }}."
COLUMNS = (("ID", 2.7), ("Informasi", 0.0), ("Sebelum", 4.3), ("Sesudah", 4.3))


def build() -> Any:
    """Return the template document."""
    document, section = sheet("Ringkasan Perubahan Rekap")
    blocks.kop(document, section)
    blocks.title(document, ("RINGKASAN PERUBAHAN REKAP INFORMASI", "per {{ hari_ini.tanggal }}"))
    write(document.add_paragraph(), "Isi Sambungan", PEMBUKA)
    for line in ("{%p if not ada_perubahan %}", TANPA, "{%p endif %}"):
        write(document.add_paragraph(), "Isi Sambungan", line)
    _add_table(document, section)
    for line in ("{%p if ada_dihapus %}", DIHAPUS, "{%p endif %}"):
        write(document.add_paragraph(), "Catatan Tabel", line)
    blocks.gap(document)
    blocks.signature(document, section, dated=True)
    return document


def _add_table(document: Any, section: Any) -> None:
    table = headed_table(document, section, [width for _, width in COLUMNS], [[head for head, _ in COLUMNS]])
    add_tag(table, "for kelompok in perubahan")
    band = add_band(table, "{{ kelompok.nama }}: {{ kelompok.jumlah }} informasi", "Kelompok Tabel")
    add_line(
        band.cells[0], "{{ kelompok.lainnya }} tidak disebut di sini", "Keterangan Sel", "kelompok.lainnya"
    )
    shade(band.cells[:1], GROUP_FILL)
    add_tag(table, "for baris in kelompok.baris")
    cells = add_row(table, ("{{ baris.id }}", "{{ baris.judul_informasi }}", "", ""), ("Sel",) * 4).cells
    for cell, key in ((cells[2], "sebelum"), (cells[3], "sesudah")):
        for number, line in enumerate(
            ("{%p for satu in baris.beda %}", f"{{{{ satu.kolom }}}}: {{{{ satu.{key} }}}}", "{%p endfor %}")
        ):
            write(cell.add_paragraph() if number else cell.paragraphs[0], "Sel", line)
    add_tag(table, "endfor")
    add_tag(table, "endfor")
