"""Where a workbook lives: every host offers the same port, and the same contract tests run over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

from ppid_xl.model import Action, Book

FileKind = Literal["berkas", "berkas_banyak", "folder"]


class Host(Protocol):
    """A workbook that can be read as a whole and changed by plain actions, all or nothing."""

    def snapshot(self) -> Book:
        """Return the workbook as values."""
        ...

    def apply(self, actions: Sequence[Action]) -> bool:
        """Carry out all actions or none; return whether anything changed."""
        ...

    def save_copy(self, target: Path) -> None:
        """Write what the host shows now to another file."""
        ...

    def progress(self, done: int, total: int, text: str) -> None:
        """Show how far long work is."""
        ...

    def ask(self, question: str) -> bool:
        """Ask yes or no."""
        ...

    def notify(self, text: str) -> None:
        """Say one sentence to the person at the keyboard."""
        ...


class LiveHost(Host, Protocol):
    """A workbook open in a spreadsheet program, and the person at its window.

    ``path`` is where it was saved last; a question answered with None was cancelled.
    """

    path: Path

    def selected_ids(self) -> tuple[str, ...]:
        """Return the IDs of the rows that the selection touches, in the order of the sheet."""
        ...

    def ask_text(self, question: str, default: str = "") -> str | None:
        """Ask for one line of text."""
        ...

    def ask_file(self, question: str, kind: FileKind) -> tuple[Path, ...] | None:
        """Ask for a file, several files or a folder."""
        ...

    def ask_secret(self, question: str) -> str | None:
        """Ask for a password or PIN in a window that shows no letter of it."""
        ...

    def save(self) -> None:
        """Let the program save the workbook itself."""
        ...
