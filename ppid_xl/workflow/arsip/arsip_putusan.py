"""Arsip putusan: an approval goes into the archive when it is recorded, not only with the next version of the book."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.store import Arsip, open_arsip
from ppid_xl.evidence import acts_in_order
from ppid_xl.model import Book
from ppid_xl.workflow.arsip.paket_putusan import DECISIVE, Office, archive_decisions
from ppid_xl.workflow.berkas.berkas_bukti import named_file
from ppid_xl.workflow.ground.archived_counters import arsip_folder
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.periksa.periksa import judge


def archive_acts(
    book: Book, workbook: Path, acts: Collection[str], knowledge: Knowledge, now: datetime, akun: str,
    given: Path | None = None,
) -> Arsip | None:  # fmt: skip
    """Archive what these acts decided, filed or named as evidence; return the archive, None when nothing was added.

    Raises ArsipError and HostError as save_versions does; the acts stand in the workbook already, and the next act
    or ``ppid arsip simpan`` archives them.
    """
    mine = [act for act in acts_in_order(book) if act.id_langkah in acts]
    if not any(act.keputusan in DECISIVE or act.id_surat or named_file(act.bukti) for act in mine):
        return None
    folder = arsip_folder(book, workbook, given)
    findings, _ = judge(book, knowledge, now.date(), folder=workbook.parent)
    arsip = open_arsip(folder)
    made = archive_decisions(arsip, Office(workbook, book, findings, knowledge, now, akun))
    return arsip if made else None
