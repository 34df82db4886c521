"""Read worksheets with the type of every cell kept: python-calamine for values, a byte scan for what it hides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any

from ppid_xl.errors import InputError
from ppid_xl.model import BadCell, Value
from ppid_xl.ooxml.address import split_ref
from ppid_xl.ooxml.package import Package

_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*?)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_REF = re.compile(rb'\br="([A-Z]+[0-9]+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]+)<")
_PREFIX = re.compile(rb"<(\w+:)worksheet\b")
_FORMULA_ENDS = (b">", b" ", b"/")
_SPANS = frozenset((time, timedelta))
_EPOCH = datetime(1899, 12, 30)


def open_sheets(package: Package) -> Any:
    """Return python-calamine's workbook over an admitted package; raise InputError when it cannot read it."""
    import python_calamine

    try:
        return python_calamine.CalamineWorkbook.from_filelike(BytesIO(package.data))
    except (python_calamine.CalamineError, OSError) as reason:
        raise InputError("berkas-rusak", berkas=package.path, alasan=reason) from None


def read_cells(
    workbook: Any, package: Package, sheet: str
) -> tuple[int, int, list[list[Value]], tuple[Any, ...]]:
    """Return (top row, left column, rows of values, merged ranges) of a worksheet, all counted from 1.

    Error cells and formulas without a value, which python-calamine shows as blanks, become BadCell.
    """
    import python_calamine

    try:
        source = workbook.get_sheet_by_name(sheet)
        rows: list[list[Any]] = source.to_python(skip_empty_area=True)
    except (python_calamine.CalamineError, OSError) as reason:
        raise InputError("berkas-rusak", berkas=package.path, alasan=reason) from None
    start = source.start or (0, 0)
    top, left = start[0] + 1, start[1] + 1
    rows = [[None if value == "" else value for value in row] for row in rows]
    for row in rows:
        if not _SPANS.isdisjoint(map(type, row)):
            row[:] = [as_moment(value) if type(value) in _SPANS else value for value in row]
    for (number, column), bad in bad_cells(package.read(package.sheet_parts[sheet])):
        if 0 <= number - top < len(rows) and 0 <= column - left < len(rows[number - top]):
            rows[number - top][column - left] = bad
    merged = tuple((a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in source.merged_cell_ranges or ())
    return top, left, rows, merged


def as_moment(value: time | timedelta) -> datetime:
    """Return a time of day or a span as the moment Excel means by it, counted from its day zero."""
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return _EPOCH + value


def bad_cells(part: bytes) -> Iterable[tuple[tuple[int, int], BadCell]]:
    """Yield (row, column) and the fault of each cell with an error value or a formula that was never calculated."""
    prefix = _PREFIX.search(part[:2048])
    tag = b":f" if prefix else b"<f"
    if b't="e"' not in part and not _has_formula(part, tag):
        return
    closing = b"</%sc>" % (prefix[1] if prefix else b"")
    for attributes, content in _CELL.findall(part, 0, part.rfind(closing) + len(closing)):
        error, formula = b't="e"' in attributes, b"f>" in content or b"<f" in content or b":f " in content
        value = _VALUE.search(content)
        if error or (formula and value is None and b"is>" not in content):
            ref = _REF.search(attributes)
            if ref:
                yield split_ref(ref[1].decode()), BadCell(value[1].decode() if error and value else "=")


def _has_formula(part: bytes, tag: bytes) -> bool:
    at = part.find(tag)
    while at >= 0:
        if part[at + 2 : at + 3] in _FORMULA_ENDS:
            return True
        at = part.find(tag, at + 2)
    return False
