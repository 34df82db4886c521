"""The door of the ribbon: each button pressed in an open workbook, and what it left there."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx
import pytest
from contoh_pdf import letter_pdf
from kantor_arsip import CLOSED, OPEN
from kantor_hidup import OpenInMemory, Reply
from pki_uji import SANDI, shared_officer

from ppid_xl.bawaan import data_path
from ppid_xl.buttons import load_buttons
from ppid_xl.cli import main
from ppid_xl.evidence import read_acts
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, Book, SetColumn, SetName, Value
from ppid_xl.ribbon import run_button
from ppid_xl.ribbon.message import spoken
from ppid_xl.workflow.agenda.naskah import digest_of
from ppid_xl.workflow.arsip.simpan import riwayat
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.versi_terakhir import last_version
from ppid_xl.workflow.surat.pokok_surat import staff_words

ONE, TWO = "INF-2026-0001", "INF-2026-0002"
OFFICERS: list[dict[str, Value]] = [
    {"kode": code, "nama": name, "jabatan": name, "peran": role, "nip": "196801011993031001",
     "pangkat_gol": "Pembina, IV/a"}
    for code, name, role in (
        ("PET", "Contoh Satu", "Petugas PPID"), ("KETUA", "Contoh Dua", "Ketua PPID"),
        ("TIM", "Contoh Tiga", "Tim Pertimbangan"), ("KADIS", "Contoh Empat", "Atasan PPID"),
    )
]  # fmt: skip
SETTINGS = [SetName("NamaPemerintah", "PEMERINTAH PROVINSI CONTOH"), SetName("Tempat", "Pontianak")]
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg=="
)
Press = Callable[..., int]


@pytest.fixture
def host(rekap: Path, knowledge: Knowledge) -> OpenInMemory:
    """Return an open workbook with one excluded and one public row that its file does not have yet."""
    opened = OpenInMemory(rekap, knowledge)
    opened.apply([AppendRows("tblRekap", [CLOSED, OPEN]), AppendRows("tblPejabat", OFFICERS), *SETTINGS])
    opened.selected = (ONE,)
    return opened


@pytest.fixture
def press(host: OpenInMemory, now: datetime, tmp_path: Path) -> Press:
    """Return a function that presses a button; its replies must be used up."""

    def pressed(kunci: str, *replies: Reply, at: datetime = now) -> int:
        host.replies, host.asked, host.told, host.shown = list(replies), [], [], []
        code = run_button(kunci, host, now=at, log_folder=tmp_path / "log")
        assert host.replies == []
        return code

    return pressed


def acts(book: Book) -> list[tuple[str, str, str]]:
    return [
        (row.text("keputusan"), row.text("oleh"), row.text("id_informasi")) for row in book.rows("tblLangkah")
    ]


def cell(host: OpenInMemory, key: str, row: int = 0) -> Value:
    return host.snapshot().rows("tblRekap")[row][key]


# ---- each button, and what it leaves in the workbook


def test_periksa_writes_findings_home_and_tells_their_number(host: OpenInMemory, press: Press) -> None:
    host.apply([SetColumn("tblRekap", "dasar_hukum", {host.book.rows("tblRekap")[0].number: "rahasia"})])
    assert press("periksa") == 1
    assert cell(host, "cek") == "✖"
    assert any(row.text("id") == ONE for row in host.book.rows("tblTemuan"))
    (told,) = host.told
    assert told.startswith("Periksa\n\n2 baris: ")
    assert "Temuan ditulis ke rekap.xlsx." in told
    assert len(told) < 300


def test_impor_adds_the_rows_of_a_list(host: OpenInMemory, press: Press, tmp_path: Path) -> None:
    source = tmp_path / "daftar.csv"
    source.write_text("Judul Informasi;Klasifikasi\nRencana belanja;Berkala\n", encoding="utf-8")
    assert press("impor", (source,), "Sekretariat", False, "PET") == 0
    added = host.book.rows("tblRekap")[-1]
    assert (added.text("judul_informasi"), added.text("unit_penguasa")) == ("Rencana belanja", "Sekretariat")
    assert acts(host.book)[-1][1:] == ("PET", added.text("id"))


def test_terima_usulan_accepts_the_reading_of_the_selected_row(host: OpenInMemory, press: Press) -> None:
    press("periksa")
    assert press("terima_usulan", True, "", "KETUA") == 0
    assert cell(host, "terima") == "Ya"
    assert acts(host.book)[-1] == ("Dicatat", "KETUA", ONE)
    assert host.asked[0].startswith(f"Terima Usulan: hanya yang dipilih (1 informasi, {ONE})?")


def test_uji_records_the_meeting_as_people_say_it(host: OpenInMemory, press: Press) -> None:
    replies = (
        "tim",
        "20 November 2026 pukul 09.00",
        "Ruang Rapat",
        "TIM; KETUA",
        "1",
        "ditutup sebagian",
        "Terpenuhi",
    )
    assert press("uji", *replies) == 0
    (test,) = host.book.rows("tblUji")
    assert (test.text("id_informasi"), test.text("hasil")) == (ONE, "Ditutup sebagian")
    assert test.text("saat_uji") == "Sebelum permohonan"
    assert test.text("pertimbangan_kepentingan_umum") == "Terpenuhi"
    (act,) = host.book.rows("tblLangkah")
    assert (act["mulai"], act.text("tempat"), act.text("oleh")) == (
        datetime(2026, 11, 20, 9),
        "Ruang Rapat",
        "TIM",
    )


def test_ajukan_setujui_and_kembalikan_record_their_decision(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    scan = tmp_path / "disposisi.pdf"
    scan.write_text("rekaan")
    assert press("ajukan", "PET", "Mohon disetujui") == 0
    assert press("setujui", "KETUA", "", True, (scan,)) == 0
    assert press("kembalikan", "KADIS", "Sebut bagian yang ditutup") == 0
    assert acts(host.book) == [
        ("Diajukan", "PET", ONE),
        ("Disetujui", "KETUA", ONE),
        ("Dikembalikan", "KADIS", ONE),
    ]
    rows = host.book.rows("tblLangkah")
    assert rows[0].text("catatan") == "Mohon disetujui"
    assert "disposisi.pdf" in rows[1].text("bukti")
    assert list((tmp_path / "kembali").glob("*.xlsx"))


def test_langkah_lain_records_a_kegiatan_of_the_sop(host: OpenInMemory, press: Press) -> None:
    assert (
        press("langkah_lain", False, "4", "PET", "19/11/2026 08:30", "Ruang arsip", "", "Disusun", False) == 0
    )
    (act,) = read_acts(host.book)
    assert (act.nomor_kegiatan, act.oleh) == (4, "PET")
    row = host.book.rows("tblLangkah")[0]
    assert (row["mulai"], row.text("id_informasi")) == (datetime(2026, 11, 19, 8, 30), "")
    assert staff_words(row.text("catatan")) == "Disusun"
    assert "Kegiatan 1, 2, 3 menurut SOP belum tercatat." in row.text("catatan")
    assert "4  Mengelola dan menyimpan" in host.asked[1]


def test_daftar_makes_the_list_of_every_row(host: OpenInMemory, press: Press, tmp_path: Path) -> None:
    assert press("daftar", "3", False, "") == 0
    assert (tmp_path / "dokumen" / "daftar-informasi-publik.docx").is_file()
    assert "dokumen/daftar-informasi-publik.docx (1 informasi)" in host.told[0].replace("\\", "/")


def test_daftar_leaves_rows_with_galat_out_when_asked(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    host.apply(
        [AppendRows("tblRekap", [CLOSED | {"id": "INF-2026-0009", "dasar_hukum": "Pasal 17 huruf z"}])]
    )
    assert press("daftar", "1", False, "") == 1
    assert not (tmp_path / "dokumen").exists()
    assert press("daftar", "1", True, "") == 0
    assert (tmp_path / "dokumen" / "daftar-dikecualikan.docx").is_file()


def test_surat_that_is_official_enters_the_agenda_and_its_signed_copy_comes_back(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    assert press("surat", True, "nota-dinas", "", True, "KETUA", "005/12/2026", "", False) == 0
    (letter,) = host.book.rows("tblAgenda")
    assert (letter.text("jenis"), letter.text("nomor")) == ("nota-dinas", "005/12/2026")
    scan = tmp_path / "pindaian.png"
    scan.write_bytes(PIXEL)
    id_surat = letter.text("id_surat")
    assert press("terima_ttd", False, id_surat, (scan,), "basah", "PET", "", "", "", "", True) == 0
    assert host.book.rows("tblAgenda")[0].text("keadaan_tanda_tangan").startswith("Ditandatangani")
    assert "nota-dinas 005/12/2026" in host.asked[1]


def waiting_letter(host: OpenInMemory, folder: Path) -> Path:
    """Enter a letter that waits for the signature of KETUA and return its PDF."""
    letter = folder / "surat.pdf"
    letter.write_bytes(letter_pdf("Contoh Dua"))
    row: dict[str, Value] = {
        "id_surat": "SR-2026-0001", "arah": "Keluar", "jenis": "nota-dinas", "nomor": "7/2026",
        "keadaan_tanda_tangan": "Dicetak", "berkas": "surat.pdf", "sidik": digest_of(letter.read_bytes())[:16],
    }  # fmt: skip
    host.apply([AppendRows("tblAgenda", [row])])
    return letter


def test_a_letter_is_signed_with_a_certificate_and_verified(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    letter, key = waiting_letter(host, tmp_path), tmp_path / "ketua.p12"
    key.write_bytes(shared_officer("Contoh Dua").p12())
    assert press("tandatangani", (letter,), True, (key,), "KETUA", "", "salah") == 6
    assert press("tandatangani", (letter,), True, (key,), "KETUA", "", SANDI) == 0
    assert (
        host.book.rows("tblAgenda")[0].text("keadaan_tanda_tangan").startswith("Ditandatangani (elektronik")
    )
    assert SANDI not in repr((host.told, host.shown, host.book))
    assert press("verifikasi", (tmp_path / "naskah" / "SR-2026-0001.pdf",)) == 6
    assert "UTUH, TETAPI PENANDA TANGAN BELUM DIKENAL" in host.told[0]
    assert "Agenda Surat: cocok" in host.told[0]


def test_the_other_ways_to_sign_are_chosen_at_the_same_button(
    host: OpenInMemory, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "pengguna"))
    letter = waiting_letter(host, tmp_path)
    assert press("tandatangani", (letter,), False, True, "KETUA", "") == 3
    assert "bsre.toml" in host.told[0]
    nowhere = tmp_path / "tidak-ada.so"
    assert (
        press("tandatangani", (letter,), False, False, (nowhere,), "Token Kepala", "KETUA", "", "1234") == 6
    )
    assert "tidak-ada.so" in host.told[0]
    assert "1234" not in host.told[0]
    assert host.book.rows("tblAgenda")[0].text("keadaan_tanda_tangan") == "Dicetak"


def test_agenda_lists_the_letters_and_records_what_becomes_of_one(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    assert press("agenda", "paraf") == 2
    assert "belum memuat surat keluar" in host.told[0]
    waiting_letter(host, tmp_path)
    assert press("agenda", "paraf", "1", "PET", "") == 0
    assert "SR-2026-0001  nota-dinas 7/2026 · Dicetak" in host.asked[1]
    assert host.book.rows("tblAgenda")[0].text("keadaan_tanda_tangan") == "Diparaf"
    assert press("agenda", "kirim", "1", "PET", "") == 2
    assert "ditandatangani (tombol Terima TTD), dikirim" in host.told[0]
    assert press("agenda", "batal", "1", "PET", "salah tujuan") == 0
    assert host.book.rows("tblAgenda")[0].text("keadaan_tanda_tangan") == "Dibatalkan"
    assert press("agenda", "") == 0
    assert "7/2026" in host.told[0]


def test_a_folder_of_signed_letters_is_filed_at_one_press(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    waiting_letter(host, tmp_path)
    box = tmp_path / "kotak"
    box.mkdir()
    (box / "a.pdf").write_bytes(letter_pdf("Contoh Dua", text="Nomor: 7/2026"))
    (box / "b.pdf").write_bytes(letter_pdf("Contoh Dua"))
    assert press("terima_ttd", True, (box,), "basah", "PET", "", "") == 6
    assert "1 dari 2 naskah tersimpan" in host.told[0]
    assert [path.name for path in box.glob("*.pdf")] == ["b.pdf"]


def test_buat_pdf_says_what_it_looked_for(host: OpenInMemory, press: Press) -> None:
    assert press("buat_pdf") == 2
    assert "Belum ada dokumen Word" in host.told[0]


def test_templates_are_judged_without_a_look_at_the_workbook(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    shipped = data_path("tombol.toml").parents[2] / "templates" / "surat" / "nota-dinas.docx"
    assert press("periksa_template", (shipped,)) == 0
    assert "dapat dipakai" in host.told[0]
    broken = tmp_path / "nota-dinas.docx"
    broken.write_text("bukan docx")
    assert press("periksa_template", (shipped, broken)) == 4


def test_surat_as_a_draft_leaves_the_agenda_alone(host: OpenInMemory, press: Press, tmp_path: Path) -> None:
    assert press("surat", False, "nota-dinas", "Kepala Dinas", False) == 0
    assert (tmp_path / "dokumen" / "nota-dinas.docx").is_file()
    assert host.book.rows("tblAgenda") == ()


def test_bukti_tells_what_is_proven_of_one_row(host: OpenInMemory, press: Press) -> None:
    before = host.book
    assert press("bukti") == 1
    assert f"{ONE} per 21/11/2026: BELUM terbukti" in host.told[0]
    assert "Kurang: " in host.told[0]
    assert host.book is before


def test_arsipkan_keeps_what_is_on_the_screen_not_what_is_in_the_file(
    press: Press, rekap: Path, knowledge: Knowledge, tmp_path: Path
) -> None:
    on_disk = rekap.read_bytes()
    assert press("arsipkan", "sebelum terbit", "PET") == 0
    archived = last_version(rekap, tmp_path / "arsip", knowledge)
    assert [row.text("id") for row in archived.book.rows("tblRekap")] == [ONE, TWO]
    assert archived.version.message == "sebelum terbit"
    assert rekap.read_bytes() == on_disk


def test_arsipkan_again_without_a_change_keeps_no_second_version(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    press("arsipkan", "", "")
    assert press("arsipkan", "", "") == 0
    assert "Tidak ada yang berubah" in host.told[0]
    host.apply(
        [SetColumn("tblRekap", "manfaat_bila_ditutup", {host.book.rows("tblRekap")[0].number: "Lain"})]
    )
    press("arsipkan", "", "")
    assert len(riwayat(tmp_path / "arsip", "buku-rekap")) == 2


def test_riwayat_names_the_versions(host: OpenInMemory, press: Press) -> None:
    press("arsipkan", "Rapat triwulan", "PET")
    assert press("riwayat") == 0
    assert "buku-rekap v1" in host.told[0]
    assert "PET: Rapat triwulan" in host.told[0]


def test_banding_offers_the_versions_and_tells_what_differs(host: OpenInMemory, press: Press) -> None:
    press("arsipkan", "Pertama", "")
    host.apply([SetColumn("tblRekap", "lokasi_fisik", {host.book.rows("tblRekap")[0].number: "Lemari 9"})])
    press("arsipkan", "Kedua", "")
    assert press("banding", "1", "2") == 0
    assert "Lokasi Fisik: Lemari 1 | Lemari 9" in host.told[0]
    assert "Kedua" in host.asked[0]
    assert press("banding", "") == 0
    assert "Lokasi Fisik: Lemari 1 | Lemari 9" in host.told[0]


def test_pulihkan_writes_a_version_into_the_chosen_folder(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    press("arsipkan", "", "")
    into = tmp_path / "hasil"
    into.mkdir()
    assert press("pulihkan", "1", (into,)) == 0
    assert (into / "buku" / "rekap.xlsx").is_file()
    assert "buku-rekap versi 1 dipulihkan" in host.told[0]


def test_periksa_arsip_tells_that_all_is_whole_and_names_its_report(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    press("arsipkan", "", "")
    assert press("periksa_arsip") == 0
    (report,) = (tmp_path / "arsip" / "laporan").iterdir()
    assert "utuh" in host.told[0]
    assert report.name in host.told[0]


def test_terbitkan_builds_the_lists_and_later_keeps_their_address(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    press("arsipkan", "", "")
    assert press("terbitkan", "", "PET") == 0
    assert (tmp_path / "terbitan" / "daftar.html").is_file()
    assert "berubah sejak versi" not in host.told[0]
    assert press("terbitkan", "https://ppid.contoh.go.id/daftar.html", "PET", "Diunggah") == 0
    assert [act[1] for act in acts(host.book)] == ["PET", "PET"]
    assert "https://ppid.contoh.go.id/daftar.html" in host.book.rows("tblLangkah")[-1].text("bukti")


def test_terbitkan_says_when_the_screen_shows_more_than_the_version(host: OpenInMemory, press: Press) -> None:
    press("arsipkan", "", "")
    host.apply(
        [SetColumn("tblRekap", "manfaat_bila_ditutup", {host.book.rows("tblRekap")[0].number: "Lain"})]
    )
    assert press("terbitkan", "", "") == 0
    assert "Buku rekap.xlsx berubah sejak versi 1 diarsipkan" in host.told[0]


def test_kirim_pusat_data_packs_the_public_rows_and_keeps_the_receipt(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    press("arsipkan", "", "")
    assert press("kirim_pusat_data", False, "PET", "CC BY 4.0", "") == 0
    assert list((tmp_path / "kiriman").rglob("dip.json"))
    receipt = tmp_path / "terima.pdf"
    receipt.write_text("rekaan")
    assert press("kirim_pusat_data", True, "PET", (receipt,), "") == 0
    assert [act[2] for act in acts(host.book)] == [TWO, TWO]
    assert "terima.pdf" in host.book.rows("tblLangkah")[-1].text("bukti")


def test_pantau_names_what_ends_when(host: OpenInMemory, press: Press) -> None:
    before = host.book
    assert press("pantau") == 0
    assert f"{ONE}  02/01/2031" in host.told[0]
    assert host.book is before


def test_buka_makes_a_row_public(host: OpenInMemory, press: Press, now: datetime, tmp_path: Path) -> None:
    letter = tmp_path / "persetujuan.pdf"
    letter.write_text("rekaan")
    late = now.replace(year=2030, month=12, day=20)
    assert press("buka", "KETUA", "2", "Sudah habis masanya", True, (letter,), at=late) == 0
    assert cell(host, "klasifikasi") == "Berkala"
    assert host.book.rows("tblLangkah")[-1].text("catatan").startswith("Sudah habis masanya")


def test_perpanjang_lets_an_exclusion_hold_longer_after_a_test(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    letter = tmp_path / "penetapan.pdf"
    letter.write_text("rekaan")
    press("uji", "TIM", "", "", "", "sebelum", "Ditutup", "Masih perlu")
    assert press("perpanjang", "KETUA", "7 tahun", "", "", True, (letter,)) == 0
    assert cell(host, "jangka_waktu") != CLOSED["jangka_waktu"]
    assert len(host.book.rows("tblLangkah")) == 2


def test_every_button_is_pressed_here() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    assert not [b.kunci for b in load_buttons().buttons if f'press("{b.kunci}"' not in source]


# ---- rows, questions, cancelling


def test_without_a_selection_the_ids_are_asked_for(host: OpenInMemory, press: Press) -> None:
    host.selected = ()
    assert press("ajukan", "INF-2026-0009", "INF-2026-0001", "PET", "") == 0
    assert acts(host.book) == [("Diajukan", "PET", ONE)]
    assert "INF-2026-0009" in host.asked[1]
    assert host.asked[2].startswith(f"Ajukan: 1 informasi, {ONE}\n")


def test_the_rows_of_an_act_stand_for_the_informasi_they_cover(host: OpenInMemory, press: Press) -> None:
    host.apply([AppendRows("tblRekap", [{**CLOSED, "id": "INF-2026-0003", "judul_informasi": "Nota lain"}])])
    host.selected = ("INF-2026-0003; 0001", "UJI-2026-0001", "tulisan bebas")
    assert press("ajukan", "PET", "") == 0
    assert acts(host.book) == [("Diajukan", "PET", "INF-2026-0001; 0003")]


def test_bukti_of_several_selected_rows_asks_for_one(host: OpenInMemory, press: Press) -> None:
    host.selected = (ONE, TWO)
    press("bukti", "INF-2026-0001..0002", TWO)
    assert host.asked[1].startswith("Sebut satu saja.")
    assert f"{TWO} per 21/11/2026" in host.told[0]


def test_a_letter_that_came_in_or_was_written_elsewhere_is_entered_by_hand(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    scan = tmp_path / "masuk.png"
    scan.write_bytes(PIXEL)
    came = ("masuk", "permintaan", "12/B", "18 November 2026", "Biro Hukum", "Data", True, (scan,), "PET", "")
    assert press("catat_surat", False, *came) == 0
    went = ("keluar", "nota-dinas", "9/2026", "20 November 2026", "Para Kepala Bidang", "Undangan", "", "")
    assert press("catat_surat", True, *went) == 0
    first, second = host.book.rows("tblAgenda")
    assert (first.text("arah"), first.text("nomor"), first.text("dari_kepada")) == (
        "Masuk",
        "12/B",
        "Biro Hukum",
    )
    assert (second.text("arah"), second.text("nomor"), second.text("perihal")) == (
        "Keluar",
        "9/2026",
        "Undangan",
    )
    assert [row.text("id_informasi") for row in host.book.rows("tblLangkah")] == ["", ONE]


def test_surat_asks_where_and_when_the_meeting_of_an_invitation_will_be(press: Press, tmp_path: Path) -> None:
    meeting = ("1 Desember 2026 pukul 09.00", "Ruang Rapat Lantai 2", "TIM; Contoh Tamu")
    assert press("surat", True, "undangan-uji", *meeting, "", False) == 0
    body = docx.Document(str(tmp_path / "dokumen" / "undangan-uji.docx")).element.body
    text = "".join(piece.text or "" for piece in body.iter() if piece.tag.endswith("}t"))
    for told in ("Selasa, 1 Desember 2026", "09.00", "Ruang Rapat Lantai 2", "Contoh Tiga", "Contoh Tamu"):
        assert told in text


@pytest.mark.parametrize(
    ("kunci", "replies"),
    [
        ("ajukan", (None,)),
        ("ajukan", ("PET", None)),
        ("setujui", ("KETUA", "", True, None)),
        ("impor", (None,)),
        ("surat", (True, "penetapan", None)),
        ("uji", ("TIM", "", "", "", "1", "1", None)),
    ],
)
def test_a_cancelled_question_does_nothing_and_says_nothing(
    kunci: str, replies: tuple[Reply, ...], host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    before, files = host.book, sorted(tmp_path.rglob("*"))
    assert press(kunci, *replies) == 0
    assert host.book is before
    assert (host.told, host.shown) == ([], [])
    assert sorted(tmp_path.rglob("*")) == files


def test_cancelling_the_ids_cancels_the_button(host: OpenInMemory, press: Press) -> None:
    host.selected = ()
    assert press("setujui", None) == 0
    assert host.told == []


@pytest.mark.parametrize(
    ("kunci", "wrong", "right", "complaint"),
    [
        ("ajukan", ("BUKAN",), ("PET", ""), '"BUKAN" bukan salah satunya'),
        ("ajukan", (" ",), ("PET", ""), "perlu diisi"),
        ("daftar", ("9",), ("1", False, ""), "bukan salah satunya; mungkin daftar-"),
        ("uji", ("TIM", "kemarin"), ("20/11/2026", "", "", "1", "", ""), "tidak terbaca sebagai waktu"),
        ("terima_usulan", (True, "31 Februari 2026"), ("", ""), "tidak terbaca sebagai tanggal"),
    ],
)
def test_an_answer_that_cannot_be_read_is_asked_again(
    kunci: str,
    wrong: tuple[Reply, ...],
    right: tuple[Reply, ...],
    complaint: str,
    host: OpenInMemory,
    press: Press,
) -> None:
    assert press(kunci, *wrong, *right) == 0
    again = host.asked[len(wrong)]
    assert complaint in again
    assert again.endswith(host.asked[len(wrong) - 1])


def test_a_day_that_is_not_the_day_named_is_asked_again(host: OpenInMemory, press: Press) -> None:
    press("terima_usulan", True, "Senin, 20 November 2026", "Jumat, 20 November 2026", "")
    assert len(host.asked) == 4


def test_a_question_lists_what_may_be_answered(host: OpenInMemory, press: Press) -> None:
    press("surat", False, None)
    press("ajukan", None)
    assert "KETUA  Contoh Dua, Ketua PPID" in host.asked[0]
    press("buka", "PET", None)
    assert "2 Berkala" in host.asked[1]
    assert host.offered[-1] == "Setiap Saat"
    press("surat", False, None)
    assert "9 penetapan" in host.asked[1]
    assert len(host.asked[1]) < 1000


# ---- errors and progress


def test_a_known_error_is_its_sentence_with_buttons_for_commands(host: OpenInMemory, press: Press) -> None:
    assert press("terbitkan", "", "") == 7
    assert "atau buat arsip baru dengan tombol Arsipkan." in host.told[0]
    assert "ppid" not in host.told[0]


def test_an_office_without_officers_is_told_before_any_question(
    rekap: Path, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    opened = OpenInMemory(rekap, knowledge)
    opened.apply([AppendRows("tblRekap", [CLOSED])])
    opened.selected = (ONE,)
    assert run_button("ajukan", opened, now=now, log_folder=tmp_path / "log") == 2
    assert opened.told[0].startswith("Lembar Pejabat buku rekap.xlsx masih kosong")
    assert opened.asked == []


def test_an_unknown_button_is_one_sentence(host: OpenInMemory, press: Press) -> None:
    assert press("periksaa") == 2
    assert "Mungkin yang dimaksud periksa" in host.told[0]


def test_rows_with_galat_are_named_in_the_message(host: OpenInMemory, press: Press) -> None:
    host.apply([SetColumn("tblRekap", "dasar_hukum", {host.book.rows("tblRekap")[0].number: None})])
    assert press("ajukan", "PET", "") == 1
    assert "Ajukan tidak dicatat: " in host.told[0]
    assert "Rekap!" in host.told[0]
    assert acts(host.book) == []


class FailingWorkbook(OpenInMemory):
    """An open workbook whose program fails while it is written."""

    def apply(self, actions: object) -> bool:
        if self.shown:
            raise ZeroDivisionError("sel B7 tidak ada")
        return super().apply(actions)  # type: ignore[arg-type]


def test_an_error_nobody_foresaw_is_one_sentence_and_a_log(
    rekap: Path, knowledge: Knowledge, now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = FailingWorkbook(rekap, knowledge)
    log = tmp_path / "log"
    assert run_button("periksa", opened, now=now, log_folder=log) == 5
    (told,) = opened.told
    assert "Tombol periksa berhenti" in told
    assert str(log / "ppid.log") in told
    assert "Traceback" not in told
    assert "ZeroDivisionError: sel B7 tidak ada" in (log / "ppid.log").read_text(encoding="utf-8")
    assert opened.shown[-1] == ""
    assert capsys.readouterr() == ("", "")


def test_a_log_that_cannot_be_written_is_told_too(
    rekap: Path, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    opened = FailingWorkbook(rekap, knowledge)
    (tmp_path / "log").write_text("bukan folder")
    assert run_button("periksa", opened, now=now, log_folder=tmp_path / "log") == 5
    assert "catatannya tidak dapat ditulis" in opened.told[0]


def test_progress_is_shown_before_and_cleared_after(host: OpenInMemory, press: Press) -> None:
    press("pantau")
    assert host.shown == ["Pantau …", ""]
    press("terbitkan", "", "")
    assert host.shown == ["Terbitkan …", ""]


def test_nothing_is_printed_for_the_pipe_belongs_to_the_program(
    press: Press, capsys: pytest.CaptureFixture[str]
) -> None:
    press("periksa")
    press("terbitkan", "", "")
    assert capsys.readouterr() == ("", "")


def test_a_long_result_shows_both_ends_and_where_all_of_it_is(
    host: OpenInMemory, press: Press, tmp_path: Path
) -> None:
    press("bukti")
    (told,) = host.told
    assert len(told) < 1100
    kept = tmp_path / "log" / "bukti.txt"
    assert told.endswith(f"Selengkapnya: {kept}")
    assert "Kurang: persetujuan" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Catat ujinya dengan ppid uji, lalu ulangi.", "Catat ujinya dengan tombol Uji, lalu ulangi."),
        ("Catat dengan ppid uji … --hasil Dibuka.", "Catat dengan tombol Uji."),
        ("Terapkan dengan: ppid impor … --terima", "Terapkan dengan: tombol Impor"),
        ("ppid terbit rekap.xlsx --alamat URL --oleh KODE", "tombol Terbitkan"),
        ("Simpan dahulu dengan ppid arsip simpan. Lalu", "Simpan dahulu dengan tombol Arsipkan. Lalu"),
        ("Lihat semuanya dengan ppid arsip periksa.", "Lihat semuanya dengan tombol Periksa Arsip."),
        ("Pakai ppid berkas masuk.", "Pakai ppid berkas masuk."),
        ("Belum disebut; sebut --oleh KODE.", "Belum disebut; sebut kode pejabat."),
        ("Tambahkan --oleh-oleh.", "Tambahkan --oleh-oleh."),
        ("ppid tandatangani rekap.xlsx surat.pdf --p12 siti.p12 --oleh P1", "tombol Tanda Tangan"),
        (
            "Tulis: ppid terima-ttd rekap.xlsx a.pdf --surat SR-2026-0001 --cara basah",
            "Tulis: tombol Terima TTD",
        ),
        (
            "Bila memang SR-2026-0002, ulangi tanpa --surat.",
            "Bila memang SR-2026-0002, ulangi tanpa memilih surat.",
        ),
    ],
)
def test_a_command_is_spoken_of_as_the_button_that_runs_it(sentence: str, said: str) -> None:
    assert spoken(sentence, load_buttons()) == said


# ---- commands without a button, in an open workbook


def test_rekapitulasi_counts_what_is_on_the_screen(
    host: OpenInMemory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rekapitulasi", str(host.path), "--tanggal", "2026-11-21"], host=host) == 0
    assert "2 informasi dari 1 buku" in capsys.readouterr().out


def test_berkas_masuk_and_formulir_work_on_what_is_on_the_screen(host: OpenInMemory, tmp_path: Path) -> None:
    copy = tmp_path / "softcopy.pdf"
    copy.write_text("rekaan")
    words = [
        "berkas",
        "masuk",
        str(host.path),
        str(copy),
        "--id",
        ONE,
        "--dari",
        "Inspektorat",
        "--oleh",
        "PET",
    ]
    assert main(words, host=host) == 0
    assert "softcopy.pdf" in str(cell(host, "softcopy"))
    assert main(["buat", str(host.path), "--formulir", "--unit", "Inspektorat"], host=host) == 0
    assert list((tmp_path / "formulir").glob("Formulir-Inspektorat*.xlsx"))


# ---- the same journey


def contents(book: Book) -> dict[str, object]:
    """Return everything that may differ between two ways to the same workbook; the clock may not."""
    tables = {
        name: [
            {key: value for key, value in row.values.items() if not isinstance(value, datetime)}
            for row in table.rows
        ]
        for name, table in book.tables.items()
    }
    return {
        **tables,
        **{name: value for name, value in book.settings.items() if not isinstance(value, datetime)},
    }


def test_the_same_journey_by_buttons_and_by_commands_gives_the_same_workbook(
    blank_rekap: bytes, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    places = [tmp_path / "tombol" / "rekap.xlsx", tmp_path / "perintah" / "rekap.xlsx"]
    for place in places:
        place.parent.mkdir()
        place.write_bytes(blank_rekap)
    opened, closed = OpenInMemory(places[0], knowledge), FileHost(places[1], knowledge.dictionary)
    wrong = {**CLOSED, "dasar_hukum": "Pasal 17 huruf z UU 14/2008"}
    words = str(places[1])

    def type_in_both(*actions: object) -> None:
        opened.apply(actions)  # type: ignore[arg-type]
        closed.apply(actions)  # type: ignore[arg-type]

    def both(kunci: str, replies: tuple[Reply, ...], line: list[str]) -> int:
        opened.replies = list(replies)
        by_button = run_button(kunci, opened, now=now, log_folder=tmp_path / "log")
        assert by_button == main([*line, "--tanggal", now.date().isoformat()]), opened.told
        return by_button

    opened.selected = (ONE,)
    type_in_both(AppendRows("tblRekap", [wrong, OPEN]), AppendRows("tblPejabat", OFFICERS), *SETTINGS)
    assert both("periksa", (), ["periksa", words, "--tulis"]) == 1
    type_in_both(
        SetColumn(
            "tblRekap", "dasar_hukum", {closed.snapshot().rows("tblRekap")[0].number: CLOSED["dasar_hukum"]}
        )
    )
    assert both("periksa", (), ["periksa", words, "--tulis"]) == 0
    assert both("ajukan", ("PET", ""), ["ajukan", words, "--id", ONE, "--oleh", "PET"]) == 0
    assert both("setujui", ("KETUA", "", False), ["setujui", words, "--id", ONE, "--oleh", "KETUA"]) == 0
    assert both("daftar", ("1", False, ""), ["surat", words, "daftar-dikecualikan"]) == 0
    shown = tmp_path / "layar.xlsx"
    opened.save_copy(shown)
    assert contents(FileHost(shown, knowledge.dictionary).snapshot()) == contents(closed.snapshot())
    assert contents(opened.snapshot()).items() >= contents(closed.snapshot()).items()
    assert acts(closed.snapshot()) == [("Diajukan", "PET", ONE), ("Disetujui", "KETUA", ONE)]
    assert places[0].read_bytes() == blank_rekap
    made = [place.parent / "dokumen" / "daftar-dikecualikan.docx" for place in places]
    assert all(path.is_file() for path in made)
