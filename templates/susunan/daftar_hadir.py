"""Attendance list of the uji konsekuensi; the wording is our own (no filled one was found in public).

No telephone numbers: an attendance list is copied with the berita acara.
"""

from __future__ import annotations

from typing import Any

from susunan import blocks
from susunan.headed import headed_table
from susunan.page import sheet, write
from susunan.sheets import PERSON, TEAM, add_unit, details, sign_row, signed
from susunan.tables import add_row, add_tag
from susunan.undangan_uji import PUKUL

SPARE_ROWS = 5
HEADS = ("No", "Nama", "Jabatan/Unit Kerja", "Tanda Tangan")
WIDTHS_CM = (1.1, 5.6, 0, 4.4)
ACARA = (
    ("Acara", "{{ surat.hal }}"),
    ("Hari, tanggal", "{{ langkah.hari }}, {{ langkah.tanggal }}"),
    ("Pukul", PUKUL),
    ("Tempat", "{{ langkah.tempat }}"),
)
HADIR = "Jumlah yang hadir: .................... orang."


def build() -> Any:
    """Return the template document."""
    document, section = sheet("Daftar Hadir Uji Konsekuensi")
    blocks.kop(document, section)
    blocks.title(document, ("DAFTAR HADIR", "UJI KONSEKUENSI"))
    details(document, section, ACARA)
    table = headed_table(document, section, WIDTHS_CM, [HEADS])
    styles = ("Sel Tengah", *["Sel"] * 3)
    add_tag(table, TEAM)
    row = add_row(table, (*PERSON, "{{ anggota.nomor }}."), styles)
    add_unit(row, HEADS)
    sign_row(row, keep=False)
    add_tag(table, "endfor")
    for _ in range(SPARE_ROWS):
        sign_row(add_row(table, ("", "", "", ""), styles))
    write(document.add_paragraph(), "Catatan Tabel", HADIR)
    signed(document, section, "ttd", ("{{ tempat }}, {{ langkah.tanggal }}",))
    return document
