"""Re-spell one worksheet part so that it can be cut: no comments, no CDATA, a reference on every cell."""

from __future__ import annotations

from typing import Any

from ppid_xl.errors import InputError
from ppid_xl.ooxml.address import column_letter, split_ref


def normalise_sheet(data: bytes, part: str) -> bytes:
    """Return the worksheet with ``r`` first on every row and cell; raise InputError when it is not XML."""
    from lxml import etree  # 28 ms that only an unusual sheet should cost

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as reason:
        raise InputError("xml-rusak", bagian=part, alasan=reason) from None
    for rows in root.iterchildren("{*}sheetData"):
        _number_rows(rows)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _number_rows(rows: Any) -> None:
    number = 0
    for row in rows.iterchildren("{*}row"):
        number = int(row.get("r") or number + 1)
        _put_first(row, str(number))
        column = 0
        for cell in row.iterchildren("{*}c"):
            column = split_ref(cell.get("r"))[1] if cell.get("r") else column + 1
            _put_first(cell, f"{column_letter(column)}{number}")


def _put_first(element: Any, ref: str) -> None:
    attributes = dict(element.attrib)
    attributes.pop("r", None)
    element.attrib.clear()
    element.set("r", ref)
    for name, value in attributes.items():
        element.set(name, value)
