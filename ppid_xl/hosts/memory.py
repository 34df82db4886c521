"""The reference host: a workbook that is only values, for tests and for programs without a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ppid_xl.columns import Dictionary
from ppid_xl.errors import InputError
from ppid_xl.model import (
    Action,
    AppendRows,
    Book,
    PutSheet,
    ReplaceRows,
    Row,
    SetColumn,
    SetName,
    Table,
    Value,
)
from ppid_xl.ooxml.address import column_letter


class MemoryHost:
    """A workbook held as values; what it was told to show is kept in ``said`` and ``sheets``."""

    def __init__(self, book: Book, *, answers: Sequence[bool] = ()) -> None:
        self.book = book
        self.said: list[str] = []
        self.sheets: dict[str, PutSheet] = {}
        self._answers = list(answers)

    def snapshot(self) -> Book:
        """Return the workbook as it stands."""
        return self.book

    def apply(self, actions: Sequence[Action]) -> bool:
        """Carry out all actions or none."""
        sheets = {action.name: action for action in actions if isinstance(action, PutSheet)}
        book = apply_actions(self.book, actions)
        changed = book != self.book or not sheets.items() <= self.sheets.items()
        self.book, self.sheets = book, {**self.sheets, **sheets}
        return changed

    def save_copy(self, target: Path) -> None:
        """Write the values as text, one table after the other."""
        lines = [
            f"{name}\t{dict(row.values)}" for name, table in self.book.tables.items() for row in table.rows
        ]
        target.write_text("\n".join(lines), encoding="utf-8")

    def progress(self, done: int, total: int, text: str) -> None:
        """Keep the text."""
        self.said.append(f"{text} {done}/{total}")

    def ask(self, question: str) -> bool:
        """Answer from the prepared answers; yes when none is left."""
        self.said.append(question)
        return self._answers.pop(0) if self._answers else True

    def notify(self, text: str) -> None:
        """Keep the text."""
        self.said.append(text)


def blank_book(
    dictionary: Dictionary, settings: Mapping[str, Value] | None = None, name: str = "rekap.xlsx"
) -> Book:
    """Return an empty workbook with every table of the dictionary, headings in row 4 from column A."""
    tables = {
        spec.nama: Table(
            spec.nama, spec.lembar, 4, 5, {c.kunci: column_letter(i) for i, c in enumerate(spec.kolom, 1)}, ()
        )
        for spec in dictionary.tabel.values()
    }
    return Book(name, "", tables, dict(settings or {}))


def apply_actions(book: Book, actions: Sequence[Action], dictionary: Dictionary | None = None) -> Book:
    """Return the book after all actions; raise InputError when one names a table or column that is not there.

    With the dictionary a missing column is named by its heading.
    """
    settings = {action.name: action.value for action in actions if isinstance(action, SetName)}
    tables = dict(book.tables)
    cells: dict[str, dict[int, dict[str, Value]]] = {}
    for action in actions:
        if isinstance(action, SetName | PutSheet):
            continue
        if action.table not in tables:
            raise InputError("tabel-tidak-ada", berkas=book.name, tabel=action.table)
        if isinstance(action, SetColumn):
            _collect(tables[action.table], action, cells.setdefault(action.table, {}), dictionary)
            continue
        table = _with_cells(tables[action.table], cells.pop(action.table, {}))
        tables[action.table] = (
            _append(table, action) if isinstance(action, AppendRows) else _replace_rows(table, action)
        )
    for name, wanted in cells.items():
        tables[name] = _with_cells(tables[name], wanted)
    return replace(book, tables=tables, settings={**book.settings, **settings})


def _collect(
    table: Table, action: SetColumn, cells: dict[int, dict[str, Value]], dictionary: Dictionary | None
) -> None:
    if action.key not in table.letters:
        heading = dictionary.tabel[table.name].heading(action.key) if dictionary else action.key
        raise InputError("kolom-tidak-ada", lembar=table.sheet, kolom=heading)
    for number, value in action.values.items():
        cells.setdefault(number, {})[action.key] = value


def _with_cells(table: Table, cells: Mapping[int, Mapping[str, Value]]) -> Table:
    if not cells:
        return table
    rows = []
    for row in table.rows:
        wanted = cells.get(row.number, {})
        differ = {
            key: value
            for key, value in wanted.items()
            if row.values.get(key) != (None if value == "" else value)
        }
        rows.append(Row(row.table, row.number, _filled({**row.values, **differ})) if differ else row)
    same = all(new is old for new, old in zip(rows, table.rows, strict=True))
    return table if same else replace(table, rows=tuple(rows))


def _append(table: Table, action: AppendRows) -> Table:
    start = max((row.number for row in table.rows), default=table.header_row) + 1
    fresh = [Row(table.name, start + i, _filled(values)) for i, values in enumerate(action.rows)]
    return replace(table, rows=(*table.rows, *fresh), last_row=max(table.last_row, start + len(fresh) - 1))


def _replace_rows(table: Table, action: ReplaceRows) -> Table:
    start = table.header_row + 1
    rows = tuple(Row(table.name, start + i, _filled(values)) for i, values in enumerate(action.rows))
    return replace(table, rows=rows, last_row=max(start, start + len(rows) - 1))


def _filled(values: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in values.items() if value is not None and value != ""}
