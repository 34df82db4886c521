"""The stream ``dir`` of a VBA project (MS-OVBA 2.3.4.2): what it is called, refers to and consists of."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from ppid_xl.addin.vba_module import CODE_PAGE, ENCODING, VbaModule

LOCALE = 0x0409
_WINDOWS_64 = 3
_COOKIE = 0xFFFF

REFERENCES = {
    "stdole": r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
    "Office": r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
    r"C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
}


def dir_stream(name: str, modules: Sequence[VbaModule]) -> bytes:
    """Return the stream, not yet compressed; every source begins at offset 0 of its stream."""
    return b"".join(
        [
            _information(name),
            *(_reference(*pair) for pair in REFERENCES.items()),
            _short(0x0F, len(modules)),
            _short(0x13, _COOKIE),
            *map(_module, modules),
            _record(0x10),
        ]
    )


def _information(name: str) -> bytes:
    """Return PROJECTINFORMATION (2.3.4.2.1)."""
    return b"".join(
        [
            _long(0x01, _WINDOWS_64),
            _long(0x02, LOCALE),
            _long(0x14, LOCALE),
            _short(0x03, CODE_PAGE),
            _record(0x04, name.encode(ENCODING)),
            _text(0x05, 0x40, ""),
            _record(0x06) + _record(0x3D),
            _long(0x07, 0),
            _long(0x08, 0),
            struct.pack("<HIIH", 0x09, 4, 1, 0),
            _text(0x0C, 0x3C, ""),
        ]
    )


def _reference(name: str, library: str) -> bytes:
    """Return REFERENCENAME and REFERENCEREGISTERED (2.3.4.2.2)."""
    encoded = library.encode(ENCODING)
    return _text(0x16, 0x3E, name) + _record(
        0x0D, struct.pack("<I", len(encoded)) + encoded + struct.pack("<IH", 0, 0)
    )


def _module(module: VbaModule) -> bytes:
    """Return MODULE (2.3.4.2.3.2)."""
    return b"".join(
        [
            _text(0x19, 0x47, module.name),
            _text(0x1A, 0x32, module.name),
            _text(0x1C, 0x48, ""),
            _long(0x31, 0),
            _long(0x1E, 0),
            _short(0x2C, _COOKIE),
            _record(0x21 if module.kind == "standard" else 0x22),
            _record(0x2B),
        ]
    )


def _record(number: int, data: bytes = b"") -> bytes:
    return struct.pack("<HI", number, len(data)) + data


def _long(number: int, value: int) -> bytes:
    return _record(number, struct.pack("<I", value))


def _short(number: int, value: int) -> bytes:
    return _record(number, struct.pack("<H", value))


def _text(number: int, wide_number: int, text: str) -> bytes:
    return _record(number, text.encode(ENCODING)) + _record(wide_number, text.encode("utf-16-le"))
