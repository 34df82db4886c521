"""Signing: old bytes stay, every place is made before the first signature, and what may not sign is refused."""

from __future__ import annotations

import hashlib
import logging
from datetime import UTC, datetime, timedelta

import pytest
from contoh_pdf import letter_pdf, locked_pdf
from hypothesis import given, settings
from hypothesis import strategies as st
from pki_uji import BUDI, SANDI, SITI, Entity, shared_officer, shared_pki

from ppid_xl.errors import SigningError
from ppid_xl.keadaan_surat import TERSERTIFIKASI, TIDAK_TERSERTIFIKASI
from ppid_xl.ttd.certificate import Trust, holder_of, level_of, load_trust, refuse_out_of_date
from ppid_xl.ttd.keys import Key, load_p12
from ppid_xl.ttd.kode import Code, write_code
from ppid_xl.ttd.sign import places_left, places_of, sign_pdf
from ppid_xl.ttd.stamp import Stamp
from ppid_xl.ttd.verify import short_digest

LETTER = letter_pdf("Siti Aminah, S.H.", "Budi Santoso")


def key_of(person: tuple[str, str]) -> Key:
    return load_p12(shared_officer(*person).p12(), SANDI, "contoh.p12")


def stamp_of(content: bytes, nama: str = "Siti Aminah, S.H.") -> Stamp:
    code = write_code(Code("SR-2026-0001", "7/PPID/2026", "h", short_digest(content)))
    return Stamp(code, nama, "19750101 200012 2 001", "Kepala Badan", TIDAK_TERSERTIFIKASI)


def signed_once(content: bytes = LETTER) -> bytes:
    return sign_pdf(content, places_of(content)[0], key_of(SITI), stamp_of(content))


def refused(code: str, act: object) -> SigningError:
    with pytest.raises(SigningError) as refusal:
        act()  # type: ignore[operator]
    assert refusal.value.kode == code
    return refusal.value


def test_the_first_bytes_of_the_signed_letter_are_the_letter() -> None:
    content = signed_once()
    assert content.startswith(LETTER)
    assert hashlib.sha256(content[: len(LETTER)]).hexdigest().startswith(short_digest(LETTER))


def test_all_places_are_fields_once_the_first_is_signed() -> None:
    content = signed_once()
    assert [(one.number, one.filled) for one in places_of(content)] == [(1, True), (2, False)]
    twice = sign_pdf(content, places_left(places_of(content))[0], key_of(BUDI), stamp_of(LETTER))
    assert twice.startswith(content)
    assert not places_left(places_of(twice))


def test_the_first_signature_certifies_that_others_may_only_sign() -> None:
    content = signed_once()
    assert b"/DocMDP" in content[len(LETTER) :]
    assert b"/P 2" in content[len(LETTER) :]
    assert b"/ETSI.CAdES.detached" in content


def test_a_letter_without_a_place_is_not_signed() -> None:
    refused("ttd-tanpa-tempat", lambda: places_of(letter_pdf()))


def test_a_place_marked_twice_is_refused() -> None:
    twice = LETTER.replace(b"[[TTD:2]]", b"[[TTD:1]]")
    refused("ttd-tempat-ganda", lambda: places_of(twice))


def test_a_damaged_or_locked_pdf_is_refused() -> None:
    refused("pdf-tidak-terbaca", lambda: places_of(b"%PDF-1.7 bukan apa-apa"))
    refused("pdf-terkunci", lambda: places_of(locked_pdf(LETTER)))


def test_a_wrong_passphrase_is_refused_and_stands_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    wrong = "sandi-yang-salah-4711"
    with caplog.at_level(logging.DEBUG):
        problem = refused("sandi-salah", lambda: load_p12(shared_officer(*SITI).p12(), wrong, "a.p12"))
    told = f"{problem} {problem!r} {problem.__cause__!r} {caplog.text}"
    assert wrong not in told
    assert problem.__cause__ is None


@given(st.binary(max_size=300))
def test_what_is_no_p12_is_refused(content: bytes) -> None:
    refused("p12-tidak-terbaca", lambda: load_p12(content, SANDI, "a.p12"))


@settings(max_examples=30)
@given(st.data())
def test_a_damaged_p12_is_refused_with_one_of_our_sentences(data: st.DataObject) -> None:
    content = bytearray(shared_officer(*SITI).p12())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        key = load_p12(bytes(content), SANDI, "a.p12")
    except SigningError:
        return
    assert key.holder.nama


def test_the_holder_is_told_by_name_and_nip() -> None:
    holder = key_of(SITI).holder
    assert (holder.nama, holder.nip, holder.penerbit) == (
        "Siti Aminah",
        "197501012000122001",
        "CA Antara uji",
    )


def test_a_certificate_out_of_its_time_is_refused() -> None:
    now = datetime.now(UTC)
    holder = key_of(SITI).holder
    refuse_out_of_date(holder, now)
    refused("sertifikat-berakhir", lambda: refuse_out_of_date(holder, holder.akhir + timedelta(seconds=1)))
    early = holder.mulai - timedelta(seconds=1)
    refused("sertifikat-belum-berlaku", lambda: refuse_out_of_date(holder, early))


def level(entity: Entity, trust: Trust) -> str:
    key = load_p12(entity.p12(), SANDI, "a.p12")
    return level_of(key.certificate, key.chain, trust, datetime.now(UTC))


def test_only_a_root_in_psre_makes_a_signature_tersertifikasi(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp
    siti = shared_officer(*SITI)
    assert level(siti, Trust()) == TIDAK_TERSERTIFIKASI
    assert level(siti, load_trust(shared_pki().trust_folder(folder("a")))) == TIDAK_TERSERTIFIKASI
    assert level(siti, load_trust(shared_pki().trust_folder(folder("b"), psre=True))) == TERSERTIFIKASI
    other = load_trust(shared_pki("lain").trust_folder(folder("c"), psre=True))
    assert level(siti, other) == TIDAK_TERSERTIFIKASI


def test_a_certificate_of_a_name_with_titles_and_no_nip_is_read() -> None:
    key = load_p12(shared_officer("Drs. Budi Santoso, M.Si.").p12(), SANDI, "a.p12")
    assert (holder_of(key.certificate).nama, key.holder.nip) == ("Drs. Budi Santoso, M.Si.", "")
