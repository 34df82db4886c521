"""The lines of an existing list, sorted into data and what is not data, each with the place it came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ppid_xl.columns import TableSpec, normalise
from ppid_xl.hosts.lists import ListFile
from ppid_xl.line_kind import Line, filled_lines, kinds_of
from ppid_xl.model import BadCell, Value
from ppid_xl.ooxml.address import column_letter, join_ref
from ppid_xl.sections import find_headers
from ppid_xl.tables import (
    DATED,
    Grid,
    Header,
    as_day,
    as_register,
    as_text,
    is_blank,
    lists_exclusions,
    to_table,
)

MAX_TEXT = 32_767  # what one Excel cell holds
SHOWN = 200
ASSUMED = "Dikecualikan"
HEADING = "judul kolom"
TICKS = ("v", "x", "ya", "ada", "benar", "1")  # a check mark is no letter or digit
UNCALCULATED = "rumus belum dihitung"
TOOL_KEYS = ("cek", "usulan", "batas_ubah", "status", "asal", "temuan", "tanda")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line of an existing list as column key → value, and where it stood; ``blank`` are columns it leaves empty."""

    sheet: str
    number: int
    values: dict[str, Value]
    blank: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotData:
    """A filled line that is no informasi: kop, heading, group, total or signature, with its text."""

    sheet: str
    number: int
    kind: str
    text: str

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Source:
    """What was found in one file, and how it was understood.

    ``title_from`` is the heading whose words serve as titles, ``faulty`` are cells with their error text.
    """

    name: str
    digest: str
    rows: tuple[SourceRow, ...]
    not_data: tuple[NotData, ...]
    unknown: tuple[str, ...]
    assumed: str = ""
    never_calculated: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()
    title_from: str = ""

    @property
    def filled(self) -> int:
        """How many filled lines the file has."""
        return len(self.rows) + len(self.not_data)

    @property
    def has_headings(self) -> bool:
        """Whether headings were recognised anywhere in the file."""
        return any(line.kind == HEADING for line in self.not_data)


@dataclass
class _Reading:
    """What is gathered while a file is read."""

    file: ListFile
    spec: TableSpec
    rows: list[SourceRow] = field(default_factory=list)
    other: list[NotData] = field(default_factory=list)
    unknown: dict[str, None] = field(default_factory=dict)
    never_calculated: list[str] = field(default_factory=list)
    faulty: list[str] = field(default_factory=list)
    too_long: dict[tuple[str, int], str] = field(default_factory=dict)
    assumed: str = ""
    title_from: str = ""


def read_source(file: ListFile, spec: TableSpec) -> Source:
    """Sort every filled line of every sheet; a sheet without recognisable headings is all 'bukan data'."""
    reading = _Reading(file, spec)
    for grid in file.grids:
        headers = find_headers(grid, spec)
        end = grid.top + len(grid.cells) - 1
        first = headers[0].first_row if headers else end + 1
        _set_aside(reading, grid, grid.top, first - 1, "kop" if headers else "tanpa judul kolom")
        for place, header in enumerate(headers):
            last = headers[place + 1].first_row - 1 if place + 1 < len(headers) else end
            _set_aside(reading, grid, header.first_row, header.last_row, HEADING)
            _read_section(reading, grid, as_register(header), last)
    return Source(
        file.name, file.digest, tuple(reading.rows), tuple(sorted(reading.other, key=_order(file))),
        tuple(reading.unknown), reading.assumed, tuple(reading.never_calculated), tuple(reading.faulty),
        reading.title_from,
    )  # fmt: skip


def _order(file: ListFile) -> Callable[[NotData], tuple[int, int]]:
    places = {grid.name: place for place, grid in enumerate(file.grids)}
    return lambda line: (places[line.sheet], line.number)


def _set_aside(reading: _Reading, grid: Grid, first: int, last: int, kind: str) -> None:
    reading.other += [
        NotData(grid.name, line.number, kind, " | ".join(line.texts))
        for line in filled_lines(grid, first, last)
    ]


def _read_section(reading: _Reading, grid: Grid, header: Header, last: int) -> None:
    """Read one list of a sheet, from its headings to its last row."""
    top = header.first_row
    grid = replace(grid, cells=grid.cells[top - grid.top : last - grid.top + 1], top=top)
    whole = _unmerged(_readable(reading, grid, header), header)
    typed = {row.number: row.values for row in to_table(reading.spec, _joined(whole, header), header).rows}
    filled = {line.number: line for line in filled_lines(grid, header.last_row + 1, last)}
    lines = [line for line in filled_lines(whole, header.last_row + 1, last) if line.number in filled]
    kinds = kinds_of(lines, header, grid, typed)
    for number, line in filled.items():
        if number in kinds or number not in typed or (grid.name, number) in reading.too_long:
            kind = reading.too_long.get((grid.name, number)) or kinds.get(number, UNCALCULATED)
            text = " | ".join(text if len(text) <= MAX_TEXT else f"{text[:SHOWN]}…" for text in line.texts)
            reading.other.append(NotData(grid.name, number, kind, text))
        else:
            blank = tuple(key for key in header.positions if key not in typed[number])
            reading.rows.append(SourceRow(grid.name, number, _values(reading, header, typed[number]), blank))
    _note_headings(reading, header)
    _note_unnamed(reading, header, grid, [filled[number] for number in filled if number not in kinds])


