"""Every button in a real LibreOffice with the real program behind it: what a click leaves in the open workbook."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from contoh_pdf import plain_pdf
from kantor_calc import Office
from rekap_bersalah import make_faulty

from ppid_xl.buttons import load_buttons
from ppid_xl.cli import main
from ppid_xl.columns import Dictionary
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import Book
from ppid_xl.workflow.ground.knowledge import Knowledge

pytestmark = pytest.mark.program

WHEN_CHECKED = {"BerandaPemeriksaan"}


class Clicker:
    """One rekap open in Calc; ``click`` dispatches a button and returns what it said."""

    def __init__(self, office: Office, world: Any, path: Path) -> None:
        self.office, self.world, self.path = office, world, path
        self.number = office.open(path=str(path), filter_name="Calc MS Excel 2007 XML")

    def click(self, key: str, answers: dict[str, Any] | None = None, select: str = "") -> str:
        """Click a button, with rows selected on Rekap and answers prepared; return the log."""
        self.world.clear_log()
        self.world.answer(answers or {})
        if select:
            self.office.select(document=self.number, sheet="Rekap", refs=[select])
        self.office.dispatch(document=self.number, url=f"service:id.ppid.xl.Button?{key}")
        assert f"selesai {key} " in self.world.log()
        return str(self.world.log())

    def book(self, dictionary: Dictionary) -> Book:
        """Return the workbook as our own reader reads what Calc would save."""
        target = self.path.with_name("dari-calc.xlsx")
        self.office.store(document=self.number, path=str(target))
        return FileHost(target, dictionary).snapshot()


@pytest.fixture
def clicker(office: Office, world: Any, rekap: Path) -> Iterator[Clicker]:
    make_faulty(rekap)
    world.use_ours()
    clicker = Clicker(office, world, rekap)
    yield clicker
    office.close(document=clicker.number)


def values(book: Book) -> dict[str, list[Any]]:
    return {
        name: [(row.number, dict(row.values)) for row in table.rows] for name, table in book.tables.items()
    }


def test_periksa_leaves_in_calc_what_it_leaves_in_the_closed_file(
    clicker: Clicker, knowledge: Knowledge, tmp_path: Path
) -> None:
    closed = tmp_path / "tertutup.xlsx"
    shutil.copyfile(clicker.path, closed)
    assert main(["periksa", str(closed), "--tulis"]) == 1
    log = clicker.click("periksa")
    assert "selesai periksa 1 " in log
    there, here = FileHost(closed, knowledge.dictionary).snapshot(), clicker.book(knowledge.dictionary)
    assert values(here) == values(there)
    assert here.tables["tblTemuan"].last_row == there.tables["tblTemuan"].last_row
    assert len(here.rows("tblTemuan")) > 3
    settings = {name: value for name, value in there.settings.items() if name not in WHEN_CHECKED}
    assert {name: value for name, value in here.settings.items() if name not in WHEN_CHECKED} == settings


def test_one_step_takes_periksa_back(clicker: Clicker) -> None:
    sheets = clicker.office.sheets(document=clicker.number)
    before = {name: clicker.office.used(document=clicker.number, sheet=name) for name in sheets}
    clicker.click("periksa")
    assert clicker.office.used(document=clicker.number, sheet="Temuan") != before["Temuan"]
    assert len(clicker.office.undo_titles(document=clicker.number)) == 1
    clicker.office.undo(document=clicker.number)
    for name in sheets:
        assert filled(clicker.office.used(document=clicker.number, sheet=name)) == filled(before[name])


def filled(rows: list[list[Any]]) -> dict[tuple[int, int], Any]:
    """Return what stands in a sheet, wherever its used area ends."""
    return {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row) if value != ""}


def test_the_second_click_changes_nothing(clicker: Clicker) -> None:
    clicker.click("periksa")
    clicker.click("periksa")
    assert len(clicker.office.undo_titles(document=clicker.number)) == 1


SOUND_ROW = [
    "Pasal 17 huruf i UU 14/2008",
    "Seluruh dokumen",
    "Mengurangi kebebasan dan kejujuran dalam pengajuan usul.",
    "Proses audit berjalan tanpa tekanan dari luar.",
    "5 tahun",
]


def test_each_button_does_its_work_in_the_open_workbook(
    clicker: Clicker, knowledge: Knowledge, tmp_path: Path
) -> None:
    """Go through a case from import to opening, one click after the other, as an office would."""

    def rows(table: str) -> list[dict[str, Any]]:
        return [dict(row.values) for row in clicker.book(knowledge.dictionary).rows(table)]

    def acts() -> list[Any]:
        return [(row["id_langkah"], row.get("id_informasi")) for row in rows("tblLangkah")]

    ketua, first, second, third = {"Kode pejabat": "KETUA"}, "D5", "D6", "D7"
    done = {"periksa"}
    clicker.click("periksa")

    def press(key: str, answers: dict[str, Any] | None = None, select: str = "", code: int = 0) -> str:
        done.add(key)
        log = clicker.click(key, answers, select)
        assert f"selesai {key} {code} " in log, log
        return log

    source = tmp_path / "bidang.csv"
    source.write_text(
        "Judul Informasi,Klasifikasi,Unit Penguasa\nLaporan Baru,Berkala,Sekretariat\n", "utf-8"
    )
    press("impor", {"Pilih daftar": [str(source)]})
    assert [row["judul_informasi"] for row in rows("tblRekap")][3:] == ["Laporan Baru"]

    for number in (5, 7):
        clicker.office.put(
            document=clicker.number, sheet="Rekap", ref=f"M{number}:Q{number}", rows=[SOUND_ROW]
        )
    clicker.click("periksa")
    press("terima_usulan", {"hanya yang dipilih": True}, third)
    assert [row.get("terima") for row in rows("tblRekap")][:3] == [None, "Ya", "Ya"]

    meeting = {
        "Di mana": "Ruang Rapat",
        "Siapa yang hadir": "KETUA; ATASAN",
        "Pertimbangan": "Hasilnya diumumkan.",
    }
    press("uji", {**ketua, **meeting, "Hasil uji": "Ditutup"}, second)
    assert [(row["id_informasi"], row["hasil"]) for row in rows("tblUji")] == [("INF-2026-0002", "Ditutup")]
    press("ajukan", ketua, second)
    press("setujui", ketua, second)
    press("kembalikan", {**ketua, "harus diperbaiki": "Lengkapi lampirannya."}, first)
    press("langkah_lain", {**ketua, "Nomor kegiatan": "1"})
    assert acts() == [
        ("LK-2026-0001", "INF-2026-0002"),
        ("LK-2026-0002", "INF-2026-0002"),
        ("LK-2026-0003", "INF-2026-0002"),
        ("LK-2026-0004", "INF-2026-0001"),
        ("LK-2026-0005", None),
    ]
    assert list((tmp_path / "kembali").glob("*.xlsx"))

    press("daftar")
    assert (tmp_path / "dokumen" / "daftar-dikecualikan.docx").is_file()
    letter = {
        "hanya yang dipilih": True,
        "Jenis surat": "persetujuan",
        "surat resmi": True,
        "Nomor surat": "12/2026",
    }
    press("surat", {**ketua, **letter}, second)
    assert not list((tmp_path / "dokumen").glob("SR-*.pdf"))
    assert "SR-2026-0001: PDF-nya tercatat" in press("buat_pdf")
    assert list((tmp_path / "dokumen").glob("SR-*.pdf"))
    assert [(row["jenis"], row["nomor"]) for row in rows("tblAgenda")] == [("persetujuan", "12/2026")]
    press("agenda", {**ketua, "Apa yang dicatat": "paraf", "Surat yang mana": "1"})
    assert rows("tblAgenda")[0]["keadaan_tanda_tangan"] == "Diparaf"
    shipped = Path(__file__).parents[2] / "templates" / "surat" / "nota-dinas.docx"
    assert "dapat dipakai" in press("periksa_template", {"Pilih template": [str(shipped)]})
    scan = tmp_path / "pindaian.pdf"
    scan.write_bytes(plain_pdf(2))
    press("terima_ttd", {**ketua, "Surat mana": "1", "naskah yang sudah": [str(scan)]})
    assert "basah" in str(rows("tblAgenda")[0]["keadaan_tanda_tangan"]).casefold()

    assert ": terbukti, berjalan" in press("bukti", select=second)
    press("arsipkan", {"Mengapa": "sebelum terbit"})
    assert (tmp_path / "arsip" / "ocfl").is_dir()
    assert "sebelum terbit" in press("riwayat")
    press("terbitkan")
    assert (tmp_path / "terbitan").is_dir()
    press("kirim_pusat_data", ketua)
    assert list((tmp_path / "kiriman").rglob("dip.csv"))
    assert "INF-2026-0003" in press("pantau")
    press("uji", {**ketua, **meeting, "Hasil uji": "Ditutup"}, second)
    press("perpanjang", {**ketua, "Jangka waktu baru": "2 tahun", "Berkas penetapan": [str(scan)]}, second)
    press("uji", {**ketua, **meeting, "Hasil uji": "Dibuka"}, third)
    press("buka", {**ketua, "Berkas persetujuan": [str(scan)]}, third)
    assert [row["klasifikasi"] for row in rows("tblRekap")][:3] == [
        "Dikecualikan",
        "Dikecualikan",
        "Setiap Saat",
    ]
    assert [ids for _, ids in acts()][-4:] == ["INF-2026-0002"] * 2 + ["INF-2026-0003"] * 2

    press("arsipkan", {"Mengapa": "sesudah dibuka"})
    assert "INF-2026-0003" in press("banding")
    taken_out = tmp_path / "keluar"
    taken_out.mkdir()
    press("pulihkan", {"Nomor versi": "1", "folder kosong": [str(taken_out)]})
    assert list(taken_out.rglob("*.xlsx"))
    assert "utuh" in press("periksa_arsip").casefold()
    letter = {
        "Surat masuk": "masuk",
        "Jenis suratnya": "permintaan",
        "Nomor seperti": "12/B",
        "Tanggal di surat": "18 November 2026",
        "pengirimnya": "Biro Hukum",
        "Perihal": "Data",
        "pindaian surat": [str(scan)],
    }
    press("catat_surat", {**ketua, **letter})
    assert (rows("tblAgenda")[-1]["arah"], rows("tblAgenda")[-1]["nomor"]) == ("Masuk", "12/B")
    signed = {"tandatangani", "verifikasi"}  # pressed with a real certificate in tests/test_ribbon.py
    assert done | signed == {button.kunci for button in load_buttons().buttons}
