"""The last numbers that an archived version of a workbook had used: an older copy never issues them again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.model import Book
from ppid_xl.workflow.ground.tindakan import COUNTERS, last_number

_PART = re.compile(r"([A-Z]+) ([0-9]+)")


def arsip_folder(book: Book, workbook: Path, given: Path | None = None) -> Path:
    """Return where the archive of a workbook is: as given, as set in Pengaturan, or ``arsip`` beside it."""
    return given or workbook.parent / book.setting("FolderArsip", "arsip")


def object_id(workbook: Path) -> str:
    """Return the archive's name for a workbook: its file name in plain ASCII."""
    plain = normalise(workbook.stem).replace(" ", "-")[:40].strip("-")
    return f"buku-{plain or 'rekap'}"


def used_numbers(book: Book) -> str:
    """Return the last numbers of a workbook as a line of the log holds them, such as ``INF 12; UJI 3``."""
    return "; ".join(f"{prefix} {last_number(book, table)}" for table, (prefix, _) in COUNTERS.items())


def archived_counters(book: Book, workbook: Path) -> Mapping[str, int]:
    """Return counter name → highest number that any archived version of a workbook had used; empty without one."""
    log = arsip_folder(book, workbook) / "log.jsonl"
    try:
        lines = log.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    wanted, highest = object_id(workbook), dict[str, int]()
    for line in lines:
        if wanted in line:
            for prefix, number in _PART.findall(_numbers_of(line, wanted)):
                highest[f"Urut{prefix}"] = max(highest.get(f"Urut{prefix}", 0), int(number))
    return highest


def _numbers_of(line: str, wanted: str) -> str:
    try:
        facts = json.loads(line)
    except ValueError:
        return ""
    mine = isinstance(facts, dict) and facts.get("objek") == wanted
    return str(facts.get("urut", "")) if mine else ""
