"""What a workbook carries besides its cells: none of it is followed or run here, and staff are told of it."""

from __future__ import annotations

from ppid_xl.ooxml.zip_parts import ZipParts

MACRO, LINK, CONNECTION, OBJECT = "makro", "tautan ke buku lain", "sambungan data", "objek tertanam"
_PLACES = {
    "vbaproject": MACRO, "macrosheets/": MACRO, "customui": MACRO, "externallinks/": LINK,
    "connections.xml": CONNECTION, "querytables/": CONNECTION, "activex/": OBJECT,
    "embeddings/": OBJECT, "ctrlprops/": OBJECT,
}  # fmt: skip


def carried_kinds(parts: ZipParts) -> tuple[str, ...]:
    """Return the kinds of what a workbook carries that could act elsewhere, each once."""
    names = [name.lower() for name in parts.names]
    return tuple(
        dict.fromkeys(kind for place, kind in _PLACES.items() if any(place in name for name in names))
    )
