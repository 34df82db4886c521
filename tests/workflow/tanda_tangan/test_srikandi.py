"""What SRIKANDI gives back must say what our document says, but for number, date and signature."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest
from contoh_pdf import text_pdf
from kantor import good_rows
from pki_uji import BUDI, SANDI, Entity, shared_officer, shared_pki
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pypdfium2 import PdfDocument

from ppid_xl.errors import PpidXlError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetName
from ppid_xl.surat.isi_docx import read_docx
from ppid_xl.ttd.baca_qr import read_pages
from ppid_xl.ttd.certificate import Trust, load_trust
from ppid_xl.ttd.keys import load_p12
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.surat.pdf import PdfWish, find_converter, print_documents
from ppid_xl.workflow.surat.surat_resmi import surat_resmi
from ppid_xl.workflow.tanda_tangan.berkas_kembali import Signed
from ppid_xl.workflow.tanda_tangan.terima_ttd import Filed, terima_ttd

pytestmark = pytest.mark.lama

FILLED = {
    "${nomor_naskah}": "B/000.1/12/BKD", "${tanggal_naskah}": "20 November 2026",
    "${ttd_pengirim}": "Ditandatangani secara elektronik oleh: Sekretaris",
}  # fmt: skip
SATU = ("Contoh Satu", "")
WITHOUT = "PDF ini tidak memuat tanda tangan elektronik; tingkatnya hanya menurut pernyataan."
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
    desk: FileHost, now: datetime, content: bytes, signed: Signed | None = None, catatan: str = "",
    trust: Trust | None = None,
) -> Filed:  # fmt: skip
    path = desk.path.with_name("unduhan.pdf")
    path.write_bytes(content)
    signed, deed = signed or Signed("srikandi"), Deed("K", catatan=catatan)
    return terima_ttd(desk, now, path, "", signed, deed, folder=desk.path.parent, trust=trust)


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
    assert done.notes == (
        "Tanda tangan elektronik di PDF ini tidak dapat diperiksa; tingkatnya hanya menurut pernyataan.",
    )


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
    assert done.notes == (WITHOUT,)
    assert desk.snapshot().rows("tblAgenda")[0].text("nomor") == FILLED["${nomor_naskah}"]


# ---- the level, by the electronic signature in the PDF itself


def signed_there(content: bytes, entity: Entity) -> bytes:
    """Return the PDF signed as a service does it, in a field of its own name."""
    whole, result = io.BytesIO(), io.BytesIO()
    PdfDocument(content).save(whole)
    about = signers.PdfSignatureMetadata(field_name="Sign-1", subfilter=fields.SigSeedSubFilter.PADES)
    signer = signers.PdfSigner(about, signer=load_p12(entity.p12(), SANDI, "kunci").signer)
    signer.sign_pdf(IncrementalPdfFileWriter(whole), output=result)
    return result.getvalue()


def roots(folder: Path, name: str = "uji", *, psre: bool = True) -> Trust:
    return load_trust(shared_pki(name).trust_folder(folder / f"akar-{name}", psre=psre))


def test_a_pdf_without_a_signature_has_the_level_that_staff_state(
    desk: FileHost, document: Path, now: datetime, tmp_path: Path
) -> None:
    saved = io.BytesIO()
    PdfDocument(came_back(document, FILLED)).save(saved)
    done = filed(desk, now, saved.getvalue(), trust=roots(tmp_path))
    assert level(desk) == "Ditandatangani (elektronik, belum diverifikasi)"
    assert done.notes == (WITHOUT,)


def level(desk: FileHost) -> str:
    (row,) = desk.snapshot().rows("tblAgenda")
    return row.text("keadaan_tanda_tangan")


def test_a_signature_of_a_trusted_indonesian_provider_is_tersertifikasi(
    desk: FileHost, document: Path, now: datetime, tmp_path: Path
) -> None:
    content = signed_there(came_back(document, FILLED), shared_officer(*SATU))
    done = filed(desk, now, content, trust=roots(tmp_path))
    assert level(desk) == "Ditandatangani (elektronik, tersertifikasi)"
    assert done.notes == ()
    note = desk.snapshot().rows("tblLangkah")[-1].text("catatan")
    assert "Tanda tangan elektronik di PDF: Contoh Satu (terbitan CA Antara uji); utuh." in note


@pytest.mark.parametrize(
    ("name", "psre", "said"),
    [("lain", True, "tidak tersertifikasi"), ("uji", False, "belum diverifikasi")],
    ids=["another provider", "no provider of Indonesia at hand"],
)
def test_without_its_root_a_signature_is_not_called_tersertifikasi(
    name: str, psre: bool, said: str, desk: FileHost, document: Path, now: datetime, tmp_path: Path
) -> None:
    content = signed_there(came_back(document, FILLED), shared_officer(*SATU))
    done = filed(desk, now, content, trust=roots(tmp_path, name, psre=psre))
    assert level(desk) == f"Ditandatangani (elektronik, {said})"
    assert any("akar PSrE" in note for note in done.notes) == (not psre)


def test_a_pdf_changed_after_its_signature_is_refused_unless_staff_say_why(
    desk: FileHost, document: Path, now: datetime, tmp_path: Path
) -> None:
    whole = signed_there(came_back(document, FILLED), shared_officer(*SATU))
    later = IncrementalPdfFileWriter(io.BytesIO(whole))
    later.root["/Ditambah"] = later.root["/Pages"]
    later.update_root()
    changed = io.BytesIO()
    later.write(changed)
    problem = refused(desk, now, changed.getvalue())
    assert (problem.kode, problem.fakta["nama"]) == ("ttd-naskah-rusak", "Contoh Satu")
    done = filed(desk, now, changed.getvalue(), catatan="stempel arsip", trust=roots(tmp_path))
    assert level(desk) == "Ditandatangani (elektronik, belum diverifikasi)"
    assert any("TIDAK utuh" in note for note in done.notes)


def test_a_pdf_signed_by_somebody_who_is_not_named_in_it_is_refused_unless_staff_say_why(
    desk: FileHost, document: Path, now: datetime, tmp_path: Path
) -> None:
    content = signed_there(came_back(document, FILLED), shared_officer(*BUDI))
    problem = refused(desk, now, content)
    assert (problem.kode, problem.exit_code, problem.fakta["nama"]) == (
        "ttd-naskah-orang-lain",
        6,
        "Budi Santoso",
    )
    filed(desk, now, content, catatan="segel elektronik instansi", trust=roots(tmp_path))
    assert level(desk) == "Ditandatangani (elektronik, tersertifikasi)"
