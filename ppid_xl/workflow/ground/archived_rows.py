"""The rekap rows of a version, whatever its object keeps: a whole workbook, one informasi, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.store import Arsip
from ppid_xl.columns import Dictionary
from ppid_xl.model import Book, Row, Table, Value
from ppid_xl.rules.case import Case
from ppid_xl.workflow.ground.isi_versi import read_record
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.versi_terakhir import archived_book

ROW, ORIGINS = "baris.json", ("persetujuan.json", "surat.json", "berkas-bukti.json")
REKAP = "tblRekap"


def holds_workbook(version: Version) -> bool:
    """Tell whether a version keeps a whole workbook."""
    return any(path.startswith("buku/") for path in version.files)


def book_of(arsip: Arsip, version: Version, dictionary: Dictionary) -> Book:
    """Return a version as a workbook: itself, one with the row of its informasi, or an empty one.

    Raises ArsipError when a byte is not as it was archived.
    """
    if holds_workbook(version):
        return archived_book(arsip, version, dictionary)
    record = _record(arsip, version, ROW)
    spec = dictionary.tabel[REKAP]
    days = {column.kunci for column in spec.kolom if column.jenis == "tanggal"}
    values = {key: _value(text, key in days) for key, text in record.items() if text}
    rows = (Row(REKAP, 2, values),) if values else ()
    return Book(version.object_id, "", {REKAP: Table(REKAP, spec.lembar, 1, 2, {}, rows)})


def cases_of(book: Book, knowledge: Knowledge, today: date) -> Sequence[Case]:
    """Return the rekap rows of a workbook with what is derived from them."""
    table = book.tables.get(REKAP)
    return knowledge.context(book, today).cases(table) if table else ()


def origin_of(arsip: Arsip, version: Version) -> str:
    """Return the object of the workbook that a version was made from: its own, or the one it names."""
    if holds_workbook(version):
        return version.object_id
    for name in ORIGINS:
        if origin := _record(arsip, version, name).get("buku"):
            return str(origin)
    return ""


def _record(arsip: Arsip, version: Version, path: str) -> Mapping[str, object]:
    told = read_record(arsip, version, path)
    return told if isinstance(told, dict) else {}


def _value(text: object, is_day: bool) -> Value:
    if not isinstance(text, str):
        return str(text)
    try:
        return date.fromisoformat(text[:10]) if is_day else text
    except ValueError:
        return text
