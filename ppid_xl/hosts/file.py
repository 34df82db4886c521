"""A closed workbook file as a host: read behind the gate, changed only by the lossless patcher."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.columns import Dictionary, TableSpec
from ppid_xl.hosts.memory import apply_actions
from ppid_xl.hosts.reading import Floors, raise_counters, read_book
from ppid_xl.hosts.source import PackageSource
from ppid_xl.hosts.table_rows import refuse_covering, row_heights
from ppid_xl.model import Action, Book, PutSheet, ReplaceRows, SetName, Table, Value
from ppid_xl.ooxml.address import split_reference
from ppid_xl.ooxml.file_replace import BACKUP_FOLDER
from ppid_xl.ooxml.package import Package, open_package

if TYPE_CHECKING:
    from ppid_xl.ooxml.patcher import Patch


class FileHost:
    """A workbook on disk, closed in every spreadsheet program."""

    def __init__(self, path: Path, dictionary: Dictionary, floors: Floors | None = None) -> None:
        """Open a workbook; ``floors`` gives numbers below which its counters never go."""
        self.path = path
        self.dictionary = dictionary
        self._floors = floors
        self._seen: Book | None = None
        self._package: Package | None = None

    def snapshot(self) -> Book:
        """Return the workbook as values; raise InputError or HostError as the gate does."""
        return self._read(self._open())

    def _open(self) -> Package:
        self._package = open_package(self.path, self._package)
        return self._package

    def _read(self, package: Package) -> Book:
        digest = hashlib.sha256(package.data).hexdigest()
        if self._seen is None or self._seen.digest != digest:
            self._seen = raise_counters(
                read_book(PackageSource(package), self.dictionary, digest), self._floors
            )
        return self._seen

    def apply(self, actions: Sequence[Action]) -> bool:
        """Carry out all actions in one atomic write; return whether the file changed."""
        from ppid_xl.ooxml.patcher import Patch  # only writing needs it

        if not actions:
            return False
        package = self._open()
        before = self._read(package)
        after = apply_actions(before, actions, self.dictionary)
        names = package.defined_names()
        patch = Patch(self.path, before.digest, package)
        _set_names(patch, names, (a for a in actions if isinstance(a, SetName) and not a.stamp))
        for action in actions:
            if isinstance(action, PutSheet):
                patch.put_sheet(action.name, action.headings, action.rows, action.links, action.link_column)
        source = PackageSource(package)
        for name, table in after.tables.items():
            if table is not before.tables[name]:
                refuse_covering(source, before.tables[name], table)
                _rewrite_table(patch, before.tables[name], table, self.dictionary.tabel[name])
        _set_links(patch, after, (a for a in actions if isinstance(a, ReplaceRows)))
        if patch.changes:
            _set_names(patch, names, (a for a in actions if isinstance(a, SetName) and a.stamp))
        return patch.save(self.path.parent / BACKUP_FOLDER).written

    def save_copy(self, target: Path) -> None:
        """Copy the file byte for byte."""
        shutil.copyfile(self.path, target)

    def progress(self, done: int, total: int, text: str) -> None:
        """Show progress on the error stream when a person watches it."""
        if sys.stderr.isatty():
            end = "\n" if done >= total else ""
            print(f"\r{text} {done}/{total}", end=end, file=sys.stderr, flush=True)

    def ask(self, question: str) -> bool:
        """Ask at the terminal; no when nobody is there, or who is there ends the input."""
        try:
            return sys.stdin.isatty() and input(f"{question} (y/t) ").strip().casefold() in ("y", "ya")
        except EOFError:
            return False

    def notify(self, text: str) -> None:
        """Print one sentence."""
        print(text)


def _set_names(patch: Patch, names: Mapping[str, str], actions: Iterable[SetName]) -> None:
    cells: dict[str, dict[str, Value]] = {}
    for action in actions:
        sheet, ref = split_reference(names.get(action.name, ""))
        if sheet in patch.package.sheet_parts and ref and ":" not in ref:
            cells.setdefault(sheet, {})[ref] = action.value
    for sheet, values in cells.items():
        patch.set_cells(sheet, values)


def _rewrite_table(patch: Patch, before: Table, after: Table, spec: TableSpec) -> None:
    """Write the cells that differ; the table ends where its last row does, and rows fit their text."""
    old = {row.number: row.values for row in before.rows}
    new = {row.number: row.values for row in after.rows}
    last = max(new, default=after.header_row + 1)
    below = [] if max(old, default=0) > before.last_row else [n for n in sorted(new) if n > before.last_row]
    letters = {key: letter.encode() for key, letter in after.letters.items()}
    cells: dict[int, dict[bytes, Value]] = {}
    for number in sorted({*old, *new}.difference(below)):
        differ = _differences(old.get(number, {}), new.get(number, {}), letters)
        if differ:
            cells[number] = differ
    if len(new) < len(old):
        patch.shrink_table(after.name, last)
    if cells:
        patch.set_rows(after.sheet, cells)
    fresh = set(below)
    touched = fresh.union(cells)
    heights = (
        row_heights([row for row in after.rows if row.number in touched], spec) if spec.keterangan else {}
    )
    rows = [{after.letters[k]: v for k, v in new[n].items() if k in letters} for n in below]
    patch.append_rows(after.name, rows, heights)
    patch.grow_table(after.name, last)
    if heights.keys() - fresh:
        patch.fit_heights(after.sheet, {n: h for n, h in heights.items() if n not in fresh})


def _differences(
    was: Mapping[str, Value], now: Mapping[str, Value], letters: Mapping[str, bytes]
) -> dict[bytes, Value]:
    """Return what changed in a row by column letters; None where a cell is emptied."""
    if was is now:
        return {}
    differ = {letters[key]: value for key, value in now.items() if was.get(key) != value and key in letters}
    for key in was.keys() - now.keys():
        if key in letters:
            differ[letters[key]] = None
    return differ


def _set_links(patch: Patch, book: Book, actions: Iterable[ReplaceRows]) -> None:
    for action in actions:
        if action.link_key:
            table = book.tables[action.table]
            letter, first = table.letters[action.link_key], table.header_row + 1
            links = {f"{letter}{first + i}": place for i, place in enumerate(action.links)}
            area = f"{letter}{first}:{letter}{max(first + len(links), table.last_row) + 1000}"
            patch.set_links(table.sheet, links, area)
