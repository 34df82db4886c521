"""Nota dinas that returns rows to their unit with the reasons; the wording is our own (no public example was found)."""

from __future__ import annotations

from typing import Any

from susunan import letters
from susunan.letters import Listed

ISI = (
    "Berdasarkan hasil penelitian atas usulan informasi {{ nama_badan_biasa }} Tahun {{ tahun }}, bersama ini "
    "dikembalikan {{ jumlah }} informasi untuk diperbaiki sebagaimana daftar terlampir. Informasi lain yang Saudara "
    "sampaikan tidak dikembalikan.",
    "Perbaikan dilakukan pada buku kerja yang menyertai nota ini, tanpa mengubah kolom ID, dan disampaikan kembali "
    "paling lambat tanggal {{ surat.batas }}.",
)
COLUMNS = (
    Listed("No", 0.9, "{{ baris.nomor }}", centred=True),
    Listed("ID", 2.9, "{{ baris.id }}"),
    Listed("Informasi", 7.0, "{{ baris.judul_informasi }}"),
    Listed("Unit", 4.4, "{{ baris.unit_penguasa }}"),
    Listed("Alasan dikembalikan dan perbaikan yang diminta", 0, "{{ baris.putusan.catatan }}"),
    Listed("Diputuskan", 3.0, "{{ baris.putusan.tanggal }}", centred=True),
)


def build() -> Any:
    """Return the template document."""
    document, section = letters.letter("Pengembalian untuk Perbaikan")
    letters.nota_head(document, section)
    letters.paragraphs(document, ISI)
    letters.close_letter(document, section)
    title = ("DAFTAR INFORMASI YANG DIKEMBALIKAN UNTUK DIPERBAIKI", "{{ nama_badan }}", "TAHUN {{ tahun }}")
    annex = letters.lampiran(document, "Lampiran Nota Dinas", title)
    letters.listing(document, annex, COLUMNS, "for baris in daftar")
    return document
