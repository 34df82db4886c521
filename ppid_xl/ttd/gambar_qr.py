"""The QR of a code as a picture, and how wide it must be printed to be read from a scan of 150 dpi."""

from __future__ import annotations

import io
from dataclasses import dataclass

QUIET = 2  # modules; ISO/IEC 18004 asks for 4, of which the margin of the paper gives the rest
MODULE_MM = 0.5
SMALLEST_MM, WIDEST_MM = 18.0, 24.0
_DOTS = 8  # dots of the picture on a module


@dataclass(frozen=True, slots=True)
class QrPicture:
    """A PNG with its quiet zone, and its width on paper in millimetres."""

    png: bytes
    width_mm: float


def draw_qr(text: str) -> QrPicture:
    """Return the QR of a text at level M, black on white."""
    import segno

    code = segno.make(text, error="m", micro=False, boost_error=True)
    content = io.BytesIO()
    code.save(content, kind="png", scale=_DOTS, border=QUIET)
    modules = code.symbol_size(border=QUIET)[0]
    return QrPicture(content.getvalue(), min(max(SMALLEST_MM, modules * MODULE_MM), WIDEST_MM))
