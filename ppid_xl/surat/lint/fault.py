"""A fault of a template: what, where, and the tag that has it; its sentence is in ``data/kesalahan/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# A galat spoils every letter; a peringatan its look or what it cites; a catatan may not matter.
GALAT, PERINGATAN, CATATAN = "galat", "peringatan", "catatan"
QUOTED = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph: its element, the part and place it stands in, its own text, and the table row around it."""

    element: Any
    bagian: str
    tempat: str
    text: str
    texts: tuple[str, ...]
    row: Any = None
    cell: Any = None

    @property
    def quoted(self) -> str:
        """The start of the text, as a person finds it in Word."""
        words = " ".join(self.text.split(None, QUOTED)[:QUOTED])
        return words if len(words) <= QUOTED else f"{words[:QUOTED].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; ``tempat`` is its part, table and paragraph, ``paragraf`` the start of that paragraph's text."""

    kode: str
    tempat: str
    paragraf: str = ""
    tag: str = ""
    tingkat: str = GALAT
    fakta: Mapping[str, str] = field(default_factory=dict)


def fault_at(piece: Piece, kode: str, tag: str = "", tingkat: str = GALAT, **fakta: object) -> Fault:
    """Return a fault of a paragraph; the tag is a fact, too."""
    facts = {"tag": tag, **{name: str(value) for name, value in fakta.items()}}
    return Fault(kode, piece.tempat, piece.quoted, tag, tingkat, facts)
