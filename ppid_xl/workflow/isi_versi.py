"""Isi versi: what every version in the archive holds besides its own matter: SOP and law, in one form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ppid_xl.bawaan import data_path
from ppid_xl.model import Book, Row
from ppid_xl.tables import as_text
from ppid_xl.workflow.knowledge import Knowledge


def canonical(value: object) -> bytes:
    """Return JSON with sorted keys, one form for one content."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()


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
