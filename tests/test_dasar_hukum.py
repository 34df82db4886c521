"""Dasar hukum: real and made wordings with the reading a person gave them, and what holds for every text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.dasar_hukum import (
    ANGKA_PASAL_17,
    NOT_NAMED,
    DasarHukum,
    Rujukan,
    format_dasar_hukum,
    format_rujukan,
    parse_dasar_hukum,
)

KASUS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "kasus" / "dasar_hukum.toml").read_text(encoding="utf-8")
)["kasus"]
NYATA = [kasus["asli"] for kasus in KASUS if kasus["sumber"] != "buatan"]

NAMES = {
    "UU 14/2008": ("UU", "14", 2008),
    "UU 43/2009": ("UU", "43", 2009),
    "PP 61/2010": ("PP", "61", 2010),
    "Perpu 1/2020": ("Perpu", "1", 2020),
    "Perpres 54/2010": ("Perpres", "54", 2010),
    "Permenristekdikti 75/2016": ("Permenristekdikti", "75", 2016),
    "Perki 1/2021": ("Perki", "1", 2021),
    "Perda Kabupaten Bantul 3/2020": ("Perda", "3", 2020),
    "SK Bupati Nomor 188.45/12/2024": ("SK", "188.45/12/2024", None),
}
REGULATIONS = st.sampled_from(sorted(NAMES))
BY_ARTICLE = st.builds(
    lambda name, place: Rujukan(name, *NAMES[name], *place),
    REGULATIONS,
    st.tuples(
        st.integers(1, 400).map(str),
        st.sampled_from(["", "1", "2", "3a"]),
        st.sampled_from(["", *"abcdefghij"]),
        st.one_of(st.none(), st.integers(1, 99)),
    ),
)
WHOLE = REGULATIONS.map(lambda name: Rujukan(name, *NAMES[name]))
LISTS = st.lists(BY_ARTICLE, min_size=1, max_size=6, unique_by=lambda one: one.tempat)
FRAGMENTS = """
    Pasal | Pasal 17 | pasal 44 ayat (1) | huruf h | huruf | angka 5 | angka | ayat 1 | 17 | h | a, c | s.d. f
    KUHP | SK | UU | UU 14/2008 | UU No 43 Tahun 2009 | PP 61/2010 | Undang-Undang | Peraturan Menteri
    UU KIP | Kearsipan | tentang | ( | ) | : | ; | , | . | / | dan | yaitu | 1. | 2. | -
    Nomor 870/27/Sekr.7/BKD | dimaksud dalam | sebagaimana diubah dengan
