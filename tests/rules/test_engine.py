"""The engine: which rows a rule judges, at which level, and in which order findings come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from buku_uji import accepted, book, clean_workbook, judge, table

from ppid_xl.errors import ConfigError
from ppid_xl.model import BadCell, Book, Finding
from ppid_xl.rules import build_rule, count_levels, finding_key, without_dismissed


def rule(kata: str = "wajib", kolom: str = "lokasi_fisik", **keys: Any) -> Any:
    made = {
        "kode": "uji",
        "kata": kata,
        "tingkat": "peringatan",
        "kegiatan": 1,
        "kutipan": "kutipan SOP",
        **keys,
    }
    if kolom:
        made["kolom"] = kolom
    return build_rule(made, "sop-uji", Path("sop-uji.toml"))


def rows(*cells: dict[str, Any]) -> Book:
    return book({"tblRekap": cells})


def test_a_finding_names_its_cell_its_row_and_its_source() -> None:
    one = clean_workbook().put("tblRekap", "tertutup", {"dasar_hukum": "Pasal 17 UU 14/2008"}).book()
    found = next(f for f in judge(one) if f.pesan == "R05.tanpa_huruf")
    assert (found.lembar, found.sel, found.kolom, found.row) == ("Rekap", "M5", "Dasar Hukum", 5)
    assert (found.id, found.unit, found.table) == (
        "INF-2026-0001",
        "Bidang Pengadaan dan Informasi",
        "tblRekap",
    )
    assert (found.isi, found.aturan) == ("Pasal 17 UU 14/2008", "pp-61-2010/R05")
    assert (found.kutipan, found.sumber) == (
        "jenis klasifikasi Informasi yang Dikecualikan", "PP 61/2010 Pasal 4 ayat (2) huruf a",
    )  # fmt: skip


def test_a_condition_on_the_class_holds_for_every_spelling_of_it() -> None:
    one = rows(
        {"judul_informasi": "A", "klasifikasi": "informasi  yang dikecualikan"}, {"judul_informasi": "B"}
    )
    found = judge(one, rules=[rule(bila={"klasifikasi": ["Dikecualikan"]})])
    assert [f.row for f in found] == [5]


def test_a_condition_may_ask_for_another_column() -> None:
    one = rows(
        {"judul_informasi": "A", "tahap": "direncanakan"},
        {"judul_informasi": "B", "tahap": "Sedang dikerjakan"},
    )
    found = judge(one, rules=[rule(bila={"tahap": ["Direncanakan"]})])
    assert [f.row for f in found] == [5]


def test_a_rule_about_a_column_the_table_lacks_is_refused() -> None:
    with pytest.raises(ConfigError) as refused:
        judge(rows({"judul_informasi": "A"}), rules=[rule(kolom="lokasi_fisk")])
    assert refused.value.fakta["terdekat"] == "lokasi_fisik"


def test_a_rule_of_every_table_looks_at_each_of_them() -> None:
    broken = BadCell("#REF!")
    one = book(
        {
            "tblRekap": [{"judul_informasi": broken}],
            "tblPejabat": [{"nama": broken}],
            "tblUnit": [{"unit": broken}],
        }
    )
    found = judge(one, rules=[rule("sel_rusak", "", tabel="*")])
    assert [(f.lembar, f.kolom) for f in found] == [
        ("Rekap", "Judul Informasi"),
        ("Pejabat", "Nama"),
        ("Pengaturan", "Unit"),
    ]


def test_a_document_may_weigh_a_rule_more() -> None:
    weighed = rule(tingkat_untuk={"penetapan": "galat"})
    levels = [
        judge(rows({"judul_informasi": "A"}), rules=[weighed], untuk=u)[0].tingkat
        for u in ("", "daftar", "penetapan")
    ]
    assert levels == ["peringatan", "peringatan", "galat"]


def test_sop_rules_share_the_message_of_their_word() -> None:
    assert judge(rows({"judul_informasi": "A"}), rules=[rule()])[0].pesan == "kata.wajib"


def test_findings_come_by_level_then_sheet_row_and_column() -> None:
    one = book(
        {
            "tblPejabat": [{"nama": "A", "nip": "1"}],
            "tblRekap": [{"judul_informasi": "A"}, {"klasifikasi": "Setiap Saat", "retensi": "5 tahun"}],
        }
    )
    found = judge(one)
    assert [(f.tingkat, f.lembar, f.sel) for f in found if f.tingkat == "galat"] == [
        ("galat", "Rekap", "K5"),
        ("galat", "Rekap", "D6"),
        ("galat", "Rekap", "F6"),
        ("galat", "Pejabat", "D5"),
    ]
    assert [f.tingkat for f in found] == sorted(
        (f.tingkat for f in found), key=["galat", "peringatan", "catatan"].index
    )


def test_findings_of_the_reader_are_kept() -> None:
    odd = Finding("peringatan", "ppid-xl/x", "x", "Rekap", "A1", "No")
    one = replace(rows({"judul_informasi": "A"}), findings=(odd,))
    assert odd in judge(one, rules=[rule()])


def test_a_table_without_rows_has_no_findings() -> None:
    one = Book("rekap.xlsx", "0", {"tblRekap": table("tblRekap", [])})
    assert judge(one) == []


def test_an_unknown_table_is_left_alone() -> None:
    foreign = replace(table("tblRekap", [{"judul_informasi": "A"}]), name="tblLain")
    assert judge(Book("x.xlsx", "0", {"tblLain": foreign})) == []


def test_rows_that_agree_are_told_apart_in_their_findings() -> None:
    same = accepted(
        {"judul_informasi": "A", "klasifikasi": "Dikecualikan", "dasar_hukum": "Pasal 17 UU 14/2008"}
    )
    found = [
        f
        for f in judge(rows({**same, "id": "INF-1"}, {**same, "id": "INF-2"}))
        if f.pesan == "R05.tanpa_huruf"
    ]
    assert [(f.id, f.sel) for f in found] == [("INF-1", "M5"), ("INF-2", "M6")]


def test_a_dismissed_warning_goes_and_a_dismissed_galat_stays() -> None:
    found = judge(rows({"judul_informasi": "A", "klasifikasi": "Berkala"}))
    dismissed = dict.fromkeys(map(finding_key, found), "sudah diperiksa")
    assert {f.tingkat for f in without_dismissed(found, dismissed)} == {"galat"}


def test_a_dismissal_without_reason_does_not_count() -> None:
    found = judge(rows({"judul_informasi": "A", "klasifikasi": "Berkala"}))
    assert without_dismissed(found, dict.fromkeys(map(finding_key, found), "")) == found


def test_levels_are_counted() -> None:
    found = judge(rows({"judul_informasi": "A"}))
    assert count_levels(found) == {"galat": 1, "peringatan": 0, "catatan": 0}


def test_an_accepted_inference_counts_as_written() -> None:
    words = {
        "dasar_hukum": "Pasal 17 huruf h angka 9",
        "jangka_waktu": "5 tahun",
        "terhitung_mulai": date(2026, 11, 2),
    }
    row = {"judul_informasi": "A", "klasifikasi": "Dikecualikan", **words}
    before = {f.pesan for f in judge(rows(row))}
    after = {f.pesan for f in judge(rows(accepted(row)))}
    assert ("R05.disimpulkan" in before, "R06.luar_rentang" in before) == (True, False)
    assert ("R05.disimpulkan" in after, "R06.luar_rentang" in after) == (False, True)


def test_a_broken_formula_in_a_required_cell_is_told_once_and_still_blocks() -> None:
    broken = clean_workbook().put("tblRekap", "tertutup", {"judul_informasi": BadCell("=")}).book()
    about = [f for f in judge(broken) if f.kolom == "Judul Informasi"]
    assert [(f.aturan, f.tingkat) for f in about] == [("ppid-xl/sel-rusak", "galat")]
