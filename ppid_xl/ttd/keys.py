"""Keys that sign: a PKCS#12 file with its passphrase, or a token behind a PKCS#11 library with its PIN.

Neither passphrase nor PIN is kept, and no exception holds one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ppid_xl.errors import SigningError
from ppid_xl.ttd.certificate import Holder, holder_of


@dataclass(frozen=True)
class Key:
    """A signer of pyHanko, the certificate it signs with, those that lead to its root, and whose it is."""

    signer: Any
    certificate: Any
    chain: Sequence[Any]

    @property
    def holder(self) -> Holder:
        """Whose certificate it is."""
        return holder_of(self.certificate)


def load_p12(content: bytes, passphrase: str, name: str) -> Key:
    """Return the key in a PKCS#12 file.

    Raises SigningError for a wrong passphrase, a damaged file, and one without key or certificate.
    """
    from asn1crypto import pkcs12

    try:
        pkcs12.Pfx.load(content, strict=True)["version"].native  # noqa: B018
    except (ValueError, TypeError):
        raise SigningError("p12-tidak-terbaca", berkas=name) from None
    from cryptography.hazmat.primitives.serialization import pkcs12 as opener

    try:
        key, certificate, others = opener.load_key_and_certificates(content, passphrase.encode())
    except ValueError:
        raise SigningError("sandi-salah", berkas=name) from None
    if key is None or certificate is None:
        raise SigningError("p12-tanpa-kunci", berkas=name)
    return _simple(key, certificate, others)


def _simple(key: Any, certificate: Any, others: Sequence[Any]) -> Key:
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    def as_asn1(one: Any) -> Any:
        return x509.Certificate.load(one.public_bytes(Encoding.DER))

    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    own, chain = as_asn1(certificate), [as_asn1(one) for one in others]
    store = SimpleCertificateStore()
    store.register_multiple(chain)
    signer = SimpleSigner(signing_cert=own, signing_key=keys.PrivateKeyInfo.load(plain), cert_registry=store)
    return Key(signer, own, chain)


@contextmanager
def open_token(
    library: Path, label: str, pin: str, accept: Callable[[Holder], bool] | None = None
) -> Iterator[Key]:
    """Yield the key on a token whose holder is accepted; without ``accept`` there must be one only.

    Raises SigningError for a library or token that is not there, a wrong PIN, and a token without such a key.
    """
    try:
        import pkcs11
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import open_pkcs11_session
    except ImportError:
        raise SigningError("token-tanpa-pustaka") from None
    if not library.is_file():
        raise SigningError("token-pustaka-tidak-ada", berkas=library)
    try:
        session = open_pkcs11_session(str(library), token_criteria=TokenCriteria(label=label), user_pin=pin)
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange):
        raise SigningError("pin-salah", token=label) from None
    except pkcs11.PinLocked:
        raise SigningError("pin-terkunci", token=label) from None
    except (pkcs11.PKCS11Error, RuntimeError):
        raise SigningError("token-tidak-ada", token=label) from None
    with session:
        yield _token_key(session, label, accept)


def _token_key(session: Any, label: str, accept: Callable[[Holder], bool] | None) -> Key:
    from asn1crypto import x509
    from pkcs11 import Attribute, ObjectClass
    from pyhanko.sign.pkcs11 import PKCS11Signer

    found = [
        (bytes(one[Attribute.ID]), x509.Certificate.load(bytes(one[Attribute.VALUE])))
        for one in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    ]
    with_key = {
        bytes(one[Attribute.ID]) for one in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})
    }
    own = [(name, cert) for name, cert in found if name in with_key]
    chosen = [pair for pair in own if accept is None or accept(holder_of(pair[1]))] or own
    if len(chosen) != 1:
        raise SigningError("token-kunci-tidak-jelas", token=label, jumlah=len(chosen))
    name, certificate = chosen[0]
    chain = [cert for other, cert in found if other != name]
    signer = PKCS11Signer(
        session, signing_cert=certificate, key_id=name, ca_chain=chain, other_certs_to_pull=()
    )
    return Key(signer, certificate, chain)
