"""New files: under a name that no file has yet, whole or not at all."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from ppid_xl.errors import HostError
from ppid_xl.patience import replace_patiently
from ppid_xl.plain_file import DEVICE

_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
NAME_LENGTH = 80


def write_new(target: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all; raise HostError when the disk is full."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.sementara")
    try:
        with draft.open("xb") as stream:
            stream.write(content)
        replace_patiently(draft, target)
    except OSError as reason:
        if reason.errno == errno.ENOSPC:
            raise HostError("disk-penuh", berkas=target) from reason
        raise
    finally:
        draft.unlink(missing_ok=True)


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """Return a name in a folder that no file has yet, numbered when it must be."""
    target, number = folder / f"{stem}{suffix}", 2
    while target.exists():
        target, number = folder / f"{stem}-{number}{suffix}", number + 1
    return target


def file_stem(text: str) -> str:
    """Return words as part of a file name that Windows, macOS and Linux all take."""
    plain = " ".join(_UNFIT.sub(" ", text).split())[:NAME_LENGTH].strip(" .")
    return f"_{plain}" if not plain or DEVICE.fullmatch(plain) else plain
