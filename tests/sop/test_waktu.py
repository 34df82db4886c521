"""The time of a kegiatan is a measure or it is open; it is never guessed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.bawaan import sop_dir
from ppid_xl.sop import available, load_sop, parse_waktu

KASUS = tomllib.loads((Path(__file__).parent.parent / "kasus" / "waktu.toml").read_text(encoding="utf-8"))[
    "kasus"
]


@pytest.mark.parametrize("kasus", KASUS, ids=[k["teks"] or "(kosong)" for k in KASUS])
def test_a_waktu_is_read_as_the_table_says(kasus: dict[str, object]) -> None:
    waktu = parse_waktu(str(kasus["teks"]))
    assert (waktu.satuan, waktu.jumlah) == (kasus["satuan"], kasus.get("jumlah", 0))


@given(st.text())
def test_any_text_is_kept_and_never_breaks_the_reader(text: str) -> None:
    waktu = parse_waktu(text)
    assert waktu.asli == text
    assert (waktu.satuan == "terbuka") <= (waktu.jumlah == 0)


@given(st.text(st.characters(exclude_categories=("Nd",))))
def test_words_without_a_number_set_no_deadline(text: str) -> None:
    assert parse_waktu(text).satuan == "terbuka"


@given(st.integers(0, 10_000), st.sampled_from(["menit", "jam", "hari"]), st.sampled_from(["", " (sekian)"]))
def test_a_number_with_a_unit_is_read_back(jumlah: int, unit: str, in_words: str) -> None:
    waktu = parse_waktu(f"{jumlah}{in_words} {unit.title()}")
    assert (waktu.jumlah, waktu.satuan) == (jumlah, {"hari": "hari_kerja"}.get(unit, unit))


def test_only_minutes_and_hours_are_minutes() -> None:
    assert [parse_waktu(text).minutes for text in ("40 Menit", "2 Jam", "2 hari", "Tentatif")] == [
        40,
        120,
        None,
        None,
    ]


def test_the_kaltara_sop_plans_two_hundred_minutes() -> None:
    sop = load_sop(available(sop_dir())["diskominfo-kaltara-2017"], check_quotes=False)
    assert sum(parse_waktu(step.waktu).minutes or 0 for step in sop.kegiatan) == 200
