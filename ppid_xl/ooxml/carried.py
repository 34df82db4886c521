"""What a workbook carries besides its cells: none of it is followed or run here, and staff are told of it."""

from __future__ import annotations

from ppid_xl.ooxml.zip_parts import ZipParts

MAKRO, TAUTAN, SAMBUNGAN, OBJEK = "makro", "tautan ke buku lain", "sambungan data", "objek tertanam"
_PLACES = {
    "vbaproject": MAKRO, "macrosheets/": MAKRO, "customui": MAKRO, "externallinks/": TAUTAN,
    "connections.xml": SAMBUNGAN, "querytables/": SAMBUNGAN, "activex/": OBJEK,
    "embeddings/": OBJEK, "ctrlprops/": OBJEK,
}  # fmt: skip


def carried_kinds(parts: ZipParts) -> tuple[str, ...]:
    """Return the kinds of what a workbook carries that could act elsewhere, each once."""
    names = [name.lower() for name in parts.names]
    return tuple(
        dict.fromkeys(kind for place, kind in _PLACES.items() if any(place in name for name in names))
    )
