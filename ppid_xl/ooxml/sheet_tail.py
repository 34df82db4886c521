"""What follows the rows of a worksheet part: internal links, merged cells, ranges of validations and formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ppid_xl.ooxml.address import join_range, split_range, split_ref
from ppid_xl.ooxml.xml_spans import Span, escape_attribute, escape_text, find_spans, set_attribute

# CT_Worksheet, ECMA-376 Part 1, 18.3.1.99: what may stand before hyperlinks.
_BEFORE_LINKS = (
    *("sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr"),
    *("conditionalFormatting", "dataValidations"),
)
_RANGED = ("conditionalFormatting", "dataValidation")

Box = tuple[int, int, int, int]


def replace_links(tail: bytes, links: Mapping[str, str], area: Box) -> bytes:
    """Return the tail with the internal links inside ``area`` replaced by cell → target.

    External links, and internal ones outside the area, stay; without a difference the same bytes come back.
    """
    links = {ref: target for ref, target in links.items() if target}
    before, inner, after = _open(tail)
    spans = find_spans(inner, "hyperlinks")
    block = next((span for span in spans if span.name == "hyperlinks" and span.depth == 1), None)
    old = [span for span in spans if span.name == "hyperlink" and span.depth == 2]
    ours = [span for span in old if _is_internal(span) and _inside(span.attributes.get("ref", "A1"), area)]
    if {span.attributes.get("ref"): span.attributes["location"] for span in ours} == links:
        return tail
    kept = [inner[span.start : span.end] for span in old if span not in ours]
    prefix = tail[2 : tail.find(b">")].rpartition(b":")
    name = prefix[0] + prefix[1] + b"hyperlink"
    content = b"".join(kept) + b"".join(_link(name, ref, target) for ref, target in links.items())
    element = b"<%ss>%s</%ss>" % (name, content, name) if content else b""
    start, end = (block.start, block.end) if block else 2 * (_place(spans),)
    return _close(before, inner[:start] + element + inner[end:], after)


def grow_ranges(tail: bytes, area: Box, last_row: int) -> bytes:
    """Return the tail with validations and conditional formats of a table stretched to ``last_row``.

    ``area`` is the table's data before growing; a range grows when it begins in or above its last row, ends
    there or below, and lies within its columns.
    """
    before, inner, after = _open(tail)
    spans = find_spans(inner, "ranges")

    def grow(sqref: str) -> str:
        return " ".join(_grow(ref, area, last_row) for ref in sqref.split())

    for span in reversed(spans):
        inner = _grow_span(inner, span, spans, grow)
    return _close(before, inner, after)


def find_merged(tail: bytes, area: Box) -> str:
    """Return the first merged range that touches an area; empty when none does."""
    top, left, bottom, right = area
    spans = find_spans(_open(tail)[1], "mergeCells") if b"mergeCell" in tail else []
    for ref in (span.attributes.get("ref", "A1") for span in spans if span.name == "mergeCell"):
        a, b, c, d = split_range(ref)
        if a <= bottom and top <= c and b <= right and left <= d:
            return ref
    return ""


def _grow_span(inner: bytes, span: Span, spans: list[Span], grow: Callable[[str], str]) -> bytes:
    if span.name in _RANGED and "sqref" in span.attributes:
        new = grow(span.attributes["sqref"])
        return inner if new == span.attributes["sqref"] else set_attribute(inner, span, "sqref", new)
    if span.name == "sqref" and spans[span.parent].name in _RANGED:
        old = inner[span.open_end : span.close].decode()
        return inner[: span.open_end] + escape_text(grow(old)) + inner[span.close :]
    return inner


def _grow(ref: str, area: Box, last_row: int) -> str:
    top, left, bottom, right = split_range(ref)
    _, first_col, old_last, last_col = area
    inside = first_col <= left and right <= last_col
    if inside and top <= old_last <= bottom < last_row:
        return join_range(top, left, last_row, right)
    return ref


def _is_internal(span: Span) -> bool:
    external = any(name.endswith(":id") for name in span.attributes)
    return "location" in span.attributes and not external


def _inside(ref: str, area: Box) -> bool:
    row, column = split_ref(ref.partition(":")[0])
    return area[0] <= row <= area[2] and area[1] <= column <= area[3]


def _link(name: bytes, ref: str, target: str) -> bytes:
    return b'<%s ref="%s" location="%s"/>' % (name, ref.encode(), escape_attribute(target))


def _place(spans: list[Span]) -> int:
    """Return the offset where a hyperlinks element belongs."""
    last = [span.end for span in spans if span.depth == 1 and span.name in _BEFORE_LINKS]
    return last[-1] if last else spans[0].open_end


def _open(tail: bytes) -> tuple[bytes, bytes, bytes]:
    """Cut ``</sheetData>…</worksheet>`` into its end tags and what is between, wrapped to be one element."""
    start, end = tail.find(b">") + 1, tail.rfind(b"</")
    return tail[:start], b"<_>" + tail[start:end] + b"</_>", tail[end:]


def _close(before: bytes, inner: bytes, after: bytes) -> bytes:
    return before + inner[3:-4] + after
