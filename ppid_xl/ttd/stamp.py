"""The picture that a signed letter shows: the code as QR, who signed, and how far the law trusts the signature."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 190, 47  # points
DOTS = 5  # dots of the picture on a point
EDGE, QR = 1, 44
TEXT_LEFT = EDGE + QR + 4
LARGEST, SMALLEST, STEP = 7.0, 4.5, 0.25
LEADING = 1.12
ELLIPSIS = "..."
BOLD = 0.3  # dots that a bold letter is wider all around; more closes the gap below the dot of an i
_QUIET = 2  # modules; ISO/IEC 18004 asks for 4, of which the white of the stamp gives the rest
_PLAIN = str.maketrans({"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp says; ``tingkat`` is tersertifikasi or tidak tersertifikasi."""

    kode: str
    nama: str
    nip: str
    jabatan: str
    tingkat: str

    def lines(self) -> tuple[tuple[str, bool], ...]:
        """Return the lines of the stamp, and which of them are bold."""
        told = [("Ditandatangani secara elektronik", False), (f"({self.tingkat}) oleh", False)]
        told.append((self.nama, True))
        if self.nip:
            told.append((f"NIP {self.nip}", False))
        if self.jabatan:
            told.append((self.jabatan, False))
        return tuple(told)


def draw_stamp(stamp: Stamp) -> Any:
    """Return the stamp as a grey Pillow picture of WIDTH x HEIGHT points, DOTS dots on a point."""
    from PIL import Image, ImageDraw

    picture = Image.new("L", (WIDTH * DOTS, HEIGHT * DOTS), 255)
    draw = ImageDraw.Draw(picture)
    code = _qr(stamp.kode)
    room = QR * DOTS
    picture.paste(code, (EDGE * DOTS + (room - code.width) // 2, (HEIGHT * DOTS - code.height) // 2))
    size, lines = fitted(stamp.lines())
    top = (HEIGHT - len(lines) * size * LEADING) / 2
    for number, (text, bold) in enumerate(lines):
        place = (TEXT_LEFT * DOTS, (top + number * size * LEADING) * DOTS)
        draw.text(place, text, font=_font(size), fill=0, stroke_width=BOLD if bold else 0)
    draw.rectangle((0, 0, WIDTH * DOTS - 1, HEIGHT * DOTS - 1), outline=0, width=2)
    return picture


def fitted(lines: Sequence[tuple[str, bool]]) -> tuple[float, list[tuple[str, bool]]]:
    """Return the largest size at which all lines stand in the room for text, those too long broken between words.

    What does not even fit at the smallest size is cut with an ellipsis.
    """
    size = LARGEST
    while True:
        broken = [(part, bold) for text, bold in lines for part in _broken(printable(text), size, bold)]
        if len(broken) * size * LEADING <= HEIGHT - 2 * EDGE and all(
            _width(text, size, bold) <= _room() for text, bold in broken
        ):
            return size, broken
        if size <= SMALLEST:
            most = int((HEIGHT - 2 * EDGE) / (size * LEADING))
            return size, [(_cut(text, size, bold), bold) for text, bold in broken[:most]]
        size -= STEP


def printable(text: str) -> str:
    """Return text in the letters that the font of the stamp has: marks above and below them are left out."""
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return " ".join(plain.encode("ascii", "ignore").decode().split())


def _broken(text: str, size: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and _width(f"{lines[-1]} {word}", size, bold) <= _room():
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cut(text: str, size: float, bold: bool) -> str:
    while text and _width(text, size, bold) > _room():
        text = text.removesuffix(ELLIPSIS)[:-1] + ELLIPSIS
    return text


def _room() -> float:
    return WIDTH - TEXT_LEFT - 2 * EDGE


def _width(text: str, size: float, bold: bool) -> float:
    return float(_font(size).getlength(text)) / DOTS + (2 / DOTS if bold else 0)


def _font(size: float) -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(size * DOTS)


def _qr(text: str) -> Any:
    import segno
    from PIL import Image

    code = segno.make(text, error="m", micro=False, boost_error=False)
    side = code.symbol_size(border=_QUIET)[0]
    content = io.BytesIO()
    code.save(content, kind="png", scale=QR * DOTS // side, border=_QUIET)
    return Image.open(content).convert("L")
