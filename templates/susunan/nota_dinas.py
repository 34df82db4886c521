"""Nota dinas that passes the rekap on to who approves it; the wording is our own (no public example was found)."""

from __future__ import annotations

from typing import Any

from susunan import letters
from susunan.letters import Listed
from susunan.page import write

PEMBUKA = (
    "Bersama ini disampaikan dengan hormat rekapitulasi informasi {{ nama_badan_biasa }} Tahun {{ tahun }} yang "
    "memuat {{ jumlah }} informasi dari {{ jumlah_unit }} unit sebagaimana daftar terlampir, sebagai pelaksanaan "
    "Standar Operasional Prosedur Nomor {{ sop.nomor }} tentang {{ sop.nama }}."
)
SUDAH_DIUJI = (
    "Sebanyak {{ jumlah_diuji }} informasi yang diusulkan dikecualikan telah diuji konsekuensinya; hasilnya "
    "tercantum dalam lampiran."
)
BELUM_DIUJI = (
    "Sebanyak {{ jumlah_belum_diuji }} informasi yang diusulkan dikecualikan belum diuji konsekuensinya dan dalam "
    "lampiran bertanda “belum diuji”."
)
BERUBAH = (
    "Sebanyak {{ jumlah_berubah }} informasi berubah sesudah diuji atau diputuskan dan bertanda demikian dalam "
    "lampiran; informasi itu perlu diuji lagi."
)
PENUTUP = (
    "Rekapitulasi ini disampaikan sebagai bahan pertimbangan dan persetujuan. Demikian disampaikan, mohon arahan "
    "lebih lanjut."
)
COLUMNS = (
    Listed("No", 0.9, "{{ baris.nomor }}", centred=True),
    Listed("ID", 2.9, "{{ baris.id }}"),
    Listed("Informasi", 0, "{{ baris.judul_informasi }}"),
    Listed("Unit", 4.2, "{{ baris.unit_penguasa }}"),
    Listed("Klasifikasi", 2.8, "{{ baris.klasifikasi }}", centred=True),
    Listed("Jangka Waktu", 4.0, "{{ baris.jangka_waktu }}"),
    Listed("Uji Konsekuensi", 3.2, "{{ baris.uji.nomor }}", centred=True),
    Listed("Keadaan", 3.2, "{{ baris.status }}", centred=True),
)


def build() -> Any:
    """Return the template document."""
    document, section = letters.letter("Nota Dinas Penyampaian Rekapitulasi Informasi")
    letters.nota_head(document, section)
    write(document.add_paragraph(), "Isi Surat", PEMBUKA)
    letters.choose(document, "ada_diuji", SUDAH_DIUJI)
    letters.choose(document, "ada_belum_diuji", BELUM_DIUJI)
    letters.choose(document, "ada_berubah", BERUBAH)
    letters.paragraphs(document, (), last=PENUTUP)
    letters.close_letter(document, section)
    title = ("REKAPITULASI INFORMASI", "{{ nama_badan }}", "TAHUN {{ tahun }}")
    annex = letters.lampiran(document, "Lampiran Nota Dinas", title)
    letters.listing(document, annex, COLUMNS, "for baris in daftar", changed="Uji Konsekuensi")
    return document
