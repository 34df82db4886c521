from __future__ import annotations

import zipfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import docx
import pytest
from contoh_surat import make_daftar, make_persetujuan, make_row, make_rows, write_logo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppid_xl.bawaan import template_path
from ppid_xl.errors import ConfigError, HostError, InputError, TemplateError
from ppid_xl.surat.package import settle
from ppid_xl.surat.render import placeholders, render_surat
from ppid_xl.surat.text import clean_text

pytestmark = pytest.mark.lama

DAFTAR = template_path("surat", "daftar-dikecualikan.docx")
PERSETUJUAN = template_path("surat", "persetujuan.docx")
PROPERTI = {"judul": "Uji", "penyusun": "Badan Contoh", "waktu": datetime(2026, 3, 2, 9, 30)}
HOSTILE = (
    "PT Maju & <Mundur>",
    "</w:t></w:r></w:p><w:p><w:r><w:t>DISETUJUI ATASAN",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{_{ nomor }_} {_% if a %_}",
    "{# hilang #}",
    "${nomor_naskah}",
    "'kutip' \"ganda\" “miring” `x` $5 100%",
    "&amp; &#123; &lt;b&gt;",
    "=cmd|'/c calc'!A0",
    "]]> <![CDATA[",
)


def make_template(path: Path, *paragraphs: str, header: str = "") -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.save(path)
    return path


def fill(tmp_path: Path, *paragraphs: str, header: str = "", **context: object) -> docx.document.Document:
    template = make_template(tmp_path / "templat.docx", *paragraphs, header=header)
    target = tmp_path / "hasil.docx"
    render_surat(template, {"properti": PROPERTI, **context}, target)
    return docx.Document(target)


def refusal(tmp_path: Path, *paragraphs: str, **context: object) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        fill(tmp_path, *paragraphs, **context)
    return caught.value


def texts(document: docx.document.Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_only_text(tmp_path, value):
    assert texts(fill(tmp_path, "Isi: {{ isi }}.", isi=value)) == [f"Isi: {value}."]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_only_text_in_a_header(tmp_path, value):
    document = fill(tmp_path, "Isi", header="{{ isi }}", isi=value)
    assert document.sections[0].header.paragraphs[0].text == value


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_cell_reads_back_from_both_shipped_templates(tmp_path, value):
    row = make_row(1, judul_informasi=value, unit_penguasa=value)
    for template, context in ((DAFTAR, make_daftar([row])), (PERSETUJUAN, make_persetujuan([row]))):
        render_surat(template, context, tmp_path / "hasil.docx")
        cells = {
            c.text for t in docx.Document(tmp_path / "hasil.docx").tables for r in t.rows for c in r.cells
        }
        assert any(cell.startswith(value) for cell in cells)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None, exclude_categories=[]), max_size=60))
def test_any_text_reads_back_as_its_clean_form(tmp_path, value):
    assert texts(fill(tmp_path, "<{{ isi }}>", isi=value)) == [f"<{clean_text(value)}>"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(st.text("ab&<>\"'{}%$#_ \n\té”", min_size=1, max_size=30), min_size=3, max_size=3))
def test_any_cell_of_a_row_reads_back_from_the_daftar(tmp_path, values):
    cells = [f"x{value}x" for value in values]
    row = make_row(1, dasar_hukum=cells[0], konsekuensi_bila_dibuka=cells[1], manfaat_bila_ditutup=cells[2])
    render_surat(DAFTAR, make_daftar([row]), tmp_path / "hasil.docx")
    table = docx.Document(tmp_path / "hasil.docx").tables[1]
    assert [cell.text for cell in table.rows[4].cells[2:5]] == cells


def test_a_line_break_and_a_tab_are_kept(tmp_path):
    paragraph = fill(tmp_path, "{{ isi }}", isi="satu\ndua\r\ntiga\tempat").paragraphs[0]
    assert paragraph.text == "satu\ndua\ntiga\tempat"
    assert len(paragraph._p.xpath(".//w:br")) == 2
    assert len(paragraph._p.xpath(".//w:tab")) == 1


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\x00b\x07c\x0cd\x1f\x7f\x85e", "abcde"),
        ("a\ud800b\udfffc", "abc"),
        ("a\ufffeb\uffffc\ufdd0d\U0001ffffe", "abcde"),
        ("fdp.\u202excod\u2069", "fdp.xcod"),
        ("é 😀 ñ", "é 😀 ñ"),
        ("a\rb\r\nc", "a\nb\nc"),
    ],
)
def test_what_word_cannot_hold_is_dropped(text, clean):
    assert clean_text(text) == clean


