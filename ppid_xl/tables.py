"""Find a table in a grid of cells by its headings, and turn its lines into typed rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from ppid_xl.columns import Column, TableSpec, match_headings
from ppid_xl.model import BadCell, Row, Table, Value
from ppid_xl.ooxml.address import column_letter

HEADER_SEARCH = 30


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet: ``cells[0][0]`` stands in row ``top``, column ``left`` (both from 1)."""

    name: str
    cells: Sequence[Sequence[Value]]
    top: int = 1
    left: int = 1
    merged: tuple[tuple[int, int, int, int], ...] = field(default=())

    def row(self, number: int) -> Sequence[Value]:
        """Return the cells of a sheet row; empty outside the grid."""
        place = number - self.top
        return self.cells[place] if 0 <= place < len(self.cells) else ()


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's headings are: its first and last heading row, and column key → position in the grid's rows."""

    first_row: int
    last_row: int
    positions: dict[str, int]
    headings: tuple[str, ...]


def as_text(value: Value) -> str:
    """Return a cell as staff see it: dates day first, whole numbers without decimals."""
    if value is None:
        return ""
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value.text if isinstance(value, BadCell) else str(value)


def is_blank(value: Value) -> bool:
    """Say whether a cell holds nothing to read."""
    return value is None or (isinstance(value, str) and not value.strip())


def find_header(grid: Grid, spec: TableSpec, *, least: int = 2) -> Header | None:
    """Return the best heading row among the first 30 filled rows, or two rows of merged headings read together.

    None when no row names at least ``least`` columns of the table, its first typed column among them.
    """
    best: Header | None = None
    for place in range(min(HEADER_SEARCH, len(grid.cells))):
        for depth in (1, 2):
            header = _header_at(grid, spec, place, depth)
            if header and len(header.positions) >= least and (best is None or _better(header, best)):
                best = header
    return best


def _better(one: Header, other: Header) -> bool:
    return len(one.positions) > len(other.positions)


def _header_at(grid: Grid, spec: TableSpec, place: int, depth: int) -> Header | None:
    rows = grid.cells[place : place + depth]
    if len(rows) < depth or not any(not is_blank(v) for v in rows[0]):
        return None
    if depth == 1:
        headings = [as_text(value) for value in rows[0]]
    else:
        headings = _joined_headings(grid, place)
        if not headings:
            return None
    positions = match_headings(spec, headings)
    first = next(c.kunci for c in spec.kolom if c.pengisi != "alat")
    if first not in positions:
        return None
    return Header(grid.top + place, grid.top + place + depth - 1, positions, tuple(headings))


def _joined_headings(grid: Grid, place: int) -> list[str]:
    """Read two heading rows together: a group heading over its parts, as in 'Konsekuensi' over 'Dibuka | Ditutup'."""
    upper, lower = grid.cells[place], grid.cells[place + 1]
    if not any(is_blank(u) and not is_blank(v) for u, v in zip(upper, lower, strict=False)):
        return []
    width = max(len(upper), len(lower))
    headings, group = [], ""
    for i in range(width):
        top = as_text(upper[i]) if i < len(upper) else ""
        part = as_text(lower[i]) if i < len(lower) else ""
        group = top or (group if part else "")
        headings.append(f"{group} {part}".strip() if part else top)
    return headings


def to_table(spec: TableSpec, grid: Grid, header: Header, last_row: int | None = None) -> Table:
    """Return the table whose lines follow the header.

    In a register that staff fill, a line counts when it holds something they could have typed, or an ID.
    """
    letters = {key: column_letter(grid.left + place) for key, place in header.positions.items()}
    end = grid.top + len(grid.cells) - 1
    columns = [(spec.column(key), place) for key, place in header.positions.items()]
    typed_by_staff = any(column.wajib for column in spec.kolom)
    typed = [
        place
        for column, place in columns
        if not typed_by_staff or column.pengisi != "alat" or column.jenis == "id"
    ]
    rows = []
    for number in range(header.last_row + 1, end + 1):
        cells = grid.row(number)
        if any(place < len(cells) and not is_blank(cells[place]) for place in typed):
            rows.append(Row(spec.nama, number, _read_cells(columns, cells)))
    known = set(header.positions.values())
    foreign = tuple(h for i, h in enumerate(header.headings) if h.strip() and i not in known)
    return Table(spec.nama, grid.name, header.last_row, last_row or end, letters, tuple(rows), foreign)


def _read_cells(columns: Sequence[tuple[Column, int]], cells: Sequence[Value]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for column, place in columns:
        value = cells[place] if place < len(cells) else None
        if is_blank(value):
            continue
        if column.jenis in ("teks", "pilihan", "id") and not isinstance(value, str | BadCell):
            value = as_text(value)
        values[column.kunci] = value
    return values
