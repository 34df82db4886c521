"""Catatan akun: the log of the archive keeps, for each act, the account at the keyboard apart from the officer."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.store import Act, create_arsip, list_versions, open_arsip, record_act
from ppid_xl.errors import ArsipError, HostError
from ppid_xl.messages import sentence
from ppid_xl.model import Book, Row
from ppid_xl.version import VERSION
from ppid_xl.workflow.arsip.simpan import Person
from ppid_xl.workflow.ground.archived_counters import arsip_folder

LANGKAH, TAKEN_OUT = "langkah", "keluar"
BEGUN = "Dimulai oleh tindakan pertama"


def log_act(
    book: Book, workbook: Path, act: Row, akun: str, now: datetime, given: Path | None = None
) -> Path | None:
    """Write one line of tblLangkah into the log of the workbook's archive; return the folder when it is begun for it.

    Raises ArsipError and HostError as create_arsip and record_act do.
    """
    folder = arsip_folder(book, workbook, given)
    oleh = act.text("oleh")
    facts = {"informasi": act.text("id_informasi"), "keputusan": act.text("keputusan")}
    entry = Act(oleh or akun, akun, now, act.text("kegiatan"), oleh, act.text("id_langkah"), VERSION, facts)
    begun = not (folder / "log.jsonl").is_file() and not (folder / "ocfl").is_dir()
    if begun:
        create_arsip(folder, replace(entry, alasan=BEGUN, nomor="", rincian={}))
    record_act(open_arsip(folder), LANGKAH, entry, happened=True)
    return folder if begun else None


def log_going_out(
    folder: Path, kind: str, name: str, number: int, files: Sequence[Path], akun: str, oleh: str, now: datetime,
) -> list[str]:  # fmt: skip
    """Write into the log that files for the public were made from a version; return why it could not, to be told.

    ``kind`` is ``terbit`` or ``kirim``, ``name`` the object; each file is named with its digest.
    """
    told = "; ".join(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files)
    return _log_of_version(
        folder, kind, name, number, Act(oleh or akun, akun, now, "", oleh, "", VERSION, {"keluaran": told})
    )


def log_restored(
    folder: Path, name: str, number: int, into: Path, person: Person, now: datetime
) -> list[str]:
    """Write into the log that a version was written out into a folder; return why it could not, to be told."""
    facts = {"folder": into.name}
    act = Act(person.oleh or person.akun, person.akun, now, "", person.oleh, "", VERSION, facts)
    return _log_of_version(folder, TAKEN_OUT, name, number, act)


def _log_of_version(folder: Path, kind: str, name: str, number: int, act: Act) -> list[str]:
    try:
        arsip = open_arsip(folder)
        record_act(arsip, kind, act, list_versions(arsip, name)[number - 1], happened=True)
    except (ArsipError, HostError) as reason:
        return [f"Belum tercatat di log arsip. {sentence(reason)}"]
    return []
