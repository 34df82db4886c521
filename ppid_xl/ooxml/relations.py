"""How the parts of a package belong together: relationships, the workbook part, its sheets."""

from __future__ import annotations

import posixpath
from typing import NamedTuple, Protocol

from ppid_xl.errors import InputError
from ppid_xl.ooxml.xml_elements import MAIN, STRICT, Element, named, parse_elements
from ppid_xl.ooxml.zip_parts import ZipParts


class PartSource(Protocol):
    """Where parts come from: a zip, or a zip with changes on top."""

    @property
    def label(self) -> str:
        """The file's name for errors."""

    def find(self, name: str) -> str | None:
        """Return the part's name as spelt in the package, or None."""

    def read(self, name: str) -> bytes:
        """Return a part's bytes."""


class Relation(NamedTuple):
    """One relationship; ``target`` is a part name, or the address as written when external."""

    id: str
    type: str
    target: str
    external: bool


class Sheet(NamedTuple):
    """A sheet in tab order; ``kind`` is ``worksheet``, ``chartsheet``, ``dialogsheet``…"""

    name: str
    part: str
    state: str
    kind: str


def rels_part(part: str) -> str:
    """Return the name of the part that holds another's relationships; ``""`` stands for the package."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def resolve(parts: PartSource, source: str, target: str) -> str:
    """Return the part that a target written in ``source`` means, spelt as in the zip when it exists."""
    path = target if target.startswith("/") else posixpath.join("/", posixpath.dirname(source), target)
    name = posixpath.normpath(path).lstrip("/")
    return parts.find(name) or name


def read_rels(parts: PartSource, part: str) -> tuple[Relation, ...]:
    """Return the relationships of a part; none when it has no such part beside it."""
    source = parts.find(rels_part(part))
    if source is None:
        return ()
    return tuple(
        _relation(parts, part, element)
        for element in named(parse_elements(parts.read(source), source), "Relationship")
    )


def _relation(parts: PartSource, source: str, element: Element) -> Relation:
    external = element.get("TargetMode") == "External"
    target = element.get("Target")
    kind = element.get("Type").rpartition("/")[2]
    return Relation(element.get("Id"), kind, target if external else resolve(parts, source, target), external)


def find_workbook(parts: ZipParts) -> str:
    """Return the workbook part; raise InputError when the package holds something else, or nothing."""
    part = next((rel.target for rel in read_rels(parts, "") if rel.type == "officeDocument"), "")
    if not part or not parts.find(part):
        opendocument = parts.find("mimetype") and b"opendocument" in parts.peek("mimetype")
        raise InputError("berkas-ods" if opendocument else "tanpa-buku-kerja", berkas=parts.label)
    if part.lower().endswith(".bin"):
        raise InputError("berkas-xlsb", berkas=parts.label)
    root = parse_elements(parts.read(part), part)[0]
    if root.namespace == STRICT:
        raise InputError("format-strict", berkas=parts.label)
    if root.name != "workbook" or root.namespace != MAIN:
        raise InputError("bukan-buku-kerja", berkas=parts.label, isi=root.name)
    return part


def read_sheets(parts: PartSource, workbook: str) -> tuple[Sheet, ...]:
    """Return the sheets in tab order; a sheet whose part is missing, or another sheet's, raises InputError."""
    rels = {rel.id: rel for rel in read_rels(parts, workbook)}
    found: list[Sheet] = []
    taken: set[str] = set()
    for element in named(parse_elements(parts.read(workbook), workbook), "sheet"):
        rel = rels.get(element.get("id"))
        if rel is None or not parts.find(rel.target):
            raise InputError("lembar-tanpa-isi", berkas=parts.label, lembar=element.get("name"))
        if rel.target in taken:
            raise InputError("lembar-kembar", berkas=parts.label, lembar=element.get("name"))
        taken.add(rel.target)
        found.append(Sheet(element.get("name"), rel.target, element.get("state", "visible"), rel.type))
    return tuple(found)
