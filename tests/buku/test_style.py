"""Colours that can be read, heights that hold the text."""

from __future__ import annotations

import pytest

from ppid_xl.buku import style
from ppid_xl.buku.beranda import BANNER_PALE
from ppid_xl.buku.highlight import WORD_COLOURS
from ppid_xl.buku.petunjuk import SAMPLES
from ppid_xl.row_height import text_height

PAIRS = [
    *style.TINGKAT_COLOURS.values(),
    *SAMPLES.values(),
    *(pair for words in WORD_COLOURS.values() for pair in words.values()),
    (style.NAVY, style.WHITE),
    (style.VIOLET, style.WHITE),
    (style.GREY, style.WHITE),
    (style.PALE, style.GREY),
    (style.TOOL_FILL, "404040"),
    (style.NAVY, BANNER_PALE),
    (style.PALE, style.INK),
    (style.PALE, style.NAVY),
    (style.PALE, style.LINK),
    (style.WHITE, style.LINK),
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(("fill", "text"), sorted(set(PAIRS)))
def test_text_can_be_read_on_its_fill(fill: str, text: str) -> None:
    """WCAG 2.1, 1.4.3: contrast of at least 4.5 to 1."""
    dark, light = sorted((luminance(fill), luminance(text)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_longer_text_needs_a_higher_row() -> None:
    assert text_height([("kata " * 40, 20)]) > text_height([("kata", 20)])


def test_the_tallest_cell_decides() -> None:
    assert text_height([("a", 20), ("a\nb\nc", 20)]) == text_height([("a\nb\nc", 20)])
