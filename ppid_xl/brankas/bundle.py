"""What lies inside an envelope: a tar of ``asli.json`` (name, size, digest) and ``isi`` (the softcopy), as streams."""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from ppid_xl.errors import HostError

ASLI, ISI = "asli.json", "isi"
UNIT = tarfile.BLOCKSIZE
END = bytes(2 * UNIT)
PIECE = 1 << 16
LARGEST_ASLI = 64 << 10


@dataclass(frozen=True, slots=True)
class Asli:
    """What a softcopy was before it was sealed; field names as in ``asli.json``."""

    nama: str
    ukuran: int
    sha256: str
    diubah: str
    informasi: tuple[str, ...]


class BrokenBundle(Exception):
    """What was decrypted is no bundle, or not the softcopy that it says."""


class Packing:
    """The bundle of a softcopy, read piece by piece."""

    def __init__(self, asli: Asli, source: BinaryIO) -> None:
        self._pieces = _pieces(asli, source)
        self._rest = bytearray()

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes, none at the end."""
        while size < 0 or len(self._rest) < size:
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._rest += piece
        taken = bytes(self._rest if size < 0 else self._rest[:size])
        del self._rest[: len(taken)]
        return taken


def _pieces(asli: Asli, source: BinaryIO) -> Iterator[bytes]:
    told = json.dumps(asdict(asli), ensure_ascii=False, sort_keys=True).encode()
    yield _header(ASLI, len(told)) + told + _padding(len(told)) + _header(ISI, asli.ukuran)
    digest, count = hashlib.sha256(), 0
    while piece := source.read(PIECE):
        digest.update(piece)
        count += len(piece)
        yield piece
    if (count, digest.hexdigest()) != (asli.ukuran, asli.sha256):
        raise HostError("amplop-sumber-berubah", berkas=asli.nama)
    yield _padding(count) + END


def _header(name: str, size: int) -> bytes:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member.tobuf(tarfile.GNU_FORMAT)


def _padding(size: int) -> bytes:
    return bytes(-size % UNIT)


class Unpacking:
    """A bundle, written piece by piece; the softcopy in it goes to ``sink``."""

    def __init__(self, sink: Callable[[bytes], object]) -> None:
        self._sink, self._digest = sink, hashlib.sha256()
        self._waiting, self._steps = bytearray(), self._parse()
        self._wanted = next(self._steps)
        self._asli: Asli | None = None
        self._ended = False

    def write(self, data: bytes) -> int:
        """Take the next bytes; raise BrokenBundle as soon as they cannot belong to a bundle."""
        self._waiting += data
        while not self._ended and len(self._waiting) >= self._wanted:
            piece = bytes(self._waiting[: self._wanted])
            del self._waiting[: self._wanted]
            try:
                self._wanted = self._steps.send(piece)
            except StopIteration:
                self._ended = True
        if self._ended and self._waiting:
            raise BrokenBundle
        return len(data)

    def flush(self) -> None:
        """Do nothing; a writer has this."""

    def finish(self) -> Asli:
        """Return what the softcopy was; raise BrokenBundle when it is not whole or not that."""
        if not self._ended or self._asli is None or self._digest.hexdigest() != self._asli.sha256:
            raise BrokenBundle
        return self._asli

    def _parse(self) -> Generator[int, bytes, None]:
        """Ask for so many bytes at a time, up to the end of the bundle."""
        size = _size((yield UNIT), ASLI)
        if size > LARGEST_ASLI:
            raise BrokenBundle
        told = yield size + -size % UNIT
        asli = self._asli = _asli(told[:size])
        left = _size((yield UNIT), ISI)
        if left != asli.ukuran:
            raise BrokenBundle
        while left:
            piece = yield min(left, PIECE)
            self._digest.update(piece)
            self._sink(piece)
            left -= len(piece)
        if any((yield -asli.ukuran % UNIT + len(END))):
            raise BrokenBundle


def _size(header: bytes, name: str) -> int:
    try:
        member = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
    except (tarfile.HeaderError, UnicodeDecodeError):
        raise BrokenBundle from None
    if member.name != name or not member.isreg() or member.size < 0:
        raise BrokenBundle
    return member.size


def _asli(content: bytes) -> Asli:
    try:
        told: Any = json.loads(content)
        asli = Asli(
            str(told["nama"]), int(told["ukuran"]), str(told["sha256"]), str(told["diubah"]),
            tuple(map(str, told["informasi"])),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BrokenBundle from None
    return asli
