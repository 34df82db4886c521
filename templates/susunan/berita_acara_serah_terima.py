"""Berita acara serah terima of copies: PIHAK PERTAMA gives, PIHAK KEDUA receives; the wording is our own."""

from __future__ import annotations

from typing import Any

from docx.shared import Cm

from susunan import blocks, letters
from susunan.handover import BERKAS, LOOP, signature_lines, two_signatures
from susunan.page import text_width, write
from susunan.tables import borderless_table

PEMBUKA = (
    "Pada {{ langkah.terbilang }}, bertempat di {{ langkah.tempat }}, kami yang bertanda tangan di bawah ini:"
)
KEDUA_PIHAK = (
    ("1.", "{{ ttd_kedua.nama }}", "selanjutnya disebut PIHAK PERTAMA, yang menyerahkan; dan"),
    ("2.", "{{ ttd.nama }}", "selanjutnya disebut PIHAK KEDUA, yang menerima,"),
)
ISI = (
    "telah melaksanakan serah terima salinan dokumen informasi {{ nama_badan_biasa }} seperti tercantum dalam daftar "
    "di bawah ini untuk disimpan menurut Standar Operasional Prosedur Nomor {{ sop.nomor }} tentang {{ sop.nama }}."
)
PENUTUP = (
    "Sejak berita acara ini ditandatangani, tanggung jawab atas salinan tersebut berpindah kepada PIHAK KEDUA. PIHAK "
    "KEDUA menjaga kerahasiaan informasi yang dikecualikan sesuai ketentuan peraturan perundang-undangan. Berita acara "
    "ini dibuat dalam rangkap 2 (dua) yang mempunyai kekuatan hukum yang sama."
)


def build() -> Any:
    """Return the template document."""
    document, section = letters.letter("Berita Acara Serah Terima")
    blocks.title(document, ("BERITA ACARA SERAH TERIMA", "NOMOR {{ surat.nomor }}"))
    write(document.add_paragraph(), "Isi Surat", PEMBUKA)
    fixed = [Cm(0.8), Cm(6.2)]
    table = borderless_table(document, [*fixed, text_width(section) - sum(fixed)], rows=len(KEDUA_PIHAK))
    for row, texts in zip(table.rows, KEDUA_PIHAK, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            write(cell.paragraphs[0], "Kepala Surat", text)
    blocks.gap(document)
    write(document.add_paragraph(), "Isi Sambungan", ISI)
    letters.listing(document, section, BERKAS, LOOP)
    blocks.gap(document)
    letters.paragraphs(document, (), last=PENUTUP)
    two_signatures(document, section, signature_lines("PIHAK KEDUA,", "ttd"), ("PIHAK PERTAMA,", "ttd_kedua"))
    return document
