"""Periods in the rules: no end and no galat from words that staff have not accepted, no start over the words."""

from __future__ import annotations

from datetime import date

import pytest
from buku_uji import accepted, book, case_of, judge

from ppid_xl.messages import explain
from ppid_xl.model import Row, Value
from ppid_xl.rules import is_accepted

TODAY = date(2026, 11, 21)
LAW = "Pasal 17 huruf h angka 4 UU 14/2008"


def closed(jangka_waktu: str, **more: Value) -> dict[str, Value]:
    return {
        "id": "INF-1", "judul_informasi": "Hasil uji kompetensi", "klasifikasi": "Dikecualikan",
        "dasar_hukum": LAW, "jangka_waktu": jangka_waktu, **more,
    }  # fmt: skip


def messages(row: dict[str, Value]) -> set[str]:
    found = judge(book({"tblRekap": [row]}), TODAY)
    assert all(explain(one).masalah for one in found)
    return {one.pesan for one in found}


@pytest.mark.parametrize(
    "words",
    [
        "ditetapkan 1 Januari 2026",
        "berlaku 1 Januari 2026",
        "sejak 1 Januari 2026",
        "tanggal penetapan 1 Januari 2026",
        "per 1 Januari 2026",
        "sampai 1 Januari 2026 atau sampai selesai",
        "sampai 31 Desember 2025, mana yang lebih lama",
        "sampai 1 Januari 2026 kecuali diperpanjang",
        "paling lambat 1 Januari 2026",
        "setelah 1 Januari 2026 dapat dibuka",
        "1 Januari 2026",
        "dibuka setelah 1 Januari 2026",
        "5 tahun sejak 1 Januari 2020 (permanen)",
    ],
)
def test_words_that_do_not_say_the_end_close_nothing_by_law(words: str) -> None:
    assert case_of(closed(words), TODAY).akhir is None
    assert "R17" not in messages(closed(words))


@pytest.mark.parametrize(
    "words",
    [
        "sampai 1 Januari 2026",
        "s.d. 1 Januari 2026",
        "berakhir pada 1 Januari 2026",
        "1 Jan 2025 - 1 Jan 2026",
    ],
)
def test_an_end_said_in_so_many_words_ends(words: str) -> None:
    assert case_of(closed(words), TODAY).akhir == date(2026, 1, 1)
    assert "R17" in messages(closed(words))


def test_a_suggested_end_counts_once_staff_accept_it() -> None:
    row = accepted(closed("1 Januari 2026"))
    assert case_of(row, TODAY).akhir == date(2026, 1, 1)
    assert "R17" in messages(row)


@pytest.mark.parametrize(
    "words", ["5 tahun sejak 2020", "5 tahun sejak SK 12 Maret 2020", "5 tahun sejak Maret 2020"]
)
def test_a_start_against_the_words_gives_no_end_and_is_told(words: str) -> None:
    row = closed(words, terhitung_mulai=TODAY)
    assert case_of(row, TODAY).akhir is None
    assert "R15.mulai_bertentangan" in messages(row)
    agreed = closed(words, terhitung_mulai=date(2020, 3, 12))
    assert case_of(agreed, TODAY).akhir == date(2025, 3, 12)
    assert "R15.mulai_bertentangan" not in messages(agreed)


def test_an_event_without_a_date_takes_any_start() -> None:
    row = closed("5 tahun sejak penetapan", terhitung_mulai=TODAY)
    assert case_of(row, TODAY).akhir == date(2031, 11, 21)
    assert "R15.mulai_bertentangan" not in messages(row)


@pytest.mark.parametrize("words", ["5 tahun sejak 30 Februari 2026", "sampai 31-02-2026"])
def test_a_date_that_does_not_exist_is_named(words: str) -> None:
    found = judge(book({"tblRekap": [closed(words)]}), TODAY)
    (told,) = [explain(one).masalah for one in found if one.pesan == "R42.mustahil_tertulis"]
    assert told.endswith("tanggal itu tidak ada.")
    assert not [one for one in found if one.pesan == "R11.tidak_jelas"]


def test_a_number_of_a_letter_is_no_impossible_date() -> None:
    assert "R42.mustahil_tertulis" not in messages(closed("5 tahun sejak SK Nomor 30/13/2026"))


def test_the_reading_says_nothing_of_a_date_to_fill_in() -> None:
    row = closed("5 tahun; dapat diperpanjang")
    assert case_of(row).usulan == f"Dasar: {LAW}\nJangka: 5 tahun; syarat: dapat diperpanjang"
    dated = accepted({**row, "terhitung_mulai": TODAY})
    assert "belum diisi" not in str(dated["usulan"])
    assert case_of(dated).accepted


def test_a_reading_accepted_with_the_old_sentence_stays_accepted() -> None:
    old = (
        f"Dasar: {LAW}\nJangka: 5 tahun, terhitung sejak tanggal yang belum diisi; syarat: dapat diperpanjang"
    )
    assert case_of(closed("5 tahun; dapat diperpanjang", usulan=old, terima="Ya")).accepted


def test_without_a_reading_nothing_is_accepted() -> None:
    assert not is_accepted(Row("tblRekap", 5, {"terima": "Ya"}), "")
