"""Two states of a table compared: the cases staff could write, and what holds for any two tables."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.arsip.compare import (
    CLOSED,
    DIBUKA,
    DIPERPANJANG,
    DIPERSINGKAT,
    DITAMBAH,
    DITUTUP,
    DIUBAH,
    HILANG,
    OPEN,
    Line,
    RowChange,
    compare_lines,
)

CASES = tomllib.loads((Path(__file__).parents[1] / "kasus/banding.toml").read_text(encoding="utf-8"))["kasus"]
MIRROR = {
    DITAMBAH: HILANG, HILANG: DITAMBAH, DIBUKA: DITUTUP, DITUTUP: DIBUKA, DIPERPANJANG: DIPERSINGKAT,
    DIPERSINGKAT: DIPERPANJANG, DIUBAH: DIUBAH,
}  # fmt: skip


def line(facts: dict[str, Any]) -> Line:
    cells = {name: text for name, text in facts.items() if name not in ("id", "judul", "golongan", "akhir")}
    return Line(facts["id"], facts["judul"], cells, facts.get("golongan", ""), facts.get("akhir"))


@pytest.mark.parametrize("case", CASES, ids=[case["nama"] for case in CASES])
def test_a_comparison_tells_what_the_case_says(case: dict[str, Any]) -> None:
    found = compare_lines([line(one) for one in case["lama"]], [line(one) for one in case["baru"]])
    told = [[one.id, one.jenis, *(f"{c.kolom}: {c.lama} | {c.baru}" for c in one.sel)] for one in found]
    assert told == case["hasil"]


ids = st.sampled_from(["A-2026-0001", "a-2026-0001", "A-2026-0002", "A-2026-0003", ""])
texts = st.text(alphabet="ab \n", max_size=3)
lines = st.lists(
    st.builds(
        Line, ids, texts, st.dictionaries(st.sampled_from(["Unit", "Jangka"]), texts, max_size=2),
        st.sampled_from(["", CLOSED, OPEN]), st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 5)),
    ),
    max_size=6,
)  # fmt: skip


@given(lines)
def test_a_table_never_differs_from_itself(table: list[Line]) -> None:
    assert compare_lines(table, table) == []


@given(lines)
def test_the_order_of_rows_never_counts(table: list[Line]) -> None:
    assert compare_lines(table, table[::-1]) == []


def mirrored(change: RowChange) -> tuple[object, ...]:
    cells = sorted((cell.kolom, cell.baru, cell.lama) for cell in change.sel)
    return change.id.strip().upper(), MIRROR[change.jenis], tuple(cells)


def plain(change: RowChange) -> tuple[object, ...]:
    cells = sorted((cell.kolom, cell.lama, cell.baru) for cell in change.sel)
    return change.id.strip().upper(), change.jenis, tuple(cells)


@given(lines, lines)
def test_backwards_what_was_added_is_gone_and_old_is_new(old: list[Line], new: list[Line]) -> None:
    there = sorted(map(mirrored, compare_lines(old, new)), key=repr)
    back = sorted(map(plain, compare_lines(new, old)), key=repr)
    assert there == back


@given(lines, lines)
def test_as_many_rows_are_added_as_the_tables_differ_in_length(old: list[Line], new: list[Line]) -> None:
    kinds = [change.jenis for change in compare_lines(old, new)]
    assert kinds.count(DITAMBAH) - kinds.count(HILANG) == len(new) - len(old)
