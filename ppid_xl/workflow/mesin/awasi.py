"""Awasi: a watched folder in which each saved rekap is checked by itself, without macros.

Beside the workbook ``NAMA – temuan.html`` is written at each save; the workbook itself only once it is closed.
"""

from __future__ import annotations

import hashlib
import os
import queue
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event

from ppid_xl.bawaan import template_path
from ppid_xl.errors import HostError, PpidXlError
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.watching import watch_folder
from ppid_xl.messages import sentence
from ppid_xl.ooxml.gate import find_lock
from ppid_xl.system_reasons import reason_of
from ppid_xl.terbit.temuan import findings_page, load_temuan_page
from ppid_xl.workflow.ground.archived_counters import archived_counters
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.new_file import write_new
from ppid_xl.workflow.periksa.periksa import Report, periksa

SUFFIXES = (".xlsx", ".xlsm")
QUIET_SECONDS, PULSE, RETRY_SECONDS = 1.0, 0.3, 30.0


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
        return Look(path, _write_page(path, report, now), report, waits)
    except PpidXlError as reason:
        return Look(path, problem=sentence(reason), waits=isinstance(reason, HostError))
    except OSError as reason:
        place = Path(str(reason.filename2 or reason.filename or path))
        refusal = HostError("sistem-menolak", berkas=place.name, alasan=reason_of(reason))
        return Look(path, problem=sentence(refusal), waits=True)


def _write_page(path: Path, report: Report, now: datetime) -> Path:
    """Write the page beside the workbook when it differs from what is there."""
    target = path.with_name(f"{path.stem} – temuan.html")
    page = findings_page(
        path.name, now.date(), report.counted, load_temuan_page(template_path("situs"))
    ).encode()
    if not target.is_file() or target.read_bytes() != page:
        write_new(target, page)
    return target


@dataclass
class _Memory:
    """What a watch knows: which workbooks are due when, wait (looked at again from when), and how they were left."""

    due: dict[Path, float] = field(default_factory=dict)
    waiting: dict[Path, float] = field(default_factory=dict)
    left: dict[Path, str] = field(default_factory=dict)  # our own write is no save of staff
    problems: dict[Path, str] = field(default_factory=dict)


def awasi(
    folder: Path,
    knowledge: Knowledge,
    clock: Callable[[], datetime],
    tell: Callable[[Look], None],
    stop: Event,
    *,
    poll: bool = False,
) -> None:
    """Watch a folder until ``stop``: a workbook once it has been quiet for a second, an open one again when closed.

    A folder that goes is told once and watched again when it is back; trouble with one workbook ends nothing.
    """
    memory = _Memory()
    while not stop.is_set():
        with suppress(FileNotFoundError):
            _watch_while_there(folder, lambda path: look(path, knowledge, clock()), tell, stop, memory, poll)
        if stop.is_set():
            return
        tell(Look(folder, problem=sentence(HostError("folder-awasan-hilang", berkas=folder))))
        while not folder.is_dir() and not stop.wait(PULSE):
            pass


def _watch_while_there(
    folder: Path,
    look_at: Callable[[Path], Look | None],
    tell: Callable[[Look], None],
    stop: Event,
    memory: _Memory,
    poll: bool,
) -> None:
    changed: queue.SimpleQueue[Path] = queue.SimpleQueue()
    watched = folder.stat()
    with watch_folder(folder, changed.put, poll=poll):
        memory.due |= {path: 0.0 for path in sorted(folder.iterdir()) if is_watched(path)}
        while not stop.is_set() and _is_same(folder, watched):
            _collect(changed, memory.due)
            _look_at_due(look_at, tell, memory)
            stop.wait(PULSE)


def _is_same(folder: Path, watched: os.stat_result) -> bool:
    try:
        return os.path.samestat(watched, folder.stat())
    except OSError:
        return False


def _look_at_due(
    look_at: Callable[[Path], Look | None], tell: Callable[[Look], None], memory: _Memory
) -> None:
    now = time.monotonic()
    free = [path for path, at in memory.waiting.items() if at <= now and find_lock(path) is None]
    memory.due |= dict.fromkeys(free, 0.0)
    for path in [path for path, at in memory.due.items() if at <= now]:
        del memory.due[path]
        if path.is_file() and (path in memory.waiting or _sidik(path) != memory.left.get(path)):
            _look_and_tell(path, look_at(path), tell, memory)
            memory.left[path] = _sidik(path)


def _look_and_tell(path: Path, seen: Look | None, tell: Callable[[Look], None], memory: _Memory) -> None:
    """Tell of a look, of the same trouble only once; what was refused is tried again after a while."""
    memory.waiting.pop(path, None)
    problem = seen.problem if seen else ""
    if seen and not (problem and memory.problems.get(path) == problem):
        tell(seen)
    memory.problems[path] = problem
    if seen and seen.waits:
        memory.waiting[path] = time.monotonic() + RETRY_SECONDS if problem else 0.0


def _sidik(path: Path) -> str:
    """Return the digest of a file; empty for one that is gone or cannot be read now."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _collect(changed: queue.SimpleQueue[Path], due: dict[Path, float]) -> None:
    """Put off each workbook that changed just now, or whose lock went, by the quiet time."""
    while not changed.empty():
        path = changed.get()
        path = workbook_of_lock(path) or path
        if is_watched(path):
            due[path] = time.monotonic() + QUIET_SECONDS
