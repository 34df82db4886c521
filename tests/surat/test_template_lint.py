"""The check of a template: each fault is found, and said with its part, paragraph and tag."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from contoh_surat import KINDS, KOLOM, SOP, make_full, make_row
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from ppid_xl.bawaan import template_path
from ppid_xl.errors import TemplateError
from ppid_xl.messages import sentence
from ppid_xl.surat.lint import Fault, lint_template
from ppid_xl.surat.lint.shape import bare_context, known_context
from ppid_xl.surat.lint.traps import load_perangkap

pytestmark = pytest.mark.lama

SHIPPED = sorted(template_path("surat").glob("*.docx"), key=lambda path: path.name)
SIGNATURE = ("{%p for garis in ttd.jabatan %}", "{{ garis }}", "{%p endfor %}", "", "{{ ttd.nama }}")


def written(path: Path, *paragraphs: str, header: str = "") -> Path:
    document = docx.Document()
    document.styles["Normal"].font.name = "Arial"
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.save(str(path))
    return path


def faults(tmp_path: Path, *paragraphs: str, header: str = "") -> list[Fault]:
    """Return the faults of a template of these paragraphs, without notes on the fonts of python-docx's own form."""
    found = lint_template(written(tmp_path / "surat.docx", *paragraphs, header=header))
    return [fault for fault in found if fault.kode != "template-huruf"]


def codes(found: list[Fault]) -> list[str]:
    return [fault.kode.removeprefix("template-") for fault in found]


def tabled(tmp_path: Path, build: Callable[[Any], None]) -> list[Fault]:
    document = docx.Document()
    build(document)
    document.save(str(tmp_path / "surat.docx"))
    return [one for one in lint_template(tmp_path / "surat.docx") if one.kode != "template-huruf"]


# ---- what is known


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_template_has_no_fault(path: Path) -> None:
    assert [(fault.tempat, sentence(fault)) for fault in lint_template(path, path.stem)] == []


def paths_of(value: object, head: str = "") -> set[str]:
    if isinstance(value, dict):
        return {f"{head}{key}" for key in value} | {
            path for key, inner in value.items() for path in paths_of(inner, f"{head}{key}.")
        }
    if isinstance(value, list):
        return {path for inner in value for path in paths_of(inner, f"{head}*.")}
    return set()


def empty_lists(value: object, head: str = "") -> list[str]:
    if isinstance(value, dict):
        return [path for key, inner in value.items() for path in empty_lists(inner, f"{head}.{key}")]
    if isinstance(value, list):
        return [head] if not value else [path for inner in value for path in empty_lists(inner, f"{head}.*")]
    return []


def test_what_a_template_may_ask_for_is_what_the_letters_are_given() -> None:
    known = paths_of(known_context())
    rows = [
        make_row(number, klasifikasi=name)
        for number, name in enumerate(("Dikecualikan", "Berkala", "Serta Merta", "Setiap Saat"))
    ]
    for kind in KINDS:
        assert paths_of(make_full(kind, rows, sop=SOP)) == known, kind


def test_every_list_of_the_known_context_has_an_item_to_look_into() -> None:
    assert empty_lists(known_context()) == []
    assert empty_lists(known_context("rekapitulasi")) == []


def test_every_visible_column_of_the_rekap_may_be_asked_for() -> None:
    known = paths_of(known_context())
    assert {f"daftar.*.{column.kunci}" for column in KOLOM if not column.tersembunyi} <= known


def test_the_bare_context_holds_nothing() -> None:
    bare = dict(bare_context())
    bare.pop("properti")
    texts = [
        path
        for path, value in walk(bare)
        if value not in ("", [], False, None) and not isinstance(value, int)
    ]
    assert texts == []


def walk(value: object, head: str = "") -> list[tuple[str, object]]:
    if isinstance(value, dict):
        return [pair for key, inner in value.items() for pair in walk(inner, f"{head}{key}.")]
    return [(head, value)]


def test_a_template_of_names_loops_and_conditions_is_fine(tmp_path: Path) -> None:
    assert not faults(
        tmp_path,
        "Nomor {{ surat.nomor }}, {{tempat}}",
        "{%p for kelompok in per_unit %}",
        "{{ loop.index }}. {{ kelompok.unit }}",
        "{%p for baris in kelompok.baris %}",
        "{{ baris.judul_informasi }}{% if baris.uji.ada and not konsep %} ({{ baris.uji.nomor }}){% endif %}",
        "{%p endfor %}",
        "{%p endfor %}",
        "{%p if tembusan %}",
        "{%p for satu in tembusan %}",
        "{{ satu }}",
        "{%p endfor %}",
        "{%p else %}",
        "Tanpa tembusan ${nomor_naskah}",
        "{%p endif %}",
        header="{% if tanda_naskah %}{{ tanda_naskah }}{% elif konsep %}KONSEP{% endif %}",
    )


