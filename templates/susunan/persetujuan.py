"""Surat persetujuan Atasan PPID with the informasi it approves as a lying lampiran.

The wording of the letter is our own (no public example was found); an office changes it in Word.
"""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_SECTION

from susunan import blocks
from susunan.headed import headed_table
from susunan.page import mark_header, new_document, origin_footer, set_page, write
from susunan.tables import (
    CHANGED,
    add_change,
    add_line,
    add_list,
    add_row,
)

DASAR = (
    "Berdasarkan Pasal 3 ayat (2) Peraturan Pemerintah Nomor 61 Tahun 2010 tentang Pelaksanaan "
    "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik, penetapan informasi yang "
    "dikecualikan dilakukan atas persetujuan pimpinan Badan Publik, dan berdasarkan Pasal 10 ayat (2) "
    "huruf e Peraturan Komisi Informasi Nomor 1 Tahun 2021 tentang Standar Layanan Informasi Publik, PPID "
    "menetapkannya dengan persetujuan Atasan PPID. Tata caranya mengikuti Standar Operasional Prosedur "
    "Nomor {{ sop.nomor }} tentang {{ sop.nama }}."
)
PENGAJUAN = (
    "Kami telah menerima dan mempelajari rekapitulasi informasi yang dikecualikan {{ nama_badan_biasa }} "
    "Tahun {{ tahun }} yang Saudara ajukan, memuat {{ jumlah }} informasi dari {{ jumlah_unit }} unit "
    "sebagaimana tercantum dalam Lampiran surat ini."
)
SUDAH_DIUJI = "Seluruh informasi dalam Lampiran telah diuji konsekuensinya."
DIUJI_SEBAGIAN = (
    "Dari jumlah tersebut, {{ jumlah_diuji }} informasi telah diuji konsekuensinya dan "
    "{{ jumlah_belum_diuji }} informasi belum diuji; yang belum diuji ditulis “belum diuji” dalam Lampiran. "
)
BELUM_DIUJI = "Seluruh informasi tersebut, {{ jumlah_belum_diuji }} informasi, belum diuji konsekuensinya. "
WAJIB_DIUJI = (
    "Pengujian konsekuensi wajib dilakukan sebelum penetapan, sesuai Pasal 3 ayat (1) Peraturan Pemerintah "
    "tersebut."
)
PEMBUKA = "Sehubungan dengan hal tersebut, dengan ini kami menyatakan"
PERNYATAAN = (
    "{% if ada_tidak_disetujui and not ada_disetujui and not ada_belum_diputus %}TIDAK {% endif %}MENYETUJUI"
)
ISI = (
    "penetapan informasi yang dalam Lampiran bertanda “Ya” pada kolom Disetujui, sebanyak "
    "{{ jumlah_disetujui }} informasi, sebagai informasi yang dikecualikan."
    "{% if ada_tidak_disetujui %} Informasi yang bertanda “Tidak”, sebanyak {{ jumlah_tidak_disetujui }} informasi, "
    "dikembalikan untuk diperbaiki sesuai catatannya.{% endif %}"
)
ISI_DITOLAK = (
    "penetapan informasi dalam Lampiran sebagai informasi yang dikecualikan. Seluruhnya, "
    "{{ jumlah_tidak_disetujui }} informasi, dikembalikan untuk diperbaiki sesuai catatannya."
)
ISI_TERBUKA = (
    "penetapan informasi yang dalam Lampiran bertanda “Ya” pada kolom Disetujui sebagai informasi yang "
    "dikecualikan. Informasi yang bertanda “Tidak” dikembalikan untuk diperbaiki sesuai catatannya."
)
PENUTUP = "Demikian disampaikan untuk dilaksanakan sebagaimana mestinya."
JUMLAH = (
    "Jumlah: {{ jumlah }} informasi{% if ada_belum_diuji %}; {{ jumlah_belum_diuji }} di antaranya belum diuji"
    "{% endif %}." + CHANGED + "{% if ada_belum_diputus %} *) Coret yang tidak perlu.{% endif %}"
)

