"""Read TOML knowledge strictly: an unknown or missing key is an error that names file, key and nearest known key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

from ppid_xl.errors import ConfigError, InputError
from ppid_xl.plain_file import read_plain

LARGEST = 5 << 20
_LINE = re.compile(r"at line ([0-9]+)")
T = TypeVar("T")


def read_toml(path: Path) -> dict[str, Any]:
    """Return the parsed file; raise ConfigError with file and reason when it is missing or not TOML.

    Raises InputError for what is no ordinary file, as read_plain does.
    """
    text = ""
    try:
        text = read_plain(path, LARGEST).decode("utf-8-sig")
        return tomllib.loads(text)
    except InputError as reason:
        if reason.kode != "berkas-tidak-ada":
            raise
        raise ConfigError("toml-tidak-ada", berkas=path) from None
    except RecursionError:
        raise ConfigError("toml-rusak", berkas=path, alasan="kurungnya bersarang terlalu dalam") from None
    except UnicodeDecodeError:
        words = "bukan teks UTF-8; simpan ulang sebagai UTF-8 di Notepad"
        raise ConfigError("toml-rusak", berkas=path, alasan=words) from None
    except tomllib.TOMLDecodeError as reason:
        raise ConfigError("toml-rusak", berkas=path, alasan=_fault(str(reason), text)) from None


def _fault(reason: str, text: str) -> str:
    """Return in words which line of a text is no TOML; of the line only its key, since it may hold a NIK."""
    found = _LINE.search(reason)
    lines = text.splitlines()
    if not found or int(found[1]) > len(lines) or "Unclosed" in reason:
        return "ada kurung atau tanda kutip yang belum ditutup"
    twice = any(word in reason for word in ("overwrite", "twice", "redefine", "Duplicate"))
    said = "mengulang kunci yang sudah ada" if twice else "tidak terbaca"
    key = lines[int(found[1]) - 1].partition("=")[0].strip()
    return f"baris {found[1]} ({key[:40]}) {said}"


def check_keys(table: Mapping[str, Any], known: Iterable[str], path: Path, place: str) -> None:
    """Raise ConfigError for the first key that is not known, with the nearest known one."""
    known = list(known)
    for key in table:
        if key not in known:
            raise ConfigError(
                "kunci-tidak-dikenal", berkas=path, tempat=place, kunci=key, terdekat=nearest(key, known)
            )


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like ``word``, however far; empty when none is known."""
    from difflib import get_close_matches  # 9 ms that only a mistake should cost

    return next(iter(get_close_matches(word, list(known), 1, 0)), "")


def likely(word: str, known: Iterable[str]) -> str:
    """Return the known word that a slip of ``word`` may have meant, in any letters; empty when none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.casefold(), list(known), 1, 0.7)), "")


def build(cls: type[T], table: Mapping[str, Any], path: Path, place: str) -> T:
    """Build a dataclass from a table whose keys are its fields; lists become tuples.

    Raises ConfigError for an unknown key and for a missing field without default.
    """
    known = {f.name: f for f in fields(cls)}  # type: ignore[arg-type]
    check_keys(table, known, path, place)
    for name, spec in known.items():
        if name not in table and spec.default is MISSING and spec.default_factory is MISSING:
            raise ConfigError("kunci-kurang", berkas=path, tempat=place, kunci=name)
    return cls(**{key: tuple(v) if isinstance(v, list) else v for key, v in table.items()})
