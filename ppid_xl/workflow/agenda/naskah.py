"""Naskah: letters and scans kept beside the workbook, each under the neutral name of its letter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ppid_xl.workflow.ground.new_file import free_name, write_new

FOLDER = "naskah"


@contextmanager
def kept_file(folder: Path, stem: str, suffix: str, content: bytes) -> Iterator[Path]:
    """Write a new file that stays only when what is done with it succeeds; nothing is ever overwritten."""
    folder.mkdir(parents=True, exist_ok=True)
    target = free_name(folder, stem, suffix)
    write_new(target, content)
    try:
        yield target
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def place_of(path: Path, folder: Path) -> str:
    """Return how the agenda names a file: from the workbook's folder on, or in full where it is elsewhere."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
