"""Tanda terima of copies: a short form for who brought them; the only paper with the digest of excluded copies."""

from __future__ import annotations

from typing import Any

from susunan import blocks, letters
from susunan.handover import BERKAS, LOOP, signature_lines, two_signatures
from susunan.page import write

ISI = (
    "Telah terima dari {{ ttd_kedua.nama }} pada tanggal {{ langkah.tanggal }} salinan dokumen informasi berikut. "
    "Sidik SHA-256 membuktikan bahwa salinan yang kelak ditunjukkan sama dengan yang diserahkan; simpan lembar ini."
)


def build() -> Any:
    """Return the template document."""
    document, section = letters.letter("Tanda Terima")
    blocks.title(document, ("TANDA TERIMA SALINAN DOKUMEN", "NOMOR {{ surat.nomor }}"))
    write(document.add_paragraph(), "Isi Sambungan", ISI)
    letters.listing(document, section, BERKAS, LOOP)
    blocks.gap(document, 2)
    write(document.add_paragraph(), "Tanggal Surat", "{{ tempat }}, {{ langkah.tanggal }}")
    blocks.gap(document)
    two_signatures(
        document, section, signature_lines("Yang menyerahkan,", "ttd_kedua"), ("Yang menerima,", "ttd")
    )
    return document
