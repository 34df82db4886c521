"""Lembar pengujian konsekuensi atas pengubahan klasifikasi, the form of Lampiran IV PerKI 1/2021.

Words, columns and signers are those of the form. The earlier considerations are those of the last archived
version; without one they are written in by hand. Added by us inside the cells: number, ID and unit, and the period
before the change.
"""

from __future__ import annotations

from typing import Any

from susunan import blocks
from susunan.headed import ABOVE, LEFT, headed_table
from susunan.lembar_uji import close
from susunan.page import sheet
from susunan.sheets import continued
from susunan.tables import add_line, add_row, add_tag

PEMBUKA = (
    "Pada {{ langkah.terbilang }} bertempat di {{ langkah.tempat }} telah dilakukan Pengubahan Klasifikasi terhadap "
    "Informasi yang Dikecualikan sebagaimana disebutkan pada tabel di bawah ini:"
)
HEADS = (
    (
        "Informasi yang Dikecualikan", "Dasar Hukum Pengecualian", LEFT,
        "Konsekuensi/Pertimbangan Bagi Publik", LEFT, LEFT, "Jangka Waktu",
    ),
    (ABOVE, "Semula", "Pengubahan", "Pertimbangan Sebelumnya", LEFT, "Pertimbangan Pengubahan", ABOVE),
    (ABOVE, ABOVE, ABOVE, "Dibuka", "Ditutup", "Ditutup", ABOVE),
)  # fmt: skip
WIDTHS_CM = (4.8, 3.8, 3.8, 3.6, 3.6, 0, 3.2)
ROW = (
    "{{ baris.nomor }}. {{ baris.judul_informasi }}",
    "{{ baris.sebelum.dasar_hukum }}",
    "{{ baris.dasar_hukum }}",
    "{{ baris.sebelum.konsekuensi_bila_dibuka }}",
    "{{ baris.sebelum.manfaat_bila_ditutup }}",
    "{{ baris.manfaat_bila_ditutup }}",
    "{{ baris.jangka_waktu }}",
)
BELOW = (
    (0, "{{ baris.id }}, {{ baris.unit_penguasa }}", ""),
    (0, "Bagian yang ditutup: {{ baris.bagian_yang_ditutup }}", "baris.bagian_yang_ditutup"),
    (5, "Pertimbangan: {{ baris.uji.pertimbangan }}", "baris.uji.pertimbangan"),
    (6, "Semula: {{ baris.sebelum.jangka_waktu }}", "baris.sebelum.jangka_waktu"),
    (6, "Semula berakhir {{ baris.sebelum.akhir_pengecualian }}", "baris.sebelum.akhir_pengecualian"),
    (6, "Berakhir {{ baris.akhir_pengecualian }}", "baris.akhir_pengecualian"),
)
TITLE = ("LEMBAR PENGUJIAN KONSEKUENSI", "ATAS PENGUBAHAN KLASIFIKASI INFORMASI YANG DIKECUALIKAN")
PELAKU = (
    "Bahwa Pengujian Konsekuensi atas Pengubahan Klasifikasi Informasi yang Dikecualikan sebagaimana disebut pada "
    "tabel di atas dilakukan oleh:"
)
PENUTUP = (
    "Demikian Pengujian Konsekuensi atas Pengubahan Klasifikasi Informasi yang Dikecualikan ini dibuat secara saksama "
    "dan penuh ketelitian."
)


def build() -> Any:
    """Return the template document."""
    document, section = sheet("Lembar Pengujian Konsekuensi atas Pengubahan Klasifikasi", lying=True)
    blocks.kop(document, section)
    blocks.title(document, (*TITLE, "NOMOR {{ surat.nomor_tahun }}"))
    continued(document, PEMBUKA, keep=True)
    table = headed_table(document, section, WIDTHS_CM, HEADS)
    add_tag(table, "for baris in daftar")
    cells = add_row(table, ROW, ["Sel"] * len(ROW)).cells
    for column, text, condition in BELOW:
        add_line(cells[column], text, "Keterangan Sel", condition)
    add_tag(table, "endfor")
    close(document, section, PELAKU, PENUTUP)
    return document
