"""One plain form of typed text, so that a dash, a quote or a blank of another kind changes nothing."""

from __future__ import annotations

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‘’`", "'"),
        **dict.fromkeys("\t\r\xa0\u2007\u202f\u200b\u200c\u200d\ufeff", " "),
        **dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029", "\n"),
    }
)


def to_plain(text: str) -> str:
    """Return the text with plain dashes, quotes, blanks and line ends, every character at its old place."""
    return text.translate(_PLAIN)


def any_of(phrases: str) -> str:
    """Return a pattern for one of the phrases, parted by "|": whole words, any blanks between."""
    spaced = (r"\s+".join(phrase.split()) for phrase in phrases.split("|"))
    return f"(?:{'|'.join(spaced)})(?![a-z])"
