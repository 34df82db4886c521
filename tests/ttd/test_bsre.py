"""The client of the eSign service against one on this machine that really signs, and everything it may answer."""

from __future__ import annotations

import logging
import pickle
import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bsre_palsu import FRASA, KLIEN, NIK, SANDI_KLIEN, Fake, fake_service
from contoh_pdf import letter_pdf
from pki_uji import BUDI, SITI, shared_officer, shared_pki

from ppid_xl.errors import ConfigError, PpidXlError, SigningError
from ppid_xl.messages import sentence
from ppid_xl.ttd.bsre import Account, Returned, Wish, check_account, origin_of, sign_letter
from ppid_xl.ttd.bsre_answers import redact
from ppid_xl.ttd.bsre_http import open_service
from ppid_xl.ttd.certificate import TERSERTIFIKASI, Trust, load_trust
from ppid_xl.ttd.page_words import find_anchors
from ppid_xl.ttd.stamp import Stamp
from ppid_xl.ttd.verify import short_digest, verify_pdf

pytestmark = pytest.mark.lama

ACCOUNT = Account(NIK, FRASA)
KODE = "PPID1|SR-2026-0001|001/PPID/XI/2026|h="
STAMP = Stamp(KODE, "Siti Aminah, S.H.", "19750101 200012 2 001", "Kepala Dinas", "lewat BSrE")
SECRETS = (NIK, FRASA, SANDI_KLIEN)


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[Fake]:
    with fake_service(tmp_path) as running:
        yield running


def wish_of(content: bytes, number: int = 1, *, original: bytes = b"") -> Wish:
    anchor = find_anchors(content)[number - 1]
    kode = KODE + short_digest(original or content)
    return Wish(content, anchor.page, anchor.box, replace(STAMP, kode=kode))


def sign(
    fake: Fake, content: bytes | None = None, *, account: Account = ACCOUNT, **changes: object
) -> Returned:
    with open_service(fake.settings(**changes), SANDI_KLIEN) as service:
        check_account(service, account)
        return sign_letter(service, account, wish_of(content or letter_pdf(SITI[0])))


def trust_of(tmp_path: Path) -> Trust:
    return load_trust(shared_pki().trust_folder(tmp_path / "sertifikat", psre=True))


