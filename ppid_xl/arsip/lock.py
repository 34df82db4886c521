"""One writer at a time: a lock file made exclusively, which says who works on the archive."""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.durable import writing
from ppid_xl.errors import HostError

LOCK = "sedang-dipakai.json"
_READINGS = 20
_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds the lock; field names as in the lock file."""

    akun: str
    komputer: str
    pid: int
    waktu: str


_UNKNOWN = Owner("?", "?", 0, "?")


@contextmanager
def locked(folder: Path, akun: str, waktu: datetime) -> Iterator[None]:
    """Hold the lock of an archive folder.

    The lock of a process that died on this machine is taken over; any other raises HostError with its owner.
    """
    path = folder / LOCK
    mine = Owner(akun, platform.node(), os.getpid(), waktu.isoformat(timespec="seconds"))
    with writing(folder):
        if not _take(path, mine):
            _remove_if_stale(path)
            if not _take(path, mine):
                raise _in_use(path, read_owner(path))
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()


def refuse_if_locked(folder: Path) -> None:
    """Raise HostError when a living process writes to the archive."""
    path = folder / LOCK
    if path.exists():
        owner = read_owner(path)
        if owner and not _is_dead(owner):
            raise _in_use(path, owner)


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


def _take(path: Path, mine: Owner) -> bool:
    try:
        with path.open("x", encoding="utf-8") as file:
            json.dump(asdict(mine), file, ensure_ascii=False)
    except FileExistsError:
        return False
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    return True


def _remove_if_stale(path: Path) -> None:
    """Remove the lock of a dead process, moved aside first so that a lock made meanwhile is never lost."""
    before = read_owner(path)
    if before and not _is_dead(before):
        raise _in_use(path, before)
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(FileNotFoundError):
        os.replace(path, aside)
        if read_owner(aside) != before:
            os.replace(aside, path)
            raise _in_use(path, read_owner(path))
        aside.unlink()


def _in_use(path: Path, owner: Owner | None) -> HostError:
    owner = owner or _UNKNOWN
    return HostError(
        "arsip-sedang-dipakai", akun=owner.akun, komputer=owner.komputer, waktu=owner.waktu, berkas=path
    )


def _is_dead(owner: Owner) -> bool:
    return owner.komputer == platform.node() and not _is_running(owner.pid)


def _is_running(pid: int) -> bool:
    if sys.platform == "win32":
        return _is_running_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _is_running_on_windows(pid: int) -> bool:
    """Ask by a handle; os.kill would end the process there."""
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined, unused-ignore]
    query_limited, still_active, access_denied = 0x1000, 259, 5
    handle = kernel.OpenProcess(query_limited, False, pid)
    if not handle:
        return bool(ctypes.get_last_error() == access_denied)  # type: ignore[attr-defined, unused-ignore]
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active
