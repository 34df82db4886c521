"""--pdf: the PDF beside its document, said with its pages, recorded with its program, and missing out loud."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from contoh_pdf import plain_pdf
from kantor import good_rows

from ppid_xl.cli import main
from ppid_xl.errors import HostError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetName
from ppid_xl.surat.konteks import Surat
from ppid_xl.surat.pdf import SofficeConverter
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.pdf import PdfWish, documents_without_pdf
from ppid_xl.workflow.surat_resmi import surat_resmi
from ppid_xl.workflow.tindakan import Deed

Capture = pytest.CaptureFixture[str]
BODY = f"""#!{sys.executable}
import pathlib, sys
if "--version" in sys.argv:
    print("LibreOffice 9.9.9.9 40(Build:2)")
    sys.exit()
at = sys.argv.index("--outdir")
for letter in sys.argv[at + 2:]:
    target = pathlib.Path(sys.argv[at + 1]) / (pathlib.Path(letter).stem + ".pdf")
    target.write_bytes({plain_pdf(2)!r} + b"pdfaid" * ("2" in sys.argv[at - 1]))
"""


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a small program in the place of LibreOffice: every letter becomes two empty pages."""
    folder = tmp_path / "program"
    folder.mkdir()
    program = folder / "soffice"
    program.write_text(BODY, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return program


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def desk(rekap: Path, knowledge: Knowledge) -> FileHost:
    host = FileHost(rekap, knowledge.dictionary)
    officers = [
        {"kode": "K", "nama": "Contoh Satu", "jabatan": "Sekretaris", "peran": "Ketua PPID"},
        {"kode": "A", "nama": "Contoh Dua", "jabatan": "Kepala Dinas", "peran": "Atasan PPID"},
    ]
    host.apply([AppendRows("tblRekap", good_rows(2)), AppendRows("tblPejabat", officers)])
    return host


def files(desk: FileHost) -> list[str]:
    return sorted(path.name for path in (desk.path.parent / "dokumen").iterdir())


RESMI = ("--resmi", "--nomor", "7/2026", "--tanggal-surat", "2026-11-20", "--oleh", "K")


@pytest.mark.usefixtures("printer")
def test_a_concept_has_its_pdf_beside_it_and_its_pages_are_said(desk: FileHost, capsys: Capture) -> None:
    assert main(["surat", str(desk.path), "nota-dinas", "--pdf", "--tanggal", "2026-11-21"]) == 0
    assert files(desk) == ["nota-dinas.docx", "nota-dinas.pdf"]
    assert "nota-dinas.pdf (2 halaman, LibreOffice 9.9.9.9)" in capsys.readouterr().out


@pytest.mark.usefixtures("printer")
def test_a_kegiatan_that_is_recorded_names_the_pdf_and_its_program(desk: FileHost) -> None:
    desk.apply([SetName("KodeSOP", "diskominfo-kaltara-2017")])
    words = [
        "surat",
        str(desk.path),
        "daftar-dikecualikan",
        "--pdf",
        "--oleh",
        "K",
        "--tanggal",
        "2026-11-21",
    ]
    assert main(words) == 0
    acts = [row.text("catatan") for row in desk.snapshot().rows("tblLangkah")]
    assert len(acts) == 1
    assert acts[0].startswith("PDF: daftar-dikecualikan.pdf, 2 halaman, sidik ")
    assert acts[0].splitlines()[0].endswith(", LibreOffice 9.9.9.9")


@pytest.mark.usefixtures("printer")
def test_a_letter_is_entered_with_its_pdf(desk: FileHost, capsys: Capture) -> None:
    assert main(["surat", str(desk.path), "nota-dinas", "--pdf", *RESMI, "--tanggal", "2026-11-21"]) == 0
    assert files(desk) == ["SR-2026-0001-nota-dinas.docx", "SR-2026-0001-nota-dinas.pdf"]
    (act,) = desk.snapshot().rows("tblLangkah")
    assert act.text("catatan").startswith("PDF: SR-2026-0001-nota-dinas.pdf, 2 halaman, sidik ")
    assert "SR-2026-0001-nota-dinas.pdf (2 halaman, LibreOffice 9.9.9.9)" in capsys.readouterr().out


@pytest.mark.usefixtures("printer")
def test_a_pdf_for_the_archive_is_asked_of_the_program(desk: FileHost) -> None:
    assert main(["surat", str(desk.path), "nota-dinas", "--pdf-arsip", "--tanggal", "2026-11-21"]) == 0
    assert files(desk) == ["nota-dinas.docx", "nota-dinas.pdf"]
    assert b"pdfaid" in (desk.path.parent / "dokumen" / "nota-dinas.pdf").read_bytes()


@pytest.mark.usefixtures("printer")
def test_a_pdf_of_another_letter_stays(desk: FileHost) -> None:
    (desk.path.parent / "dokumen").mkdir()
    (desk.path.parent / "dokumen" / "nota-dinas.pdf").write_bytes(b"lama")
    assert main(["surat", str(desk.path), "nota-dinas", "--pdf", "--tanggal", "2026-11-21"]) == 0
    assert files(desk) == ["nota-dinas-2.pdf", "nota-dinas.docx", "nota-dinas.pdf"]
    assert (desk.path.parent / "dokumen" / "nota-dinas.pdf").read_bytes() == b"lama"


@pytest.mark.usefixtures("bare")
def test_without_a_program_the_document_is_made_and_the_exit_code_says_five(
    desk: FileHost, capsys: Capture
) -> None:
    assert main(["surat", str(desk.path), "nota-dinas", "--pdf", "--tanggal", "2026-11-21"]) == 5
    assert files(desk) == ["nota-dinas.docx"]
    said = capsys.readouterr()
    assert "nota-dinas.docx" in said.out
    assert "PDF dari nota-dinas.docx tidak dibuat" in said.err
    assert "Pasang LibreOffice" in said.err


@pytest.mark.usefixtures("bare")
def test_without_a_program_a_letter_is_entered_all_the_same(desk: FileHost, capsys: Capture) -> None:
    assert main(["surat", str(desk.path), "nota-dinas", "--pdf", *RESMI, "--tanggal", "2026-11-21"]) == 5
    assert files(desk) == ["SR-2026-0001-nota-dinas.docx"]
    (row,) = desk.snapshot().rows("tblAgenda")
    assert row.text("id_surat") == "SR-2026-0001"
    assert "PDF dari SR-2026-0001-nota-dinas.docx tidak dibuat" in capsys.readouterr().err


def test_the_pdf_does_not_stay_when_the_workbook_refuses_its_line(
    desk: FileHost, knowledge: Knowledge, now: datetime, printer: Path
) -> None:
    folder = desk.path.parent
    (folder / f".~lock.{desk.path.name}#").write_text(",Contoh,komputer,;", encoding="utf-8")
    with pytest.raises(HostError):
        surat_resmi(
            desk, "nota-dinas", knowledge, now, folder / "dokumen", Deed("K"), workbook_folder=folder,
            kepala=Surat(nomor="7/2026", tanggal=date(2026, 11, 20)), pdf=PdfWish(SofficeConverter(printer)),
        )  # fmt: skip
    assert files(desk) == []


def test_documents_that_have_no_pdf_yet_get_one_later(
    desk: FileHost, capsys: Capture, printer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("nota-dinas", "undangan-uji", "daftar-hadir"):
        assert main(["surat", str(desk.path), kind, "--tanggal", "2026-11-21"]) == 0
    folder = desk.path.parent / "dokumen"
    (folder / "~$nota-dinas.docx").write_bytes(b"terbuka")
    (folder / "daftar-hadir.pdf").write_bytes(b"lama")
    assert [path.name for path in documents_without_pdf(folder)] == ["nota-dinas.docx", "undangan-uji.docx"]
    assert main(["surat", str(desk.path), "--pdf"]) == 0
    assert {"nota-dinas.pdf", "undangan-uji.pdf"} <= set(files(desk))
    assert (folder / "daftar-hadir.pdf").read_bytes() == b"lama"
    capsys.readouterr()
    assert main(["surat", str(desk.path), "--pdf"]) == 0
    assert "sudah mempunyai PDF" in capsys.readouterr().out


@pytest.mark.usefixtures("printer")
def test_a_workbook_or_folder_that_is_not_there_is_said(desk: FileHost, capsys: Capture) -> None:
    assert main(["surat", str(desk.path), "--pdf"]) == 2
    assert "Belum ada dokumen Word di" in capsys.readouterr().err
    assert main(["surat", str(desk.path.with_name("tiada.xlsx")), "--pdf"]) == 2
    assert "tiada.xlsx tidak ditemukan" in capsys.readouterr().err
