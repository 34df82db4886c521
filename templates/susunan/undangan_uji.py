"""Invitation to the uji konsekuensi, with who is invited and what is tested.

The form is a surat undangan of naskah dinas; the wording is our own (no public invitation to such a test was
found). What it cites: Pasal 19 UU 14/2008 and Pasal 49 ayat (2) PerKI 1/2021.
"""

from __future__ import annotations

from typing import Any

from susunan import blocks, letters
from susunan.headed import headed_table
from susunan.letters import Listed
from susunan.page import write
from susunan.sheets import PERSON, TEAM, details, sign_row
from susunan.tables import add_row, add_tag

PEMBUKA = (
    "Dalam rangka pengujian tentang konsekuensi sebagaimana dimaksud dalam Pasal 19 Undang-Undang Nomor 14 Tahun 2008 "
    "tentang Keterbukaan Informasi Publik dan Standar Operasional Prosedur Nomor {{ sop.nomor }} tentang "
    "{{ sop.nama }}, dengan hormat kami mengharap kehadiran Saudara pada rapat uji konsekuensi yang akan dilaksanakan "
    "pada:"
)
PUKUL = "{{ langkah.pukul_mulai }}{% if zona_waktu %} {{ zona_waktu }}{% endif %} s.d. selesai"
ACARA = (
    ("Hari, tanggal", "{{ langkah.hari }}, {{ langkah.tanggal }}"),
    ("Pukul", PUKUL),
    ("Tempat", "{{ langkah.tempat }}"),
    ("Acara", "Uji konsekuensi atas {{ jumlah }} informasi dari {{ jumlah_unit }} unit"),
)
BAHAN = (
    "Informasi yang diuji tercantum dalam Lampiran II. Mohon unit yang menguasainya membawa dokumen yang memuat "
    "informasi tersebut dan undang-undang yang dijadikan dasar pengecualiannya."
)
PENUTUP = (
    "Mengingat pentingnya acara ini, kami mohon kehadiran Saudara tepat waktu. Demikian disampaikan, atas perhatian "
    "dan kerja sama Saudara diucapkan terima kasih."
)
INVITED, INVITED_CM = ("No", "Nama", "Jabatan"), (1.1, 6.6, 0)
SPARE_ROWS = 5
TESTED = (
    Listed("No", 1.1, "{{ baris.nomor }}", centred=True),
    Listed("ID", 2.9, "{{ baris.id }}"),
    Listed("Informasi", 0, "{{ baris.judul_informasi }}"),
    Listed("Unit", 5.0, "{{ baris.unit_penguasa }}"),
    Listed("Dasar Hukum Pengecualian", 7.0, "{{ baris.dasar_hukum }}"),
    Listed("Jangka Waktu", 4.0, "{{ baris.jangka_waktu }}"),
)


def build() -> Any:
    """Return the template document."""
    document, section = letters.letter("Undangan Rapat Uji Konsekuensi")
    blocks.letter_head(document, section)
    write(document.add_paragraph(), "Isi Surat", PEMBUKA).paragraph_format.keep_with_next = True
    details(document, section, ACARA, indent=1.25)
    letters.paragraphs(document, (BAHAN,), last=PENUTUP)
    letters.close_letter(document, section)
    heads = ("DAFTAR UNDANGAN", "RAPAT UJI KONSEKUENSI")
    invited = letters.lampiran(document, "Lampiran I Surat Undangan", heads, lying=False)
    _add_invited(document, invited)
    heads = ("DAFTAR INFORMASI YANG DIUJI", "{{ nama_badan }}", "TAHUN {{ tahun }}")
    tested = letters.lampiran(document, "Lampiran II Surat Undangan", heads)
    letters.listing(document, tested, TESTED, "for baris in daftar")
    return document


def _add_invited(document: Any, section: Any) -> None:
    table = headed_table(document, section, INVITED_CM, [INVITED])
    styles = ("Sel Tengah", "Sel", "Sel")
    add_tag(table, TEAM)
    add_row(table, PERSON, styles)
    add_tag(table, "endfor")
    add_tag(table, "if not tim")
    for number in range(1, SPARE_ROWS + 1):
        sign_row(add_row(table, (str(number), "", ""), styles))
    add_tag(table, "endif")
