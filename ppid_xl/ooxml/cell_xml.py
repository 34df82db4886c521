"""One cell's value as worksheet XML and back: inline text, numbers, serial dates, booleans, empty."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ppid_xl.errors import InputError
from ppid_xl.model import BadCell, Value
from ppid_xl.ooxml.xml_elements import decode_escapes
from ppid_xl.ooxml.xml_spans import escape_text

MAX_TEXT = 32_767

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# Text without any of these is written as it is.
_SPECIAL = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]|_x|^\\s|\\s$|  ")
_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(lt|gt|amp|quot|apos));")
_TYPE = re.compile(rb"""\st\s*=\s*["']([A-Za-z]+)""")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)""")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def clean_text(text: str) -> str:
    """Return text without what XML 1.0 cannot hold; line ends become the cell's own, a line feed."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ILLEGAL.sub("", text)


def serial(value: date, date1904: bool) -> int | float:
    """Return a date as Excel's serial number; raise InputError before the calendar of the workbook begins."""
    moment = value.replace(tzinfo=None) if isinstance(value, datetime) else datetime(*value.timetuple()[:3])
    if date1904:
        days = (moment - datetime(1904, 1, 1)) / timedelta(days=1)
    else:
        days = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
        days -= days < 61  # serial 60 is the 29 February 1900 that never was (ECMA-376 Part 1, 18.17.4.1)
    if days < 0 or (days < 1 and not date1904):
        raise InputError("tanggal-di-luar-excel", nilai=value)
    return int(days) if days.is_integer() else days


class CellParts(NamedTuple):
    """A cell cut apart: reference and style as attributes, type, stored value, all content, what follows it.

    ``content`` is empty for the plain kinds of cell: an empty one, or one with a stored value and no more.
    """

    ref: bytes
    style: bytes
    kind: bytes
    value: bytes
    content: bytes
    after: bytes


