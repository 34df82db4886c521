from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from contoh_konteks import TERBILANG, make_konteks, people, without_act
from contoh_surat import read_pages, write_logo
from docx.oxml.ns import qn

from ppid_xl.bawaan import template_path
from ppid_xl.surat.render import placeholders, render_surat

pytestmark = pytest.mark.lama

KINDS = (
    "undangan-uji",
    "daftar-hadir",
    "lembar-uji",
    "berita-acara-uji",
    "penetapan",
    "lembar-uji-pengubahan",
    "penetapan-pengubahan",
    "pertimbangan-pembukaan",
)
LISTS = tuple(kind for kind in KINDS if kind not in ("daftar-hadir", "pertimbangan-pembukaan"))
OPENED = ("lembar-uji", "berita-acara-uji", "lembar-uji-pengubahan")
DECISIONS = ("penetapan", "penetapan-pengubahan")
LOOPS = {"baris": "daftar", "kelompok": "per_unit", "anggota": "tim", "satu": "hasil_uji"}
SIGNS = "A & B < C > {{ D }} {% E %}"


def template(kind: str) -> Path:
    return template_path("surat", f"{kind}.docx")


def render(kind: str, context: dict[str, object], folder: Path, paper: str = "F4") -> docx.document.Document:
    render_surat(template(kind), context, folder / "hasil.docx", paper=paper)
    return docx.Document(folder / "hasil.docx")


def words(document: docx.document.Document) -> str:
    paragraphs = document.element.body.iter(qn("w:p"))
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs)


def known_names(context: dict[str, object]) -> set[str]:
    names = _names("", context)
    for variable, key in LOOPS.items():
        names |= _names(f"{variable}.", context[key][0])
    return names


def _names(prefix: str, values: dict[str, object]) -> set[str]:
    found = {f"{prefix}{key}" for key in values}
    for key, value in values.items():
        if isinstance(value, dict):
            found |= _names(f"{prefix}{key}.", value)
    return found


# ---- the contract


@pytest.mark.parametrize("kind", KINDS)
def test_each_placeholder_of_a_form_is_in_the_one_context(kind):
    assert placeholders(template(kind)) - known_names(make_konteks(1)) == set()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 3, 80])
def test_a_form_fills_without_a_tag_left(kind, count, tmp_path):
    text = words(render(kind, make_konteks(count), tmp_path))
    assert not re.search(r"\{[{%]|[%}]\}", text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_fills_before_anything_was_done(kind, tmp_path):
    text = words(render(kind, make_konteks(1) | without_act(), tmp_path))
    assert "." * 30 in text


@pytest.mark.parametrize("kind", KINDS)
def test_signs_of_markup_are_printed_as_typed(kind, tmp_path):
    context = make_konteks(2)
    for row in context["daftar"]:
        row["judul_informasi"] = SIGNS
    named = [{**one, "nama": SIGNS} for one in people(2)]
    assert SIGNS in words(render(kind, context | {"tim": named}, tmp_path))


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"daftar-hadir"}))
def test_the_number_token_stays_in_one_run(kind, tmp_path):
    context = make_konteks(1)
    context["surat"] |= {"nomor": "${nomor_naskah}", "nomor_tahun": "${nomor_naskah}"}
    body = render(kind, context, tmp_path).element.body
    assert any("${nomor_naskah}" in (text.text or "") for text in body.iter(qn("w:t")))


# ---- the words of the forms


def test_the_unit_of_who_tested_stands_in_its_own_column(tmp_path):
    document = render("lembar-uji", make_konteks(1), tmp_path)
    table = next(one for one in document.tables if "Unit Kerja" in [c.text for c in one.rows[0].cells])
    assert [row.cells[3].text for row in table.rows[1:3]] == ["Sekretariat", ""]


@pytest.mark.parametrize("kind", ["daftar-hadir", "berita-acara-uji"])
def test_the_unit_stands_below_the_post_where_one_column_holds_both(kind, tmp_path):
    document = render(kind, make_konteks(1), tmp_path)
    table = next(
        one for one in document.tables if "Jabatan/Unit Kerja" in [c.text for c in one.rows[0].cells]
    )
    assert [row.cells[2].text for row in table.rows[1:3]] == [
        "Sekretaris Badan selaku Ketua PPID\nSekretariat",
        "Kepala Biro Hukum, anggota Tim Pertimbangan",
    ]


def test_the_lembar_pengubahan_prints_the_earlier_reasons(tmp_path):
    text = words(render("lembar-uji-pengubahan", make_konteks(1), tmp_path))
    assert "Peserta mengetahui nilai peserta lain" in text
    assert "Asesor menilai tanpa tekanan" in text


def test_the_berita_acara_counts_each_result(tmp_path):
    results = [{"hasil": "Ditutup", "jumlah": "2 (dua)"}, {"hasil": "Ditunda", "jumlah": "1 (satu)"}]
    text = words(render("berita-acara-uji", make_konteks(3) | {"hasil_uji": results}, tmp_path))
    assert "telah diuji, dengan hasil: Ditutup 2 (dua), Ditunda 1 (satu); rinciannya" in text


