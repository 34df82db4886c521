"""The Word form of the public lists: made by the letters' own function from rows without anything private."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ppid_xl.errors import InputError, TemplateError
from ppid_xl.messages import sentence
from ppid_xl.model import Book, Row, Table
from ppid_xl.sop import Sop
from ppid_xl.terbit.daftar import Daftar
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import sop_of
from ppid_xl.workflow.ground.versi_terakhir import Archived
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.surat.dokumen import kinds, surat
from ppid_xl.workflow.surat.template import office_template

JUDGED = ("usulan", "terima", "tanda")  # never printed in a list


def word_lists(
    archived: Archived, knowledge: Knowledge, now: datetime, lists: Sequence[Daftar], office: Path
) -> tuple[dict[str, bytes], list[str]]:
    """Return the Word lists that may be made, by file name, and why others were not."""
    files: dict[str, bytes] = {}
    notes: list[str] = []
    for daftar in lists:
        if daftar.items and daftar.kode in kinds() and office_template(daftar.kode, office).is_file():
            made = _word_list(archived, knowledge, now, daftar, office)
            if isinstance(made, bytes):
                files[f"{daftar.kode}.docx"] = made
            else:
                notes.append(f"{daftar.kode}.docx tidak dibuat: {made}")
    return files, notes


def _word_list(
    archived: Archived, knowledge: Knowledge, now: datetime, daftar: Daftar, office: Path
) -> bytes | str:
    """Return the document, or in words why there is none."""
    wanted = {item.row for item in daftar.items}
    findings, _ = judge(archived.book, knowledge, now.date(), folder=office, untuk=daftar.kode)
    galat = [f for f in findings if f.tingkat == "galat" and f.table == "tblRekap" and f.row in wanted]
    if galat:
        return f"{len(galat)} galat di {len({f.row for f in galat})} barisnya; lihat ppid periksa."
    book = public_book(archived, daftar, judged_columns(sop_of(archived.book, knowledge, office)))
    with tempfile.TemporaryDirectory(prefix="ppid-", ignore_cleanup_errors=True) as place:
        try:
            made = surat(book, daftar.kode, knowledge, now, Path(place), workbook_folder=office, konsep=False)
        except (InputError, TemplateError) as reason:
            return sentence(reason)
        if made.path is None:
            return f"{len(made.blocking)} galat pada penanda tangan; lihat ppid periksa."
        return made.path.read_bytes()


def judged_columns(sop: Sop | None) -> set[str]:
    """Return the columns that only decide whether a row may be printed: the tool's, and those of the SOP's galat."""
    rules = [rule for rule in sop.aturan if rule.tingkat == "galat"] if sop else []
    asked = {key for rule in rules for key in (*rule.kolom, *rule.bila, rule.sesudah) if key}
    return {*JUDGED, *asked}


def public_book(archived: Archived, daftar: Daftar, judged: Collection[str] = JUDGED) -> Book:
    """Return a workbook of the rows of one list, of public columns, and of officers without NIP.

    Columns that only decide whether the rows may be printed stay beside them.
    """
    book = archived.book
    keys = {column.kunci for column in daftar.kolom} | set(judged)
    wanted = {item.row for item in daftar.items}
    rekap, pejabat = book.tables["tblRekap"], book.tables["tblPejabat"]
    tables = {
        **book.tables,
        "tblRekap": _with_rows(rekap, [_only(row, keys) for row in rekap.rows if row.number in wanted]),
        "tblPejabat": _with_rows(pejabat, [_only(row, set(row.values) - {"nip"}) for row in pejabat.rows]),
    }
    return replace(book, name=f"rekap versi {archived.version.number}", tables=tables, findings=())


def _with_rows(table: Table, rows: Sequence[Row]) -> Table:
    return replace(table, rows=tuple(rows))


def _only(row: Row, keys: set[str]) -> Row:
    return replace(row, values={key: value for key, value in row.values.items() if key in keys})
