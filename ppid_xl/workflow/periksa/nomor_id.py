"""IDs: issued by the tool from counters in the workbook, never below the highest in sight, never reused, never gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from ppid_xl.columns import Dictionary
from ppid_xl.identitas import highest, is_id, new_id, plain_id
from ppid_xl.model import Book, Finding, Row, Table
from ppid_xl.workflow.ground.tindakan import COUNTERS, last_number

REKAP = "tblRekap"
GAPS_SHOWN = 12
Gap = tuple[int, int]


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


def lost_numbers(book: Book, dictionary: Dictionary, today: date) -> list[Finding]:
    """Return a finding, at its headings, for each register of a workbook of ours whose numbers have gaps.

    Not for Rekap, whose rows may be deleted before their test. Where the informasi do not begin with number 1 the
    workbook goes on with the numbers of another: of its registers only what lies behind their first line counts.
    """
    began = _years(book, REKAP).get(1)
    registers = [book.tables[name] for name in COUNTERS if name != REKAP and name in book.tables]
    found = []
    for table in registers if book.ours else ():
        years = {**_years(book, table.name), last_number(book, table.name) + 1: str(today.year)}
        if began:
            years[0] = began
        gaps = [(low + 1, high - 1) for low, high in pairwise(sorted(years)) if high - low > 1]
        if gaps:
            found.append(_lost(table, gaps, years, dictionary))
    return found


def _years(book: Book, table: str) -> dict[int, str]:
    """Return the running numbers in a table, each with the year that its ID names."""
    prefix, key = COUNTERS[table]
    ids = [plain_id(row.text(key)) for row in book.rows(table)]
    return {highest([one], prefix): one.split("-")[1] for one in ids if is_id(one) and highest([one], prefix)}


def _lost(table: Table, gaps: list[Gap], years: Mapping[int, str], dictionary: Dictionary) -> Finding:
    prefix, key = COUNTERS[table.name]
    names = [_name(prefix, gap, years) for gap in gaps[:GAPS_SHOWN]]
    names += ["dan lainnya"] * (len(gaps) > GAPS_SHOWN)
    ids, count = "; ".join(names), sum(last - first + 1 for first, last in gaps)
    return Finding(
        tingkat="peringatan", aturan="ppid-xl/nomor-hilang", pesan="ppid-xl.nomor-hilang", lembar=table.sheet,
        sel=table.heading_cell(), kolom=dictionary.tabel[table.name].heading(key), id=ids,
        fakta={"ids": ids, "jumlah": str(count)}, table=table.name, row=table.header_row,
    )  # fmt: skip


def _name(prefix: str, gap: Gap, years: Mapping[int, str]) -> str:
    """Return missing IDs such as ``LK-2026-0003..0004``; no year where the lines around them have two."""
    first, last = gap
    before, after = years[first - 1], years[last + 1]
    year = before if before == after else "…"
    return f"{prefix}-{year}-{first:04}" + (f"..{last:04}" if last > first else "")
