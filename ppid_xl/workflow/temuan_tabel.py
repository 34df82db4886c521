"""Findings about tables that a workbook of ours had when it was built and has no more."""

from __future__ import annotations

from ppid_xl.columns import Dictionary
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
