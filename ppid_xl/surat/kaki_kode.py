"""The code of an official letter at the foot of every page: a picture in the margin, beside it the letter's ID."""

from __future__ import annotations

import copy
import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

GAP_MM = 2.0  # between the picture and the text beside it
EDGE_MM = 5.0  # what printers leave white
BOTTOM_MM = 7.0
ID_POINTS = 7
# The children of wp:anchor, in the order of ECMA-376 part 1, 20.4.2.3.
_ANCHOR = (
    '<wp:anchor xmlns:wp="{wp}" distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
    'behindDoc="0" locked="1" layoutInCell="0" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV></wp:anchor>'
)


@dataclass(frozen=True, slots=True)
class FootCode:
    """A PNG with its width on paper, the ID printed beside it, and the words for who cannot see it."""

    png: bytes
    width_mm: float
    id_surat: str
    alt: str


def put_code(content: bytes, code: FootCode) -> bytes:
    """Return a document with the code at the foot of every page.

    It stands in the left margin, where it moves nothing; where that is too narrow it takes a line of the footer.
    """
    import docx

    document = docx.Document(io.BytesIO(content))
    for (footer, sections), number in zip(_footers(document), _free_numbers(document), strict=False):
        _put(footer, sections, code, number)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _footers(document: Document) -> Iterator[tuple[Any, list[Any]]]:
    """Give each footer that some page shows, once, with the sections that show it."""
    shown: dict[object, tuple[Any, list[Any]]] = {}
    for section in document.sections:
        used = [section.footer]
        if section.different_first_page_header_footer:
            used.append(section.first_page_footer)
        if document.settings.odd_and_even_pages_header_footer:
            used.append(section.even_page_footer)
        for footer in used:
            shown.setdefault(footer.part.partname, (footer, []))[1].append(section)
    yield from shown.values()


def _free_numbers(document: Document) -> Iterator[str]:
    """Give numbers that no picture of any part has; no two may have the same (ECMA-376 part 1, 20.4.2.5)."""
    roots = [part.element for part in document.part.package.iter_parts() if hasattr(part, "element")]
    used = {number for root in roots for number in root.xpath("//wp:docPr/@id")}
    return (number for number in map(str, itertools.count(1)) if number not in used)


def _put(footer: Any, sections: list[Any], code: FootCode, number: str) -> None:
    from docx.shared import Mm, Pt

    last = footer.paragraphs[-1] if footer.paragraphs else None
    paragraph = last if last is not None and not last.text.strip() else footer.add_paragraph()
    picture = paragraph.add_run().add_picture(io.BytesIO(code.png), width=Mm(code.width_mm))
    inline = picture._inline
    inline.docPr.set("id", number)
    inline.docPr.set("descr", code.alt)
    inline.docPr.set("name", f"QR {code.id_surat}")
    room = min(_mm(section.left_margin) for section in sections)
    heights = {section.page_height for section in sections}
    if len(heights) == 1 and room >= code.width_mm + EDGE_MM + GAP_MM / 2:
        left = max(EDGE_MM, room - code.width_mm - GAP_MM)
        top = _mm(heights.pop()) - BOTTOM_MM - code.width_mm
        _float(inline, Mm(left), Mm(top))
    run = paragraph.add_run(code.id_surat)
    run.font.size = Pt(ID_POINTS)


def _float(inline: Any, left: int, top: int) -> None:
    """Put an inline picture at a place on the page, in front of nothing and pushing nothing aside."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsmap, qn

    anchor = parse_xml(_ANCHOR.format(wp=nsmap["wp"], x=left, y=top))
    for tag in ("wp:extent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"):
        child = copy.deepcopy(inline.find(qn(tag)))
        anchor.append(child)
        if tag == "wp:extent":
            anchor.append(parse_xml(f'<wp:wrapNone xmlns:wp="{nsmap["wp"]}"/>'))
    inline.getparent().replace(inline, anchor)


def _mm(length: int | None) -> float:
    return (length or 0) / 36_000
