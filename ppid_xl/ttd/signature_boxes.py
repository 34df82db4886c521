"""Where on the pages of a PDF its signatures stand, in whatever field a program or a service made for them."""

from __future__ import annotations

import io
from typing import Any

from ppid_xl.errors import SigningError

Box = tuple[float, float, float, float]


def lies_in(spot: Box, box: Box) -> bool:
    """Say whether the middle of a box lies in another one."""
    across, up = (spot[0] + spot[2]) / 2, (spot[1] + spot[3]) / 2
    return box[0] <= across <= box[2] and box[1] <= up <= box[3]


def signature_boxes(content: bytes) -> list[tuple[int, Box]]:
    """Return page (from 0) and box of every signature in a PDF; raise SigningError when it cannot be read."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        pages = page_numbers(reader)
        return [_place(one.sig_field, pages) for one in reader.embedded_regular_signatures]
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        raise SigningError("pdf-tidak-terbaca", berkas="") from None


def page_numbers(reader: Any) -> dict[Any, int]:
    """Return the number, from 0, of each page of a pyHanko reader by its reference."""
    count = int(reader.root["/Pages"]["/Count"])
    return {reader.find_page_for_modification(n)[0].reference: n for n in range(count)}


def _place(field: Any, pages: dict[Any, int]) -> tuple[int, Box]:
    left, bottom, right, top = (float(one) for one in field["/Rect"])
    ref = getattr(field.raw_get("/P"), "reference", None) if "/P" in field else None
    return pages.get(ref, 0), (left, bottom, right, top)
