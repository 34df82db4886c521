"""--pdf: the PDF beside its document, said with its pages, recorded with its program, and missing out loud."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from contoh_pdf import plain_pdf

from ppid_xl.cli import main
from ppid_xl.errors import HostError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import SetName
from ppid_xl.surat.konteks import Surat
from ppid_xl.surat.pdf import SofficeConverter
from ppid_xl.workflow.berkas.berkas_bukti import file_sidik
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.surat.pdf import PdfWish, documents_without_pdf
from ppid_xl.workflow.surat.surat_resmi import surat_resmi
from ppid_xl.workflow.tanda_tangan.tandatangan import registered_pdf

pytestmark = pytest.mark.lama

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


# ---- the PDF of a letter that was entered without one


def late(desk: FileHost, *more: str) -> int:
    return main(["surat", str(desk.path), "--pdf", *more, "--tanggal", "2026-11-21"])


def entered_without_pdf(desk: FileHost) -> Path:
    assert main(["surat", str(desk.path), "nota-dinas", *RESMI, "--tanggal", "2026-11-21"]) == 0
    return desk.path.parent / "dokumen" / "SR-2026-0001-nota-dinas.docx"


@pytest.mark.usefixtures("printer")
def test_the_pdf_of_a_letter_made_later_is_recorded_so_that_it_can_be_signed(
    desk: FileHost, capsys: Capture
) -> None:
    document = entered_without_pdf(desk)
    assert main(["surat", str(desk.path), "nota-dinas", "--tanggal", "2026-11-21"]) == 0
    assert late(desk, "--oleh", "K") == 0
    assert "SR-2026-0001: PDF-nya tercatat (LK-2026-0002)" in capsys.readouterr().out
    book = desk.snapshot()
    _, act = book.rows("tblLangkah")
    assert (act.text("id_surat"), act.text("oleh"), act.text("keputusan")) == ("SR-2026-0001", "K", "Dicatat")
    made = document.with_suffix(".pdf")
    assert act.text("catatan").startswith(f"PDF: {made.name}, 2 halaman, sidik {file_sidik(made)}, ")
    assert registered_pdf(book, made.read_bytes(), made.name).id_surat == "SR-2026-0001"
    assert late(desk) == 0
    assert len(desk.snapshot().rows("tblLangkah")) == 2


@pytest.mark.usefixtures("printer")
def test_a_letter_whose_document_changed_after_it_was_entered_gets_a_pdf_that_nobody_can_sign(
    desk: FileHost, capsys: Capture
) -> None:
    document = entered_without_pdf(desk)
    document.write_bytes(document.read_bytes() + b" ")
    assert late(desk) == 0
    assert "SR-2026-0001: dokumennya berubah sesudah dicatat" in capsys.readouterr().out
    assert len(desk.snapshot().rows("tblLangkah")) == 1


@pytest.mark.usefixtures("printer")
def test_a_cancelled_letter_is_not_recorded_again(desk: FileHost) -> None:
    entered_without_pdf(desk)
    words = ["--batal", "SR-2026-0001", "--catatan", "salah", "--oleh", "K", "--tanggal", "2026-11-21"]
    assert main(["agenda", str(desk.path), *words]) == 0
    assert late(desk) == 0
    assert len(desk.snapshot().rows("tblLangkah")) == 2


@pytest.mark.usefixtures("printer")
def test_a_workbook_that_is_open_keeps_the_pdf_of_a_letter_from_being_made(
    desk: FileHost, capsys: Capture
) -> None:
    document = entered_without_pdf(desk)
    assert main(["surat", str(desk.path), "nota-dinas", "--tanggal", "2026-11-21"]) == 0
    desk.path.with_name(f"~${desk.path.name}").write_bytes(b"lock")
    assert late(desk) == 5
    assert not document.with_suffix(".pdf").exists()
    assert (document.parent / "nota-dinas.pdf").exists()
