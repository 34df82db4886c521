"""Write files that survive a crash: new files only, flushed to the disk, put in place by one rename."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ppid_xl.errors import ArsipError, HostError
from ppid_xl.system_reasons import reason_of

Source = Path | bytes

_BLOCK = 1 << 20
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
# Windows: access denied, sharing violation, lock violation, while antivirus or indexer holds the file
_BUSY = frozenset({5, 32, 33})
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
# beside twice what comes in: inventories, the log, and what others write meanwhile
_RESERVE = 50 << 20
_TAKEN = frozenset({errno.EEXIST, errno.ENOTEMPTY})


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Turn a failed write under ``place`` into ArsipError, naming a full disk and a taken name as such."""
    try:
        yield
    except OSError as reason:
        if reason.errno in _FULL:
            raise ArsipError("arsip-penuh", folder=place) from reason
        if reason.errno in _TAKEN:
            raise ArsipError("arsip-nama-terisi", berkas=reason.filename2 or reason.filename) from reason
        raise ArsipError("arsip-tidak-tertulis", folder=place, alasan=reason_of(reason)) from reason


def refuse_full(folder: Path, incoming: int) -> None:
    """Raise ArsipError when the disk of a folder has not room for twice ``incoming`` bytes and a reserve."""
    with writing(folder):
        free = shutil.disk_usage(folder).free
    needed = 2 * incoming + _RESERVE
    if free < needed:
        raise ArsipError("arsip-ruang-kurang", folder=folder, perlu=needed >> 20, ada=free >> 20)


def size_of(source: Source) -> int:
    """Return how many bytes a source has; a file that is not there has none, its reading refuses it."""
    if isinstance(source, bytes):
        return len(source)
    return source.stat().st_size if source.is_file() else 0


def blocks(source: Source) -> Iterator[bytes]:
    """Yield the content in blocks; raise HostError when the file cannot be read."""
    if isinstance(source, bytes):
        yield source
        return
    try:
        with source.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
    except OSError as reason:
        raise HostError("arsip-sumber-tidak-terbaca", berkas=source, alasan=reason_of(reason)) from reason


def digest_of(source: Source, algorithm: str) -> str:
    """Return the digest of the content, in lower-case hexadecimal."""
    digest = hashlib.new(algorithm)
    for block in blocks(source):
        digest.update(block)
    return digest.hexdigest()


def write_new(path: Path, source: Source, algorithm: str = "sha512") -> str:
    """Write a file that does not exist yet, flush it to the disk and return the digest of its bytes."""
    digest = hashlib.new(algorithm)
    with path.open("xb") as file:
        for block in blocks(source):
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def move(source: Path, target: Path) -> None:
    """Rename a file or folder to a name not taken yet, and flush the folder that now holds it."""
    _patiently(os.rename, source, target)
    sync_folder(target.parent)


def replace(source: Path, target: Path) -> None:
    """Put ``source`` in the place of ``target`` in one step, and flush the folder."""
    _patiently(os.replace, source, target)
    sync_folder(target.parent)


def _patiently(act: Callable[[Path, Path], None], source: Path, target: Path) -> None:
    for pause in _PAUSES:
        try:
            return act(source, target)
        except OSError as reason:
            if getattr(reason, "winerror", None) not in _BUSY:
                raise
        time.sleep(pause)
    return act(source, target)


def sync_folder(folder: Path) -> None:
    """Flush the entries of a folder to the disk, where the system can (POSIX)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard(folder: Path) -> None:
    """Remove a staging folder, and the folder around it when that is empty now."""
    shutil.rmtree(folder, ignore_errors=True)
    remove_if_empty(folder.parent)


def remove_if_empty(folder: Path) -> None:
    """Remove a folder that holds nothing; leave any other as it is."""
    with suppress(OSError):
        folder.rmdir()
