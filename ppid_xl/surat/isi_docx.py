"""The text of a Word document: what its body says, and what may stand again on every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ppid_xl.errors import InputError

NUMERAL = "#"


@dataclass(frozen=True, slots=True)
class Written:
    """The body as one text, a line for each paragraph; heads, feet and header rows, a number of pages as NUMERAL."""

    isi: str
    tepi: tuple[str, ...]


def read_docx(path: Path) -> Written:
    """Return the text of a document; raise InputError for one that cannot be read."""
    from docx import Document
    from docx.oxml.ns import qn

    try:
        document = Document(str(path))
    except Exception as reason:  # python-docx answers a damaged package with errors of every class
        raise InputError("docx-tidak-terbaca", berkas=path.name) from reason
    body = [
        paragraph
        for paragraph in document.element.body.iter(qn("w:p"))
        if not any(_repeats(row) for row in paragraph.iterancestors(qn("w:tr")))
    ]
    margins = [_header(table) for table in document.element.body.iter(qn("w:tbl"))]
    for part in _margin_parts(document):
        margins += [_text(p) for p in part.iter(qn("w:p"))]
    return Written("\n".join(map(_text, body)), tuple(dict.fromkeys(m for m in margins if m.strip())))


def _margin_parts(document: Any) -> Iterator[Any]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            yield relation.target_part.element


def _header(table: Any) -> str:
    """Return the text of the rows that a table repeats on every page, as one."""
    from docx.oxml.ns import qn

    rows = [row for row in table.iterchildren(qn("w:tr")) if _repeats(row)]
    return " ".join(_text(paragraph) for row in rows for paragraph in row.iter(qn("w:p")))


def _repeats(row: Any) -> bool:
    from docx.oxml.ns import qn

    return row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def _text(paragraph: Any) -> str:
    """Return the text of a paragraph: tabs and breaks as blanks, the result of a field as NUMERAL."""
    from docx.oxml.ns import qn

    pieces = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:fldSimple")):
        if node.tag == qn("w:fldSimple"):
            pieces.append(f" {NUMERAL} ")
        elif node.tag != qn("w:t"):
            pieces.append(" ")
        elif not any(parent.tag == qn("w:fldSimple") for parent in node.iterancestors()):
            pieces.append(node.text or "")
    return "".join(pieces)
