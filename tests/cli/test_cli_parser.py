"""Dates on the command line: a wrong form and a day that does not exist are told apart."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date, datetime

import pytest

from ppid_xl.cli import main
from ppid_xl.cli.parser import iso_date, iso_moment


@pytest.mark.parametrize(
    ("words", "meant"), [(["perikas"], "periksa"), (["uji", "rekap.xlsx", "--hasil", "tutup"], "Ditutup")]
)
def test_a_slip_names_the_choice_it_may_have_meant_and_no_other(
    words: list[str], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(words)
    told = capsys.readouterr().err
    assert f"mungkin maksudnya '{meant}'." in told
    assert "Ditunda" not in told
    assert "agenda" not in told


def test_a_word_near_no_choice_is_told_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["uji", "rekap.xlsx", "--hasil", "xyz"])
    assert "'Ditutup', 'Ditutup sebagian', 'Dibuka', 'Ditunda'" in capsys.readouterr().err


def test_a_day_that_does_not_exist_is_called_so() -> None:
    with pytest.raises(ArgumentTypeError, match='tanggal "2026-02-31" tidak ada di kalender'):
        iso_date("2026-02-31")


@pytest.mark.parametrize("text", ["31-02-2026", "2026-2-3", "20260203", "besok"])
def test_another_form_is_asked_to_be_year_month_day(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="harus ditulis TTTT-BB-HH"):
        iso_date(text)


def test_a_right_date_is_read() -> None:
    assert iso_date("2026-02-28") == date(2026, 2, 28)


@pytest.mark.parametrize("text", ["2026-02-31", "2025-02-29T10:00", "2026-03-02T25:00"])
def test_a_moment_that_does_not_exist_is_called_so(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match=f'waktu "{text}" tidak ada'):
        iso_moment(text)


@pytest.mark.parametrize(
    "text",
    [
        "20260302",
        "2026-W10-1",
        "2026-03-02T10:00:00Z",
        "2026-03-02T10:00+07:00",
        "2026-03-02 10:00",
        "besok",
        "",
    ],
)
def test_another_form_of_a_moment_is_asked_to_be_the_one_of_the_guide(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="harus ditulis TTTT-BB-HH atau TTTT-BB-HHTJJ:MM"):
        iso_moment(text)


def test_a_moment_is_read_with_and_without_its_time() -> None:
    assert iso_moment("2026-03-02") == datetime(2026, 3, 2)
    assert iso_moment("2026-03-02T10:05") == datetime(2026, 3, 2, 10, 5)
