"""Envelopes: seal a softcopy for public keys, open it with one secret key, or seal it anew for other keys.

Content goes through in pieces, so a large file needs no more memory than a small one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from ppid_xl.brankas.bundle import Asli, BrokenBundle, Packing, Unpacking
from ppid_xl.brankas.conduit import Conduit
from ppid_xl.brankas.keys import OpenKey
from ppid_xl.errors import ArsipError, InputError

_NO_KEY = "No matching keys found"


def seal(asli: Asli, source: BinaryIO, recipients: Sequence[str], target: Path) -> None:
    """Write an envelope with a softcopy that each of the recipients can open.

    Raises HostError when the source is not what ``asli`` says. On any failure ``target`` is not there.
    """
    packing = Packing(asli, source)
    with _new(target) as sealed:
        _encrypt(packing, sealed, recipients)


def unseal(envelope: Path, key: OpenKey, sink: Callable[[bytes], object]) -> Asli:
    """Give the softcopy in an envelope to ``sink`` piece by piece and return what it was.

    Raises InputError when the key does not open it, ArsipError when it is damaged: what ``sink`` was given until
    then is not to be used.
    """
    unpacking = Unpacking(sink)
    with envelope.open("rb") as sealed:
        _decrypt(sealed, unpacking, key, envelope)
    return _finished(unpacking, envelope)


def look_into(envelope: Path, key: OpenKey) -> Asli:
    """Open an envelope to its end without keeping anything, and return what the softcopy in it was.

    Raises as unseal does.
    """
    return unseal(envelope, key, len)


def reseal(envelope: Path, key: OpenKey, recipients: Sequence[str], target: Path) -> Asli:
    """Write the content of an envelope into a new one for other recipients; nothing lies on disk in the clear.

    Raises as unseal does. On any failure ``target`` is not there.
    """
    unpacking = Unpacking(len)

    def pour(into: Conduit) -> Asli:
        with envelope.open("rb") as sealed:
            _decrypt(sealed, _Both(unpacking, into), key, envelope)
        return _finished(unpacking, envelope)

    with _new(target) as sealed, Conduit(pour) as conduit:
        _encrypt(conduit, sealed, recipients)
        return conduit.result()


class _Both:
    def __init__(self, first: Unpacking, second: Conduit) -> None:
        self._first, self._second = first, second

    def write(self, data: bytes) -> int:
        self._first.write(data)
        return self._second.write(data)

    def flush(self) -> None: ...


@contextmanager
def _new(target: Path) -> Iterator[BinaryIO]:
    """Open a file that is not there yet, flushed at the end and gone after a failure."""
    with target.open("xb") as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):  # closing writes what is left in the buffer
                file.close()
            with suppress(OSError):
                target.unlink()
            raise


class _Watched:
    """A reader or writer that remembers what stopped it: age tells its errors as its own."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.failure: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        return bytes(self._told(self._stream.read, size))

    def write(self, data: bytes) -> int:
        self._told(self._stream.write, data)
        return len(data)

    def flush(self) -> None:
        self._told(self._stream.flush)

    def _told(self, act: Callable[..., Any], *words: object) -> Any:
        try:
            return act(*words)
        except BaseException as reason:
            self.failure = reason
            raise


def _encrypt(source: Any, sealed: BinaryIO, recipients: Sequence[str]) -> None:
    import pyrage

    keys = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    reader, writer = _Watched(source), _Watched(sealed)
    try:
        pyrage.encrypt_io(reader, writer, keys)
    except (pyrage.EncryptError, OSError) as error:
        raise (reader.failure or writer.failure or error) from None


def _decrypt(sealed: BinaryIO, target: Any, key: OpenKey, envelope: Path) -> None:
    import pyrage

    reader, writer = _Watched(sealed), _Watched(target)
    try:
        pyrage.decrypt_io(reader, writer, [key.identity])
    except (pyrage.DecryptError, OSError, BrokenBundle) as error:
        failure = reader.failure or writer.failure
        if failure is not None and not isinstance(failure, BrokenBundle):
            raise failure from None
        if str(error) == _NO_KEY:
            raise InputError("amplop-kunci-lain", berkas=envelope.name, sidik=key.sidik) from None
        raise ArsipError("amplop-rusak", berkas=envelope) from None


def _finished(unpacking: Unpacking, envelope: Path) -> Asli:
    try:
        return unpacking.finish()
    except BrokenBundle:
        raise ArsipError("amplop-rusak", berkas=envelope) from None
