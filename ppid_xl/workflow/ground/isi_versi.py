"""Isi versi: in which form a version in the archive holds records, SOP and law."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.store import Arsip, version_bytes
from ppid_xl.bawaan import data_path
from ppid_xl.errors import ArsipError
from ppid_xl.model import Book, Row
from ppid_xl.tables import as_text
from ppid_xl.workflow.ground.knowledge import Knowledge

PACKED, LARGE, LARGEST = ".gz", 250_000, 256 << 20


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

    Raises ArsipError when its bytes are gone, not as they were archived, or not packed as they say.
    """
    packed = version_bytes(arsip, version, f"{name}{PACKED}")
    if packed is None:
        return version_bytes(arsip, version, name)
    try:
        content = gzip.GzipFile(fileobj=io.BytesIO(packed)).read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as reason:
        raise broken_record(version, name) from reason
    if not 0 < len(content) <= LARGEST:
        raise broken_record(version, name)
    return content


def read_record(arsip: Arsip, version: Version, name: str) -> Any:
    """Return what a record tells, parsed; None when the version has none. Raises ArsipError as record_in does."""
    content = record_in(arsip, version, name)
    if content is None:
        return None
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as reason:
        raise broken_record(version, name) from reason
    if told is None:
        raise broken_record(version, name)
    return told


def rows_in(arsip: Arsip, version: Version, name: str) -> list[dict[str, Any]]:
    """Return the rows of a record, none when the version has none; raise ArsipError when it holds anything else."""
    rows = read_record(arsip, version, name)
    if rows is None:
        return []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise broken_record(version, name)
    return rows


def broken_record(version: Version, name: str) -> ArsipError:
    """Return the error for a record that is as it was archived, and still no record."""
    return ArsipError("catatan-versi-rusak", nama=name, versi=version.name, objek=version.object_id)


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