def _joined(grid: Grid, header: Header) -> Grid:
    """Bring the cells under the parts of one heading together: a tick names its part, other words follow its name."""
    if not header.parts:
        return grid
    cells = [list(row) for row in grid.cells]
    for row in cells[header.last_row - grid.top + 1 :]:
        for parts in header.parts.values():
            said = [
                part if normalise(text) in TICKS or not normalise(text) else f"{part}: {text}"
                for place, part in parts
                if place < len(row) and (text := as_text(row[place]).strip())
            ]
            row[parts[0][0]] = "; ".join(said) or None
    return replace(grid, cells=cells)


def _note_unnamed(reading: _Reading, header: Header, grid: Grid, lines: Sequence[Line]) -> None:
    """Name the columns without a heading in which data lines hold something."""
    named = {place for parts in header.parts.values() for place, _ in parts} | set(header.positions.values())
    named |= {place for place, heading in enumerate(header.headings) if heading.strip()}
    places = {
        i for line in lines for i, value in enumerate(line.cells) if i not in named and not is_blank(value)
    }
    for place in sorted(places):
        reading.unknown.setdefault(f"kolom {column_letter(grid.left + place)} tanpa judul")


def _values(reading: _Reading, header: Header, typed: Mapping[str, Value]) -> dict[str, Value]:
    """Return what comes into the rekap: not what a tool of ours works out itself, a title and a class where missing."""
    left_out = set(TOOL_KEYS)
    if reading.file.own:
        if as_text(typed.get("terima")) == "Ya":
            left_out.discard("usulan")
        end = typed.get("akhir_pengecualian")
        if isinstance(end, date) and f"A:{end:%Y-%m-%d}|" in as_text(typed.get("tanda")):
            left_out.add("akhir_pengecualian")
    values = {key: value for key, value in typed.items() if key not in left_out}
    if "judul_informasi" not in header.positions and "ringkasan_isi" in values:
        values["judul_informasi"] = values["ringkasan_isi"]
    if "klasifikasi" not in header.positions and lists_exclusions(header):
        values["klasifikasi"] = ASSUMED
    return values


def _note_headings(reading: _Reading, header: Header) -> None:
    """Remember which columns stay out, and what was taken for granted."""
    if "judul_informasi" not in header.positions and "ringkasan_isi" in header.positions:
        reading.title_from = header.headings[header.positions["ringkasan_isi"]]
    if "klasifikasi" not in header.positions and lists_exclusions(header):
        reading.assumed = ASSUMED
    known = {place for key, place in header.positions.items() if reading.file.own or key not in TOOL_KEYS}
    known |= {place for parts in header.parts.values() for place, _ in parts}
    reading.unknown.update({h: None for i, h in enumerate(header.headings) if h.strip() and i not in known})


def _readable(reading: _Reading, grid: Grid, header: Header) -> Grid:
    """Return cells that can stand in a rekap: faults as their text, a number for a date as text, none too long."""
    spec = reading.spec
    dates = {place for key, place in header.positions.items() if spec.column(key).jenis in DATED}
    known = set(header.positions.values())
    cells = [list(row) for row in grid.cells]
    for number in range(header.last_row + 1, grid.top + len(cells)):
        row = cells[number - grid.top]
        for place, value in enumerate(row):
            where = join_ref(number, grid.left + place)
            if isinstance(value, BadCell):
                row[place] = None if value.text == "=" else value.text
                if value.text == "=":
                    reading.never_calculated.append(f"{grid.name}!{where}")
                else:
                    reading.faulty.append(f"{grid.name}!{where} {value.text}")
            elif place in dates and not isinstance(value, str):
                typed = as_day(value)
                row[place] = as_text(typed) if isinstance(typed, int | float) else typed
            elif place in known and isinstance(value, str) and len(value) > MAX_TEXT:
                row[place] = value[:SHOWN]
                reading.too_long[grid.name, number] = f"sel {where} memuat {len(value)} huruf"
    return replace(grid, cells=cells)


def _unmerged(grid: Grid, header: Header) -> Grid:
    """Fill cells merged over several data lines with the value of their first line."""
    if not grid.merged:
        return grid
    cells = [list(row) for row in grid.cells]
    for first_row, first_column, last_row, last_column in grid.merged:
        if first_row <= header.last_row or first_column != last_column:
            continue
        place = first_column - grid.left
        value = grid.row(first_row)[place] if 0 <= place < len(grid.row(first_row)) else None
        for number in range(first_row + 1, last_row + 1):
            line = cells[number - grid.top] if number - grid.top < len(cells) else []
            if 0 <= place < len(line) and is_blank(line[place]):
                line[place] = value
    return replace(grid, cells=cells)
