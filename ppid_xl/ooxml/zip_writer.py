"""Make a package anew with untouched entries copied as they are stored, and prove that it is whole."""

from __future__ import annotations

import copy
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping

from ppid_xl.errors import HostError, PpidXlError
from ppid_xl.ooxml.zip_parts import LOCAL_HEADER, ZipParts

# APPNOTE.TXT 4.3.12, 4.3.16
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_DATA_DESCRIPTOR, _ZIP64 = 0x08, 0x0001
_LARGE, _FAST_LEVEL, _LEVEL = 4 << 20, 2, 6


def build_zip(parts: ZipParts, changed: Mapping[str, bytes], removed: Collection[str] = ()) -> bytes:
    """Return the zip with some parts changed, added at the end, or left out; order and entry facts stay."""
    body, directory, count, size = [], [], 0, 0
    for info, name, extra, stored in _entries(parts, changed, removed):
        local = _local_header(info, name, extra)
        directory.append(_central_header(info, name, size))
        body += [local, stored]
        size += len(local) + len(stored)
        count += 1
    central = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), size, len(parts.comment))
    return b"".join((*body, central, end, parts.comment))


def check_copy(
    original: ZipParts, changed: Mapping[str, bytes], removed: Collection[str], data: bytes
) -> None:
    """Raise HostError unless a package holds what it should: changed parts, and all others bit by bit."""
    try:
        written = ZipParts(data, original.label)
        new = [name for name in changed if original.find(name) is None]
        expected = [info.filename for info in original.infos if info.filename not in removed] + new
        whole = [info.filename for info in written.infos] == expected
        whole = whole and all(written.read(name) == part for name, part in changed.items())
        kept = [
            info for info in original.infos if info.filename not in removed and info.filename not in changed
        ]
        copies = {info.filename: info for info in written.infos}
        whole = whole and all(
            written.raw(copies[info.filename]) == original.raw(info) and copies[info.filename].CRC == info.CRC
            for info in kept
        )
    except PpidXlError:
        whole = False
    if not whole:
        raise HostError("penulisan-rusak", berkas=original.label)


_Entry = tuple[zipfile.ZipInfo, bytes, bytes, bytes]


def _entries(parts: ZipParts, changed: Mapping[str, bytes], removed: Collection[str]) -> Iterator[_Entry]:
    for old in parts.infos:
        if old.filename in removed:
            continue
        info = copy.copy(old)
        info.flag_bits &= ~_DATA_DESCRIPTOR
        name, extra = parts.local_name(old)
        stored = parts.raw(old)
        if old.filename in changed:
            stored = _compress(info, changed[old.filename])
        yield info, name, _without_zip64(extra), stored
    for part in (part for part in changed if parts.find(part) is None):
        info = zipfile.ZipInfo(part, date_time=parts.infos[0].date_time)
        info.compress_type = zipfile.ZIP_DEFLATED
        yield info, part.encode("ascii"), b"", _compress(info, changed[part])


def _compress(info: zipfile.ZipInfo, data: bytes) -> bytes:
    info.file_size, info.CRC = len(data), zlib.crc32(data)
    if info.compress_type == zipfile.ZIP_DEFLATED:
        info.flag_bits &= ~0x06
        engine = zlib.compressobj(_FAST_LEVEL if len(data) > _LARGE else _LEVEL, zlib.DEFLATED, -15)
        data = engine.compress(data) + engine.flush()
    info.compress_size = len(data)
    return data


def _local_header(info: zipfile.ZipInfo, name: bytes, extra: bytes) -> bytes:
    return LOCAL_HEADER.pack(b"PK\x03\x04", *_facts(info, name, extra)) + name + extra


def _central_header(info: zipfile.ZipInfo, name: bytes, offset: int) -> bytes:
    extra = _without_zip64(info.extra)
    made_by = info.create_version | info.create_system << 8
    places = len(info.comment), 0, info.internal_attr, info.external_attr, offset
    fields = _CENTRAL.pack(b"PK\x01\x02", made_by, *_facts(info, name, extra), *places)
    return fields + name + extra + info.comment


def _facts(info: zipfile.ZipInfo, name: bytes, extra: bytes) -> tuple[int, ...]:
    """Return what both headers of an entry say of it, from the version needed to the lengths (APPNOTE 4.3.7)."""
    return (
        info.extract_version, info.flag_bits, info.compress_type, *_dos_time(info),
        info.CRC, info.compress_size, info.file_size, len(name), len(extra),
    )  # fmt: skip


def _dos_time(info: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, year - 1980 << 9 | month << 5 | day


def _without_zip64(extra: bytes) -> bytes:
    """Return an extra field without the 64-bit sizes, which would contradict the header."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind != _ZIP64:
            kept += extra[at : at + 4 + size]
        at += 4 + size
    return kept + extra[at:]
