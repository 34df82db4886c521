"""A list that is no rekap of ours, or a rekap that lost a register, stops each act in one sentence, unwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from kantor_hidup import OpenInMemory

from ppid_xl.cli import main
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows
from ppid_xl.ribbon import run_button
from ppid_xl.workflow.ground.knowledge import Knowledge

pytestmark = pytest.mark.lama

Capture = pytest.CaptureFixture[str]
ONE, BY = ["--id", "INF-2026-0001"], ["--oleh", "PPID"]
ACTS = [
    ["buat", "BUKU", "--formulir"], ["impor", "BUKU", "LAIN"], ["terima-usulan", "BUKU"],
    ["langkah", "BUKU", "--kegiatan", "1", *BY], ["uji", "BUKU", *ONE, *BY], ["uji", "BUKU", "--daftar"],
    ["ajukan", "BUKU", *ONE, *BY], ["setujui", "BUKU", *ONE, *BY],
    ["kembalikan", "BUKU", *ONE, *BY, "--catatan", "lengkapi"], ["buka", "BUKU", *ONE, *BY],
    ["perpanjang", "BUKU", *ONE, *BY, "--jangka", "2 tahun"], ["bukti", "BUKU", "INF-2026-0001"],
    ["surat", "BUKU", "daftar-dikecualikan"], ["surat", "BUKU", "penetapan", "--resmi", *BY],
    ["surat", "--pdf", "BUKU"],
    ["berkas", "masuk", "BUKU", "LAIN", "--dari", "Sekretariat", *ONE, *BY], ["berkas", "periksa", "BUKU"],
    ["berkas", "label", "BUKU", *ONE], ["brankas", "keadaan", "BUKU"],
    ["agenda", "BUKU"], ["agenda", "BUKU", "--batal", "SR-2026-0001", "--catatan", "salah", *BY],
    ["agenda", "BUKU", "--keluar", "--jenis", "undangan", "--perihal", "Rapat", *BY],
    ["terbit", "BUKU"], ["terbit", "BUKU", "--alamat", "https://contoh.go.id/ppid", *BY],
    ["kirim", "BUKU", *ONE, *BY],
]  # fmt: skip
ARSIP = [["arsip", act, "BUKU"] for act in ("simpan", "riwayat", "periksa", "indeks")] + [
    ["arsip", "banding", "BUKU", "1", "2"], ["arsip", "pulihkan", "BUKU", "--keluar", "HASIL"],
]  # fmt: skip
REGISTERS = {
    "tblUji": "Uji Konsekuensi",
    "tblLangkah": "Langkah SOP",
    "tblAgenda": "Agenda Surat",
    "tblPejabat": "Pejabat",
}


def words_of(act: list[str], book: Path) -> list[str]:
    places = {"BUKU": book, "LAIN": book.parent / "lain.csv", "HASIL": book.parent / "hasil"}
    return [str(places.get(word, word)) for word in act]


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}


def refused(act: list[str], book: Path, capsys: Capture) -> str:
    """Run an act that leaves with 2 and writes nothing; return what it says."""
    before = listing(book.parent)
    assert main(words_of(act, book)) == 2
    assert listing(book.parent) == before
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["ID", "Judul Informasi", "Unit Penguasa", "Klasifikasi", "Dasar Hukum", "Jangka Waktu"])
    sheet.append(["INF-2026-0001", "Data gaji", "Sekretariat", "Dikecualikan", "Pasal 17 huruf h", "5 tahun"])
    book.save(tmp_path / "daftar-lama.xlsx")
    (tmp_path / "lain.csv").write_text("Judul Informasi;Unit Penguasa\nLaporan;Sekretariat\n")
    return tmp_path / "daftar-lama.xlsx"


@pytest.fixture
def without(rekap: Path, knowledge: Knowledge) -> Callable[[str], Path]:
    """Return a function that gives a filled rekap whose sheet was deleted."""
    officer = {"kode": "PPID", "nama": "Contoh", "jabatan": "Ketua", "peran": "Ketua PPID"}
    row = {"id": "INF-2026-0001", "judul_informasi": "Data gaji", "klasifikasi": "Dikecualikan"}
    FileHost(rekap, knowledge.dictionary).apply(
        [AppendRows("tblRekap", [row]), AppendRows("tblPejabat", [officer])]
    )
    (rekap.parent / "lain.csv").write_text("Judul Informasi;Unit Penguasa\nLaporan;Sekretariat\n")

    def deleted(sheet: str) -> Path:
        book = openpyxl.load_workbook(rekap)
        del book[sheet]
        book.save(rekap)
        return rekap

    return deleted


@pytest.mark.parametrize("act", [*ACTS, *ARSIP], ids=" ".join)
def test_no_act_takes_a_list_of_others_for_our_rekap(foreign: Path, capsys: Capture, act: list[str]) -> None:
    told = refused(act, foreign, capsys)
    assert told.startswith("Buku daftar-lama.xlsx bukan rekap PPID")
    assert "Traceback" not in told


@pytest.mark.parametrize(
    "act", [["periksa", "BUKU"], ["pantau", "BUKU"], ["rekapitulasi", "BUKU"]], ids=" ".join
)
def test_what_only_looks_takes_a_list_of_others(foreign: Path, capsys: Capture, act: list[str]) -> None:
    assert main(words_of(act, foreign)) in (0, 1)
    assert "bukan rekap PPID (" not in capsys.readouterr().err


def test_periksa_by_an_officer_is_an_act(foreign: Path, capsys: Capture) -> None:
    told = refused(["periksa", "BUKU", "--tulis", *BY], foreign, capsys)
    assert told.startswith("Buku daftar-lama.xlsx bukan rekap PPID")


@pytest.mark.parametrize("act", ACTS, ids=" ".join)
def test_no_act_goes_on_without_the_sheet_of_the_acts(
    without: Callable[[str], Path], capsys: Capture, act: list[str]
) -> None:
    told = refused(act, without("Langkah SOP"), capsys)
    assert "tabel tblLangkah (lembar Langkah SOP)" in told
    assert "ppid arsip pulihkan" in told


@pytest.mark.parametrize(("table", "sheet"), REGISTERS.items())
@pytest.mark.parametrize(
    "act", [["setujui", "BUKU", *ONE, *BY], ["periksa", "BUKU", "--tulis", *BY]], ids=" ".join
)
def test_a_deleted_sheet_is_named_and_not_called_empty(
    without: Callable[[str], Path], capsys: Capture, act: list[str], table: str, sheet: str
) -> None:
    told = refused(act, without(sheet), capsys)
    assert f"tabel {table} (lembar {sheet})" in told
    assert "kosong" not in told


@pytest.mark.parametrize(("table", "sheet"), REGISTERS.items())
def test_periksa_tells_a_deleted_sheet_as_a_finding(
    without: Callable[[str], Path], capsys: Capture, table: str, sheet: str
) -> None:
    main(["periksa", str(without(sheet)), "--semua"])
    told = capsys.readouterr().out
    assert f"Tabel {table} di lembar {sheet} tidak ada lagi" in told


@pytest.mark.parametrize("sheet", ["Langkah SOP", "Pejabat"])
def test_the_archive_is_open_to_a_rekap_that_lost_a_sheet(
    without: Callable[[str], Path], rekap: Path, sheet: str
) -> None:
    assert main(["arsip", "simpan", str(rekap)]) == 0
    book = without(sheet)
    assert main(["arsip", "riwayat", str(book)]) == 0
    assert main(["arsip", "pulihkan", str(book), "--keluar", str(book.parent / "hasil")]) == 0


@pytest.mark.parametrize("act", [*ACTS, ["periksa", "BUKU"], ["pantau", "BUKU"]], ids=" ".join)
def test_a_register_that_is_a_plain_range_now_is_named(rekap: Path, capsys: Capture, act: list[str]) -> None:
    (rekap.parent / "lain.csv").write_text("Judul Informasi;Unit Penguasa\nLaporan;Sekretariat\n")
    book = openpyxl.load_workbook(rekap)
    del book["Rekap"].tables["tblRekap"]
    book.save(rekap)
    told = refused(act, rekap, capsys)
    assert "tidak memuat tabel tblRekap" in told
    assert "Sisipkan > Tabel" in told


@pytest.mark.parametrize("button", ["setujui", "agenda", "terbitkan", "bukti", "langkah_lain", "arsipkan"])
def test_a_button_asks_nothing_in_a_list_of_others(
    foreign: Path, knowledge: Knowledge, now: datetime, button: str
) -> None:
    host = OpenInMemory(foreign, knowledge)
    assert run_button(button, host, now=now, log_folder=foreign.parent) == 2
    assert host.asked == []
    assert host.told[0].startswith("Buku daftar-lama.xlsx bukan rekap PPID")
