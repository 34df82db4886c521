"""Real published rows: every one is judged, nothing is invented, and what is missing is named."""

from __future__ import annotations

from functools import cache

import pytest
from buku_uji import NYATA, TESTS, book, case_of, judge, real_rows

from ppid_xl.jangka_waktu import JENIS
from ppid_xl.messages import explain
from ppid_xl.model import Finding, Value

ROWS = real_rows(NYATA)
JANGKA = {"R11.kosong", "R11.tidak_jelas", "R15.mulai_kosong"}


@cache
def found() -> tuple[Finding, ...]:
    return tuple(judge(book({"tblRekap": ROWS})))


def of_row(place: int) -> set[str]:
    return {f.pesan for f in found() if f.row == place + 5}


def titles(message: str) -> list[Value]:
    return [ROWS[f.row - 5]["judul_informasi"] for f in found() if f.pesan == message]


def test_there_are_104_excluded_rows() -> None:
    assert len(ROWS) == 104
    assert all(case_of(row).dikecualikan for row in ROWS)


@pytest.mark.parametrize("place", range(104))
def test_every_row_has_a_period_in_normal_form_or_a_finding_that_names_the_cell(place: int) -> None:
    case = case_of(ROWS[place])
    assert case.jangka_waktu.jenis in JENIS
    in_normal_form = case.jangka_waktu.jenis not in ("tidak_jelas", "durasi")
    assert in_normal_form or case.akhir is not None or of_row(place) & JANGKA


@pytest.mark.parametrize("place", range(104))
def test_no_end_date_is_invented(place: int) -> None:
    case = case_of(ROWS[place])
    assert case.akhir is None or str(case.akhir.year) in case.text["jangka_waktu"]


def test_no_row_claims_a_letter_it_does_not_write() -> None:
    for row in ROWS:
        case = case_of(row)
        assert all(one.pasti for one in case.pasal_17)


def test_only_three_rows_name_no_undang_undang() -> None:
    assert titles("R05.tanpa_undang_undang") == [
        "RIncian harga perkiraan sendiri pada proses pengadaan barang dan jasa",
        "Hasil Detail Engineering Design (DED) dari Konsultan Perencana",
        "Dokumen penawaran",
    ]


def test_pasal_17_without_letter_is_found_where_it_stands() -> None:
    assert len(titles("R05.tanpa_huruf")) == 5
    assert {"Sertifikat Tanah", "IMB"} <= set(titles("R05.tanpa_huruf"))


def test_the_seven_rows_without_period_are_found() -> None:
    assert len(titles("R11.kosong")) == 7


def test_what_the_tardamu_site_lists_twice_is_found() -> None:
    twice = titles("R28")
    assert twice.count("Proses mutasi pegawai") == 2
    assert twice.count("Data pribadi responden survei") == 2


def test_when_it_opens_written_as_consequence_is_found() -> None:
    assert len(titles("R10.salah_tempat")) == 12


def test_every_finding_can_be_told_to_staff() -> None:
    for finding in found():
        words = explain(finding)
        assert words.masalah.strip()
        assert words.dasar.strip()
        assert words.saran.strip()


def test_no_real_row_trips_a_rule_on_officials_letters_or_dates() -> None:
    assert not {f.pesan for f in found() if f.pesan.startswith(("R38", "R39", "R4"))}


def test_public_rows_are_asked_for_what_the_list_must_hold() -> None:
    rows = real_rows(TESTS / "data" / "dip_nyata.csv")
    public = judge(book({"tblRekap": rows}), untuk="daftar-informasi-publik")
    assert len(rows) == 151
    assert {"R04"} == {f.pesan for f in public if f.tingkat == "galat" and f.kolom == "Retensi"}
    assert not [f for f in public if f.pesan.startswith(("R05", "R1", "R25", "R26", "R27", "usulan"))]
