"""Rows of a table that grow: what they may not cover, and how high they are."""

from __future__ import annotations

from collections.abc import Iterable

from ppid_xl.columns import TableSpec
from ppid_xl.errors import InputError
from ppid_xl.hosts.source import Source, cell_at
from ppid_xl.model import Row, Table
from ppid_xl.ooxml.address import column_number, join_ref
from ppid_xl.row_height import text_height
from ppid_xl.tables import is_blank

TALLEST_ROW = 160.0  # a row of the register stays shorter than the screen
NOT_FITTED = ("temuan", "tanda")
WRAPPED = ("teks", "pilihan")


def refuse_covering(source: Source, before: Table, after: Table) -> None:
    """Raise InputError when rows that a table grows by would cover what staff wrote below it."""
    old = {row.number for row in before.rows}
    fresh = [row.number for row in after.rows if row.number > before.last_row and row.number not in old]
    if not fresh:
        return
    grid = source.grid(before.sheet)
    columns = [column_number(letter) for letter in before.letters.values()]
    for number in fresh:
        for column in columns:
            if not is_blank(cell_at(grid, number, column)):
                if number in grid.totals:
                    raise InputError("tabel-berbaris-jumlah", tabel=before.name)
                place = join_ref(number, column)
                raise InputError("bawah-tabel-terisi", lembar=before.sheet, sel=place, tabel=before.name)


def row_heights(rows: Iterable[Row], spec: TableSpec) -> dict[int, float]:
    """Return the height in points of each row: of its wrapped texts, findings left out."""
    widths = {c.kunci: c.lebar for c in spec.kolom if c.jenis in WRAPPED and c.kunci not in NOT_FITTED}
    heights = {}
    for row in rows:
        texts = [(v, widths[k]) for k, v in row.values.items() if k in widths and isinstance(v, str)]
        heights[row.number] = min(text_height(texts), TALLEST_ROW)
    return heights
