"""Catatan: facts of an act survive whatever a cell may hold, and what staff rewrote is passed over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.workflow.ground.catatan import SEMULA, read_fact_lines, with_lines, write_fact_line

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1)


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), WORDS, min_size=1), WORDS)
def test_facts_read_back_as_written(facts: dict[str, str], words: str) -> None:
    told = with_lines(" ".join(words.split()).replace(":", ""), [write_fact_line(SEMULA, facts)])
    assert read_fact_lines(told, SEMULA) == [facts]


def test_a_line_that_staff_rewrote_is_passed_over() -> None:
    line = write_fact_line(SEMULA, {"jangka_waktu": "5 tahun"})
    assert read_fact_lines(f"{line} (lihat nota)\n{line}", SEMULA) == [{"jangka_waktu": "5 tahun"}]
    assert read_fact_lines(line, "berkas") == []


@pytest.mark.parametrize("typed", ["{}\r", "catatan\r{}", " {} ", "\xa0{}", "{}\n\nTambahan staf"])
def test_blanks_and_line_ends_of_another_program_lose_no_fact(typed: str) -> None:
    line = write_fact_line(SEMULA, {"jangka_waktu": "5 tahun"})
    assert read_fact_lines(typed.format(line), SEMULA) == [{"jangka_waktu": "5 tahun"}]
