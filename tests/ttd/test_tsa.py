"""A stamped time and data for later years: B-T and B-LT from a service on the loopback that really signs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from contoh_pdf import letter_pdf
from layanan_uji import services
from pki_uji import BUDI, SANDI, SITI, Entity, Pki

from ppid_xl.errors import SigningError
from ppid_xl.ttd.certificate import Trust, load_trust
from ppid_xl.ttd.keys import Key, load_p12
from ppid_xl.ttd.kode import Code, write_code
from ppid_xl.ttd.sign import Extra, places_left, places_of, sign_pdf
from ppid_xl.ttd.stamp import Stamp
from ppid_xl.ttd.verify import short_digest, verify_pdf

pytestmark = pytest.mark.lama

LETTER = letter_pdf("Siti Aminah", "Budi Santoso")


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Pki, str, Any]]:
    with services() as running:
        yield running


@pytest.fixture(scope="module")
def trust(served: tuple[Pki, str, Any], tmp_path_factory: pytest.TempPathFactory) -> Trust:
    return load_trust(served[0].trust_folder(tmp_path_factory.mktemp("akar"), psre=True))


def key_of(entity: Entity) -> Key:
    return load_p12(entity.p12(), SANDI, "a.p12")


def signed(content: bytes, key: Key, extra: Extra) -> bytes:
    code = write_code(Code("SR-2026-0001", "7/2026", "h", short_digest(LETTER)))
    stamp = Stamp(code, key.holder.nama, "", "", "tersertifikasi")
    return sign_pdf(content, places_left(places_of(content))[0], key, stamp, extra)


def test_a_stamped_time_outlives_the_certificate(served: tuple[Pki, str, Any], trust: Trust) -> None:
    pki, base, _ = served
    letter = letter_pdf("Siti Aminah")
    key = key_of(pki.officer(*SITI, end=datetime.now(UTC) + timedelta(days=30)))
    code = write_code(Code("SR-2026-0001", "7/2026", "h", short_digest(letter)))
    stamp = Stamp(code, "Siti Aminah", "", "", "tersertifikasi")
    content = sign_pdf(letter, places_of(letter)[0], key, stamp, Extra(f"{base}/tsa"))
    for later in (timedelta(), timedelta(days=200)):
        found = verify_pdf(content, trust, datetime.now(UTC) + later)
        assert found.sah, later
        assert found.signatures[0].waktu_terbukti
    plain = sign_pdf(letter, places_of(letter)[0], key, stamp)
    assert not verify_pdf(plain, trust, datetime.now(UTC) + timedelta(days=200)).sah


def test_two_signatures_with_validation_data_hold(served: tuple[Pki, str, Any], trust: Trust) -> None:
    pki, base, _ = served
    extra = Extra(f"{base}/tsa", ltv=True, trust=trust)
    content = signed(LETTER, key_of(pki.officer(*SITI)), extra)
    content = signed(content, key_of(pki.officer(*BUDI)), extra)
    assert b"/DSS" in content
    found = verify_pdf(content, trust, datetime.now(UTC))
    assert found.sah
    assert found.tertutup
    assert [one.waktu_terbukti for one in found.signatures] == [True, True]
    assert not verify_pdf(content + b"tambahan", trust, datetime.now(UTC)).sah


def refused(content: bytes, key: Key, extra: Extra) -> str:
    with pytest.raises(SigningError) as refusal:
        signed(content, key, extra)
    assert SANDI not in f"{refusal.value}"
    return refusal.value.kode


def test_a_revoked_certificate_gets_no_validation_data(served: tuple[Pki, str, Any], trust: Trust) -> None:
    pki, base, service = served
    officer = pki.officer(*SITI)
    service.revoked.add(officer.certificate.serial_number)
    extra = Extra(f"{base}/tsa", ltv=True, trust=trust)
    assert refused(LETTER, key_of(officer), extra) == "ltv-tidak-lengkap"


def test_a_root_that_nobody_trusts_gets_no_validation_data(served: tuple[Pki, str, Any]) -> None:
    pki, base, _ = served
    assert refused(LETTER, key_of(pki.officer(*SITI)), Extra(f"{base}/tsa", ltv=True)) == "ltv-tidak-lengkap"


def test_a_service_that_is_down_or_answers_nonsense_is_told(served: tuple[Pki, str, Any]) -> None:
    pki, base, _ = served
    key = key_of(pki.officer(*SITI))
    assert refused(LETTER, key, Extra("http://127.0.0.1:9/tsa")) == "tsa-tidak-menjawab"
    assert refused(LETTER, key, Extra(f"{base}/html")) == "tsa-tidak-menjawab"
    assert refused(LETTER, key, Extra(f"{base}/rusak")) == "tsa-tidak-menjawab"
    assert refused(LETTER, key, Extra("ftp://tsa.contoh")) == "tsa-alamat-salah"
