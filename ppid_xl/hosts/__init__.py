"""Where a workbook lives: every host offers the same port, and the same contract tests run over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ppid_xl.model import Action, Book


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
    """A workbook open in a spreadsheet program; ``path`` is where it was saved last."""

    path: Path
