"""Where the agency's own BSrE eSign service is and how to talk to it: a file of the user, never of a workbook."""

from __future__ import annotations

import ipaddress
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from ppid_xl.errors import ConfigError
from ppid_xl.strict_toml import build, read_toml

NAME = "bsre.toml"
KEYRING, LINGKUNGAN, BERKAS = "keyring", "lingkungan", "berkas"
KEYRING_SERVICE = "ppid_xl-bsre"
VARIABLE = "PPID_BSRE_SANDI"
KIRI_ATAS, KIRI_BAWAH = "kiri-atas", "kiri-bawah"
_NIK = re.compile(r"[0-9]{16}")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "versi": ("v2", "v1"),
    "asal_titik": (KIRI_ATAS, KIRI_BAWAH),
    "sandi_klien": (KEYRING, LINGKUNGAN, BERKAS),
}
_KINDS: Mapping[str, type] = {"batas_waktu": int, "izinkan_http": bool, "menulis_ulang": bool, "nik": dict}


@dataclass(frozen=True)
class Settings:
    """The file ``bsre.toml``; ``nik`` are those of officers by their code, and are never shown.

    ``asal_titik`` is the corner that the service counts originX and originY from. The public texts about the service
    do not agree on it, so it is to be looked at on the first letter. ``menulis_ulang`` lets the service return other
    bytes than ours with its signature appended; the digest in the stamp can then not be checked from the file alone.
    """

    alamat: str
    klien: str
    sandi_klien: str = KEYRING
    berkas_sandi: str = ""
    versi: str = "v2"
    asal_titik: str = KIRI_ATAS
    ca: str = ""
    izinkan_http: bool = False
    menulis_ulang: bool = False
    batas_waktu: int = 120
    nik: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def plain_http(self) -> bool:
        """Whether what is sent can be read on the way."""
        return self.alamat.startswith("http://")


def load_settings(path: Path) -> Settings:
    """Return the settings; raise ConfigError for what is missing, unknown, or would send secrets in the open."""
    table = read_toml(path)
    _check_kinds(table, path)
    settings = build(Settings, table, path, "bsre")
    _check_address(settings, path)
    if settings.sandi_klien == BERKAS and not Path(settings.berkas_sandi).is_absolute():
        raise ConfigError(
            "bsre-setelan-salah", berkas=path, kunci="berkas_sandi", harus="jalur lengkap sebuah berkas"
        )
    if settings.ca and not Path(settings.ca).is_file():
        raise ConfigError("bsre-setelan-salah", berkas=path, kunci="ca", harus="jalur berkas PEM yang ada")
    return settings


def is_nik(text: str) -> bool:
    """Say whether text has the form of a NIK: 16 digits."""
    return _NIK.fullmatch(text) is not None


def client_password(settings: Settings, environment: Mapping[str, str]) -> str:
    """Return the password of the client application; raise ConfigError where it is not kept as the settings say."""
    source = {
        KEYRING: _from_keyring,
        LINGKUNGAN: lambda _: environment.get(VARIABLE, ""),
        BERKAS: _from_file,
    }[settings.sandi_klien]
    found = source(settings)
    if not found:
        places = {
            KEYRING: f"keyring {KEYRING_SERVICE}",
            LINGKUNGAN: f"variabel {VARIABLE}",
            BERKAS: settings.berkas_sandi,
        }
        raise ConfigError("bsre-sandi-klien-tidak-ada", tempat=places[settings.sandi_klien])
    return found


def _from_keyring(settings: Settings) -> str:
    try:
        import keyring
    except ImportError:
        raise ConfigError("bsre-keyring-tidak-ada") from None
    try:
        return keyring.get_password(KEYRING_SERVICE, settings.klien) or ""
    except keyring.errors.KeyringError:
        raise ConfigError("bsre-keyring-tidak-ada") from None


def _from_file(settings: Settings) -> str:
    path = Path(settings.berkas_sandi)
    try:
        text = path.read_text(encoding="utf-8-sig")
        mode = path.stat().st_mode
    except (OSError, UnicodeDecodeError):
        return ""
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise ConfigError("bsre-sandi-terbuka", berkas=path)
    return text.split("\n", 1)[0].rstrip("\r")


def _check_kinds(table: Mapping[str, Any], path: Path) -> None:
    for key in (one.name for one in fields(Settings)):
        if key not in table:
            continue
        value, kind = table[key], _KINDS.get(key, str)
        if type(value) is not kind or value == "":
            words = {int: "bilangan bulat", bool: "true atau false", dict: "tabel", str: "teks"}[kind]
            raise ConfigError("bsre-setelan-salah", berkas=path, kunci=key, harus=words)
        if key in _CHOICES and value not in _CHOICES[key]:
            raise ConfigError(
                "bsre-setelan-salah", berkas=path, kunci=key, harus=" atau ".join(_CHOICES[key])
            )
    if not 5 <= table.get("batas_waktu", 120) <= 600:
        raise ConfigError("bsre-setelan-salah", berkas=path, kunci="batas_waktu", harus="5 sampai 600 detik")
    for officer, nik in table.get("nik", {}).items():
        if not isinstance(nik, str) or not is_nik(nik):
            raise ConfigError("bsre-setelan-salah", berkas=path, kunci=f"nik.{officer}", harus='"16 angka"')


def _check_address(settings: Settings, path: Path) -> None:
    parts = _split(settings.alamat)
    if parts is None:
        raise ConfigError(
            "bsre-setelan-salah",
            berkas=path,
            kunci="alamat",
            harus="alamat seperti https://esign.contoh.go.id",
        )
    if parts.scheme == "http" and not (settings.izinkan_http and _is_near(parts.hostname or "")):
        raise ConfigError("bsre-tanpa-tls", berkas=path)


def _split(address: str) -> SplitResult | None:
    """Return an address in its parts; None for one with a password, a question or no host in it."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    return parts if parts.scheme in ("https", "http") and parts.hostname and plain else None


def _is_near(host: str) -> bool:
    """Say whether a host is this machine or an address of a private network (RFC 1918, RFC 4193)."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return address.is_loopback or address.is_private