def told(error: PpidXlError) -> str:
    """Return everything that anyone could read of an exception: its sentence, itself, its traceback and context."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None:
        chain.append(one)
        one = one.__context__
    words = [f"{part!s} {part!r} {part.args!r}" for part in chain]
    return "\n".join([sentence(error), *traceback.format_exception(error), *words])


@pytest.mark.parametrize("corner", ["kiri-atas", "kiri-bawah"])
@pytest.mark.parametrize("version", ["v2", "v1"])
def test_a_letter_comes_back_signed_where_the_template_wants_it(
    fake: Fake, tmp_path: Path, version: str, corner: str
) -> None:
    fake.corner = corner
    done = sign(fake, versi=version, asal_titik=corner)
    verdict = verify_pdf(done.content, trust_of(tmp_path), datetime.now(UTC))
    assert verdict.utuh
    assert verdict.dipercaya
    assert verdict.cocok is (True if version == "v2" else None)  # version 1 has no room for the code
    assert [one.pemilik.nama for one in verdict.signatures] == [SITI[0]]
    assert [one.tingkat for one in verdict.signatures] == [TERSERTIFIKASI]
    assert done.ditambahkan
    assert done.sidik_sebelum != done.sidik_sesudah


def test_the_service_is_asked_for_the_officer_first_and_once_for_the_signature(fake: Fake) -> None:
    sign(fake)
    assert fake.asked == ["POST /api/v2/user/check/status", "POST /api/v2/sign/pdf"]


def test_version_one_may_answer_with_the_file_itself_and_names_the_document(fake: Fake) -> None:
    fake.pdf_reply = True
    assert sign(fake, versi="v1").id_dokumen == "dok-0001"
    assert fake.asked == [f"GET /api/user/status/{NIK}", "POST /api/sign/pdf"]


def test_the_letter_and_its_stamp_reach_the_service_as_they_are(fake: Fake) -> None:
    content = letter_pdf(SITI[0])
    sign(fake, content)
    assert fake.sent[0]["content"] == content
    assert fake.sent[0]["image"].startswith(b"\x89PNG")


def test_a_service_that_writes_the_file_anew_is_believed_when_every_page_is_the_same(fake: Fake) -> None:
    fake.rewrites = True
    done = sign(fake, menulis_ulang=True)
    assert not done.ditambahkan
    assert verify_pdf(done.content, Trust(), datetime.now(UTC)).utuh


def test_a_service_that_writes_the_file_anew_unasked_is_refused(fake: Fake) -> None:
    fake.rewrites = True
    with pytest.raises(SigningError, match="bsre-ditulis-ulang"):
        sign(fake)


def test_a_second_officer_signs_at_the_second_place(fake: Fake) -> None:
    content = letter_pdf(SITI[0], BUDI[0])
    first = sign(fake, content).content
    fake.entity = shared_officer(*BUDI)
    with open_service(fake.settings(), SANDI_KLIEN) as service:
        both = sign_letter(service, ACCOUNT, wish_of(first, 2, original=content))
    verdict = verify_pdf(both.content, Trust(), datetime.now(UTC))
    assert verdict.utuh
    assert [one.pemilik.nama for one in verdict.signatures] == [SITI[0], BUDI[0]]


def test_a_place_is_counted_from_the_corner_the_settings_name() -> None:
    wish = replace(wish_of(letter_pdf(SITI[0])), box=(60.0, 250.0, 250.0, 300.0))
    assert origin_of(wish, "kiri-atas") == {"originX": 60, "originY": 636, "width": 190, "height": 50}
    assert origin_of(wish, "kiri-bawah") == {"originX": 60, "originY": 250, "width": 190, "height": 50}


WRONG = {
    "html": "bsre-jawaban-lain",
    "json": "bsre-jawaban-lain",
    "kosong": "bsre-jawaban-lain",
    "bukan-base64": "bsre-jawaban-lain",
    "dua-berkas": "bsre-jawaban-lain",
    "terpotong": "bsre-pdf-rusak",
    "lain": "bsre-dokumen-lain",
    "halaman": "bsre-dokumen-lain",
    "coretan": "bsre-dokumen-lain",
    "tanpa": "bsre-jumlah-tanda-tangan",
    "dua": "bsre-jumlah-tanda-tangan",
    "tempat": "bsre-tempat-lain",
    "500": "bsre-mungkin-sudah",
    "alih": "bsre-dialihkan",
    "besar": "bsre-mungkin-sudah",
    "gzip": "bsre-mungkin-sudah",
    "putus": "bsre-mungkin-sudah",
    "gema": "bsre-menolak",
}


@pytest.mark.parametrize("version", ["v2", "v1"])
@pytest.mark.parametrize("play", WRONG)
def test_an_answer_that_is_not_our_letter_signed_is_refused(fake: Fake, play: str, version: str) -> None:
    if version == "v1" and play == "dua-berkas":
        play = "json"  # only version 2 answers with a list
    fake.play = play
    with pytest.raises(SigningError) as raised:
        sign(fake, versi=version)
    assert raised.value.kode == WRONG[play]
    assert raised.value.exit_code == 6
    assert fake.signings() == 1
    assert not [secret for secret in SECRETS if secret in told(raised.value)]


@pytest.mark.parametrize("play", ["diam", "tetes"])
def test_after_a_time_out_the_status_is_asked_and_the_signature_is_not_asked_again(
    fake: Fake, play: str
) -> None:
    fake.play = play
    with pytest.raises(SigningError) as raised:
        sign(fake, batas_waktu=1)
    assert raised.value.kode == "bsre-mungkin-sudah"
    assert "layanan kini menjawab" in sentence(raised.value)
    assert fake.asked[-2:] == ["POST /api/v2/sign/pdf", "POST /api/v2/user/check/status"]
    assert fake.signings() == 1


def test_a_wrong_passphrase_is_said_as_such(fake: Fake) -> None:
    with pytest.raises(SigningError, match="bsre-frasa-salah"):
        sign(fake, account=Account(NIK, "bukan-ini"))


def test_an_officer_whom_the_service_does_not_know_is_not_asked_a_signature(fake: Fake) -> None:
    stranger = NIK[::-1]
    with pytest.raises(SigningError) as raised:
        sign(fake, account=Account(stranger, FRASA))
    assert raised.value.kode == "bsre-belum-terdaftar"
    assert fake.signings() == 0
    assert stranger not in told(raised.value)


@pytest.mark.parametrize("status", ["EXPIRED", "SUSPEND", "WAITING_FOR_VERIFICATION"])
def test_an_officer_whose_status_is_not_issue_is_not_asked_a_signature(fake: Fake, status: str) -> None:
    fake.status[NIK] = status
    with pytest.raises(SigningError) as raised:
        sign(fake)
    assert raised.value.kode == "bsre-belum-dapat"
    assert status in sentence(raised.value)
    assert fake.signings() == 0


def test_a_web_page_instead_of_a_status_stops_before_the_signature(fake: Fake) -> None:
    fake.play = "status-html"
    with pytest.raises(SigningError, match="bsre-jawaban-lain"):
        sign(fake)
    assert fake.signings() == 0


@pytest.mark.parametrize(
    "nik", ["", "617101020304000", "61710102030400051", "617101020304000x", "٦١٧١٠١٠٢٠٣٠٤٠٠٠٥"]
)
def test_what_is_no_nik_is_never_sent(fake: Fake, nik: str) -> None:
    with pytest.raises(SigningError, match="bsre-nik-salah"):
        sign(fake, account=Account(nik, FRASA))
    assert fake.asked == []


def test_a_wrong_password_of_the_application_is_said_as_such(fake: Fake) -> None:
    with (
        open_service(fake.settings(), "salah") as service,
        pytest.raises(SigningError, match="bsre-klien-ditolak"),
    ):
        check_account(service, ACCOUNT)


def test_a_certificate_of_the_service_that_nobody_knows_is_refused(fake: Fake, tmp_path: Path) -> None:
    other = tmp_path / "lain.pem"
    other.write_bytes(shared_pki("lain").root.pem())
    for ca in ("", str(other)):
        with pytest.raises(SigningError, match="bsre-tls"):
            sign(fake, ca=ca)
    assert fake.asked == []


def test_a_certificate_for_another_host_is_refused(fake: Fake) -> None:
    with pytest.raises(SigningError, match="bsre-tls"):
        sign(fake, alamat=fake.address.replace("127.0.0.1", "localhost"))


def test_a_file_of_roots_that_holds_none_is_said_as_such(fake: Fake, tmp_path: Path) -> None:
    empty = tmp_path / "kosong.pem"
    empty.write_text("bukan sertifikat")
    with pytest.raises(ConfigError, match="bsre-ca-rusak"):
        sign(fake, ca=str(empty))


def test_nobody_at_the_address_is_said_and_surely_signed_nothing(tmp_path: Path) -> None:
    with fake_service(tmp_path) as gone:
        settings = gone.settings()
    with (
        open_service(settings, SANDI_KLIEN) as service,
        pytest.raises(SigningError, match="bsre-tidak-terhubung"),
    ):
        sign_letter(service, ACCOUNT, wish_of(letter_pdf(SITI[0])))


def test_a_proxy_of_the_environment_never_sees_a_passphrase(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert sign(fake).content


@pytest.mark.parametrize("version", ["v2", "v1"])
def test_no_log_at_any_level_holds_a_secret(
    fake: Fake, caplog: pytest.LogCaptureFixture, version: str
) -> None:
    names = ("", "httpx", "httpcore", "httpcore.http11", "httpcore.connection", "pyhanko")
    for name in names:
        caplog.set_level(logging.DEBUG, name)
    for play in ("", "gema", "putus"):
        fake.play = play
        try:
            sign(fake, versi=version)
        except SigningError:
            assert play
    assert not [secret for secret in SECRETS if secret in caplog.text]
    assert not [one for one in caplog.records if one.name.startswith("http")]


def test_the_log_of_the_library_is_heard_again_afterwards(fake: Fake) -> None:
    sign(fake)
    assert not logging.getLogger("httpx").disabled


def test_no_value_shows_a_secret(fake: Fake) -> None:
    settings = fake.settings(nik={"KADIS": NIK})
    with open_service(settings, SANDI_KLIEN) as service:
        shown = f"{ACCOUNT!r} {settings!r} {service!r} {wish_of(letter_pdf(SITI[0]))!r}"
    assert not [secret for secret in SECRETS if secret in shown]
    assert KLIEN in shown


def test_an_exception_that_is_kept_holds_no_secret(fake: Fake) -> None:
    fake.play = "gema"
    with pytest.raises(SigningError) as raised:
        sign(fake)
    kept = pickle.dumps((raised.value.kode, raised.value.fakta))
    assert not [secret for secret in SECRETS if secret.encode() in kept]


def test_words_of_the_service_are_shown_short_and_clean() -> None:
    assert redact("Galat\x1b[31m {x} 1234567890123456 " + "y" * 400, []).startswith("Galat [31m (x) •••")
    assert len(redact("y" * 400, [])) == 160
    assert redact("frasa abc salah", ["abc", ""]) == "frasa ••• salah"
