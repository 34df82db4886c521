"""How column Softcopy names a copy that lies in the brankas: by its informasi and the neutral name of its envelope."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_PLACE = re.compile(r"brankas ([A-Z]+-[0-9]{4}-[0-9]+)/([0-9]{4,}\.age)")

# files by informasi → the names of their envelopes by informasi, in the same order
Keep = Callable[[Mapping[str, Sequence[Path]]], Mapping[str, Sequence[str]]]


def place_in_brankas(informasi: str, name: str) -> str:
    """Return a place such as ``brankas INF-2026-0001/0001.age``."""
    return f"brankas {informasi}/{name}"


def parse_place(lokasi: str) -> tuple[str, str] | None:
    """Return the informasi and envelope that a place names; None for a file on disk."""
    found = _PLACE.fullmatch(lokasi)
    return (found[1], found[2]) if found else None
