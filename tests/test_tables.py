"""Headings are found wherever an office put them; cells keep their type."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ppid_xl.bawaan import data_path
from ppid_xl.columns import TableSpec, load_columns
from ppid_xl.model import BadCell, Value
from ppid_xl.tables import Grid, as_text, find_header, to_table, whole_number


@pytest.fixture(scope="module")
def spec() -> TableSpec:
    return load_columns(data_path("kolom.toml")).tabel["tblRekap"]


def grid(*rows: list[Value], top: int = 1, left: int = 1) -> Grid:
    return Grid("Lembar1", rows, top, left)


def test_headings_are_found_below_kop_rows_and_away_from_column_a(spec: TableSpec) -> None:
    found = grid(
        ["DINAS X"],
        [None, "No", "Judul Informasi", "Dasar Hukum"],
        [None, 1, "Data gaji", "Pasal 17"],
        top=3,
        left=2,
    )
    header = find_header(found, spec)
    assert header is not None
    table = to_table(spec, found, header)
    assert (header.first_row, table.letters["judul_informasi"]) == (4, "D")
    assert table.rows[0].number == 5
    assert table.address("dasar_hukum", 5) == "E5"


def test_two_merged_heading_rows_are_read_together(spec: TableSpec) -> None:
    found = grid(
        ["No.", "Informasi", "Dasar Hukum", "Konsekuensi/Pertimbangan bagi Publik", None, "Jangka Waktu"],
        [None, None, None, "Dibuka", "Ditutup", None],
        [1, "Data gaji", "Pasal 17 huruf h", "bocor", "aman", "1 Tahun"],
    )
    header = find_header(found, spec)
    assert header is not None
    row = to_table(spec, found, header).rows[0]
    assert (row["konsekuensi_bila_dibuka"], row["manfaat_bila_ditutup"], row["jangka_waktu"]) == (
        "bocor",
        "aman",
        "1 Tahun",
    )


@pytest.mark.parametrize(
    "heading",
    ["JUDUL INFORMASI", "judul\ninformasi", "Nama Informasi", "Judul  Informasi.", "Judul Informasii"],
)
def test_a_heading_is_known_in_many_spellings(spec: TableSpec, heading: str) -> None:
    header = find_header(grid([heading, "Klasifikasi"], ["a", "b"]), spec)
    assert header is not None
    assert header.positions["judul_informasi"] == 0


def test_a_sheet_without_known_headings_has_no_header(spec: TableSpec) -> None:
    assert find_header(grid(["Nama", "Umur"], ["Ani", 3]), spec) is None


def test_columns_of_the_user_are_named_and_left_alone(spec: TableSpec) -> None:
    found = grid(["Judul Informasi", "Warna Map", "Klasifikasi"], ["a", "biru", "Berkala"])
    header = find_header(found, spec)
    assert header is not None
    table = to_table(spec, found, header)
    assert table.foreign == ("Warna Map",)
    assert "biru" not in table.rows[0].values.values()


def test_a_number_in_a_text_column_reads_as_staff_see_it(spec: TableSpec) -> None:
    found = grid(
        ["Judul Informasi", "Klasifikasi", "Retensi", "Jangka Waktu"],
        ["a", "Berkala", 5.0, date(2027, 12, 31)],
    )
    header = find_header(found, spec)
    assert header is not None
    row = to_table(spec, found, header).rows[0]
    assert (row["retensi"], row["jangka_waktu"]) == ("5", "31/12/2027")


def test_an_error_cell_stays_an_error_cell(spec: TableSpec) -> None:
    found = grid(["Judul Informasi", "Klasifikasi"], [BadCell("#REF!"), "Berkala"])
    header = find_header(found, spec)
    assert header is not None
    assert to_table(spec, found, header).rows[0]["judul_informasi"] == BadCell("#REF!")


def test_a_line_with_only_tool_cells_is_no_row(spec: TableSpec) -> None:
    found = grid(["No", "Judul Informasi", "Klasifikasi"], [1, None, None], [2, "a", "Berkala"])
    header = find_header(found, spec)
    assert header is not None
    assert [row.number for row in to_table(spec, found, header).rows] == [3]


def test_a_time_of_day_reads_without_a_day() -> None:
    assert as_text(datetime(1899, 12, 30, 10, 30)) == "10:30"


@pytest.mark.parametrize("value", ["²", "1²", "٣", "9" * 5000, "-1", "", None, "dua"])
def test_what_is_no_counting_number_counts_nothing(value: Value) -> None:
    assert whole_number(value) == 0


def test_a_counting_cell_is_read_as_number_and_as_text() -> None:
    assert (whole_number(3.0), whole_number("12")) == (3, 12)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (datetime(1905, 7, 18), 2026),
        (date(1900, 1, 4), 5),
        (datetime(1899, 12, 30, 8, 30), "08:30"),
        (datetime(2026, 1, 2, 8, 0), datetime(2026, 1, 2, 8, 0)),
    ],
)
def test_a_number_or_an_hour_that_a_date_cell_dresses_up_as_a_day_is_no_day(
    spec: TableSpec, typed: Value, read: Value
) -> None:
    found = grid(["Judul Informasi", "Terhitung Mulai"], ["a", typed])
    header = find_header(found, spec)
    assert header is not None
    assert to_table(spec, found, header).rows[0]["terhitung_mulai"] == read
