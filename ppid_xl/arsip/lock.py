"""One writer at a time: a lock of the operating system, and beside it a file that says who works on the archive."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.arsip.durable import writing
from ppid_xl.errors import HostError
from ppid_xl.patience import replace_patiently

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK, _NATIVE, _DRAFT = "sedang-dipakai.json", "sedang-dipakai.json.kunci", "sedang-dipakai.json.baru"
WAIT = 1.0
# on a share whose locks other computers do not see, the file of another computer counts this many seconds
_FOREIGN = 600.0
_READINGS, _PAUSE = 20, 0.05


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds the lock; field names as in the lock file."""

    akun: str
    komputer: str
    pid: int
    waktu: str


_UNKNOWN = Owner("?", "?", 0, "?")


@contextmanager
def locked(folder: Path, akun: str, waktu: datetime) -> Iterator[Owner | None]:
    """Hold the lock of an archive folder; yield who held it and stopped without giving it back, None normally.

    Raises HostError with its owner while another process holds it. A file whose lock the system calls free is taken
    over; that of another computer only when it is older than ten minutes by the clock of the disk.
    """
    mine = Owner(akun, platform.node(), os.getpid(), waktu.isoformat(timespec="seconds"))
    with writing(folder):
        lock = _acquire(folder, WAIT)
    try:
        with writing(folder):
            left_by = _put_owner(folder, mine)
        try:
            yield left_by
        finally:
            with suppress(OSError):
                (folder / LOCK).unlink()
    finally:
        _release(lock)


def refuse_if_locked(folder: Path) -> None:
    """Raise HostError when another process writes to the archive."""
    owner = read_owner(folder / LOCK) if (folder / LOCK).exists() else None
    if owner is None:
        return
    try:
        _release(_acquire(folder, 0))
    except OSError:
        return
    if _may_work_elsewhere(folder, folder / LOCK, owner):
        raise _in_use(folder / LOCK, owner)


def read_owner(path: Path) -> Owner | None:
    """Return the owner written in a lock file; None when it is gone or was never finished."""
    owner = None
    for _ in range(_READINGS):
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
            return Owner(facts["akun"], facts["komputer"], int(facts["pid"]), facts["waktu"])
        except FileNotFoundError:
            return None
        except PermissionError:
            owner = _UNKNOWN
        except (ValueError, TypeError, KeyError):
            owner = None
        time.sleep(_PAUSE)
    return owner


def _acquire(folder: Path, wait: float) -> BaseFileLock:
    from filelock import FileLock, Timeout

    lock = FileLock(folder / _NATIVE, timeout=wait, poll_interval=_PAUSE, is_singleton=False)
    try:
        lock.acquire()
    except Timeout:
        raise _in_use(folder / LOCK, read_owner(folder / LOCK)) from None
    return lock


def _release(lock: BaseFileLock) -> None:
    """Give the lock back and leave no file; where others may have it open, the system forbids the removal."""
    path = Path(lock.lock_file)
    if os.name == "posix":
        with suppress(OSError):
            path.unlink()
    lock.release()
    if os.name != "posix":
        with suppress(OSError):
            path.unlink()


def _put_owner(folder: Path, mine: Owner) -> Owner | None:
    """Write who holds the lock; return who is still named there, refusing one that may work on another computer."""
    path, draft = folder / LOCK, folder / _DRAFT
    left_by = (read_owner(path) or _UNKNOWN) if path.exists() else None
    if left_by and _may_work_elsewhere(folder, path, left_by):
        raise _in_use(path, left_by)
    draft.write_text(json.dumps(asdict(mine), ensure_ascii=False), encoding="utf-8")
    replace_patiently(draft, path)
    return left_by


def _may_work_elsewhere(folder: Path, path: Path, owner: Owner) -> bool:
    elsewhere = owner.komputer not in (platform.node(), _UNKNOWN.komputer)
    return elsewhere and _seconds_old(folder, path) < _FOREIGN


def _seconds_old(folder: Path, path: Path) -> float:
    """Return the age of a file by the clock of its disk, which is one for all computers of a share."""
    probe = folder / _DRAFT
    try:
        probe.write_bytes(b"")
        now = probe.stat().st_mtime
        probe.unlink()
        return now - path.stat().st_mtime
    except OSError:
        return 0.0


def _in_use(path: Path, owner: Owner | None) -> HostError:
    owner = owner or _UNKNOWN
    return HostError(
        "arsip-sedang-dipakai", akun=owner.akun, komputer=owner.komputer, waktu=owner.waktu, berkas=path
    )
