"""Names an archive accepts: object ids and logical paths that every file system can take back."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from ppid_xl.errors import ArsipError

# the hyphen keeps CON, NUL and "extensions" (OCFL 1.1, 4.1) out
_OBJECT_ID = re.compile(r"(?=.{3,64}\Z)[a-z][a-z0-9]*(-([a-z0-9]+|[A-Z0-9]+))+")
_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[\d¹²³]|conin\$|conout\$) *(\..*)?", re.I)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\\\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_LONGEST, _LONGEST_PATH = 120, 200
# MAX_PATH of Windows counts the drive and the closing NUL
_WINDOWS = 259


def check_object_id(object_id: str) -> None:
    """Raise ArsipError unless the id is short ASCII with a hyphen: ``buku-rekap``, ``informasi-INF-2026-0001``."""
    if not is_object_id(object_id):
        raise ArsipError("arsip-objek-nama", objek=object_id)


def check_logical_paths(paths: Iterable[str]) -> None:
    """Raise ArsipError for a path some system cannot restore, and for two that one takes for the same."""
    seen: dict[str, str] = {}
    for path in paths:
        if not is_logical_path(path):
            raise ArsipError("arsip-nama-berkas", nama=path)
        if other := seen.get(_folded(path)):
            raise ArsipError("arsip-nama-kembar", nama=path, kembaran=other)
        seen[_folded(path)] = path
    for path in seen.values():
        for folder in _folders(path):
            if other := seen.get(_folded(folder)):
                raise ArsipError("arsip-nama-kembar", nama=path, kembaran=other)


def is_object_id(text: str) -> bool:
    """Tell whether the text can be the id of an object."""
    return _OBJECT_ID.fullmatch(text) is not None


def is_logical_path(path: str) -> bool:
    """Tell whether a path stays inside its folder and can be written on Windows, macOS and Linux."""
    return len(path) <= _LONGEST_PATH and all(_is_part(part) for part in path.split("/"))


def check_path_length(folder: Path, longest: str, *, limit: int = _WINDOWS if os.name == "nt" else 0) -> None:
    """Raise ArsipError when the longest name inside an archive is more than a path may be; 0 is no limit."""
    over = len(str(folder)) + 1 + len(longest) - limit
    if limit and over > 0:
        raise ArsipError("arsip-jalur-panjang", folder=folder, lebih=over)


def timestamp(moment: datetime) -> str:
    """Return the moment to the second with its offset (OCFL 1.1, 3.5.3); raise ArsipError without one."""
    if moment.utcoffset() is None:
        raise ArsipError("arsip-waktu-tanpa-zona", waktu=moment.isoformat())
    return moment.isoformat(timespec="seconds")


def _is_part(part: str) -> bool:
    return (
        0 < len(part) <= _LONGEST
        and part == part.strip()
        and not part.endswith(".")
        and not _FORBIDDEN.search(part)
        and not _RESERVED.fullmatch(part)
    )


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _folders(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]
