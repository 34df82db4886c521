"""A docxtpl template that refuses what its tags have torn, instead of repairing it by guessing."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate


class WordTemplate(DocxTemplate):  # type: ignore[misc]
    """A template whose filled body must be well-formed; docxtpl alone drops text that is not."""

    def fix_tables(self, xml: str) -> Any:
        """Return the body tree; raise XMLSyntaxError (a SyntaxError) when a tag has broken the XML."""
        parse_xml(xml)
        tree = super().fix_tables(xml)
        for cell in tree.iter(qn("w:tc")):
            # ECMA-376 part 1, 17.4.65: a cell ends with a paragraph, else Word calls the file damaged.
            if len(cell) == 0 or cell[-1].tag != qn("w:p"):
                cell.append(OxmlElement("w:p"))
        for picture in tree.iter(qn("wp:inline")):
            for side in ("distT", "distB", "distL", "distR"):
                picture.set(side, "0")
        return tree
