"""Rekapitulasi: counts that agree with the rows, and who has not sent any."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from kantor import GOOD, good_rows
from openpyxl import load_workbook

from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.model import AppendRows, Book, Value
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.surat.rekapitulasi import JANGKA_WAKTU, NotSent, Rekapitulasi, rekapitulasi
from ppid_xl.workflow.surat.rekapitulasi_files import as_csv, as_workbook, write_files

TODAY = date(2026, 11, 21)
ROWS: list[dict[str, Value]] = [
    *good_rows(2),
    {**GOOD, "id": "INF-2026-0003", "unit_penguasa": "INSPEKTORAT ", "dasar_hukum": "Pasal 17 huruf h dan i UU 14/2008",
     "jangka_waktu": ""},
    {"id": "INF-2026-0004", "judul_informasi": "Laporan kinerja", "unit_penguasa": "Sekretariat",
     "klasifikasi": "Berkala"},
    {"id": "INF-2026-0005", "judul_informasi": "Entah"},
]  # fmt: skip


def office_book(
    knowledge: Knowledge, rows: list[dict[str, Value]], *units: str, name: str = "rekap.xlsx"
) -> Book:
    host = MemoryHost(blank_book(knowledge.dictionary, {"Tahun": "2026"}, name))
    host.apply([AppendRows("tblRekap", rows), AppendRows("tblUnit", [{"unit": unit} for unit in units])])
    return host.snapshot()


@pytest.fixture(scope="module")
def done(knowledge: Knowledge) -> Rekapitulasi:
    book = office_book(knowledge, ROWS, "Inspektorat", "Sekretariat", "=Bidang Kosong")
    return rekapitulasi([book], knowledge, TODAY)


def numbers(done: Rekapitulasi, title: str) -> dict[str, dict[str, int]]:
    table = done.tables[title]
    return {unit: {k: n for k, n in zip(table.kolom, line, strict=True) if n} for unit, line in table.baris}


def test_klasifikasi_is_counted_per_unit_however_the_unit_is_capitalised(done: Rekapitulasi) -> None:
    assert numbers(done, "Klasifikasi") == {
        "Inspektorat": {"Dikecualikan": 3},
        "Sekretariat": {"Berkala": 1},
        "=Bidang Kosong": {},
        "(tanpa unit)": {"Belum terklasifikasi": 1},
    }


def test_a_row_with_two_letters_counts_under_each(done: Rekapitulasi) -> None:
    assert numbers(done, "Huruf Pasal 17")["Inspektorat"] == {"h": 1, "i": 3}


def test_the_kind_of_period_is_counted_for_excluded_rows_only(done: Rekapitulasi) -> None:
    assert numbers(done, "Jangka waktu")["Inspektorat"] == {"Lama tertentu": 2, "Belum diisi": 1}
    assert done.tables["Jangka waktu"].jumlah == (2, 1)


def test_every_kind_of_period_has_a_word() -> None:
    from ppid_xl.jangka_waktu import JENIS

    assert set(JANGKA_WAKTU) == set(JENIS)


def test_status_is_read_from_evidence(done: Rekapitulasi) -> None:
    assert numbers(done, "Status")["Inspektorat"] == {"Usulan": 1, "Menunggu uji": 2}
    assert numbers(done, "Status")["Sekretariat"] == {"Belum terbit": 1}


def test_every_count_of_a_row_adds_up_to_the_rows(done: Rekapitulasi) -> None:
    assert sum(done.tables["Klasifikasi"].jumlah) == sum(done.tables["Status"].jumlah) == len(ROWS)
    assert sum(line[-1] for line in done.combinations()) == len(ROWS)


def test_a_unit_without_a_row_has_not_sent(done: Rekapitulasi) -> None:
    assert done.belum_mengirim == (NotSent("=Bidang Kosong", "2026"),)


def test_a_unit_that_sent_in_another_workbook_of_the_year_has_sent(knowledge: Knowledge) -> None:
    one = office_book(knowledge, good_rows(1), "Inspektorat", "sekretariat", name="a.xlsx")
    two = office_book(knowledge, ROWS[3:4], name="b.xlsx")
    assert rekapitulasi([one, two], knowledge, TODAY).belum_mengirim == ()
    older = replace(two, settings={"Tahun": "2025"})
    assert rekapitulasi([one, older], knowledge, TODAY).belum_mengirim == (NotSent("sekretariat", "2026"),)


def test_rows_of_several_workbooks_say_which(knowledge: Knowledge) -> None:
    books = [
        office_book(knowledge, good_rows(2), name="a.xlsx"),
        office_book(knowledge, ROWS[3:4], name="b.xlsx"),
    ]
    done = rekapitulasi(books, knowledge, TODAY)
    assert numbers(done, "Buku") == {"a.xlsx": {"Dikecualikan": 2}, "b.xlsx": {"Berkala": 1}}
    assert {one.buku for one in done.rows} == {"a.xlsx", "b.xlsx"}


def test_workbooks_of_the_same_name_are_told_apart_by_their_folder(knowledge: Knowledge) -> None:
    books = [office_book(knowledge, good_rows(1)), office_book(knowledge, good_rows(1))]
    paths = [Path("dinas-a/rekap.xlsx"), Path("dinas-b/rekap.xlsx")]
    done = rekapitulasi(books, knowledge, TODAY, paths=paths)
    assert [one.buku for one in done.rows] == ["dinas-a/rekap.xlsx", "dinas-b/rekap.xlsx"]


def test_a_workbook_of_the_same_name_here_is_named_with_this_folder(
    knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dinas-a").mkdir()
    monkeypatch.chdir(tmp_path / "dinas-a")
    books = [office_book(knowledge, good_rows(1)), office_book(knowledge, good_rows(1))]
    done = rekapitulasi(books, knowledge, TODAY, paths=[Path("rekap.xlsx"), Path("../dinas-b/rekap.xlsx")])
    assert [one.buku for one in done.rows] == ["dinas-a/rekap.xlsx", "dinas-b/rekap.xlsx"]


def test_an_empty_workbook_gives_zeros(knowledge: Knowledge) -> None:
    done = rekapitulasi([office_book(knowledge, [], "Inspektorat")], knowledge, TODAY)
    assert done.tables["Klasifikasi"].jumlah == (0, 0, 0, 0, 0)
    assert [one.unit for one in done.belum_mengirim] == ["Inspektorat"]


# ---- the files


def test_the_csv_has_a_line_per_combination_and_one_for_who_sent_nothing(done: Rekapitulasi) -> None:
    text = as_csv(done).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert sum(int(line["Jumlah"]) for line in lines) == len(ROWS)
    assert {line["Huruf Pasal 17"] for line in lines} == {"", "i", "h, i"}
    assert lines[-1]["Jumlah"] == "0"


def test_no_cell_of_the_csv_is_a_formula(done: Rekapitulasi) -> None:
    text = as_csv(done).decode("utf-8-sig")
    assert "'=Bidang Kosong" in text
    assert not any(
        cell.startswith("=") for line in csv.reader(io.StringIO(text), delimiter=";") for cell in line
    )


def test_the_workbook_has_a_sheet_per_count_and_no_formula(done: Rekapitulasi, now: datetime) -> None:
    book = load_workbook(BytesIO(as_workbook(done, now)))
    assert book.sheetnames == [
        "Klasifikasi", "Huruf Pasal 17", "Jangka waktu", "Status", "Belum mengirim", "Gabungan",
    ]  # fmt: skip
    assert not [c for sheet in book for row in sheet for c in row if c.data_type == "f"]
    sums = [cell.value for cell in book["Klasifikasi"][9]]
    assert sums == ["Jumlah", 1, 0, 0, 3, 1, 5]


def test_equal_counts_give_equal_bytes(done: Rekapitulasi, now: datetime) -> None:
    assert as_workbook(done, now) == as_workbook(done, now)


def test_the_document_holds_the_same_counts(
    done: Rekapitulasi, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    book = office_book(knowledge, ROWS, "Inspektorat")
    path = write_files(done, [book], tmp_path, now)[-1]
    document = docx.Document(str(path))
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in document.tables
        if len(table.rows) > 2
    ]
    assert tables[0][1] == ["Inspektorat", "–", "–", "–", "3", "–", "3"]
    assert tables[1][0] == ["Unit", "h", "i"]
    assert "1. =Bidang Kosong (tahun 2026)" in [paragraph.text for paragraph in document.paragraphs]


def test_files_of_an_earlier_day_stay(
    done: Rekapitulasi, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    book = office_book(knowledge, ROWS)
    first = write_files(done, [book], tmp_path, now)
    second = write_files(done, [book], tmp_path, now)
    assert [path.name for path in second] == [
        "rekapitulasi-2.xlsx",
        "rekapitulasi-2.csv",
        "rekapitulasi-2.docx",
    ]
    assert all(path.is_file() for path in first)


@pytest.mark.parametrize(
    "line", ["import ppid_xl", "from ppid_xl.cli.groups import all_commands; all_commands()"]
)
def test_pandas_waits_until_it_is_asked_for(line: str) -> None:
    code = f"import sys\n{line}\nassert 'pandas' not in sys.modules and 'numpy' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
