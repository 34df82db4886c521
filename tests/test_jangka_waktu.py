"""Jangka waktu: real and made wordings with the reading a person gave them, and what holds for every text."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ppid_xl.jangka_waktu import (
    JENIS,
    JangkaWaktu,
    format_jangka_waktu,
    names_other_start,
    needs_mulai,
    parse_jangka_waktu,
)
from ppid_xl.jangka_waktu.lama import Lama, add_lama
from ppid_xl.plain_text import to_plain
from ppid_xl.tanggal import EARLIEST, format_tanggal, parse_tanggal

KASUS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "kasus" / "jangka_waktu.toml").read_text(encoding="utf-8")
)["kasus"]
MULAI = date(2026, 1, 2)
DAYS = st.dates(min_value=EARLIEST)
LATELY = st.dates(min_value=EARLIEST, max_value=date(2099, 12, 31))
STARTS = st.one_of(st.none(), DAYS)
FRAGMENTS = """
    1 | 5 tahun | 5 (lima) tahun | dua bulan | 30 hari kerja | sejak | setelah | sampai | sampai dengan
    s.d. | 2027 | paling lama | Tanggal
    ditetapkan | berlaku | mulai | per | mana yang lebih lama | diperpanjang | paling lambat | 30 Februari 2026
    31 Desember 2027 | 2-1-2026 | terhitung sejak tanggal yang belum diisi
    tertulis sampai 1 Mei 2030 | tidak jelas | uu lain | tanpa batas
    ( | ) | , | ; | / | : | . | - | 1. | a. | dan | atau | syarat: | ; syarat: | peristiwa:
    persetujuan | tertulis | tidak terbatas | permanen | kecuali | selama | dibutuhkan | sesuai UU 43/2009
    dibuka | pimpinan | selesai | penelitian
