"""Documents tell what the evidence says: who handed copies over, what changed after its test, what stood before."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from contoh_pdf import plain_pdf
from kantor import ONE, good_rows, office

from ppid_xl.errors import InputError
from ppid_xl.hosts import Host
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetColumn, SetName, Value
from ppid_xl.workflow.agenda.agenda import register_out
from ppid_xl.workflow.arsip.simpan import Person, simpan
from ppid_xl.workflow.berkas.berkas import Intake, masuk
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.masa.buka import buka
from ppid_xl.workflow.masa.perpanjang import Extension, perpanjang
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.proses.persetujuan import decide
from ppid_xl.workflow.proses.uji import Answers, uji
from ppid_xl.workflow.surat.dokumen import Made, kind_of, surat
from ppid_xl.workflow.tanda_tangan.terima_ttd import Signed, terima_ttd

SOP = "disperindag-kalbar-2020"
TWO = "INF-2026-0002"
OFFICE: dict[str, Value] = {
    "NamaPemerintah": "PEMERINTAH CONTOH",
    "NamaBadan": "Dinas Contoh",
    "Tempat": "Kota",
}
ROLES = {"PPID": "Ketua PPID", "ATASAN": "Atasan PPID", "BUDI": "Bidang/bagian"}
Make = Callable[..., Made]


@pytest.fixture
def kantor(knowledge: Knowledge) -> Host:
    return office(knowledge, SOP, ROLES, rows=3, **OFFICE)


@pytest.fixture
def make(kantor: Host, knowledge: Knowledge, now: datetime, tmp_path: Path) -> Make:
    def make_document(kind: str, **options: object) -> Made:
        return surat(
            kantor.snapshot(), kind, knowledge, now, tmp_path / "dokumen", workbook_folder=tmp_path, **options
        )  # type: ignore[arg-type]

    return make_document


def text_of(made: Made) -> str:
    assert made.path is not None
    body = docx.Document(str(made.path)).element.body
    return "\n".join(piece.text or "" for piece in body.iter() if piece.tag.endswith("}t"))


@pytest.mark.parametrize("kind", ["lembar-uji", "lembar-uji-pengubahan"])
def test_a_lembar_uji_is_approved_by_the_pimpinan(kind: str) -> None:
    assert kind_of(kind).penanda_tangan_kedua == ("Pimpinan Badan Publik", "Atasan PPID", "Kepala Badan")


def test_the_pimpinan_stands_under_menyetujui(make: Make) -> None:
    assert "Contoh 2" in text_of(make("lembar-uji"))


def test_the_head_of_an_office_who_acts_signs_as_plt(kantor: Host, make: Make) -> None:
    row: dict[str, Value] = {
        "kode": "KADIS", "nama": "Nama Plt", "jabatan": "Kepala Dinas", "peran": "Atasan PPID", "status": "Plt.",
        "mulai": date(2026, 11, 1),
    }  # fmt: skip
    kantor.apply([AppendRows("tblPejabat", [row])])
    assert "Plt. KEPALA DINAS," in text_of(make("persetujuan"))


# ---- the proof of one line


def test_the_printed_proof_quotes_the_law_word_for_word(make: Make) -> None:
    text = text_of(make("bukti", ids=[ONE]))
    assert "Pasal 17 huruf i UU 14/2008" in text
    assert "memorandum atau surat-surat antar Badan Publik" in text


def test_the_printed_proof_says_who_led_the_test_and_leaves_no_cell_blank(
    kantor: Host, make: Make, knowledge: Knowledge, now: datetime
) -> None:
    number = kantor.snapshot().rows("tblRekap")[0].number
    kantor.apply([SetColumn("tblRekap", "lokasi_fisik", {number: None})])
    meeting = Deed("PPID", now, ids=[ONE], tempat="Ruang", peserta="PPID; ATASAN")
    uji(kantor, knowledge, now, meeting, Answers(hasil="Ditutup", pertimbangan="Sudah ditimbang."))
    made = make("bukti", ids=[ONE])
    assert "Dipimpin PPID (Ketua PPID)" in text_of(made)
    table = docx.Document(str(made.path)).tables[0]
    assert all(cell.text.strip() for row in table.rows for cell in row.cells)


def test_the_printed_proof_names_letters_with_number_and_digest(
    kantor: Host, make: Make, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    register_out(kantor, now, Deed("PPID", ids=[ONE]), jenis="penetapan", tanggal=now.date(), nomor="7/2026")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(plain_pdf(1))
    done = terima_ttd(kantor, now, scan, "SR-2026-0001", Signed("basah"), Deed("PPID"), folder=tmp_path)
    text = text_of(make("bukti", ids=[ONE]))
    assert "penetapan 7/2026, 21/11/2026: Ditandatangani (basah)" in text
    assert done.sidik in text


def test_the_printed_proof_of_an_opened_row_tells_act_approval_and_test(
    kantor: Host, make: Make, knowledge: Knowledge, now: datetime
) -> None:
    uji(kantor, knowledge, now, Deed("PPID", now, ids=[ONE]), Answers(hasil="Dibuka", pertimbangan="Selesai"))
    buka(kantor, knowledge, now, Deed("PPID", ids=[ONE], bukti="sk.pdf"))
    text = text_of(make("bukti", ids=[ONE]))
    assert "Dibuka 21 November 2026 dengan LK-2026-0002 oleh PPID (Ketua PPID)" in text
    assert "persetujuan: sk.pdf" in text
    assert "uji: UJI-2026-0001" in text
    assert "Semula dikecualikan" in text


def test_the_printed_proof_of_a_closed_row_says_nothing_of_an_opening(make: Make) -> None:
    assert "Pembukaan" not in text_of(make("bukti", ids=[ONE]))


def test_a_long_history_is_cut_to_its_latest_acts_and_says_so(
    kantor: Host, make: Make, knowledge: Knowledge, now: datetime
) -> None:
    for _ in range(12):
        uji(kantor, knowledge, now, Deed("PPID", now, ids=[ONE]), Answers(hasil="Ditutup"))
    text = text_of(make("bukti", ids=[ONE]))
    assert "LK-2026-0012" in text
    assert "LK-2026-0001" not in text
    assert "dan 6 tindakan sebelumnya" in text


# ---- who handed copies over


@pytest.fixture
def handed(kantor: Host, knowledge: Knowledge, now: datetime, tmp_path: Path) -> Callable[[str, str], None]:
    def hand_over(informasi: str, dari: str) -> None:
        copy = tmp_path / f"{informasi}.pdf"
        copy.write_bytes(b"isi")
        deed = Deed("PPID", mulai=now, ids=[informasi])
        masuk(kantor, knowledge, now, deed, Intake([copy], dari=dari), workbook=tmp_path / "rekap.xlsx")

    return hand_over


@pytest.mark.parametrize("kind", ["tanda-terima", "berita-acara-serah-terima"])
def test_who_brought_the_copies_gives_them(make: Make, handed: Callable[[str, str], None], kind: str) -> None:
    handed(ONE, "Sdr. Agung")
    made = make(kind)
    assert "Sdr. Agung" in text_of(made)
    assert not [note for note in made.notes if "belum ada" in note]


def test_an_officer_named_by_his_code_gives_them_with_his_post(
    make: Make, handed: Callable[[str, str], None]
) -> None:
    handed(ONE, "budi")
    text = text_of(make("tanda-terima"))
    assert "Contoh 3" in text
    assert "JABATAN 3," in text


def test_the_latest_act_that_brought_copies_is_found_under_the_words_of_the_sop(
    kantor: Host,
    make: Make,
    handed: Callable[[str, str], None],
    knowledge: Knowledge,
    now: datetime,
    tmp_path: Path,
) -> None:
    handed(ONE, "Sdr. Agung")
    handed(TWO, "Sdr. Tono")
    kegiatan = [row.text("kegiatan") for row in kantor.snapshot().rows("tblLangkah")]
    assert all("soft copy" in words for words in kegiatan)
    later = Deed("PPID", mulai=now, ids=[ONE])
    masuk(kantor, knowledge, now, later, Intake(lokasi="Lemari 9"), workbook=tmp_path / "rekap.xlsx")
    act = {"id_langkah": "LK-2026-0009", "kegiatan": "Penerimaan berkas", "id_informasi": ONE, "oleh": "PPID"}
    kantor.apply([AppendRows("tblLangkah", [act])])
    made = make("tanda-terima")
    assert made.rows == (TWO,)
    assert "Sdr. Tono" in text_of(made)


def test_an_act_without_copies_is_signed_by_role(kantor: Host, make: Make) -> None:
    act = {
        "id_langkah": "LK-2026-0009",
        "kegiatan": "Serah terima berkas",
        "id_informasi": ONE,
        "oleh": "PPID",
    }
    kantor.apply([AppendRows("tblLangkah", [act])])
    assert "Contoh 3" in text_of(make("tanda-terima"))


# ---- what changed


@pytest.mark.parametrize("kind", ["persetujuan", "nota-dinas", "daftar-dikecualikan", "penetapan"])
def test_a_row_changed_after_its_test_is_told_in_the_letter_and_in_a_note(
    kantor: Host, make: Make, knowledge: Knowledge, now: datetime, kind: str
) -> None:
    uji(kantor, knowledge, now, Deed("PPID", mulai=now, ids=[ONE, TWO]), Answers(hasil="Ditutup"))
    assert "Berubah sesudah" not in text_of(make(kind))
    kantor.apply([
        SetColumn("tblRekap", "jangka_waktu", {kantor.snapshot().rows("tblRekap")[0].number: "4 tahun"})
    ])  # fmt: skip
    made = make(kind)
    assert text_of(made).count("Berubah sesudah diuji") == 1
    assert f"Berubah sesudah diuji: {ONE}. Uji lagi." in made.notes


def test_a_label_says_nothing_of_changes(
    kantor: Host, make: Make, knowledge: Knowledge, now: datetime
) -> None:
    uji(kantor, knowledge, now, Deed("PPID", mulai=now, ids=[ONE]), Answers(hasil="Ditutup"))
    kantor.apply([
        SetColumn("tblRekap", "jangka_waktu", {kantor.snapshot().rows("tblRekap")[0].number: "4 tahun"})
    ])  # fmt: skip
    assert not [note for note in make("label-arsip").notes if "Berubah" in note]


# ---- what stood before


def test_a_change_prints_the_reasons_of_the_archived_version(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    officers: list[dict[str, Value]] = [
        {"kode": kode, "nama": kode, "jabatan": kode, "peran": peran} for kode, peran in ROLES.items()
    ]
    host.apply([
        AppendRows("tblRekap", good_rows(1)),
        AppendRows("tblPejabat", officers),
        SetName("Tempat", "Kota"),
    ])  # fmt: skip
    book, folder = host.snapshot(), host.path.parent
    findings, _ = judge(book, knowledge, now.date(), folder=folder)
    simpan(
        host.path, book, findings, knowledge, now, folder=folder / "arsip", person=Person("uji"), alasan="Uji"
    )
    new = "Proses audit tahun berikutnya masih berjalan tanpa tekanan."
    host.apply([SetColumn("tblRekap", "manfaat_bila_ditutup", {book.rows("tblRekap")[0].number: new})])
    for _ in range(2):
        uji(host, knowledge, now, Deed("PPID", mulai=now, ids=[ONE]), Answers(hasil="Ditutup"))
        decide(host, knowledge, now, "Disetujui", Deed("ATASAN", ids=[ONE], bukti="nota.pdf"))
    perpanjang(host, knowledge, now, Deed("PPID", ids=[ONE], bukti="sk.pdf"), Extension("5 tahun"))
    made = surat(
        host.snapshot(), "lembar-uji-pengubahan", knowledge, now, folder / "dokumen", ids=[ONE],
        workbook_folder=folder,
    )  # fmt: skip
    text = text_of(made)
    assert "Proses audit berjalan tanpa tekanan dari luar." in text
    assert new in text
    assert "Mengurangi kebebasan dan kejujuran" in text
    assert "Semula: 5 tahun" in text


# ---- the kop


def test_a_logo_beside_the_workbook_stands_in_the_kop(make: Make, tmp_path: Path) -> None:
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    assert not pictures(make("persetujuan"))
    (tmp_path / "logo.png").write_bytes(base64.b64decode(pixel))
    assert len(pictures(make("persetujuan"))) == 1


def pictures(made: Made) -> list[object]:
    return list(docx.Document(str(made.path)).element.body.xpath(".//pic:pic"))


def test_a_broken_logo_stops_the_letter_in_one_sentence(make: Make, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"bukan gambar")
    with pytest.raises(InputError, match="logo-rusak"):
        make("persetujuan")
    assert not (tmp_path / "dokumen").exists()


def test_the_setting_gives_the_title_of_a_penetapan(kantor: Host, make: Make) -> None:
    kantor.apply([SetName("JudulPenetapan", "Keputusan Kepala … selaku PPID")])
    text = text_of(make("penetapan"))
    assert "KEPUTUSAN KEPALA DINAS CONTOH SELAKU PPID" in text
    assert "PEJABAT PENGELOLA INFORMASI DAN DOKUMENTASI" not in text
