"""Text as a Word document can hold it: the same words, without what XML forbids or what hides them."""

from __future__ import annotations

import unicodedata

_KEPT = "\n\t"
# Unicode bidirectional overrides and isolates: they show a text in another order than it is stored.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NEVER = frozenset({"Cc", "Cs"})


def clean_text(text: str) -> str:
    """Return the text without control characters, lone surrogates, noncharacters; line breaks as ``\\n``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(character for character in text if _printable(character))


def _printable(character: str) -> bool:
    if character in _KEPT:
        return True
    if character in _BIDI or unicodedata.category(character) in _NEVER:
        return False
    code = ord(character)
    return code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF
