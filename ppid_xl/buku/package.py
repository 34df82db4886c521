"""Save a workbook so that equal workbooks give equal bytes: dates come from the caller, not the clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_FIXED_HEIGHT = re.compile(rb'(<row\b[^>]*?) customHeight="1"')


def save_workbook(book: Workbook, created: datetime) -> bytes:
    """Return the workbook as bytes with ``created`` as its only date; an aware time is stored as UTC.

    Row heights are kept as first guesses but not fixed, so that a row grows with its text when it is edited.
    """
    moment = created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else created
    moment = moment.replace(microsecond=0)
    book.properties.created = book.properties.modified = moment
    raw = BytesIO()
    ExcelWriter(book, ZipFile(raw, "w", ZIP_DEFLATED)).save()
    return _repack(raw)


def _repack(raw: BytesIO) -> bytes:
    result = BytesIO()
    with ZipFile(raw) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = _FIXED_HEIGHT.sub(rb"\1", content)
            entry = ZipInfo(name, _ZIP_DATE)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, content)
    return result.getvalue()
