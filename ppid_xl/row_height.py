"""How high a row of wrapped cells is: estimated, because only Excel fits rows when it opens a file."""

from __future__ import annotations

from collections.abc import Iterable

LETTERS_PER_WIDTH = 1.15  # Calibri prose is narrower than the digits that column widths count
FILLED = 0.93  # a word that does not fit leaves the end of its line blank
TALLEST = 409.0  # the most that Excel and Calc allow


def text_height(cells: Iterable[tuple[str, float]], size: float = 10, padding: float = 0) -> float:
    """Return the height in points that the tallest of some wrapped cells (text, column width) needs.

    ``padding`` points are added, as far as a row may be that high.
    """
    scale = LETTERS_PER_WIDTH * 11 / size * FILLED
    lines = 1
    for text, width in cells:
        room = width * scale
        if len(text) > room or "\n" in text:
            lines = max(lines, line_count(text, room))
    return min(round(lines * size * 1.32 + 4 + padding, 1), TALLEST)


def line_count(text: str, room: float) -> int:
    """Estimate the lines a text takes when about ``room`` letters fit on one."""
    length = len(text)
    if length <= room and "\n" not in text:
        return 1
    return sum(1 + int(max(0, len(part) - 1) / room) for part in text.split("\n"))
