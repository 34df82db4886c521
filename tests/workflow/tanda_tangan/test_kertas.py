"""Paper comes back: the letter is found by its QR, and what is another letter, or another print of it, is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from contoh_pdf import text_pdf
from contoh_pindaian import as_jpeg, as_pdf, code_of, printed_page, scanned
from kantor import good_rows

from ppid_xl.cli import main
from ppid_xl.errors import PpidXlError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetColumn
from ppid_xl.surat.konteks import Surat
from ppid_xl.surat.konteks.sidik import data_sidik
from ppid_xl.ttd.kode import Code
from ppid_xl.workflow.agenda.agenda import cancel
from ppid_xl.workflow.agenda.naskah import digest_of
from ppid_xl.workflow.agenda.naskah_terdaftar import registered
from ppid_xl.workflow.berkas.berkas_bukti import file_findings
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.surat.surat_resmi import surat_resmi
from ppid_xl.workflow.tanda_tangan.berkas_kembali import Signed
from ppid_xl.workflow.tanda_tangan.cocok_surat import match_letter
from ppid_xl.workflow.tanda_tangan.terima_folder import DONE, terima_folder
from ppid_xl.workflow.tanda_tangan.terima_ttd import Filed, terima_ttd

pytestmark = pytest.mark.lama

Issue = Callable[[str], Code]
BASAH = Signed("basah")


@pytest.fixture
def desk(rekap: Path, knowledge: Knowledge) -> FileHost:
    host = FileHost(rekap, knowledge.dictionary)
    officer = {"kode": "K", "nama": "Contoh Satu", "jabatan": "Sekretaris", "peran": "Ketua PPID"}
    host.apply([AppendRows("tblRekap", good_rows(2)), AppendRows("tblPejabat", [officer])])
    return host


@pytest.fixture
def issue(desk: FileHost, knowledge: Knowledge, now: datetime) -> Issue:
    """Make an official letter and return the code that its footer bears."""

    def make(nomor: str) -> Code:
        folder = desk.path.parent
        done = surat_resmi(
            desk, "nota-dinas", knowledge, now, folder / "dokumen", Deed("K"), workbook_folder=folder,
            kepala=Surat(nomor=nomor, tanggal=date(2026, 11, 20)),
        )  # fmt: skip
        assert done.entered is not None
        id_surat = done.entered.id_surat
        return code_of(id_surat, nomor, registered(desk.snapshot(), id_surat).d)

    return make


def back(desk: FileHost, now: datetime, content: bytes, surat: str = "", **more: bool) -> Filed:
    path = desk.path.with_name("pindai 17")
    path.write_bytes(content)
    return terima_ttd(desk, now, path, surat, BASAH, Deed("K"), folder=desk.path.parent, **more)


def refused(desk: FileHost, now: datetime, content: bytes, surat: str = "") -> PpidXlError:
    before = desk.path.read_bytes()
    with pytest.raises(PpidXlError) as refusal:
        back(desk, now, content, surat)
    assert desk.path.read_bytes() == before
    assert not [path for path in (desk.path.parent / "naskah").iterdir() if path.suffix != ".json"]
    return refusal.value


def pages_recorded(desk: FileHost, id_surat: str, pages: int) -> None:
    """Record a number of pages of a letter, as making its PDF does."""
    row = desk.snapshot().rows("tblLangkah")[-1]
    told = row.text("catatan").replace("; docx", f'; halaman "{pages}"; docx')
    desk.apply([SetColumn("tblLangkah", "catatan", {row.number: told})])
    assert registered(desk.snapshot(), id_surat).halaman == pages


def test_a_printed_and_scanned_letter_is_found_by_its_qr(desk: FileHost, issue: Issue, now: datetime) -> None:
    issue("6/2026")
    code = issue("7/2026")
    filed = back(desk, now, as_jpeg(scanned(printed_page(code), 2)))
    assert (filed.id_surat, filed.notes) == ("SR-2026-0002", ())
    act = desk.snapshot().rows("tblLangkah")[-1]
    assert (
        act.text("catatan") == "Menyatakan tanda tangan ada: tanda tangan basah, 1 halaman, dikenali dari QR."
    )


def test_the_digest_in_the_qr_is_that_of_the_data_kept_beside_the_letter(
    desk: FileHost, issue: Issue, knowledge: Knowledge
) -> None:
    code = issue("7/2026")
    data = desk.path.parent / "naskah" / "SR-2026-0001.json"
    assert data_sidik(data.read_bytes()) == code.sidik32
    data.write_bytes(data.read_bytes().replace(b"Contoh Satu", b"Contoh Dua"))
    found = file_findings(desk.snapshot(), desk.path.parent, knowledge.dictionary)
    assert ("ppid-xl/bukti-berkas-berubah", "galat") in {(one.aturan, one.tingkat) for one in found}


@pytest.mark.parametrize("angle", [180, 181])
def test_a_letter_laid_upside_down_is_found(
    desk: FileHost, issue: Issue, now: datetime, angle: float
) -> None:
    content = as_pdf(scanned(printed_page(issue("7/2026")), angle))
    assert back(desk, now, content).id_surat == "SR-2026-0001"


def test_a_qr_of_another_letter_than_named_is_refused(desk: FileHost, issue: Issue, now: datetime) -> None:
    first = issue("6/2026")
    issue("7/2026")
    problem = refused(desk, now, as_jpeg(printed_page(first)), "SR-2026-0002")
    assert (problem.kode, problem.exit_code, problem.fakta["qr"]) == ("qr-surat-lain", 6, "SR-2026-0001")


def test_two_letters_in_one_scan_are_refused(desk: FileHost, issue: Issue, now: datetime) -> None:
    first, second = issue("6/2026"), issue("7/2026")
    for content in (
        as_pdf(printed_page(first), printed_page(second)),
        as_jpeg(printed_page(first, second)),
    ):
        problem = refused(desk, now, content)
        assert (problem.kode, problem.fakta["surat"]) == ("pindaian-dua-surat", "SR-2026-0001, SR-2026-0002")


def test_another_print_than_the_one_on_record_is_refused_and_says_what_differs(
    desk: FileHost, issue: Issue, now: datetime
) -> None:
    code = issue("7/2026")
    problem = refused(desk, now, as_jpeg(printed_page(replace(code, sidik32="ab" * 16))))
    assert (problem.kode, problem.fakta["qr"], problem.fakta["tercatat"]) == (
        "qr-isi-berbeda", "ab" * 16, code.sidik32,
    )  # fmt: skip
    assert refused(desk, now, as_jpeg(printed_page(replace(code, nomor="8/2026")))).kode == "qr-nomor-berbeda"


def test_the_code_of_a_stamp_must_be_that_of_the_pdf_on_record(
    desk: FileHost, issue: Issue, now: datetime
) -> None:
    stamp = replace(issue("7/2026"), kind="h", sidik32="0123456789abcdef" * 2)
    (act,) = desk.snapshot().rows("tblLangkah")
    told = f"PDF: SR-2026-0001-nota-dinas.pdf, 2 halaman, sidik 0123456789abcdef, LibreOffice\n{act.text('catatan')}"
    desk.apply([SetColumn("tblLangkah", "catatan", {act.number: told})])
    other = refused(desk, now, as_jpeg(printed_page(replace(stamp, sidik32="ab" * 16))))
    assert (other.kode, other.fakta["tercatat"]) == ("qr-isi-berbeda", "0123456789abcdef")
    assert back(desk, now, as_jpeg(printed_page(stamp))).id_surat == "SR-2026-0001"


def test_our_own_print_is_no_signed_letter(desk: FileHost, issue: Issue, now: datetime) -> None:
    content = as_pdf(printed_page(issue("7/2026")))
    (act,) = desk.snapshot().rows("tblLangkah")
    told = f"PDF: a.pdf, 1 halaman, sidik {digest_of(content)[:16]}, LibreOffice\n{act.text('catatan')}"
    desk.apply([SetColumn("tblLangkah", "catatan", {act.number: told})])
    assert refused(desk, now, content).kode == "naskah-tanpa-tanda-tangan"


def test_a_qr_that_the_agenda_does_not_know_or_that_was_cancelled_is_refused(
    desk: FileHost, issue: Issue, now: datetime
) -> None:
    code = issue("7/2026")
    stranger = replace(code, id_surat="SR-2026-0099")
    assert refused(desk, now, as_jpeg(printed_page(stranger))).kode == "qr-tidak-terdaftar"
    cancel(desk, now, "SR-2026-0001", Deed("K", catatan="salah tujuan"))
    assert refused(desk, now, as_jpeg(printed_page(code))).kode == "surat-dibatalkan"


def test_without_a_qr_the_printed_number_tells(desk: FileHost, issue: Issue, now: datetime) -> None:
    issue("17/2026")
    issue("7/2026")
    filed = back(desk, now, text_pdf(["Nomor : 7/2026\nYth. Atasan PPID\nMenunjuk surat 17/2026"]))
    assert filed.id_surat == "SR-2026-0002"
    assert "dikenali dari teks" in desk.snapshot().rows("tblLangkah")[-1].text("catatan")


def test_without_a_qr_the_id_on_every_page_tells(desk: FileHost, issue: Issue, now: datetime) -> None:
    issue("6/2026")
    issue("7/2026")
    pages = ["Isi menyebut SR-2026-0001\nSR-2026-0002", "Lampiran\nSR-2026-0002"]
    assert back(desk, now, text_pdf(pages)).id_surat == "SR-2026-0002"


def test_a_text_that_names_another_letter_is_refused(desk: FileHost, issue: Issue, now: datetime) -> None:
    issue("6/2026")
    issue("7/2026")
    assert refused(desk, now, text_pdf(["Nomor : 6/2026"]), "SR-2026-0002").kode == "teks-surat-lain"


def test_what_names_no_letter_or_several_asks_which(desk: FileHost, issue: Issue, now: datetime) -> None:
    issue("6/2026")
    issue("7/2026")
    for text in ("Tanpa nomor", "Menunjuk surat 6/2026 dan 7/2026", "Nomor : 8/2026"):
        problem = refused(desk, now, text_pdf([text]))
        assert (problem.kode, problem.fakta["pilihan"]) == (
            "surat-tidak-dikenali", "SR-2026-0001, SR-2026-0002",
        )  # fmt: skip
    filed = back(desk, now, as_jpeg(scanned(printed_page())), "SR-2026-0001")
    assert filed.notes[0].startswith("QR-nya tidak ditemukan")


def test_a_number_is_not_found_inside_another(desk: FileHost, issue: Issue, now: datetime) -> None:
    issue("7/2026")
    for text in ("Nomor : 17/2026", "Nomor : 7/2026/B", "Nomor : A.7/2026"):
        assert refused(desk, now, text_pdf([text])).kode == "surat-tidak-dikenali"


def test_another_number_of_pages_asks_and_is_recorded(desk: FileHost, issue: Issue, now: datetime) -> None:
    code = issue("7/2026")
    pages_recorded(desk, "SR-2026-0001", 3)
    two = as_pdf(printed_page(code), printed_page(code))
    problem = refused(desk, now, two)
    assert (problem.kode, problem.fakta["halaman"], problem.fakta["tercatat"]) == (
        "halaman-berbeda",
        "2",
        "3",
    )
    back(desk, now, two, yes=True)
    assert "2 halaman (naskah kita 3 halaman)" in desk.snapshot().rows("tblLangkah")[-1].text("catatan")


def test_thirty_pages_that_all_bear_the_qr_are_one_letter(
    desk: FileHost, issue: Issue, now: datetime
) -> None:
    page = printed_page(issue("7/2026"))
    assert back(desk, now, as_pdf(*[page] * 30)).halaman == 30


def test_a_letter_filed_already_is_not_filed_again(desk: FileHost, issue: Issue, now: datetime) -> None:
    content = as_jpeg(printed_page(issue("7/2026")))
    back(desk, now, content)
    with pytest.raises(PpidXlError) as refusal:
        back(desk, now, content)
    assert refusal.value.kode == "surat-sudah-sah"


def test_a_code_whose_record_was_rewritten_is_taken_with_a_note(
    desk: FileHost, issue: Issue, now: datetime
) -> None:
    code = issue("7/2026")
    number = desk.snapshot().rows("tblLangkah")[-1].number
    desk.apply([SetColumn("tblLangkah", "catatan", {number: "diubah tangan"})])
    assert "tidak tercatat" in back(desk, now, as_jpeg(printed_page(code))).notes[0]


@pytest.fixture
def drop(desk: FileHost) -> Path:
    folder = desk.path.with_name("kotak")
    folder.mkdir()
    return folder


def filled(drop: Path, issue: Issue) -> None:
    """Drop ten files: seven letters, one of them twice, one nobody knows, and one that is no PDF."""
    codes = [issue(f"{number}/2026") for number in range(1, 8)]
    for number, code in enumerate(codes):
        page = scanned(printed_page(code), number % 3)
        name, content = (
            (f"scan{number}.pdf", as_pdf(page)) if number % 2 else (f"scan{number}.JPG", as_jpeg(page))
        )
        (drop / name).write_bytes(content)
    (drop / "scan7.pdf").write_bytes(as_pdf(printed_page(codes[0])))
    (drop / "scan8.jpg").write_bytes(as_jpeg(scanned(printed_page())))
    (drop / "scan9.pdf").write_bytes(b"bukan pdf")


def test_a_link_in_the_folder_is_not_followed(
    desk: FileHost, issue: Issue, drop: Path, now: datetime, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "rahasia.pdf"
    elsewhere.write_bytes(as_pdf(printed_page(issue("1/2026"))))
    (drop / "scan.pdf").symlink_to(elsewhere)
    (found,) = terima_folder(desk, now, drop, BASAH, Deed("K"), folder=desk.path.parent)
    assert found.problem is not None
    assert found.problem.kode == "berkas-tautan"
    assert (drop / "scan.pdf").is_symlink()


def test_a_folder_of_ten_is_filed_letter_by_letter(
    desk: FileHost, issue: Issue, drop: Path, now: datetime
) -> None:
    filled(drop, issue)
    found = terima_folder(desk, now, drop, BASAH, Deed("K"), folder=desk.path.parent)
    assert [one.filed.id_surat for one in found if one.filed] == [f"SR-2026-{n:04}" for n in range(1, 8)]
    assert [(one.path.name, one.problem.kode) for one in found if one.problem] == [
        ("scan7.pdf", "surat-sudah-sah"),
        ("scan8.jpg", "surat-tidak-dikenali"),
        ("scan9.pdf", "berkas-tanda-tangan-jenis"),
    ]
    assert sorted(path.name for path in drop.iterdir()) == [DONE, "scan7.pdf", "scan8.jpg", "scan9.pdf"]
    assert len(list((drop / DONE).iterdir())) == 7
    signed = [row for row in desk.snapshot().rows("tblAgenda") if "basah" in row.text("keadaan_tanda_tangan")]
    assert len(signed) == 7


def test_the_command_names_each_file_of_a_folder_and_leaves_with_the_worst(
    desk: FileHost, issue: Issue, drop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = issue("7/2026")
    (drop / "a.jpg").write_bytes(as_jpeg(printed_page(code)))
    (drop / "b.jpg").write_bytes(as_jpeg(printed_page()))
    words = [
        "terima-ttd",
        str(desk.path),
        str(drop),
        "--cara",
        "basah",
        "--oleh",
        "K",
        "--tanggal",
        "2026-11-21",
        "--ya",
    ]
    assert main(words) == 6
    said = capsys.readouterr().out
    assert "a.jpg: SR-2026-0001, LK-2026-0002: tersimpan" in said
    assert "b.jpg: TIDAK tersimpan. b.jpg tidak memuat QR yang terbaca" in said
    assert "1 dari 2 naskah tersimpan" in said
    assert main([*words, "--surat", "SR-2026-0001"]) == 2
    assert main([*words[:2], str(drop / DONE), *words[3:]]) == 2


def test_an_open_workbook_leaves_the_whole_folder_as_it_was(
    desk: FileHost, issue: Issue, drop: Path, now: datetime
) -> None:
    (drop / "a.jpg").write_bytes(as_jpeg(printed_page(issue("6/2026"))))
    (drop / "b.jpg").write_bytes(as_jpeg(printed_page(issue("7/2026"))))
    desk.path.with_name(f"~${desk.path.name}").write_bytes(b"\x04Siti")
    found = terima_folder(desk, now, drop, BASAH, Deed("K"), folder=desk.path.parent)
    assert {one.problem.exit_code for one in found if one.problem} == {5}
    assert sorted(path.name for path in drop.iterdir()) == ["a.jpg", "b.jpg"]


def test_the_pages_of_no_letter_match_nothing_in_an_empty_agenda(desk: FileHost) -> None:
    with pytest.raises(PpidXlError) as refusal:
        match_letter(desk.snapshot(), (), "kosong.pdf")
    assert "(tidak ada surat yang menunggu tanda tangan)" in refusal.value.fakta["pilihan"]
