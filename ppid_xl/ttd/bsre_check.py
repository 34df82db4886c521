"""Whether what came back is our letter with one signature more, at its place, and nothing else."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from ppid_xl.errors import SigningError
from ppid_xl.ttd.signature_boxes import Box, lies_in, signature_boxes

EDGE = 4.0  # points around the stamp that may look different
_SEEN = 64  # of 255: smaller differences of grey are no difference


@dataclass(frozen=True, slots=True)
class _Paper:
    teks: tuple[str, ...]
    pictures: tuple[Any, ...]


def check_returned(before: bytes, after: bytes, page: int, box: Box) -> None:
    """Raise SigningError unless ``after`` is ``before`` with one signature more in ``box`` of ``page`` (from 0).

    Every page must have the words it had and, but for the stamp, look as it looked, whether the service appended its
    signature or wrote the file anew.
    """
    sent, came = _paper(before), _paper(after)
    if len(came.teks) != len(sent.teks):
        raise SigningError("bsre-dokumen-lain", beda=f"halamannya {len(came.teks)}, bukan {len(sent.teks)}")
    for number, (old, new) in enumerate(zip(sent.teks, came.teks, strict=True)):
        if old != new:
            raise SigningError("bsre-dokumen-lain", beda=f"kata-kata halaman {number + 1} berbeda")
    for number, (old, new) in enumerate(zip(sent.pictures, came.pictures, strict=True)):
        if _differs(old, new, box if number == page else None):
            raise SigningError("bsre-dokumen-lain", beda=f"rupa halaman {number + 1} berbeda")
    _check_signatures(before, after, page, box)


def page_height(content: bytes, page: int) -> float:
    """Return the height of a page (from 0) in points; raise SigningError when the PDF cannot be read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        try:
            return float(document[page].get_height())
        finally:
            document.close()
    except pypdfium2.PdfiumError:
        raise SigningError("bsre-pdf-rusak") from None


def _check_signatures(before: bytes, after: bytes, page: int, box: Box) -> None:
    try:
        old, new = signature_boxes(before), signature_boxes(after)
    except SigningError:
        raise SigningError("bsre-pdf-rusak") from None
    if len(new) != len(old) + 1:
        raise SigningError("bsre-jumlah-tanda-tangan", jumlah=len(new), sebelum=len(old))
    there, spot = new[-1]
    if there != page or not lies_in(spot, box):
        raise SigningError("bsre-tempat-lain", halaman=there + 1, x=round(spot[0]), y=round(spot[1]))


def _paper(content: bytes) -> _Paper:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise SigningError("bsre-pdf-rusak") from None
    try:
        pages = list(document)
        words = tuple(_plain(page.get_textpage().get_text_range()) for page in pages)
        drawn = (
            page.render(scale=1, grayscale=True, may_draw_forms=False, draw_annots=False) for page in pages
        )
        return _Paper(words, tuple(one.to_pil() for one in drawn))
    except pypdfium2.PdfiumError:
        raise SigningError("bsre-pdf-rusak") from None
    finally:
        document.close()


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _differs(old: Any, new: Any, box: Box | None) -> bool:
    from PIL import ImageChops, ImageDraw

    if old.size != new.size:
        return True
    seen = ImageChops.difference(old, new).point(lambda grey: 255 if grey > _SEEN else 0)
    if box:
        height = seen.height
        across = (box[0] - EDGE, box[2] + EDGE)
        ImageDraw.Draw(seen).rectangle(
            (across[0], height - box[3] - EDGE, across[1], height - box[1] + EDGE), fill=0
        )
    return seen.getbbox() is not None
