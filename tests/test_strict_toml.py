"""The nearest word of a slip: the most like there is, never merely the first."""

from __future__ import annotations

import pytest

from ppid_xl.strict_toml import likely, nearest

KNOWN = ("alasan", "jangka_waktu", "unit_penguasa")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("jangka waktu", "jangka_waktu"),
        ("unit", "unit_penguasa"),
        ("penguasaan", "unit_penguasa"),
        ("alsan", "alasan"),
    ],
)
def test_the_nearest_word_is_the_most_like(word: str, meant: str) -> None:
    assert nearest(word, KNOWN) == meant


def test_a_far_word_is_not_answered_with_the_first_one() -> None:
    assert nearest("tgw", KNOWN) == "jangka_waktu"


def test_without_known_words_nothing_is_near() -> None:
    assert nearest("kata", ()) == ""


def test_a_slip_is_likely_and_another_word_is_not() -> None:
    assert (likely("Jangka_Waktu", KNOWN), likely("tgw", KNOWN)) == ("jangka_waktu", "")
