"""Changes on top of a package: which parts are new, different or gone; the package stays as read."""

from __future__ import annotations

from ppid_xl.ooxml import workbook_parts
from ppid_xl.ooxml.package import Package
from ppid_xl.ooxml.relations import Relation, Sheet, read_rels, read_sheets, rels_part

_CONTENT_TYPES = "[Content_Types].xml"


class Edits:
    """A package whose parts can be replaced, added and dropped in memory."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.changed: dict[str, bytes] = {}
        self.removed: set[str] = set()

    @property
    def label(self) -> str:
        """The file's name for errors."""
        return self.package.parts.label

    @property
    def workbook(self) -> str:
        """The workbook part."""
        return self.package.workbook

    def find(self, name: str) -> str | None:
        """Return the part's name as spelt in the package, or None when it is not there or was dropped."""
        if name in self.changed:
            return name
        found = self.package.parts.find(name)
        return None if found in self.removed else found

    def read(self, name: str) -> bytes:
        """Return the bytes of a part as they are now."""
        return self.changed[name] if name in self.changed else self.package.read(name)

    def write(self, name: str, data: bytes) -> None:
        """Set the bytes of a part; giving back the original ones undoes the change."""
        if self.package.parts.find(name) == name and self.package.read(name) == data:
            self.changed.pop(name, None)
        else:
            self.changed[name] = data

    def rels(self, part: str) -> tuple[Relation, ...]:
        """Return the relationships of a part as they are now."""
        return read_rels(self, part)

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the sheets as they are now."""
        return read_sheets(self, self.workbook)

    def related(self, kind: str) -> str:
        """Return the part that the workbook names for a kind, such as ``styles``; empty when it has none."""
        return next((rel.target for rel in self.rels(self.workbook) if rel.type == kind), "")

    def add_related(self, kind: str, part: str, content_type: str) -> str:
        """Declare a new part of the workbook and return its relation id."""
        rels = rels_part(self.workbook)
        rels = self.find(rels) or rels
        data, relation = workbook_parts.add_relation(self.read(rels), rels, kind, part)
        self.write(rels, data)
        types = self.read(_CONTENT_TYPES)
        self.write(_CONTENT_TYPES, workbook_parts.add_content_type(types, _CONTENT_TYPES, part, content_type))
        return relation

    def drop_related(self, kind: str) -> None:
        """Take a part of the workbook out of the package, with its relation and its content type."""
        part = self.related(kind)
        if not part:
            return
        rels = rels_part(self.workbook)
        rels = self.find(rels) or rels
        self.write(rels, workbook_parts.drop_relation(self.read(rels), rels, kind))
        types = self.read(_CONTENT_TYPES)
        self.write(_CONTENT_TYPES, workbook_parts.drop_content_type(types, _CONTENT_TYPES, part))
        self.changed.pop(part, None)
        self.removed.add(part)
