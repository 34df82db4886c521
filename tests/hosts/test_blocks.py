"""Cells as rectangles: every cell once, none besides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.hosts.blocks import as_blocks, rectangles

PLACES = st.sets(st.tuples(st.integers(1, 12), st.integers(1, 6)), max_size=40)


@given(PLACES)
def test_rectangles_cover_each_cell_once_and_no_other(places: set[tuple[int, int]]) -> None:
    covered = [
        (row, column)
        for top, bottom, (left, right) in rectangles(places)
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]
    assert sorted(covered) == sorted(places)


def test_one_rectangle_is_one_block() -> None:
    cells = {(row, column): f"{row}{column}" for row in (5, 6, 7) for column in (2, 3)}
    (block,) = as_blocks("Rekap", cells, {(6, 3): "lama"})
    assert (block.top, block.left, block.rows) == (5, 2, [["52", "53"], ["62", "63"], ["72", "73"]])
    assert block.was == [[None, None], [None, "lama"], [None, None]]


def test_columns_apart_are_blocks_apart() -> None:
    assert len(list(as_blocks("Rekap", {(5, 1): 1, (5, 2): 1, (5, 4): 1, (6, 1): 1, (6, 2): 1}, {}))) == 2
