"""Layar: what the screen shows is what is archived, also while a spreadsheet program has it open and not saved."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ppid_xl.arsip.store import head_file, list_objects, open_arsip
from ppid_xl.hosts import Host
from ppid_xl.hosts.file import FileHost
from ppid_xl.ooxml.same_parts import same_parts
from ppid_xl.workflow.ground.archived_counters import object_id


@contextmanager
def shown_file(host: Host, workbook: Path, folder: Path) -> Iterator[Path]:
    """Yield a file with what the host shows: a closed workbook itself, else a copy that is gone afterwards.

    Where the newest version in the archive ``folder`` holds the same parts as the copy, it is that version's file:
    a program never saves twice the same bytes.
    """
    if isinstance(host, FileHost):
        yield workbook
        return
    with tempfile.TemporaryDirectory(prefix="ppid-", ignore_cleanup_errors=True) as place:
        copy = Path(place) / workbook.name
        host.save_copy(copy)
        newest = archived_file(workbook, folder)
        yield newest if newest and same_parts(newest, copy) else copy


def archived_file(workbook: Path, folder: Path) -> Path | None:
    """Return where the newest version in an archive keeps a workbook; None when there is none."""
    if not (folder / "log.jsonl").is_file():
        return None
    arsip, name = open_arsip(folder), object_id(workbook)
    return head_file(arsip, name, f"buku/{workbook.name}") if name in list_objects(arsip) else None