"""
WORDS = [word.strip() for line in FRAGMENTS.splitlines() for word in line.split("|")]
PIECES = st.builds(
    lambda text, start, size: text[start : start + size],
    st.sampled_from([kasus["asli"] for kasus in KASUS]),
    *[st.integers(0, 60)] * 2,
)
MIXED = st.builds(
    lambda joint, parts: joint.join(parts),
    st.sampled_from([" ", "\n", ""]),
    st.lists(st.one_of(st.sampled_from(WORDS), PIECES, st.text(max_size=4)), max_size=14),
)


@pytest.mark.parametrize("kasus", KASUS, ids=lambda kasus: kasus["asli"][:60] or "kosong")
def test_a_wording_is_read_as_a_person_reads_it(kasus: dict[str, Any]) -> None:
    read = parse_jangka_waktu(kasus["asli"])
    assert (read.jenis, format_jangka_waktu(read)) == (kasus["jenis"], kasus["harapan"])
    assert read.akhir == kasus.get("akhir")
    assert read.asli == kasus["asli"]


@pytest.mark.parametrize("kasus", KASUS, ids=lambda kasus: kasus["asli"][:60] or "kosong")
def test_a_start_from_elsewhere_serves_what_counts_from_one(kasus: dict[str, Any]) -> None:
    read = parse_jangka_waktu(kasus["asli"], MULAI)
    assert format_jangka_waktu(read) == kasus.get("dengan_mulai", kasus["harapan"])


@pytest.mark.parametrize("kasus", KASUS, ids=lambda kasus: kasus["asli"][:60] or "kosong")
def test_capitals_and_blanks_change_nothing(kasus: dict[str, Any]) -> None:
    text = kasus["asli"]
    expected = format_jangka_waktu(parse_jangka_waktu(text)).casefold()
    for variant in (
        text.upper(),
        text.lower(),
        text.replace(" ", "\t \xa0"),
        f" {text}\n",
        text.replace(" ", "\n"),
    ):
        assert format_jangka_waktu(parse_jangka_waktu(variant)).casefold() == expected, variant


def test_every_kind_has_a_case() -> None:
    assert {kasus["jenis"] for kasus in KASUS} == set(JENIS)


def test_a_wrong_sum_keeps_both_ends() -> None:
    read = parse_jangka_waktu("1 tahun sejak 2 Januari 2026 sampai 31 Desember 2027")
    assert (read.jumlah, read.satuan, read.mulai) == (1, "tahun", date(2026, 1, 2))
    assert (read.akhir, read.akhir_tertulis) == (date(2027, 1, 2), date(2027, 12, 31))


def test_a_right_sum_leaves_no_other_end() -> None:
    assert parse_jangka_waktu("1 tahun sejak 2 Januari 2026 sampai 2 Januari 2027").akhir_tertulis is None


def test_a_start_in_the_text_goes_before_one_from_elsewhere() -> None:
    read = parse_jangka_waktu("1 tahun sejak 5 Mei 2025", MULAI)
    assert (read.mulai, read.akhir) == (date(2025, 5, 5), date(2026, 5, 5))


def test_an_event_to_count_from_needs_its_date() -> None:
    read = parse_jangka_waktu("5 tahun setelah keputusan disiplin")
    assert (read.titik_mulai, read.akhir, needs_mulai(read)) == ("keputusan disiplin", None, True)
    dated = parse_jangka_waktu("5 tahun setelah keputusan disiplin", MULAI)
    assert (dated.titik_mulai, dated.akhir, needs_mulai(dated)) == (
        "keputusan disiplin",
        date(2031, 1, 2),
        False,
    )


def test_hari_kerja_have_no_end_without_a_calendar() -> None:
    read = parse_jangka_waktu("30 (tiga puluh) hari kerja", MULAI)
    assert (read.jumlah, read.satuan, read.mulai, read.akhir) == (30, "hari kerja", MULAI, None)


@pytest.mark.parametrize(
    "text", ["sampai 31 Desember 2027", "peristiwa: rotasi dilakukan", "tanpa batas", "?"]
)
def test_only_a_length_asks_for_a_start(text: str) -> None:
    assert not needs_mulai(parse_jangka_waktu(text))


@pytest.mark.parametrize(
    ("start", "lama", "end"),
    [
        (date(2025, 1, 31), Lama(1, "bulan"), date(2025, 2, 28)),
        (date(2024, 1, 31), Lama(1, "bulan"), date(2024, 2, 29)),
        (date(2024, 2, 29), Lama(1, "tahun"), date(2025, 2, 28)),
        (date(2024, 2, 29), Lama(4, "tahun"), date(2028, 2, 29)),
        (date(2025, 12, 31), Lama(2, "bulan"), date(2026, 2, 28)),
        (date(2025, 11, 30), Lama(13, "bulan"), date(2026, 12, 30)),
        (date(2025, 12, 25), Lama(10, "hari"), date(2026, 1, 4)),
        (date(2025, 12, 25), Lama(2, "minggu"), date(2026, 1, 8)),
        (date(2025, 12, 25), Lama(2, "hari kerja"), None),
        (date(9999, 12, 31), Lama(1, "hari"), None),
        (date(9999, 12, 1), Lama(1, "bulan"), None),
    ],
)
def test_a_length_ends_as_edate_counts(start: date, lama: Lama, end: date | None) -> None:
    assert add_lama(start, lama) == end


@given(
    st.integers(1, 9999),
    st.sampled_from(["tahun", "bulan", "minggu", "hari", "hari kerja"]),
    STARTS,
    st.sampled_from(["", "keputusan disiplin", "proses seleksi berakhir"]),
    st.sampled_from(["", "diberikan berupa ringkasan", "kecuali: a. persetujuan pimpinan; b. dua"]),
    st.one_of(st.none(), DAYS),
)
def test_a_length_is_read_back(
    jumlah: int, satuan: Any, mulai: date | None, titik: str, syarat: str, written: date | None
) -> None:
    computed = add_lama(mulai, Lama(jumlah, satuan)) if mulai else None
    # an end one day earlier is the same length counted inclusively, read as the end itself
    assume(not (computed and written and (computed - written).days == 1))
    tertulis = written if written != computed else None
    period = JangkaWaktu("durasi", jumlah, satuan, mulai, titik, syarat, computed or written, tertulis)
    assert parse_jangka_waktu(format_jangka_waktu(period)) == period


@given(STARTS, DAYS, st.sampled_from(["", "dapat diperpanjang", "sesuai SK 12/2025"]))
def test_dates_are_read_back(mulai: date | None, akhir: date, syarat: str) -> None:
    period = JangkaWaktu("tanggal", mulai=mulai, syarat=syarat, akhir=akhir, akhir_tertulis=akhir)
    assert parse_jangka_waktu(format_jangka_waktu(period)) == period


@given(st.one_of(MIXED, st.text()), STARTS)
def test_no_text_raises_and_every_normal_form_is_read_back(text: str, mulai: date | None) -> None:
    read = parse_jangka_waktu(text, mulai)
    assert parse_jangka_waktu(format_jangka_waktu(read)) == read


@given(st.one_of(MIXED, st.text()), STARTS)
def test_no_end_without_a_start_and_a_length_or_a_written_date(text: str, mulai: date | None) -> None:
    read = parse_jangka_waktu(text, mulai)
    counted = read.jenis == "durasi" and read.mulai is not None and read.jumlah is not None
    assert read.akhir is None or counted or read.akhir_tertulis == read.akhir
    assert read.jenis in ("durasi", "tanggal") or (read.mulai, read.akhir, read.jumlah) == (None, None, None)


@given(
    st.integers(1900, 2100),
    st.sampled_from(["{}", "Tahun {}", "sampai {}", "sampai Desember {}", "sejak {}"]),
)
def test_a_year_alone_is_not_guessed_at(year: int, wording: str) -> None:
    assert parse_jangka_waktu(wording.format(year), MULAI) == JangkaWaktu("tidak_jelas")


def literal_ends(text: str) -> set[date | None]:
    """The dates that stand right behind a word for an end, or behind the hyphen of a range."""
    plain = " ".join(to_plain(text).split())
    until = r"(?:sampai dengan|sampai|hingga|s ?[./]? ?d\b\.?|berakhir|-)\s*(?:pada )?(?:tanggal|tgl\.?)?\s*"
    day = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[ ./-]{0,3}(?:[0-9]{1,2}|[a-z]+)[ ./,-]{0,4}(?:[0-9]{4}|[0-9]{2})"
    places = [found.end() for found in re.finditer(until, plain, re.IGNORECASE)]
    found = [re.compile(day, re.IGNORECASE).match(plain, place) for place in places]
    return {parse_tanggal(one[0]).tanggal for one in found if one}


@given(st.one_of(MIXED, st.text()), STARTS)
def test_a_sure_end_stands_behind_sampai_or_is_start_plus_length(text: str, mulai: date | None) -> None:
    read = parse_jangka_waktu(text, mulai)
    if read.akhir is None or not read.pasti:
        return
    if read.jenis == "durasi" and read.mulai and read.jumlah and read.satuan:
        computed = add_lama(read.mulai, Lama(read.jumlah, read.satuan))
        assert read.akhir in {computed, *literal_ends(text)}
    else:
        suggested = parse_jangka_waktu(text)
        assert read.akhir in literal_ends(text) or (read.mulai is not None and not suggested.pasti)


@given(
    DAYS, st.sampled_from(["ditetapkan", "berlaku", "sejak", "mulai", "per", "tanggal penetapan", "setelah"])
)
def test_a_start_is_never_an_end(day: date, word: str) -> None:
    assert parse_jangka_waktu(f"{word} {format_tanggal(day)}").akhir is None


@given(
    DAYS,
    st.sampled_from(
        [
            "atau sampai selesai", ", mana yang lebih lama", "kecuali diperpanjang", "jika belum selesai",
            "(masih digunakan)", "dan seterusnya", "/ permanen", "; lebih lama bila perlu",
        ]
    ),
    st.sampled_from(["sampai ", "5 tahun sejak ", "1 Januari 2020 s.d. "]),
)  # fmt: skip
def test_words_that_may_carry_on_leave_no_end(day: date, words: str, opening: str) -> None:
    assert parse_jangka_waktu(f"{opening}{format_tanggal(day)} {words}").akhir is None


@given(LATELY, DAYS, st.sampled_from(["{0:%Y}", "SK {1}", "TA {0:%Y}", "SK Nomor 12 Tahun {0:%Y}"]))
def test_another_start_never_overrides_the_words(named: date, filled: date, wording: str) -> None:
    assume(named.year != filled.year)
    text = f"5 tahun sejak {wording.format(named, format_tanggal(named))}"
    read = parse_jangka_waktu(text, filled)
    assert (read.akhir, names_other_start(read, filled)) == (None, True)


@pytest.mark.parametrize(
    "text", ["5 tahun sejak 30 Februari 2026", "sampai 31-02-2026", "sampai 31 Juni 2026"]
)
def test_a_date_that_does_not_exist_is_told(text: str) -> None:
    read = parse_jangka_waktu(text, MULAI)
    assert (read.jenis, read.mustahil) == ("tidak_jelas", text.split(" ", 1 + ("sejak" in text) * 2)[-1])


@pytest.mark.parametrize("text", ["31 Desember 2027", "dibuka setelah 31 Desember 2027"])
def test_an_end_without_sampai_is_a_suggestion(text: str) -> None:
    read = parse_jangka_waktu(text)
    assert (read.akhir, read.pasti) == (date(2027, 12, 31), False)
    assert parse_jangka_waktu(text, MULAI).pasti


def test_a_very_long_cell_is_not_read() -> None:
    assert parse_jangka_waktu("selama ditentukan " * 2000).jenis == "tidak_jelas"
