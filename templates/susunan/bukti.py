"""Bukti: one page that shows why one informasi is closed, until when, and what still lacks."""

from __future__ import annotations

from typing import Any

from docx.shared import Cm

from susunan import blocks
from susunan.headed import headed_table
from susunan.page import sheet, text_width, write
from susunan.tables import add_line, add_row, add_tag, ruled_table

FACTS = (
    ("ID dan informasi", "{{ baris.id }}  {{ baris.judul_informasi }}"),
    ("Unit penguasa", "{{ baris.unit_penguasa }}"),
    ("Klasifikasi dan keadaan", "{{ baris.klasifikasi }}; {{ bukti.keadaan }}"),
    ("Dasar hukum", "{{ baris.dasar_hukum }}"),
    ("Bagian yang ditutup", "{{ baris.bagian_yang_ditutup }}"),
    ("Konsekuensi bila dibuka", "{{ baris.konsekuensi_bila_dibuka }}"),
    ("Manfaat bila ditutup", "{{ baris.manfaat_bila_ditutup }}"),
    ("Jangka waktu", "{{ baris.jangka_waktu }}"),
    ("Uji konsekuensi", "{{ baris.uji.nomor }}"),
    ("Persetujuan", "{{ baris.putusan.jawaban }}"),
    ("Tempat simpan", "{% if baris.lokasi_fisik %}{{ baris.lokasi_fisik }}{% else %}-{% endif %}"),
)
NOTES = {
    "Dasar hukum": (("Dibaca sebagai {{ baris.rujukan }}", "baris.rujukan"),),
    "Jangka waktu": (
        ("Terhitung mulai {{ baris.terhitung_mulai }}", "baris.terhitung_mulai"),
        (
            "Berakhir {{ baris.akhir_pengecualian }}; batas ubah {{ baris.batas_ubah }}",
            "baris.akhir_pengecualian",
        ),
        ("Sisa {{ baris.sisa_hari_kerja }} hari kerja", "baris.sisa_hari_kerja"),
    ),
    "Uji konsekuensi": (
        ("{{ baris.uji.tanggal }}, putaran {{ baris.uji.putaran }}: {{ baris.uji.hasil }}", "baris.uji.ada"),
        ("Dipimpin {{ baris.uji.oleh }}", "baris.uji.oleh"),
        ("{{ baris.uji.pertimbangan }}", "baris.uji.pertimbangan"),
    ),
    "Persetujuan": (
        ("{{ baris.putusan.tanggal }}, {{ baris.putusan.oleh }}", "baris.putusan.oleh"),
        ("{{ baris.putusan.catatan }}", "baris.putusan.catatan"),
    ),
}
ACTS = (
    ("ID", 2.6, "{{ tindakan.id }}"),
    ("Tindakan", 0.0, "{{ tindakan.kegiatan }}"),
    ("Keputusan", 2.6, "{{ tindakan.keputusan }}"),
    ("Tanggal", 3.2, "{{ tindakan.tanggal }}"),
    ("Oleh", 3.6, "{{ tindakan.oleh }}"),
)


def build() -> Any:
    """Return the template document."""
    document, section = sheet("Bukti Informasi")
    blocks.kop(document, section)
    blocks.title(document, ("BUKTI INFORMASI", "per {{ hari_ini.tanggal }}"))
    _add_facts(document, section)
    blocks.gap(document)
    _add_verdict(document)
    _add_acts(document, section)
    _add_list(document, "Surat:", "bukti.surat")
    _add_list(document, "Versi di arsip:", "bukti.versi")
    blocks.gap(document)
    blocks.signature(document, section, dated=True)
    return document


def _add_facts(document: Any, section: Any) -> None:
    label = Cm(4.2)
    table = ruled_table(document, [label, text_width(section) - label])
    add_tag(table, "for baris in daftar")
    for heading, text in FACTS:
        if heading == "Uji konsekuensi":
            _add_opening(table)
        cells = add_row(table, (heading, text), ("Kelompok Tabel", "Sel")).cells
        for note, condition in NOTES.get(heading, ()):
            add_line(cells[1], note, "Keterangan Sel", condition)
        if heading == "Dasar hukum":
            _add_lines(cells[1], "bukti.kutipan")
    add_tag(table, "endfor")
    first = table.rows[0]
    first._tr.getparent().remove(first._tr)


def _add_lines(cell: Any, items: str) -> None:
    for line in (f"{{%p for hal in {items} %}}", "{{ hal }}", "{%p endfor %}"):
        write(cell.add_paragraph(), "Keterangan Sel", line)


def _add_opening(table: Any) -> None:
    add_tag(table, "if bukti.pembukaan")
    cells = add_row(table, ("Pembukaan", "Semula dikecualikan"), ("Kelompok Tabel", "Sel")).cells
    _add_lines(cells[1], "bukti.pembukaan")
    add_tag(table, "endif")


def _add_verdict(document: Any) -> None:
    for condition, text in (
        ("bukti.verdict", "TERBUKTI: dasar, uji, persetujuan, dan masanya lengkap pada hari ini."),
        ("not bukti.verdict", "BELUM TERBUKTI SEPENUHNYA. Yang masih kurang:"),
    ):
        for line in (f"{{%p if {condition} %}}", text, "{%p endif %}"):
            write(document.add_paragraph(), "Kepala Surat", line)
    for key in ("kurang", "galat"):
        for line in (f"{{%p for hal in bukti.{key} %}}", "- {{ hal }}", "{%p endfor %}"):
            write(document.add_paragraph(), "Butir", line)
    blocks.gap(document)


def _add_acts(document: Any, section: Any) -> None:
    table = headed_table(document, section, [width for _, width, _ in ACTS], [[head for head, *_ in ACTS]])
    add_tag(table, "for tindakan in bukti.tindakan")
    add_row(table, [text for *_, text in ACTS], ["Sel"] * len(ACTS))
    add_tag(table, "endfor")
    for line in ("{%p if bukti.tindakan_lain %}", "- {{ bukti.tindakan_lain }}", "{%p endif %}"):
        write(document.add_paragraph(), "Butir", line)
    blocks.gap(document)


def _add_list(document: Any, heading: str, items: str) -> None:
    for line in (f"{{%p if {items} %}}", heading, "{%p endif %}"):
        write(document.add_paragraph(), "Butir", line)
    for line in (f"{{%p for hal in {items} %}}", "- {{ hal }}", "{%p endfor %}"):
        write(document.add_paragraph(), "Butir", line)
