"""Letter numbers: real ones with the patterns of their offices, patterns that are refused."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.errors import ConfigError, InputError
from ppid_xl.nomor import compile_pola, is_unfilled, normalise_nomor

KASUS = tomllib.loads((Path(__file__).parent / "kasus" / "nomor.toml").read_text(encoding="utf-8"))["nomor"]
POLA = "{kode}/{urut:2}/{unit}/{bulan_romawi}/{tahun}"
BLANKS = st.text(" \t\u00a0", max_size=3)
each_number = pytest.mark.parametrize("kasus", KASUS, ids=lambda kasus: kasus["nomor"])


@each_number
def test_a_real_number_is_taken_apart(kasus: dict[str, Any]) -> None:
    assert compile_pola(kasus["pola"]).match(kasus["nomor"]) == kasus["bagian"]


@each_number
def test_a_real_number_is_written_again_as_it_was(kasus: dict[str, Any]) -> None:
    assert compile_pola(kasus["pola"]).format(**kasus["bagian"]) == kasus["nomor"]


@each_number
def test_blanks_around_slashes_do_not_matter(kasus: dict[str, Any]) -> None:
    pola = compile_pola(kasus["pola"])
    assert pola.match("  " + kasus["nomor"].replace("/", " \u00a0/  ") + " ") == kasus["bagian"]
    assert pola.match(normalise_nomor(kasus["nomor"])) == kasus["bagian"]


@given(
    st.from_regex(r"[0-9]{3}(\.[0-9]{1,2}){0,3}", fullmatch=True),
    st.integers(1, 99_999),
    st.from_regex(r"[A-Za-z]{1,8}([.-][A-Z0-9]{1,3})?", fullmatch=True),
    st.sampled_from(["I", "IV", "IX", "XII"]),
    st.integers(1900, 2099),
    BLANKS,
)
def test_what_is_written_is_read_back(
    kode: str, urut: int, unit: str, month: str, year: int, blank: str
) -> None:
    pola = compile_pola(POLA)
    written = pola.format(kode=kode, urut=urut, unit=unit, bulan_romawi=month, tahun=year)
    parts = {"kode": kode, "urut": f"{urut:02}", "unit": unit, "bulan_romawi": month, "tahun": str(year)}
    assert pola.match(written.replace("/", f"{blank}/{blank}")) == parts


@pytest.mark.parametrize(
    ("pola", "text"),
    [
        ("{kode}/{urut}/{unit}/{instansi}", "300.2.11/1864/IV/2025"),
        ("{kode}/{urut}/{unit}/{instansi}", "870/27/Sekr.7"),
        ("{kode}/{urut}/{unit}/{instansi}", "87/27/Sekr.7/BKD"),
        ("{kode}/{urut}/{unit}", "870/27/Sekr.7/BKD"),
        ("{urut:2}/{jenis}/{unit}/{tahun}", "7/SOP-PPID/DISKOMINFO.1/2017"),
        ("{urut:2}/{jenis}/{unit}/{tahun}", "07/SOP-PPID/DISKOMINFO.1/17"),
        ("{kode}/{urut}/{bulan_romawi}/{tahun}", "300/1864/IIII/2025"),
        ("{kode}/{urut}/Sekr.7/BKD", "870/27/Sekr07/BKD"),
        ("{kode}/{urut}/{unit}", ""),
    ],
)
def test_a_number_of_another_form_does_not_match(pola: str, text: str) -> None:
    assert compile_pola(pola).match(text) is None


@pytest.mark.parametrize(
    "text", ["440/ /X/2023", "440//X/2023", "440/…/X/2023", "440/ ... /X/2023", "440/___/X/2023"]
)
def test_a_blank_running_number_is_still_to_be_filled_in(text: str) -> None:
    parts = compile_pola("{kode}/{urut}/{unit}/{tahun}").match(text)
    assert parts is not None
    assert parts["urut"] == ""
    assert is_unfilled(text)


@pytest.mark.parametrize("text", ["870/27/Sekr.7/BKD", "065 / 453 / DPP-A", "", "...", "Nomor 12 Tahun 2024"])
def test_a_number_without_a_gap_is_not_to_be_filled_in(text: str) -> None:
    assert not is_unfilled(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("065 / 453 / DPP-A", "065/453/DPP-A"), (" 870/27 /Sekr.7/ BKD", "870/27/Sekr.7/BKD")],
)
def test_numbers_are_compared_without_blanks_around_slashes(one: str, other: str) -> None:
    assert normalise_nomor(one) == normalise_nomor(other) == other


@pytest.mark.parametrize(
    ("one", "other"),
    [("07/SOP/2017", "7/SOP/2017"), ("870/27/BKD", "870/27/bkd"), ("1/DINAS X", "1/DINASX")],
)
def test_zeros_case_and_inner_blanks_make_another_number(one: str, other: str) -> None:
    assert normalise_nomor(one) != normalise_nomor(other)


@given(st.text("0aA /.\u00a0", max_size=30))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise_nomor(normalise_nomor(text)) == normalise_nomor(text)


def test_an_unknown_token_is_named_with_the_nearest_known_one() -> None:
    with pytest.raises(ConfigError) as caught:
        compile_pola("{kode}/{urutan}/{tahun}")
    assert caught.value.kode == "pola-bagian-tidak-dikenal"
    assert (caught.value.fakta["bagian"], caught.value.fakta["terdekat"]) == ("urutan", "urut")


@pytest.mark.parametrize(
    ("pola", "kode"),
    [
        ("{urut}/{urut}", "pola-bagian-ganda"),
        ("{urut/{tahun}", "pola-kurung-kurawal"),
        ("{urut}}/{tahun}", "pola-kurung-kurawal"),
        ("{urut:0}", "pola-lebar-salah"),
        ("{urut:}", "pola-lebar-salah"),
        ("{urut:12}", "pola-lebar-salah"),
        ("{tahun:4}", "pola-lebar-salah"),
        ("{}/{urut}", "pola-bagian-tidak-dikenal"),
    ],
)
def test_a_broken_pattern_is_refused(pola: str, kode: str) -> None:
    with pytest.raises(ConfigError) as caught:
        compile_pola(pola)
    assert caught.value.kode == kode


@pytest.mark.parametrize(
    ("bagian", "kode"),
    [
        ({"urut": 1}, "nomor-bagian-kurang"),
        ({"urut": 1, "tahun": 2025, "unit": "X"}, "nomor-bagian-lebih"),
        ({"urut": "satu", "tahun": 2025}, "nomor-bagian-salah"),
        ({"urut": "7", "tahun": 2025}, "nomor-bagian-salah"),
        ({"urut": 7, "tahun": "25"}, "nomor-bagian-salah"),
    ],
)
def test_a_number_that_would_not_fit_is_not_written(bagian: dict[str, str | int], kode: str) -> None:
    with pytest.raises(InputError) as caught:
        compile_pola("{urut:2}/{tahun}").format(**bagian)
    assert caught.value.kode == kode


def test_a_very_long_cell_is_judged_at_once() -> None:
    pola = compile_pola(POLA)
    start = time.perf_counter()
    for filler in (" ", ".", "0", "/", "870.1", "X "):
        assert pola.match("870/" + filler * 6_000 + "!") is None
    assert time.perf_counter() - start < 2
