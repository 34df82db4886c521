"""The user's log folder: what a message box was too small for, and what only a programmer can read."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

NAME = "ppid.log"
LARGEST = 1_000_000


def log_folder(environment: Mapping[str, str], home: Path, system: str = sys.platform) -> Path:
    """Return where this user's log is kept: %LOCALAPPDATA%, ~/Library/Logs or the XDG state folder."""
    if local := environment.get("LOCALAPPDATA"):
        return Path(local) / "PPID" / "log"
    if system == "darwin":
        return home / "Library" / "Logs" / "PPID"
    state = environment.get("XDG_STATE_HOME", "")
    return (Path(state) if os.path.isabs(state) else home / ".local" / "state") / "ppid"


def write_trouble(folder: Path, now: datetime, label: str, error: BaseException) -> Path | None:
    """Add a traceback to the log and return its path; None where no log can be written."""
    told = "".join(traceback.format_exception(error))
    return _write(folder / NAME, f"{now:%Y-%m-%d %H:%M:%S} {label}\n{told}\n", "a")


def write_result(folder: Path, name: str, text: str) -> Path | None:
    """Keep the whole result of a button, the last one only, and return its path; None where it cannot be kept."""
    return _write(folder / f"{name}.txt", text, "w")


def _write(path: Path, text: str, mode: str) -> Path | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size > LARGEST:
            path.replace(path.with_suffix(".lama.log"))
        with path.open(mode, encoding="utf-8") as stream:
            stream.write(text)
    except OSError:
        return None
    return path
