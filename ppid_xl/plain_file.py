"""A file that somebody named, read whole: an ordinary file of a bounded size and an honest name, nothing else."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

from ppid_xl.errors import HostError, InputError

LARGEST = 200 << 20
_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe without a writer would wait
# Control characters, marks that turn the direction of writing (UTR 36, 2.3), and bytes that are no text.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
DEVICE = re.compile(
    r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\..*)?", re.IGNORECASE
)


def read_plain(path: Path, largest: int = LARGEST) -> bytes:
    """Return the bytes of a file.

    Raises InputError for a name as refuse_name does or too long, a folder, a device, a pipe, and a file that is
    absent or larger than ``largest``; HostError when the system refuses to read it, or somebody writes it meanwhile.
    """
    refuse_name(path)
    try:
        _refuse_kind(path, os.stat(path))
        with open(os.open(path, os.O_RDONLY | _NO_WAIT), "rb") as stream:
            state = os.fstat(stream.fileno())
            _refuse_kind(path, state)
            data = stream.read(state.st_size + 1) if state.st_size <= largest else b""
            after = os.fstat(stream.fileno())
    except (FileNotFoundError, NotADirectoryError):
        raise InputError("berkas-tidak-ada", berkas=path) from None
    except OSError as reason:
        if reason.errno == errno.ENAMETOOLONG:
            raise InputError("berkas-nama-panjang", berkas=f"{path.name[:40]}…") from None
        raise HostError("berkas-dipakai", berkas=path.name, alasan=_words(reason)) from None
    if state.st_size > largest:
        raise InputError("berkas-terlalu-besar", berkas=path.name, batas=largest >> 20)
    if (len(data), after.st_size, after.st_mtime_ns) != (state.st_size, state.st_size, state.st_mtime_ns):
        raise HostError("berkas-sedang-berubah", berkas=path.name)
    return data


def refuse_name(path: Path) -> None:
    """Raise InputError for a name that holds characters nobody sees, or that means a device on Windows."""
    if _HIDDEN.search(path.name):
        shown = _HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", path.name)
        raise InputError("berkas-nama-tersembunyi", berkas=shown)
    if DEVICE.fullmatch(path.name):
        raise InputError("berkas-nama-perangkat", berkas=path.name)


def _refuse_kind(path: Path, state: os.stat_result) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise InputError("berkas-folder", berkas=path.name or path)
    if not stat.S_ISREG(state.st_mode):
        raise InputError("berkas-bukan-biasa", berkas=path)


def _words(reason: OSError) -> str:
    from ppid_xl.system_reasons import reason_of  # only a refusal needs it

    return reason_of(reason)
