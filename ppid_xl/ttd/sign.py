"""PAdES signatures (ETSI EN 319 142-1): B-B, with a time stamp B-T, with validation data too B-LT.

All places are made fields together with the first signature, which certifies the letter: later signers may fill
theirs, and nobody may add anything else (DocMDP level 2, ISO 32000-1, 12.8.2.2).
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ppid_xl.errors import SigningError
from ppid_xl.ttd.certificate import Trust
from ppid_xl.ttd.keys import Key
from ppid_xl.ttd.page_words import Anchor, find_anchors
from ppid_xl.ttd.quiet import quiet
from ppid_xl.ttd.signature_boxes import Box, lies_in, page_numbers, signature_boxes
from ppid_xl.ttd.stamp import Stamp, draw_stamp

FIELD = "TTD"
_TITLE = re.compile(f"{FIELD}[1-9]")


@dataclass(frozen=True)
class Extra:
    """What a signature has besides: a time-stamp service by its address, and validation data for later years."""

    tsa: str = ""
    ltv: bool = False
    trust: Trust = field(default_factory=Trust)


@dataclass(frozen=True, slots=True)
class Place:
    """A place for a signature, and whether it is taken."""

    number: int
    page: int
    box: tuple[float, float, float, float]
    filled: bool


def places_of(content: bytes, name: str = "") -> tuple[Place, ...]:
    """Return the places for signatures of a letter, by number: its fields, or before the first one its anchors.

    Raises SigningError for a PDF that cannot be read or has no such place.
    """
    fields = _fields(content, name)
    if fields:
        return fields
    anchors = find_anchors(content, name)
    if not anchors:
        raise SigningError("ttd-tanpa-tempat", berkas=name)
    signed = signature_boxes(content)
    return tuple(Place(one.number, one.page, one.box, _is_taken(one, signed)) for one in anchors)


def has_own_fields(content: bytes) -> bool:
    """Say whether this program made the places of a PDF fields, with the first signature that certifies it."""
    return bool(_fields(content, ""))


def _is_taken(anchor: Anchor, signed: Sequence[tuple[int, Box]]) -> bool:
    """Say whether a service signed there, in a field with a name of its own."""
    return any(page == anchor.page and lies_in(box, anchor.box) for page, box in signed)


def sign_pdf(content: bytes, place: Place, key: Key, stamp: Stamp, extra: Extra | None = None) -> bytes:
    """Return the letter with one more signature at a place, its old bytes unchanged before the new ones.

    Raises SigningError where the key, the time-stamp service or the validation data fail.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    extra = extra or Extra()
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    first = not _fields(content)
    if first:
        for anchor in find_anchors(content):
            fields.append_signature_field(writer, _field(anchor))
    about = signers.PdfSignatureMetadata(
        field_name=f"{FIELD}{place.number}", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES,
        certify=first, docmdp_permissions=fields.MDPPerm.FILL_FORMS, name=key.holder.nama,
        contact_info=stamp.kode, reason="Menandatangani naskah ini", embed_validation_info=extra.ltv,
        validation_context=_fetching(extra, key) if extra.ltv else None,
    )  # fmt: skip
    signer = signers.PdfSigner(
        about,
        signer=key.signer,
        stamp_style=_look(stamp),
        timestamper=_stamper(extra.tsa) if extra.tsa else None,
    )
    return _signed(signer, writer, key, extra)


def _signed(signer: Any, writer: Any, key: Key, extra: Extra) -> bytes:
    """Sign, and say in our words what went wrong; the words of a library may hold what nobody should read."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError as PyhankoError
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError
    from pyhanko_certvalidator.errors import PathError, ValidationError

    result = io.BytesIO()
    try:
        with quiet():
            signer.sign_pdf(writer, output=result, in_place=False)
    except (TimestampRequestError, TimeoutError, OSError):
        raise SigningError("tsa-tidak-menjawab", alamat=extra.tsa or "OCSP/CRL") from None
    except (PathError, ValidationError):
        raise SigningError("ltv-tidak-lengkap", nama=key.holder.nama) from None
    except (PyhankoError, PdfError, ValueError) as reason:
        if extra.ltv and isinstance(reason.__cause__, (PathError, ValidationError)):
            raise SigningError("ltv-tidak-lengkap", nama=key.holder.nama) from None
        raise SigningError("ttd-gagal", nama=key.holder.nama, alasan=type(reason).__name__) from None
    except Exception as reason:  # a token answers with errors of its own library
        if type(reason).__module__.partition(".")[0] != "pkcs11":
            raise
        raise SigningError("ttd-gagal", nama=key.holder.nama, alasan=type(reason).__name__) from None
    return result.getvalue()


def _fields(content: bytes, name: str = "") -> tuple[Place, ...]:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        if reader.encrypted:
            raise SigningError("pdf-terkunci", berkas=name)
        pages = page_numbers(reader)
        found = [
            Place(int(title[len(FIELD) :]), pages.get(_page_of(ref), 0), _rect(ref), value is not None)
            for title, value, ref in enumerate_sig_fields(reader)
            if _TITLE.fullmatch(title)
        ]
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SigningError("pdf-tidak-terbaca", berkas=name) from None
    return tuple(sorted(found, key=lambda one: one.number))


def _page_of(ref: Any) -> Any:
    page = ref.get_object().raw_get("/P") if "/P" in ref.get_object() else None
    return getattr(page, "reference", None)


def _rect(ref: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(one) for one in ref.get_object()["/Rect"])
    return left, bottom, right, top


def _field(anchor: Anchor) -> Any:
    from pyhanko.sign.fields import SigFieldSpec

    box: Any = anchor.box
    return SigFieldSpec(f"{FIELD}{anchor.number}", on_page=anchor.page, box=box)


def _look(stamp: Stamp) -> Any:
    from pyhanko.pdf_utils import images, layout
    from pyhanko.stamp import StaticStampStyle

    rule = layout.SimpleBoxLayoutRule(
        x_align=layout.AxisAlignment.ALIGN_MIN, y_align=layout.AxisAlignment.ALIGN_MIN,
        margins=layout.Margins.uniform(0),
    )  # fmt: skip
    return StaticStampStyle(
        background=images.PdfImage(draw_stamp(stamp)), background_opacity=1, border_width=0,
        background_layout=rule,
    )  # fmt: skip


def _stamper(address: str) -> Any:
    from pyhanko.sign.timestamps import HTTPTimeStamper
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError

    class Stamper(HTTPTimeStamper):
        """A service whose answer may be nonsense, which is its fault and not that of the key."""

        async def async_timestamp(self, message_digest: Any, md_algorithm: Any) -> Any:
            try:
                return await super().async_timestamp(message_digest, md_algorithm)
            except (ValueError, TypeError):
                raise TimestampRequestError("no time stamp") from None

    if not address.startswith(("https://", "http://")):
        raise SigningError("tsa-alamat-salah", alamat=address)
    return Stamper(address, timeout=30)


def _fetching(extra: Extra, key: Key) -> Any:
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=list(extra.trust.roots), other_certs=[*extra.trust.others, *key.chain], allow_fetching=True,
        revocation_mode="hard-fail",
    )  # fmt: skip


def places_left(places: Sequence[Place]) -> list[Place]:
    """Return the places that nobody signed at, in the order in which they must be."""
    return [one for one in places if not one.filled]
