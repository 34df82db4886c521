"""The part that describes an Excel table: where it ends, which of its columns are calculated."""

from __future__ import annotations

from ppid_xl.ooxml.address import join_range, split_range
from ppid_xl.ooxml.xml_elements import parse_elements
from ppid_xl.ooxml.xml_encoding import to_utf8
from ppid_xl.ooxml.xml_spans import find_spans, set_attribute


def resize_table(data: bytes, part: str, last_row: int) -> bytes:
    """Return the table part with its range, and its filter's, ending at another row."""
    data = to_utf8(data)
    for span in reversed(find_spans(data, part)):
        if span.depth == 0 or (span.depth == 1 and span.name == "autoFilter"):
            top, left, _, right = split_range(span.attributes["ref"])
            data = set_attribute(data, span, "ref", join_range(top, left, last_row, right))
    return data


def calculated_columns(data: bytes, part: str) -> dict[int, str]:
    """Return the formula of each calculated column by its place in the table; array formulas are left out."""
    found: dict[int, str] = {}
    place = -1
    for element in parse_elements(data, part):
        place += element.name == "tableColumn"
        is_array = element.get("array") in ("1", "true")
        if element.name == "calculatedColumnFormula" and element.text and not is_array:
            found[place] = element.text
    return found
