"""One plain form of typed text, so that a dash, a quote or a blank of another kind changes nothing."""

from __future__ import annotations

import re

_FORMULA = tuple("=+-@＝＋－＠")
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
    """Return a text for a CSV, an apostrophe before what a spreadsheet would take for a formula (CWE-1236)."""
    begins = text[:1] in ("\t", "\r") or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if begins else text


def visible(text: str) -> str:
    """Return a text for a screen, its hidden characters by their number: none of them moves or hides what is shown."""
    return _UNSEEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
