"""Find a table in a grid of cells by its headings, and turn its lines into typed rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ppid_xl.columns import TableSpec, match_headings, normalise
from ppid_xl.model import BadCell, Row, Table, Value
from ppid_xl.ooxml.address import column_letter

HEADER_SEARCH = 30
LONGEST_HEADING = 120  # a longer text is like no heading we know
DAY_ZERO = date(1899, 12, 30)
_COUNT = re.compile(r"[0-9]{1,18}")
_REMARK = re.compile(r"\([^)]*\)")
TEXTUAL = ("teks", "pilihan", "id")
DATED = ("tanggal", "waktu")
FIRST_DAY = date(1906, 1, 1)  # a date cell shows the number 2026 as 18 July 1905
LAW_KEYS = ("dasar_hukum", "konsekuensi_bila_dibuka", "manfaat_bila_ditutup", "bagian_yang_ditutup")
PUBLIC_KEYS = ("ringkasan_isi", "penanggung_jawab", "waktu_dan_tempat_pembuatan")


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet: ``cells[0][0]`` stands in row ``top``, column ``left`` (both from 1).

    ``totals`` are the rows that an Excel table of the sheet keeps for its totals.
    """

    name: str
    cells: Sequence[Sequence[Value]]
    top: int = 1
    left: int = 1
    merged: tuple[tuple[int, int, int, int], ...] = field(default=())
    totals: frozenset[int] = frozenset()

    def row(self, number: int) -> Sequence[Value]:
        """Return the cells of a sheet row; empty outside the grid."""
        place = number - self.top
        return self.cells[place] if 0 <= place < len(self.cells) else ()


Parts = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's headings are: its first and last heading row, and column key → position in the grid's rows.

    ``parts`` are the columns that one heading stands over, such as Cetak and Online under Bentuk.
    """

    first_row: int
    last_row: int
    positions: dict[str, int]
    headings: tuple[str, ...]
    parts: Mapping[str, Parts] = field(default_factory=dict)


def as_text(value: Value) -> str:
    """Return a cell as staff see it: dates day first, whole numbers without decimals, yes and no as BENAR, SALAH."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "BENAR" if value else "SALAH"
    if isinstance(value, datetime) and value.date() == DAY_ZERO:
        return f"{value:%H:%M}"
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value.text if isinstance(value, BadCell) else str(value)


def as_day(value: Value) -> Value:
    """Return what was typed in a date cell: a day before FIRST_DAY is a number there, one without a day an hour."""
    if not isinstance(value, date):
        return value
    day = value.date() if isinstance(value, datetime) else value
    if day >= FIRST_DAY:
        return value
    return as_text(value) if day == DAY_ZERO and day is not value else (day - DAY_ZERO).days


def whole_number(value: Value) -> int:
    """Return a counting cell as a number; 0 when it holds none."""
    text = as_text(value)
    return int(text) if _COUNT.fullmatch(text) else 0


def is_blank(value: Value) -> bool:
    """Say whether a cell holds nothing to read."""
    return value is None or (isinstance(value, str) and not value.strip())


def find_header(grid: Grid, spec: TableSpec, *, titles: Sequence[str] = ()) -> Header | None:
    """Return the best heading row among the first 30 filled rows, or two rows of merged headings read together.

    None when no row names at least two columns of the table, one of ``titles`` (or its first typed column) among them.
    """
    best: Header | None = None
    for place in range(min(HEADER_SEARCH, len(grid.cells))):
        for depth in (1, 2):
            header = header_at(grid, spec, place, depth, titles)
            if header and len(header.positions) > 1 and (best is None or _better(header, best)):
                best = header
    return best


def _better(one: Header, other: Header) -> bool:
    return len(one.positions) > len(other.positions)


def header_at(
    grid: Grid, spec: TableSpec, place: int, depth: int, titles: Sequence[str] = ()
) -> Header | None:
    """Return the headings in one or two rows of the grid, counted from 0; None when they name no title column."""
    rows = grid.cells[place : place + depth]
    if len(rows) < depth or not any(not is_blank(v) for v in rows[0]):
        return None
    if depth == 1:
        headings = [as_text(value) for value in rows[0]]
    else:
        headings = _joined_headings(grid, place)
        if not headings:
            return None
    short = [heading if len(heading) <= LONGEST_HEADING else "" for heading in headings]
    positions = match_headings(spec, short)
    if any("(" in heading for heading in short):
        bare = match_headings(spec, [_REMARK.sub(" ", heading) for heading in short])
        positions = max(positions, bare, key=len)
    if not any(key in positions for key in titles or [_first_typed(spec)]):
        return None
    last = _merged_down(grid, grid.top + place, grid.top + place + depth - 1)
    return Header(grid.top + place, last, positions, tuple(headings))


def _first_typed(spec: TableSpec) -> str:
    return next(c.kunci for c in spec.kolom if c.pengisi != "alat")


def _merged_down(grid: Grid, first: int, last: int) -> int:
    """Return the row that headings merged downwards reach, at most two below the last."""
    ends = [end for start, _, end, _ in grid.merged if first <= start <= last and last < end <= last + 2]
    return max(ends, default=last)


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


def lists_exclusions(header: Header) -> bool:
    """Say whether a list has a column that only excluded informasi have, such as its dasar hukum."""
    if any(key in header.positions for key in LAW_KEYS):
        return True
    place = header.positions.get("jangka_waktu")
    words = normalise(header.headings[place]).split() if place is not None else ()
    return "pengecualian" in words or "dikecualikan" in words


def as_register(header: Header) -> Header:
    """In a list of public informasi 'Jangka Waktu' is the retention (PerKI 1/2021 Lampiran I), not an exclusion."""
    positions = dict(header.positions)
    public = any(key in positions for key in PUBLIC_KEYS)
    if public and "jangka_waktu" in positions and "retensi" not in positions and not lists_exclusions(header):
        positions["retensi"] = positions.pop("jangka_waktu")
    return replace(header, positions=positions)


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
    read = [(column.kunci, place, _READERS.get(column.jenis)) for column, place in columns]
    rows = []
    for number in range(header.last_row + 1, end + 1):
        cells = grid.row(number)
        if number not in grid.totals and any(
            place < len(cells) and not is_blank(cells[place]) for place in typed
        ):
            rows.append(Row(spec.nama, number, _read_cells(read, cells)))
    known = set(header.positions.values())
    foreign = tuple(h for i, h in enumerate(header.headings) if h.strip() and i not in known)
    return Table(spec.nama, grid.name, header.last_row, last_row or end, letters, tuple(rows), foreign)


_Reader = Callable[[Value], Value] | None
_READERS: dict[str, Callable[[Value], Value]] = {
    **dict.fromkeys(TEXTUAL, as_text),
    **dict.fromkeys(DATED, as_day),
}


def _read_cells(columns: Sequence[tuple[str, int, _Reader]], cells: Sequence[Value]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    width = len(cells)
    for key, place, reader in columns:
        value = cells[place] if place < width else None
        if value is None:
            continue
        if isinstance(value, str):
            if value and not value.isspace():
                values[key] = value
        else:
            values[key] = reader(value) if reader and not isinstance(value, BadCell) else value
    return values
