"""Which cells a formula reads, from its text; where that cannot be told, it counts as reading everything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ppid_xl.ooxml.address import MAX_COLUMN, MAX_ROW, column_number
from ppid_xl.ooxml.package import TableInfo

Box = tuple[int, int, int, int]
Inputs = set[tuple[str, Box]]

_SHEET = r"(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>(?:\[\d+\])?[^\W\d][\w.]*(?::[\w.]+)?))!)?"
_CELL = r"\$?(?P<{0}c>[A-Z]{{1,3}})\$?(?P<{0}r>[1-9]\d{{0,6}})"
_TOKEN = re.compile(
    r'"(?:[^"]|"")*"|'
    + _SHEET
    + r"(?:(?:"
    + _CELL.format("a")
    + r"(?::"
    + _CELL.format("b")
    + r")?|\$?(?P<c>[A-Z]{1,3}):\$?(?P<d>[A-Z]{1,3})|\$?(?P<r>[1-9]\d{0,6}):\$?(?P<s>[1-9]\d{0,6}))"
    r"(?![\w.(\[!])|(?P<name>[^\W\d][\w.\\?]*)(?P<open>[(\[]?)|(?P<number>\.?\d[\d.]*(?:E[+-]?\d+)?)|(?P<joint>:)|(?P<own>\[))",
    re.IGNORECASE,
)
_SPECIFIER = re.compile(r"\[([^\[\]]*)\]")
# They make a reference that the text does not show (ECMA-376 Part 1, 18.17.7; a spilled range).
_FREE = ("INDIRECT", "OFFSET", "ANCHORARRAY")


class FormulaTexts:
    """The names and tables that formulas of one workbook can mention."""

    def __init__(self, names: Mapping[str, Sequence[str]], tables: Iterable[TableInfo]) -> None:
        """Take what each defined name refers to, by lower-case name, and the tables."""
        self._names = names
        self._tables = {table.name.lower(): table for table in tables}

    def inputs(self, text: str, sheet: str) -> Inputs | None:
        """Return (lower-case sheet, box) of each range that a formula on a sheet reads; None for everything."""
        return self._inputs(text, sheet.lower(), ())

    def _inputs(self, text: str, sheet: str, inside: tuple[str, ...]) -> Inputs | None:
        found: Inputs = set()
        at = 0
        while token := _TOKEN.search(text, at):
            at = token.end()
            named = (token["quoted"] or token["plain"] or sheet).replace("''", "'").lower()
            if token["joint"] or ":" in named:
                return None
            if token["own"]:
                at = _closing(text, at - 1)
                tables = (table for table in self._tables.values() if table.sheet.lower() == sheet)
                found |= {(sheet, _table_box(table, "")) for table in tables}
            elif token["name"]:
                if token["open"] == "[":
                    at = _closing(text, at - 1)
                more = self._named(token["name"], token["open"], text[token.end() - 1 : at], sheet, inside)
                if more is None:
                    return None
                found |= more
            elif box := _box(token):
                found.add((named, box))
        return found

    def _named(
        self, name: str, opened: str, brackets: str, sheet: str, inside: tuple[str, ...]
    ) -> Inputs | None:
        key = name.lower()
        if opened == "(":
            return None if name.upper().endswith(_FREE) else set()
        if key in self._tables:
            table = self._tables[key]
            return {(table.sheet.lower(), _table_box(table, brackets if opened else ""))}
        if opened:
            return None
        found: Inputs = set()
        for text in self._names.get(key, ()) if key not in inside else ():
            more = self._inputs(text, sheet, (*inside, key))
            if more is None:
                return None
            found |= more
        return found


def _box(token: re.Match[str]) -> Box | None:
    if token["ac"]:
        last = (token["bc"], token["br"]) if token["bc"] else (token["ac"], token["ar"])
        columns, rows = (token["ac"], last[0]), (token["ar"], last[1])
    elif token["c"]:
        columns, rows = (token["c"], token["d"]), ("1", str(MAX_ROW))
    elif token["r"]:
        return (*_sorted(int(token["r"]), int(token["s"]), 1, MAX_COLUMN),)
    else:
        return None
    return _sorted(int(rows[0]), int(rows[1]), column_number(columns[0]), column_number(columns[1]))


def _sorted(row: int, other_row: int, column: int, other_column: int) -> Box:
    return min(row, other_row), min(column, other_column), max(row, other_row), max(column, other_column)


def _table_box(table: TableInfo, brackets: str) -> Box:
    """Return the columns that ``[[#This Row],[Judul]]`` names, over all rows of the table."""
    first, last = table.first_col, table.last_col
    columns = [part for part in _SPECIFIER.findall(brackets) if not part.startswith("#")]
    if columns and "'" not in brackets and set(columns) <= set(table.columns):
        places = [table.columns.index(column) for column in columns]
        first, last = first + min(places), first + max(places)
    return table.header_row or table.first_data_row, first, table.last_row, last


def _closing(text: str, at: int) -> int:
    """Return the offset after the bracket that closes the one at ``at``."""
    depth = 0
    for place in range(at, len(text)):
        depth += {"[": 1, "]": -1}.get(text[place], 0)
        if not depth:
            return place + 1
    return len(text)
