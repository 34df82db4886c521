"""The table of regulations is dated, sourced and closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ppid_xl.bawaan import data_path
from ppid_xl.errors import ConfigError
from ppid_xl.messages import error_sentences
from ppid_xl.peraturan import Peraturan, load_peraturan, successor

KNOWN = load_peraturan(data_path("peraturan.toml"))
ENTRY = """
[[peraturan]]
kode = "{kode}"
jenis = "Peraturan Wali Kota"
nomor = 5
tahun = 2020
tentang = "Contoh"
singkatan = "Perwali 5/2020"
terverifikasi = false
sumber = "Salinan JDIH"
{lain}
"""


def write(folder: Path, *entries: tuple[str, str]) -> Path:
    path = folder / "peraturan.toml"
    path.write_text("".join(ENTRY.format(kode=kode, lain=lain) for kode, lain in entries), encoding="utf-8")
    return path


@pytest.mark.parametrize("peraturan", KNOWN.values(), ids=list(KNOWN))
def test_a_code_ends_in_number_and_year(peraturan: Peraturan) -> None:
    assert peraturan.kode.endswith(f"-{peraturan.nomor}-{peraturan.tahun}")


@pytest.mark.parametrize("peraturan", KNOWN.values(), ids=list(KNOWN))
def test_every_entry_says_where_it_was_read(peraturan: Peraturan) -> None:
    assert peraturan.sumber.strip()


@pytest.mark.parametrize("peraturan", [p for p in KNOWN.values() if p.diganti_oleh], ids=lambda p: p.kode)
def test_a_replacement_is_later_and_says_by_which_words(peraturan: Peraturan) -> None:
    following = KNOWN[peraturan.diganti_oleh]
    assert peraturan.dasar_penggantian
    assert following.tahun > peraturan.tahun
    assert peraturan.sejak is None or peraturan.sejak.year >= following.tahun


@pytest.mark.parametrize(
    ("kode", "now"),
    [
        ("perki-1-2010", "perki-1-2021"),
        ("perki-1-2017", "perki-1-2021"),
        ("permendagri-35-2010", "permendagri-3-2017"),
        ("uu-8-1974", "uu-20-2023"),
        ("uu-43-1999", "uu-20-2023"),
        ("perpres-54-2010", "perpres-16-2018"),
    ],
)
def test_a_replaced_regulation_leads_to_the_one_in_force(kode: str, now: str) -> None:
    found = successor(kode, KNOWN)
    assert found is not None
    assert found.kode == now


@pytest.mark.parametrize("kode", ["uu-14-2008", "pp-61-2010", "perki-1-2021", "uu-11-2008", "tidak-ada"])
def test_what_is_in_force_or_unknown_has_no_successor(kode: str) -> None:
    assert successor(kode, KNOWN) is None


def test_an_sop_of_2017_rightly_cites_perki_of_2010() -> None:
    assert successor("perki-1-2010", KNOWN, date(2017, 10, 1)) is None
    assert successor("perki-1-2010", KNOWN, date(2021, 6, 30)) == KNOWN["perki-1-2021"]


def test_the_chain_stops_at_the_regulation_of_that_day() -> None:
    assert successor("uu-43-1999", KNOWN, date(2020, 1, 1)) == KNOWN["uu-5-2014"]


def test_the_tln_numbers_that_are_often_misprinted_are_right() -> None:
    assert [KNOWN[kode].tln for kode in ("uu-14-2008", "pp-61-2010", "uu-25-2009")] == [4846, 5149, 5038]


def test_what_was_only_read_about_is_not_verified() -> None:
    hearsay = ("uu-20-2023", "uu-5-2014", "perpres-16-2018", "perpres-21-2023", "permenpan-35-2012")
    assert not any(KNOWN[kode].terverifikasi for kode in hearsay)
    assert not any(p.terverifikasi for p in KNOWN.values() if p.kode.startswith("pergub"))


def test_a_regulation_is_cited_in_full() -> None:
    assert KNOWN["uu-25-2009"].judul == "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik"


@pytest.mark.parametrize(
    ("entries", "kode"),
    [
        ([("perwali-5-2020", ""), ("perwali-5-2020", "")], "peraturan-ganda"),
        ([("perwali-5-2020", 'diganti_oleh = "perwali-6-2021"')], "peraturan-tidak-dikenal"),
        ([("perwali-5-2020", 'diubah_oleh = ["perwali-6-2021"]')], "peraturan-tidak-dikenal"),
        ([("a-1", 'diganti_oleh = "b-2"'), ("b-2", 'diganti_oleh = "a-1"')], "peraturan-melingkar"),
        ([("perwali-5-2020", 'sejak = "2021-06-30"')], "peraturan-tanggal-salah"),
        ([("perwali-5-2020", 'diganti_ole = "x"')], "kunci-tidak-dikenal"),
    ],
)
def test_a_mistake_in_the_table_is_refused(tmp_path: Path, entries: list[tuple[str, str]], kode: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_peraturan(write(tmp_path, *entries))
    assert caught.value.kode == kode
    assert kode in error_sentences()


def test_an_unknown_code_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_peraturan(
            write(tmp_path, ("perwali-6-2021", ""), ("perwali-5-2020", 'diganti_oleh = "perwali-6-2012"'))
        )
    assert caught.value.fakta["terdekat"] == "perwali-6-2021"
