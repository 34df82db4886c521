"""The lines of an existing list, sorted into data and what is not data, each with the place it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ppid_xl.columns import TableSpec, normalise
from ppid_xl.errors import InputError
from ppid_xl.hosts.lists import ListFile
from ppid_xl.model import BadCell, Value
from ppid_xl.ooxml.address import join_ref
from ppid_xl.tables import Grid, Header, as_text, find_header, is_blank, to_table

MAX_TEXT = 32_767  # what one Excel cell holds
LAW_KEYS = ("dasar_hukum", "konsekuensi_bila_dibuka", "manfaat_bila_ditutup", "bagian_yang_ditutup")
_TOTAL = re.compile(r"^(jumlah|total|sub ?total)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line of an existing list as column key → value, and where it stood."""

    sheet: str
    number: int
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class NotData:
    """A filled line that is no informasi: kop, heading, group or total, with its text."""

    sheet: str
    number: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """What was found in one file."""

    name: str
    digest: str
    rows: tuple[SourceRow, ...]
    not_data: tuple[NotData, ...]
    unknown: tuple[str, ...]
    assumed: str = ""
    never_calculated: tuple[str, ...] = ()

    @property
    def filled(self) -> int:
        """How many filled lines the file has."""
        return len(self.rows) + len(self.not_data)


def read_source(file: ListFile, spec: TableSpec) -> Source:
    """Sort every filled line of every sheet; a sheet without recognisable headings is all 'bukan data'."""
    rows: list[SourceRow] = []
    other: list[NotData] = []
    unknown: dict[str, None] = {}
    never_calculated: list[str] = []
    assumed = ""
    for grid in file.grids:
        header = find_header(grid, spec)
        if header is None:
            other += [NotData(grid.name, n, "tanpa judul kolom", text) for n, text in _filled_lines(grid)]
            continue
        header = _as_register(header)
        grid = _readable(grid, header, spec, file.name, never_calculated)
        found, rest = _split_lines(grid, header, spec)
        if "klasifikasi" not in header.positions and any(key in header.positions for key in LAW_KEYS):
            assumed = "Dikecualikan"
            found = [SourceRow(r.sheet, r.number, {**r.values, "klasifikasi": assumed}) for r in found]
        rows += found
        other += rest
        known = set(header.positions.values())
        unknown.update({h: None for i, h in enumerate(header.headings) if h.strip() and i not in known})
    return Source(
        file.name, file.digest, tuple(rows), tuple(other), tuple(unknown), assumed, tuple(never_calculated)
    )


def _as_register(header: Header) -> Header:
    """In a list of public informasi 'Jangka Waktu' is the retention (PerKI 1/2021 Lampiran I), not an exclusion."""
    positions = dict(header.positions)
    if (
        "jangka_waktu" in positions
        and "retensi" not in positions
        and not any(k in positions for k in LAW_KEYS)
    ):
        positions["retensi"] = positions.pop("jangka_waktu")
    return Header(header.first_row, header.last_row, positions, header.headings)


def _readable(grid: Grid, header: Header, spec: TableSpec, name: str, never_calculated: list[str]) -> Grid:
    """Return cells that can stand in a rekap: faults as their text, a number for a date as text, none too long."""
    dates = {
        place for key, place in header.positions.items() if spec.column(key).jenis in ("tanggal", "waktu")
    }
    cells = [list(row) for row in grid.cells]
    for number, row in enumerate(cells, start=grid.top):
        for place, value in enumerate(row):
            where = join_ref(number, grid.left + place)
            if isinstance(value, BadCell):
                row[place] = None if value.text == "=" else value.text
                if value.text == "=":
                    never_calculated.append(f"{grid.name}!{where}")
            elif place in dates and isinstance(value, int | float):
                row[place] = as_text(value)
            elif isinstance(value, str) and len(value) > MAX_TEXT:
                raise InputError(
                    "sel-terlalu-panjang", berkas=name, lembar=grid.name, sel=where, jumlah=len(value)
                )
    return replace(grid, cells=cells)


def _filled_lines(grid: Grid) -> list[tuple[int, str]]:
    lines = []
    for place, cells in enumerate(grid.cells):
        text = " | ".join(as_text(v).strip() for v in cells if not is_blank(v))
        if text:
            lines.append((grid.top + place, text))
    return lines


def _split_lines(grid: Grid, header: Header, spec: TableSpec) -> tuple[list[SourceRow], list[NotData]]:
    typed = {row.number: row.values for row in to_table(spec, _unmerged(grid, header), header).rows}
    rows: list[SourceRow] = []
    other: list[NotData] = []
    for number, text in _filled_lines(grid):
        kind = _kind(grid.row(number), number, header, typed.get(number))
        if kind:
            other.append(NotData(grid.name, number, kind, text))
        else:
            rows.append(SourceRow(grid.name, number, dict(typed[number])))
    return rows, other


def _kind(cells: Sequence[Value], number: int, header: Header, values: object) -> str:
    """Name what a line is when it is no data; empty for data."""
    if number < header.first_row:
        return "kop"
    texts = [as_text(v).strip() for v in cells if not is_blank(v)]
    if number <= header.last_row or _repeats_header(cells, header):
        return "judul kolom"
    if len(texts) > 1 and all(text.strip("().").isdigit() for text in texts):
        return "nomor kolom"
    if _TOTAL.match(texts[0]):
        return "jumlah"
    if not values or _is_group(cells, texts, header):
        return "judul kelompok"
    return ""


def _repeats_header(cells: Sequence[Value], header: Header) -> bool:
    shared = [
        normalise(as_text(cells[i])) == normalise(header.headings[i])
        for i in header.positions.values()
        if i < len(cells) and not is_blank(cells[i])
    ]
    return len(shared) > 1 and all(shared)


def _is_group(cells: Sequence[Value], texts: Sequence[str], header: Header) -> bool:
    """A line with one text beside at most a letter or Roman number, in a list of three columns or more."""
    if len(header.positions) < 3:
        return False
    if len(texts) == 2:
        return bool(re.fullmatch(r"[A-Z]|[IVXL]+", texts[0].strip(" .)")))
    place = header.positions.get("judul_informasi", -1)
    numbered = header.positions.get("no") is not None
    return len(texts) == 1 and (numbered or place < 0 or place >= len(cells) or is_blank(cells[place]))


def _unmerged(grid: Grid, header: Header) -> Grid:
    """Fill cells merged over several data lines with the value of their first line."""
    if not grid.merged:
        return grid
    cells = [list(row) for row in grid.cells]
    for first_row, first_column, last_row, last_column in grid.merged:
        if first_row <= header.last_row or first_column != last_column:
            continue
        place = first_column - grid.left
        value = grid.row(first_row)[place] if place < len(grid.row(first_row)) else None
        for number in range(first_row + 1, last_row + 1):
            line = cells[number - grid.top] if number - grid.top < len(cells) else []
            if place < len(line) and is_blank(line[place]):
                line[place] = value
    return Grid(grid.name, cells, grid.top, grid.left, grid.merged)
