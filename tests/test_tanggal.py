"""Dates: the spellings of the table, every date written and read back, and texts that are no dates."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.tanggal import (
    BULAN,
    EARLIEST,
    HARI,
    bulan_romawi,
    format_tanggal,
    hari,
    parse_tanggal,
    tanggal_terbilang,
)

KASUS = tomllib.loads((Path(__file__).parent / "kasus" / "tanggal.toml").read_text(encoding="utf-8"))
DAYS = st.dates(min_value=EARLIEST)
MODERN = st.dates(date(1970, 1, 1), date(2069, 12, 31))


@pytest.mark.parametrize(("text", "day"), KASUS["tanggal"].items())
def test_an_exact_date_is_read(text: str, day: date) -> None:
    found = parse_tanggal(text)
    assert (found.jenis, found.tanggal, found.tahun, found.bulan) == ("tanggal", day, day.year, day.month)
    assert found.hari_fits
    assert found.asli == text


@pytest.mark.parametrize(("text", "month"), KASUS["bulan"].items())
def test_a_month_without_a_day_stays_a_month(text: str, month: str) -> None:
    found = parse_tanggal(text)
    assert (found.jenis, found.tanggal) == ("bulan", None)
    assert f"{found.tahun}-{found.bulan:02}" == month


@pytest.mark.parametrize("text", KASUS["mustahil"]["daftar"])
def test_a_day_that_never_was_is_impossible(text: str) -> None:
    found = parse_tanggal(text)
    assert (found.jenis, found.tanggal, found.tahun) == ("mustahil", None, None)


@pytest.mark.parametrize("text", KASUS["bukan-tanggal"]["daftar"])
def test_anything_else_is_not_guessed(text: str) -> None:
    found = parse_tanggal(text)
    assert (found.jenis, found.tanggal, found.tahun) == ("bukan-tanggal", None, None)


def test_a_wrong_weekday_is_reported() -> None:
    found = parse_tanggal("Senin, 28 April 2021")
    assert (found.tanggal, found.hari_fits) == (date(2021, 4, 28), False)


@given(DAYS)
def test_every_printed_date_reads_back(day: date) -> None:
    assert parse_tanggal(f"{day.day} {BULAN[day.month - 1]} {day.year:04}").tanggal == day
    assert parse_tanggal(f"{hari(day)}, {format_tanggal(day)}").hari_fits


@given(DAYS, st.sampled_from("/-."))
def test_figures_are_read_day_first(day: date, mark: str) -> None:
    assert parse_tanggal(mark.join((str(day.day), str(day.month), str(day.year)))).tanggal == day


@given(MODERN)
def test_a_short_year_with_a_month_name_falls_between_1970_and_2069(day: date) -> None:
    assert parse_tanggal(f"{day.day}-{BULAN[day.month - 1][:3]}-{day.year % 100:02}").tanggal == day


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    found = parse_tanggal(text)
    assert (found.tanggal is not None) == (found.jenis == "tanggal")


@pytest.mark.parametrize(
    ("day", "text"), [(date(2024, 8, 1), "1 Agustus 2024"), (date(2025, 4, 30), "30 April 2025")]
)
def test_a_date_is_printed_without_leading_zero(day: date, text: str) -> None:
    assert format_tanggal(day) == text


def test_friday_is_spelt_jumat() -> None:
    assert hari(date(2021, 4, 30)) == "Jumat"
    assert [hari(date(2026, 6, number)) for number in range(1, 8)] == list(HARI)


def test_months_have_roman_figures() -> None:
    assert [bulan_romawi(month) for month in (1, 4, 9, 12)] == ["I", "IV", "IX", "XII"]


@pytest.mark.parametrize("month", [0, 13, -1])
def test_there_is_no_other_month(month: int) -> None:
    with pytest.raises(ValueError, match=str(month)):
        bulan_romawi(month)


def test_the_mixed_style_of_a_berita_acara_has_the_year_in_words() -> None:
    assert tanggal_terbilang(date(2021, 4, 28), "campuran") == (
        "Pada Hari Rabu tanggal 28 Bulan April Tahun Dua Ribu Dua Puluh Satu"
    )


def test_the_full_style_of_a_berita_acara_has_words_and_figures() -> None:
    assert tanggal_terbilang(date(2026, 9, 24), "penuh") == (
        "Pada hari ini, Kamis, tanggal dua puluh empat bulan September "
        "tahun dua ribu dua puluh enam (24-09-2026)"
    )
