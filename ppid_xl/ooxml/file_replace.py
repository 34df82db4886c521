"""Put a new version of a file in its place in one step, by way of a temporary file beside it."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ppid_xl.errors import HostError
from ppid_xl.patience import replace_patiently
from ppid_xl.system_reasons import reason_of

BACKUP_FOLDER = "cadangan"
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def replace_file(path: Path, data: bytes, check: Callable[[bytes], None]) -> None:
    """Put ``data`` in place of a file by way of a checked temporary file beside it; its mode stays.

    ``check`` gets the bytes as read back. Raises HostError when the folder, the disk or another program
    refuses; the file is then as it was, and nothing else is left behind.
    """
    path = path.resolve()
    mode = stat.S_IMODE(path.stat().st_mode)
    if not mode & stat.S_IWUSR:
        raise HostError("berkas-hanya-baca", berkas=path.name)
    with _told(path):
        _put(path, data, check, mode)


def keep_copy(path: Path, data: bytes, folder: Path) -> None:
    """Put the file as it was, given as its bytes, into a folder under its own name, over the copy before.

    Raises HostError when the folder or the disk refuses.
    """
    with _told(folder / path.name):
        folder.mkdir(exist_ok=True)
        _put(folder / path.name, data, lambda _: None, stat.S_IMODE(path.stat().st_mode))


def _put(path: Path, data: bytes, check: Callable[[bytes], None], mode: int) -> None:
    import tempfile  # 10 ms that only writing should cost

    handle, name = tempfile.mkstemp(prefix=".ppid_xl-", suffix=path.suffix, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        check(temporary.read_bytes())
        temporary.chmod(mode)
        replace_patiently(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Let the new name reach the disk, where folders can be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses into a HostError that says which of three things it was."""
    try:
        yield
    except OSError as reason:
        if reason.errno in _NO_ROOM:
            raise HostError("cakram-penuh", berkas=path.name) from None
        if reason.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise HostError("berkas-hanya-baca", berkas=path.name) from None
        raise HostError("berkas-tidak-tertulis", berkas=path.name, alasan=reason_of(reason)) from None
