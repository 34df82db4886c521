"""The office's own registers: what staff type there by hand, and the ID that is free for a second line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from buku_uji import clean_workbook, judge

from ppid_xl.messages import explain
from ppid_xl.model import Finding, Value


def found(table: str, baris: str, kolom: str, isi: Value, kode: str, **settings: Value) -> list[Finding]:
    workbook = clean_workbook().put(table, baris, {kolom: isi})
    book = replace(workbook.book(), settings={**workbook.settings, **settings})
    return [one for one in judge(book) if one.aturan.endswith(f"/{kode}")]


@pytest.mark.parametrize(("counter", "free"), [(0, "LK-2026-0005"), (41, "LK-2026-0042")])
def test_the_second_line_is_told_with_the_first_and_a_free_id(counter: int, free: str) -> None:
    kode, typed = "id-register-ganda", "LK-2026-0004"
    (one,) = found("tblLangkah", "panjang", "id_langkah", typed, kode, UrutLK=counter)
    assert (one.sel, one.isi, one.lembar) == ("A8", typed, "Langkah SOP")
    assert "Langkah SOP!A7" in explain(one).masalah
    assert free in explain(one).saran


def test_a_doubled_name_that_is_no_id_of_ours_gets_no_number_made_up() -> None:
    workbook = clean_workbook().put("tblUji", "pertama", {"id_uji": "rapat 1"})
    book = workbook.put("tblUji", "kedua", {"id_uji": "Rapat 1"}).book()
    (one,) = [one for one in judge(book) if one.aturan == "ppid-xl/id-register-ganda"]
    assert "ID yang belum dipakai" in explain(one).saran


@pytest.mark.parametrize("isi", [1, 2.0, "2", None, "", "  "])
def test_a_round_that_can_be_read_is_no_finding(isi: Value) -> None:
    assert found("tblUji", "kedua", "putaran", isi, "putaran-keliru") == []


@pytest.mark.parametrize("isi", [0, -1, "I", "1/2", "dua", 1.5])
def test_a_round_that_cannot_be_read_is_told(isi: Value) -> None:
    (one,) = found("tblUji", "kedua", "putaran", isi, "putaran-keliru")
    assert (one.tingkat, one.kolom) == ("peringatan", "Putaran")


@pytest.mark.parametrize("isi", ["disetujui", "DICATAT", " Dibuka ", ""])
def test_a_decision_of_the_list_is_known_in_any_letters(isi: str) -> None:
    assert found("tblLangkah", "rapat", "keputusan", isi, "keputusan-tidak-dikenal") == []