class CellFormat:
    """How the cells of one worksheet part are spelt: its namespace prefix, its calendar, the shared texts."""

    def __init__(self, prefix: bytes, date1904: bool, shared: Callable[[int], str]) -> None:
        self._date1904, self._shared = date1904, shared
        self._cell_end = b"</%sc>" % prefix
        self._plain = re.compile(
            rb'(r="[A-Z]+[0-9]+")( s="[0-9]+")?(?: t="([a-z]+)")?(?:/>|><%sv>([^<]*)</%sv></%sc>)'
            % (prefix, prefix, prefix)
        )
        self._text = (
            b' t="inlineStr"><%sis><%st>' % (prefix, prefix),
            b' t="inlineStr"><%sis><%st xml:space="preserve">' % (prefix, prefix),
            b"</%st></%sis>" % (prefix, prefix) + self._cell_end,
        )
        self._number = b"><%sv>%%s</%sv>" % (prefix, prefix) + self._cell_end
        self._formula = b"><%sf>%%s</%sf>" % (prefix, prefix) + self._cell_end
        self._value = re.compile(rb"<%sv(?:\s[^>]*)?>([^<]*)<" % prefix)
        self._runs = re.compile(rb"<%st(?:\s[^>]*)?>([^<]*)<" % prefix)
        self._phonetic = re.compile(rb"<%srPh\b.*?</%srPh>" % (prefix, prefix), re.DOTALL)

    def encode(self, value: Value) -> bytes:
        """Return what follows a cell's reference and style, its end tag included.

        Raises InputError for text longer than a cell holds and for a value that no cell can hold.
        """
        if value is None or value == "":
            return b"/>"
        if isinstance(value, str):
            return self._encode_text(value)
        if isinstance(value, bool):
            return b' t="b"' + self._number % (b"1" if value else b"0")
        if isinstance(value, BadCell) or (isinstance(value, float) and not math.isfinite(value)):
            raise InputError("nilai-tidak-dapat-ditulis", nilai=value)
        number = serial(value, self._date1904) if isinstance(value, date) else value
        return self._number % repr(number).encode()

    def encode_formula(self, text: str) -> bytes:
        """Return what follows the reference and style of a cell with a formula, not calculated yet."""
        return self._formula % escape_text(text)

    def split(self, cell: bytes) -> CellParts:
        """Return the parts of a cell given as the bytes from its reference attribute on."""
        plain = self._plain.match(cell)
        if plain:
            ref, style, kind, value = plain.groups()
            return CellParts(ref, style or b"", kind or b"n", value or b"", b"", cell[plain.end() :])
        gt = cell.find(b">")
        closed = cell[gt - 1 : gt] == b"/"
        attributes = cell[: gt - closed]
        end = gt + 1 if closed else cell.find(self._cell_end, gt)
        content, after = cell[gt + 1 : end], cell[end if closed else end + len(self._cell_end) :]
        found = self._value.search(content)
        kind = _TYPE.search(attributes)
        return CellParts(
            attributes[: attributes.find(b'"', 3) + 1],
            style_attribute(attributes),
            kind[1] if kind else b"n",
            found[1] if found else b"",
            content,
            after,
        )

    def holds(self, cell: CellParts, value: Value) -> bool:
        """Tell whether a cell without formula already shows this value, however it is stored."""
        if isinstance(value, str) and value:
            return self._shows(cell, value)
        if value is None or value == "":
            return not cell.value and (not cell.content or not self._text_of(cell))
        if not cell.value or isinstance(value, bool) or cell.kind != b"n" or isinstance(value, BadCell):
            is_bool = isinstance(value, bool) and cell.kind == b"b"
            return is_bool and cell.value == (b"1" if value else b"0")
        number = serial(value, self._date1904) if isinstance(value, date) else value
        return _number(cell.value) == number

    def _shows(self, cell: CellParts, text: str) -> bool:
        if cell.kind not in (b"s", b"inlineStr", b"str"):
            return not cell.value and not cell.content and not clean_text(text)
        shown = self._text_of(cell)
        return shown == text or (("\r" in text or len(shown) < len(text)) and shown == clean_text(text))

    def _encode_text(self, value: str) -> bytes:
        if len(value) > MAX_TEXT // 2 and len(value.encode("utf-16-le", "surrogatepass")) > 2 * MAX_TEXT:
            raise InputError("teks-terlalu-panjang", panjang=len(value), batas=MAX_TEXT)
        plain, preserved, end = self._text
        if not _SPECIAL.search(value):
            return plain + value.encode() + end
        text = clean_text(value)
        if not text:
            return b"/>"
        if "_x" in text:
            text = _LOOKS_ESCAPED.sub("_x005F_", text)
        return preserved + escape_text(text) + end

    def _text_of(self, cell: CellParts) -> str:
        if cell.kind == b"s":
            return self._shared(int(cell.value) if cell.value.isdigit() else -1)
        if cell.kind == b"inlineStr":
            return read_runs(self._runs.findall(self._phonetic.sub(b"", cell.content)))
        return read_runs([cell.value]) if cell.kind == b"str" else ""


def read_runs(runs: Iterable[bytes]) -> str:
    """Return the text of runs as they stand in XML, entities and ``_x000a_`` escapes resolved."""
    text = b"".join(runs).decode("utf-8", "replace")
    if "&" in text:
        text = _ENTITY.sub(_entity, text)
    return decode_escapes(text.replace("\r\n", "\n"))


def style_attribute(attributes: bytes) -> bytes:
    """Return ``b' s="5"'`` out of a tag's attributes, or nothing."""
    found = _STYLE.search(attributes)
    return b' s="%s"' % found[1] if found else b""


def _number(stored: bytes) -> float | None:
    try:
        return float(stored)
    except ValueError:
        return None


def _entity(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    return chr(int(found[1], 16) if found[1] else int(found[2]))
