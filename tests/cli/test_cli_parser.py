"""Dates on the command line: a wrong form and a day that does not exist are told apart."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date

import pytest

from ppid_xl.cli.parser import iso_date


def test_a_day_that_does_not_exist_is_called_so() -> None:
    with pytest.raises(ArgumentTypeError, match='tanggal "2026-02-31" tidak ada di kalender'):
        iso_date("2026-02-31")


@pytest.mark.parametrize("text", ["31-02-2026", "2026-2-3", "20260203", "besok"])
def test_another_form_is_asked_to_be_year_month_day(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="harus ditulis TTTT-BB-HH"):
        iso_date(text)


def test_a_right_date_is_read() -> None:
    assert iso_date("2026-02-28") == date(2026, 2, 28)
