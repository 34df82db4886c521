"""The values that travel through the house: frozen, without behaviour that needs the world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, NamedTuple

Tingkat = Literal["galat", "peringatan", "catatan"]
TINGKAT: tuple[Tingkat, ...] = ("galat", "peringatan", "catatan")
NO_FACTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell without a usable value: an error such as ``#REF!``, or ``=`` for a formula never calculated."""

    text: str


Value = str | int | float | bool | date | datetime | BadCell | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: values by column key; ``number`` is its row on the sheet, never its identity."""

    table: str
    number: int
    values: Mapping[str, Value]

    def __getitem__(self, key: str) -> Value:
        return self.values.get(key)

    def text(self, key: str) -> str:
        """Return the cell as trimmed text; empty for every cell that does not hold text."""
        value = self.values.get(key)
        return value.strip() if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as found on a sheet: where its headings are, and which column key stands in which letter."""

    name: str
    sheet: str
    header_row: int
    last_row: int
    letters: Mapping[str, str]
    rows: tuple[Row, ...]
    foreign: tuple[str, ...] = ()

    def address(self, key: str, number: int) -> str:
        """Return the cell address of a column on a sheet row, such as ``R22``."""
        return f"{self.letters.get(key, 'A')}{number}"

    def heading_cell(self) -> str:
        """Return the cell of the first heading, for what concerns the whole table."""
        first = min(self.letters.values(), key=lambda letter: (len(letter), letter), default="A")
        return f"{first}{self.header_row}"


class Finding(NamedTuple):
    """What a rule found in one cell: facts only; the sentence is made later from ``data/pesan.toml``.

    ``juga`` are the findings of other rules that ask the same of the cell, told by this one.
    """

    tingkat: Tingkat
    aturan: str
    pesan: str
    lembar: str
    sel: str
    kolom: str
    id: str = ""
    isi: str = ""
    fakta: Mapping[str, str] = NO_FACTS
    kutipan: str = ""
    sumber: str = ""
    unit: str = ""
    table: str = ""
    row: int = 0
    juga: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A snapshot of a workbook: tables by name, settings by defined name, and what was odd in reading it.

    ``setting_cells`` gives the sheet and cell that each defined name points to.
    """

    name: str
    digest: str
    tables: Mapping[str, Table]
    settings: Mapping[str, Value] = field(default_factory=dict)
    ours: bool = True
    findings: tuple[Finding, ...] = ()
    setting_cells: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def rows(self, table: str) -> tuple[Row, ...]:
        """Return the rows of a table; empty when the workbook does not have it."""
        found = self.tables.get(table)
        return found.rows if found else ()

    def setting(self, name: str, default: str = "") -> str:
        """Return a setting as text, or ``default`` when it is blank or absent."""
        value = self.settings.get(name)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text = "" if value is None or isinstance(value, BadCell) else str(value).strip()
        return text or default

    def setting_cell(self, name: str) -> tuple[str, str]:
        """Return the sheet and cell of a setting; the first cell of Pengaturan when the workbook has no such name."""
        return self.setting_cells.get(name, ("Pengaturan", "A1"))


class SetColumn(NamedTuple):
    """Write cells of one column: sheet row number → value."""

    table: str
    key: str
    values: Mapping[int, Value]


class AppendRows(NamedTuple):
    """Add rows under a table, each a mapping from column key to value; blank rows of the table are used first."""

    table: str
    rows: Sequence[Mapping[str, Value]]


class ReplaceRows(NamedTuple):
    """Replace all rows of a table; ``links`` gives per row the cell that ``link_key`` jumps to (``'Rekap'!R22``)."""

    table: str
    rows: Sequence[Mapping[str, Value]]
    links: Sequence[str] = ()
    link_key: str = ""


class SetName(NamedTuple):
    """Write the single cell that a defined name of the workbook points to; a ``stamp`` only beside other changes."""

    name: str
    value: Value
    stamp: bool = False


class PutSheet(NamedTuple):
    """Add or replace one whole sheet of ours; ``links`` gives per row the cell that column ``link_column`` jumps to."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]
    links: Sequence[str] = ()
    link_column: int = 0


Action = SetColumn | AppendRows | ReplaceRows | SetName | PutSheet