def test_a_srikandi_token_in_a_template_stays_in_one_run(tmp_path):
    document = fill(tmp_path, "Nomor : ${nomor_naskah}", "{{ tempat }}, ${tanggal_naskah}", tempat="Kota")
    assert [run.text for p in document.paragraphs for run in p.runs if "${" in run.text] == [
        "Nomor : ${nomor_naskah}",
        "Kota, ${tanggal_naskah}",
    ]


def test_a_missing_key_names_template_placeholder_and_nearest_key(tmp_path):
    error = refusal(tmp_path, "{{ nomer_surat }}", nomor_surat="1", tempat="Kota")
    assert error.kode == "template-isian-tak-dikenal"
    assert error.fakta == {"template": "templat.docx", "isian": "nomer_surat", "terdekat": "nomor_surat"}


def test_a_missing_column_is_named_with_its_row(tmp_path):
    lines = ("{%p for baris in daftar %}", "{{ baris.dasar_hukm }}", "{%p endfor %}")
    error = refusal(tmp_path, *lines, daftar=[{"dasar_hukum": "x", "id": "y"}])
    assert (error.fakta["isian"], error.fakta["terdekat"]) == ("baris.dasar_hukm", "dasar_hukum")


def test_a_missing_key_in_a_condition_is_an_error_too(tmp_path):
    assert refusal(tmp_path, "{% if konsepp %}KONSEP{% endif %}", konsep=True).fakta["terdekat"] == "konsep"


@pytest.mark.parametrize(
    ("lines", "paragraf"),
    [
        (["Satu", "Nomor {{ nomor", "Tiga"], "Nomor {{ nomor"),
        (["Satu", "Dua {% iff x %}", "Tiga"], "Dua {% iff x %}"),
        (["Satu", "Dua", "Tiga", "Empat", "Lima {{ nomor | upper }}"], "Lima {{ nomor | upper }}"),
        (["Satu {% if nomor %}", "Dua", "Tiga"], "Satu {% if nomor %}"),
        (["{% if nomor %}", "{% endif %}", "Akhir {% endfor %}"], "Akhir {% endfor %}"),
    ],
)
def test_a_broken_tag_names_template_and_paragraph(tmp_path, lines, paragraf):
    error = refusal(tmp_path, *lines, nomor="1")
    assert error.kode == "template-tanda-rusak"
    assert error.fakta["template"] == "templat.docx"
    assert paragraf in error.fakta["paragraf"]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ cycler.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ nomor.__class__.__mro__ }}",
        "{{ nomor['__class__'] }}",
        "{{ ''.__class__ }}",
        "{{ nomor.upper() }}",
        "{{ nomor.format }}",
        "{{ lipsum() }}",
        "{{ range(9) }}",
        "{{ 'x' * 100000000 }}",
        "{{ 7 * 7 }}",
        "{{ nomor | attr('__class__') }}",
        "{{ nomor is defined }}",
        "{{ self.__init__ }}",
        "{% for x in daftar.append(1) %}{% endfor %}",
        "{% include 'x' %}",
        "{{ daftar }}",
        "{{ kosong }}",
        "{{ hari }}",
        "{{ konsep }}",
    ],
)
def test_a_template_can_only_show_text_of_the_context(tmp_path, attack):
    values = {"nomor": "1", "daftar": ["a"], "kosong": None, "hari": date(2026, 1, 1), "konsep": True}
    assert isinstance(refusal(tmp_path, attack, **values), TemplateError)
    assert not (tmp_path / "hasil.docx").exists()


@pytest.mark.parametrize("name", ["range", "cycler", "namespace", "dict", "lipsum", "joiner"])
def test_a_template_has_no_names_but_those_of_the_context(tmp_path, name):
    assert refusal(tmp_path, f"{{{{ {name} }}}}").kode == "template-isian-tak-dikenal"


def test_an_attack_is_called_forbidden_and_named(tmp_path):
    error = refusal(tmp_path, "{{ nomor.__class__ }}", nomor="1")
    assert (error.kode, error.fakta["isian"]) == ("template-terlarang", "__class__")


