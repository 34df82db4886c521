"""The stamp: its QR can be read from a page of 150 dpi, and every letter of its text is inside."""

from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp
from contoh_pdf import letter_pdf
from hypothesis import given, settings
from hypothesis import strategies as st
from pki_uji import SANDI, SITI, shared_officer

from ppid_xl.keadaan_surat import TERSERTIFIKASI, TIDAK_TERSERTIFIKASI
from ppid_xl.ttd.keys import load_p12
from ppid_xl.ttd.kode import Code, write_code
from ppid_xl.ttd.page_words import find_anchors, words_below
from ppid_xl.ttd.sign import places_of, sign_pdf
from ppid_xl.ttd.stamp import DOTS, HEIGHT, TEXT_LEFT, WIDTH, Stamp, draw_stamp, fitted, printable

SIDIK = "0123456789abcdef" * 2
SHORT = write_code(Code("SR-2026-0001", "7/2026", "h", SIDIK))
LONG = write_code(
    Code("SR-2026-0001", "000.8.3.4/00123/PPID-BKD/XI/2026", "h", SIDIK), "ppid.kotawaringinbaratkab.go.id"
)
NAMES = st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cs"]), min_size=1, max_size=90)


@pytest.mark.parametrize("kode", [SHORT, LONG])
@pytest.mark.parametrize("tingkat", [TERSERTIFIKASI, TIDAK_TERSERTIFIKASI])
def test_the_code_on_a_signed_page_is_read_at_150_dpi(kode: str, tingkat: str) -> None:
    letter = letter_pdf("Siti Aminah")
    stamp = Stamp(kode, "Siti Aminah, S.H., M.H.", "19750101 200012 2 001", "Kepala Badan", tingkat)
    key = load_p12(shared_officer(*SITI).p12(), SANDI, "a.p12")
    document = pypdfium2.PdfDocument(sign_pdf(letter, places_of(letter)[0], key, stamp))
    document.init_forms()
    page = document[0].render(scale=150 / 72, may_draw_forms=True).to_pil().convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(page)] == [kode]


@settings(max_examples=60, deadline=None)
@given(NAMES, st.sampled_from(["", "19750101 200012 2 001"]), NAMES)
def test_no_text_is_clipped_however_long(nama: str, nip: str, jabatan: str) -> None:
    picture = draw_stamp(Stamp(SHORT, nama, nip, jabatan, TIDAK_TERSERTIFIKASI))
    assert picture.size == (WIDTH * DOTS, HEIGHT * DOTS)
    frame = 2
    inside = picture.crop((frame, frame, picture.width - frame, picture.height - frame))
    dark = inside.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert dark[0] >= 2
    assert dark[1] >= 1
    assert dark[2] <= inside.width - 2
    assert dark[3] <= inside.height - 1


def test_a_usual_stamp_keeps_all_its_words() -> None:
    stamp = Stamp(
        SHORT, "Dr. Ir. Hj. Siti Aminah Rahmawati Nasution, S.T., M.T., M.Sc.", "19750101 200012 2 001",
        "Kepala Dinas Perindustrian dan Perdagangan Provinsi Kalimantan Barat", TIDAK_TERSERTIFIKASI,
    )  # fmt: skip
    size, lines = fitted(stamp.lines())
    assert size >= 5
    assert " ".join(text for text, _ in lines) == " ".join(text for text, _ in stamp.lines())


def test_letters_that_the_font_lacks_lose_their_marks() -> None:
    assert printable("Muḥammad Ṣāliḥ – d’Été") == "Muhammad Salih - d'Ete"


def test_the_stamp_says_how_far_the_law_trusts_it() -> None:
    for tingkat in (TERSERTIFIKASI, TIDAK_TERSERTIFIKASI):
        words = " ".join(text for text, _ in Stamp(SHORT, "Siti", "", "", tingkat).lines())
        assert words == f"Ditandatangani secara elektronik ({tingkat}) oleh Siti"


def test_the_text_begins_right_of_the_code() -> None:
    picture = draw_stamp(Stamp(SHORT, "Siti", "", "", TERSERTIFIKASI))
    gap = picture.crop(((TEXT_LEFT - 3) * DOTS, 4, TEXT_LEFT * DOTS - 2, picture.height - 4))
    assert gap.getextrema() == (255, 255)


def test_a_place_is_found_by_its_mark_and_the_name_below_it() -> None:
    letter = letter_pdf("Siti Aminah, S.H.", "Budi Santoso", pages=3)
    first, second = find_anchors(letter)
    assert (first.number, first.page, second.number, second.page) == (1, 2, 2, 2)
    assert first.box[2] <= second.box[0]
    assert words_below(letter, 2, first.box).startswith("Siti Aminah, S.H.")
    assert words_below(letter, 2, second.box).startswith("Budi Santoso")
    assert "Budi" not in words_below(letter, 2, first.box)
