"""A signed letter as a file: known by its first bytes, counted page by page, refused when it cannot be shown."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from contoh_gambar import tiny_jpg, tiny_png
from contoh_pdf import packed_pdf, plain_pdf, updated_pdf
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.errors import SigningError
from ppid_xl.scan import count_pages, is_whole_picture, read_scan

PNG, JPG = tiny_png(), tiny_jpg()


@pytest.mark.parametrize("make", [plain_pdf, packed_pdf])
@pytest.mark.parametrize("pages", [1, 3, 12])
def test_the_pages_of_a_pdf_are_counted(make, pages: int) -> None:  # type: ignore[no-untyped-def]
    assert count_pages(make(pages)) == pages


def test_the_newest_page_tree_counts() -> None:
    assert count_pages(updated_pdf(2, 5)) == 5


@pytest.mark.parametrize(("content", "suffix"), [(PNG, ".png"), (JPG, ".jpg"), (plain_pdf(1), ".pdf")])
def test_the_kind_is_what_the_bytes_say(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / "pindaian.apa-saja"
    path.write_bytes(content)
    scan = read_scan(path)
    assert (scan.suffix, scan.halaman, scan.sidik) == (suffix, 1, hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("content", "kode"),
    [
        (b"", "berkas-tanda-tangan-kosong"),
        (b"PK\x03\x04 docx", "berkas-tanda-tangan-jenis"),
        (plain_pdf(1, trailer="/Encrypt 9 0 R"), "berkas-tanda-tangan-terkunci"),
        (plain_pdf(0), "berkas-tanda-tangan-tanpa-halaman"),
        (PNG[:8], "berkas-tanda-tangan-rusak"),
        (PNG[:-12], "berkas-tanda-tangan-rusak"),
        (tiny_png(0, 1), "berkas-tanda-tangan-rusak"),
        (tiny_png(1, 1_000_000), "berkas-tanda-tangan-rusak"),
        (b"\xff\xd8\xff\xe0" + b"0" * 20, "berkas-tanda-tangan-rusak"),
        (JPG[:-2], "berkas-tanda-tangan-rusak"),
        (tiny_jpg(0, 8), "berkas-tanda-tangan-rusak"),
        (b"%PDF-1.4\nrusak", "berkas-tanda-tangan-tanpa-halaman"),
    ],
)
def test_what_cannot_be_shown_is_refused(tmp_path: Path, content: bytes, kode: str) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(content)
    with pytest.raises(SigningError) as refusal:
        read_scan(path)
    assert refusal.value.kode == kode


@given(st.binary(max_size=400))
def test_no_content_breaks_the_count(content: bytes) -> None:
    try:
        pages = count_pages(b"%PDF-1.4\n" + content)
    except SigningError:
        pages = -1
    assert pages


@given(st.binary(max_size=400), st.sampled_from([PNG[:8], JPG[:3], PNG[:33]]))
def test_no_content_breaks_the_look_at_a_picture(content: bytes, head: bytes) -> None:
    assert is_whole_picture(head + content) in (True, False)
