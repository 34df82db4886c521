"""The compression of VBA sources (MS-OVBA 2.4.1): chunks of 4096 bytes of literal and copy tokens."""

from __future__ import annotations

import struct
from collections.abc import Iterator

CHUNK = 4096
_SIGNATURE = b"\x01"
_COMPRESSED, _RAW = 0xB000, 0x3FFF
_SHORTEST = 3
_LOOK_BACK = 64


def compress(data: bytes) -> bytes:
    """Return data as a compressed container.

    A chunk that would not shrink is stored raw; a raw last chunk is filled up with NUL (MS-OVBA 2.4.1.3.10).
    """
    chunks = (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))
    return _SIGNATURE + b"".join(_with_header(chunk) for chunk in chunks)


def _with_header(chunk: bytes) -> bytes:
    tokens = b"".join(_token_sequences(chunk))
    if len(tokens) < CHUNK:
        return struct.pack("<H", _COMPRESSED | (len(tokens) - 1)) + tokens
    return struct.pack("<H", _RAW) + chunk.ljust(CHUNK, b"\0")


def _token_sequences(chunk: bytes) -> Iterator[bytes]:
    """Yield groups of eight tokens, each behind the byte whose bits tell copy tokens (2.4.1.1.7)."""
    seen: dict[bytes, list[int]] = {}
    at = 0
    while at < len(chunk):
        flags, tokens = 0, []
        for bit in range(8):
            if at >= len(chunk):
                break
            offset, length = _longest_match(chunk, at, seen)
            if length:
                flags |= 1 << bit
                tokens.append(_copy_token(at, offset, length))
            else:
                tokens.append(chunk[at : at + 1])
            for place in range(at, at + (length or 1)):
                seen.setdefault(chunk[place : place + _SHORTEST], []).append(place)
            at += length or 1
        yield bytes([flags]) + b"".join(tokens)


def _longest_match(chunk: bytes, at: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """Return how far back the longest equal run begins and its length, or (0, 0) when none pays."""
    limit = min((0xFFFF >> _offset_bits(at)) + _SHORTEST, len(chunk) - at)
    best_offset = best_length = 0
    if limit < _SHORTEST:
        return 0, 0
    for start in reversed(seen.get(chunk[at : at + _SHORTEST], ())[-_LOOK_BACK:]):
        length = _SHORTEST
        while length < limit and chunk[start + length] == chunk[at + length]:
            length += 1
        if length > best_length:
            best_offset, best_length = at - start, length
    return best_offset, best_length


def _copy_token(at: int, offset: int, length: int) -> bytes:
    return struct.pack("<H", (offset - 1) << (16 - _offset_bits(at)) | (length - _SHORTEST))


def _offset_bits(at: int) -> int:
    """Return how many bits of a copy token are offset at a place of the chunk (CopyToken Help, 2.4.1.3.19.1)."""
    return max((at - 1).bit_length(), 4) if at else 4
