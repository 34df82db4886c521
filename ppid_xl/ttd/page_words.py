"""Where a signature comes on the pages of a PDF, and the words that are printed around that place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ppid_xl.errors import SigningError
from ppid_xl.ttd.stamp import HEIGHT, WIDTH

NAME_DEPTH = 48  # points below the stamp in which name, rank and NIP stand
BESIDE, WIDER = 12, 34  # points that a name may begin left of the stamp, and end right of it
_ANCHOR = re.compile(r"\[\[TTD:([1-9])\]\]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of the ``number``-th signature: its page from 0, and the box of its stamp in points."""

    number: int
    page: int
    box: tuple[float, float, float, float]


def find_anchors(content: bytes, name: str = "") -> tuple[Anchor, ...]:
    """Return the places that the template marked ``[[TTD:1]]``, ``[[TTD:2]]``…, by number.

    Raises SigningError for a PDF that cannot be read, or one that marks a place twice.
    """
    found: dict[int, Anchor] = {}
    with _Pages(content, name) as document:
        for index, page in enumerate(document):
            words = page.get_textpage()
            for match in _ANCHOR.finditer(words.get_text_range()):
                number = int(match[1])
                if number in found:
                    raise SigningError("ttd-tempat-ganda", nomor=number, berkas=name)
                left, _, _, top = words.get_charbox(match.start())
                found[number] = Anchor(number, index, _box(left, top, page.get_width()))
    return tuple(found[number] for number in sorted(found))


def words_below(content: bytes, page: int, box: tuple[float, float, float, float]) -> str:
    """Return the words printed below a stamp, where the name of who signs stands; spaces made single."""
    left, bottom, right, _ = box
    with _Pages(content) as document:
        words = document[page].get_textpage()
        text = words.get_text_bounded(left - BESIDE, bottom - NAME_DEPTH, right + WIDER, bottom)
    return " ".join(text.split())


def _box(left: float, top: float, width: float) -> tuple[float, float, float, float]:
    left = max(2.0, min(left, width - WIDTH - 2))
    top = round(top, 1)
    left = round(left, 1)
    return left, round(top - HEIGHT, 1), round(left + WIDTH, 1), top


class _Pages:
    def __init__(self, content: bytes, name: str = "") -> None:
        self.content, self.name = content, name

    def __enter__(self) -> Any:
        import pypdfium2

        try:
            self.document = pypdfium2.PdfDocument(self.content)
        except pypdfium2.PdfiumError as reason:
            raise SigningError("pdf-tidak-terbaca", berkas=self.name) from reason
        return self.document

    def __exit__(self, *_: object) -> None:
        self.document.close()
