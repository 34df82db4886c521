"""Save a workbook so that equal workbooks give equal bytes: dates come from the caller, not the clock."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

_FIXED_HEIGHT = re.compile(rb'(<row\b[^>]*?) customHeight="1"')
# Columns before rows, as Excel writes them: else Calc saves the name twice.
_TITLES = re.compile(rb"('[^']+'!\$[0-9]+:\$[0-9]+),('[^']+'!\$[A-Z]+:\$[A-Z]+)(?=</definedName>)")
_DRAWING = "xl/drawings/drawing1.xml"
_FRAME = re.compile(rb'(<(?:\w+:)?cNvPr id="[0-9]+") name="Chart [0-9]+"')


def save_workbook(
    book: Workbook,
    created: datetime,
    *,
    laid_out: Collection[str] = (),
    alt_texts: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Return the workbook as bytes with ``created`` as its only date; an aware time is stored as UTC.

    Row heights are kept as first guesses but not fixed, so that a row grows with its text when it is edited; only
    sheets ``laid_out`` keep theirs. ``alt_texts`` gives each chart, in order, its name and what it says to who cannot
    see it, for which openpyxl has no field.
    """
    moment = created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else created
    moment = moment.replace(microsecond=0)
    book.properties.created = book.properties.modified = moment
    raw = BytesIO()
    ExcelWriter(book, ZipFile(raw, "w", ZIP_DEFLATED)).save()
    kept = {
        f"xl/worksheets/sheet{place}.xml" for place, name in enumerate(book.sheetnames, 1) if name in laid_out
    }
    return _repack(raw, kept, alt_texts)


def _repack(raw: BytesIO, kept: Collection[str], alt_texts: Sequence[tuple[str, str]]) -> bytes:
    result = BytesIO()
    with ZipFile(raw) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/sheet") and name not in kept:
                content = _FIXED_HEIGHT.sub(rb"\1", content)
            if name == "xl/workbook.xml":
                content = _TITLES.sub(rb"\2,\1", content)
            if name == _DRAWING:
                content = _describe(content, alt_texts)
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, content)
    return result.getvalue()


def _describe(drawing: bytes, alt_texts: Sequence[tuple[str, str]]) -> bytes:
    """Give the frames of a drawing their names and alternative texts (ECMA-376 part 1, 20.1.2.2.8)."""
    texts = iter(alt_texts)

    def named(found: re.Match[bytes]) -> bytes:
        name, text = next(texts)
        return b"%s name=%s descr=%s" % (found[1], quoteattr(name).encode(), quoteattr(text).encode())

    return _FRAME.sub(named, drawing)
