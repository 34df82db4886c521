"""From actions to what an open workbook has to change: only cells that differ, as few rectangles as possible."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from ppid_xl.columns import Dictionary, TableSpec
from ppid_xl.errors import InputError
from ppid_xl.hosts.blocks import Place, as_blocks
from ppid_xl.hosts.program import Change, PutHeights, PutLinks, PutPage, ResizeTable
from ppid_xl.hosts.source import Source, cell_at
from ppid_xl.hosts.table_rows import refuse_covering, row_heights
from ppid_xl.model import Action, BadCell, Book, PutSheet, ReplaceRows, SetName, Table, Value
from ppid_xl.ooxml.address import (
    MAX_ROW,
    column_letter,
    column_number,
    join_range,
    join_ref,
    split_range,
    split_ref,
    split_reference,
)
from ppid_xl.ooxml.package import TableInfo
from ppid_xl.ooxml.workbook_parts import OWNER_NAME, new_owner_name
from ppid_xl.tables import is_blank

LONGEST_TEXT = 32_767
CellsOf = dict[str, dict[Place, Value]]


def plan_changes(
    source: Source, before: Book, after: Book, actions: Sequence[Action], dictionary: Dictionary
) -> list[Change]:
    """Return what to change so that the workbook shows ``after``, in an order that is safe to carry out.

    Raises InputError, before anything is written, when a table has no room or a cell cannot hold its value.
    """
    cells: CellsOf = {}
    grown: list[Change] = []
    shrunk: list[Change] = []
    shown: list[Change] = []
    _name_cells(source, cells, (a for a in actions if isinstance(a, SetName) and not a.stamp))
    for name, table in after.tables.items():
        if table is before.tables[name]:
            continue
        refuse_covering(source, before.tables[name], table)
        resized = _resized(source, before.tables[name], table)
        if resized:
            longer = split_range(resized.ref)[2] > split_range(resized.was)[2]
            (grown if longer else shrunk).append(resized)
        _table_cells(source, cells, before.tables[name], table, dictionary.tabel[name])
        shown += _heights(before.tables[name], table, dictionary.tabel[name])
    shown += _links(before, after, [a for a in actions if isinstance(a, ReplaceRows) and a.link_key])
    shown += _pages(source, [a for a in actions if isinstance(a, PutSheet)])
    if grown or shrunk or shown or any(cells.values()):
        _name_cells(source, cells, (a for a in actions if isinstance(a, SetName) and a.stamp))
    return [*grown, *_blocks(source, cells), *shrunk, *shown]


def _name_cells(source: Source, cells: CellsOf, actions: Iterable[SetName]) -> None:
    for action in actions:
        sheet, ref = split_reference(source.names.get(action.name, ""))
        if sheet in source.sheets and ref and ":" not in ref:
            _want(source, cells, sheet, split_ref(ref), action.value)


def _want(source: Source, cells: CellsOf, sheet: str, place: Place, value: Value) -> None:
    """Note the value of a cell, None for "", when the sheet holds another one."""
    wanted = None if value == "" else value
    if _same(cell_at(source.grid(sheet), *place), wanted):
        cells.get(sheet, {}).pop(place, None)
    else:
        cells.setdefault(sheet, {})[place] = wanted


def _same(one: Value, other: Value) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _resized(source: Source, before: Table, after: Table) -> ResizeTable | None:
    """Return how a table follows its rows; None when it need not or is no table of the program."""
    info = source.tables.get(after.name)
    if info is None:
        return None
    last = max((row.number for row in after.rows), default=after.header_row + 1)
    if last < info.last_data_row and len(after.rows) >= len(before.rows):
        return None
    last = max(last, info.first_data_row)
    if last == info.last_data_row:
        return None
    _refuse_no_room(source, info, last)
    top = info.header_row or info.first_data_row
    spans = [join_range(top, info.first_col, end, info.last_col) for end in (last, info.last_row)]
    return ResizeTable(info.name, info.sheet, *spans)


def _refuse_no_room(source: Source, info: TableInfo, last: int) -> None:
    if info.totals_rows:
        raise InputError("tabel-berbaris-jumlah", tabel=info.name)
    if last > MAX_ROW:
        raise InputError("tabel-terlalu-panjang", tabel=info.name, baris=last)
    for other in source.tables.values():
        beside = other.last_col < info.first_col or info.last_col < other.first_col
        top = other.header_row or other.first_data_row
        if other.sheet == info.sheet and not beside and info.last_row < top <= last:
            raise InputError("tabel-terhalang", tabel=info.name, penghalang=other.name, baris=top)


def _table_cells(source: Source, cells: CellsOf, before: Table, after: Table, spec: TableSpec) -> None:
    old = {row.number: row.values for row in before.rows}
    new = {row.number: row.values for row in after.rows}
    differ: dict[Place, Value] = {}
    for number in sorted({*old, *new}):
        was, now = old.get(number, {}), new.get(number, {})
        if was is not now:
            for key in {*was, *now}:
                if key in after.letters and not _same(was.get(key), now.get(key)):
                    differ[number, column_number(after.letters[key])] = now.get(key)
    differ.update(_emptied(source, old.keys() - new.keys(), after))
    tool_owned = [
        column_number(after.letters[c.kunci])
        for c in spec.kolom
        if c.pengisi == "alat" and c.kunci in after.letters
    ]
    _bridge(source, after.sheet, differ, sorted(tool_owned))
    if differ:
        cells.setdefault(after.sheet, {}).update(differ)


def _emptied(source: Source, gone: Iterable[int], table: Table) -> dict[Place, Value]:
    """Return the cells, of whatever column, in the rows that a table gives up."""
    info = source.tables.get(table.name)
    if info is None:
        return {}
    grid, columns = source.grid(table.sheet), range(info.first_col, info.last_col + 1)
    return {(row, c): None for row in gone for c in columns if cell_at(grid, row, c) is not None}


def _bridge(source: Source, sheet: str, differ: dict[Place, Value], owned: Sequence[int]) -> None:
    """Let neighbouring columns of the tool be written as one rectangle: with what stands between their changes."""
    grid = source.grid(sheet)
    for group in _neighbours(owned):
        places = [place for place in differ if place[1] in group]
        if not places:
            continue
        rows = range(min(r for r, _ in places), max(r for r, _ in places) + 1)
        columns = range(min(c for _, c in places), max(c for _, c in places) + 1)
        between = {(r, c): cell_at(grid, r, c) for r in rows for c in columns if (r, c) not in differ}
        if not any(isinstance(value, BadCell) for value in between.values()):
            differ.update(between)


def _neighbours(columns: Sequence[int]) -> list[set[int]]:
    groups: list[set[int]] = []
    for column in columns:
        if groups and column - 1 in groups[-1]:
            groups[-1].add(column)
        else:
            groups.append({column})
    return groups


def _blocks(source: Source, cells: CellsOf) -> list[Change]:
    blocks: list[Change] = []
    for sheet, wanted in cells.items():
        grid = source.grid(sheet)
        for (row, column), value in wanted.items():
            _refuse_unwritable(sheet, join_ref(row, column), value)
        blocks += as_blocks(sheet, wanted, {place: cell_at(grid, *place) for place in wanted})
    return blocks


def _refuse_unwritable(sheet: str, ref: str, value: Value) -> None:
    if isinstance(value, BadCell) or (isinstance(value, float) and not math.isfinite(value)):
        raise InputError("nilai-tidak-dapat-ditulis", lembar=sheet, sel=ref, nilai=value)
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise InputError(
            "teks-terlalu-panjang", lembar=sheet, sel=ref, panjang=len(value), batas=LONGEST_TEXT
        )


def _heights(before: Table, after: Table, spec: TableSpec) -> list[Change]:
    """Return the heights of rows whose texts need another one than before."""
    if not spec.keterangan:
        return []
    old = {row.number: row for row in before.rows}
    changed = [row for row in after.rows if old.get(row.number) is not row]
    was = row_heights((old[row.number] for row in changed if row.number in old), spec)
    heights = row_heights(changed, spec)
    differ = {number: height for number, height in heights.items() if was.get(number) != height}
    return [PutHeights(after.sheet, differ)] if differ else []


def _links(before: Book, after: Book, actions: Sequence[ReplaceRows]) -> list[Change]:
    """Return the links of rows that are new or changed, and the end of those whose row is gone."""
    changes: list[Change] = []
    for action in actions:
        table = after.tables[action.table]
        letter, first = table.letters[action.link_key], table.header_row + 1
        old = {row.number: row.values for row in before.rows(action.table)}
        links = {f"{letter}{number}": "" for number in old if number >= first + len(action.links)}
        for row, place in zip(table.rows, action.links, strict=False):
            if old.get(row.number) != row.values:
                links[f"{letter}{row.number}"] = place
        if links:
            changes.append(PutLinks(table.sheet, links))
    return changes


def _pages(source: Source, actions: Sequence[PutSheet]) -> list[Change]:
    """Return the sheets of ours that do not show their rows yet; raise InputError for a sheet of the user."""
    changes: list[Change] = []
    for action in actions:
        sheet = next((s for s in source.sheets if s.casefold() == action.name.casefold()), "")
        if sheet and sheet not in _owned(source.names):
            raise InputError("lembar-bukan-milik-ppid", berkas=source.name, lembar=action.name)
        rows = [[None if v == "" else v for v in row] for row in (action.headings, *action.rows)]
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                _refuse_unwritable(action.name, join_ref(number, column), value)
        if not sheet or not _shows(source, sheet, rows):
            letter = column_letter(action.link_column + 1)
            links = {f"{letter}{n}": place for n, place in enumerate(action.links, 2) if place}
            owner = "" if sheet else new_owner_name(source.names)
            changes.append(PutPage(sheet or action.name, rows, links, owner))
    return changes


def _owned(names: Mapping[str, str]) -> set[str]:
    return {split_reference(text)[0] for name, text in names.items() if name.startswith(OWNER_NAME)}


def _shows(source: Source, sheet: str, rows: Sequence[Sequence[Value]]) -> bool:
    grid = source.grid(sheet)
    height = max(len(rows), grid.top + len(grid.cells) - 1)
    width = max([len(row) for row in (*rows, *grid.cells)], default=0) + grid.left - 1
    wanted = {(r, c): value for r, row in enumerate(rows, 1) for c, value in enumerate(row, 1)}
    return all(
        _same(_blank_as_none(cell_at(grid, r, c)), wanted.get((r, c)))
        for r in range(1, height + 1)
        for c in range(1, width + 1)
    )


def _blank_as_none(value: Value) -> Value:
    return None if is_blank(value) else value
