"""Where the lists on one sheet begin: each line of headings starts one, and columns may stand elsewhere in the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ppid_xl.columns import TableSpec, match_headings, normalise
from ppid_xl.model import Value
from ppid_xl.tables import HEADER_SEARCH, Grid, Header, as_text, find_header, header_at, is_blank

TITLES = ("judul_informasi", "ringkasan_isi")  # PerKI 1/2021 lists a summary and no title
LEAST_LATER = 3  # headings that make a line within a list a heading line


def find_headers(grid: Grid, spec: TableSpec) -> list[Header]:
    """Return the headings of every list on a sheet from top to bottom; empty when none is known."""
    names = frozenset(normalise(name) for c in spec.kolom for name in (c.judul, *c.alias))
    best = find_header(grid, spec, titles=TITLES) or _lone_header(grid, spec, names)
    if best is None:
        return []
    found: list[Header] = []
    place = 0
    while place < len(grid.cells):
        number = grid.top + place
        header = best if number == best.first_row else _later_header(grid, spec, place, names)
        if header is not None and not header.first_row < best.first_row <= header.last_row:
            header = with_parts(grid, spec, header)
            found.append(header)
            place = header.last_row - grid.top
        place += 1
    return found


def _later_header(grid: Grid, spec: TableSpec, place: int, names: frozenset[str]) -> Header | None:
    texts = [value for value in grid.cells[place] if isinstance(value, str)]
    if sum(normalise(text) in names for text in texts if len(text) < 100) < 2:
        return None
    headers = [header_at(grid, spec, place, depth, TITLES) for depth in (1, 2)]
    least = max(
        LEAST_LATER, _filled(grid.cells[place]) / 2
    )  # a line of data may hold "Softcopy" or "Ringkasan" too
    known = [header for header in headers if header is not None and len(header.positions) >= least]
    return max(known, key=lambda header: len(header.positions), default=None)


def _lone_header(grid: Grid, spec: TableSpec, names: frozenset[str]) -> Header | None:
    """Return a heading line that names the title only, beside foreign columns or in a list of one column."""
    heading = normalise(spec.heading(TITLES[0]))
    found: list[Header] = []
    for place in range(min(HEADER_SEARCH, len(grid.cells))):
        header = header_at(grid, spec, place, 1, TITLES)
        if header and (_filled(grid.cells[place]) > 1 or _is_single_column(grid)):
            found.append(header)
    found = [header for header in found if not _names_follow(grid, header, names)]
    exact = [h for h in found if any(normalise(text) == heading for text in h.headings)]
    return next(iter([*exact, *found]), None)


def _names_follow(grid: Grid, header: Header, names: frozenset[str]) -> bool:
    """Say whether the cell below a heading is a heading too, as on a card with its headings down the side."""
    below, place = grid.row(header.last_row + 1), min(header.positions.values())
    return place < len(below) and normalise(as_text(below[place])) in names and not _is_single_column(grid)


def with_parts(grid: Grid, spec: TableSpec, header: Header) -> Header:
    """Return the header with the columns that one known heading stands over, named in the line below it."""
    upper, lower = grid.row(header.first_row), grid.row(header.first_row + 1)
    if not _names_parts(upper, lower):
        return header
    known = match_headings(spec, [as_text(value) for value in upper])
    split = header_at(grid, spec, header.first_row - grid.top, 2, TITLES)
    positions, parts = dict(header.positions), {}
    for key, place in known.items():
        end = next((i for i in range(place + 1, len(upper)) if not is_blank(upper[i])), len(upper))
        group = [i for i in range(place, min(end, len(lower))) if not is_blank(lower[i])]
        own = {k: i for k, i in split.positions.items() if i in group} if split else {}
        if len(own) > 1:
            positions = {k: i for k, i in positions.items() if i not in group} | own
        elif len(group) > 1 and place in group:
            positions = {k: i for k, i in positions.items() if i not in group} | {key: place}
            parts[key] = tuple((i, as_text(lower[i]).strip()) for i in group)
    last = max(header.last_row, header.first_row + 1)
    return replace(header, last_row=last, positions=positions, parts=parts)


def _names_parts(upper: Sequence[Value], lower: Sequence[Value]) -> bool:
    """Say whether a line only names parts of the headings above it: nothing stands below a heading of its own."""
    filled = [place for place, value in enumerate(lower) if not is_blank(value)]
    open_above = [i >= len(upper) or is_blank(upper[i]) for i in filled]
    inside = all(free or _opens_group(upper, i) for i, free in zip(filled, open_above, strict=True))
    return len(filled) > 1 and inside and any(open_above)


def _opens_group(cells: Sequence[Value], place: int) -> bool:
    return place + 1 < len(cells) and is_blank(cells[place + 1])


def _filled(cells: Sequence[Value]) -> int:
    return sum(not is_blank(value) for value in cells)


def _is_single_column(grid: Grid) -> bool:
    return len({i for cells in grid.cells for i, value in enumerate(cells) if as_text(value).strip()}) == 1
