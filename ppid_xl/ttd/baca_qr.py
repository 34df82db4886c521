"""The codes and the words of a file that came back: a scan or a PDF, page by page, within bounds."""

from __future__ import annotations

import io
import warnings
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ppid_xl.errors import SigningError
from ppid_xl.ttd.kode import Code, parse_code

DPI = (150, 300)  # tried in this order until a page shows a code
MOST_DOTS = 40_000_000  # of one page as a picture
LARGEST_PICTURE = 100_000_000  # dots of a picture, the size of a page at 900 dpi
MOST_PAGES = 200
MOST_BYTES = 170 << 20  # of a picture in memory: a page in colour at 600 dpi
_PDF = b"%PDF-"
_ONE_BYTE = ("1", "L", "P")  # of each dot in memory


@dataclass(frozen=True, slots=True)
class Page:
    """What one page shows: codes of letters, other QRs that are none, and its words as one text."""

    codes: tuple[Code, ...] = ()
    lain: int = 0
    teks: str = ""


def read_pages(content: bytes, name: str = "", only: Collection[int] | None = None) -> tuple[Page, ...]:
    """Return what each page of a PDF, or a picture as one page, shows; of a PDF at most MOST_PAGES pages.

    ``only`` are the pages of a PDF to be looked at, from 0.
    Raises SigningError for a PDF with a password, and for a PDF or picture that is damaged or too large.
    """
    if _PDF in content[:1024]:
        with _opened(content, name) as document:
            numbers = range(min(len(document), MOST_PAGES))
            return tuple(_read_page(document[n]) for n in numbers if only is None or n in only)
    picture = _open_picture(content, name)
    return (_page(_texts(picture)),)


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        document.init_forms()  # the stamp of a signature is drawn as part of a form
    except pypdfium2.PdfiumError as reason:
        locked = "password" in str(reason).casefold()
        kode = "berkas-tanda-tangan-terkunci" if locked else "berkas-tanda-tangan-rusak"
        raise SigningError(kode, berkas=name) from reason
    try:
        yield document
    except pypdfium2.PdfiumError as reason:
        raise SigningError("berkas-tanda-tangan-rusak", berkas=name) from reason
    finally:
        document.close()


def _read_page(page: Any) -> Page:
    words = page.get_textpage()
    text = words.get_text_range()
    found = next((texts for dpi in DPI if (texts := _texts(_drawn(page, dpi)))), [])
    return _page(found, text)


def _drawn(page: Any, dpi: int) -> Any:
    """Return a page as a grey picture, smaller than asked where the page is larger than MOST_DOTS."""
    scale = dpi / 72
    dots = page.get_width() * page.get_height() * scale**2
    if dots > MOST_DOTS:
        scale *= (MOST_DOTS / dots) ** 0.5
    return page.render(scale=scale, grayscale=True, may_draw_forms=True).to_pil()


def _open_picture(content: bytes, name: str) -> Any:
    """Return a scan as a grey picture of at most MOST_DOTS dots."""
    from PIL import Image

    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture,
        ):
            if picture.width * picture.height > LARGEST_PICTURE:
                raise SigningError("gambar-tanda-tangan-terlalu-besar", berkas=name)
            shrink = max(1.0, (picture.width * picture.height / MOST_DOTS) ** 0.5)
            picture.draft("L", (int(picture.width / shrink), int(picture.height / shrink)))
            if picture.width * picture.height * (1 if picture.mode in _ONE_BYTE else 4) > MOST_BYTES:
                raise SigningError("gambar-tanda-tangan-terlalu-besar", berkas=name)
            grey = picture.convert("L")
            if grey.width * grey.height > MOST_DOTS:
                grey.thumbnail((int(picture.width / shrink), int(picture.height / shrink)))
            return grey
    except Image.DecompressionBombError as reason:
        raise SigningError("gambar-tanda-tangan-terlalu-besar", berkas=name) from reason
    except (
        OSError,
        ValueError,
        SyntaxError,
    ) as reason:  # Pillow answers a damaged picture with each of these
        raise SigningError("berkas-tanda-tangan-rusak", berkas=name) from reason


def _texts(picture: Any) -> list[str]:
    """Return the texts of the QRs in a picture, looked at again twice as large where it shows none.

    Twice as large, a noisy scan of 150 dpi is read that is not read as it is.
    """
    import zxingcpp

    wanted: Any = zxingcpp.BarcodeFormat.QRCode  # a set of formats, too, in the stubs of some versions
    found = zxingcpp.read_barcodes(picture, formats=wanted)
    if not found and picture.width * picture.height * 4 <= MOST_DOTS:
        larger = picture.resize((picture.width * 2, picture.height * 2))
        found = zxingcpp.read_barcodes(larger, formats=wanted)
    return [barcode.text for barcode in found]


def _page(texts: Sequence[str], teks: str = "") -> Page:
    codes = [parse_code(text) for text in texts]
    ours = tuple(dict.fromkeys(code for code in codes if code is not None))
    return Page(ours, codes.count(None), teks)
