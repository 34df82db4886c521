"""IDs: issued by the tool from counters in the workbook, never below the highest in sight, never reused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ppid_xl.identitas import is_id, new_id
from ppid_xl.model import Book, Finding, Row, Table
from ppid_xl.workflow.ground.tindakan import last_number


def issue_ids(book: Book, today: date) -> tuple[Book, dict[int, str]]:
    """Give every informasi without an ID, and every copy of one, a new ID; return the book and row → new ID.

    A copied row keeps its words; the first row with an ID keeps it, and the copy is reported.
    """
    table = book.tables.get("tblRekap")
    if table is None:
        return book, {}
    number, seen, issued = last_number(book, "tblRekap"), set[str](), dict[int, str]()
    rows, notes = [], list(book.findings)
    for row in table.rows:
        old = row.text("id")
        if old and old not in seen:
            seen.add(old)
            rows.append(row)
            continue
        number += 1
        fresh = new_id("INF", today.year, number)
        issued[row.number] = fresh
        rows.append(Row(row.table, row.number, {**row.values, "id": fresh}))
        if old:
            notes.append(_copied(table, row, old, fresh))
    tables = {**book.tables, "tblRekap": replace(table, rows=tuple(rows))}
    return replace(book, tables=tables, findings=tuple(notes)), issued


def _copied(table: Table, row: Row, old: str, fresh: str) -> Finding:
    return Finding(
        tingkat="peringatan", aturan="ppid-xl/id-ganda", pesan="ppid-xl.id-ganda", lembar=table.sheet,
        sel=table.address("id", row.number), kolom="ID", id=fresh, isi=old, fakta={"lama": old, "baru": fresh},
        unit=row.text("unit_penguasa"), table=table.name, row=row.number,
    )  # fmt: skip


def shared_ids(book: Book) -> list[Finding]:
    """Return a finding for each informasi of a workbook of ours whose ID an earlier row has, or is none of ours."""
    table = book.tables.get("tblRekap")
    if table is None or not book.ours:
        return []
    first: dict[str, Row] = {}
    copies = [
        row for row in table.rows if (name := row.text("id")) and first.setdefault(name, row) is not row
    ]
    strange = [row for name, row in first.items() if not (is_id(name) and name.startswith("INF-"))]
    return [
        *(_shared(table, row, first[row.text("id")]) for row in copies),
        *(_strange(table, row) for row in strange),
    ]


def _shared(table: Table, row: Row, first: Row) -> Finding:
    name = row.text("id")
    return Finding(
        tingkat="peringatan", aturan="ppid-xl/id-ganda", pesan="ppid-xl.id-ganda-terbaca", lembar=table.sheet,
        sel=table.address("id", row.number), kolom="ID", id=name, isi=name,
        fakta={"pertama": f"{table.sheet}!{table.address('id', first.number)}"},
        unit=row.text("unit_penguasa"), table=table.name, row=row.number,
    )  # fmt: skip


def _strange(table: Table, row: Row) -> Finding:
    name = row.text("id")
    return Finding(
        tingkat="peringatan", aturan="ppid-xl/id-tidak-dikenal", pesan="ppid-xl.id-tidak-dikenal", lembar=table.sheet,
        sel=table.address("id", row.number), kolom="ID", id=name, isi=name, unit=row.text("unit_penguasa"),
        table=table.name, row=row.number,
    )  # fmt: skip
