"""The Ed25519 key that signs the head of the chain: kept in the keyring of the system, per account and archive.

It proves that a line was written with a key of this office, not by which person: anyone at that account can sign.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

SERVICE = "ppid_xl kepala arsip"


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """A key; ``publik`` is its public half in hexadecimal."""

    publik: str
    private: bytes

    def sign(self, message: bytes) -> str:
        """Return the signature over a message, in hexadecimal."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.private).sign(message).hex()


@cache
def keyring_backend() -> Any:
    """Return the keyring of the system; None when there is none, so that the head stays unsigned."""
    with suppress(Exception):  # what a backend raises while it is loaded is its own
        import keyring

        backend = keyring.get_keyring()
        return backend if float(backend.priority) > 0 else None
    return None


def office_key(identity: str) -> OfficeKey | None:
    """Return the key for an archive, made the first time; None without a keyring that gives it.

    ``identity`` is the digest of the first line of the log.
    """
    backend = keyring_backend()
    if backend is None:
        return None
    with suppress(Exception):  # locked, refused, out of reach: each backend has errors of its own
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        kept = backend.get_password(SERVICE, identity)
        if not kept:
            backend.set_password(SERVICE, identity, Ed25519PrivateKey.generate().private_bytes_raw().hex())
            kept = backend.get_password(SERVICE, identity)
        private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept))
        return OfficeKey(private.public_key().public_bytes_raw().hex(), private.private_bytes_raw())
    return None


def is_signed_by(publik: str, message: bytes, signature: str) -> bool:
    """Tell whether a signature in hexadecimal is that of a public key over a message."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(publik)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True
