"""What a certificate says of its holder, and which certificates a machine trusts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from ppid_xl.errors import ConfigError, SigningError
from ppid_xl.keadaan_surat import TERSERTIFIKASI, TIDAK_TERSERTIFIKASI

PSRE = "psre"  # the folder of Indonesian certification providers within that of trusted roots
SUFFIXES = (".pem", ".crt", ".cer", ".der")
_NIP = re.compile(r"(?<![0-9])[0-9]{18}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a certificate is of, who issued it, and from when until when; ``nip`` is empty when it names none."""

    nama: str
    nip: str
    penerbit: str
    mulai: datetime
    akhir: datetime


@dataclass(frozen=True)
class Trust:
    """Trusted roots, those among them of Indonesian providers, and certificates that lead to them."""

    roots: Sequence[Any] = ()
    psre: Sequence[Any] = ()
    others: Sequence[Any] = field(default=())

    def level(self, root: Any) -> str:
        """Return how the law calls a signature whose chain ends in a root (PP 71/2019 Pasal 60)."""
        known = {one.sha256 for one in self.psre}
        return TERSERTIFIKASI if root is not None and root.sha256 in known else TIDAK_TERSERTIFIKASI


def holder_of(certificate: Any) -> Holder:
    """Return what an asn1crypto certificate says; a NIP is 18 digits in serialNumber or userId."""
    subject = certificate.subject.native
    numbers = [str(subject.get(key, "")).replace(" ", "") for key in ("serial_number", "user_id")]
    nip = next((found[0] for text in numbers if (found := _NIP.search(text))), "")
    issuer = certificate.issuer.native
    return Holder(
        _text(subject.get("common_name")) or certificate.subject.human_friendly,
        nip,
        _text(issuer.get("common_name")) or _text(issuer.get("organization_name")),
        certificate.not_valid_before,
        certificate.not_valid_after,
    )


def refuse_out_of_date(holder: Holder, now: datetime) -> None:
    """Raise SigningError for a certificate that has ended, or whose time has not come."""
    if now > holder.akhir:
        raise SigningError("sertifikat-berakhir", nama=holder.nama, tanggal=f"{holder.akhir:%d/%m/%Y}")
    if now < holder.mulai:
        raise SigningError("sertifikat-belum-berlaku", nama=holder.nama, tanggal=f"{holder.mulai:%d/%m/%Y}")


def load_trust(*folders: Path) -> Trust:
    """Return the certificates in folders; those in their sub-folder ``psre`` are of Indonesian providers.

    A folder that is not there holds none. Raises ConfigError for a file that is no certificate.
    """
    plain = [one for folder in folders for one in _load_folder(folder)]
    psre = [one for folder in folders for one in _load_folder(folder / PSRE)]
    roots = [one for one in (*plain, *psre) if one.self_issued]
    others = [one for one in (*plain, *psre) if not one.self_issued]
    return Trust(roots, [one for one in psre if one.self_issued], others)


def level_of(certificate: Any, chain: Sequence[Any], trust: Trust, now: datetime) -> str:
    """Return how the law will call a signature made with a certificate."""
    from asyncio import run

    from pyhanko_certvalidator import CertificateValidator
    from pyhanko_certvalidator.errors import PathError, ValidationError

    validator = CertificateValidator(
        certificate, intermediate_certs=list(chain), validation_context=context_of(trust, now)
    )
    try:
        path = run(validator.async_validate_usage(set()))
    except (PathError, ValidationError):
        return TIDAK_TERSERTIFIKASI
    return trust.level(path.first)


def context_of(trust: Trust, now: datetime) -> Any:
    """Return the validation context of pyHanko, which never asks the network."""
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=list(trust.roots),
        other_certs=list(trust.others),
        moment=now,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _load_folder(folder: Path) -> list[Any]:
    if not folder.is_dir():
        return []
    return [
        one
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in SUFFIXES and path.is_file()
        for one in _load(path)
    ]


def _load(path: Path) -> list[Any]:
    from asn1crypto import pem, x509

    content = path.read_bytes()
    try:
        found = [content]
        if pem.detect(content):
            found = [data for kind, _, data in pem.unarmor(content, multiple=True) if kind == "CERTIFICATE"]
        certificates = [x509.Certificate.load(data, strict=True) for data in found]
        for one in certificates:
            _ = one.subject.native, one.not_valid_after
    except (ValueError, TypeError) as reason:
        raise ConfigError("sertifikat-akar-rusak", berkas=path) from reason
    return certificates


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
