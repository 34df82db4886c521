"""Working days against domain examples, a day-by-day oracle and an independent table of holidays."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.bawaan import data_path
from ppid_xl.errors import ConfigError
from ppid_xl.kalender import Kalender, Libur, load_libur, make_kalender

DAFTAR = load_libur(data_path("libur.toml"))
RESMI = make_kalender(DAFTAR)

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
COUNTS = st.integers(-300, 300)
CALENDARS = st.builds(
    Kalender,
    st.frozensets(DAYS, max_size=60),
    st.frozensets(DAYS, max_size=30),
    st.sampled_from([5, 6, 7]),
    st.booleans(),
)


def works(kalender: Kalender, day: date) -> bool:
    if day.weekday() >= kalender.hari_per_minggu or day in kalender.libur:
        return False
    return not (kalender.cuti_bersama_libur and day in kalender.cuti_bersama)


def walk(kalender: Kalender, day: date, n: int) -> date:
    """Count day by day, as Excel's help describes WORKDAY."""
    step = timedelta(days=1 if n > 0 else -1)
    left = abs(n)
    while left:
        day += step
        left -= works(kalender, day)
    return day


@pytest.mark.parametrize(
    ("start", "n", "closed", "open_"),
    [
        (date(2026, 3, 12), 10, date(2026, 4, 2), date(2026, 3, 27)),
        (date(2026, 3, 12), 17, date(2026, 4, 14), date(2026, 4, 8)),
        (date(2026, 5, 20), 10, date(2026, 6, 8), date(2026, 6, 5)),
        (date(2026, 12, 31), -30, date(2026, 11, 17), date(2026, 11, 18)),
    ],
)
def test_deadlines_of_2026_fall_on_the_known_days(start: date, n: int, closed: date, open_: date) -> None:
    assert RESMI.add_hari_kerja(start, n) == closed
    assert RESMI.with_cuti_bersama(False).add_hari_kerja(start, n) == open_


@given(CALENDARS, DAYS, COUNTS)
def test_adding_agrees_with_walking_day_by_day(kalender: Kalender, day: date, n: int) -> None:
    assert kalender.add_hari_kerja(day, n) == walk(kalender, day, n)


@given(CALENDARS, DAYS, COUNTS)
def test_counting_undoes_adding(kalender: Kalender, day: date, n: int) -> None:
    assert kalender.count_hari_kerja(day, kalender.add_hari_kerja(day, n)) == n


@given(CALENDARS, DAYS, DAYS)
def test_counting_agrees_with_a_list_of_days(kalender: Kalender, start: date, end: date) -> None:
    span = (end - start).days
    days = range(1, span + 1) if span >= 0 else range(span, 0)
    expected = sum(works(kalender, start + timedelta(days=n)) for n in days)
    assert kalender.count_hari_kerja(start, end) == (expected if span >= 0 else -expected)


@given(CALENDARS, DAYS, st.integers(1, 300))
def test_forward_then_back_returns_to_a_working_day(kalender: Kalender, day: date, n: int) -> None:
    start = walk(kalender, day, 1)
    assert kalender.add_hari_kerja(kalender.add_hari_kerja(start, n), -n) == start


@given(CALENDARS, DAYS, st.integers(1, 300))
def test_cuti_bersama_never_makes_a_deadline_earlier(kalender: Kalender, day: date, n: int) -> None:
    closed, open_ = (kalender.with_cuti_bersama(libur).add_hari_kerja(day, n) for libur in (True, False))
    assert closed >= open_


def test_zero_days_return_the_day_itself_even_on_a_holiday() -> None:
    assert RESMI.add_hari_kerja(date(2026, 1, 1), 0) == date(2026, 1, 1)


def test_the_start_day_is_not_counted() -> None:
    assert RESMI.count_hari_kerja(date(2026, 6, 8), date(2026, 6, 8)) == 0
    assert RESMI.count_hari_kerja(date(2026, 6, 8), date(2026, 6, 9)) == 1


def test_a_six_day_week_works_on_saturday_but_not_on_sunday() -> None:
    six = Kalender(hari_per_minggu=6)
    assert six.add_hari_kerja(date(2026, 6, 5), 1) == date(2026, 6, 6)
    assert six.add_hari_kerja(date(2026, 6, 5), 2) == date(2026, 6, 8)


def test_a_holiday_on_a_weekend_takes_no_working_day() -> None:
    assert Kalender(frozenset({date(2026, 3, 21)})).add_hari_kerja(date(2026, 3, 20), 1) == date(2026, 3, 23)