def test_a_tag_that_would_tear_the_document_is_refused(tmp_path):
    template = tmp_path / "templat.docx"
    document = docx.Document()
    document.add_table(1, 2).rows[0].cells[0].paragraphs[0].text = "{%tr if x %}"
    document.add_paragraph("{%p endif %}")
    document.save(template)
    with pytest.raises(TemplateError, match="template-tak-terisi"):
        render_surat(template, {"properti": PROPERTI, "x": False}, tmp_path / "hasil.docx")


def test_a_cell_left_without_paragraph_gets_an_empty_one(tmp_path):
    template = tmp_path / "templat.docx"
    document = docx.Document()
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.paragraphs[0].text = "{%p if x %}"
    cell.add_paragraph("isi")
    cell.add_paragraph("{%p endif %}")
    document.save(template)
    render_surat(template, {"properti": PROPERTI, "x": False}, tmp_path / "hasil.docx")
    assert len(docx.Document(tmp_path / "hasil.docx").tables[0].rows[0].cells[0].paragraphs) == 1


@pytest.mark.parametrize("content", [b"", b"bukan zip", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_docx_is_refused(tmp_path, content):
    template = tmp_path / "templat.docx"
    template.write_bytes(content)
    with pytest.raises(TemplateError, match="template-bukan-docx"):
        render_surat(template, {"properti": PROPERTI}, tmp_path / "hasil.docx")


def test_a_workbook_is_no_template(tmp_path):
    template = tmp_path / "templat.docx"
    with zipfile.ZipFile(template, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(TemplateError, match="template-bukan-docx"):
        render_surat(template, {"properti": PROPERTI}, tmp_path / "hasil.docx")


def test_an_absent_template_is_named(tmp_path):
    with pytest.raises(TemplateError, match="template-tidak-ada"):
        render_surat(tmp_path / "tiada.docx", {"properti": PROPERTI}, tmp_path / "hasil.docx")


def test_a_context_without_document_properties_is_refused(tmp_path):
    template = make_template(tmp_path / "templat.docx", "Isi")
    with pytest.raises(TemplateError) as caught:
        render_surat(template, {}, tmp_path / "hasil.docx")
    assert caught.value.fakta["isian"] == "properti.judul"


def test_an_unknown_paper_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(ConfigError) as caught:
        render_surat(DAFTAR, make_daftar(make_rows(1)), tmp_path / "hasil.docx", paper="Folio")
    assert caught.value.kode == "kertas-tak-dikenal"
    assert list(tmp_path.iterdir()) == []


def test_a_failed_rendering_leaves_the_earlier_document(tmp_path):
    target = tmp_path / "hasil.docx"
    target.write_bytes(b"surat lama")
    template = make_template(tmp_path / "templat.docx", "{{ tiada }}")
    with pytest.raises(TemplateError):
        render_surat(template, {"properti": PROPERTI}, target)
    assert target.read_bytes() == b"surat lama"


def test_no_temporary_file_is_left_behind(tmp_path):
    render_surat(DAFTAR, make_daftar(make_rows(1)), tmp_path / "hasil.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["hasil.docx"]


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises((InputError, HostError)) as caught:
        render_surat(DAFTAR, make_daftar(make_rows(1)), tmp_path / "tiada" / "hasil.docx")
    assert "tiada" in caught.value.fakta["berkas"]


def test_equal_input_gives_equal_bytes(tmp_path):
    for name in ("a.docx", "b.docx"):
        render_surat(PERSETUJUAN, make_persetujuan(make_rows(3)), tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_zip_entries_carry_no_clock_and_no_system(tmp_path):
    render_surat(DAFTAR, make_daftar(make_rows(1)), tmp_path / "hasil.docx")
    with zipfile.ZipFile(tmp_path / "hasil.docx") as package:
        found = {(entry.date_time, entry.create_system) for entry in package.infolist()}
    assert found == {((1980, 1, 1, 0, 0, 0), 0)}


def test_settling_twice_changes_nothing():
    settled = settle(DAFTAR.read_bytes())
    assert settle(settled) == settled


def test_document_properties_come_from_the_caller(tmp_path):
    core = fill(tmp_path, "Isi").core_properties
    assert (core.title, core.author, core.last_modified_by) == ("Uji", "Badan Contoh", "Badan Contoh")
    assert core.created.replace(tzinfo=None) == core.modified.replace(tzinfo=None) == PROPERTI["waktu"]


def test_a_moment_with_a_zone_is_stored_as_universal_time(tmp_path):
    wib = timezone(timedelta(hours=7))
    template = make_template(tmp_path / "templat.docx", "Isi")
    properti = {**PROPERTI, "waktu": datetime(2026, 3, 2, 5, 30, tzinfo=wib)}
    render_surat(template, {"properti": properti}, tmp_path / "hasil.docx")
    created = docx.Document(tmp_path / "hasil.docx").core_properties.created
    assert created.replace(tzinfo=None) == datetime(2026, 3, 1, 22, 30)


def test_a_title_with_signs_reaches_the_properties_unchanged(tmp_path):
    template = make_template(tmp_path / "templat.docx", "Isi")
    properti = {**PROPERTI, "judul": "A & B <{{ x }}>"}
    render_surat(template, {"properti": properti}, tmp_path / "hasil.docx")
    assert docx.Document(tmp_path / "hasil.docx").core_properties.title == "A & B <{{ x }}>"


def test_a_path_in_the_context_becomes_a_picture_without_hidden_distance(tmp_path):
    logo = write_logo(tmp_path / "logo.png")
    render_surat(DAFTAR, make_daftar(make_rows(1), logo=logo), tmp_path / "hasil.docx")
    pictures = docx.Document(tmp_path / "hasil.docx").element.body.xpath(".//wp:inline")
    assert [picture.get("distL") for picture in pictures] == ["0"]


@pytest.mark.parametrize(
    ("paper", "short", "long"), [("F4", 12189, 18709), ("A4", 11906, 16838), ("a4", 11906, 16838)]
)
def test_each_section_gets_the_paper_upright_or_lying(tmp_path, paper, short, long):
    render_surat(PERSETUJUAN, make_persetujuan(make_rows(1)), tmp_path / "hasil.docx", paper=paper)
    sizes = [
        (section.page_width.twips, section.page_height.twips)
        for section in docx.Document(tmp_path / "hasil.docx").sections
    ]
    assert sizes == [(short, long), (long, short)]


@pytest.mark.parametrize("paper", ["F4", "A4"])
@pytest.mark.parametrize("template", [DAFTAR, PERSETUJUAN])
def test_tables_are_as_wide_as_the_text_on_either_paper(tmp_path, paper, template):
    context = make_daftar(make_rows(2)) if template is DAFTAR else make_persetujuan(make_rows(2))
    render_surat(template, context, tmp_path / "hasil.docx", paper=paper)
    document = docx.Document(tmp_path / "hasil.docx")
    allowed = {round((s.page_width - s.left_margin - s.right_margin) / 635) for s in document.sections}
    footers = [table for s in document.sections for table in s.footer.tables]
    for table in [*document.tables, *footers]:
        width = sum(int(w) for w in table._tbl.xpath("./w:tblGrid/w:gridCol/@w:w"))
        assert min(abs(width - text) for text in allowed) <= 8


def test_the_signature_stands_at_the_same_share_of_the_width_on_a4(tmp_path):
    indents = {}
    for paper in ("F4", "A4"):
        render_surat(DAFTAR, make_daftar(make_rows(1)), tmp_path / "hasil.docx", paper=paper)
        document = docx.Document(tmp_path / "hasil.docx")
        signer = next(p for p in document.paragraphs if p.text.startswith("NIP."))
        indents[paper] = signer.paragraph_format.left_indent.twips
    assert indents["F4"] / (18709 - 2835) == pytest.approx(indents["A4"] / (16838 - 2835), abs=0.001)


def test_placeholders_are_listed_as_written(tmp_path):
    lines = ("{%p for baris in daftar %}", "{{ loop.index }} {{ baris.id }} {{ nomor }}", "{%p endfor %}")
    template = make_template(tmp_path / "templat.docx", *lines, header="{% if konsep %}K{% endif %}")
    assert placeholders(template) == {"daftar", "baris.id", "nomor", "konsep"}


def test_placeholders_of_a_broken_template_are_an_error(tmp_path):
    with pytest.raises(TemplateError, match="template-tanda-rusak"):
        placeholders(make_template(tmp_path / "templat.docx", "{% if x %}"))
