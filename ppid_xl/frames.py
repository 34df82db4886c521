"""Tables as pandas frames that keep their types, and counts of rows; the only door to pandas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas
from pandas import DataFrame

from ppid_xl.columns import Column, TableSpec
from ppid_xl.model import BadCell, Table, Value
from ppid_xl.tables import as_text
from ppid_xl.tanggal import parse_tanggal

__all__ = ["CountTable", "DataFrame", "count_rows", "to_frame"]

ROW_NAME = "baris"
DATES = "datetime64[us]"  # Excel knows years up to 9999, which nanoseconds do not reach
_KINDS = {"tanggal": date, "waktu": date, "bulat": int}
_TYPES = {"tanggal": DATES, "waktu": DATES, "bulat": "Int64"}


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts by unit: headings, one line of whole numbers per unit, and their sums."""

    kolom: tuple[str, ...]
    baris: tuple[tuple[str, tuple[int, ...]], ...]
    jumlah: tuple[int, ...]


def to_frame(table: Table, spec: TableSpec) -> DataFrame:
    """Return a table with its columns by key, in the order of the dictionary, indexed by row of the sheet.

    Text is ``string``, whole numbers ``Int64``, dates ``datetime64[us]``; blank and faulty cells are NA. A date that
    stands as text, in any spelling that ``parse_tanggal`` reads to one day, counts as that date. A column in which
    some cell is of another kind, such as "awal 2026", stays ``object`` and each value as it is.
    """
    index = pandas.Index([row.number for row in table.rows], name=ROW_NAME, dtype="int64")
    columns = {
        column.kunci: _series([row[column.kunci] for row in table.rows], column, index)
        for column in spec.kolom
    }
    return DataFrame(columns, index=index)


def _series(values: Sequence[Value], column: Column, index: pandas.Index) -> pandas.Series:
    plain = [_plain(value) for value in values]
    if column.jenis not in _KINDS:
        texts = [pandas.NA if value is None else as_text(value) for value in plain]
        return pandas.Series(texts, index=index, dtype="string")
    kind = _KINDS[column.jenis]
    typed = [_moment(value) if kind is date else value for value in plain]
    if all(value is None or (isinstance(value, kind) and not isinstance(value, bool)) for value in typed):
        return pandas.Series(typed, index=index, dtype=_TYPES[column.jenis])
    cells = [pandas.NA if value is None else value for value in plain]
    return pandas.Series(cells, index=index, dtype="object")


def _moment(value: Value) -> Value:
    """Return a date or moment that stands as text; whatever else it is, and a wrong day of the week, as it is."""
    if not isinstance(value, str):
        return value
    read = parse_tanggal(value)
    if read.tanggal is None or not read.hari_fits:
        return value
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError:
        return value if ":" in value.rpartition(" ")[2] else read.tanggal


def _plain(value: Value) -> Value:
    if isinstance(value, BadCell) or (isinstance(value, str) and not value.strip()):
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value


def count_rows(
    pairs: Sequence[tuple[str, str]], order: Sequence[str], units: Sequence[str], *, fixed: bool = False
) -> CountTable:
    """Return how often each (unit, word) pair occurs: units and words in the order given.

    A word that never occurs gets no column, unless ``fixed``; a word outside ``order`` comes last.
    """
    frame = DataFrame(list(pairs), columns=["unit", "word"], dtype="string")
    counts = frame.groupby(["unit", "word"]).size().unstack(fill_value=0)
    others = sorted(set(counts.columns) - set(order))
    words = [word for word in order if fixed or word in counts.columns] + others
    counts = counts.reindex(index=list(units), columns=words, fill_value=0).astype("int64")
    lines = tuple((unit, tuple(map(int, counts.loc[unit]))) for unit in units)
    return CountTable(tuple(words), lines, tuple(map(int, counts.sum())))
