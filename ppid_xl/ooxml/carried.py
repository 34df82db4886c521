"""What a workbook carries besides its cells, and what of them nobody sees: none of it is followed or run here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ppid_xl.ooxml.package import Package

MACRO, LINK, CONNECTION, OBJECT = "makro", "tautan ke buku lain", "sambungan data", "objek tertanam"
PIVOT, FETCHING = "data pivot", "rumus yang mengambil dari luar"
_PLACES = {
    "vbaproject": MACRO, "macrosheets/": MACRO, "customui": MACRO, "externallinks/": LINK,
    "connections.xml": CONNECTION, "querytables/": CONNECTION, "activex/": OBJECT,
    "embeddings/": OBJECT, "ctrlprops/": OBJECT, "pivotcache/": PIVOT,
}  # fmt: skip
# Functions that ask a server, and a DDE reference such as cmd|'/c calc'!A0 (ECMA-376 Part 1, 18.14).
_FETCH = re.compile(
    rb"<(?:\w+:)?f\b[^<>]*>[^<]*?(?:\b(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?)\s*\(|\w\|(?:'|&apos;))",
    re.IGNORECASE,
)
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*\shidden\s*=\s*["'](?:1|true)["']""")


def carried_kinds(package: Package) -> tuple[str, ...]:
    """Return the kinds of what a workbook carries that could act elsewhere, each once."""
    names = [name.lower() for name in package.parts.names]
    kinds = [kind for place, kind in _PLACES.items() if any(place in name for name in names)]
    if any(_FETCH.search(data) for data in _sheets(package)):
        kinds.append(FETCHING)
    return tuple(dict.fromkeys(kinds))


def unseen_cells(package: Package) -> tuple[str, ...]:
    """Return in words which sheets and how many rows are hidden; they are read as the others are."""
    hidden = [sheet.name for sheet in package.sheets if sheet.state != "visible"]
    rows = sum(len(_HIDDEN_ROW.findall(data)) for data in _sheets(package))
    told = [f"lembar tersembunyi ({', '.join(hidden)})"] if hidden else []
    return (*told, f"{rows} baris tersembunyi") if rows else tuple(told)


def _sheets(package: Package) -> Iterator[bytes]:
    return (package.read(part) for part in package.sheet_parts.values())
