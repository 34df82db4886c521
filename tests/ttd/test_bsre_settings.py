"""The file bsre.toml: strict, and nothing secret in it nor shown of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ppid_xl.errors import ConfigError
from ppid_xl.messages import sentence
from ppid_xl.ttd.bsre_settings import (
    KEYRING_SERVICE,
    VARIABLE,
    Settings,
    client_password,
    is_nik,
    load_settings,
)

ADDRESS = 'alamat = "https://esign.contoh.go.id"\n'
CLIENT = 'klien = "ppid"\n'


def load(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "bsre.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_two_lines_are_enough(tmp_path: Path) -> None:
    settings = load(tmp_path, ADDRESS + CLIENT)
    assert (settings.versi, settings.asal_titik, settings.batas_waktu) == ("v2", "kiri-atas", 120)
    assert not settings.izinkan_http


def test_each_officer_may_have_his_nik_there(tmp_path: Path) -> None:
    settings = load(tmp_path, f'{ADDRESS}{CLIENT}[nik]\nKADIS = "6171010203040005"\n')
    assert settings.nik == {"KADIS": "6171010203040005"}
    assert "6171010203040005" not in repr(settings)


@pytest.mark.parametrize(
    ("text", "kode"),
    [
        ('sandi = "rahasia"', "kunci-tidak-dikenal"),
        ('frasa = "rahasia"', "kunci-tidak-dikenal"),
        ("verifikasi_tls = false", "kunci-tidak-dikenal"),
        ('versi = "v3"', "bsre-setelan-salah"),
        ('asal_titik = "kanan"', "bsre-setelan-salah"),
        ('izinkan_http = "ya"', "bsre-setelan-salah"),
        ("batas_waktu = 1", "bsre-setelan-salah"),
        ("batas_waktu = true", "bsre-setelan-salah"),
        ("batas_waktu = 99999", "bsre-setelan-salah"),
        ('sandi_klien = "rahasia-5520"', "bsre-setelan-salah"),
        ('sandi_klien = "berkas"', "bsre-setelan-salah"),
        ('sandi_klien = "berkas"\nberkas_sandi = "dekat.txt"', "bsre-setelan-salah"),
        ('ca = "tidak-ada.pem"', "bsre-setelan-salah"),
        ('nik = "6171010203040005"', "bsre-setelan-salah"),
        ('[nik]\nKADIS = "617101020304000"', "bsre-setelan-salah"),
        ("[nik]\nKADIS = 6171010203040005", "bsre-setelan-salah"),
    ],
)
def test_a_wrong_line_is_named_and_never_its_secret(tmp_path: Path, text: str, kode: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load(tmp_path, ADDRESS + CLIENT + text)
    assert raised.value.kode == kode
    assert not [secret for secret in ("rahasia-5520", "617101020304000") if secret in sentence(raised.value)]


@pytest.mark.parametrize(
    "address",
    [
        "esign.contoh.go.id", "ftp://esign.contoh.go.id", "https://", "https://ppid:rahasia@esign.contoh.go.id",
        "https://esign.contoh.go.id/?token=rahasia", "https://esign.contoh.go.id:abc",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused_without_repeating_it(tmp_path: Path, address: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load(tmp_path, f'alamat = "{address}"\n{CLIENT}')
    assert raised.value.kode == "bsre-setelan-salah"
    assert "rahasia" not in sentence(raised.value)


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("http://127.0.0.1:8080", True), ("http://10.1.2.3", True), ("http://192.168.7.9", True),
        ("http://localhost", True), ("http://[::1]", True), ("http://[fd00::1]", True),
        ("http://esign.contoh.go.id", False), ("http://8.8.8.8", False), ("http://esign", False),
    ],
)  # fmt: skip
def test_http_needs_a_near_address_and_a_line_that_allows_it(
    tmp_path: Path, address: str, allowed: bool
) -> None:
    text = f'alamat = "{address}"\n{CLIENT}'
    with pytest.raises(ConfigError, match="bsre-tanpa-tls"):
        load(tmp_path, text)
    if allowed:
        assert load(tmp_path, f"{text}izinkan_http = true").plain_http
    else:
        with pytest.raises(ConfigError, match="bsre-tanpa-tls"):
            load(tmp_path, f"{text}izinkan_http = true")


def test_the_password_of_the_application_comes_from_the_environment(tmp_path: Path) -> None:
    settings = load(tmp_path, f'{ADDRESS}{CLIENT}sandi_klien = "lingkungan"')
    assert client_password(settings, {VARIABLE: "abc"}) == "abc"
    with pytest.raises(ConfigError, match="bsre-sandi-klien-tidak-ada"):
        client_password(settings, {})


def test_the_password_of_the_application_comes_from_a_file_of_the_user_only(tmp_path: Path) -> None:
    secret = tmp_path / "sandi.txt"
    secret.write_text("abc def\nlain", encoding="utf-8")
    secret.chmod(0o600)
    settings = load(
        tmp_path, f'{ADDRESS}{CLIENT}sandi_klien = "berkas"\nberkas_sandi = "{secret.as_posix()}"'
    )
    assert client_password(settings, {}) == "abc def"
    if os.name == "posix":
        secret.chmod(0o644)
        with pytest.raises(ConfigError, match="bsre-sandi-terbuka"):
            client_password(settings, {})
    secret.unlink()
    with pytest.raises(ConfigError, match="bsre-sandi-klien-tidak-ada"):
        client_password(settings, {})


def test_the_password_of_the_application_comes_from_the_keyring(tmp_path: Path) -> None:
    import keyring
    from keyring.backend import KeyringBackend

    class Kept(KeyringBackend):
        priority = 1

        def get_password(self, service: str, username: str) -> str | None:
            return "dari-keyring" if (service, username) == (KEYRING_SERVICE, "ppid") else None

        def set_password(self, service: str, username: str, password: str) -> None:
            raise NotImplementedError

        def delete_password(self, service: str, username: str) -> None:
            raise NotImplementedError

    settings, before = load(tmp_path, ADDRESS + CLIENT), keyring.get_keyring()
    keyring.set_keyring(Kept())
    try:
        assert client_password(settings, {}) == "dari-keyring"
    finally:
        keyring.set_keyring(before)


def test_a_machine_without_a_keyring_is_told_what_else_there_is(tmp_path: Path) -> None:
    import keyring
    from keyring.backends import fail

    settings, before = load(tmp_path, ADDRESS + CLIENT), keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    try:
        with pytest.raises(ConfigError, match="bsre-keyring-tidak-ada"):
            client_password(settings, {})
    finally:
        keyring.set_keyring(before)


def test_a_nik_is_sixteen_digits() -> None:
    assert is_nik("6171010203040005")
    assert not is_nik("6171010203040005\n")
    assert not is_nik("٦١٧١٠١٠٢٠٣٠٤٠٠٠٥")