# ---- tags


@pytest.mark.parametrize(
    ("text", "kode", "tag"),
    [
        ("Nomor {{ surat.nomor", "tag-tak-tertutup", "surat.nomor"),
        ("Nomor {{ surat.nomor } dan {{ tempat }}", "tag-tak-tertutup", "surat.nomor"),
        ("{% if konsep", "tag-tak-tertutup", "konsep"),
        ("Nomor surat.nomor }}", "tag-tak-terbuka", "}}"),
        ("{ { tempat } }", "tag-renggang", "tempat"),
        ("{{ }}", "tag-rusak", "{{ }}"),
        ("{{ surat nomor }}", "tag-rusak", "surat nomor"),
        ("{% iff konsep %}", "tag-asing", "{% iff konsep %}"),
        ("{% p if konsep %}", "tag-asing", "{% p if konsep %}"),
        ("{% include 'x' %}", "tag-asing", "include"),
        ("{{ tempat | upper }}", "tag-terlarang", "upper"),
        ("{{ tempat.upper() }}", "tag-terlarang", "upper"),
        ("{{ 7 * 7 }}", "tag-terlarang", "7 * 7"),
        ("{{ tempat.__class__ }}", "tag-terlarang", "__class__"),
        ("{{r tempat }}", "tag-terlarang", "{{r tempat }}"),
        ("{% if konsep %}KONSEP", "tag-tanpa-tutup", "{% if konsep %}"),
        ("KONSEP{% endif %}", "tag-tanpa-buka", "{% endif %}"),
        ("{% for a in tim %}{% endif %}{% endfor %}", "tag-tanpa-buka", "{% endif %}"),
        ("{% for a in tim %}{% else %}{% endfor %}", "tag-tanpa-buka", "{% else %}"),
        ("{%tr for a in tim %}", "tag-luar-tabel", "{%tr for a in tim %}"),
        ("KONSEP {%p if konsep %}", "tag-memakan-isi", "{%p if konsep %}"),
        ("{{ daftar }}", "isian-bukan-teks", "{{ daftar }}"),
        ("{{ konsep }}", "isian-bukan-teks", "{{ konsep }}"),
        ("{% for a in tempat %}{{ a }}{% endfor %}", "isian-bukan-daftar", "tempat"),
        ("${nomor naskah}", "token-rusak", "nomor naskah"),
        ("${nomor_naskah", "token-rusak", "nomor_naskah"),
    ],
)
def test_a_fault_is_named_with_its_paragraph_and_its_tag(
    tmp_path: Path, text: str, kode: str, tag: str
) -> None:
    found = [one for one in faults(tmp_path, "Satu", "Dua", text, "Empat") if one.kode == f"template-{kode}"]
    assert found
    assert found[0].tempat == "isi, paragraf 3"
    assert found[0].paragraf == text
    assert tag in found[0].tag
    assert found[0].tingkat == "galat"
    assert found[0].tag in sentence(found[0]) or found[0].fakta["isian"] in sentence(found[0])


@pytest.mark.parametrize(
    ("lines", "isian", "terdekat"),
    [
        (["{{ nomer_surat }}"], "nomer_surat", ""),
        (["{{ surat.nomr }}"], "surat.nomr", "surat.nomor"),
        (["{{ nama_bdan }}"], "nama_bdan", "nama_badan"),
        (["{% if konsepp %}a{% endif %}"], "konsepp", "konsep"),
        (["{%p for baris in daftr %}", "{{ baris.id }}", "{%p endfor %}"], "daftr", "daftar"),
        (
            ["{%p for baris in daftar %}", "{{ baris.dasar_hukm }}", "{%p endfor %}"],
            "baris.dasar_hukm",
            "baris.dasar_hukum",
        ),
        (["{%p for b in daftar %}", "{{ b.uji.nomer }}", "{%p endfor %}"], "b.uji.nomer", "b.uji.nomor"),
        (["{{ tempat.kota }}"], "tempat.kota", "tempat"),
        (["{{ baris.id }}"], "baris.id", ""),
    ],
)  # fmt: skip
def test_an_unknown_placeholder_is_told_its_nearest(
    tmp_path: Path, lines: list[str], isian: str, terdekat: str
) -> None:
    (fault,) = faults(tmp_path, *lines)
    assert (fault.kode, fault.fakta["isian"]) == ("template-isian-asing", isian)
    assert fault.fakta["terdekat"] == terdekat or not terdekat
    assert fault.fakta["terdekat"]


