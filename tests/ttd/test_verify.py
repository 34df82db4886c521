"""The verdict: an untouched letter holds, and every change is noticed, whatever was changed and where."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from contoh_pdf import letter_pdf, locked_pdf
from hypothesis import given, settings
from hypothesis import strategies as st
from pki_uji import BUDI, SANDI, SITI, shared_officer, shared_pki

from ppid_xl.errors import ConfigError, SigningError
from ppid_xl.keadaan_surat import TERSERTIFIKASI, TIDAK_TERSERTIFIKASI
from ppid_xl.ttd.certificate import Trust, load_trust
from ppid_xl.ttd.keys import load_p12
from ppid_xl.ttd.kode import Code, write_code
from ppid_xl.ttd.sign import places_left, places_of, sign_pdf
from ppid_xl.ttd.stamp import Stamp
from ppid_xl.ttd.verify import Verdict, short_digest, verify_pdf

pytestmark = pytest.mark.lama

LETTER = letter_pdf("Siti Aminah", "Budi Santoso", pages=2)


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Trust:
    return load_trust(shared_pki().trust_folder(tmp_path_factory.mktemp("akar"), psre=True))


def add(content: bytes, person: tuple[str, str], original: bytes, pki: str = "uji") -> bytes:
    key = load_p12(shared_officer(*person, pki=pki).p12(), SANDI, "a.p12")
    code = write_code(Code("SR-2026-0001", "7/PPID/2026", "h", short_digest(original)))
    stamp = Stamp(code, person[0], person[1], "Kepala Badan", TERSERTIFIKASI)
    return sign_pdf(content, places_left(places_of(content))[0], key, stamp)


@cache
def once() -> bytes:
    return add(LETTER, SITI, LETTER)


@cache
def twice() -> bytes:
    return add(once(), BUDI, LETTER)


def verdict(content: bytes, trust: Trust, now: datetime | None = None) -> Verdict:
    return verify_pdf(content, trust, now or datetime.now(UTC))


def holds(content: bytes, trust: Trust) -> bool:
    """Say whether a file passes; a refusal to read it does not."""
    try:
        return verdict(content, trust).sah
    except SigningError:
        return False


def test_an_untouched_letter_of_two_signers_holds(trust: Trust) -> None:
    found = verdict(twice(), trust)
    assert found.sah
    assert [one.pemilik.nama for one in found.signatures] == [SITI[0], BUDI[0]]
    assert {one.tingkat for one in found.signatures} == {TERSERTIFIKASI}
    assert found.cocok
    assert found.asli.startswith(short_digest(LETTER))
    assert [one.waktu_terbukti for one in found.signatures] == [False, False]


def test_without_trusted_roots_it_is_whole_but_nobody_is_known() -> None:
    found = verdict(twice(), Trust())
    assert (found.utuh, found.dipercaya, found.sah) == (True, False, False)
    assert {one.tingkat for one in found.signatures} == {TIDAK_TERSERTIFIKASI}


def test_a_place_left_empty_is_told(trust: Trust) -> None:
    found = verdict(once(), trust)
    assert (found.utuh, found.kosong, found.sah) == (True, ("TTD2",), False)


def test_a_certificate_that_has_ended_is_no_longer_trusted(trust: Trust) -> None:
    late = datetime.now(UTC) + timedelta(days=2000)
    found = verdict(twice(), trust, late)
    assert (found.utuh, found.sah) == (True, False)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_bit_changed_anywhere_is_noticed(trust: Trust, data: st.DataObject) -> None:
    content = bytearray(twice())
    ranges = _signed_ranges(twice())
    low, high = data.draw(st.sampled_from(ranges))
    content[data.draw(st.integers(low, high - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert not holds(bytes(content), trust)


def _signed_ranges(content: bytes) -> list[tuple[int, int]]:
    """Return the bytes that the last signature covers."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    last = PdfFileReader(io.BytesIO(content)).embedded_signatures[-1]
    start, length, second, rest = (int(one) for one in last.byte_range)
    return [(start, start + length), (second, second + rest)]


def _hole() -> tuple[int, int]:
    """Return where the last signature itself stands, between the bytes that it covers."""
    (_, start), (end, _) = _signed_ranges(twice())
    return start, end


def flipped(content: bytes, place: int) -> bytes:
    changed = bytearray(content)
    changed[place] ^= 1
    return bytes(changed)


