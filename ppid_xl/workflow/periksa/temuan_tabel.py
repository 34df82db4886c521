"""Findings about what a workbook of ours had and has no more: a table, a row that acts speak of, a meeting."""

from __future__ import annotations

from collections import defaultdict

from ppid_xl.columns import Dictionary
from ppid_xl.evidence import Evidence, Uji
from ppid_xl.identitas import collapse_ids
from ppid_xl.model import Book, Finding


def absent_tables(book: Book, dictionary: Dictionary) -> list[Finding]:
    """Return a finding, at the headings of the register, for each table that was deleted from a workbook of ours."""
    register = book.tables.get("tblRekap")
    if register is None or not book.ours:
        return []
    return [
        Finding(
            tingkat="peringatan", aturan="ppid-xl/tabel-tidak-ada", pesan="ppid-xl.tabel-tidak-ada",
            lembar=register.sheet, sel=register.heading_cell(), kolom=dictionary.tabel["tblRekap"].heading("id"),
            fakta={"tabel": spec.nama, "hilang": spec.lembar}, row=register.header_row,
        )
        for spec in dictionary.tabel.values()
        if spec.nama not in book.tables
    ]  # fmt: skip


def lost_rows(book: Book, evidence: Evidence, dictionary: Dictionary) -> list[Finding]:
    """Return one finding for all informasi that were tested or acted on and stand in the register no more."""
    register = book.tables.get("tblRekap")
    if register is None or not book.ours:
        return []
    known = {row.text("id") for row in register.rows}
    gone = [informasi for informasi in {**evidence.acts, **evidence.uji} if informasi not in known]
    if not gone:
        return []
    return [
        Finding(
            tingkat="peringatan", aturan="ppid-xl/baris-hilang", pesan="ppid-xl.baris-hilang", lembar=register.sheet,
            sel=register.heading_cell(), kolom=dictionary.tabel["tblRekap"].heading("id"),
            fakta={"ids": collapse_ids(gone), "jumlah": str(len(gone))}, row=register.header_row,
        )
    ]  # fmt: skip


def lost_meetings(book: Book, evidence: Evidence, dictionary: Dictionary) -> list[Finding]:
    """Return a finding for each meeting that tests name and that the acts have no more."""
    table = book.tables.get("tblUji")
    if table is None or not book.ours or "tblLangkah" not in book.tables:
        return []
    tests: dict[str, list[Uji]] = defaultdict(list)
    for found in evidence.uji.values():
        for test in found:
            if test.id_langkah and evidence.meeting_of(test) is None:
                tests[test.id_langkah].append(test)
    return [
        Finding(
            tingkat="peringatan", aturan="ppid-xl/rapat-hilang", pesan="ppid-xl.rapat-hilang", lembar=table.sheet,
            sel=table.address("id_langkah", gone[0].row), kolom=dictionary.tabel[table.name].heading("id_langkah"),
            isi=langkah, sumber="UU 14/2008 Pasal 19", table=table.name, row=gone[0].row,
            fakta={"ids": collapse_ids(test.id_informasi for test in gone), "jumlah": str(len(gone))},
        )
        for langkah, gone in tests.items()
    ]  # fmt: skip