@pytest.mark.parametrize("kind", DECISIONS)
def test_a_penetapan_speaks_of_itself_by_the_title_the_office_set(kind, tmp_path):
    title = {"judul": ["SURAT KEPUTUSAN PENGECUALIAN INFORMASI", "BADAN CONTOH"], "jenis": "Surat Keputusan"}
    name = "Surat Keputusan Pengecualian Informasi"
    context = make_konteks(1) | {"penetapan": title | {"sebutan": name, "singkat": name}}
    text = words(render(kind, context, tmp_path))
    assert "SURAT KEPUTUSAN PENGECUALIAN INFORMASI\nBADAN CONTOH\nNOMOR" in text
    assert "Surat Keputusan ini mulai berlaku" in text
    assert f"Lampiran {name}" in text
    assert "Penetapan ini" not in text


@pytest.mark.parametrize("kind", ["penetapan", "penetapan-pengubahan"])
def test_only_the_last_rows_stay_on_the_page_of_the_signature(kind, tmp_path):
    document = render(kind, make_konteks(8), tmp_path)
    table = max(document.tables, key=lambda one: len(one.rows))
    rows = [row for row in table.rows if "contoh" in row.cells[1].text]
    kept = [
        all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs) for row in rows
    ]
    assert kept == [False] * 6 + [True] * 2


@pytest.mark.parametrize("kind", OPENED)
def test_a_form_opens_with_the_day_in_words(kind, tmp_path):
    text = words(render(kind, make_konteks(1), tmp_path))
    assert f"Pada {TERBILANG}" in text
    assert "bertempat di Ruang Rapat Badan Kepegawaian Daerah" in text


def test_the_lembar_uji_speaks_as_lampiran_ii(tmp_path):
    text = words(render("lembar-uji", make_konteks(1), tmp_path))
    for sentence in (
        "telah dilakukan Pengujian Konsekuensi terhadap Informasi Publik sebagaimana disebutkan pada tabel di bawah",
        "Bahwa Pengujian Konsekuensi sebagaimana disebut pada tabel di atas dilakukan oleh:",
        "Demikian Pengujian Konsekuensi ini dibuat secara saksama dan penuh ketelitian.",
        "Menyetujui,",
    ):
        assert sentence in text


def test_the_lembar_uji_has_the_columns_of_lampiran_ii():
    table = next(one for one in docx.Document(template("lembar-uji")).tables if len(one.columns) == 5)
    assert [cell.text for cell in table.rows[0].cells] == [
        "Informasi",
        "Dasar Hukum Pengecualian Informasi",
        "Konsekuensi/Pertimbangan Bagi Publik",
        "Konsekuensi/Pertimbangan Bagi Publik",
        "Jangka Waktu",
    ]
    assert [cell.text for cell in table.rows[1].cells][2:4] == ["Dibuka", "Ditutup"]


def test_the_lembar_pengubahan_has_the_columns_of_lampiran_iv():
    table = next(
        one for one in docx.Document(template("lembar-uji-pengubahan")).tables if len(one.columns) == 7
    )
    heads = [[cell.text for cell in row.cells] for row in table.rows[:3]]
    assert heads[0][1:3] == ["Dasar Hukum Pengecualian"] * 2
    assert heads[1][1:6] == [
        "Semula",
        "Pengubahan",
        *["Pertimbangan Sebelumnya"] * 2,
        "Pertimbangan Pengubahan",
    ]
    assert heads[2][3:6] == ["Dibuka", "Ditutup", "Ditutup"]


@pytest.mark.parametrize("kind", DECISIONS)
def test_a_penetapan_does_not_repeat_the_misprints_of_its_form(kind, tmp_path):
    text = words(render(kind, make_konteks(1), tmp_path))
    assert "Tambahan Lembaran Negara Republik Indonesia Nomor 4846)" in text
    assert "Peraturan Komisi Informasi Nomor 1 Tahun 2021" in text
    assert "Ditetapkan di Kota Contoh" in text
    for wrong in ("4848", "Tahun 2017", "Jakarta", "Pengeculian"):
        assert wrong not in text


@pytest.mark.parametrize("kind", DECISIONS)
def test_the_last_ground_cites_the_letters_above_it(kind, tmp_path):
    text = words(render(kind, make_konteks(1), tmp_path))
    assert "dimaksud dalam huruf a, huruf b, dan huruf c maka" in text
    assert text.count("bahwa Informasi Publik") == 2
    assert text.count("\nbahwa ") == 4


def test_one_sheet_of_pertimbangan_for_each_informasi(tmp_path):
    text = words(render("pertimbangan-pembukaan", make_konteks(3), tmp_path))
    assert text.count("LEMBAR PERTIMBANGAN") == text.count("Menyetujui,") == 3


