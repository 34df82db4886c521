"""The lossless patcher: values arrive in cells, and every other part stays bit by bit."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from hostile_files import SHEET
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from patch_steps import (
    set_and_save,
    sheet_text,
)
from sample_books import (
    THREAD,
    as_date,
    calamine_cell,
    changed_parts,
    numbers_book,
    openpyxl_cell,
    parts_of,
)

from ppid_xl.errors import InputError
from ppid_xl.model import BadCell, Value
from ppid_xl.ooxml.cell_xml import MAX_TEXT, clean_text
from ppid_xl.ooxml.patcher import Receipt


def test_setting_cells_changes_the_sheet_part_only(book: Path) -> None:
    before = parts_of(book)
    receipt = set_and_save(book, {"F5": "Judul terlalu pendek", "F7": 12, "D6": date(2026, 5, 4)})
    assert changed_parts(before, book) == {SHEET}
    assert receipt == Receipt((SHEET,), True)


def test_the_book_of_the_loss_test_holds_what_others_lose(book: Path) -> None:
    names = parts_of(book)
    for wanted in (
        "xl/drawings/drawing1.xml",
        "xl/media/image1.png",
        "xl/charts/chart1.xml",
        "xl/comments1.xml",
        THREAD,
    ):
        assert wanted in names
    assert "sparkline" in sheet_text(book)
    assert "legacyDrawing" in sheet_text(book)


@pytest.mark.parametrize("read", [calamine_cell, openpyxl_cell])
def test_other_readers_see_the_values(book: Path, read: object) -> None:
    set_and_save(book, {"F5": "Salah & <kurang>", "F6": 12.5, "D7": date(2026, 5, 4), "A9": True, "C8": None})
    found = [read(book, ref) for ref in ("F5", "F6", "A9")]  # type: ignore[operator]
    assert found == ["Salah & <kurang>", 12.5, True]
    assert as_date(read(book, "D7")) == date(2026, 5, 4)  # type: ignore[operator]
    assert read(book, "C8") in (None, "")  # type: ignore[operator]


def test_a_cell_keeps_its_style(book: Path) -> None:
    before = openpyxl.load_workbook(book)["Rekap"]["D6"].number_format
    set_and_save(book, {"D6": date(2027, 1, 2)})
    assert openpyxl.load_workbook(book)["Rekap"]["D6"].number_format == before == "dd/mm/yyyy"


def test_the_second_run_changes_no_byte(book: Path) -> None:
    cells: dict[str, Value] = {
        "F5": "Satu  dua ",
        "F6": 3,
        "D6": date(2026, 5, 4),
        "F8": "_x0041_",
        "J9": "baru",
    }
    set_and_save(book, cells)
    once = book.read_bytes()
    assert set_and_save(book, cells) == Receipt((), False)
    assert book.read_bytes() == once


def test_values_that_are_there_already_change_nothing(book: Path) -> None:
    before = book.read_bytes()
    same: dict[str, Value] = {
        "A5": 1,
        "B5": "INF-2026-0005",
        "C5": "Judul & isi 5",
        "D5": date(2026, 1, 5),
        "E5": "Dasar hukum",
        "F5": None,
        "F6": "",
        "Z99": None,
    }
    assert not set_and_save(book, same).written
    assert book.read_bytes() == before


def test_text_that_looks_like_a_formula_stays_text(book: Path) -> None:
    set_and_save(book, {"F5": "=1+1"})
    assert calamine_cell(book, "F5") == "=1+1"
    assert openpyxl.load_workbook(book)["Rekap"]["F5"].data_type != "f"


def test_characters_that_xml_cannot_hold_are_left_out(book: Path) -> None:
    set_and_save(book, {"F5": "a\x00b\x1fc\ud800d\ufffee"})
    assert calamine_cell(book, "F5") == "abcde"


def test_text_of_only_illegal_characters_is_an_empty_cell(book: Path) -> None:
    set_and_save(book, {"F5": "\x01\x02", "F6": "\x03"})
    assert calamine_cell(book, "F5") == ""


@pytest.mark.parametrize("value", [None, "", "\x01"])
def test_emptying_works_on_every_kind_of_cell(book: Path, value: Value) -> None:
    set_and_save(book, {"F5": "langsung", "F6": True})
    set_and_save(book, dict.fromkeys(["A5", "B5", "D5", "E5", "F5", "F6", "H5"], value))
    found = [calamine_cell(book, ref) for ref in ("A5", "B5", "D5", "E5", "F5", "F6", "H5")]
    assert set(found) <= {"", None}


def test_a_text_that_looks_like_an_escape_is_escaped(book: Path) -> None:
    set_and_save(book, {"F5": "kode _x0041_"})
    assert "kode _x005F_x0041_" in sheet_text(book)


def test_a_text_longer_than_a_cell_is_refused_and_named(book: Path) -> None:
    before = book.read_bytes()
    with pytest.raises(InputError) as caught:
        set_and_save(book, {"F5": "x" * (MAX_TEXT + 1)})
    assert (caught.value.kode, caught.value.fakta["sel"]) == ("teks-terlalu-panjang", "F5")
    assert book.read_bytes() == before


def test_the_longest_text_fits(book: Path) -> None:
    set_and_save(book, {"F5": "x" * MAX_TEXT})
    assert calamine_cell(book, "F5") == "x" * MAX_TEXT


@pytest.mark.parametrize("value", [float("nan"), float("inf"), BadCell("#REF!"), date(1899, 12, 31)])
def test_a_value_no_cell_can_hold_is_refused(book: Path, value: Value) -> None:
    with pytest.raises(InputError) as caught:
        set_and_save(book, {"F6": value})
    assert caught.value.fakta["sel"] == "F6"


@pytest.mark.parametrize("date_1904", [False, True])
@pytest.mark.parametrize("value", [date(1904, 1, 2), date(1999, 12, 31), date(2026, 11, 21)])
def test_dates_are_right_in_both_calendars(tmp_path: Path, date_1904: bool, value: date) -> None:
    path = numbers_book(tmp_path / "a.xlsx", date_1904)
    set_and_save(path, {"B3": value, "C3": datetime(value.year, value.month, value.day, 13, 30)})
    assert (as_date(calamine_cell(path, "B3")), as_date(openpyxl_cell(path, "B3"))) == (value, value)
    assert calamine_cell(path, "C3") == datetime(value.year, value.month, value.day, 13, 30)


@pytest.mark.parametrize(
    ("day", "stored"), [((1900, 1, 1), "1"), ((1900, 2, 28), "59"), ((1900, 3, 1), "61")]
)
def test_the_day_that_never_was_is_skipped(tmp_path: Path, day: tuple[int, int, int], stored: str) -> None:
    path = numbers_book(tmp_path / "a.xlsx")
    set_and_save(path, {"B3": date(*day)})
    assert f'<c r="B3" s="2"><v>{stored}</v></c>' in sheet_text(path)


words = st.sampled_from(["_x0041_", "_x005F_x000d_", "\r\n", "&amp;", '<c r="A1">', "]]>", "  ", "=1"])
texts = st.text(st.characters(codec="utf-8"), max_size=60) | st.lists(words | st.text(max_size=3)).map(
    "".join
)
values = st.one_of(
    texts,
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.none(),
)
days = st.dates(date(1904, 1, 2), date(9999, 12, 31))
moments = st.datetimes(datetime(1904, 1, 2), datetime(2200, 1, 1)).map(lambda at: at.replace(microsecond=0))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    plain=st.lists(values, min_size=1, max_size=20),
    dated=st.lists(days, max_size=5),
    timed=st.lists(moments, max_size=5),
)
def test_values_come_back_through_calamine(
    tmp_path: Path, plain: list[Value], dated: list[date], timed: list[datetime]
) -> None:
    path = numbers_book(tmp_path / "a.xlsx")
    wanted: dict[str, Value] = {}
    for column, found in (("A", plain), ("B", dated), ("C", timed)):
        wanted |= {f"{column}{row}": value for row, value in enumerate(found, 1)}
    set_and_save(path, wanted)
    for ref, value in wanted.items():
        assert_same(calamine_cell(path, ref), value)
    assert not set_and_save(path, wanted).written


def assert_same(shown: object, value: Value) -> None:
    if isinstance(value, str):
        assert str(shown or "") == clean_text(value)
    elif isinstance(value, datetime):
        assert isinstance(shown, datetime | date)
        at = shown if isinstance(shown, datetime) else datetime(shown.year, shown.month, shown.day)
        assert abs(at - value) < timedelta(seconds=1)
    elif isinstance(value, date):
        assert as_date(shown) == value
    elif isinstance(value, bool) or value is None:
        assert shown == value or (value is None and shown in (None, ""))
    else:
        assert shown == pytest.approx(value)
