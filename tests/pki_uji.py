"""A small public-key infrastructure made when the tests run: root, intermediate, officers, time stamps, OCSP.

Its keys live in memory and in the temporary folder of a test; none is ever kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

SANDI = "kata-sandi-rahasia-7391"
SITI, BUDI = ("Siti Aminah", "197501012000122001"), ("Budi Santoso", "196808171990031005")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entity:
    """A certificate with its key and those between it and the root."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def key_pem(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def p12(self, sandi: str = SANDI) -> bytes:
        lock = BestAvailableEncryption(sandi.encode())
        return pkcs12.serialize_key_and_certificates(b"ttd", self.key, self.certificate, self.chain, lock)


@dataclass(frozen=True)
class Pki:
    """A root, an intermediate, and whoever they certify; ``base`` is where OCSP and CRLs are served."""

    name: str
    root: Entity
    inter: Entity
    base: str = ""
    made: dict[str, Entity] = field(default_factory=dict)

    def officer(
        self, nama: str, nip: str = "", *, start: datetime | None = None, end: datetime | None = None
    ) -> Entity:
        subject = [(NameOID.COMMON_NAME, nama), *([(NameOID.SERIAL_NUMBER, nip)] if nip else [])]
        usage = ("digital_signature", "content_commitment")
        urls = _urls(self.base, "inter") if self.base else ()
        return issue(
            subject, self.inter, usage, extra=urls, start=start, end=end, chain=(self.inter.certificate,)
        )

    def special(self, nama: str, purpose: x509.ObjectIdentifier, *, of_root: bool = False) -> Entity:
        extra: list[tuple[x509.ExtensionType, bool]] = [(x509.ExtendedKeyUsage([purpose]), True)]
        if purpose == ExtendedKeyUsageOID.OCSP_SIGNING:
            extra.append((x509.OCSPNoCheck(), False))
        elif self.base:
            extra.extend(_urls(self.base, "root" if of_root else "inter"))
        issuer = self.root if of_root else self.inter
        chain = () if of_root else (self.inter.certificate,)
        return issue([(NameOID.COMMON_NAME, nama)], issuer, ("digital_signature",), extra=extra, chain=chain)

    def trust_folder(self, folder: Path, *, psre: bool = False) -> Path:
        place = folder / "psre" if psre else folder
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{self.name}.pem").write_bytes(self.root.pem())
        return folder


def _urls(base: str, issuer: str) -> tuple[tuple[x509.ExtensionType, bool], ...]:
    uri = x509.UniformResourceIdentifier
    point = x509.DistributionPoint([uri(f"{base}/{issuer}.crl")], None, None, None)
    access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, uri(f"{base}/ocsp"))
    found: list[tuple[x509.ExtensionType, bool]] = [(x509.CRLDistributionPoints([point]), False)]
    if issuer == "inter":
        found.append((x509.AuthorityInformationAccess([access]), False))
    return tuple(found)


def issue(
    subject: Sequence[tuple[x509.ObjectIdentifier, str]], issuer: Entity | None, usage: Sequence[str], *,
    ca: bool = False, extra: Sequence[tuple[x509.ExtensionType, bool]] = (), start: datetime | None = None,
    end: datetime | None = None, chain: tuple[x509.Certificate, ...] = (),
) -> Entity:  # fmt: skip
    key = rsa.generate_private_key(65537, 2048)
    now = datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(oid, text) for oid, text in subject])
    signer = issuer.key if issuer else key
    all_usages = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start or now - 400 * DAY)
        .not_valid_after(end or now + 900 * DAY)
        .add_extension(x509.KeyUsage(**{one: one in usage for one in all_usages}), True)
        .add_extension(x509.BasicConstraints(ca, None), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False)
    )
    for extension, critical in extra:
        builder = builder.add_extension(extension, critical)
    return Entity(key, builder.sign(signer, hashes.SHA256()), chain)


def make_pki(name: str = "uji", base: str = "") -> Pki:
    """Return a new infrastructure."""
    rights = ("digital_signature", "key_cert_sign", "crl_sign")
    root = issue([(NameOID.COMMON_NAME, f"CA Akar {name}")], None, rights, ca=True)
    urls = _urls(base, "root") if base else ()
    inter = issue([(NameOID.COMMON_NAME, f"CA Antara {name}")], root, rights, ca=True, extra=urls)
    return Pki(name, root, inter, base)


@cache
def _shared(name: str) -> Pki:
    return make_pki(name)


def shared_pki(name: str = "uji") -> Pki:
    """Return one infrastructure for a whole run."""
    return _shared(name)


@cache
def _officer(nama: str, nip: str, pki: str) -> Entity:
    return shared_pki(pki).officer(nama, nip)


def shared_officer(nama: str, nip: str = "", pki: str = "uji") -> Entity:
    """Return an officer certified once for a whole run."""
    return _officer(nama, nip, pki)
