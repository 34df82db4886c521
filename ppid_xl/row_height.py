"""How high a row of wrapped cells is: estimated, because only Excel fits rows when it opens a file."""

from __future__ import annotations

from collections.abc import Iterable

LETTERS_PER_WIDTH = 1.15  # Calibri prose is narrower than the digits that column widths count
TALLEST = 409.0  # the most that Excel and Calc allow


def text_height(cells: Iterable[tuple[str, float]], size: float = 10) -> float:
    """Return the height in points that the tallest of some wrapped cells (text, column width) needs."""
    lines = (_line_count(text, width * LETTERS_PER_WIDTH * 11 / size) for text, width in cells)
    return min(round(max(lines, default=1) * size * 1.32 + 4, 1), TALLEST)


def _line_count(text: str, letters: float) -> int:
    """Count lines as a reader's eye would: a word that does not fit opens a new line, which costs about a tenth."""
    room = max(1.0, letters * 0.93)
    return sum(1 + int(max(0, len(part) - 1) / room) for part in text.split("\n"))
