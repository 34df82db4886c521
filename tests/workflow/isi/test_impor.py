"""Impor: every filled line is accounted for; nothing is altered, refused or overwritten unasked."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.model import AppendRows, Book, Row
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.impor import Balance

DATA = Path(__file__).parents[2] / "data"
NAMES = {"nama_informasi": "judul_informasi", "dasar_hukum_pengecualian": "dasar_hukum",
         "konsekuensi_dibuka": "konsekuensi_bila_dibuka", "konsekuensi_ditutup_manfaat": "manfaat_bila_ditutup",
         "unit": "unit_penguasa", "format": "bentuk", "klasifikasi": "klasifikasi", "ringkasan": "ringkasan_isi",
         "penanggung_jawab": "penanggung_jawab", "waktu_tempat": "waktu_dan_tempat_pembuatan"}  # fmt: skip


def write_csv(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)
    return path


Take = Callable[..., list[Balance]]
HEAD = ("Unit", "Judul Informasi", "Dasar Hukum", "Jangka Waktu")


def balances(balance: Balance) -> bool:
    parts = len(balance.new) + len(balance.known) + len(balance.changed) + len(balance.not_data)
    return balance.source.filled == parts


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_all_real_rows_are_taken_in_and_none_is_altered(
    kind: str, memory: MemoryHost, host: FileHost, take: Take
) -> None:
    where = memory if kind == "memory" else host
    found = take(where, DATA / "dik_nyata.csv", DATA / "dip_nyata.csv")
    assert [len(b.new) for b in found] == [104, 151]
    assert all(balances(b) for b in found)
    rows = where.snapshot().rows("tblRekap")
    wanted = _real("dik_nyata.csv", "jangka_waktu") + _real("dip_nyata.csv", "retensi")
    assert [_words(row, expected) for row, expected in zip(rows, wanted, strict=True)] == wanted


def _real(name: str, period: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    names = {**NAMES, "jangka_waktu": period}
    return [
        {names[k]: v.replace("\r\n", "\n") for k, v in line.items() if k in names and v.strip()}
        for line in lines
    ]


def _words(row: Row, expected: dict[str, str]) -> dict[str, object]:
    return {key: row[key] for key in expected}


def test_every_new_row_knows_where_it_came_from(memory: MemoryHost, take: Take, tmp_path: Path) -> None:
    take(memory, write_csv(tmp_path / "a.csv", HEAD, ("A", "satu", "Pasal 17 huruf h", "1 Tahun")))
    (row,) = memory.snapshot().rows("tblRekap")
    assert row.text("asal").startswith("a.csv | a | baris 2 | ")
    assert row.text("id") == "INF-2026-0001"


def test_the_same_file_again_adds_nothing(memory: MemoryHost, take: Take) -> None:
    take(memory, DATA / "dik_nyata.csv")
    before = memory.snapshot()
    (again,) = take(memory, DATA / "dik_nyata.csv")
    assert (len(again.new), len(again.known), len(again.changed)) == (0, 104, 0)
    assert memory.snapshot() == before


def test_rows_alike_in_one_list_are_all_taken_in(memory: MemoryHost, take: Take, tmp_path: Path) -> None:
    line = ("A", "satu", "Pasal 17 huruf h", "1 Tahun")
    (balance,) = take(memory, write_csv(tmp_path / "a.csv", HEAD, line, line, line))
    assert len(balance.new) == 3


def test_a_row_equal_in_all_cells_from_another_file_is_already_there(
    memory: MemoryHost, take: Take, tmp_path: Path
) -> None:
    line = ("A", "satu", "Pasal 17 huruf h", "1 Tahun")
    take(memory, write_csv(tmp_path / "a.csv", HEAD, line))
    (balance,) = take(memory, write_csv(tmp_path / "b.csv", HEAD, line, line))
    assert (len(balance.known), len(balance.changed), len(balance.new)) == (1, 0, 1)


@pytest.fixture
def changed(memory: MemoryHost, take: Take, tmp_path: Path) -> tuple[MemoryHost, Path]:
    take(memory, write_csv(tmp_path / "a.csv", HEAD, ("A", "satu", "Pasal 17 huruf h", "1 Tahun")))
    return memory, write_csv(tmp_path / "b.csv", HEAD, ("a", "SATU.", "Pasal 17 huruf i", ""))


def test_other_words_for_an_earlier_row_are_only_proposed(
    changed: tuple[MemoryHost, Path], take: Take
) -> None:
    host, path = changed
    (balance,) = take(host, path)
    assert [c.heading for _, _, cells in balance.changed for c in cells] == [
        "Judul Informasi",
        "Unit Penguasa",
        "Dasar Hukum",
    ]
    assert host.snapshot().rows("tblRekap")[0].text("dasar_hukum") == "Pasal 17 huruf h"
    shown = {
        (row.text("kolom"), row.text("isi"), row.text("masalah")) for row in host.snapshot().rows("tblTemuan")
    }
    assert ("Dasar Hukum", "Pasal 17 huruf h", "Daftar yang diimpor menulis lain: Pasal 17 huruf i") in shown


def test_proposals_are_applied_only_when_asked_for(changed: tuple[MemoryHost, Path], take: Take) -> None:
    host, path = changed
    take(host, path, accept=True)
    (row,) = host.snapshot().rows("tblRekap")
    assert (row.text("dasar_hukum"), row.text("jangka_waktu")) == ("Pasal 17 huruf i", "1 Tahun")


def test_proposing_twice_lists_each_cell_once(changed: tuple[MemoryHost, Path], take: Take) -> None:
    host, path = changed
    take(host, path)
    take(host, path)
    assert len(host.snapshot().rows("tblTemuan")) == 3


def test_a_row_with_our_id_is_recognised_under_any_title(
    memory: MemoryHost, take: Take, tmp_path: Path
) -> None:
    take(memory, write_csv(tmp_path / "a.csv", HEAD, ("A", "satu", "Pasal 17 huruf h", "1 Tahun")))
    path = write_csv(
        tmp_path / "b.csv", ("ID", *HEAD), ("INF-2026-0001", "A", "judul baru", "Pasal 17 huruf h", "1 Tahun")
    )
    (balance,) = take(memory, path)
    assert [c.new for _, _, cells in balance.changed for c in cells] == ["judul baru"]


def test_an_id_of_the_list_that_no_row_has_is_told_with_the_one_it_got(
    memory: MemoryHost, take: Take, tmp_path: Path
) -> None:
    lines = [("INF-2026-0099", "satu"), ("A-7", "dua"), ("", "tiga")]
    (balance,) = take(memory, write_csv(tmp_path / "a.csv", ("ID", "Judul Informasi"), *lines))
    assert balance.renamed == [("INF-2026-0099", "INF-2026-0001"), ("A-7", "INF-2026-0002")]


def test_ids_go_on_from_the_highest_ever_used(memory: MemoryHost, take: Take, tmp_path: Path) -> None:
    memory.book = Book("r", "", memory.book.tables, {"UrutINF": 41})
    take(memory, write_csv(tmp_path / "a.csv", HEAD, ("A", "satu", "x", "y")))
    assert memory.snapshot().rows("tblRekap")[0].text("id") == "INF-2026-0042"
    assert memory.snapshot().setting("UrutINF") == "42"


def test_the_unit_given_fills_only_blank_cells(memory: MemoryHost, take: Take, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", HEAD, ("", "satu", "x", "y"), ("B", "dua", "x", "y"))
    take(memory, path, unit="A")
    assert [row.text("unit_penguasa") for row in memory.snapshot().rows("tblRekap")] == ["A", "B"]


def test_new_units_join_the_drop_down_list(memory: MemoryHost, take: Take, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", HEAD, ("Bidang A", "satu", "x", "y"), ("bidang a", "dua", "x", "y"))
    take(memory, path)
    assert [row.text("unit") for row in memory.snapshot().rows("tblUnit")] == ["Bidang A"]


@pytest.mark.parametrize(
    ("begun", "listed"),
    [([], ["Bidang B", "Bidang C", "Bidang A"]), (["Bidang B"], ["Bidang B", "Bidang A"])],
)
def test_the_first_units_of_the_list_bring_those_of_the_rows_along(
    memory: MemoryHost, take: Take, tmp_path: Path, begun: list[str], listed: list[str]
) -> None:
    rows = [{"judul_informasi": f"{unit} 1", "unit_penguasa": unit} for unit in ("Bidang B", "Bidang C")]
    memory.apply([AppendRows("tblRekap", rows), AppendRows("tblUnit", [{"unit": unit} for unit in begun])])
    take(memory, write_csv(tmp_path / "a.csv", HEAD, ("", "satu", "x", "y")))
    assert [row.text("unit") for row in memory.snapshot().rows("tblUnit")] == begun
    take(memory, write_csv(tmp_path / "b.csv", HEAD, ("Bidang A", "dua", "x", "y")))
    assert [row.text("unit") for row in memory.snapshot().rows("tblUnit")] == listed


def test_a_workbook_that_is_no_rekap_is_not_imported_into(
    take: Take, knowledge: Knowledge, tmp_path: Path
) -> None:
    book = blank_book(knowledge.dictionary)
    foreign = MemoryHost(Book("lain.xlsx", "", book.tables, {}, ours=False))
    with pytest.raises(InputError) as refusal:
        take(foreign, write_csv(tmp_path / "a.csv", HEAD, ("A", "satu", "x", "y")))
    assert refusal.value.kode == "bukan-rekap"


def test_text_below_the_table_is_never_covered(host: FileHost, take: Take, tmp_path: Path) -> None:
    table = host.snapshot().tables["tblRekap"]
    book = openpyxl.load_workbook(host.path)
    book["Rekap"].cell(table.last_row + 2, 3).value = None
    note = book["Rekap"][f"{table.letters['tanda']}{table.last_row + 2}"]
    note.value = "Catatan kantor"
    book.save(host.path)
    before = host.path.read_bytes()
    lines = [("Dinas", f"Data {i}", "", "") for i in range(5)]
    with pytest.raises(InputError, match="bawah-tabel-terisi"):
        take(host, write_csv(tmp_path / "a.csv", HEAD, *lines))
    assert host.path.read_bytes() == before


def test_a_totals_row_of_the_register_is_named_as_what_it_is(
    host: FileHost, take: Take, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(host.path)
    table = book["Rekap"].tables["tblRekap"]
    table.ref, table.totalsRowCount = f"{table.ref[:-1]}6", 1
    table.autoFilter.ref = f"{table.ref[:-1]}5"
    book["Rekap"]["A6"] = "Jumlah"
    book.save(host.path)
    with pytest.raises(InputError, match="tabel-berbaris-jumlah"):
        take(
            host,
            write_csv(tmp_path / "a.csv", HEAD, *[("Dinas", f"Data {i}", "", "") for i in "ab"]),
        )


def test_faulty_cells_of_a_list_come_in_as_text_and_are_told(
    memory: MemoryHost, take: Take, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Unit", "Judul Informasi", "Dasar Hukum", "Terhitung Mulai"])
    sheet.append(["Dinas", "Data gaji", "=A1&A2", 2026])
    book.save(tmp_path / "a.xlsx")
    (balance,) = take(memory, tmp_path / "a.xlsx")
    assert balance.source.never_calculated == ("Sheet!C2",)
    (row,) = memory.snapshot().rows("tblRekap")
    assert row["terhitung_mulai"] == "2026"


def test_hours_and_numbers_that_a_date_cell_dresses_up_come_in_as_their_words(
    host: FileHost, take: Take, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Unit", "Judul Informasi", "Dasar Hukum", "Terhitung Mulai"])
    for mulai in (time(8, 30), datetime(1905, 7, 18), datetime(2026, 1, 2)):
        sheet.append(["Dinas", f"Data {mulai}", "Pasal 17 huruf b", mulai])
    book.save(tmp_path / "a.xlsx")
    take(host, tmp_path / "a.xlsx")
    found = [row["terhitung_mulai"] for row in host.snapshot().rows("tblRekap")]
    assert found == ["08:30", "2026", date(2026, 1, 2)]


def test_a_line_with_text_longer_than_a_cell_stays_out_and_the_others_come_in(
    memory: MemoryHost, take: Take, tmp_path: Path
) -> None:
    lines = (("Dinas", "x" * 40_000, "", ""), ("Dinas", "Data gaji", "", ""))
    (balance,) = take(memory, write_csv(tmp_path / "a.csv", HEAD, *lines))
    assert [row.text("judul_informasi") for row in memory.snapshot().rows("tblRekap")] == ["Data gaji"]
    *_, left_out = balance.not_data
    assert (left_out.kind, len(left_out.text) < 300) == ("sel B2 memuat 40000 huruf", True)
