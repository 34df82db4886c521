"""Berita acara of the uji konsekuensi, with the result for each informasi as a lying lampiran.

The form is a berita acara of naskah dinas; the wording is our own (no filled one of such a test was found). What it
cites: Pasal 19 UU 14/2008 and Pasal 49 ayat (2) PerKI 1/2021.
"""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_SECTION

from susunan import blocks
from susunan.headed import headed_table, widths_of
from susunan.letters import Listed
from susunan.page import origin_footer, set_page, sheet, write
from susunan.sheets import continued, signed, team_table
from susunan.tables import add_line, add_row, add_tag, borderless_table, keep_whole

PEMBUKA = (
    "Pada {{ langkah.terbilang }}, bertempat di {{ langkah.tempat }}, kami yang bertanda tangan di bawah ini telah "
    "melaksanakan uji konsekuensi sebagaimana dimaksud dalam Pasal 19 Undang-Undang Nomor 14 Tahun 2008 tentang "
    "Keterbukaan Informasi Publik, dengan tata cara Pasal 49 Peraturan Komisi Informasi Nomor 1 Tahun 2021 tentang "
    "Standar Layanan Informasi Publik dan Standar Operasional Prosedur Nomor {{ sop.nomor }} tentang {{ sop.nama }}, "
    "dengan hasil sebagai berikut:"
)
HASIL = (
    ("", "Informasi yang dibahas berjumlah {{ jumlah }} informasi dari {{ jumlah_unit }} unit."),
    (
        "ada_diuji",
        "Sebanyak {{ jumlah_diuji }} informasi telah diuji, dengan hasil: {% for satu in hasil_uji %}"
        "{{ satu.hasil }} {{ satu.jumlah }}{% if not loop.last %}, {% endif %}{% endfor %}; rinciannya tercantum "
        "dalam Lampiran.",
    ),
    (
        "ada_belum_diuji",
        "Sebanyak {{ jumlah_belum_diuji }} informasi belum selesai diuji dan bertanda “belum diuji” dalam Lampiran; "
        "pengujiannya dilanjutkan pada rapat berikutnya.",
    ),
    (
        "",
        "Pengujian dilakukan dengan mengidentifikasi dokumen yang memuat informasinya, mencatat informasi yang akan "
        "dikecualikan secara jelas dan terang, menganalisis undang-undang yang dijadikan dasar, serta menganalisis dan "
        "mempertimbangkan konsekuensi yang timbul apabila informasi dibuka.",
    ),
    ("langkah.catatan", "Catatan rapat: {{ langkah.catatan }}"),
)
PENUTUP = (
    "Demikian Berita Acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya. Lampiran merupakan "
    "bagian tidak terpisahkan dari Berita Acara ini."
)
SAKSI = (
    "Sidik rantai arsip pada saat berita acara ini dicetak (baris {{ saksi.baris }}): {{ saksi.kode }}. "
    "Dengan kode ini keutuhan arsip sampai saat itu dapat diperiksa."
)
TEAM_HEADS = ("No", "Nama", "Jabatan/Unit Kerja", "Tanda Tangan")
TEAM_WIDTHS_CM = (1.1, 5.6, 0, 4.4)
COLUMNS = (
    Listed("No", 1.0, "{{ baris.nomor }}", centred=True),
    Listed("ID", 2.9, "{{ baris.id }}"),
    Listed("Informasi", 5.6, "{{ baris.judul_informasi }}"),
    Listed("Unit", 3.4, "{{ baris.unit_penguasa }}"),
    Listed("Dasar Hukum", 4.6, "{{ baris.dasar_hukum }}"),
    Listed("Hasil Uji", 2.8, "{{ baris.uji.nomor }}", centred=True),
    Listed("Pertimbangan", 0, "{{ baris.uji.pertimbangan }}"),
    Listed("Jangka Waktu", 3.4, "{{ baris.jangka_waktu }}"),
)
BELOW = (
    (2, "Bagian yang ditutup: {{ baris.bagian_yang_ditutup }}", "baris.bagian_yang_ditutup"),
    (5, "{{ baris.uji.hasil }}", "baris.uji.hasil"),
    (7, "Diputuskan: {{ baris.uji.jangka_waktu }}", "baris.uji.jangka_waktu"),
    (7, "Berakhir {{ baris.akhir_pengecualian }}", "baris.akhir_pengecualian"),
)


def build() -> Any:
    """Return the template document."""
    document, section = sheet("Berita Acara Uji Konsekuensi")
    blocks.kop(document, section)
    title = ("BERITA ACARA", "UJI KONSEKUENSI INFORMASI YANG DIKECUALIKAN", "NOMOR {{ surat.nomor }}")
    blocks.title(document, title)
    write(document.add_paragraph(), "Isi Surat", PEMBUKA)
    _add_results(document, section)
    write(document.add_paragraph(), "Isi Surat", PENUTUP).paragraph_format.keep_with_next = True
    blocks.gap(document)
    continued(document, "Yang melaksanakan uji konsekuensi:", keep=True)
    team_table(document, section, TEAM_HEADS, TEAM_WIDTHS_CM)
    blocks.gap(document, 2)
    signed(document, section, "ttd_kedua", ("Mengetahui,",))
    _add_witness(document, section)
    _add_annex(document)
    return document


def _add_witness(document: Any, section: Any) -> None:
    """Print the head of the archive's chain, which later shows that nothing before it was replaced."""
    blocks.gap(document)
    table = borderless_table(document, widths_of(section, [2.4, 0]), rows=0)
    add_tag(table, "if saksi.kode")
    row = table.add_row()
    keep_whole(row)
    write(row.cells[0].paragraphs[0], "Isi Sambungan", "{{ saksi_qr }}")
    write(row.cells[1].paragraphs[0], "Isi Sambungan", SAKSI)
    add_tag(table, "endif")


def _add_results(document: Any, section: Any) -> None:
    table = borderless_table(document, widths_of(section, [0.8, 0]), rows=0)
    for condition, text in HASIL:
        if condition:
            add_tag(table, f"if {condition}")
        row = table.add_row()
        keep_whole(row)
        for cell, style, words in zip(row.cells, ("Kepala Surat", "Isi Sambungan"), ("-", text), strict=True):
            write(cell.paragraphs[0], style, words)
        if condition:
            add_tag(table, "endif")


def _add_annex(document: Any) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, lying=True)
    origin_footer(section, page_number=True)
    blocks.lampiran_head(document, section, "Lampiran Berita Acara Uji Konsekuensi")
    blocks.title(document, ("HASIL UJI KONSEKUENSI", "{{ nama_badan }}", "TAHUN {{ tahun }}"))
    heads = [[column.heading for column in COLUMNS]]
    table = headed_table(document, section, [column.width for column in COLUMNS], heads)
    add_tag(table, "for baris in daftar")
    styles = ["Sel Tengah" if column.centred else "Sel" for column in COLUMNS]
    cells = add_row(table, [column.text for column in COLUMNS], styles).cells
    for column, text, condition in BELOW:
        add_line(cells[column], text, "Keterangan Sel", condition)
    add_tag(table, "endfor")
