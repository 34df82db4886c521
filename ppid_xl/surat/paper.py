"""Set the paper of a finished document: the pages, with tables and indents scaled to the new width."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ppid_xl.errors import ConfigError
from ppid_xl.strict_toml import nearest

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

# F4/folio 215 x 330 mm and A4 210 x 297 mm, in twips (1/1440 inch): width, height of the upright page.
PAPER = {"F4": (12189, 18709), "A4": (11906, 16838)}
_EMU_PER_TWIP = 635


def page_size(paper: str) -> tuple[int, int]:
    """Return width and height in twips; raise ConfigError for a paper that is not known."""
    name = paper.strip().upper()
    if name not in PAPER:
        raise ConfigError("kertas-tak-dikenal", kertas=paper, terdekat=nearest(name, PAPER))
    return PAPER[name]


def set_paper(document: Document, paper: str) -> None:
    """Give each section the paper, lying or upright as it is; tables and indents keep their share."""
    from docx.shared import Twips

    short, long = page_size(paper)
    blocks = _blocks_by_section(document)
    for section, body in zip(document.sections, blocks, strict=True):
        lying = _twips(section.page_width) > _twips(section.page_height)
        before = _text_width(section)
        section.page_width = Twips(long if lying else short)
        section.page_height = Twips(short if lying else long)
        ratio = _text_width(section) / before
        if ratio != 1:
            _scale([*body, *_margin_parts(document, section)], ratio)


def _twips(length: int | None) -> int:
    return round((length or 0) / _EMU_PER_TWIP)


def _text_width(section: Section) -> int:
    return _twips(section.page_width) - _twips(section.left_margin) - _twips(section.right_margin)


def _blocks_by_section(document: Document) -> list[list[Any]]:
    from docx.oxml.ns import qn

    sections: list[list[Any]] = [[]]
    for block in document.element.body:
        sections[-1].append(block)
        if block.tag == qn("w:p") and block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            sections.append([])
    return sections


def _margin_parts(document: Document, section: Section) -> list[Any]:
    """Return headers and footers by relation: after filling, python-docx's own view of them is stale."""
    from docx.oxml.ns import qn

    references = section._sectPr.iterchildren(qn("w:headerReference"), qn("w:footerReference"))
    return [document.part.rels[one.get(qn("r:id"))].target_part.element for one in references]


def _scale(blocks: Iterable[Any], ratio: float) -> None:
    from docx.oxml.ns import qn

    for block in blocks:
        for width in block.iter(qn("w:gridCol"), qn("w:tcW"), qn("w:tblW")):
            if width.get(qn("w:type"), "dxa") == "dxa":
                _multiply(width, qn("w:w"), ratio)
        for indent in block.iter(qn("w:ind")):
            _multiply(indent, qn("w:left"), ratio)


def _multiply(element: Any, name: str, ratio: float) -> None:
    value = element.get(name, "")
    if value.isdigit():
        element.set(name, str(round(int(value) * ratio)))
