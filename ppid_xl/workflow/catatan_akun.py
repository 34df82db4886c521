"""Catatan akun: the log of the archive keeps, for each act, the account at the keyboard apart from the officer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ppid_xl import __version__
from ppid_xl.arsip.store import Act, open_arsip, record_act
from ppid_xl.model import Book, Row
from ppid_xl.workflow.archived_counters import arsip_folder

LANGKAH = "langkah"


def log_act(
    book: Book, workbook: Path, act: Row, akun: str, now: datetime, given: Path | None = None
) -> bool:
    """Write one line of tblLangkah into the log of the workbook's archive; return False without an archive.

    Raises ArsipError and HostError as record_act does.
    """
    folder = arsip_folder(book, workbook, given)
    if not (folder / "log.jsonl").is_file():
        return False
    oleh = act.text("oleh")
    facts = {"informasi": act.text("id_informasi"), "keputusan": act.text("keputusan")}
    entry = Act(
        oleh or akun, akun, now, act.text("kegiatan"), oleh, act.text("id_langkah"), __version__, facts
    )
    record_act(open_arsip(folder), LANGKAH, entry)
    return True
