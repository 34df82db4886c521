"""Cell values between Excel and us: what Excel gives becomes what a file gives, and text stays text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ppid_xl.hosts.program import as_day
from ppid_xl.model import BadCell, Value

# VT_ERROR values of cells: 0x800A0000 + the numbers of XlCVError and the newer errors.
_ERROR_BASE = -2146828288
_ERRORS = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
    2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2048: "#UNKNOWN!",
    2049: "#FIELD!", 2050: "#CALC!",
}  # fmt: skip
_ERROR_TEXTS = frozenset(_ERRORS.values())
_WORDS = re.compile(r"[^\W\d_]+")
# Words that Excel, in Indonesian or English, reads as part of a date, a time, an amount of money or a truth value.
_READ_WORDS = """
jan feb mar apr mei may jun jul agu agt agust aug sep sept okt oct nov nop des dec januari februari maret april juni
juli agustus september oktober november desember january february march june july august october december
am pm a p e rp idr usd true false benar salah
"""
_READ = frozenset(_READ_WORDS.split())


def from_excel(rows: Sequence[Sequence[Any]]) -> list[list[Value]]:
    """Return the cells that xlwings read as a file's reader gives them: numbers as floats, midnight as a date."""
    return [[None if cell is None else _value(cell) for cell in row] for row in rows]


def _value(cell: Any) -> Value:
    if isinstance(cell, str):
        return BadCell(cell) if cell in _ERROR_TEXTS else cell
    if isinstance(cell, bool | float):
        return cell
    if isinstance(cell, datetime):
        return as_day(cell.replace(tzinfo=None))
    if isinstance(cell, int) and cell - _ERROR_BASE in _ERRORS:
        return BadCell(_ERRORS[cell - _ERROR_BASE])
    return float(cell) if isinstance(cell, int | Decimal) else str(cell)


def to_excel(value: Value) -> Any:
    """Return a value as xlwings takes it; text that Excel would read as something else gets its apostrophe."""
    if isinstance(value, str):
        return f"'{value}" if is_read_otherwise(value) else value
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return value


def is_read_otherwise(text: str) -> bool:
    """Say whether Excel would take a typed text for a formula, a number, a date, a truth value or an error."""
    start = text.lstrip()[:1]
    if start in ("=", "+", "-", "@", "'", "#"):
        return True
    words = _WORDS.findall(text.casefold())
    if not all(word in _READ for word in words):
        return False
    return any(letter.isdigit() for letter in text) or len(words) == 1