COLUMNS = (
    ("No", 0.9, "{{ baris.nomor }}", "Sel Tengah"),
    ("ID", 2.9, "{{ baris.id }}", "Sel"),
    ("Informasi", 5.0, "{{ baris.judul_informasi }}", "Sel"),
    ("Unit", 3.1, "{{ baris.unit_penguasa }}", "Sel"),
    ("Dasar Hukum", 4.6, "{{ baris.dasar_hukum }}", "Sel"),
    ("Jangka Waktu", 3.6, "{{ baris.jangka_waktu }}", "Sel"),
    ("Uji Konsekuensi", 2.9, "{{ baris.uji_nomor }}", "Sel Tengah"),
    ("Disetujui (Ya/Tidak)", 2.25, "{{ baris.disetujui }}", "Sel Tengah"),
    ("Catatan", 0.0, "{{ baris.catatan_persetujuan }}", "Sel"),
)


def build() -> Any:
    """Return the template document."""
    document = new_document("Persetujuan Penetapan Informasi yang Dikecualikan")
    letter = document.sections[0]
    letter.different_first_page_header_footer = True
    mark_header(letter.first_page_header, page_number=False)
    mark_header(letter.header, page_number=True)
    _add_letter(document, letter)
    lampiran = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(lampiran, lying=True)
    lampiran.different_first_page_header_footer = False
    origin_footer(lampiran, page_number=False)
    _add_lampiran(document, lampiran)
    return document


def _add_letter(document: Any, section: Any) -> None:
    blocks.kop(document, section)
    blocks.letter_head(document, section)
    for text in (DASAR, PENGAJUAN):
        write(document.add_paragraph(), "Isi Surat", text)
    _choose(document, "ada_belum_diuji and ada_diuji", DIUJI_SEBAGIAN + WAJIB_DIUJI)
    _choose(document, "ada_belum_diuji and not ada_diuji", BELUM_DIUJI + WAJIB_DIUJI)
    _choose(document, "not ada_belum_diuji", SUDAH_DIUJI)
    write(document.add_paragraph(), "Isi Surat", PEMBUKA).paragraph_format.keep_with_next = True
    write(document.add_paragraph(), "Pernyataan", PERNYATAAN)
    _choose(document, "ada_belum_diputus", ISI_TERBUKA, "Isi Sambungan")
    _choose(document, "not ada_belum_diputus and ada_disetujui", ISI, "Isi Sambungan")
    _choose(document, "not ada_belum_diputus and not ada_disetujui", ISI_DITOLAK, "Isi Sambungan")
    write(document.add_paragraph(), "Isi Surat", PENUTUP).paragraph_format.keep_with_next = True
    blocks.gap(document)
    blocks.signature(document, section, dated=False)
    blocks.tembusan(document)


def _add_lampiran(document: Any, section: Any) -> None:
    blocks.lampiran_head(document, section, "Lampiran Surat Atasan PPID")
    lines = ("DAFTAR INFORMASI YANG DIMINTAKAN PERSETUJUAN", "{{ nama_badan }}", "TAHUN {{ tahun }}")
    blocks.title(document, lines)
    table = headed_table(
        document, section, [width for _, width, *_ in COLUMNS], [[head for head, *_ in COLUMNS]]
    )
    add_list(table, "for baris in daftar", lambda: _add_informasi(table))
    write(document.add_paragraph(), "Catatan Tabel", JUMLAH)
    blocks.signature(document, section, dated=False)


def _add_informasi(table: Any) -> Any:
    texts, styles = [text for *_, text, _ in COLUMNS], [style for *_, style in COLUMNS]
    row = add_row(table, texts, styles)
    cells = row.cells
    end = "Berakhir {{ baris.akhir_pengecualian }}"
    add_line(cells[5], end, "Keterangan Sel", "baris.akhir_pengecualian")
    add_line(cells[6], "{{ baris.uji_tanggal }}", "Sel Tengah", "baris.uji_tanggal")
    add_change(cells[6])
    return row


def _choose(document: Any, condition: str, text: str, style: str = "Isi Surat") -> None:
    for line in (f"{{%p if {condition} %}}", text, "{%p endif %}"):
        write(document.add_paragraph(), style, line)
