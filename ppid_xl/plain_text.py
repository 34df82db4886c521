"""One plain form of typed text, so that a dash, a quote or a blank of another kind changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

_BLANKS = r'(?:[^\S\t\r\n]|")*'
_START = re.compile(r"('*)(?:[\t\r]|\s*[=+\-@＝＋－＠])")
# Where another separator than ours, or the end of a line, would begin a cell, whatever quotation marks stand there.
_WITHIN = re.compile(rf"(?<=[,;\t\r\n])('*)({_BLANKS}[=+\-@＝＋－＠])")
# DDE, a sheet, a function, an operator that takes in the next cell: a "-" before none of them is a dash.
_REACHES_OUT = re.compile(r'[|!]|\w\(|(?<![\w,;\t\r\n\'])\'|[-+*/^&=<>(＋－＝][\s"]*\Z')
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‘’`", "'"),
        **dict.fromkeys("\t\r\xa0\u2007\u202f\u200b\u200c\u200d\ufeff", " "),
        **dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029", "\n"),
    }
)
# Control characters but line ends and tabs, and marks that turn the direction of writing (UTR 36, 2.3).
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def to_plain(text: str) -> str:
    """Return the text with plain dashes, quotes, blanks and line ends, every character at its old place."""
    return text.translate(_PLAIN)


def any_of(phrases: str) -> str:
    """Return a pattern for one of the phrases, parted by "|": whole words, any blanks between."""
    spaced = (r"\s+".join(phrase.split()) for phrase in phrases.split("|"))
    return f"(?:{'|'.join(spaced)})(?![a-z])"


def formula_free(text: str) -> str:
    """Return a text for a CSV, an apostrophe before what a spreadsheet would take for a formula (CWE-1236).

    That is at its start, and within it after what divides cells where ``;`` does not.
    """
    text = _change_within(text, lambda found: f"'{found[0]}")
    return f"'{text}" if _START.match(text) else text


def guarded_text(text: str) -> str:
    """Return the text that formula_free was given; any other text as it is."""
    found = _START.match(text)
    text = text[1:] if found and found[1] else text
    return _change_within(text, lambda found: found[0].removeprefix("'"))


def _change_within(text: str, change: Callable[[re.Match[str]], str]) -> str:
    reach = max((found.start() for found in _REACHES_OUT.finditer(text)), default=-1)

    def changed(found: re.Match[str]) -> str:
        is_dash = found[2][-1] in "+-＋－" and found.end() - 1 > reach
        return found[0] if is_dash else change(found)

    return _WITHIN.sub(changed, text)


def visible(text: str) -> str:
    """Return a text for a screen, its hidden characters by their number: none of them moves or hides what is shown."""
    return _UNSEEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
