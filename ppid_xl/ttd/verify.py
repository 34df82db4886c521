"""The verdict on a signed PDF: every signature, what was added after it, and whether it is what was approved."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ppid_xl.errors import SigningError
from ppid_xl.keadaan_surat import TIDAK_TERSERTIFIKASI
from ppid_xl.ttd.certificate import Holder, Trust, holder_of
from ppid_xl.ttd.kode import SIDIK_DIGITS, Code, parse_code
from ppid_xl.ttd.quiet import quiet

TETAP, DITAMBAH, DIUBAH = "tetap", "tanda tangan atau data validasi ditambahkan", "diubah"
_END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")
_ENDED = re.compile(rb"%%EOF\s*\Z")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature; ``waktu_terbukti`` when a trusted service stamped the time, else the signer's clock said it.

    ``cap_waktu`` says that there is a whole stamp of time, trusted or not.

    ``utuh`` is the mathematics and what was added after it, ``dipercaya`` the chain to a trusted root, ``sah`` both
    and all else that pyHanko asks (its bottom line).
    """

    tempat: str
    pemilik: Holder
    waktu: datetime | None
    waktu_terbukti: bool
    cap_waktu: bool
    tingkat: str
    utuh: bool
    dipercaya: bool
    sah: bool
    perubahan: str
    kode: str
    sertifikat: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All signatures of a PDF, the places left empty, and the unsigned original against the code of the stamp.

    ``asli`` is the digest of the original as far as a code finds it in the file, ``cocok`` None without any code of
    ours; ``tertutup`` says that nothing but validation data follows the last signature.
    """

    signatures: tuple[Signature, ...]
    kosong: tuple[str, ...]
    tertutup: bool
    kode: Code | None
    asli: str
    cocok: bool | None

    @property
    def utuh(self) -> bool:
        """Whether no byte that was signed changed and nothing was added that may not be."""
        return self.tertutup and self.cocok is not False and all(one.utuh for one in self.signatures)

    @property
    def dipercaya(self) -> bool:
        """Whether every signer is known by a trusted root."""
        return all(one.dipercaya for one in self.signatures)

    @property
    def sah(self) -> bool:
        """Whether everything about the file holds: each bottom line, the cover of the last, no place left empty."""
        return self.utuh and not self.kosong and all(one.sah for one in self.signatures)


def verify_pdf(content: bytes, trust: Trust, now: datetime, name: str = "") -> Verdict:
    """Return the verdict on a signed PDF, without asking the network.

    Raises SigningError for what is no PDF, is damaged or encrypted, or has no signature.
    """
    if b"%PDF-" not in content[:1024]:
        raise SigningError("pdf-bukan", berkas=name)
    try:
        with quiet():
            return _verdict(content, trust, now, name)
    except SigningError:
        raise
    except Exception:  # a file of a stranger breaks a reader in ways that nobody can list
        raise SigningError("pdf-rusak-ttd", berkas=name) from None


def _verdict(content: bytes, trust: Trust, now: datetime, name: str) -> Verdict:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    reader = PdfFileReader(io.BytesIO(content), strict=False)
    if reader.encrypted:
        raise SigningError("pdf-terkunci", berkas=name)
    embedded = reader.embedded_regular_signatures
    if not embedded:
        raise SigningError("pdf-tanpa-tanda-tangan", berkas=name)
    found = tuple(_signature(one, content, reader, trust, now) for one in embedded)
    empty = tuple(name for name, value, _ in enumerate_sig_fields(reader) if value is None)
    kode, asli, cocok = _original(content, embedded, [one.kode for one in found])
    return Verdict(found, empty, _closed(embedded[-1], content), kode, asli, cocok)


def _signature(one: Any, content: bytes, reader: Any, trust: Trust, now: datetime) -> Signature:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature

    status = validate_pdf_signature(one, _context(reader, trust, now), _context(reader, trust, now))
    stamp = status.timestamp_validity
    proven = bool(stamp and stamp.valid and stamp.intact and stamp.trusted)
    if (
        stamp and proven and not status.trusted
    ):  # a proven time judges the certificate at that time (RFC 5126, C.4)
        at = _context(reader, trust, stamp.timestamp)
        status = validate_pdf_signature(one, at, _context(reader, trust, now))
    path, level = status.validation_path, status.modification_level
    whole = bool(status.intact and status.valid and status.docmdp_ok and _is_padded(one, content))
    change = TETAP if level == ModificationLevel.NONE else DITAMBAH if whole else DIUBAH
    return Signature(
        tempat=one.field_name,
        pemilik=holder_of(one.signer_cert),
        waktu=stamp.timestamp if proven and stamp else one.self_reported_timestamp,
        waktu_terbukti=proven,
        cap_waktu=bool(stamp and stamp.valid and stamp.intact),
        tingkat=trust.level(path.first) if path and status.trusted else TIDAK_TERSERTIFIKASI,
        utuh=whole,
        dipercaya=bool(status.trusted),
        sah=bool(status.bottom_line and whole),
        perubahan=change,
        kode=str(one.sig_object.get("/ContactInfo", "")),
        sertifikat=one.signer_cert.sha256.hex(),
    )


def _context(reader: Any, trust: Trust, moment: datetime) -> Any:
    from pyhanko.sign.validation.dss import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError
    from pyhanko_certvalidator import ValidationContext

    words: dict[str, Any] = {
        "trust_roots": list(trust.roots), "other_certs": list(trust.others), "moment": moment,
        "allow_fetching": False, "revocation_mode": "soft-fail",
    }  # fmt: skip
    try:
        return DocumentSecurityStore.read_dss(reader).as_validation_context(words)
    except NoDSSFoundError:
        return ValidationContext(**words)


def _is_padded(one: Any, content: bytes) -> bool:
    """Say whether nothing but zeros follows a signature in the room kept for it, which no signature covers."""
    from asn1crypto.parser import peek

    _, length, second, _ = (int(number) for number in one.byte_range)
    kept = bytes.fromhex(content[length + 1 : second - 1].decode("ascii"))
    return not kept[peek(kept) :].strip(b"\0")


def _closed(last: Any, content: bytes) -> bool:
    """Say whether a signature covers the whole file, or only validation data and time stamps follow it."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    start, length, second, rest = (int(one) for one in last.byte_range)
    if start != 0 or length <= 0 or second < length or second + rest > len(content):
        return False
    last.compute_integrity_info()
    if second + rest == len(content):
        return bool(last.coverage == SignatureCoverageLevel.ENTIRE_FILE)
    level = getattr(last.diff_result, "modification_level", ModificationLevel.OTHER)
    return bool(level == ModificationLevel.LTA_UPDATES and _ENDED.search(content))