"""
WORDS = [word.strip() for line in FRAGMENTS.splitlines() for word in line.split("|")]
PIECES = st.builds(
    lambda text, start, size: text[start : start + size], st.sampled_from(NYATA), *[st.integers(0, 90)] * 2
)
MIXED = st.builds(
    lambda joint, parts: joint.join(parts),
    st.sampled_from([" ", "\n", ""]),
    st.lists(st.one_of(st.sampled_from(WORDS), PIECES, st.text(max_size=4)), max_size=25),
)


def places(read: DasarHukum) -> list[tuple[str, str, str, str, int | None]]:
    return [one.tempat for one in read.rujukan]


@pytest.mark.parametrize("kasus", KASUS, ids=lambda kasus: kasus["asli"][:60])
def test_a_wording_is_read_as_a_person_reads_it(kasus: dict[str, Any]) -> None:
    read = parse_dasar_hukum(kasus["asli"])
    assert format_dasar_hukum(read) == kasus["harapan"]
    assert [format_rujukan(one) for one in read.rujukan if not one.pasti] == kasus.get("disimpulkan", [])
    assert list(read.unresolved) == kasus.get("belum_jelas", [])
    assert read.leftover == kasus.get("sisa", "")


def test_every_published_wording_is_a_case() -> None:
    assert len(NYATA) == len(set(NYATA)) == 66


def test_every_published_wording_is_understood_to_the_last_word() -> None:
    assert [
        text for text in NYATA if parse_dasar_hukum(text).leftover or parse_dasar_hukum(text).unresolved
    ] == []


@pytest.mark.parametrize("kasus", KASUS, ids=lambda kasus: kasus["asli"][:60])
def test_capitals_and_blanks_change_nothing(kasus: dict[str, Any]) -> None:
    text = kasus["asli"]
    expected = [tuple(str(part).casefold() for part in place) for place in places(parse_dasar_hukum(text))]
    for variant in (
        text.upper(),
        text.lower(),
        text.replace(" ", "  \t"),
        f"\n {text} \n",
        text.replace("-", "–"),
    ):
        found = [
            tuple(str(part).casefold() for part in place) for place in places(parse_dasar_hukum(variant))
        ]
        assert found == expected, variant


def test_pasal_17_has_one_reference_per_letter_and_number() -> None:
    read = parse_dasar_hukum(
        "UU 14/2008 Pasal 17 huruf b dan huruf h angka 1, angka 3; UU 43/2009 Pasal 44 huruf h"
    )
    assert [(one.huruf, one.angka) for one in read.pasal_17] == [("b", None), ("h", 1), ("h", 3)]
    assert read.huruf == {"b", "h"}


@pytest.mark.parametrize("again", ["UU 14 2008 17h ", "17h ", "17h angka 3 ", "17h dan ", "UU KIP 17(h), "])
def test_a_cell_full_of_short_places_is_read_to_its_end(again: str) -> None:
    read = parse_dasar_hukum("UU 14/2008 " + again * 300)
    assert read.huruf == {"h"}
    assert not any(one.pasti for one in read.rujukan)


def test_letters_of_another_law_are_not_letters_of_pasal_17() -> None:
    read = parse_dasar_hukum("Pasal 44 ayat (1) huruf h UU 43/2009 dan Pasal 17 huruf b UU 15/2004")
    assert (read.pasal_17, read.huruf) == ((), frozenset())


def test_a_letter_beyond_j_is_kept_but_is_no_letter_of_pasal_17() -> None:
    read = parse_dasar_hukum("Pasal 17 huruf l UU 14/2008")
    assert [one.huruf for one in read.pasal_17] == ["l"]
    assert read.huruf == frozenset()


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Pasal 17", True),
        ("Pasal 17 UU 14/2008", True),
        ("Pasal 17 huruf h UU 14/2008", False),
        ("Pasal 17 UU 15/2004", False),
        ("UU 14/2008", False),
    ],
)
def test_pasal_17_without_letter_is_noticed(text: str, bare: bool) -> None:
    assert parse_dasar_hukum(text).names_pasal_17_without_huruf is bare


def test_only_uu_and_perpu_are_undang_undang() -> None:
    read = parse_dasar_hukum(
        "Pasal 17 huruf j UU 14/2008; Perpres 54/2010; Perpu 1/2020; UU 43/2009; KUHAP; UUD 1945"
    )
    assert [one.peraturan for one in read.undang_undang] == [
        "UU 14/2008",
        "Perpu 1/2020",
        "UU 43/2009",
        "KUHAP",
    ]
    assert [one.peraturan for one in read.undang_undang_lain] == ["Perpu 1/2020", "UU 43/2009", "KUHAP"]


def test_a_reference_remembers_the_words_it_came_from() -> None:
    text = "UU No 14 Tahun 2008\tPasal 17,  huruf I : memorandum"
    assert [one.asli for one in parse_dasar_hukum(text).rujukan] == ["Pasal 17,  huruf I"]
    assert parse_dasar_hukum(text).asli == text


def test_the_parts_of_a_reference_are_told_apart() -> None:
    (read,) = parse_dasar_hukum(
        "Pasal 8 ayat (3) huruf h angka 4 Permenristekdikti Nomor 75 Tahun 2016"
    ).rujukan
    assert (read.jenis, read.nomor, read.tahun) == ("Permenristekdikti", "75", 2016)
    assert (read.pasal, read.ayat, read.huruf, read.angka, read.pasti) == ("8", "3", "h", 4, True)


def test_numbered_items_are_counted_as_in_the_law() -> None:
    assert ANGKA_PASAL_17 == {"a": 5, "c": 7, "e": 7, "f": 4, "h": 5}


def test_an_article_without_regulation_says_so() -> None:
    assert format_rujukan(Rujukan(pasal="44", ayat="1")) == f"Pasal 44 ayat (1) {NOT_NAMED}"


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_regulation_is_read_back(name: str) -> None:
    (read,) = parse_dasar_hukum(name).rujukan
    assert read._replace(asli="") == Rujukan(name, *NAMES[name])


@given(LISTS)
def test_the_normal_form_is_read_back_with_certainty(references: list[Rujukan]) -> None:
    read = parse_dasar_hukum(format_dasar_hukum(DasarHukum(rujukan=tuple(references))))
    assert [one._replace(asli="") for one in read.rujukan] == references
    assert (read.leftover, read.loose) == ("", ())


@given(st.lists(BY_ARTICLE, min_size=2, max_size=2, unique_by=lambda one: one.peraturan))
def test_law_before_article_is_read_as_article_before_law(references: list[Rujukan]) -> None:
    turned = [
        f"{one.peraturan} {format_rujukan(one).removesuffix(one.peraturan).strip()}" for one in references
    ]
    for joint in ("; ", "\n", " dan ", ", "):
        assert places(parse_dasar_hukum(joint.join(turned))) == [one.tempat for one in references]


@given(st.one_of(MIXED, st.text()))
def test_no_text_raises_and_every_normal_form_is_stable(text: str) -> None:
    read = parse_dasar_hukum(text)
    again = parse_dasar_hukum(format_dasar_hukum(read))
    assert places(again) == places(read)
    assert format_dasar_hukum(again) == format_dasar_hukum(read)


@given(MIXED)
def test_a_regulation_whose_number_is_not_written_is_never_certain(text: str) -> None:
    plain = "".join(text.split())
    for one in parse_dasar_hukum(text).rujukan:
        written = one.nomor in plain and (one.tahun is None or str(one.tahun) in plain)
        assert written or not one.pasti, one


def test_a_very_long_cell_is_read_in_time() -> None:
    text = "Pasal 17 huruf h angka 3 UU 14/2008; keputusan pejabat yang berwenang " * 400
    assert [one.huruf for one in parse_dasar_hukum(text).pasal_17] == ["h"]
