"""Places that others see too: where no secret key and no decrypted softcopy may be written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from ppid_xl.errors import InputError

SYNCED = (
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "drive saya", "icloud", "icloud drive",
    "mobile documents", "cloudstorage", "nextcloud", "owncloud", "box sync", "pcloud", "mega",
)  # fmt: skip
_NETWORK_SYSTEMS = {
    "cifs",
    "smb3",
    "smbfs",
    "nfs",
    "nfs4",
    "afpfs",
    "webdav",
    "davfs",
    "fuse.sshfs",
    "9p",
    "fuse.rclone",
}
_REMOTE = 4  # DRIVE_REMOTE of GetDriveTypeW


def refuse_shared(place: Path, workbook: Path, arsip: Path) -> None:
    """Raise InputError when a file or folder lies where others see it: by the workbook, synchronised, on a network."""
    whole = place.resolve()
    reason = _within(whole, workbook, arsip) or _synced(whole) or _remote(whole)
    if reason:
        raise InputError("tempat-bersama", tempat=place, alasan=reason)


def _within(whole: Path, workbook: Path, arsip: Path) -> str:
    if whole.is_relative_to(arsip.resolve()):
        return "itu di dalam folder arsip"
    if whole.is_relative_to(workbook.resolve().parent):
        return "itu di dalam folder buku rekap"
    return ""


def _synced(whole: Path) -> str:
    for part in whole.parts:
        name = part.casefold()
        if any(name == one or name.startswith((f"{one} -", f"{one} (")) for one in SYNCED):
            return f"folder {part} disinkronkan ke layanan awan"
    return ""


def _remote(whole: Path) -> str:
    told = "itu di jaringan"
    if sys.platform == "win32":
        return told if whole.drive.startswith("\\\\") or _is_remote_drive(whole.anchor) else ""
    return told if _system_of(whole, _mounts()) in _NETWORK_SYSTEMS else ""


def _is_remote_drive(anchor: str) -> bool:
    import ctypes

    return bool(ctypes.windll.kernel32.GetDriveTypeW(anchor) == _REMOTE)  # type: ignore[attr-defined, unused-ignore]


def _mounts() -> list[tuple[str, str]]:
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    told = (line.split(" ") for line in lines)
    return [(words[1].replace("\\040", " "), words[2]) for words in told if len(words) > 2]


def _system_of(whole: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the kind of file system of the deepest mount that holds a path."""
    path, best, kind = PurePosixPath(whole.as_posix()), -1, ""
    for mount, system in mounts:
        if path.is_relative_to(mount) and len(PurePosixPath(mount).parts) >= best:
            best, kind = len(PurePosixPath(mount).parts), system
    return kind


def make_private(folder: Path) -> None:
    """Make a folder that only this user may enter, where the system knows such rights."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def open_private(path: Path) -> int:
    """Return the descriptor of a new file that only this user may read."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
