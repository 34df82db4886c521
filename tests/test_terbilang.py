"""Numbers in words: known spellings and an independent reader."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.errors import InputError
from ppid_xl.terbilang import LARGEST, terbilang

KASUS = tomllib.loads((Path(__file__).parent / "kasus" / "terbilang.toml").read_text(encoding="utf-8"))
DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
SE = {"sepuluh": "satu puluh", "sebelas": "satu belas", "seratus": "satu ratus", "seribu": "satu ribu"}


def read_words(words: str) -> int:
    total = group = last = 0
    for word in " ".join(SE.get(word, word) for word in words.split()).split():
        if word in DIGITS:
            last = DIGITS.index(word)
            group += last
        elif word == "belas":
            group += 10
        elif word in ("puluh", "ratus"):
            group += last * ({"puluh": 10, "ratus": 100}[word] - 1)
        else:
            total += group * {"ribu": 10**3, "juta": 10**6, "miliar": 10**9}[word]
            group = 0
    return total + group


@pytest.mark.parametrize(("angka", "huruf"), KASUS["terbilang"].items())
def test_a_number_is_spelt_as_in_letters(angka: str, huruf: str) -> None:
    assert terbilang(int(angka)) == huruf


@given(st.one_of(st.integers(0, LARGEST), st.integers(0, 10_000)))
def test_words_read_back_as_the_number(n: int) -> None:
    assert read_words(terbilang(n)) == n


@given(st.integers(0, LARGEST))
def test_one_is_never_written_apart_where_se_is_due(n: int) -> None:
    padded = f" {terbilang(n)} "
    assert not any(f" satu {word} " in padded for word in ("puluh", "belas", "ratus"))
    assert "  " not in padded
    assert padded == padded.lower()


@pytest.mark.parametrize("n", [-1, LARGEST + 1])
def test_a_number_out_of_bounds_is_refused(n: int) -> None:
    with pytest.raises(InputError) as caught:
        terbilang(n)
    assert caught.value.kode == "terbilang-di-luar-batas"
