"""From an open package to a Book: tables by name, else by their headings; settings by defined name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ppid_xl.columns import Dictionary, TableSpec, match_headings
from ppid_xl.errors import InputError
from ppid_xl.model import Book, Finding, Row, Table, Value
from ppid_xl.ooxml.address import join_ref, split_ref, split_reference
from ppid_xl.ooxml.package import Package, TableInfo
from ppid_xl.ooxml.reader import open_sheets, read_cells
from ppid_xl.tables import (
    Grid,
    Header,
    as_register,
    as_text,
    find_header,
    is_blank,
    lists_exclusions,
    to_table,
)

ASSUMED = "Dikecualikan"


class SheetReader:
    """Reads each worksheet of a package once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._workbook: Any = None
        self._grids: dict[str, Grid] = {}

    def grid(self, sheet: str) -> Grid:
        """Return the cells of a worksheet."""
        if sheet not in self._grids:
            if self._workbook is None:
                self._workbook = open_sheets(self.package)
            top, left, cells, merged = read_cells(self._workbook, self.package, sheet)
            totals = frozenset(
                row
                for info in self.package.tables(sheet)
                for row in range(info.last_data_row + 1, info.last_row + 1)
            )
            self._grids[sheet] = Grid(sheet, cells, top, left, merged, totals)
        return self._grids[sheet]

    def grids(self) -> tuple[Grid, ...]:
        """Return every worksheet."""
        return tuple(self.grid(name) for name in self.package.sheet_parts)


def read_grids(package: Package) -> tuple[tuple[Grid, ...], bool, str]:
    """Return every worksheet as a list, of a rekap its register only; whether it is a rekap, and of which body."""
    reader = SheetReader(package)
    info = package.all_tables.get("tblRekap")
    if info is None or not info.header_row:
        return reader.grids(), False, ""
    grid = reader.grid(info.sheet)
    first, last = info.first_col - grid.left, info.last_col - grid.left + 1
    cells = [row[max(0, first) : last] for row in grid.cells[max(0, info.header_row - grid.top) :]]
    register = replace(
        grid, cells=cells, top=max(grid.top, info.header_row), left=max(grid.left, info.first_col)
    )
    badan = _named_cell(reader, package.defined_names().get("NamaBadan", ""))
    return (register,), True, as_text(badan)


def read_book(package: Package, dictionary: Dictionary, digest: str) -> Book:
    """Return the snapshot of a workbook; one without our tables is read by its headings as a rekap of others.

    Raises InputError when nothing in it looks like a rekap.
    """
    reader = SheetReader(package)
    infos = package.all_tables
    if "tblRekap" in infos:
        tables, findings = _own_tables(reader, infos, dictionary)
        settings, cells = _settings(reader, dictionary), _setting_cells(package, dictionary)
        if not settings.get("KodeSOP"):
            findings.append(_no_sop_finding(cells, dictionary))
        return Book(package.path.name, digest, tables, settings, True, tuple(findings), cells)
    spec = dictionary.tabel["tblRekap"]
    found = _foreign_header(reader, spec)
    if found is None:
        raise InputError(
            "tabel-tidak-dikenali", berkas=package.path.name, lembar=", ".join(package.sheet_parts)
        )
    table, findings = _foreign_table(*found, spec)
    return Book(package.path.name, digest, {"tblRekap": table}, {}, False, tuple(findings))


def _own_tables(
    reader: SheetReader, infos: Mapping[str, TableInfo], dictionary: Dictionary
) -> tuple[dict[str, Table], list[Finding]]:
    tables: dict[str, Table] = {}
    findings: list[Finding] = []
    for spec in dictionary.tabel.values():
        info = infos.get(spec.nama)
        if info is None:
            continue
        grid = reader.grid(info.sheet)
        header = _header_of(info, spec)
        if spec.lembar == "Pengaturan" or not any(column.wajib for column in spec.kolom):
            grid = _clipped(grid, info)
        table = to_table(spec, grid, header, info.last_data_row)
        tables[spec.nama] = table
        orphans = [row.number for row in table.rows if row.number > info.last_data_row]
        if orphans:
            findings.append(_orphan_finding(table, orphans))
    return tables, findings


def _header_of(info: TableInfo, spec: TableSpec) -> Header:
    positions = match_headings(spec, list(info.columns))
    missing = [
        c.judul for c in spec.kolom if c.kunci not in positions and not c.tersembunyi and c.wajib == "selalu"
    ]
    if missing:
        raise InputError("kolom-hilang", lembar=info.sheet, tabel=info.name, kolom=", ".join(missing))
    return Header(info.header_row, info.header_row, positions, info.columns)


def _clipped(grid: Grid, info: TableInfo) -> Grid:
    """Keep the cells of one table among several on a sheet, and the lines typed right below its last row."""
    first, last = max(0, info.first_col - grid.left), info.last_col - grid.left + 1
    end = info.last_data_row + 1
    while end not in grid.totals and _filled(grid.row(end)[first:last]) >= min(2, last - first):
        end += 1
    rows = grid.cells[: max(0, end - grid.top)]
    return Grid(grid.name, [row[first:last] for row in rows], grid.top, info.first_col, totals=grid.totals)


def _filled(cells: Sequence[Value]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def _orphan_finding(table: Table, orphans: list[int]) -> Finding:
    return Finding(
        tingkat="catatan", aturan="ppid-xl/di-luar-tabel", pesan="ppid-xl.di-luar-tabel", lembar=table.sheet,
        sel=join_ref(orphans[0], 1), kolom="No", fakta={"jumlah": str(len(orphans)), "baris": str(orphans[0])},
        table=table.name, row=orphans[0],
    )  # fmt: skip


def _settings(reader: SheetReader, dictionary: Dictionary) -> dict[str, Value]:
    names = reader.package.defined_names()
    cells = {s.nama: _named_cell(reader, names.get(s.nama, "")) for s in dictionary.pengaturan}
    return {name: value for name, value in cells.items() if not is_blank(value)}


def _named_cell(reader: SheetReader, reference: str) -> Value:
    """Return the single cell that a defined name points to; None when it points to none."""
    sheet, ref = split_reference(reference)
    if sheet not in reader.package.sheet_parts or not ref or ":" in ref:
        return None
    row, column = split_ref(ref)
    grid = reader.grid(sheet)
    cells, place = grid.row(row), column - grid.left
    return cells[place] if 0 <= place < len(cells) else None


def _foreign_header(reader: SheetReader, spec: TableSpec) -> tuple[Grid, Header] | None:
    best: tuple[Grid, Header] | None = None
    for grid in reader.grids():
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


def _setting_cells(package: Package, dictionary: Dictionary) -> dict[str, tuple[str, str]]:
    names = package.defined_names()
    places = {s.nama: split_reference(names.get(s.nama, "")) for s in dictionary.pengaturan}
    return {name: (sheet, ref) for name, (sheet, ref) in places.items() if sheet and ref and ":" not in ref}


def _no_sop_finding(cells: Mapping[str, tuple[str, str]], dictionary: Dictionary) -> Finding:
    sheet, cell = cells.get("KodeSOP", ("Pengaturan", "A1"))
    return Finding(
        tingkat="peringatan", aturan="ppid-xl/tanpa-sop", pesan="ppid-xl.tanpa-sop", lembar=sheet, sel=cell,
        kolom=dictionary.setting_heading("KodeSOP"), row=split_ref(cell)[0],
    )  # fmt: skip