def test_a_day_that_is_both_stays_off_when_cuti_bersama_is_worked() -> None:
    day = date(2026, 5, 15)
    both = Kalender(frozenset({day}), frozenset({day}), cuti_bersama_libur=False)
    assert both.add_hari_kerja(date(2026, 5, 14), 1) == date(2026, 5, 18)


def test_a_time_of_day_changes_nothing() -> None:
    moment = datetime(2026, 3, 12, 23, 59)
    assert RESMI.add_hari_kerja(moment, 10) == date(2026, 4, 2)


def test_the_variant_already_there_is_returned_itself() -> None:
    assert RESMI.with_cuti_bersama(True) is RESMI
    assert RESMI.with_cuti_bersama(False) is RESMI.with_cuti_bersama(False)


def test_a_week_of_four_days_is_refused() -> None:
    with pytest.raises(ConfigError) as caught:
        Kalender(hari_per_minggu=4)
    assert caught.value.kode == "hari-per-minggu"


def test_years_without_a_known_libur_are_named() -> None:
    assert RESMI.covers(2026)
    assert not RESMI.covers(2027)
    assert RESMI.years_without_libur(date(2026, 12, 1), date(2028, 1, 5)) == (2027, 2028)
    assert RESMI.years_without_libur(date(2024, 1, 1), date(2023, 12, 1)) == (2023,)


def test_cuti_bersama_alone_does_not_make_a_year_known() -> None:
    assert not Kalender(cuti_bersama=frozenset({date(2027, 2, 5)})).covers(2027)


def test_ten_thousand_deadlines_take_less_than_a_second() -> None:
    start = time.perf_counter()
    for n in range(10_000):
        RESMI.with_cuti_bersama(n % 2 == 0).add_hari_kerja(date(2026, 1, 1), n % 500)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(("jenis", "category"), [("libur", "public"), ("cuti bersama", "government")])
def test_the_shipped_table_agrees_with_the_holidays_package(jenis: str, category: str) -> None:
    ours = {libur.tanggal for libur in DAFTAR if libur.jenis == jenis}
    assert ours == set(holidays.country_holidays("ID", years=[2024, 2025, 2026], categories=(category,)))


@pytest.mark.parametrize(("year", "libur", "cuti"), [(2024, 17, 10), (2025, 17, 11), (2026, 17, 8)])
def test_each_year_has_as_many_days_as_its_skb(year: int, libur: int, cuti: int) -> None:
    jenis = [one.jenis for one in DAFTAR if one.tanggal.year == year and one.dasar.startswith("SKB")]
    assert (jenis.count("libur"), jenis.count("cuti bersama")) == (libur, cuti)


def test_only_days_with_a_named_decision_are_marked_verified() -> None:
    assert {one.tanggal for one in DAFTAR if not one.terverifikasi} == {date(2024, 2, 14), date(2024, 11, 27)}
    assert all(one.dasar.startswith("SKB 3 Menteri") == one.terverifikasi for one in DAFTAR)


def libur_file(folder: Path, *lines: str) -> Path:
    path = folder / "libur.toml"
    path.write_text("libur = [\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    return path


def line(**changed: str) -> str:
    values = {
        "tanggal": "2026-08-17",
        "nama": '"Hari Kemerdekaan"',
        "jenis": '"libur"',
        "dasar": '"SKB"',
        "terverifikasi": "true",
    } | changed
    return "{ " + ", ".join(f"{key} = {value}" for key, value in values.items()) + " }"


def test_a_file_of_days_off_is_read_by_date(tmp_path: Path) -> None:
    path = libur_file(tmp_path, line(), line(tanggal="2026-01-01", jenis='"cuti bersama"'))
    assert load_libur(path) == (
        Libur(date(2026, 1, 1), "Hari Kemerdekaan", "cuti bersama", "SKB", True),
        Libur(date(2026, 8, 17), "Hari Kemerdekaan", "libur", "SKB", True),
    )


@pytest.mark.parametrize(
    ("kunci", "isi"),
    [
        ("tanggal", '"17 Agustus 2026"'),
        ("tanggal", "2026-08-17T00:00:00"),
        ("jenis", '"cuti"'),
        ("terverifikasi", '"ya"'),
        ("nama", '" "'),
        ("dasar", "1"),
    ],
)
def test_a_wrong_entry_names_its_key(tmp_path: Path, kunci: str, isi: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_libur(libur_file(tmp_path, line(**{kunci: isi})))
    assert (caught.value.kode, caught.value.fakta["kunci"]) == ("libur-isi-salah", kunci)


def test_a_date_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_libur(libur_file(tmp_path, line(), line()))
    assert caught.value.kode == "libur-ganda"
