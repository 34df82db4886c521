"""Catatan akun: the log of the archive keeps, for each act, the account at the keyboard apart from the officer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.store import Act, create_arsip, open_arsip, record_act
from ppid_xl.model import Book, Row
from ppid_xl.version import VERSION
from ppid_xl.workflow.archived_counters import arsip_folder

LANGKAH = "langkah"
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
