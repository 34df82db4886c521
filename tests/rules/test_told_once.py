"""One gap that the law and the SOP both ask about: one finding with both sources, and two gaps stay two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from buku_uji import book, judge

from ppid_xl.messages import as_json, explain
from ppid_xl.model import Finding
from ppid_xl.rules import Rule, build_rule, count_rules

LAW, OFFICE = "perki-1-2021", "sop-uji"
ROW = {"id": "INF-2026-0001", "judul_informasi": "A", "klasifikasi": "Dikecualikan"}


def law(kode: str = "R90", **keys: Any) -> Rule:
    made = {"kutipan": "kutipan undang-undang", "sumber": "UU 1", "varian": "kosong", **keys}
    return make(kode, LAW, made)


def sop(kode: str = "lokasi", **keys: Any) -> Rule:
    return make(kode, OFFICE, {"kutipan": "kutipan SOP", "sumber": "SOP 1 kegiatan 2", "kegiatan": 2, **keys})


def make(kode: str, asal: str, keys: dict[str, Any]) -> Rule:
    made = {"kode": kode, "kata": "wajib", "kolom": "lokasi_fisik", "tingkat": "peringatan", **keys}
    return build_rule(made, asal, Path("uji.toml"))


def found(*rules: Rule, **cells: str) -> list[Finding]:
    return judge(book({"tblRekap": [{**ROW, **cells}]}), rules=rules)


def test_the_law_and_the_sop_tell_a_blank_cell_once() -> None:
    (one,) = found(law(), sop())
    assert (one.aturan, one.kutipan) == (f"{LAW}/R90", "kutipan undang-undang")
    assert [(other.aturan, other.kutipan) for other in one.juga] == [(f"{OFFICE}/lokasi", "kutipan SOP")]


@pytest.mark.parametrize("strict", ["law", "sop"])
def test_the_stricter_level_wins_with_its_own_quotation(strict: str) -> None:
    level = {"tingkat": "galat"}
    (one,) = found(law(**(level if strict == "law" else {})), sop(**(level if strict == "sop" else {})))
    assert (one.tingkat, one.aturan.split("/")[0]) == ("galat", LAW if strict == "law" else OFFICE)


def test_of_two_alike_the_one_with_a_quotation_is_kept() -> None:
    (one,) = found(law(kutipan=""), sop())
    assert one.aturan == f"{OFFICE}/lokasi"
    (one,) = found(law(kutipan=""), sop(kutipan="", tafsir="dibaca begini"))
    assert one.aturan == f"{LAW}/R90"


def test_both_sources_are_told() -> None:
    (one,) = found(make("R11", LAW, {"varian": "kosong", "sumber": "UU 1", "kutipan": "kata UU"}), sop())
    told = explain(one).dasar
    assert "UU 1: “kata UU”." in told
    assert "Diminta juga oleh SOP 1 kegiatan 2: “kutipan SOP”." in told
    assert as_json(one)["sumber"] == f"UU 1; diminta juga oleh SOP 1 kegiatan 2 ({OFFICE}/lokasi)"
    assert as_json(one)["kutipan"] == "kata UU"


def test_each_rule_is_counted_though_the_gap_is_told_once() -> None:
    assert count_rules(found(law(), sop())) == {f"{LAW}/R90": 1, f"{OFFICE}/lokasi": 1}


@pytest.mark.parametrize(
    ("one", "other", "cells"),
    [
        (law(kolom="retensi"), sop(), {}),
        (law(), sop(kata="kata_minimal", kata_minimal=5, kolom="retensi"), {"retensi": "satu"}),
        (law(kata="kata_minimal", kata_minimal=3), sop(kata="kata_minimal", kata_minimal=5), {"lokasi_fisik": "x"}),
        (law(kata="memuat", frasa=["x"]), sop(kata="memuat", frasa=["y"]), {"lokasi_fisik": "x y"}),
        (law(), law("R91"), {}),
    ],
    ids=["another cell", "another question", "another measure", "other phrases", "two rules of the law"],
)  # fmt: skip
def test_two_problems_stay_two(one: Rule, other: Rule, cells: dict[str, str]) -> None:
    assert sorted(f.aturan for f in found(one, other, **cells)) == sorted([one.aturan, other.aturan])
    assert not [f for f in found(one, other, **cells) if f.juga]


def test_a_class_of_no_list_is_told_once_though_the_words_differ() -> None:
    known = law(kata="klasifikasi_tidak_dikenal", kolom="klasifikasi", varian="")
    choice = sop(kata="pilihan", kolom="klasifikasi", pilihan=["Berkala", "Dikecualikan"])
    (one,) = found(known, choice, klasifikasi="Terbuka")
    assert [other.aturan for other in one.juga] == [f"{OFFICE}/lokasi"]


def test_rows_are_told_apart() -> None:
    rows = [{**ROW, "judul_informasi": "A"}, {**ROW, "judul_informasi": "B", "lokasi_fisik": "Lemari 1"}, ROW]
    told = judge(book({"tblRekap": rows}), rules=[law(), sop()])
    assert [(f.row, len(f.juga)) for f in told] == [(5, 1), (7, 1)]
