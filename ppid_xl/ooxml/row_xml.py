"""One row of a worksheet as bytes: its tag, its cells in column order, what follows them."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection

from ppid_xl.ooxml.address import column_number
from ppid_xl.ooxml.cell_xml import style_attribute

_SPANS = re.compile(rb' spans="(\d+):(\d+)"')
_HEIGHT = re.compile(rb"""\s(ht|customHeight)\s*=\s*["']([^"']*)""")
_HEIGHT_ATTRIBUTES = re.compile(rb"""\s(?:ht|customHeight)\s*=\s*(?:"[^"]*"|'[^']*')""")


class RowXml:
    """A row cut at its cells; a cell is the bytes from its reference attribute to before the next cell."""

    __slots__ = ("_open_cell", "_places", "cells", "number", "tag", "tail")

    def __init__(self, number: int, piece: bytes, open_cell: bytes, close_row: bytes) -> None:
        """Cut a row's bytes after ``<row ``; ``open_cell`` is ``<c ``, ``close_row`` is ``</row>``."""
        self.number, self._open_cell = b"%d" % number, open_cell
        end = piece.rfind(close_row)
        if end < 0:
            self.tag, _, rest = piece.partition(b"/>")
            self.tag, self.cells, self.tail = self.tag.rstrip() + b">", [], close_row + rest
        else:
            self.tag, *self.cells = piece[:end].split(open_cell)
            self.tail = piece[end:]
        self._places: dict[bytes, int] | None = None

    def join(self) -> bytes:
        """Return the row's bytes after ``<row ``."""
        return self._open_cell.join((self.tag, *self.cells)) + self.tail

    def place(self, letters: bytes) -> int | None:
        """Return the index in ``cells`` of the cell in a column, or None."""
        if self._places is None:
            self._places = {cell[3 : cell.find(b'"', 3)]: at for at, cell in enumerate(self.cells)}
        return self._places.get(letters + self.number)

    def insert(self, letters: bytes, rest: bytes) -> None:
        """Add a cell that is not there yet, in column order; ``rest`` is all after its reference."""
        column = column_number(letters.decode())
        columns = [column_number(_letters(cell)) for cell in self.cells]
        self.cells.insert(bisect(columns, column), b'r="' + letters + self.number + b'"' + rest)
        self._places = None
        spans = _SPANS.search(self.tag)
        if spans and not int(spans[1]) <= column <= int(spans[2]):
            new = b' spans="%d:%d"' % (min(int(spans[1]), column), max(int(spans[2]), column))
            self.tag = self.tag[: spans.start()] + new + self.tag[spans.end() :]

    def drop(self, letters: Collection[bytes]) -> None:
        """Remove the cells of these columns, and the height that fitted their text."""
        self.cells = [cell for cell in self.cells if _letters(cell).encode() not in letters]
        self._places = None
        if not self.cells and not self.own_height():
            end = self.tag.find(b">")
            self.tag = _HEIGHT_ATTRIBUTES.sub(b"", self.tag[:end]) + self.tag[end:]

    def style(self, letters: bytes) -> bytes:
        """Return the style attribute of a cell, such as ``b' s="5"'``; empty without cell or style."""
        at = self.place(letters)
        return b"" if at is None else style_attribute(self.cells[at][: self.cells[at].find(b">")])

    def own_style(self) -> bytes:
        """Return the style attribute that new cells of the row take from it."""
        tag = self.tag[: self.tag.find(b">")]
        return style_attribute(tag) if b'customFormat="1"' in tag else b""

    def own_height(self) -> bytes:
        """Return the attributes of a height set by hand; empty when the height fits itself."""
        found = dict(_HEIGHT.findall(self.tag[: self.tag.find(b">")]))
        if found.get(b"customHeight") not in (b"1", b"true") or b"ht" not in found:
            return b""
        return b' ht="%s" customHeight="1"' % found[b"ht"]

    def fit_height(self, points: float) -> None:
        """Set the height that fits the row's text, unless a person set one."""
        if self.own_height():
            return
        end = self.tag.find(b">")
        kept = _HEIGHT_ATTRIBUTES.sub(b"", self.tag[:end])
        self.tag = kept + b' ht="%g"' % points + self.tag[end:]

    def take_height(self, height: bytes) -> None:
        """Set the height attributes, unless the row has a height already."""
        if height and b" ht=" not in self.tag:
            end = self.tag.find(b">")
            self.tag = self.tag[:end] + height + self.tag[end:]


def _letters(cell: bytes) -> str:
    return cell[3 : cell.find(b'"', 3)].rstrip(b"0123456789").decode()
