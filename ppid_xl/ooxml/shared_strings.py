"""The workbook's shared texts, for comparing only: the patcher never writes to this part."""

from __future__ import annotations

import re
from functools import cached_property

from ppid_xl.ooxml.cell_xml import read_runs
from ppid_xl.ooxml.xml_encoding import to_utf8

_ITEM = re.compile(rb"<(?:[\w.-]+:)?si(?:\s[^>]*)?(?:/>|>(.*?)</(?:[\w.-]+:)?si>)", re.DOTALL)
_RUN = re.compile(rb"<(?:[\w.-]+:)?t(?:\s[^>]*)?>([^<]*)<")
_PHONETIC = re.compile(rb"<(?:[\w.-]+:)?rPh\b.*?</(?:[\w.-]+:)?rPh>", re.DOTALL)


class SharedStrings:
    """Texts by index, cut apart when the first one is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._texts: dict[int, str] = {}

    @cached_property
    def _items(self) -> list[bytes]:
        return _ITEM.findall(to_utf8(self._data))

    def text(self, index: int) -> str:
        """Return one text without its formatting; empty when the index is out of range."""
        if index not in self._texts:
            item = self._items[index] if 0 <= index < len(self._items) else b""
            self._texts[index] = read_runs(_RUN.findall(_PHONETIC.sub(b"", item)))
        return self._texts[index]
