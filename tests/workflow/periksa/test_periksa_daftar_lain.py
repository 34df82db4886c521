"""Periksa on a workbook that is not ours: an existing list as an office keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from ppid_xl.bawaan import workbook_path
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.lists import read_list
from ppid_xl.model import Finding
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.sumber import read_source
from ppid_xl.workflow.periksa.periksa import periksa

ANGGAPAN, KOLOM = "ppid-xl/klasifikasi-dianggap", "ppid-xl/kolom-tidak-ada"
GAJI = ("Data gaji", "Pasal 17 huruf h UU 14/2008", "1 tahun")


def list_of(path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """Write a list whose headings stand in C3."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "DIK"
    for number, cells in enumerate((headings, *rows), start=3):
        for place, text in enumerate(cells, start=3):
            sheet.cell(number, place, text)
    book.save(path)
    return path


def findings_of(path: Path, knowledge: Knowledge, now: datetime) -> tuple[Finding, ...]:
    return periksa(FileHost(path, knowledge.dictionary), knowledge, now).findings


@pytest.fixture
def excluded(tmp_path: Path) -> Path:
    return list_of(tmp_path / "dik.xlsx", ("Judul Informasi", "Dasar Hukum", "Jangka Waktu"), [GAJI] * 4)


def test_a_list_with_legal_columns_is_judged_as_exclusions_and_says_so_once(
    excluded: Path, knowledge: Knowledge, now: datetime
) -> None:
    found = findings_of(excluded, knowledge, now)
    assert [(f.tingkat, f.sel) for f in found if f.aturan == ANGGAPAN] == [("catatan", "C3")]
    assert not [f for f in found if f.kolom == "Klasifikasi" and f.aturan != ANGGAPAN]
    assert "perki-1-2021/R10" not in {f.aturan for f in found}


def test_a_column_that_is_not_there_is_told_once_at_the_headings(
    excluded: Path, knowledge: Knowledge, now: datetime
) -> None:
    missing = [f for f in findings_of(excluded, knowledge, now) if f.aturan == KOLOM]
    assert {f.sel for f in missing} == {"C3"}
    headings = [f.kolom for f in missing]
    assert len(headings) == len(set(headings))
    assert {"Konsekuensi Bila Dibuka", "Manfaat Bila Ditutup"} <= set(headings)
    assert "Terima" not in headings


def test_a_missing_column_weighs_as_much_as_the_gravest_finding_in_it(
    excluded: Path, knowledge: Knowledge, now: datetime
) -> None:
    found = {f.kolom: f for f in findings_of(excluded, knowledge, now) if f.aturan == KOLOM}
    told = found["Manfaat Bila Ditutup"]
    assert (told.tingkat, told.kutipan, told.fakta["jumlah"]) == ("galat", "analisis konsekuensi", "4")


def test_no_finding_stands_outside_the_list(excluded: Path, knowledge: Knowledge, now: datetime) -> None:
    assert {f.sel[0] for f in findings_of(excluded, knowledge, now)} <= {"C", "D", "E"}


def test_the_missing_class_of_a_public_list_is_told_once(
    tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    path = list_of(tmp_path / "dip.xlsx", ("Judul Informasi", "Jangka Waktu"), [("LAKIP", "1 tahun")] * 3)
    found = findings_of(path, knowledge, now)
    assert [(f.kolom, f.aturan, f.tingkat) for f in found if f.kolom == "Klasifikasi"] == [
        ("Klasifikasi", KOLOM, "galat")
    ]


@pytest.mark.parametrize("heading", ["Jangka Waktu Pengecualian", "Masa Pengecualian"])
def test_a_period_of_exclusion_alone_makes_a_list_of_exclusions(
    tmp_path: Path, knowledge: Knowledge, now: datetime, heading: str
) -> None:
    path = list_of(tmp_path / "dik.xlsx", ("Judul Informasi", heading), [("Data gaji", "1 tahun")])
    assert ANGGAPAN in {f.aturan for f in findings_of(path, knowledge, now)}
    source = read_source(read_list(path), knowledge.dictionary.tabel["tblRekap"])
    assert source.assumed == "Dikecualikan"
    assert source.rows[0].values["jangka_waktu"] == "1 tahun"


def test_a_class_that_is_written_is_not_assumed(tmp_path: Path, knowledge: Knowledge, now: datetime) -> None:
    headings = ("Judul Informasi", "Dasar Hukum", "Jangka Waktu", "Klasifikasi")
    path = list_of(tmp_path / "d.xlsx", headings, [(*GAJI, "Berkala")])
    assert ANGGAPAN not in {f.aturan for f in findings_of(path, knowledge, now)}


def test_a_real_list_is_judged_as_what_import_takes_it_for(knowledge: Knowledge, now: datetime) -> None:
    found = findings_of(workbook_path("contoh", "poliban.xlsx"), knowledge, now)
    assert [f.aturan for f in found].count(ANGGAPAN) == 1
    assert "uu-14-2008/R01" not in {f.aturan for f in found}


def test_the_added_sheet_tells_the_same(excluded: Path, knowledge: Knowledge, now: datetime) -> None:
    report = periksa(FileHost(excluded, knowledge.dictionary), knowledge, now, write=True)
    sheet = load_workbook(excluded)["Temuan"]
    assert sheet.max_row == len(report.findings) + 1


def test_totals_and_groups_of_another_list_are_not_judged(
    tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    path = tmp_path / "daftar.xlsx"
    book = Workbook()
    for line in (
        ["No", "Judul Informasi", "Dasar Hukum", "Konsekuensi", "Jangka Waktu"],
        ["A. Sekretariat"],
        [
            1,
            "Kertas kerja audit",
            "Pasal 17 huruf i UU 14/2008",
            "Mengurangi kejujuran dalam usul",
            "5 tahun",
        ],
        [2, "Notula rapat", "Pasal 17 huruf i UU 14/2008", "Mengurangi kejujuran dalam usul", "5 tahun"],
        ["Jumlah", 2],
    ):
        book.active.append(line)
    book.save(path)
    report = periksa(FileHost(path, knowledge.dictionary), knowledge, now)
    assert report.rows == 2
    assert {f.row for f in report.findings if f.row} <= {1, 3, 4}
