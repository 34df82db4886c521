"""Lembar pertimbangan for opening what was excluded: one sheet for each informasi.

The form is our own: PerKI 1/2021 has none for opening, and the SOP only names a "lembar pertimbangan uji
konsekuensi". What it cites: Pasal 11 and Pasal 8 ayat (3) PP 61/2010.
"""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.shared import Cm

from susunan import blocks
from susunan.handover import signature_lines, two_signatures
from susunan.headed import widths_of
from susunan.page import sheet, write
from susunan.sheets import continued, team_table
from susunan.tables import HEADER_FILL, add_band, keep_whole, ruled_table, shade
from susunan.xml import element, put_row

DASAR = (
    "Pasal 11 PP Nomor 61 Tahun 2010: penetapan paling lama 30 (tiga puluh) hari kerja sebelum berakhirnya jangka "
    "waktu; bila tidak, informasi menjadi Informasi Publik pada saat berakhirnya jangka waktu."
)
MASA = (
    "{{ baris.jangka_waktu }}{% if baris.terhitung_mulai %}, mulai {{ baris.terhitung_mulai }}{% endif %}"
    "{% if baris.akhir_pengecualian %}, berakhir {{ baris.akhir_pengecualian }}{% endif %}"
    "{% if baris.batas_ubah %}; batas penetapan {{ baris.batas_ubah }}{% endif %}"
)
INFORMASI = (
    ("Informasi", "{{ baris.judul_informasi }} ({{ baris.id }})"),
    ("Unit yang menguasai", "{{ baris.unit_penguasa }}"),
    ("Bagian yang ditutup", "{{ baris.bagian_yang_ditutup }}"),
    ("Dasar hukum pengecualian", "{{ baris.dasar_hukum }}"),
    ("Konsekuensi bila dibuka", "{{ baris.konsekuensi_bila_dibuka }}"),
    ("Manfaat bila ditutup", "{{ baris.manfaat_bila_ditutup }}"),
    ("Jangka waktu", MASA),
    (
        "Uji konsekuensi terakhir",
        "{{ baris.uji.nomor }}{% if baris.uji.tanggal %}, {{ baris.uji.tanggal }}{% endif %}",
    ),
)
PERTANYAAN = (
    (
        "Jangka waktu atau peristiwa",
        "☐\u00a0belum sampai     ☐\u00a0sudah sampai, tanggal ................",
    ),
    ("Akibat bila dibuka sekarang", "☐\u00a0masih ada     ☐\u00a0tidak ada lagi. Uraian:"),
    ("Rahasia pribadi di dalamnya", "☐\u00a0tidak ada     ☐\u00a0ada, bagian:"),
    (
        "Persetujuan pemilik rahasia",
        "☐\u00a0tidak diperlukan     ☐\u00a0ada, tanggal ................     ☐\u00a0belum ada",
    ),
    (
        "Usul Tim Pertimbangan",
        "☐\u00a0dibuka seluruhnya     ☐\u00a0dibuka sebagian     ☐\u00a0diperpanjang (diuji lagi)",
    ),
    ("Alasan", "{% for satu in alasan %}{{ satu }} {% endfor %}"),
    ("Keputusan PPID", "☐\u00a0ya, dibuka     ☐\u00a0tidak     Terhitung mulai ................"),
)
TALL = ("Akibat bila dibuka sekarang", "Rahasia pribadi di dalamnya", "Alasan")
LABEL_CM = 4.9
TEAM_HEADS = ("No", "Nama", "Jabatan", "Pendapat", "Tanda Tangan")
TEAM_WIDTHS_CM = (1.0, 4.4, 4.4, 0, 3.0)
SIGN_CM = 0.85


def build() -> Any:
    """Return the template document."""
    document, section = sheet("Lembar Pertimbangan Pembukaan Informasi")
    write(document.add_paragraph(), "Jarak", "{%p for baris in daftar %}")
    write(document.add_paragraph(), "Jarak", "{%p if not loop.first %}")
    write(document.add_paragraph(), "Jarak", "").paragraph_format.page_break_before = True
    write(document.add_paragraph(), "Jarak", "{%p endif %}")
    blocks.kop(document, section)
    title = ("LEMBAR PERTIMBANGAN", "PEMBUKAAN INFORMASI YANG DIKECUALIKAN", "NOMOR {{ surat.nomor }}")
    blocks.title(document, title)
    write(document.add_paragraph(), "Catatan Tabel", DASAR)
    _add_form(document, section)
    blocks.gap(document)
    continued(document, "Tim yang mempertimbangkan:", keep=True)
    team_table(document, section, TEAM_HEADS, TEAM_WIDTHS_CM, height=SIGN_CM)
    blocks.gap(document)
    approving = signature_lines("Menyetujui,", "ttd_kedua")
    two_signatures(document, section, approving, ("{{ tempat }}, {{ surat.tanggal }}", "ttd"))
    write(document.add_paragraph(), "Jarak", "").paragraph_format.keep_with_next = False
    write(document.add_paragraph(), "Jarak", "{%p endfor %}")
    return document


def _add_form(document: Any, section: Any) -> None:
    table = ruled_table(document, widths_of(section, [LABEL_CM, 0]), rows=0)
    for heading, lines in (("Informasi", INFORMASI), ("Pertimbangan", PERTANYAAN)):
        shade(add_band(table, heading, "Kelompok Tabel").cells[:1], HEADER_FILL)
        for label, value in lines:
            row = table.add_row()
            keep_whole(row)
            write(row.cells[0].paragraphs[0], "Sel", label)
            write(row.cells[1].paragraphs[0], "Sel", value)
            if label in TALL:
                put_row(row, element("trHeight", val=round(Cm(0.9).twips), hRule="atLeast"))
                row.cells[0].vertical_alignment = VERTICAL.TOP