def test_one_bit_in_the_text_breaks_both_signatures(trust: Trust) -> None:
    found = verdict(flipped(twice(), LETTER.index(b"NOTA DINAS") + 2), trust)
    assert [one.utuh for one in found.signatures] == [False, False]
    assert not found.utuh


def test_one_bit_in_the_second_revision_breaks_the_second_signature_only(trust: Trust) -> None:
    place = twice().index(b"/BitsPerComponent 8", len(once()))
    found = verdict(flipped(twice(), place + 3), trust)
    assert not found.sah
    assert found.signatures[-1].utuh is False


def with_stamp_appended(content: bytes) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.stamp import TextStamp, TextStampStyle

    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    TextStamp(writer=writer, text_params={}, style=TextStampStyle(stamp_text="DIUBAH")).apply(0, 200, 400)
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def with_page_swapped(content: bytes) -> bytes:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    pages = writer.root["/Pages"]
    pages["/Kids"] = generic.ArrayObject(list(reversed(pages["/Kids"])))
    writer.update_container(pages)
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def with_file_rewritten(content: bytes) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    result = io.BytesIO()
    document.save(result)
    document.close()
    return result.getvalue()


ATTACKS: dict[str, Callable[[], bytes]] = {
    "a stamp appended after the last signature": lambda: with_stamp_appended(twice()),
    "a stamp appended between the signatures": lambda: add(with_stamp_appended(once()), BUDI, LETTER),
    "pages swapped": lambda: with_page_swapped(twice()),
    "the file written anew by another program": lambda: with_file_rewritten(twice()),
    "words hidden in the room of a signature": lambda: (
        twice()[: _hole()[1] - 9] + b"c0ffee00>" + twice()[_hole()[1] :]
    ),
    "bytes appended": lambda: twice() + b"\n% tambahan\n",
    "cut off in the last signature": lambda: twice()[:-400],
    "cut off at the first signature": lambda: once(),
    "cut off in the first signature": lambda: twice()[: len(LETTER) + 5000],
    "the original alone": lambda: LETTER,
    "signed anew by a stranger": lambda: add(add(LETTER, SITI, LETTER, "lain"), BUDI, LETTER, "lain"),
    "another letter under the code of this one": lambda: add(
        add(letter_pdf("Siti Aminah", "Budi Santoso", text="NOTA LAIN"), SITI, LETTER), BUDI, LETTER
    ),
}


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_a_changed_letter_does_not_hold(attack: str, trust: Trust) -> None:
    assert holds(twice(), trust)
    assert not holds(ATTACKS[attack](), trust)


def test_what_was_appended_is_noticed_though_no_signed_byte_changed(trust: Trust) -> None:
    content = ATTACKS["a stamp appended after the last signature"]()
    assert content.startswith(twice())
    found = verdict(content, trust)
    assert not found.tertutup
    assert {one.perubahan for one in found.signatures} == {"diubah"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "pdf-bukan"),
        (b"PK\x03\x04", "pdf-bukan"),
        (b"%PDF-1.7\nrusak", "pdf-rusak-ttd"),
        (LETTER, "pdf-tanpa-tanda-tangan"),
        (LETTER[:400], "pdf-rusak-ttd"),
        (locked_pdf(LETTER), "pdf-terkunci"),
    ],
)
def test_what_cannot_be_verified_is_said_in_one_sentence(content: bytes, code: str) -> None:
    with pytest.raises(SigningError) as refusal:
        verdict(content, Trust())
    assert refusal.value.kode == code


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_a_hostile_tail_never_breaks_the_program(tail: bytes) -> None:
    try:
        sah = verdict(twice() + tail, Trust()).sah
    except SigningError as problem:
        sah = not problem.kode.startswith("pdf-")
    assert not sah


def test_a_root_that_is_no_certificate_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "akar.pem").write_text("bukan sertifikat")
    with pytest.raises(ConfigError) as refusal:
        load_trust(tmp_path)
    assert refusal.value.kode == "sertifikat-akar-rusak"


def test_a_folder_that_is_not_there_trusts_nobody(tmp_path: Path) -> None:
    assert not load_trust(tmp_path / "tidak ada").roots


def test_a_signature_that_pyhanko_rejects_is_never_called_sah(trust: Trust) -> None:
    found = verdict(twice(), trust)
    one = replace(found.signatures[0], sah=False)
    assert not replace(found, signatures=(one, found.signatures[1])).sah
