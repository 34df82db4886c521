"""Nota dinas that asks the bidang for their data; the wording is our own (no public example was found)."""

from __future__ import annotations

from typing import Any

from susunan import letters
from susunan.letters import DOTS, Listed
from susunan.page import write

ISI = (
    "Dalam rangka penyusunan dan pemutakhiran Daftar Informasi Publik serta Daftar Informasi yang Dikecualikan "
    "Tahun {{ tahun }}, sesuai Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik, Peraturan "
    "Komisi Informasi Nomor 1 Tahun 2021 tentang Standar Layanan Informasi Publik, dan Standar Operasional "
    "Prosedur Nomor {{ sop.nomor }} tentang {{ sop.nama }}, bersama ini diminta kepada Saudara untuk menyampaikan "
    "data menurut formulir terlampir.",
    "Setiap informasi ditulis pada satu baris: judul dan ringkasannya, penanggung jawab, bentuk dan tempat "
    "penyimpanannya. Untuk informasi yang diusulkan dikecualikan ditulis juga dasar undang-undangnya, bagian yang "
    "ditutup, konsekuensi bila dibuka, manfaat bila ditutup, dan jangka waktunya.",
    "Data kiranya disampaikan paling lambat tanggal {{ surat.batas }} dalam bentuk softcopy dan naskah bertanda "
    "tangan. Bidang yang tidak mempunyai informasi menyatakan nihil secara tertulis.",
)
COLUMNS = (
    Listed("No", 1.2, "{{ loop.index }}", centred=True),
    Listed("Bidang/Unit", 0, "{{ kelompok.unit }}"),
    Listed("Baris yang ada", 3.2, "{{ kelompok.jumlah }}", centred=True),
    Listed("Diserahkan tanggal", 3.6, DOTS[:18], centred=True),
)
JUMLAH = "Jumlah: {{ jumlah }} informasi dari {{ jumlah_unit }} unit."


def build() -> Any:
    """Return the template document."""
    document, section = letters.letter("Permintaan Data Informasi Publik")
    letters.nota_head(document, section)
    letters.paragraphs(document, ISI)
    letters.close_letter(document, section)
    title = ("DAFTAR BIDANG DAN FORMULIR", "{{ nama_badan }}", "TAHUN {{ tahun }}")
    annex = letters.lampiran(document, "Lampiran Nota Dinas", title, lying=False)
    letters.listing(document, annex, COLUMNS, "for kelompok in per_unit")
    for line in ("{%p if daftar %}", JUMLAH, "{%p endif %}"):
        write(document.add_paragraph(), "Catatan Tabel", line)
    return document
