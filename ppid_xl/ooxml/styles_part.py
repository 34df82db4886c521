"""The part with the cell formats: appended at the end, equal ones reused, so no existing index ever moves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ppid_xl.errors import InputError
from ppid_xl.ooxml.xml_encoding import to_utf8
from ppid_xl.ooxml.xml_spans import Span, append_child, find_spans, set_attribute

HEADER, TEXT, DATE, MOMENT, LINK = "header", "text", "date", "moment", "link"
_NUMBER_FORMATS = {DATE: 14, MOMENT: 22}
_FONT_ADDITIONS = {HEADER: b"<%sb/>", LINK: b"<%su/>"}
_SIZE = re.compile(rb"<(?:[\w.-]+:)?(?:vertAlign|sz|color|name)\b")
_COLOR = re.compile(rb"<(?:[\w.-]+:)?color\b[^>]*/>")


def ensure_styles(data: bytes, part: str, wanted: Iterable[str]) -> tuple[bytes, dict[str, int]]:
    """Return the styles part and the index of each wanted cell format, adding only what is not there yet.

    Raises InputError when the part has no fonts or no cell formats to start from.
    """
    data = to_utf8(data)
    found: dict[str, int] = {}
    for style in wanted:
        data, found[style] = _ensure(data, part, style)
    return data, found


def _ensure(data: bytes, part: str, style: str) -> tuple[bytes, int]:
    spans = find_spans(data, part)
    formats, fonts = _box(spans, "cellXfs"), _box(spans, "fonts")
    first, all_fonts = _children(spans, formats), _children(spans, fonts)
    if not first or not all_fonts:
        raise InputError("paket-tanpa-gaya")
    font = int(spans[first[0]].attributes.get("fontId", "0"))
    if style in _FONT_ADDITIONS:
        prefix = spans[0].prefix.encode() + b":" if spans[0].prefix else b""
        base = data[spans[all_fonts[font]].start : spans[all_fonts[font]].end]
        data, font = _append(data, part, "fonts", _font(base, _FONT_ADDITIONS[style] % prefix, style, prefix))
    return _append(data, part, "cellXfs", _format(spans[0], style, font))


def _append(data: bytes, part: str, box_name: str, element: bytes) -> tuple[bytes, int]:
    spans = find_spans(data, part)
    box = _box(spans, box_name)
    children = [spans[at] for at in _children(spans, box)]
    for index, child in enumerate(children):
        if data[child.start : child.end] == element:
            return data, index
    data = append_child(data, spans[box], element)
    return set_attribute(data, spans[box], "count", str(len(children) + 1)), len(children)


def _font(base: bytes, addition: bytes, style: str, prefix: bytes) -> bytes:
    if addition in base:
        return base
    if style == LINK:
        base = _COLOR.sub(b'<%scolor rgb="FF0563C1"/>' % prefix, base)
    if base.endswith(b"/>") and base.count(b"<") == 1:
        return b"<%sfont>%s</%sfont>" % (prefix, addition, prefix)
    before_size = _SIZE.search(base)
    at = base.find(b">") + 1 if style == HEADER or before_size is None else before_size.start()
    return base[:at] + addition + base[at:]


def _format(root: Span, style: str, font: int) -> bytes:
    prefix = root.prefix.encode() + b":" if root.prefix else b""
    number = _NUMBER_FORMATS.get(style, 0)
    applies = b' applyNumberFormat="1"' if number else b""
    applies += b' applyFont="1"' if style in _FONT_ADDITIONS else b""
    alignment = b'<%salignment vertical="top" wrapText="1"/>' % prefix
    return (
        b'<%sxf numFmtId="%d" fontId="%d" fillId="0" borderId="0" xfId="0"%s applyAlignment="1">%s</%sxf>'
        % (
            prefix,
            number,
            font,
            applies,
            alignment,
            prefix,
        )
    )


def _box(spans: list[Span], name: str) -> int:
    for at, span in enumerate(spans):
        if span.depth == 1 and span.name == name:
            return at
    raise InputError("paket-tanpa-gaya")


def _children(spans: list[Span], box: int) -> list[int]:
    return [at for at, span in enumerate(spans) if span.parent == box]