def test_an_untested_informasi_is_said_in_the_berita_acara(tmp_path):
    text = words(render("berita-acara-uji", make_konteks(4), tmp_path))
    assert "Sebanyak 1 (satu) informasi belum selesai diuji" in text
    assert "belum selesai diuji" not in words(render("berita-acara-uji", make_konteks(3), tmp_path))


@pytest.mark.parametrize("kind", ["lembar-uji", "berita-acara-uji", "undangan-uji", "lembar-uji-pengubahan"])
def test_without_a_team_there_are_empty_rows_to_sign(kind, tmp_path):
    document = render(kind, make_konteks(1) | {"tim": []}, tmp_path)
    table = next(one for one in document.tables if [c.text for c in one.rows[0].cells][:2] == ["No", "Nama"])
    assert [row.cells[0].text for row in table.rows[1:]][:3] == ["1", "2", "3"]


@pytest.mark.parametrize("kind", KINDS)
def test_konsep_is_marked_on_a_draft_only(kind, tmp_path):
    for konsep in (True, False):
        document = render(kind, make_konteks(1) | {"konsep": konsep}, tmp_path)
        headers = [p.text for s in document.sections for p in s.header.paragraphs]
        assert any("KONSEP" in text for text in headers) is konsep


# ---- tables that run over pages


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_repeats_its_header_and_splits_no_row(kind, tmp_path):
    document = render(kind, make_konteks(80), tmp_path)
    table = max(document.tables, key=lambda one: len(one.rows))
    marks = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]
    assert any(marks)
    assert marks == sorted(marks, reverse=True)
    assert marks.count(False) >= 80
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)


@pytest.mark.parametrize("paper", ["F4", "A4"])
@pytest.mark.parametrize("kind", KINDS)
def test_cells_are_as_wide_as_their_columns_and_the_page(kind, paper, tmp_path):
    document = render(kind, make_konteks(2), tmp_path, paper)
    allowed = {round((s.page_width - s.left_margin - s.right_margin) / 635) for s in document.sections}
    for table in document.element.body.iter(qn("w:tbl")):
        grid = [int(width) for width in table.xpath("./w:tblGrid/w:gridCol/@w:w")]
        assert min(abs(sum(grid) - text) for text in allowed) <= 8
        for row in table.iter(qn("w:tr")):
            cells = [int(width) for width in row.xpath("./w:tc/w:tcPr/w:tcW/@w:w")]
            assert len(row.xpath("./w:tc")) == len(cells)
            assert abs(sum(cells) - sum(grid)) <= 8


# ---- what LibreOffice prints


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("cetak")
    logo = write_logo(folder / "logo.png")
    names = []
    for kind in KINDS:
        for count in (1, 80) if kind in LISTS else (1, 3):
            names.append(f"{kind}.{count}")
            context = make_konteks(count, logo=logo) | (without_act() if count == 1 else {})
            render_surat(template(kind), context, folder / f"{kind}.{count}.docx")
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice (soffice) is needed for this test"
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    documents = [folder / f"{name}.docx" for name in names]
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *documents]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {name: read_pages(folder / f"{name}.pdf") for name in names}


@pytest.mark.program
def test_no_printed_page_of_a_form_is_blank(pages):
    for name, printed in pages.items():
        for page in printed:
            body = re.sub(r"KONSEP|Rekap:.*|Halaman.*|- ?\d+ ?-", "", page)
            assert len(body.split()) > 8, name


@pytest.mark.program
@pytest.mark.parametrize("kind", LISTS)
def test_every_informasi_is_printed_below_a_header(pages, kind):
    printed = pages[f"{kind}.80"]
    found = {int(n) for n in re.findall(r"\(contoh\s+(\d+)\)", "\n".join(printed))}
    assert found == set(range(1, 81))
    with_rows = [page for page in printed if re.search(r"\(contoh\s+\d+\)", page)]
    assert all("Jangka Waktu" in page for page in with_rows)


@pytest.mark.program
@pytest.mark.parametrize("kind", ["lembar-uji", "lembar-uji-pengubahan", "berita-acara-uji"])
def test_the_approval_stands_on_the_page_of_those_who_tested(pages, kind):
    signed = [page for page in pages[f"{kind}.80"] if "KEPALA BADAN KEPEGAWAIAN DAERAH" in page]
    assert len(signed) == 1
    assert "NIP. 19750101" in signed[0]
    assert "Contoh Rahayu" in signed[0]


@pytest.mark.program
@pytest.mark.parametrize("kind", DECISIONS)
def test_what_is_decided_is_signed_on_the_same_page(pages, kind):
    decided = [page for page in pages[f"{kind}.80"] if "MEMUTUSKAN" in page]
    assert len(decided) == 1
    assert all(
        text in decided[0] for text in ("PERTAMA", "KETIGA", "Ditetapkan di Kota Contoh", "NIP. 19800101")
    )


@pytest.mark.program
def test_a_sheet_of_pertimbangan_fits_on_one_page(pages):
    assert len(pages["pertimbangan-pembukaan.3"]) == 3
