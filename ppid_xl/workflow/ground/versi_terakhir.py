"""The last archived version of a workbook, read as values: what is published comes from here, never from the file."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.arsip.disposal import refuse_destroyed
from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.schedule import check_all
from ppid_xl.arsip.store import Arsip, head_version, list_objects, open_arsip, restore_version
from ppid_xl.columns import Dictionary
from ppid_xl.errors import ArsipError
from ppid_xl.hosts.file import FileHost
from ppid_xl.messages import sentence
from ppid_xl.model import Book
from ppid_xl.workflow.ground.archived_counters import object_id
from ppid_xl.workflow.ground.isi_versi import broken_record
from ppid_xl.workflow.ground.knowledge import Knowledge


@dataclass(frozen=True)
class Archived:
    """A workbook as it was archived, and the version it is from."""

    book: Book
    version: Version


def last_version(workbook: Path, folder: Path, knowledge: Knowledge) -> Archived:
    """Return the last archived version of a workbook.

    Raises ArsipError when there is no archive, no version of this workbook, or anything in the archive is not
    as it was recorded.
    """
    arsip = open_arsip(folder)
    faults = check_all(arsip)
    if faults:
        raise ArsipError("terbitan-arsip-cacat", folder=folder, jumlah=len(faults), cacat=sentence(faults[0]))
    name = object_id(workbook)
    refuse_destroyed(arsip, name)
    if name not in list_objects(arsip):
        raise ArsipError("belum-diarsipkan", berkas=workbook, folder=folder)
    version = head_version(arsip, name)
    return Archived(archived_book(arsip, version, knowledge.dictionary), version)


def archived_book(arsip: Arsip, version: Version, dictionary: Dictionary) -> Book:
    """Return the workbook of a version as values, every byte verified; raise ArsipError otherwise."""
    if len([path for path in version.files if path.startswith("buku/")]) != 1:
        raise broken_record(version, "buku")
    with tempfile.TemporaryDirectory(prefix="ppid-", ignore_cleanup_errors=True) as place:
        restore_version(arsip, version.object_id, version.number, Path(place))
        (copy,) = (Path(place) / "buku").iterdir()
        return FileHost(copy, dictionary).snapshot()
