"""What the eSign service answers, in our words: an error, the status of an officer, a signed letter."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ppid_xl.errors import SigningError
from ppid_xl.ttd.bsre_http import Reply, Trouble

MAY_SIGN = "ISSUE"
BELUM_TERDAFTAR, FRASA_SALAH = "2011", "2031"
LONGEST = 160
_KNOWN = {BELUM_TERDAFTAR: "bsre-belum-terdaftar", FRASA_SALAH: "bsre-frasa-salah"}
_STATUS = re.compile(r"[A-Z0-9_ ]{1,40}")
_DIGITS = re.compile(r"[0-9]{10,}")
_UNSEEN = re.compile(r"[^\x20-\x7e\xa0-\uffff]+")


def usable(answer: Reply | Trouble, secrets: Iterable[str], *, signing: bool) -> Reply:
    """Return an answer of success; raise SigningError for any other.

    When ``signing``, the sentence of an answer that was lost on the way says that the letter may have been signed.
    """
    if isinstance(answer, str):
        raise _lost(answer, signing)
    if 300 <= answer.status < 400:
        raise SigningError("bsre-dialihkan", http=answer.status)
    told = _table(answer)
    number = str(told.get("status_code", told.get("code", "")))
    if number in _KNOWN:
        raise (
            SigningError("bsre-frasa-salah")
            if number == FRASA_SALAH
            else SigningError("bsre-belum-terdaftar")
        )
    if answer.status in (401, 403):
        raise SigningError("bsre-klien-ditolak", http=answer.status)
    if answer.status >= 500 and signing:
        raise SigningError("bsre-mungkin-sudah", sebab=f"layanan menjawab galat HTTP {answer.status}")
    if answer.status != 200 or "error" in told:
        message = redact(str(told.get("error") or told.get("message") or ""), secrets)
        kode = number if number.isdecimal() else "-"
        raise SigningError(
            "bsre-menolak", http=answer.status, nomor=kode, kata=message or "(tanpa keterangan)"
        )
    return answer


def _lost(trouble: Trouble, signing: bool) -> SigningError:
    if trouble == "tls":
        return SigningError("bsre-tls")
    if trouble == "tidak-terhubung":
        return SigningError("bsre-tidak-terhubung")
    words = {
        "terputus": "jawabannya terputus atau melewati batas waktu",
        "terlalu-besar": "jawabannya jauh lebih besar daripada suratnya",
        "termampatkan": "jawabannya dimampatkan, padahal tidak diminta",
    }[trouble]
    return (
        SigningError("bsre-mungkin-sudah", sebab=words)
        if signing
        else SigningError("bsre-terputus", sebab=words)
    )


def refuse_status(answer: Reply) -> None:
    """Raise SigningError for an officer who may not sign now."""
    told = _table(answer).get("status")
    if not isinstance(told, str):
        raise SigningError("bsre-jawaban-lain", jenis=answer.kind or "tidak disebut")
    if told != MAY_SIGN:
        raise SigningError("bsre-belum-dapat", status=told if _STATUS.fullmatch(told) else "tidak dikenal")


def signed_letter(answer: Reply) -> bytes:
    """Return the one letter in an answer: the PDF itself, ``file`` of v2 or ``base64_signed_file`` of v1.

    Raises SigningError for a web page, another JSON, and several letters.
    """
    if answer.content[:1024].lstrip().startswith(b"%PDF-"):
        return answer.content
    told = _table(answer)
    found = told.get("file", told.get("base64_signed_file"))
    if isinstance(found, list) and len(found) == 1:
        found = found[0]
    if isinstance(found, str) and found:
        try:
            return base64.b64decode(found, validate=True)
        except (binascii.Error, ValueError):
            pass
    raise SigningError("bsre-jawaban-lain", jenis=answer.kind or "tidak disebut")


def document_name(answer: Reply) -> str:
    """Return how the service calls the letter it signed; empty when it does not say."""
    found = answer.id_dokumen or str(_table(answer).get("id_dokumen", ""))
    return found if re.fullmatch(r"[A-Za-z0-9._-]{1,80}", found) else ""


def redact(text: str, secrets: Iterable[str]) -> str:
    """Return words of the service without secrets, long numbers and control characters, and not too many."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, "•••")
    text = " ".join(_UNSEEN.sub(" ", _DIGITS.sub("•••", text)).split())
    return text[:LONGEST].replace("{", "(").replace("}", ")")


def _table(answer: Reply) -> Mapping[str, Any]:
    """Return the JSON object of an answer; an empty one when it is something else."""
    if answer.content.lstrip()[:1] != b"{":
        return {}
    try:
        told = json.loads(answer.content)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
