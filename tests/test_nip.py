"""NIP and pangkat: the officials of the SOPs, every valid NIP taken apart, each fault on its own."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.bawaan import data_path
from ppid_xl.errors import ConfigError
from ppid_xl.nip import Pangkat, format_nip, load_pangkat, match_pangkat, parse_nip

DAFTAR = load_pangkat(data_path("pangkat.toml"))
KASUS = tomllib.loads((Path(__file__).parent / "kasus" / "pangkat.toml").read_text(encoding="utf-8"))
BIRTHS = st.dates(date(1940, 1, 1), date(2009, 12, 31))


@pytest.mark.parametrize(
    ("text", "born", "appointed", "sex", "serial", "age"),
    [
        ("196809011989112005", date(1968, 9, 1), date(1989, 11, 1), "perempuan", "005", 21),
        ("19691103 199403 1 003", date(1969, 11, 3), date(1994, 3, 1), "laki-laki", "003", 24),
        ("NIP. 19690520 199803 1 008", date(1969, 5, 20), date(1998, 3, 1), "laki-laki", "008", 28),
        ("NIP : 19660408.199303.1.009", date(1966, 4, 8), date(1993, 3, 1), "laki-laki", "009", 26),
    ],
)
def test_the_officials_of_the_sops_have_valid_nips(
    text: str, born: date, appointed: date, sex: str, serial: str, age: int
) -> None:
    nip = parse_nip(text)
    assert (nip.lahir, nip.pengangkatan, nip.usia_pengangkatan) == (born, appointed, age)
    assert (nip.jenis_kelamin, nip.nomor_urut, nip.faults) == (sex, serial, ())


@pytest.mark.parametrize(
    "prefix", ["", "NIP.", "NIP ", "nip: ", "NIP. : ", "N.I.P. ", "NI PPPK ", "NIPPPK. ", "'"]
)
def test_a_prefix_is_left_out(prefix: str) -> None:
    assert parse_nip(f"{prefix}19860926 201505 1 001").angka == "198609262015051001"


@given(BIRTHS, st.integers(17, 55), st.integers(1, 12), st.sampled_from("12"), st.integers(1, 999))
def test_every_valid_nip_is_taken_apart_and_printed(
    born: date, age: int, month: int, sex: str, serial: int
) -> None:
    printed = f"{born:%Y%m%d} {born.year + age}{month:02} {sex} {serial:03}"
    nip = parse_nip(printed.replace(" ", ""))
    assert nip.faults == ()
    assert (nip.lahir, nip.pengangkatan) == (born, date(born.year + age, month, 1))
    assert format_nip(nip.angka) == printed
    assert parse_nip(format_nip(nip.angka)).angka == nip.angka


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("19860926 201505 1 00", ("bukan-18-angka",)),
        ("19860926 201505 1 0011", ("bukan-18-angka",)),
        ("1986O926 201505 1 001", ("bukan-18-angka",)),
        ("", ("bukan-18-angka",)),
        ("1,98609E+17", ("angka-excel",)),
        ("1.98609262015051E+17", ("angka-excel",)),
        ("19861326 201505 1 001", ("tanggal-lahir",)),
        ("19860231 201505 1 001", ("tanggal-lahir",)),
        ("00010101 201505 1 001", ("tanggal-lahir",)),
        ("19860926 201513 1 001", ("bulan-pengangkatan",)),
        ("19860926 201500 1 001", ("bulan-pengangkatan",)),
        ("19860926 201505 3 001", ("jenis-kelamin",)),
        ("19860926 201505 1 000", ("nomor-urut",)),
        ("19860926 200208 1 001", ("usia-pengangkatan",)),
        ("19860926 204309 1 001", ("usia-pengangkatan",)),
        ("19861326 201513 3 000", ("tanggal-lahir", "bulan-pengangkatan", "jenis-kelamin", "nomor-urut")),
    ],
)
def test_each_fault_has_its_code(text: str, faults: tuple[str, ...]) -> None:
    assert parse_nip(text).faults == faults


@pytest.mark.parametrize("appointed", ["200209", "204308"])
def test_sixteen_and_fifty_six_are_still_fine(appointed: str) -> None:
    assert parse_nip(f"19860926 {appointed} 1 001").faults == ()


def test_a_number_as_pppk_have_it_has_no_month_of_appointment() -> None:
    assert parse_nip("19860926 202421 1 001").faults == ("bulan-pengangkatan",)


def test_a_text_that_is_no_nip_is_printed_as_typed() -> None:
    assert format_nip(" NIP. 19690520 1998 ") == "NIP. 19690520 1998"


@given(st.text())
def test_any_text_is_either_whole_or_faulty(text: str) -> None:
    nip = parse_nip(text)
    assert len(nip.angka) == 18 or nip.faults


def test_the_table_of_ranks_has_seventeen_rows_from_low_to_high() -> None:
    assert len(DAFTAR) == len({one.nama for one in DAFTAR}) == 17
    assert [one.golongan for one in DAFTAR] == sorted(one.golongan for one in DAFTAR)
    assert DAFTAR[14] == Pangkat("IV/c", "Pembina Utama Muda")


@pytest.mark.parametrize(("text", "expected"), KASUS["pangkat"].items())
def test_a_rank_is_read_with_what_does_not_fit(text: str, expected: list[str]) -> None:
    found = match_pangkat(text, DAFTAR)
    assert (found.pangkat.golongan if found.pangkat else "") == expected[0]
    assert found.faults == tuple(expected[1:])


@pytest.mark.parametrize("one", DAFTAR, ids=lambda one: one.golongan)
@pytest.mark.parametrize("form", ["{nama} ({golongan})", "{nama} {golongan}", "{golongan} {nama}"])
def test_every_rank_of_the_table_is_recognised(one: Pangkat, form: str) -> None:
    text = form.format(nama=one.nama, golongan=one.golongan)
    found = match_pangkat(text.replace("Tingkat I", "Tk.I"), DAFTAR)
    assert (found.pangkat, found.faults) == (one, ())


@given(st.sampled_from(DAFTAR), st.sampled_from(DAFTAR))
def test_a_name_with_the_golongan_of_another_is_a_mismatch(one: Pangkat, other: Pangkat) -> None:
    found = match_pangkat(f"{one.nama} ({other.golongan})", DAFTAR)
    assert (found.by_nama, found.by_golongan) == (one, other)
    assert (found.pangkat is None) == (one != other) == (found.faults == ("pangkat-golongan-berbeda",))


def test_a_very_long_cell_is_judged_at_once() -> None:
    start = time.perf_counter()
    for filler in (" ", ".", "i", "tk ", "9", "NIP "):
        text = filler * 6_000 + "!"
        assert match_pangkat(text, DAFTAR).pangkat is None
        assert parse_nip(text).faults
    assert time.perf_counter() - start < 2


def test_a_row_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pangkat.toml"
    path.write_text('pangkat = [{ golongan = "I/a", name = "Juru Muda" }]', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_pangkat(path)
    assert caught.value.fakta["terdekat"] == "nama"
