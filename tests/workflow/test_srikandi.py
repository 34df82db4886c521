"""What SRIKANDI gives back must say what our document says, but for number, date and signature."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest
from contoh_pdf import text_pdf
from kantor import good_rows

from ppid_xl.errors import PpidXlError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetName
from ppid_xl.surat.isi_docx import read_docx
from ppid_xl.ttd.baca_qr import read_pages
from ppid_xl.workflow.berkas_kembali import Signed
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.pdf import PdfWish, find_converter, print_documents
from ppid_xl.workflow.surat_resmi import surat_resmi
from ppid_xl.workflow.terima_ttd import Filed, terima_ttd
from ppid_xl.workflow.tindakan import Deed

FILLED = {
    "${nomor_naskah}": "B/000.1/12/BKD", "${tanggal_naskah}": "20 November 2026",
    "${ttd_pengirim}": "Ditandatangani secara elektronik oleh: Sekretaris",
}  # fmt: skip
BSRE = (
    "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh "
    "Balai Sertifikasi Elektronik (BSrE), BSSN"
)


@pytest.fixture
def desk(rekap: Path, knowledge: Knowledge) -> FileHost:
    host = FileHost(rekap, knowledge.dictionary)
    officer = {"kode": "K", "nama": "Contoh Satu", "jabatan": "Sekretaris", "peran": "Ketua PPID"}
    host.apply(
        [
            AppendRows("tblRekap", good_rows(2)),
            AppendRows("tblPejabat", [officer]),
            SetName("ModeNomorSurat", "srikandi"),
        ]
    )
    return host


@pytest.fixture
def document(desk: FileHost, knowledge: Knowledge, now: datetime) -> Path:
    folder = desk.path.parent
    done = surat_resmi(
        desk, "nota-dinas", knowledge, now, folder / "dokumen", Deed("K"), workbook_folder=folder
    )
    assert done.made.path is not None
    return done.made.path


def came_back(document: Path, values: Mapping[str, str], more: str = "") -> bytes:
    """Return a PDF as SRIKANDI makes it of our document: variables filled, its sentence below."""
    text = read_docx(document).isi
    for token, value in values.items():
        text = text.replace(token, value)
    lines = [line for line in re.sub(r"[^\S\n]+", " ", text).splitlines() if line.strip()]
    half = len(lines) // 2
    pages = [[*lines[:half], BSRE, "SR-2026-0001"], [*lines[half:], more, BSRE, "SR-2026-0001"]]
    return text_pdf(["\n".join(page) for page in pages])


def filed(
    desk: FileHost, now: datetime, content: bytes, signed: Signed | None = None, catatan: str = ""
) -> Filed:
    path = desk.path.with_name("unduhan.pdf")
    path.write_bytes(content)
    signed = signed or Signed("srikandi")
    return terima_ttd(desk, now, path, "", signed, Deed("K", catatan=catatan), folder=desk.path.parent)


def refused(desk: FileHost, now: datetime, content: bytes, signed: Signed | None = None) -> PpidXlError:
    before = desk.path.read_bytes()
    with pytest.raises(PpidXlError) as refusal:
        filed(desk, now, content, signed)
    assert desk.path.read_bytes() == before
    return refusal.value


def test_number_and_date_are_taken_from_the_pdf(desk: FileHost, document: Path, now: datetime) -> None:
    done = filed(desk, now, came_back(document, FILLED))
    (row,) = desk.snapshot().rows("tblAgenda")
    assert (done.id_surat, row.text("nomor"), row["tanggal"]) == (
        "SR-2026-0001", "B/000.1/12/BKD", date(2026, 11, 20),
    )  # fmt: skip
    assert row.text("keadaan_tanda_tangan") == "Ditandatangani (elektronik, belum diverifikasi)"
    assert done.notes == ()


def test_a_changed_word_is_told_and_refused(desk: FileHost, document: Path, now: datetime) -> None:
    content = came_back(document, {**FILLED, "2 (dua)": "3 (tiga)"})
    problem = refused(desk, now, content)
    assert (problem.kode, problem.exit_code) == ("naskah-berbeda", 6)
    assert "“2 (dua)” menjadi “3 (tiga)”" in problem.fakta["beda"]


def test_with_a_reason_it_is_taken_and_the_difference_recorded(
    desk: FileHost, document: Path, now: datetime
) -> None:
    content = came_back(document, FILLED, "Demikian, dengan perbaikan.")
    assert refused(desk, now, content).kode == "naskah-berbeda"
    done = filed(desk, now, content, catatan="diperbaiki oleh konseptor di SRIKANDI")
    assert any("ditambah “Demikian, dengan perbaikan.”" in note for note in done.notes)
    told = desk.snapshot().rows("tblLangkah")[-1].text("catatan")
    assert "ditambah “Demikian, dengan perbaikan.”" in told
    assert told.endswith("diperbaiki oleh konseptor di SRIKANDI")


def test_a_pdf_that_still_has_variables_is_not_signed_yet(
    desk: FileHost, document: Path, now: datetime
) -> None:
    problem = refused(desk, now, came_back(document, {"${nomor_naskah}": "12/B"}))
    assert (problem.kode, problem.fakta["isian"]) == (
        "naskah-belum-terisi", "${tanggal_naskah}, ${ttd_pengirim}",
    )  # fmt: skip


def test_another_number_than_staff_told_is_refused(desk: FileHost, document: Path, now: datetime) -> None:
    content = came_back(document, FILLED)
    assert refused(desk, now, content, Signed("srikandi", nomor="99/B")).kode == "naskah-bernomor-lain"


def test_a_document_that_was_changed_since_is_not_compared(
    desk: FileHost, document: Path, now: datetime
) -> None:
    content = came_back(document, FILLED)
    document.write_bytes(document.read_bytes() + b"\0")
    done = filed(desk, now, content, Signed("srikandi", nomor="12/B"))
    assert "berubah sejak dicatat" in done.notes[0]


def test_wet_ink_is_not_compared_by_its_text(desk: FileHost, document: Path, now: datetime) -> None:
    content = text_pdf(["Hasil OCR yang salah baca\nSR-2026-0001"])
    assert filed(desk, now, content, Signed("basah", nomor="12/B")).notes == ()


@pytest.mark.program
def test_the_pdf_that_libreoffice_makes_of_a_filled_letter_says_the_same(
    desk: FileHost, document: Path, now: datetime, tmp_path: Path
) -> None:
    from docx import Document
    from docx.oxml.ns import qn

    letter = Document(str(document))
    for node in letter.element.body.iter(qn("w:t")):
        for token, value in FILLED.items():
            node.text = (node.text or "").replace(token, value)
    letter.save(str(tmp_path / "srikandi.docx"))
    (printed,) = print_documents(desk, [tmp_path / "srikandi.docx"], tmp_path, PdfWish(find_converter()))
    assert printed.path is not None
    content = printed.path.read_bytes()
    assert {code.id_surat for page in read_pages(content) for code in page.codes} == {"SR-2026-0001"}
    done = filed(desk, now, content)
    assert done.notes == ()
    assert desk.snapshot().rows("tblAgenda")[0].text("nomor") == FILLED["${nomor_naskah}"]
