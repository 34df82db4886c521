"""The data of a letter in one canonical form, and the digest of it that its QR carries as ``d=``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from ppid_xl.surat.text import clean_text

VOLATILE = ("properti",)  # the properties of the file: no page shows them
SIDIK32 = 32


def canonical_data(context: Mapping[str, object]) -> bytes:
    """Return what a letter was filled with as sorted JSON, so that equal letters are equal bytes.

    Texts are as a document shows them. Raises TypeError for a value that no template can show; a picture comes as
    the digest of its content.
    """
    told = {key: _shown(value) for key, value in context.items() if key not in VOLATILE}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def data_sidik(data: bytes) -> str:
    """Return the first 32 hexadecimal digits of the SHA-256 of canonical data."""
    return hashlib.sha256(data).hexdigest()[:SIDIK32]


def _shown(value: object) -> object:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(key): _shown(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(one) for one in value]
    raise TypeError(f"no value of a letter: {type(value).__name__}")
