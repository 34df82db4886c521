"""Single values as a document prints them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from ppid_xl.model import BadCell, Value
from ppid_xl.tanggal import format_tanggal
from ppid_xl.terbilang import terbilang


def value_text(value: Value) -> str:
    """Return a cell as it should be read in a document; an error cell shows its error."""
    if value is None:
        return ""
    if isinstance(value, BadCell):
        return value.text
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, date):
        return format_tanggal(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def counted(number: int) -> str:
    """Return a count in figures and words, such as ``80 (delapan puluh)``."""
    return f"{number} ({terbilang(number)})"


def closed_list(items: Sequence[str]) -> list[str]:
    """Return list items each closed by ``;``, the last by a full stop."""
    bare = [item.strip().rstrip(".;") for item in items if item.strip()]
    return [f"{item};" for item in bare[:-1]] + [f"{item}." for item in bare[-1:]]


def clock(moment: date | None) -> str:
    """Return the time of day as ``09.00``; empty for a day without one, midnight included."""
    if not isinstance(moment, datetime) or not (moment.hour or moment.minute):
        return ""
    return f"{moment:%H.%M}"
