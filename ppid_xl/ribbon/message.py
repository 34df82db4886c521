"""What a command printed, made short for a message box and spoken to somebody who sees buttons, not commands."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from ppid_xl.buttons import Buttons, slot

LONGEST, LAST = (
    900,
    300,
)  # letters of the message, and of its last lines; a taller box does not fit a small screen
CUT = "…"
_FILE = r"[^\s]+\.(?:xlsx|xlsm|pdf|p12)\b"
_ID = r"[A-Z]+-[0-9]{4}-[0-9]+"
_VALUE = rf'"[^"]*"|{_FILE}|{_ID}|[A-Z][A-Z0-9-]+\b|Dibuka|basah'
_ARGUMENT = rf'(?: (?:…|{_FILE}|{_ID}|--[a-z0-9-]+(?: (?:{_VALUE}))?|[A-Z]{{3,}}\b|"[^"]*"))*'
_FINDING = re.compile(r"[✖▲•] ")
_INDENT = " " * 10


def short_text(printed: str, buttons: Buttons, label: str, workbook: Path) -> str:
    """Return what to show: all of it, or its first and last lines with CUT between them."""
    near = printed.replace(str(workbook), workbook.name).replace(f"{workbook.parent}{os.sep}", "")
    lines = [_squeezed(spoken(line, buttons)) for line in _folded(near.splitlines())]
    text = "\n".join([label, "", *lines]).rstrip()
    if len(text) <= LONGEST:
        return text
    return "\n".join([label, "", *_ends(lines), ""])


def is_cut(shown: str) -> bool:
    """Tell whether a text was too long to be shown whole."""
    return f"\n{CUT}\n" in shown


def _ends(lines: Sequence[str]) -> list[str]:
    """Return the first lines and the last ones: what is missing, or was recorded, often stands at the end."""
    first = _fitting(lines, LONGEST - LAST)
    last = _fitting(lines[: len(first) - 1 : -1], LAST) if len(first) < len(lines) else []
    return [*(first or [lines[0][: LONGEST - LAST]]), CUT, *reversed(last)]


def _fitting(lines: Sequence[str], most: int) -> list[str]:
    lengths = accumulate(len(line) + 1 for line in lines)
    return [line for line, length in zip(lines, lengths, strict=True) if length <= most]


def _squeezed(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    return " " * min(indent, 2) + re.sub(r" {2,}", "  ", line.strip())


def _folded(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines, the wrapped ones of a finding joined: a message box wraps them itself."""
    held: list[str] = []
    for line in lines:
        if held and line.startswith(_INDENT):
            held.append(line.strip())
            continue
        if held:
            yield " ".join(held)
        held = [" ".join(line.split())] if _FINDING.match(line) else []
        if not held:
            yield line.rstrip()
    if held:
        yield " ".join(held)


def spoken(text: str, buttons: Buttons) -> str:
    """Return a sentence that names the button instead of a command, and the question instead of an option."""
    for words, label in _commands(buttons):
        text = re.sub(rf"\bppid {words}(?![\w-]){_ARGUMENT}", f"tombol {label}", text)
    for option in sorted(buttons.sebutan, key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(option)}(?![\w-])", buttons.sebutan[option], text)
    return text


def _commands(buttons: Buttons) -> list[tuple[str, str]]:
    """Return the words of each command that a button runs, longer ones first, and the label of its last button."""
    found: dict[str, str] = {}
    for button in buttons.buttons:
        found[" ".join(button.perintah[: _first_slot(button.perintah)])] = button.label
    return sorted(found.items(), key=lambda item: -len(item[0]))


def _first_slot(words: Sequence[str]) -> int:
    return next((place for place, word in enumerate(words) if slot(word)), len(words))
