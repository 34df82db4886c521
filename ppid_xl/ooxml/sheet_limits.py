"""How large a worksheet part really is, from its cell references, whatever its ``<dimension>`` says."""

from __future__ import annotations

import re

from ppid_xl.ooxml.address import column_number, join_ref

MAX_ROWS = 200_000
MAX_BOX = 20_000_000

# Any reference beyond column GR (200) or row 99,999; nearer ones cannot make a box of more than 20 million.
_FAR = re.compile(
    rb"""r(?<=\sr)\s*=\s*["'](?:[A-Za-z]{3}|[H-Zh-z][A-Za-z]|[Gg][S-Zs-z]|[A-Za-z]{1,2}\d{6}|\d{6})"""
)
_ROW = re.compile(rb"<(?:[\w.-]+:)?row(?=[\s/>])")
_TAG = re.compile(rb"""<(?:[\w.-]+:)?(row|c)(?=[\s/>])((?:[^<>"']++|"[^"]*"|'[^']*')*)>""")
_REF = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]*)(\d*)""")


def count_rows(sheet: bytes) -> int:
    """Return how many row elements the part has."""
    if sheet.count(b"row") <= MAX_ROWS:
        return 0
    return sum(1 for _ in _ROW.finditer(sheet))


def find_far_cell(sheet: bytes) -> str:
    """Return the cell that makes the used box larger than ``MAX_BOX``, or an empty string.

    Only cells that hold something count: a formatted empty cell makes no reader allocate a box.
    """
    if not _FAR.search(sheet):
        return ""
    row = column = last_row = last_column = 0
    for found in _TAG.finditer(sheet):
        tag, attributes = found.groups()
        letters, digits = _position(attributes)
        if tag == b"row":
            row, column = int(digits or row + 1), 0
            continue
        column = column_number(letters) if letters else column + 1
        if attributes.endswith(b"/") or sheet.startswith(b"</", found.end()):
            continue
        last_row, last_column = max(last_row, int(digits or row)), max(last_column, column)
        if last_row * last_column > MAX_BOX:
            return join_ref(int(digits or row), column)
    return ""


def _position(attributes: bytes) -> tuple[str, bytes]:
    found = _REF.search(attributes)
    return (found[1].decode(), found[2][:9]) if found else ("", b"")
