"""The lists as data: CSV that Excel in Indonesia opens with one click, and JSON for programs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from datetime import date

from ppid_xl.plain_text import formula_free
from ppid_xl.terbit.daftar import Daftar, Published

BOM = "\ufeff"
SEPARATOR = ";"  # Windows in Indonesian parts lists with ;, as the comma is its decimal sign


def to_csv(daftar: Daftar) -> bytes:
    """Return a list as CSV: UTF-8 with BOM, every field quoted, parted by ``;``, dates day first.

    A text that a spreadsheet would take for a formula gets an apostrophe (CWE-1236), which ``guarded_text`` takes back.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=SEPARATOR, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(["No", *(column.judul for column in daftar.kolom)])
    for number, item in enumerate(daftar.items, 1):
        writer.writerow([number, *(_cell(item.values.get(column.kunci, "")) for column in daftar.kolom)])
    return (BOM + stream.getvalue()).encode()


def _cell(value: Published) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return formula_free(value)


def as_records(daftar: Daftar) -> list[dict[str, str]]:
    """Return a list as plain values: column key → text, dates as ISO 8601, blank columns too."""
    return [
        {column.kunci: _iso(item.values.get(column.kunci, "")) for column in daftar.kolom}
        for item in daftar.items
    ]


def _iso(value: Published) -> str:
    return value.isoformat() if isinstance(value, date) else value


def to_json(value: Mapping[str, object]) -> bytes:
    """Return JSON in one form for one content."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()
