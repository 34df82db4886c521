"""Isi versi: in which form a version in the archive holds records, SOP and law."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.store import Arsip, version_bytes
from ppid_xl.bawaan import data_path
from ppid_xl.model import Book, Row
from ppid_xl.tables import as_text
from ppid_xl.workflow.ground.knowledge import Knowledge

PACKED, LARGE = ".gz", 250_000


def canonical(value: object) -> bytes:
    """Return JSON with sorted keys, one form for one content."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()


def record_file(name: str, value: object) -> tuple[str, bytes]:
    """Return name and bytes of a record: JSON, and from LARGE bytes on packed with gzip, its name ending in ``.gz``."""
    content = canonical(value)
    if len(content) < LARGE:
        return name, content
    stream = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=stream, mtime=0) as file:
        file.write(content)
    return f"{name}{PACKED}", stream.getvalue()


def record_in(arsip: Arsip, version: Version, name: str) -> bytes | None:
    """Return the JSON of a record that a version keeps, packed or not; None when it has none.

    Raises ArsipError when its bytes are gone or not as they were archived.
    """
    packed = version_bytes(arsip, version, f"{name}{PACKED}")
    return version_bytes(arsip, version, name) if packed is None else gzip.decompress(packed)


def row_record(row: Row) -> dict[str, str]:
    """Return the cells of a row as text, days in ISO form."""
    return {
        key: value.isoformat() if isinstance(value, date) else as_text(value)
        for key, value in row.values.items()
    }


def rule_files(book: Book, knowledge: Knowledge, office: Path, law: Sequence[str]) -> dict[str, Path | bytes]:
    """Return the law files and the SOP of a workbook with its source, by their name in the archive."""
    files: dict[str, Path | bytes] = {f"aturan/{name}": data_path(name) for name in law}
    kode = book.setting("KodeSOP")
    if kode:
        sop = knowledge.sop(kode, office)
        files[f"sop/{sop.path.name}"] = sop.path
        if sop.source_path.is_file():
            files[f"sop/{sop.source_path.name}"] = sop.source_path
    return files
