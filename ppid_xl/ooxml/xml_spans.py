"""Change XML in place: find where each element begins and ends in the bytes, then splice."""

from __future__ import annotations

import re
from pyexpat import ExpatError, ParserCreate
from typing import NamedTuple

from ppid_xl.errors import InputError

_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


class Span(NamedTuple):
    """An element's place, ``data[start:end]``; start tag up to ``open_end``, end tag from ``close``."""

    name: str
    prefix: str
    attributes: dict[str, str]
    depth: int
    parent: int
    start: int
    open_end: int
    close: int
    end: int


def find_spans(data: bytes, part: str) -> list[Span]:
    """Return the spans of all elements in document order; names are local, attributes as written."""
    found: list[Span] = []
    stack: list[int] = []
    parser = ParserCreate()

    def open_element(qualified: str, attributes: dict[str, str]) -> None:
        prefix, _, name = qualified.rpartition(":")
        start = parser.CurrentByteIndex
        after = _tag_end(data, start)
        parent = stack[-1] if stack else -1
        stack.append(len(found))
        found.append(Span(name, prefix, attributes, len(stack) - 1, parent, start, after, start, after))

    def close_element(_: str) -> None:
        at = stack.pop()
        if not data.endswith(b"/>", found[at].start, found[at].open_end):
            close = parser.CurrentByteIndex
            found[at] = found[at]._replace(close=close, end=_tag_end(data, close))

    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError) as reason:
        raise InputError("xml-rusak", bagian=part, alasan=reason) from None
    return found


def set_attribute(data: bytes, span: Span, name: str, value: str) -> bytes:
    """Return the bytes with one attribute of an element set."""
    tag = data[span.start : span.open_end]
    text = b'%s="%s"' % (name.encode(), escape_attribute(value))
    old = re.search(rb"""(?<=\s)%s\s*=\s*(?:"[^"]*"|'[^']*')""" % re.escape(name.encode()), tag)
    if old:
        tag = tag[: old.start()] + text + tag[old.end() :]
    else:
        at = len(tag) - (2 if tag.endswith(b"/>") else 1)
        tag = tag[:at].rstrip() + b" " + text + tag[at:]
    return data[: span.start] + tag + data[span.open_end :]


def append_child(data: bytes, span: Span, child: bytes) -> bytes:
    """Return the bytes with a child added as the last one of an element."""
    if span.close > span.start:
        return data[: span.close] + child + data[span.close :]
    tag = data[span.start : span.end]
    name = qualified(span).encode()
    return data[: span.start] + tag[:-2].rstrip() + b">" + child + b"</" + name + b">" + data[span.end :]


def insert(data: bytes, at: int, new: bytes) -> bytes:
    """Return the bytes with something put in at an offset."""
    return data[:at] + new + data[at:]


def qualified(span: Span, name: str = "") -> str:
    """Return the span's name, or another name, with the span's prefix."""
    return f"{span.prefix}:{name or span.name}" if span.prefix else name or span.name


def escape_attribute(value: str) -> bytes:
    """Return text as the inside of a double-quoted attribute."""
    return re.sub(r'[&<>"\n\t\r]', lambda found: _ESCAPES[found[0]], value).encode()


def escape_text(value: str) -> bytes:
    """Return text as element content."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def _tag_end(data: bytes, start: int) -> int:
    found = _TAG.match(data, start)
    return found.end() if found else start
