"""Pictures of one dot, made byte by byte for the tests."""

from __future__ import annotations

import struct
import zlib


def tiny_png(width: int = 1, height: int = 1) -> bytes:
    """Return a PNG whose head tells this size (PNG, 11.2.2)."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\0\0")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def tiny_jpg(width: int = 1, height: int = 1) -> bytes:
    """Return the segments of a JPEG whose frame tells this size (ITU-T T.81, B.2)."""
    frame = struct.pack(">BHH", 8, height, width) + b"\x01\x01\x11\x00"
    return (
        b"\xff\xd8"
        + _segment(0xE0, b"JFIF\0")
        + _segment(0xC0, frame)
        + _segment(0xDA, b"\x01\x01")
        + b"0\xff\xd9"
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG (PNG, 5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _segment(kind: int, data: bytes) -> bytes:
    return bytes((0xFF, kind)) + struct.pack(">H", len(data) + 2) + data
