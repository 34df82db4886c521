"""A closed workbook file as a host: read behind the gate, changed only by the lossless patcher."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from ppid_xl.columns import Dictionary
from ppid_xl.errors import InputError
from ppid_xl.hosts.reading import read_book
from ppid_xl.model import Action, AppendRows, Book, PutSheet, ReplaceRows, SetColumn, SetName, Table, Value
from ppid_xl.ooxml.address import split_reference
from ppid_xl.ooxml.package import Package, open_package


class FileHost:
    """A workbook on disk, closed in every spreadsheet program."""

    def __init__(self, path: Path, dictionary: Dictionary) -> None:
        self.path = path
        self.dictionary = dictionary

    def snapshot(self) -> Book:
        """Return the workbook as values; raise InputError or HostError as the gate does."""
        package = self._open()
        return read_book(package, self.dictionary, hashlib.sha256(package.data).hexdigest())

    def _open(self) -> Package:
        return open_package(self.path)

    def apply(self, actions: Sequence[Action]) -> bool:
        """Carry out all actions in one atomic write; return whether the file changed."""
        from ppid_xl.ooxml.patcher import Patch  # lxml costs 28 ms that reading never needs

        if not actions:
            return False
        package = self._open()
        book = read_book(package, self.dictionary, "")
        names = package.defined_names()
        patch = Patch(self.path)
        for action in actions:
            if isinstance(action, PutSheet):
                patch.put_sheet(action.name, action.headings, action.rows, action.links, action.link_column)
            elif isinstance(action, SetName):
                _set_name(patch, names, action)
            else:
                _change_table(patch, _table(book, action.table), action, self.dictionary)
        return patch.save().written

    def save_copy(self, target: Path) -> None:
        """Copy the file byte for byte."""
        shutil.copyfile(self.path, target)

    def progress(self, done: int, total: int, text: str) -> None:
        """Show progress on the error stream when a person watches it."""
        if sys.stderr.isatty():
            end = "\n" if done >= total else ""
            print(f"\r{text} {done}/{total}", end=end, file=sys.stderr, flush=True)

    def ask(self, question: str) -> bool:
        """Ask at the terminal; no when nobody is there."""
        return sys.stdin.isatty() and input(f"{question} (y/t) ").strip().casefold() in ("y", "ya")

    def notify(self, text: str) -> None:
        """Print one sentence."""
        print(text)


def _table(book: Book, name: str) -> Table:
    table = book.tables.get(name)
    if table is None:
        raise InputError("tabel-tidak-ada", berkas=book.name, tabel=name)
    return table


def _set_name(patch: object, names: Mapping[str, str], action: SetName) -> None:
    sheet, ref = split_reference(names.get(action.name, ""))
    if sheet and ref:
        patch.set_cells(sheet, {ref: action.value})  # type: ignore[attr-defined]


def _change_table(patch: object, table: Table, action: Action, dictionary: Dictionary) -> None:
    if isinstance(action, SetColumn):
        if action.key not in table.letters:
            raise InputError("kolom-tidak-ada", lembar=table.sheet, kolom=action.key)
        letter = table.letters[action.key]
        cells: dict[str, Value] = {f"{letter}{number}": value for number, value in action.values.items()}
        _adopt_orphans(patch, table)
        patch.set_cells(table.sheet, cells)  # type: ignore[attr-defined]
    elif isinstance(action, AppendRows):
        start = max((row.number for row in table.rows), default=table.header_row) + 1
        _write_rows(patch, table, action.rows, start)
        if action.rows and start + len(action.rows) - 1 > table.last_row:
            patch.grow_table(table.name, start + len(action.rows) - 1)  # type: ignore[attr-defined]
    elif isinstance(action, ReplaceRows):
        _replace_rows(patch, table, action)


def _adopt_orphans(patch: object, table: Table) -> None:
    last = max((row.number for row in table.rows), default=0)
    if last > table.last_row:
        patch.grow_table(table.name, last)  # type: ignore[attr-defined]


def _write_rows(patch: object, table: Table, rows: Sequence[Mapping[str, Value]], start: int) -> None:
    cells: dict[str, Value] = {}
    for offset, values in enumerate(rows):
        for key, value in values.items():
            if key in table.letters:
                cells[f"{table.letters[key]}{start + offset}"] = value
    patch.set_cells(table.sheet, cells)  # type: ignore[attr-defined]


def _replace_rows(patch: object, table: Table, action: ReplaceRows) -> None:
    start = table.header_row + 1
    last = start + max(len(action.rows), 1) - 1
    full = [{key: values.get(key) for key in table.letters} for values in action.rows or [{}]]
    if last < table.last_row:
        patch.shrink_table(table.name, last)  # type: ignore[attr-defined]
    _write_rows(patch, table, full, start)
    if last > table.last_row:
        patch.grow_table(table.name, last)  # type: ignore[attr-defined]
    if action.link_key:
        letter = table.letters[action.link_key]
        links = {f"{letter}{start + i}": place for i, place in enumerate(action.links)}
        patch.set_links(table.sheet, links)  # type: ignore[attr-defined]


