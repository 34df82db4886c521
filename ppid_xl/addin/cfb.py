"""A writer of compound files (MS-CFB version 3): storages and streams in sectors of 512 bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ppid_xl.errors import ConfigError

SECTOR, MINI_SECTOR, MINI_CUTOFF = 512, 64, 4096
NAME_LENGTH = 31
_FREE, _END_OF_CHAIN, _FAT_SECTOR, _NO_ENTRY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_BLACK = 1
_NUMBERS = SECTOR // 4
_HEADER_SLOTS = 109
_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")

Tree = Mapping[str, "bytes | Tree"]


@dataclass
class _Entry:
    """A directory entry (MS-CFB 2.6.1)."""

    name: str
    kind: int
    data: bytes = b""
    left: int = _NO_ENTRY
    right: int = _NO_ENTRY
    child: int = _NO_ENTRY
    start: int = 0
    size: int = 0


class _Sectors:
    """Sectors of one size, and where each chain of them goes on."""

    def __init__(self, size: int) -> None:
        self.size, self.content, self.next = size, bytearray(), list[int]()

    def add(self, data: bytes) -> int:
        """Append data as a chain and return its first sector."""
        if not data:
            return _END_OF_CHAIN
        first, count = len(self.next), -(-len(data) // self.size)
        self.content += data.ljust(count * self.size, b"\0")
        self.next += [*range(first + 1, first + count), _END_OF_CHAIN]
        return first


def write_compound(tree: Tree) -> bytes:
    """Return a compound file that holds a tree of streams (bytes) and storages (mappings).

    Raises ConfigError when a name does not fit a directory entry, or the whole does not fit a header-only
    DIFAT (about 7 MB).
    """
    entries = _directory(tree)
    sectors, mini = _Sectors(SECTOR), _Sectors(MINI_SECTOR)
    for entry in entries:
        if entry.kind == _STREAM:
            place = mini if len(entry.data) < MINI_CUTOFF else sectors
            entry.start, entry.size = place.add(entry.data), len(entry.data)
    root = entries[0]
    root.start, root.size = sectors.add(bytes(mini.content)), len(mini.content)
    mini_fat = sectors.add(_numbers(mini.next))
    directory = sectors.add(_directory_bytes(entries))
    fat_count = _fat_sectors(len(sectors.next))
    first_fat = len(sectors.next)
    sectors.next += [_FAT_SECTOR] * fat_count
    header = _header(
        range(first_fat, first_fat + fat_count), directory, mini_fat, -(-len(mini.next) // _NUMBERS)
    )
    return header + bytes(sectors.content) + _numbers(sectors.next)


def _directory(tree: Tree) -> list[_Entry]:
    """Return the root and below it all entries, siblings of each storage as a balanced tree (2.6.4)."""
    entries = [_Entry("Root Entry", _ROOT)]

    def add_all(node: Tree) -> int:
        names = sorted(node, key=lambda name: (len(_utf16(name)), name.upper()))
        return link([add_one(name, node[name]) for name in names])

    def add_one(name: str, content: bytes | Tree) -> int:
        _check_name(name)
        index = len(entries)
        if isinstance(content, bytes):
            entries.append(_Entry(name, _STREAM, content))
        else:
            entries.append(_Entry(name, _STORAGE))
            entries[index].child = add_all(content)
        return index

    def link(indexes: Sequence[int]) -> int:
        if not indexes:
            return _NO_ENTRY
        middle = len(indexes) // 2
        entry = entries[indexes[middle]]
        entry.left, entry.right = link(indexes[:middle]), link(indexes[middle + 1 :])
        return indexes[middle]

    entries[0].child = add_all(tree)
    return entries


def _check_name(name: str) -> None:
    if not name or len(_utf16(name)) > 2 * NAME_LENGTH or set(name) & set("/\\:!"):
        raise ConfigError("nama-modul-tidak-muat", nama=name, panjang=NAME_LENGTH)


def _directory_bytes(entries: Sequence[_Entry]) -> bytes:
    packed = b"".join(map(_entry_bytes, entries))
    blank = bytes(68) + struct.pack("<III", _NO_ENTRY, _NO_ENTRY, _NO_ENTRY) + bytes(48)
    return packed + blank * (-len(entries) % (SECTOR // len(blank)))


def _entry_bytes(entry: _Entry) -> bytes:
    name = _utf16(entry.name) + b"\0\0"
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBB", len(name), entry.kind, _BLACK)
        + struct.pack("<III", entry.left, entry.right, entry.child)
        + bytes(16 + 4 + 16)
        + struct.pack("<IQ", entry.start, entry.size)
    )


def _fat_sectors(used: int) -> int:
    count = 1
    while count * _NUMBERS < used + count:
        count += 1
    if count > _HEADER_SLOTS:
        raise ConfigError("proyek-vba-terlalu-besar", batas=_HEADER_SLOTS * _NUMBERS * SECTOR // 1_000_000)
    return count


def _header(fat: range, directory: int, mini_fat: int, mini_fat_count: int) -> bytes:
    """Return the header sector (2.2) of a file without DIFAT sectors."""
    slots = [*fat, *[_FREE] * (_HEADER_SLOTS - len(fat))]
    return (
        _SIGNATURE
        + bytes(16)
        + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<5I", 0, len(fat), directory, 0, MINI_CUTOFF)
        + struct.pack("<4I", mini_fat, mini_fat_count, _END_OF_CHAIN, 0)
        + struct.pack(f"<{_HEADER_SLOTS}I", *slots)
    )


def _numbers(values: Sequence[int]) -> bytes:
    """Return sector numbers packed into whole sectors, the rest free."""
    return b"".join(_number_sectors(values))


def _number_sectors(values: Sequence[int]) -> Iterator[bytes]:
    for start in range(0, len(values), _NUMBERS):
        part = [*values[start : start + _NUMBERS]]
        yield struct.pack(f"<{_NUMBERS}I", *part, *[_FREE] * (_NUMBERS - len(part)))


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
