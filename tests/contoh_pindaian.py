"""Printed and scanned pages for the tests: a QR on paper, turned, noisy, grey and badly compressed."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageChops, ImageFilter

from ppid_xl.ttd.gambar_qr import draw_qr
from ppid_xl.ttd.kode import Code, write_code

PAPER_MM = (215, 330)
EDGE_MM = 7.0
PAPER, INK = 215, 40  # grey of what a scanner sees


def code_of(
    id_surat: str = "SR-2026-0001", nomor: str = "7/2026", sidik32: str = "0123456789abcdef" * 2
) -> Code:
    """Return a code of a letter's data."""
    return Code(id_surat, nomor, "d", sidik32)


def printed_page(*codes: Code, dpi: int = 150) -> Any:
    """Return an F4 page that bears these codes at the foot, side by side, in the size they are printed in."""
    page = Image.new("L", (_dots(PAPER_MM[0], dpi), _dots(PAPER_MM[1], dpi)), 255)
    for number, code in enumerate(codes):
        qr = draw_qr(write_code(code))
        side = _dots(qr.width_mm, dpi)
        picture = Image.open(io.BytesIO(qr.png)).convert("L").resize((side, side), Image.Resampling.LANCZOS)
        left = _dots(EDGE_MM, dpi) + number * (side + _dots(20, dpi))
        page.paste(picture, (left, page.height - _dots(EDGE_MM, dpi) - side))
    return page


def scanned(page: Any, angle: float = 0.0, noise: float = 12.0) -> Any:
    """Return a page as a scanner gives it: grey, turned, soft and noisy."""
    grey = page.point(lambda value: INK + value * (PAPER - INK) // 255)
    turned = grey.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=PAPER, expand=True)
    soft = turned.filter(ImageFilter.GaussianBlur(0.5))
    return ImageChops.add(soft, Image.effect_noise(soft.size, noise), scale=1, offset=-128)


def as_jpeg(page: Any, quality: int = 40) -> bytes:
    """Return a page as a JPEG."""
    content = io.BytesIO()
    page.save(content, "JPEG", quality=quality)
    return content.getvalue()


def as_pdf(*pages: Any, dpi: int = 150) -> bytes:
    """Return pages as a PDF of pictures, as scanners make it."""
    content = io.BytesIO()
    pages[0].save(content, "PDF", save_all=True, append_images=list(pages[1:]), resolution=dpi, quality=40)
    return content.getvalue()


def _dots(millimetres: float, dpi: int) -> int:
    return round(millimetres / 25.4 * dpi)
