"""The package view: sheets, tables, names, addresses."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hostile_files import minimal_parts, pack, workbook_with
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.errors import InputError
from ppid_xl.ooxml import address
from ppid_xl.ooxml.package import Package, open_package


@pytest.fixture
def book(tmp_path: Path) -> Package:
    path = tmp_path / "rekap.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as workbook:
        sheet = workbook.add_worksheet("Pak's & Bu's")
        sheet.add_table(
            "B3:D9",
            {
                "name": "tblRekap",
                "total_row": True,
                "columns": [{"header": "No"}, {"header": "Judul\nInformasi"}, {"header": 'A & "B"'}],
            },
        )
        sheet.add_table("F3:G4", {"name": "tblTanpaKepala", "header_row": False})
        hidden = workbook.add_worksheet("_hitung")
        hidden.very_hidden()
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=_hitung!$A$1:$A$3"})
        workbook.add_chartsheet("Grafik").set_chart(chart)
        workbook.define_name("NamaBadan", "='Pak''s & Bu''s'!$B$1")
        workbook.define_name("_hitung!Lokal", "=_hitung!$A$1")
    return open_package(path)


def test_sheets_come_in_tab_order_with_state_and_kind(book: Package) -> None:
    found = [(sheet.name, sheet.state, sheet.kind) for sheet in book.sheets]
    assert found == [
        ("Pak's & Bu's", "visible", "worksheet"),
        ("_hitung", "veryHidden", "worksheet"),
        ("Grafik", "visible", "chartsheet"),
    ]


def test_only_worksheets_have_sheet_parts(book: Package) -> None:
    assert list(book.sheet_parts) == ["Pak's & Bu's", "_hitung"]


def test_a_table_tells_where_its_headings_data_and_totals_are(book: Package) -> None:
    table = book.tables("Pak's & Bu's")[0]
    where = (table.name, table.header_row, table.first_data_row, table.last_data_row, table.last_row)
    assert where == ("tblRekap", 3, 4, 8, 9)
    assert (table.first_col, table.last_col, table.totals_rows) == (2, 4, 1)


def test_column_names_lose_their_escapes(book: Package) -> None:
    assert book.tables("Pak's & Bu's")[0].columns == ("No", "Judul\nInformasi", 'A & "B"')


def test_a_table_without_headings_has_header_row_zero(book: Package) -> None:
    table = book.all_tables["tblTanpaKepala"]
    assert (table.header_row, table.first_data_row, table.last_data_row) == (0, 3, 4)


def test_defined_names_are_those_of_the_whole_workbook(book: Package) -> None:
    assert book.defined_names() == {"NamaBadan": "'Pak''s & Bu''s'!$B$1"}


def test_the_1904_calendar_is_known(book: Package) -> None:
    assert book.date1904


def test_an_unknown_sheet_is_an_input_error(book: Package) -> None:
    with pytest.raises(InputError, match="lembar-tidak-ada"):
        book.tables("Tidak Ada")


def test_the_package_keeps_the_bytes_of_the_file(tmp_path: Path) -> None:
    path = workbook_with(tmp_path / "a.xlsx")
    assert open_package(path).data == path.read_bytes()


def test_part_names_are_matched_without_case(tmp_path: Path) -> None:
    parts = minimal_parts()
    parts["xl/Worksheets/Sheet1.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    book = open_package(pack(tmp_path / "a.xlsx", parts))
    assert book.sheet_parts == {"Rekap": "xl/Worksheets/Sheet1.xml"}


def test_a_sheet_without_a_part_is_refused(tmp_path: Path) -> None:
    parts = minimal_parts()
    del parts["xl/worksheets/sheet1.xml"]
    with pytest.raises(InputError, match="lembar-tanpa-isi"):
        _ = open_package(pack(tmp_path / "a.xlsx", parts)).sheets


def test_relations_may_be_absolute_or_relative(tmp_path: Path) -> None:
    book = open_package(workbook_with(tmp_path / "a.xlsx"))
    assert book.resolve("xl/workbook.xml", "/xl/styles.xml") == "xl/styles.xml"
    assert book.resolve("xl/worksheets/sheet1.xml", "../styles.xml") == "xl/styles.xml"


def test_a_utf_16_workbook_part_is_understood(tmp_path: Path) -> None:
    parts = minimal_parts(name="Rekap — Ängka")
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].decode().encode("utf-16")
    assert list(open_package(pack(tmp_path / "a.xlsx", parts)).sheet_parts) == ["Rekap — Ängka"]


@given(st.integers(1, address.MAX_COLUMN), st.integers(1, address.MAX_ROW))
def test_an_address_comes_back_from_its_text(column: int, row: int) -> None:
    assert address.split_ref(address.join_ref(row, column)) == (row, column)


@given(st.text(min_size=1, max_size=31))
def test_a_sheet_name_comes_back_from_a_reference(name: str) -> None:
    assert address.split_reference(address.join_reference(name, "R22")) == (name, "R22")


@pytest.mark.parametrize("ref", ["", "22", "R", "R0", "XFE1", "A1048577", "A1:B2", "R22 ", "É1"])
def test_what_is_no_address_is_refused(ref: str) -> None:
    with pytest.raises(InputError, match="alamat-sel-salah"):
        address.split_ref(ref)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rekap!$R$22", ("Rekap", "R22")),
        ("'Uji Konsekuensi'!$A$1:$B$2", ("Uji Konsekuensi", "A1:B2")),
        ("$A$1", ("", "A1")),
    ],
)
def test_references_split_into_sheet_and_cells(text: str, expected: tuple[str, str]) -> None:
    assert address.split_reference(text) == expected


@pytest.mark.parametrize("wrong", ['totalsRowCount="q"', 'headerRowCount="1.5"'])
def test_a_table_whose_counts_are_no_numbers_is_damaged(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "rekap.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet("Rekap").add_table("A1:B3", {"name": "tblRekap"})
    part = "xl/tables/table1.xml"
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    table = re.sub(rb'totalsRow\w+="\w+"', b"", entries[part])
    pack(path, {**entries, part: table.replace(b"<table ", f"<table {wrong} ".encode(), 1)})
    with pytest.raises(InputError, match="xml-rusak"):
        open_package(path).tables("Rekap")
