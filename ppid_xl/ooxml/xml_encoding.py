"""XML parts in UTF-8, whatever encoding they came in."""

from __future__ import annotations

import re

_DECLARED = re.compile(rb"""((?:\xef\xbb\xbf)?<\?xml[^>]*?\bencoding\s*=\s*["'])([^"']*)""")
# Parsers agree on these; an exotic one could hide a DTD or a cell from a scan of the bytes.
_KNOWN = re.compile(r"utf-?8|utf-?16|us-ascii|ascii|iso-8859-\d+|windows-125\d", re.IGNORECASE)
_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def to_utf8(data: bytes) -> bytes:
    """Return an XML part in UTF-8; the very same bytes when it already is.

    Raises LookupError for an encoding outside UTF-8, UTF-16 and the common single-byte ones, and
    UnicodeError when the bytes are not in the encoding they declare.
    """
    wide = _wide_order(data[:4])
    if wide:
        return _declare_utf8(data.decode(wide).lstrip("\ufeff").encode())
    declared = _DECLARED.match(data)
    if not declared:
        return data
    name = declared[2].decode("ascii", "replace")
    if not _KNOWN.fullmatch(name):
        raise LookupError(name)
    if name.lower().startswith("utf"):
        return data
    return _declare_utf8(data.decode(name).encode())


def _declare_utf8(data: bytes) -> bytes:
    return _DECLARED.sub(rb"\g<1>UTF-8", data, count=1)


def _wide_order(start: bytes) -> str:
    if start.startswith(b"\xff\xfe\0\0") or start.startswith(b"\0\0"):
        raise LookupError("utf-32")
    if start[:2] in _BOMS:
        return _BOMS[start[:2]]
    zeros = bytes(byte == 0 for byte in start)
    return {b"\0\1\0\1": "utf-16-le", b"\1\0\1\0": "utf-16-be"}.get(zeros, "")
