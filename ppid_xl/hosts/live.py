"""A workbook open in a spreadsheet program as a host; what the program does lies behind ``Program``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ppid_xl.columns import Dictionary
from ppid_xl.hosts import FileKind
from ppid_xl.hosts.changes import plan_changes
from ppid_xl.hosts.memory import apply_actions
from ppid_xl.hosts.program import OpenBook, Program, Selection
from ppid_xl.hosts.reading import raise_counters, read_book
from ppid_xl.hosts.source import OpenSource
from ppid_xl.model import Action, Book

ID_KEYS = ("id", "id_informasi")
LiveFloors = Callable[[Book, Path], Mapping[str, int]]


class OpenWorkbook:
    """The workbook that a button was clicked in, and the person who clicked it."""

    def __init__(self, program: Program, dictionary: Dictionary, floors: LiveFloors | None = None) -> None:
        """Take the workbook of a program; ``floors`` gives numbers below which the counters of a path never go."""
        self.program = program
        self.path = program.path
        self.dictionary = dictionary
        self.step = "PPID"
        self._floors = floors
        self._seen: tuple[OpenBook, OpenSource, Book] | None = None

    def snapshot(self) -> Book:
        """Return the workbook as it stands on the screen; raise InputError when it is no rekap.

        It is read once until this host changes it: while a button works, nobody can type in it.
        """
        return self._look()[2]

    def _look(self) -> tuple[OpenBook, OpenSource, Book]:
        if self._seen is None:
            opened = self.program.read()
            source = OpenSource(opened)
            book = read_book(source, self.dictionary, "")
            shown = repr([(table.name, [row.values for row in table.rows]) for table in book.tables.values()])
            digest = hashlib.sha256(f"{shown}{book.settings}".encode(errors="replace")).hexdigest()
            floors = self._floors
            known = (lambda read: floors(read, self.path)) if floors else None
            self._seen = opened, source, raise_counters(replace(book, digest=digest), known)
        return self._seen

    def apply(self, actions: Sequence[Action]) -> bool:
        """Carry out all actions in one step; return whether the workbook changed."""
        if not actions:
            return False
        _, source, before = self._look()
        after = apply_actions(before, actions, self.dictionary)
        changes = plan_changes(source, before, after, actions, self.dictionary)
        if changes:
            self._seen = None
            self.program.write(self.step, changes)
        return bool(changes)

    def selected_ids(self) -> tuple[str, ...]:
        """Return the IDs of the informasi in the rows that the selection touches, in the order of the sheet."""
        opened, _, book = self._look()
        found: dict[str, None] = {}
        for table in book.tables.values():
            key = next((key for key in ID_KEYS if key in table.letters), "")
            if key and table.sheet == opened.selection.sheet:
                for row in table.rows:
                    if row.text(key) and _touches(opened.selection, row.number):
                        found[row.text(key)] = None
        return tuple(found)

    def save(self) -> None:
        """Let the program save the workbook."""
        self.program.save()

    def save_copy(self, target: Path) -> None:
        """Write what is on the screen to another file."""
        self.program.save_copy(target)

    def progress(self, done: int, total: int, text: str) -> None:
        """Show how far long work is; an empty text ends it."""
        amount = f" {done}/{total}" if total else ""
        self.program.show_progress(f"PPID: {text}{amount}" if text else "")

    def ask(self, question: str) -> bool:
        """Ask yes or no."""
        return self.program.ask_yes(question)

    def notify(self, text: str) -> None:
        """Say something and wait until it is read."""
        self.program.tell(text)

    def ask_text(self, question: str, default: str = "") -> str | None:
        """Ask for one line of text; None when cancelled."""
        return self.program.ask_text(question, default)

    def ask_file(self, question: str, kind: FileKind) -> tuple[Path, ...] | None:
        """Ask for a file, several files or a folder; None when cancelled."""
        return self.program.ask_file(question, kind)

    def ask_secret(self, question: str) -> str | None:
        """Ask for a secret in a window that shows no letter of it; None when cancelled."""
        return self.program.ask_secret(question)


def _touches(selection: Selection, number: int) -> bool:
    return any(top <= number <= bottom for top, _, bottom, _ in selection.areas)
