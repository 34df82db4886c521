from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from contoh_surat import (
    KETUA_PPID,
    KINDS,
    SURAT,
    make_bahan,
    make_daftar,
    make_full,
    make_persetujuan,
    make_row,
    make_rows,
    make_uji,
    read_pages,
    write_logo,
)
from docx.oxml.ns import qn

from ppid_xl.bawaan import template_path
from ppid_xl.surat.konteks import Baris, Putusan, Surat, build_context
from ppid_xl.surat.render import placeholders, render_surat
from ppid_xl.surat.signature import Signer

pytestmark = pytest.mark.lama

DAFTAR, PERSETUJUAN = (
    template_path("surat", f"{name}.docx") for name in ("daftar-dikecualikan", "persetujuan")
)
NAMES = sorted(path.name for path in template_path("surat").glob("*.docx"))
SHIPPED = sorted(path.stem for path in template_path("surat").glob("*.docx") if path.stem in KINDS)
BUILDER = template_path("buat_templates.py")


# ---- the templates themselves


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    subprocess.run([sys.executable, BUILDER, "--keluar", folder], check=True, capture_output=True)
    return folder


def parts(path: Path) -> dict[str, str | bytes]:
    with zipfile.ZipFile(path) as package:
        contents = {name: package.read(name) for name in package.namelist()}
    return {
        name: ElementTree.canonicalize(content, strip_text=False)
        if name.endswith((".xml", ".rels"))
        else content
        for name, content in contents.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_template_is_what_its_builder_makes(fresh, name):
    assert parts(template_path("surat", name)) == parts(fresh / name)


def test_the_builder_makes_every_shipped_template(fresh):
    shipped = {path.name for path in template_path("surat").glob("*.docx")}
    assert shipped == {path.name for path in fresh.iterdir()}


def keys_by_depth(value: object) -> set[str]:
    """Return every key at any depth: what may stand behind the dot of a loop variable."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_by_depth(inner)}
    if isinstance(value, list):
        return {key for inner in value for key in keys_by_depth(inner)}
    return set()


def unknown_names(names: set[str], context: dict[str, object]) -> set[str]:
    """Return the placeholders of a template that the context cannot fill."""
    deep, unknown = keys_by_depth(context), set()
    for name in names:
        head, *rest = name.split(".")
        value = context.get(head)
        if head in context and isinstance(value, dict):
            for key in rest:
                value = value.get(key) if isinstance(value, dict) and key in value else unknown.add(name)
        elif (head not in context and not rest) or not set(rest) <= deep:
            unknown.add(name)
    return unknown


@pytest.mark.parametrize("kind", SHIPPED)
def test_each_placeholder_is_a_key_of_the_context(kind):
    rows = [make_row(1), make_row(2, klasifikasi="Berkala")]
    names = placeholders(template_path("surat", f"{kind}.docx"))
    assert names
    assert unknown_names(names, make_full(kind, rows)) == set()


def test_a_placeholder_that_is_no_key_is_noticed():
    context = make_full("bukti", make_rows(1))
    names = {"surat.nomr", "nomr", "baris.dasar_hukm", "ttd.nama", "baris.uji.nomor", "langkah.peserta"}
    assert unknown_names(names, context) == {"surat.nomr", "nomr", "baris.dasar_hukm"}


@pytest.mark.parametrize("known", [True, False], ids=["everything known", "nothing known"])
@pytest.mark.parametrize("template", SHIPPED)
def test_a_template_is_filled_by_its_kind_and_by_any_other(tmp_path, template, known):
    rows = [make_row(1), make_row(2, klasifikasi="Berkala")]
    path = template_path("surat", f"{template}.docx")
    for kind in (template, "persetujuan"):
        context = make_full(kind, rows) if known else build_context(make_bahan(kind, rows, pengaturan={}))
        render_surat(path, context, tmp_path / "hasil.docx")
        text = "".join(docx.Document(tmp_path / "hasil.docx").element.body.itertext())
        assert "{{" not in text
        assert "{%" not in text


def test_every_kind_says_where_its_form_comes_from():
    assert not [kind for kind, jenis in KINDS.items() if not (jenis.sumber and jenis.judul and jenis.hal)]


@pytest.mark.parametrize("template", [DAFTAR, PERSETUJUAN])
def test_a_placeholder_stands_in_one_run(template):
    document = docx.Document(template)
    for text in document.element.body.iter(qn("w:t")):
        assert (text.text or "").count("{{") == (text.text or "").count("}}")


@pytest.mark.parametrize("template", [DAFTAR, PERSETUJUAN])
def test_the_header_rows_repeat_and_rows_stay_whole(template):
    table = max(docx.Document(template).tables, key=lambda one: len(one.columns))
    marks = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]
    assert marks == sorted(marks, reverse=True)
    assert any(marks)
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)


def test_the_daftar_has_the_columns_of_lampiran_ii():
    table = docx.Document(DAFTAR).tables[1]
    assert [cell.text for cell in table.rows[0].cells] == [
        "No",
        "Informasi",
        "Dasar Hukum Pengecualian Informasi",
        "Konsekuensi/Pertimbangan Bagi Publik",
        "Konsekuensi/Pertimbangan Bagi Publik",
        "Jangka Waktu",
    ]
    assert [cell.text for cell in table.rows[1].cells][3:5] == ["Dibuka", "Ditutup"]


def text_of(template: Path, context: dict[str, object], folder: Path) -> str:
    render_surat(template, context, folder / "hasil.docx")
    return "\n".join(p.text for p in docx.Document(folder / "hasil.docx").paragraphs)


def test_the_letter_says_how_many_were_never_tested(tmp_path):
    text = text_of(PERSETUJUAN, make_persetujuan(make_rows(8)), tmp_path)
    assert "6 (enam) informasi telah diuji konsekuensinya dan 2 (dua) informasi belum diuji" in text


def test_the_letter_says_so_when_nothing_was_tested(tmp_path):
    text = text_of(PERSETUJUAN, make_persetujuan(make_rows(5), putusan={}), tmp_path)
    assert "Seluruh informasi tersebut, 5 (lima) informasi, belum diuji konsekuensinya." in text
    assert "telah diuji" not in text


def test_the_letter_says_so_when_everything_was_tested(tmp_path):
    text = text_of(PERSETUJUAN, make_persetujuan(make_rows(3)), tmp_path)
    assert "Seluruh informasi dalam Lampiran telah diuji konsekuensinya." in text


@pytest.mark.parametrize("answers", [(True, True), (False, False), (True, False), (None, None)])
def test_no_sentence_of_the_letter_counts_nothing(tmp_path, answers):
    rows = make_rows(2)
    decided = {
        row.text("id"): (make_uji(1), Putusan(answer)) for row, answer in zip(rows, answers, strict=True)
    }
    text = text_of(PERSETUJUAN, make_persetujuan(rows, putusan=decided), tmp_path)
    assert "(nol)" not in text
    assert ("bertanda “Ya” pada kolom Disetujui" in text) == (answers != (False, False))
    assert ("bertanda “Tidak”" in text) == (answers in ((True, False), (None, None)))


def test_a_letter_whose_rows_are_all_returned_approves_nothing(tmp_path):
    rows = make_rows(2)
    decided = {row.text("id"): (make_uji(1), Putusan(False)) for row in rows}
    text = text_of(PERSETUJUAN, make_persetujuan(rows, putusan=decided), tmp_path)
    assert "TIDAK MENYETUJUI" in text.splitlines()
    assert "2 (dua) informasi, dikembalikan untuk diperbaiki" in text


@pytest.mark.parametrize(("removed", "told"), [(0, False), (3, True)])
def test_a_summary_tells_of_vanished_rows_only_when_there_are_some(tmp_path, removed, told):
    template = template_path("surat", "ringkasan.docx")
    text = text_of(template, make_full("ringkasan", make_rows(3), dihapus=removed), tmp_path)
    assert ("tidak ada lagi di rekap" in text) is told
    assert "(nol)" not in text


@pytest.mark.parametrize("kind", ["ringkasan", "nota-permintaan-data"])
def test_a_rekap_without_rows_is_not_counted(tmp_path, kind):
    text = text_of(template_path("surat", f"{kind}.docx"), make_full(kind, []), tmp_path)
    assert "(nol)" not in text


def test_the_letter_names_law_and_sop(tmp_path):
    text = text_of(PERSETUJUAN, make_persetujuan(make_rows(1)), tmp_path)
    for words in (
        "Pasal 3 ayat (2) Peraturan Pemerintah Nomor 61 Tahun 2010",
        "Pasal 10 ayat (2) huruf e Peraturan Komisi Informasi Nomor 1 Tahun 2021",
        "Standar Operasional Prosedur Nomor 000/00/Contoh",
    ):
        assert words in text


def test_without_copies_there_is_no_tembusan(tmp_path):
    assert "Tembusan" not in text_of(
        PERSETUJUAN, make_persetujuan(make_rows(1), surat=replace(SURAT, tembusan=())), tmp_path
    )


def test_the_date_an_exclusion_ends_stands_under_its_period(tmp_path):
    render_surat(DAFTAR, make_daftar([make_row(3)]), tmp_path / "hasil.docx")
    cell = docx.Document(tmp_path / "hasil.docx").tables[1].rows[4].cells[5]
    assert cell.text == "5 tahun\nMulai 2 Januari 2026\nBerakhir 2 Januari 2031"


@pytest.mark.parametrize("kind", ["daftar-dikecualikan", "persetujuan", "nota-dinas", "penetapan"])
def test_a_row_that_changed_after_its_test_says_so(tmp_path, kind):
    baris = [Baris(make_row(1), berubah_sesudah="disetujui"), Baris(make_row(2))]
    context = build_context(make_bahan(kind, [], baris=baris))
    render_surat(template_path("surat", f"{kind}.docx"), context, tmp_path / "hasil.docx")
    body = docx.Document(tmp_path / "hasil.docx").element.body
    text = "\n".join(piece.text or "" for piece in body.iter(qn("w:t")))
    assert text.count("Berubah sesudah disetujui") == 1
    assert "1 (satu) informasi berubah sesudah diuji atau diputuskan" in text


@pytest.mark.parametrize(
    "kind", ["daftar-dikecualikan", "persetujuan", "daftar-informasi-publik", "daftar-dapat-diakses"]
)
def test_the_last_two_rows_of_a_list_stay_with_its_sum_and_signature(tmp_path, kind):
    rows = [make_row(n, klasifikasi="Berkala") for n in range(1, 7)]
    context = build_context(make_bahan(kind, rows, penanda_tangan=Signer(KETUA_PPID)))
    render_surat(template_path("surat", f"{kind}.docx"), context, tmp_path / "hasil.docx")
    table = max(docx.Document(tmp_path / "hasil.docx").tables, key=lambda one: len(one.columns))
    listed = [row for row in table.rows if any("(contoh" in cell.text for cell in row.cells)]
    kept = [
        all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)
        for row in listed
    ]
    assert kept == [False] * 4 + [True] * 2


@pytest.mark.parametrize("logo", [True, False], ids=["logo", "no logo"])
def test_the_kop_takes_the_whole_width_without_a_logo(tmp_path, logo):
    picture = write_logo(tmp_path / "logo.png") if logo else None
    render_surat(DAFTAR, make_daftar(make_rows(1), logo=picture), tmp_path / "hasil.docx")
    kop = docx.Document(tmp_path / "hasil.docx").tables[0]
    assert len(kop.rows) == 1
    assert len(kop.rows[0]._tr.xpath("./w:tc")) == (2 if logo else 1)
    assert bool(kop._tbl.xpath(".//pic:pic")) is logo


# ---- what LibreOffice prints

DOCUMENTS = ("daftar-200", "daftar-3", "daftar-a4", "daftar-panjang", "setuju-1", "setuju-80", "setuju-a4")


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("cetak")
    logo = write_logo(folder / "logo.png")
    long_row = make_row(2, konsekuensi_bila_dibuka="akibat yang panjang " * 500 + "sampai ujungnya")
    unsigned = {"surat": Surat(), "putusan": {}}
    plans = {
        "daftar-200": (DAFTAR, make_daftar(make_rows(200), logo=logo), "F4"),
        "daftar-3": (DAFTAR, make_daftar(make_rows(3), konsep=False), "F4"),
        "daftar-a4": (DAFTAR, make_daftar(make_rows(40), logo=logo), "A4"),
        "daftar-panjang": (DAFTAR, make_daftar([make_row(1), long_row, make_row(3)]), "F4"),
        "setuju-1": (PERSETUJUAN, make_persetujuan(make_rows(1), **unsigned), "F4"),
        "setuju-80": (PERSETUJUAN, make_persetujuan(make_rows(80), logo=logo), "F4"),
        "ringkasan": (template_path("surat", "ringkasan.docx"), make_full("ringkasan", make_rows(40)), "A4"),
        "bukti": (template_path("surat", "bukti.docx"), make_full("bukti", make_rows(1)), "A4"),
        "publik": (
            template_path("surat", "daftar-informasi-publik.docx"),
            make_full("daftar-informasi-publik", [make_row(n, klasifikasi="Berkala") for n in range(1, 61)]),
            "F4",
        ),
        "label": (template_path("surat", "label-arsip.docx"), make_full("label-arsip", make_rows(16)), "A4"),
        "setuju-a4": (PERSETUJUAN, make_persetujuan(make_rows(12), konsep=False), "A4"),
    }
    for name, (template, context, paper) in plans.items():
        render_surat(template, context, folder / f"{name}.docx", paper=paper)
    convert_to_pdf(folder)
    return {name: read_pages(folder / f"{name}.pdf") for name in plans}


def convert_to_pdf(folder: Path) -> None:
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice (soffice) is needed for this test"
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    documents = sorted(folder.glob("*.docx"))
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *documents]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


@pytest.mark.program
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_page_with_rows_has_the_table_header(pages, name):
    words = "Dasar Hukum Pengecualian" if name.startswith("daftar") else "Uji"
    with_rows = [page for page in pages[name] if re.search(r"\(contoh\s\d+\)|akibat yang panjang", page)]
    assert with_rows
    assert all(words in page and "Jangka Waktu" in page for page in with_rows)


@pytest.mark.program
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_signature_block_is_never_split(pages, name):
    first, last = (
        ("SEKRETARIS BADAN", "NIP. 1980") if name.startswith("daftar") else ("KEPALA BADAN", "NIP. 1975")
    )
    signed = [page for page in pages[name] if first in page or last in page]
    assert len(signed) == (1 if name.startswith("daftar") else 2)
    assert all(page.count(first) == page.count(last) == page.count("Pembina") == 1 for page in signed)


@pytest.mark.program
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_signature_never_stands_alone_on_its_page(pages, name):
    for page in pages[name]:
        if "NIP. 19" in page:
            assert "Jumlah:" in page or "Demikian disampaikan" in page


@pytest.mark.program
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_page_is_blank_and_no_tag_is_left(pages, name):
    for page in pages[name]:
        body = re.sub(r"KONSEP|Rekap:.*|Halaman.*|- ?\d+ ?-", "", page)
        assert len(body.split()) > 8
        assert "{{" not in page
        assert "{%" not in page


@pytest.mark.program
@pytest.mark.parametrize("name", DOCUMENTS)
def test_konsep_stands_on_every_page_of_a_draft_only(pages, name):
    draft = name not in ("daftar-3", "setuju-a4")
    assert [bool(re.search(r"^\s*KONSEP\s*$", page, re.MULTILINE)) for page in pages[name]] == [draft] * len(
        pages[name]
    )


@pytest.mark.program
def test_every_row_is_printed(pages):
    daftar = " ".join(" ".join(pages["daftar-200"]).split())
    assert {int(n) for n in re.findall(r"\(contoh\s(\d+)\)", daftar)} == set(range(1, 201))
    lampiran = re.findall(r"INF-2026-(\d{4})", " ".join(pages["setuju-80"]))
    assert sorted(map(int, lampiran)) == list(range(1, 81))


@pytest.mark.program
def test_a_row_longer_than_a_page_loses_nothing(pages):
    text = " ".join(pages["daftar-panjang"])
    assert text.count("panjang") == 500
    assert "ujungnya" in text


@pytest.mark.program
def test_the_daftar_counts_its_pages(pages):
    total = len(pages["daftar-200"])
    assert all(f"Halaman {number} dari {total}" in page for number, page in enumerate(pages["daftar-200"], 1))


@pytest.mark.program
def test_the_footer_names_the_rekap_and_its_digest(pages):
    assert all("rekap-contoh-2026.xlsx | sidik 5f2c9ab01d7e | 2 Maret 2026" in p for p in pages["daftar-200"])


@pytest.mark.program
def test_number_and_date_of_a_letter_stand_on_one_line(pages):
    assert re.search(r"Nomor\s*:\s*000.8/0012/CONTOH/2026\s+Kota Contoh, 4 Maret 2026", pages["setuju-80"][0])
    assert re.search(r"Nomor\s*:\s*\.{20,}\s+Kota Contoh, \.{20,} 2026", pages["setuju-1"][0])


@pytest.mark.program
@pytest.mark.parametrize("name", ["ringkasan", "bukti"])
def test_what_is_meant_for_one_page_fits_on_it(pages, name):
    assert len(pages[name]) == 1
    assert "NIP. 1980" in pages[name][0]


@pytest.mark.program
def test_the_public_list_repeats_its_seven_headings(pages):
    with_rows = [page for page in pages["publik"] if re.search(r"contoh\s\d+", page)]
    assert len(with_rows) > 1
    for words in (
        "Ringkasan Isi",
        "Penanggung Jawab",
        "Waktu dan Tempat",
        "Bentuk Informasi",
        "Retensi Arsip",
    ):
        assert all(words in page for page in with_rows)


@pytest.mark.program
def test_labels_fill_two_columns_and_none_is_cut(pages):
    assert len(pages["label"]) == 2
    assert sorted(re.findall(r"INF-2026-(\d{4})\s+sidik", " ".join(pages["label"]))) == [
        f"{n:04}" for n in range(1, 17)
    ]
