"""From a workbook, closed or open, to a Book: tables by name, else by headings; settings by defined name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ppid_xl.columns import Dictionary, TableSpec, match_headings
from ppid_xl.errors import InputError
from ppid_xl.hosts.source import Source, all_grids, cell_at
from ppid_xl.model import Book, Finding, Row, Table, Value
from ppid_xl.ooxml.address import join_ref, split_ref, split_reference
from ppid_xl.ooxml.package import TableInfo
from ppid_xl.tables import (
    Grid,
    Header,
    as_register,
    as_text,
    find_header,
    is_blank,
    lists_exclusions,
    to_table,
    whole_number,
)

ASSUMED = "Dikecualikan"
Floors = Callable[[Book], Mapping[str, int]]


def read_grids(source: Source) -> tuple[tuple[Grid, ...], bool, str]:
    """Return every worksheet as a list, of a rekap its register only; whether it is a rekap, and of which body."""
    info = source.tables.get("tblRekap")
    if info is None or not info.header_row:
        return tuple(all_grids(source)), False, ""
    grid = source.grid(info.sheet)
    first, last = info.first_col - grid.left, info.last_col - grid.left + 1
    cells = [row[max(0, first) : last] for row in grid.cells[max(0, info.header_row - grid.top) :]]
    register = replace(
        grid, cells=cells, top=max(grid.top, info.header_row), left=max(grid.left, info.first_col)
    )
    badan = named_cell(source, source.names.get("NamaBadan", ""))
    return (register,), True, as_text(badan)


def read_book(source: Source, dictionary: Dictionary, digest: str) -> Book:
    """Return the snapshot of a workbook; one without our tables is read by its headings as a rekap of others.

    Raises InputError when nothing in it looks like a rekap, and for a rekap of ours whose register is no table now.
    """
    if "tblRekap" in source.tables:
        tables, findings = _own_tables(source, dictionary)
        settings, cells = _settings(source, dictionary), _setting_cells(source, dictionary)
        if not settings.get("KodeSOP"):
            findings.append(_no_sop_finding(cells, dictionary))
        return Book(source.name, digest, tables, settings, True, tuple(findings), cells)
    if "KodeSOP" in source.names:
        raise InputError("tabel-tidak-ada", berkas=source.name, tabel="tblRekap")
    spec = dictionary.tabel["tblRekap"]
    found = _foreign_header(source, spec)
    if found is None:
        raise InputError("tabel-tidak-dikenali", berkas=source.name, lembar=", ".join(source.sheets))
    table, findings = _foreign_table(*found, spec)
    return Book(source.name, digest, {"tblRekap": table}, {}, False, tuple(findings))


def raise_counters(book: Book, floors: Floors | None) -> Book:
    """Return the book with no counter below what was used before."""
    used = floors(book) if floors and book.ours else {}
    raised = {name: number for name, number in used.items() if number > whole_number(book.settings.get(name))}
    return replace(book, settings={**book.settings, **raised}) if raised else book


def _own_tables(source: Source, dictionary: Dictionary) -> tuple[dict[str, Table], list[Finding]]:
    tables: dict[str, Table] = {}
    findings: list[Finding] = []
    for spec in dictionary.tabel.values():
        info = source.tables.get(spec.nama)
        if info is None:
            continue
        grid = _columns_of(info, source.grid(info.sheet))
        header = _header_of(info, spec)
        if spec.lembar == "Pengaturan" or not any(column.wajib for column in spec.kolom):
            grid = _clipped(grid, info)
        table = to_table(spec, grid, header, info.last_data_row)
        tables[spec.nama] = table
        orphans = [row.number for row in table.rows if row.number > info.last_data_row]
        if orphans:
            findings.append(_orphan_finding(table, orphans, info))
    return tables, findings


def _header_of(info: TableInfo, spec: TableSpec) -> Header:
    positions = match_headings(spec, list(info.columns))
    needed = [c for c in spec.kolom if c.wajib == "selalu" or c.kunci in spec.tetap]
    missing = [c.judul for c in needed if c.kunci not in positions and not c.tersembunyi]
    if missing:
        raise InputError("kolom-hilang", lembar=info.sheet, tabel=info.name, kolom=", ".join(missing))
    above = info.first_data_row - 1  # the row of the headings, shown or not
    return Header(above, above, positions, info.columns)


def _columns_of(info: TableInfo, grid: Grid) -> Grid:
    """Keep the columns of a table, whatever stands on its left and right."""
    first, last = max(0, info.first_col - grid.left), max(0, info.last_col - grid.left + 1)
    rows = [row[first:last] for row in grid.cells]
    return replace(grid, cells=rows, left=max(grid.left, info.first_col))


def _clipped(grid: Grid, info: TableInfo) -> Grid:
    """Keep the lines of one table among several on a sheet, and those typed right below its last row."""
    width = info.last_col - info.first_col + 1
    end = info.last_data_row + 1
    while end not in grid.totals and _filled(grid.row(end)) >= min(2, width):
        end += 1
    return replace(grid, cells=grid.cells[: max(0, end - grid.top)])


def _filled(cells: Sequence[Value]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def _orphan_finding(table: Table, orphans: list[int], info: TableInfo) -> Finding:
    return Finding(
        tingkat="catatan", aturan="ppid-xl/di-luar-tabel", pesan="ppid-xl.di-luar-tabel", lembar=table.sheet,
        sel=join_ref(orphans[0], info.first_col), kolom=info.columns[0], table=table.name, row=orphans[0],
        fakta={"jumlah": str(len(orphans)), "baris": str(orphans[0])},
    )  # fmt: skip


def _settings(source: Source, dictionary: Dictionary) -> dict[str, Value]:
    cells = {s.nama: named_cell(source, source.names.get(s.nama, "")) for s in dictionary.pengaturan}
    return {name: value for name, value in cells.items() if not is_blank(value)}


def named_cell(source: Source, reference: str) -> Value:
    """Return the single cell that a defined name points to; None when it points to none."""
    sheet, ref = split_reference(reference)
    if sheet not in source.sheets or not ref or ":" in ref:
        return None
    value: Value = cell_at(source.grid(sheet), *split_ref(ref))
    return value


def _foreign_header(source: Source, spec: TableSpec) -> tuple[Grid, Header] | None:
    best: tuple[Grid, Header] | None = None
    for grid in all_grids(source):
        if grid.name == "Temuan":
            continue
        header = find_header(grid, spec)
        if header and (best is None or len(header.positions) > len(best[1].positions)):
            best = (grid, header)
    return best


def _foreign_table(grid: Grid, header: Header, spec: TableSpec) -> tuple[Table, list[Finding]]:
    """Return a list of others as a rekap; one of exclusions that names no class has Dikecualikan in each row."""
    from ppid_xl.line_kind import filled_lines, kinds_of  # a rekap of ours never needs it

    register = as_register(header)
    table = to_table(spec, grid, register)
    lines = filled_lines(grid, header.last_row + 1, grid.top + len(grid.cells) - 1)
    other = kinds_of(lines, register, grid, {row.number for row in table.rows})
    rows = tuple(row for row in table.rows if row.number not in other)
    findings = []
    if "klasifikasi" not in table.letters and lists_exclusions(header):
        rows = tuple(Row(r.table, r.number, {**r.values, "klasifikasi": ASSUMED}) for r in rows)
        findings.append(_assumed_finding(table, spec.heading("klasifikasi")))
    return replace(table, rows=rows), findings


def _assumed_finding(table: Table, heading: str) -> Finding:
    return Finding(
        tingkat="catatan", aturan="ppid-xl/klasifikasi-dianggap", pesan="ppid-xl.klasifikasi-dianggap",
        lembar=table.sheet, sel=table.heading_cell(), kolom=heading, fakta={"anggapan": ASSUMED},
        row=table.header_row,
    )  # fmt: skip


def _setting_cells(source: Source, dictionary: Dictionary) -> dict[str, tuple[str, str]]:
    places = {s.nama: split_reference(source.names.get(s.nama, "")) for s in dictionary.pengaturan}
    return {name: (sheet, ref) for name, (sheet, ref) in places.items() if sheet and ref and ":" not in ref}


def _no_sop_finding(cells: Mapping[str, tuple[str, str]], dictionary: Dictionary) -> Finding:
    sheet, cell = cells.get("KodeSOP", ("Pengaturan", "A1"))
    return Finding(
        tingkat="peringatan", aturan="ppid-xl/tanpa-sop", pesan="ppid-xl.tanpa-sop", lembar=sheet, sel=cell,
        kolom=dictionary.setting_heading("KodeSOP"), row=split_ref(cell)[0],
    )  # fmt: skip