def test_a_loop_variable_is_known_only_inside_its_loop(tmp_path: Path) -> None:
    lines = ("{%p for baris in daftar %}", "{{ baris.id }}", "{%p endfor %}", "{{ baris.id }}")
    (fault,) = faults(tmp_path, *lines)
    assert (fault.tempat, fault.kode) == ("isi, paragraf 4", "template-isian-asing")


def test_the_columns_of_the_rekapitulasi_are_judged_by_its_own_context(tmp_path: Path) -> None:
    path = written(tmp_path / "surat.docx", "{{ per_tanggal }}")
    kept = [one.kode for one in lint_template(path, "rekapitulasi") if one.kode != "template-huruf"]
    assert kept == []
    assert "template-isian-asing" in [one.kode for one in lint_template(path, "penetapan")]


def test_every_fault_is_told_at_once_in_the_order_of_the_document(tmp_path: Path) -> None:
    found = faults(tmp_path, "{{ tiada }}", "{{ tempat", "{{ lagi.tiada }}", header="{{ kepala_tiada }}")
    assert [(one.tempat, one.kode) for one in found] == [
        ("isi, paragraf 1", "template-isian-asing"),
        ("isi, paragraf 2", "template-tag-tak-tertutup"),
        ("isi, paragraf 3", "template-isian-asing"),
        ("kepala halaman 1, paragraf 1", "template-isian-asing"),
    ]


def test_a_condition_that_ends_in_another_paragraph_is_a_fault(tmp_path: Path) -> None:
    assert codes(faults(tmp_path, "{% if konsep %}Satu", "Dua{% endif %}")) == ["tag-tak-sejenis"]
    assert codes(faults(tmp_path, "{%p if konsep %}", "Satu", "Dua{% endif %}")) == ["tag-tak-sejenis"]


