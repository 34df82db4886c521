"""Awasi: a watched folder in which each saved rekap is checked by itself, without macros.

Beside the workbook ``NAMA – temuan.html`` is written at each save; the workbook itself only once it is closed.
"""

from __future__ import annotations

import hashlib
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event

from ppid_xl.bawaan import template_path
from ppid_xl.errors import HostError, PpidXlError
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.watching import watch_folder
from ppid_xl.messages import sentence
from ppid_xl.ooxml.gate import find_lock
from ppid_xl.terbit.temuan import findings_page, load_temuan_page
from ppid_xl.workflow.archived_counters import archived_counters
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.new_file import write_new
from ppid_xl.workflow.periksa import Report, periksa

SUFFIXES = (".xlsx", ".xlsm")
QUIET_SECONDS, PULSE = 1.0, 0.3


@dataclass(frozen=True)
class Look:
    """What became of one look at a workbook: its page, counts, whether it was written, or the sentence of a problem."""

    path: Path
    page: Path | None = None
    report: Report | None = None
    waits: bool = False
    problem: str = ""


def is_watched(path: Path) -> bool:
    """Say whether a file is a workbook that staff save: no lock file, no draft, no backup."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(("~$", ".", "_"))


def workbook_of_lock(path: Path) -> Path | None:
    """Return the workbook that a lock file of Excel or LibreOffice belongs to."""
    if path.name.startswith("~$"):
        return path.with_name(path.name[2:])
    if path.name.startswith(".~lock.") and path.name.endswith("#"):
        return path.with_name(path.name[7:-1])
    return None


def look(path: Path, knowledge: Knowledge, now: datetime) -> Look | None:
    """Check a workbook, write its page, and its findings into it unless it is open; None for one that is not ours.

    A workbook that cannot be read is told in one sentence: the next save may mend it.
    """
    host = FileHost(path, knowledge.dictionary, lambda book: archived_counters(book, path))
    try:
        if not host.snapshot().ours:
            return None
        waits = find_lock(path) is not None
        report = periksa(host, knowledge, now, write=not waits, folder=path.parent)
    except PpidXlError as reason:
        return Look(path, problem=sentence(reason), waits=isinstance(reason, HostError))
    return Look(path, _write_page(path, report, now), report, waits)


def _write_page(path: Path, report: Report, now: datetime) -> Path:
    """Write the page beside the workbook when it differs from what is there."""
    target = path.with_name(f"{path.stem} – temuan.html")
    page = findings_page(
        path.name, now.date(), report.counted, load_temuan_page(template_path("situs"))
    ).encode()
    if not target.is_file() or target.read_bytes() != page:
        write_new(target, page)
    return target


def awasi(
    folder: Path,
    knowledge: Knowledge,
    clock: Callable[[], datetime],
    tell: Callable[[Look], None],
    stop: Event,
    *,
    poll: bool = False,
) -> None:
    """Watch a folder until ``stop``: a workbook once it has been quiet for a second, an open one again when closed."""
    changed: queue.SimpleQueue[Path] = queue.SimpleQueue()
    due = {path: 0.0 for path in sorted(folder.iterdir()) if is_watched(path)}
    waiting: set[Path] = set()
    left: dict[Path, str] = {}  # each workbook as the last look left it: our own write is no save of staff
    with watch_folder(folder, changed.put, poll=poll):
        while not stop.is_set():
            _collect(changed, due)
            due |= {path: 0.0 for path in waiting if find_lock(path) is None}
            for path in [path for path, at in due.items() if at <= time.monotonic()]:
                del due[path]
                if path.is_file() and (path in waiting or _sidik(path) != left.get(path)):
                    _look_and_tell(path, knowledge, clock(), tell, waiting)
                    left[path] = _sidik(path)
            stop.wait(PULSE)


def _look_and_tell(
    path: Path, knowledge: Knowledge, now: datetime, tell: Callable[[Look], None], waiting: set[Path]
) -> None:
    seen = look(path, knowledge, now)
    waiting.discard(path)
    if seen:
        tell(seen)
        if seen.waits:
            waiting.add(path)


def _sidik(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _collect(changed: queue.SimpleQueue[Path], due: dict[Path, float]) -> None:
    """Put off each workbook that changed just now, or whose lock went, by the quiet time."""
    while not changed.empty():
        path = changed.get()
        path = workbook_of_lock(path) or path
        if is_watched(path):
            due[path] = time.monotonic() + QUIET_SECONDS
