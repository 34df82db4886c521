"""A file put in the place of another, though Windows lets a scanner hold either of them for a moment."""

from __future__ import annotations

import os
import time
from pathlib import Path

# Seconds between tries: on Windows a virus scanner, an indexer or a sync client holds a file that long.
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)


def replace_patiently(source: Path, target: Path) -> None:
    """Put ``source`` in the place of ``target`` in one step; raise PermissionError when that is refused for long."""
    for pause in _PAUSES:
        try:
            return os.replace(source, target)
        except PermissionError:
            time.sleep(pause)
    return os.replace(source, target)
