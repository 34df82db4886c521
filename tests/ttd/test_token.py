"""A token behind PKCS#11 (SoftHSM): it signs with its PIN, and refuses with one of our sentences."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from contoh_pdf import letter_pdf
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pki_uji import BUDI, SITI, shared_officer, shared_pki

from ppid_xl.errors import SigningError
from ppid_xl.ttd.certificate import load_trust
from ppid_xl.ttd.keys import open_token
from ppid_xl.ttd.kode import Code, write_code
from ppid_xl.ttd.sign import places_of, sign_pdf
from ppid_xl.ttd.stamp import Stamp
from ppid_xl.ttd.verify import short_digest, verify_pdf

pytestmark = pytest.mark.program
PIN, LABEL = "739144", "ppid-uji"
LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")


def run(*words: object) -> None:
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module", autouse=True)
def token(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Make a token with the keys of two officers; SoftHSM reads its configuration once in a process."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "isi").mkdir()
    setting = folder / "softhsm2.conf"
    setting.write_text(
        f"directories.tokendir = {folder / 'isi'}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    patch = pytest.MonkeyPatch()
    patch.setenv("SOFTHSM2_CONF", str(setting))
    run("softhsm2-util", "--init-token", "--free", "--label", LABEL, "--pin", PIN, "--so-pin", "12345678")
    for number, person in enumerate((SITI, BUDI), 1):
        officer = shared_officer(*person)
        key, certificate = folder / f"{number}.key", folder / f"{number}.der"
        key.write_bytes(officer.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        certificate.write_bytes(officer.certificate.public_bytes(Encoding.DER))
        name = f"{number:02}"
        run("softhsm2-util", "--import", key, "--token", LABEL, "--label", name, "--id", name, "--pin", PIN)
        login = ("--token-label", LABEL, "--login", "--pin", PIN)
        run(
            "pkcs11-tool", "--module", LIBRARY, *login, "--write-object", certificate, "--type", "cert", "--id", name,
            "--label", name,
        )  # fmt: skip


def refused(label: str, pin: str, library: Path = LIBRARY) -> str:
    with pytest.raises(SigningError) as refusal, open_token(library, label, pin, lambda _: True):
        pass
    assert pin not in f"{refusal.value} {refusal.value!r}"
    return refusal.value.kode


def test_a_token_signs_with_the_key_of_the_officer(tmp_path: Path) -> None:
    letter = letter_pdf("Budi Santoso")
    code = write_code(Code("SR-2026-0001", "7/2026", "h", short_digest(letter)))
    with open_token(LIBRARY, LABEL, PIN, lambda holder: holder.nip == BUDI[1]) as key:
        assert key.holder.nama == BUDI[0]
        stamp = Stamp(code, BUDI[0], BUDI[1], "Kepala Dinas", "tidak tersertifikasi")
        content = sign_pdf(letter, places_of(letter)[0], key, stamp)
    (tmp_path / "antara.pem").write_bytes(shared_pki().inter.pem())
    trust = load_trust(shared_pki().trust_folder(tmp_path))
    found = verify_pdf(content, trust, datetime.now(UTC))
    assert found.sah
    assert found.signatures[0].pemilik.nama == BUDI[0]


def test_a_wrong_pin_an_absent_token_and_two_keys_are_told() -> None:
    assert refused(LABEL, "000000") == "pin-salah"
    assert refused("tidak-ada", PIN) == "token-tidak-ada"
    assert refused(LABEL, PIN, Path("/tidak/ada.so")) == "token-pustaka-tidak-ada"
    assert refused(LABEL, PIN) == "token-kunci-tidak-jelas"