def _original(
    content: bytes, embedded: Sequence[Any], texts: Sequence[str]
) -> tuple[Code | None, str, bool | None]:
    """Return the code of the stamps, the digest of the original it finds, and whether there is such an original."""
    codes = {code for text in texts if (code := parse_code(text)) is not None}
    if not codes:
        return None, "", None
    first = next(iter(sorted(codes, key=lambda code: code.sidik32)))
    if len(codes) > 1 or any(parse_code(text) is None for text in texts) or first.kind != "h":
        return first, "", False
    digest = _digest_of(first, content, embedded)
    return first, digest, bool(digest)


def _digest_of(code: Code, content: bytes, embedded: Sequence[Any]) -> str:
    """Return the digest of the original that a code means, as far as it lies before the first signature."""
    limit = min(int(one.byte_range[1]) for one in embedded)
    return next((one for one in _digests(content[:limit]) if one.startswith(code.sidik32)), "")


def with_printed_code(content: bytes, verdict: Verdict, codes: Collection[Code]) -> Verdict:
    """Return a verdict that names the original by the one code on its pages, where no signature holds a code.

    Not every service hands the code into the signature. One that finds no original in the file says nothing: a
    service may write a file anew.
    """
    if verdict.kode is not None or len(codes) != 1:
        return verdict
    from pyhanko.pdf_utils.reader import PdfFileReader

    (code,) = codes
    embedded = PdfFileReader(io.BytesIO(content), strict=False).embedded_regular_signatures
    digest = _digest_of(code, content, embedded)
    return replace(verdict, kode=code, asli=digest, cocok=True) if digest else verdict


def _digests(content: bytes) -> Iterator[str]:
    """Yield the digest of a file up to each of its ends: with the line break after ``%%EOF`` and without."""
    running, place = hashlib.sha256(), 0
    ends = {end for found in _END.finditer(content) for end in (found.start() + 5, found.end())}
    for end in sorted(ends):
        running.update(content[place:end])
        place = end
        yield running.copy().hexdigest()


def short_digest(content: bytes) -> str:
    """Return the digest of an unsigned PDF as the code of its stamp holds it."""
    return hashlib.sha256(content).hexdigest()[:SIDIK_DIGITS]