def test_a_tag_in_several_runs_is_fine_and_a_token_is_not(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        for pieces in (("{{ tem", "pat }", "}"), ("Nomor ${nomor", "_naskah}")):
            paragraph = document.add_paragraph()
            for text in pieces:
                paragraph.add_run(text)

    (fault,) = tabled(tmp_path, build)
    assert (fault.kode, fault.tag, fault.tempat) == (
        "template-token-terpecah", "${nomor_naskah}", "isi, paragraf 2"
    )  # fmt: skip


# ---- tables and signatures


def test_a_fault_in_a_table_is_told_by_row_and_column(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        table = document.add_table(3, 2)
        table.rows[1].cells[1].text = "{{ tiada }}"

    (fault,) = tabled(tmp_path, build)
    assert fault.tempat == "isi, tabel 1, baris 2, kolom 2"


def test_a_tag_of_a_row_that_prints_more_would_lose_it(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        rows = document.add_table(3, 2).rows
        rows[0].cells[0].text = "{%tr for baris in daftar %}"
        rows[0].cells[1].text = "Judul yang hilang"
        rows[1].cells[0].text = "{{ baris.id }}"
        rows[2].cells[0].text = "{%tr endfor %}"

    (fault,) = tabled(tmp_path, build)
    assert (fault.kode, fault.fakta["hilang"]) == ("template-tag-memakan-isi", "Judul yang hilang")


def test_cells_of_another_width_than_the_grid_are_told(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        table = document.add_table(2, 2)
        for row in table.rows:
            row.cells[0].width, row.cells[1].width = Cm(3), Cm(12)

    (fault,) = tabled(tmp_path, build)
    assert (fault.kode, fault.tingkat) == ("template-lebar-kolom", "peringatan")
    assert fault.tempat == "isi, tabel 1, baris 1, kolom 1"


def set_mark(parent: Any, name: str) -> None:
    parent.append(OxmlElement(f"w:{name}"))


def test_a_signature_that_a_page_break_may_split_is_told(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "Isi surat", *SIGNATURE)
    assert (fault.kode, fault.tingkat, fault.tag) == (
        "template-tanda-tangan-terpisah", "peringatan", "ttd.nama"
    )  # fmt: skip


def test_a_signature_whose_lines_keep_together_is_fine(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        for text in SIGNATURE:
            document.add_paragraph(text).paragraph_format.keep_with_next = True
        document.add_paragraph("Telah diterima dari {{ ttd_kedua.nama }}")

    assert tabled(tmp_path, build) == []


@pytest.mark.parametrize("whole", [True, False])
def test_a_signature_in_a_row_must_stay_whole(tmp_path: Path, whole: bool) -> None:
    def build(document: Any) -> None:
        row = document.add_table(1, 2).rows[0]
        cell = row.cells[1]
        for text in SIGNATURE:
            cell.add_paragraph(text)
        if whole:
            set_mark(row._tr.get_or_add_trPr(), "cantSplit")

    found = tabled(tmp_path, build)
    assert codes(found) == ([] if whole else ["tanda-tangan-terpisah"])


def test_the_rows_in_which_a_team_signs_must_stay_whole(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        rows = document.add_table(3, 1).rows
        texts = ("{%tr for anggota in tim %}", "{{ anggota.nama }}", "{%tr endfor %}")
        for row, text in zip(rows, texts, strict=True):
            row.cells[0].text = text

    assert codes(tabled(tmp_path, build)) == ["tanda-tangan-terpisah"]


@pytest.mark.parametrize("name", ["penetapan", "lembar-uji", "berita-acara-serah-terima"])
def test_a_shipped_signature_freed_of_its_marks_is_noticed(tmp_path: Path, name: str) -> None:
    document = docx.Document(str(template_path("surat", f"{name}.docx")))
    for mark in [*document.element.iter(qn("w:cantSplit"), qn("w:keepNext"))]:
        mark.getparent().remove(mark)
    for mark in [*document.styles.element.iter(qn("w:keepNext"))]:
        mark.getparent().remove(mark)
    document.save(str(tmp_path / f"{name}.docx"))
    found = lint_template(tmp_path / f"{name}.docx", name)
    assert {fault.kode for fault in found} == {"template-tanda-tangan-terpisah"}


# ---- fonts and traps


def test_a_font_that_is_not_everywhere_is_noted(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph().add_run("Isi").font.name = "Gaya Kantor"
    document.save(str(tmp_path / "surat.docx"))
    (fault,) = (one for one in lint_template(tmp_path / "surat.docx") if one.fakta["huruf"] == "Gaya Kantor")
    assert (fault.kode, fault.tingkat, fault.tempat) == ("template-huruf", "catatan", "isi, paragraf 1")
    here = lint_template(tmp_path / "surat.docx", fonts=["gaya kantor"])
    assert "Gaya Kantor" not in [one.fakta["huruf"] for one in here]


@pytest.mark.parametrize(
    "text",
    [
        "Peraturan Komisi Informasi Nomor 1 Tahun 2017 tentang Pengklasifikasian Informasi",
        "sesuai PerKI 1/2017",
        "(Tambahan Lembaran Negara Republik Indonesia Nomor 484862)",
        "Tambahan Lembaran Negara Nomor 48482",
        "Ditetapkan di Jakarta",
        "Informasi yang Pengeculian",
        "Dokumen ini telah ditandatangani secara elektronik",
        "sah dan tidak memerlukan tanda tangan basah",
        "an. KEPALA BADAN",
        "Nip. 19800101",
    ],
)
def test_a_known_trap_is_told_with_what_should_stand_there(tmp_path: Path, text: str) -> None:
    found = faults(tmp_path, text)
    assert codes(found) == ["perangkap"]
    assert found[0].fakta["seharusnya"] in sentence(found[0])


@pytest.mark.parametrize(
    "text",
    [
        "Peraturan Komisi Informasi Nomor 1 Tahun 2021",
        "Undang-Undang Nomor 1 Tahun 2017",
        "(Tambahan Lembaran Negara Republik Indonesia Nomor 4846)",
        "Ditetapkan di {{ tempat }}",
        "a.n. KEPALA BADAN",
        "NIP. 19800101 200501 1 999",
        "dapat diberikan secara elektronik",
    ],
)
def test_what_is_right_is_no_trap(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text) == []


def test_every_trap_says_what_should_stand_there_and_why() -> None:
    for one in load_perangkap():
        assert re.compile(one.salah)
        assert one.seharusnya
        assert one.sumber


# ---- files


@pytest.mark.parametrize("content", [b"", b"bukan zip"])
def test_a_file_that_is_no_docx_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "surat.docx").write_bytes(content)
    with pytest.raises(TemplateError, match="template-bukan-docx"):
        lint_template(tmp_path / "surat.docx")


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="template-tidak-ada"):
        lint_template(tmp_path / "tiada.docx")
