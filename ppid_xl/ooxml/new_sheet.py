"""A whole worksheet of ours as bytes: bold frozen headings, wrapped text, links, widths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from ppid_xl.model import Value
from ppid_xl.ooxml.address import column_letter
from ppid_xl.ooxml.cell_xml import CellFormat
from ppid_xl.ooxml.styles_part import DATE, HEADER, LINK, MOMENT, TEXT
from ppid_xl.ooxml.xml_elements import MAIN
from ppid_xl.ooxml.xml_spans import escape_attribute

_NARROWEST, _WIDEST = 8.0, 60.0


def wanted_styles(rows: Sequence[Sequence[Value]], links: Sequence[str]) -> list[str]:
    """Return the cell formats that a sheet needs, in a fixed order."""
    used = {HEADER, TEXT} | {_style(value) for row in rows for value in row}
    return [
        style
        for style in (HEADER, TEXT, DATE, MOMENT, LINK)
        if style in used or (style == LINK and any(links))
    ]


def sheet_bytes(
    headings: Sequence[str],
    rows: Sequence[Sequence[Value]],
    links: Sequence[str],
    link_column: int,
    styles: Mapping[str, int],
    cells: CellFormat,
) -> bytes:
    """Return the worksheet part; equal arguments give equal bytes."""
    return b"".join(
        (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="%s">'
            % MAIN.encode(),
            b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            b'<sheetViews><sheetView workbookViewId="0">'
            b'<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
            b'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>',
            _columns(_measure(headings, rows)),
            b"<sheetData>",
            *_rows(headings, rows, links, link_column, styles, cells),
            b"</sheetData>",
            _hyperlinks(links, link_column),
            b'<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
            b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>',
        )
    )


def _rows(
    headings: Sequence[str],
    rows: Sequence[Sequence[Value]],
    links: Sequence[str],
    link_column: int,
    styles: Mapping[str, int],
    cells: CellFormat,
) -> Iterator[bytes]:
    yield _row(1, [(heading, styles[HEADER]) for heading in headings], cells)
    for number, row in enumerate(rows, 2):
        linked = number - 2 < len(links) and links[number - 2]
        yield _row(
            number,
            [
                (value, styles[LINK if linked and at == link_column else _style(value)])
                for at, value in enumerate(row)
            ],
            cells,
        )


def _row(number: int, values: Sequence[tuple[Value, int]], cells: CellFormat) -> bytes:
    written = (
        b'<c r="%s%d" s="%d"' % (column_letter(column).encode(), number, style) + cells.encode(value)
        for column, (value, style) in enumerate(values, 1)
    )
    return b'<row r="%d">' % number + b"".join(written) + b"</row>"


def _hyperlinks(links: Sequence[str], link_column: int) -> bytes:
    letter = column_letter(link_column + 1).encode()
    found = b"".join(
        b'<hyperlink ref="%s%d" location="%s"/>' % (letter, number, escape_attribute(link))
        for number, link in enumerate(links, 2)
        if link
    )
    return b"<hyperlinks>" + found + b"</hyperlinks>" if found else b""


def _columns(widths: Sequence[float]) -> bytes:
    written = (
        b'<col min="%d" max="%d" width="%s" customWidth="1"/>' % (at, at, repr(float(width)).encode())
        for at, width in enumerate(widths, 1)
    )
    return b"<cols>" + b"".join(written) + b"</cols>" if widths else b""


def _measure(headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[float]:
    longest = [len(heading) for heading in headings]
    for row in rows:
        for at, value in enumerate(row[: len(longest)]):
            longest[at] = max(longest[at], len(str(value)) if value is not None else 0)
    return [min(_WIDEST, max(_NARROWEST, length + 2.0)) for length in longest]


def _style(value: Value) -> str:
    if isinstance(value, datetime):
        return MOMENT
    return DATE if isinstance(value, date) else TEXT
