"""A loop over nothing leaves a table without rows, which Word offers to repair: such a table goes."""

from __future__ import annotations

from typing import Any


def drop_empty_tables(document: Any) -> None:
    """Take out the rows without cells and the tables without rows of a document's text, the innermost first."""
    from docx.oxml.ns import qn

    for tag, content in (("w:tr", "w:tc"), ("w:tbl", "w:tr")):
        for found in reversed(list(document.element.body.iter(qn(tag)))):
            if next(found.iter(qn(content)), None) is None:
                found.getparent().remove(found)
