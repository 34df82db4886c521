"""Codes read from what comes back: scans as scanners make them, and files that are none."""

from __future__ import annotations

import io

import pytest
from contoh_pdf import plain_pdf, text_pdf
from contoh_pindaian import as_jpeg, as_pdf, code_of, printed_page, scanned
from PIL import Image

from ppid_xl.errors import SigningError
from ppid_xl.ttd.baca_qr import LARGEST_PICTURE, read_pages
from ppid_xl.ttd.gambar_qr import WIDEST_MM, draw_qr
from ppid_xl.ttd.kode import write_code

pytestmark = pytest.mark.lama

CODE = code_of(nomor="800/12/SEKRE/2026")


def refused(content: bytes) -> str:
    with pytest.raises(SigningError) as refusal:
        read_pages(content, "pindai.pdf")
    return refusal.value.kode


@pytest.mark.parametrize("angle", [0, 1, 2, -1.5, 3, 180, 182, 90])
def test_a_page_printed_and_scanned_at_150_dpi_is_found_however_it_lies(angle: float) -> None:
    (page,) = read_pages(as_jpeg(scanned(printed_page(CODE), angle)))
    assert page.codes == (CODE,)


def test_a_very_noisy_scan_is_read_twice_as_large() -> None:
    (page,) = read_pages(as_jpeg(scanned(printed_page(CODE), 1, noise=25)))
    assert page.codes == (CODE,)


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_scanned_pdf_is_found_too(dpi: int) -> None:
    (page,) = read_pages(as_pdf(scanned(printed_page(CODE, dpi=dpi), 2), dpi=dpi))
    assert page.codes == (CODE,)


@pytest.mark.parametrize(
    "nomor", ["", "7", "800/12/SEKRE/2026", "B/000.1.2.3/1234/BKD-SEKRE.2/XII/2026", "1" * 70]
)
def test_every_number_fits_into_the_margin_and_is_read_from_150_dpi(nomor: str) -> None:
    code = code_of(nomor=nomor)
    assert draw_qr(write_code(code)).width_mm <= WIDEST_MM
    assert read_pages(as_jpeg(scanned(printed_page(code), 1)))[0].codes == (code,)


def test_two_codes_on_one_page_are_both_found() -> None:
    other = code_of("SR-2026-0002")
    (page,) = read_pages(as_jpeg(scanned(printed_page(CODE, other))))
    assert set(page.codes) == {CODE, other}


def test_a_code_of_somebody_else_is_none_of_ours() -> None:
    import segno

    content = io.BytesIO()
    segno.make("https://contoh.invalid/undangan", micro=False).save(content, kind="png", scale=8)
    (page,) = read_pages(content.getvalue())
    assert (page.codes, page.lain) == ((), 1)


def test_thirty_pages_are_read_with_their_texts() -> None:
    pages = read_pages(text_pdf([f"Halaman ke-{n}" for n in range(1, 31)]))
    assert (len(pages), pages[29].teks.strip()) == (30, "Halaman ke-30")


def test_a_page_as_large_as_a_wall_is_drawn_smaller() -> None:
    wall = plain_pdf(1).replace(b"[0 0 200 200]", b"[0 0 14400 14400]")
    assert read_pages(wall)[0].codes == ()


def test_a_picture_larger_than_any_scan_is_refused_before_it_is_opened() -> None:
    side = int(LARGEST_PICTURE**0.5) + 1
    content = io.BytesIO()
    Image.new("1", (side, side)).save(content, "PNG")
    assert refused(content.getvalue()) == "gambar-tanda-tangan-terlalu-besar"


def test_a_large_scan_is_made_smaller_and_still_read() -> None:
    page = printed_page(CODE, dpi=600)
    assert page.width * page.height > 38_000_000
    content = io.BytesIO()
    page.resize((page.width * 5 // 4, page.height * 5 // 4)).save(content, "PNG")
    assert read_pages(content.getvalue())[0].codes == (CODE,)


def test_what_is_damaged_or_locked_is_refused() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(as_pdf(printed_page(CODE)))))
    writer.encrypt("rekaan")
    locked = io.BytesIO()
    writer.write(locked)
    assert refused(locked.getvalue()) == "berkas-tanda-tangan-terkunci"
    assert refused(b"%PDF-1.4\nrusak") == "berkas-tanda-tangan-rusak"
    picture = as_jpeg(printed_page(CODE))
    assert refused(picture[: len(picture) // 2]) == "berkas-tanda-tangan-rusak"
