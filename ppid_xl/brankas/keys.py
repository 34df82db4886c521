"""Keys of the two holders: the public half is data, the secret half lives in an age file under a passphrase.

No exception and no representation holds a secret key or a passphrase.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ppid_xl.errors import InputError

ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
BINARY = b"age-encryption.org/v1"
SHORTEST_PASSPHRASE = 12
LARGEST_KEY_FILE = 64 << 10
GROUPS, GROUP = 8, 4
_SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]+", re.IGNORECASE)
_PUBLIC = re.compile(r"(?m)^\s*(age1[0-9a-z]+)\s*$")


@dataclass(frozen=True)
class OpenKey:
    """A secret key in memory, known by its public half."""

    public: str
    identity: Any = field(repr=False, compare=False)

    @property
    def sidik(self) -> str:
        """Return the fingerprint of the public half."""
        return fingerprint(self.public)


def fingerprint(public: str) -> str:
    """Return the fingerprint of a public key as people compare it: eight groups of four hexadecimal digits."""
    digest = hashlib.sha256(public.encode()).hexdigest()
    return " ".join(digest[at : at + GROUP] for at in range(0, GROUPS * GROUP, GROUP))


def same_fingerprint(told: str, sidik: str) -> bool:
    """Tell whether somebody typed a fingerprint, whole, in whatever groups."""
    return "".join(told.split()).replace("-", "").lower() == sidik.replace(" ", "")


def new_key() -> OpenKey:
    """Return a new X25519 key."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    return OpenKey(str(identity.to_public()), identity)


def protect_key(key: OpenKey, passphrase: str, remarks: Iterable[str]) -> bytes:
    """Return the key as an armored age file under a passphrase, with remarks about it inside.

    Raises InputError for a passphrase that is too short.
    """
    from pyrage import passphrase as locked

    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise InputError("kunci-sandi-pendek", panjang=SHORTEST_PASSPHRASE)
    lines = [*(f"# {remark}" for remark in remarks), f"# kunci publik: {key.public}", str(key.identity), ""]
    return bytes(locked.encrypt("\n".join(lines).encode(), passphrase, armored=True))


def is_protected(content: bytes) -> bool:
    """Tell whether a key file asks for a passphrase."""
    return content.lstrip().startswith((ARMOR, BINARY))


def open_key(content: bytes, passphrase: str, name: str) -> OpenKey:
    """Return the key in a file; ``passphrase`` is not looked at when the file has none.

    Raises InputError for a wrong passphrase and for a file without exactly one age key.
    """
    from pyrage import IdentityError, x25519

    if len(content) > LARGEST_KEY_FILE:
        raise InputError("kunci-tidak-terbaca", berkas=name)
    text = _unlocked(content, passphrase, name) if is_protected(content) else content
    found = _SECRET.findall(text.decode("utf-8", "replace"))
    if len(found) != 1:
        raise InputError("kunci-tidak-terbaca", berkas=name)
    try:
        identity = x25519.Identity.from_str(found[0].upper())
    except IdentityError:
        raise InputError("kunci-tidak-terbaca", berkas=name) from None
    return OpenKey(str(identity.to_public()), identity)


def _unlocked(content: bytes, passphrase: str, name: str) -> bytes:
    from pyrage import DecryptError
    from pyrage import passphrase as locked

    try:
        return bytes(locked.decrypt(content, passphrase))
    except DecryptError as reason:
        wrong = str(reason) == "Decryption failed"
        raise InputError("kunci-sandi-salah" if wrong else "kunci-tidak-terbaca", berkas=name) from None
    except OSError:
        raise InputError("kunci-tidak-terbaca", berkas=name) from None


def read_public(content: bytes, name: str) -> str:
    """Return the public key in a file made elsewhere, such as by ``age-keygen -y``.

    Raises InputError for a file that holds a secret key, or not exactly one public key.
    """
    text = content[:LARGEST_KEY_FILE].decode("utf-8", "replace")
    if _SECRET.search(text) or is_protected(content):
        raise InputError("kunci-publik-rahasia", berkas=name)
    found = _PUBLIC.findall(text)
    if len(found) != 1 or not is_public(found[0]):
        raise InputError("kunci-publik-tidak-terbaca", berkas=name)
    return str(found[0])


def is_public(text: str) -> bool:
    """Tell whether a text is a public key that envelopes can be made for."""
    from pyrage import RecipientError, x25519

    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        return False
    return True
