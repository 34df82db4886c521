"""Findings on a terminal: a table with colours where a person watches, plain text elsewhere."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence

from ppid_xl.cli.parser import say
from ppid_xl.messages import explain
from ppid_xl.model import Finding

COLOURS = {"galat": "31;1", "peringatan": "33", "catatan": "36"}
WORDS = {"galat": "✖ galat", "peringatan": "▲ peringatan", "catatan": "• catatan"}
PLACE_WIDTH, LEVEL_WIDTH = 17, 13
STOPPING_SHOWN = 5


def colour(text: str, code: str) -> str:
    """Return text in a colour when a person watches the screen."""
    return f"\x1b[{code}m{text}\x1b[0m" if _shows_colours() else text


def _shows_colours() -> bool:
    """Say whether a person watches a screen that knows colours; the window of cmd.exe must be asked for them first."""
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return False
    if sys.platform != "win32":
        return True
    import ctypes

    # STD_OUTPUT_HANDLE, ENABLE_VIRTUAL_TERMINAL_PROCESSING: learn.microsoft.com/windows/console/setconsolemode
    kernel, mode = ctypes.windll.kernel32, ctypes.c_uint32()
    screen = kernel.GetStdHandle(-11)
    known = kernel.GetConsoleMode(screen, ctypes.byref(mode))
    return bool(known and kernel.SetConsoleMode(screen, mode.value | 4))


def show_findings(findings: Sequence[Finding], most: int = 0) -> None:
    """Print findings as a table: level, cell, what is wrong, why, how to mend it."""
    width = max(60, min(shutil.get_terminal_size((100, 24)).columns, 140))
    shown = findings[:most] if most else findings
    for finding in shown:
        words = explain(finding)
        place = f"{finding.lembar}!{finding.sel}"
        head = colour(f"{WORDS[finding.tingkat]:<{LEVEL_WIDTH}}", COLOURS[finding.tingkat])
        named = f"{finding.id} " if finding.id else ""
        say(f"{place:<{PLACE_WIDTH}} {named}{finding.kolom} [{finding.aturan}]", head=head)
        for text in (words.masalah, words.dasar and f"Mengapa: {words.dasar}", f"Perbaikan: {words.saran}"):
            for line in textwrap.wrap(text, width - LEVEL_WIDTH - 2):
                say(" " * LEVEL_WIDTH + line)
    if len(shown) < len(findings):
        say(f"… dan {len(findings) - len(shown)} temuan lain; semuanya dengan --semua atau di lembar Temuan.")


def show_stopping(findings: Sequence[Finding]) -> None:
    """Print the first galat that stopped something, and where the others stand."""
    show_findings(findings[:STOPPING_SHOWN])
    if (left := len(findings) - STOPPING_SHOWN) > 0:
        say(f"… dan {left} galat lain; lihat semuanya dengan ppid periksa.")


def show_counts(title: str, counts: Mapping[str, int], most: int = 10) -> None:
    """Print a small table of counts, largest first."""
    if not counts:
        return
    say(title)
    for name, number in list(counts.items())[:most]:
        say(f"  {number:>5}  {name}")
    if len(counts) > most:
        say(f"         … dan {len(counts) - most} lagi")


def show_lines(lines: Iterable[str], indent: str = "  ") -> None:
    """Print lines with an indent."""
    for line in lines:
        say(indent + line)


def ask(question: str, read: Callable[[str], str] | None = None) -> str:
    """Return what a person types, by ``input`` unless another way is named; an ended input stops as Ctrl+C does."""
    try:
        return (read or input)(question)
    except EOFError:
        raise KeyboardInterrupt from None
