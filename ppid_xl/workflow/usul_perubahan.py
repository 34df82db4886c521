"""Proposed changes of an import: old beside new in tblTemuan, until staff accept them or the cell changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ppid_xl.model import Book, Row, Table, Value
from ppid_xl.tables import as_text

ATURAN = "impor/usul-perubahan"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that an imported list words differently."""

    key: str
    heading: str
    old: Value
    new: Value

    @property
    def old_text(self) -> str:
        """What the cell says, for people."""
        return as_text(self.old) or "(kosong)"

    @property
    def new_text(self) -> str:
        """What the list says, for people."""
        return as_text(self.new) or "(kosong)"


def proposal_rows(table: Table, row: Row, changes: Iterable[Change], origin: str) -> list[dict[str, Value]]:
    """Return the lines of tblTemuan that show old | new for one row."""
    return [
        {
            "tingkat": "• Usul perubahan", "lembar": table.sheet, "sel": table.address(change.key, row.number),
            "id": row.text("id") or None, "kolom": change.heading, "isi": as_text(change.old) or None,
            "masalah": f"Daftar yang diimpor menulis lain: {as_text(change.new)}", "dasar": origin,
            "saran": "Bila benar, ulangi impor berkas itu dengan --terima; bila tidak, biarkan.",
            "aturan": ATURAN, "tindakan": "Belum",
        }
        for change in changes
    ]  # fmt: skip


def still_open(book: Book) -> list[Row]:
    """Return the proposals whose cell still says what it said when the list was imported."""
    rekap = {row.text("id"): row for row in book.rows("tblRekap")}
    table = book.tables.get("tblRekap")
    if table is None:
        return []
    keys = {address_letters(letter): key for key, letter in table.letters.items()}
    found = []
    for proposal in book.rows("tblTemuan"):
        if proposal.text("aturan") != ATURAN:
            continue
        row = rekap.get(proposal.text("id"))
        key = keys.get(address_letters(proposal.text("sel")), "")
        if row is not None and as_text(row[key]) == as_text(proposal["isi"]):
            found.append(proposal)
    return found


def address_letters(cell: str) -> str:
    """Return the column letters of a cell address."""
    return "".join(ch for ch in cell if ch.isalpha())
