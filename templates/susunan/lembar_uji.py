"""Lembar pengujian konsekuensi, the form of Lampiran II PerKI 1/2021: one row for each informasi.

Words, columns and signers are those of the form. Added by us inside its cells: number, ID and unit of the
informasi, the part that is closed, when it was tested, the considered public interest and the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from susunan import blocks
from susunan.headed import ABOVE, LEFT, headed_table
from susunan.page import sheet
from susunan.sheets import continued, signed, team_table
from susunan.tables import add_line, add_row, add_tag

PEMBUKA = (
    "Pada {{ langkah.terbilang }} bertempat di {{ langkah.tempat }} telah dilakukan Pengujian Konsekuensi terhadap "
    "Informasi Publik sebagaimana disebutkan pada tabel di bawah ini:"
)
HEADS = (
    (
        "Informasi",
        "Dasar Hukum Pengecualian Informasi",
        "Konsekuensi/Pertimbangan Bagi Publik",
        LEFT,
        "Jangka Waktu",
    ),
    (ABOVE, ABOVE, "Dibuka", "Ditutup", ABOVE),
)
WIDTHS_CM = (6.6, 6.0, 5.6, 0, 4.0)
ROW = (
    "{{ baris.nomor }}. {{ baris.judul_informasi }}",
    "{{ baris.dasar_hukum }}",
    "{{ baris.konsekuensi_bila_dibuka }}",
    "{{ baris.manfaat_bila_ditutup }}",
    "{{ baris.jangka_waktu }}",
)
# Column, text, condition of the lines below the words of the form.
BELOW = (
    (0, "{{ baris.id }}, {{ baris.unit_penguasa }}", ""),
    (0, "{{ baris.ringkasan_isi }}", "baris.ringkasan_isi"),
    (0, "Bagian yang ditutup: {{ baris.bagian_yang_ditutup }}", "baris.bagian_yang_ditutup"),
    (0, "Saat pengujian: {{ baris.uji.saat }}", "baris.uji.saat"),
    (3, "Pertimbangan: {{ baris.uji.pertimbangan }}", "baris.uji.pertimbangan"),
    (4, "Diputuskan: {{ baris.uji.jangka_waktu }}", "baris.uji.jangka_waktu"),
    (4, "Mulai {{ baris.terhitung_mulai }}", "baris.terhitung_mulai"),
    (4, "Berakhir {{ baris.akhir_pengecualian }}", "baris.akhir_pengecualian"),
    (4, "Hasil uji: {{ baris.uji.hasil }}", "baris.uji.hasil"),
)
PELAKU = "Bahwa Pengujian Konsekuensi sebagaimana disebut pada tabel di atas dilakukan oleh:"
TEAM_HEADS = ("No", "Nama", "Jabatan", "Unit Kerja", "TTD")
TEAM_WIDTHS_CM = (1.2, 7.0, 0, 6.4, 4.6)
PENUTUP = "Demikian Pengujian Konsekuensi ini dibuat secara saksama dan penuh ketelitian."


def build() -> Any:
    """Return the template document."""
    document, section = sheet("Lembar Pengujian Konsekuensi", lying=True)
    blocks.kop(document, section)
    blocks.title(document, ("LEMBAR PENGUJIAN KONSEKUENSI", "NOMOR {{ surat.nomor_tahun }}"))
    continued(document, PEMBUKA, keep=True)
    table = headed_table(document, section, WIDTHS_CM, HEADS)
    add_tag(table, "for baris in daftar")
    cells = add_row(table, ROW, ["Sel"] * len(ROW)).cells
    for column, text, condition in BELOW:
        add_line(cells[column], text, "Keterangan Sel", condition)
    add_tag(table, "endfor")
    close(document, section, PELAKU, PENUTUP)
    return document


def close(
    document: Any, section: Any, actors: str, last: str, lead: Sequence[str] = ("Menyetujui,",)
) -> None:
    """Add who tested, the closing sentence, and the approval of the pimpinan Badan Publik."""
    blocks.gap(document)
    continued(document, actors, keep=True)
    team_table(document, section, TEAM_HEADS, TEAM_WIDTHS_CM)
    blocks.gap(document)
    continued(document, last, keep=True)
    signed(document, section, "ttd_kedua", lead)
