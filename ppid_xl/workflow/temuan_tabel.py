"""Findings about what a workbook of ours had and has no more: a whole table, or a row that acts speak of."""

from __future__ import annotations

from ppid_xl.columns import Dictionary
from ppid_xl.evidence import Evidence
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
