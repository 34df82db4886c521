"""The code on a letter: which letter it is, its number, and the digest of what was approved, as one line for a QR.

``PPID1|SR-2026-0001|001/PPID/XI/2026|h=<32 hex>``, or with a site of the office
``https://<domain>/v/1?s=SR-2026-0001&n=001%2FPPID%2FXI%2F2026&h=<32 hex>``. Nothing personal is in it, and it proves
nothing by itself: anyone can print one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote

SIDIK_DIGITS = 32
_ID = r"SR-[0-9]{4}-[0-9]{4,}"
_SIDIK = rf"(?P<kind>[dh])=(?P<sidik>[0-9a-f]{{{SIDIK_DIGITS}}})"
_LINE = re.compile(rf"PPID1\|(?P<surat>{_ID})\|(?P<nomor>[\x20-\x7e]*)\|{_SIDIK}")
_SITE = r"https://(?P<site>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?)"
_URL = re.compile(rf"{_SITE}/v/1\?s=(?P<surat>{_ID})&n=(?P<nomor>[\x21-\x7e]*)&{_SIDIK}")
_PLAIN = "".join(chr(n) for n in range(0x20, 0x7F) if chr(n) not in "|%")


@dataclass(frozen=True, slots=True)
class Code:
    """What a QR says; ``kind`` is ``h`` for the digest of the unsigned PDF, ``d`` for that of the letter's data.

    ``sidik32`` is the first 32 hexadecimal digits of a SHA-256; ``nomor`` is empty while the letter has none.
    """

    id_surat: str
    nomor: str
    kind: Literal["d", "h"]
    sidik32: str


def write_code(code: Code, site: str = "") -> str:
    """Return the text of a QR, as an address when the office has a site (a domain such as ``ppid.contoh.go.id``).

    Raises ValueError for a code that could not be read back.
    """
    if site:
        nomor = quote(code.nomor, safe="")
        text = f"https://{site}/v/1?s={code.id_surat}&n={nomor}&{code.kind}={code.sidik32}"
    else:
        text = f"PPID1|{code.id_surat}|{quote(code.nomor, safe=_PLAIN)}|{code.kind}={code.sidik32}"
    if _match(text) is None:
        raise ValueError(f"no code of a letter: {text}")
    return text


def parse_code(text: str) -> Code | None:
    """Return what a QR says; None when it is not one of ours, written exactly as write_code writes it."""
    found = _match(text)
    if found is None:
        return None
    kind: Literal["d", "h"] = "d" if found["kind"] == "d" else "h"
    try:
        nomor = unquote(found["nomor"], errors="strict")
        code = Code(found["surat"], nomor, kind, found["sidik"])
        return code if write_code(code, found.groupdict().get("site") or "") == text else None
    except ValueError:
        return None


def _match(text: str) -> re.Match[str] | None:
    return _LINE.fullmatch(text) or _URL.fullmatch(text)
