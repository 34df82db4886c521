"""Templates of the office: they win over the shipped ones, are named, and are checked before a letter is made."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from kantor import good_rows

from ppid_xl.bawaan import template_path
from ppid_xl.cli import main
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.surat.template import installed_fonts

pytestmark = pytest.mark.lama

Capture = pytest.CaptureFixture[str]
DAY = ("--tanggal", "2026-11-21")


@pytest.fixture
def book(rekap: Path, knowledge: Knowledge) -> Path:
    host = FileHost(rekap, knowledge.dictionary)
    officer = {"kode": "K", "nama": "Contoh Satu", "jabatan": "Sekretaris", "peran": "Ketua PPID"}
    host.apply([AppendRows("tblRekap", good_rows(2)), AppendRows("tblPejabat", [officer])])
    return rekap


def own_template(book: Path, kind: str, *lines: str) -> Path:
    """Put an office's template beside the workbook: the shipped one with lines of its own at the end."""
    path = book.parent / "templates" / "surat" / f"{kind}.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    document = docx.Document(str(template_path("surat", f"{kind}.docx")))
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def words_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_the_template_of_the_office_wins_over_the_shipped_one(book: Path) -> None:
    own_template(book, "nota-dinas", "Kalimat kantor di {{ tempat }}, {{ jumlah }} informasi.")
    assert main(["surat", str(book), "nota-dinas", *DAY]) == 0
    assert "Kalimat kantor di " in words_of(book.parent / "dokumen" / "nota-dinas.docx")
    assert ", 2 (dua) informasi." in words_of(book.parent / "dokumen" / "nota-dinas.docx")


def test_the_list_of_kinds_says_which_templates_are_the_offices(book: Path, capsys: Capture) -> None:
    own_template(book, "nota-dinas")
    shutil.copy(template_path("surat", "persetujuan.docx"), book.parent / "templates/surat/persetujuaan.docx")
    capsys.readouterr()
    assert main(["surat", str(book), "--daftar"]) == 0
    lines = capsys.readouterr().out.splitlines()
    (nota,) = (line for line in lines if line.startswith("nota-dinas "))
    assert nota.endswith("(template kantor)")
    assert [line for line in lines if "(template kantor)" in line] == [nota]
    (unused,) = (line for line in lines if line.startswith("persetujuaan.docx"))
    assert unused.endswith("mungkin maksudnya persetujuan.docx")


def test_a_broken_template_of_the_office_stops_the_letter_before_anything_is_written(
    book: Path, capsys: Capture
) -> None:
    own_template(book, "nota-dinas", "Nomor lama: {{ surat.nomr }} tahun lalu")
    capsys.readouterr()
    assert main(["surat", str(book), "nota-dinas", *DAY]) == 4
    said = capsys.readouterr().err
    assert "nota-dinas.docx" in said
    assert '"Nomor lama: {{ surat.nomr }} tahun lalu"' in said
    assert 'Isian "surat.nomr"' in said
    assert '"surat.nomor"' in said
    assert not (book.parent / "dokumen").exists()


def test_a_broken_template_stops_the_official_letter_without_a_line_in_the_agenda(
    book: Path, knowledge: Knowledge
) -> None:
    own_template(book, "nota-dinas", "{%p if konsep %}")
    before = book.read_bytes()
    words = ["--resmi", "--oleh", "K", "--nomor", "7/2026", "--tanggal-surat", "2026-11-20"]
    assert main(["surat", str(book), "nota-dinas", *words, *DAY]) == 4
    assert book.read_bytes() == before
    assert not (book.parent / "dokumen").exists()


def test_a_broken_template_stops_the_rekapitulasi_before_anything_is_written(book: Path) -> None:
    own_template(book, "rekapitulasi", "{{ per_tanggl }}")
    assert main(["rekapitulasi", str(book), "--keluar", str(book.parent / "hasil"), *DAY]) == 4
    assert not (book.parent / "hasil").exists()


def test_what_mars_a_template_of_the_office_is_a_note_of_its_letter(book: Path, capsys: Capture) -> None:
    own_template(book, "nota-dinas", "Peraturan Komisi Informasi Nomor 1 Tahun 2017")
    capsys.readouterr()
    assert main(["surat", str(book), "nota-dinas", *DAY]) == 0
    said = capsys.readouterr().out
    assert "Catatan: Template kantor nota-dinas.docx, isi, paragraf" in said
    assert "Seharusnya: Peraturan Komisi Informasi Nomor 1 Tahun 2021" in said


def test_periksa_names_file_paragraph_and_tag_of_every_fault(tmp_path: Path, capsys: Capture) -> None:
    document = docx.Document()
    for text in ("Nomor {{ surat.nomr }}", "{%tr for baris in daftar %}", "Ditetapkan di Jakarta"):
        document.add_paragraph(text)
    path = tmp_path / "surat kantor.docx"
    document.save(str(path))
    assert main(["template", "periksa", str(path), "--jenis", "penetapan"]) == 4
    said = capsys.readouterr().out
    assert str(path) in said
    for place, tag in (
        ('galat: isi, paragraf 1 "Nomor {{ surat.nomr }}"', '"surat.nomr" pada "{{ surat.nomr }}"'),
        ('galat: isi, paragraf 2 "{%tr for baris in daftar %}"', 'Tanda "{%tr for baris in daftar %}"'),
        ('peringatan: isi, paragraf 3 "Ditetapkan di Jakarta"', 'Tertulis "Ditetapkan di Jakarta"'),
    ):
        assert place in said
        assert tag in said


def test_periksa_of_the_shipped_templates_ends_well(capsys: Capture) -> None:
    paths = [str(path) for path in sorted(template_path("surat").glob("*.docx"))]
    assert main(["template", "periksa", *paths]) == 0
    assert capsys.readouterr().out.count("dapat dipakai") == len(paths)


def test_a_mere_note_on_a_font_is_no_fault(tmp_path: Path, capsys: Capture) -> None:
    document = docx.Document(str(template_path("surat", "nota-dinas.docx")))
    document.add_paragraph().add_run("Salam").font.name = "Huruf Kantor Sendiri"
    document.save(str(tmp_path / "nota-dinas.docx"))
    assert main(["template", "periksa", str(tmp_path / "nota-dinas.docx")]) == 0
    assert "Huruf Huruf Kantor Sendiri tidak ada di komputer ini" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code"),
    [(["tiada.docx"], 4), (["catatan.txt"], 4), (["nota-dinas.docx", "--jenis", "nota-dinass"], 2)],
)
def test_what_cannot_be_judged_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, words: list[str], code: int
) -> None:
    (tmp_path / "catatan.txt").write_text("bukan Word", encoding="utf-8")
    shutil.copy(template_path("surat", "nota-dinas.docx"), tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["template", "periksa", *words]) == code
    assert capsys.readouterr().err.endswith(".\n")


@pytest.mark.program
def test_the_fonts_of_this_computer_are_known() -> None:
    assert "Liberation Sans" in installed_fonts()
