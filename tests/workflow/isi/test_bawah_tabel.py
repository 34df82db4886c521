"""What staff type right below a small table is read as its next line and told; a second run then changes nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from ppid_xl.hosts.file import FileHost
from ppid_xl.workflow.ground.knowledge import Knowledge, kalender_of
from ppid_xl.workflow.periksa.periksa import periksa


def type_cells(path: Path, sheet: str, cells: dict[str, object]) -> None:
    book = openpyxl.load_workbook(path)
    for ref, value in cells.items():
        book[sheet][ref] = value
    book.save(path)


@pytest.fixture
def typed(rekap: Path) -> Path:
    type_cells(
        rekap, "Pejabat", {"A5": "PPID", "B5": "Contoh Satu", "A6": "ATASAN", "B6": "Contoh Dua", "D6": "123"}
    )
    type_cells(
        rekap,
        "Pengaturan",
        {"F6": "Unit Baru", "H87": date(2027, 1, 4), "I87": "Cuti rekaan", "J87": "libur"},
    )
    return rekap


def test_officers_units_and_holidays_below_their_tables_count(typed: Path, knowledge: Knowledge) -> None:
    book = FileHost(typed, knowledge.dictionary).snapshot()
    assert [row.text("kode") for row in book.rows("tblPejabat")] == ["PPID", "ATASAN"]
    assert "Unit Baru" in [row.text("unit") for row in book.rows("tblUnit")]
    assert kalender_of(book).add_hari_kerja(date(2027, 1, 3), 1) == date(2027, 1, 5)


def test_they_are_told_and_judged(typed: Path, knowledge: Knowledge, now: datetime) -> None:
    findings = periksa(FileHost(typed, knowledge.dictionary), knowledge, now).findings
    told = {f.lembar for f in findings if f.aturan == "ppid-xl/di-luar-tabel"}
    assert ("Pejabat", "Kode") in {
        (f.lembar, f.kolom) for f in findings if f.aturan == "ppid-xl/di-luar-tabel"
    }
    assert told == {"Pejabat", "Pengaturan"}
    assert any(f.sel == "D6" and f.aturan.endswith("/R38") for f in findings)


def test_a_remark_after_a_blank_line_is_no_officer(rekap: Path, knowledge: Knowledge) -> None:
    type_cells(rekap, "Pejabat", {"A5": "PPID", "B5": "Contoh", "A7": "Catatan:", "B7": "diperbarui Maret"})
    rows = FileHost(rekap, knowledge.dictionary).snapshot().rows("tblPejabat")
    assert [row.text("kode") for row in rows] == ["PPID"]


def test_a_number_typed_below_the_table_is_not_turned_into_a_date(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    lines = {"D5": "Soal ujian", "D6": "Kunci jawaban", "R6": 46000, "R7": date(2026, 1, 2), "D7": "Memo"}
    type_cells(rekap, "Rekap", lines)
    periksa(FileHost(rekap, knowledge.dictionary), knowledge, now, write=True)
    rows = FileHost(rekap, knowledge.dictionary).snapshot().rows("tblRekap")
    assert [row["terhitung_mulai"] for row in rows] == [None, 46000, date(2026, 1, 2)]


def test_a_second_run_changes_nothing_however_late(typed: Path, knowledge: Knowledge, now: datetime) -> None:
    periksa(FileHost(typed, knowledge.dictionary), knowledge, now, write=True)
    before = typed.read_bytes()
    again = periksa(FileHost(typed, knowledge.dictionary), knowledge, now + timedelta(minutes=9), write=True)
    assert (again.written, typed.read_bytes() == before) == (False, True)
