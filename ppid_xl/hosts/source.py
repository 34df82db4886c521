"""What a workbook is read through, whether it lies closed on disk or is open in a program."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from ppid_xl.ooxml.address import split_range
from ppid_xl.ooxml.package import Package, TableInfo
from ppid_xl.ooxml.reader import open_sheets, read_cells
from ppid_xl.tables import Grid, as_text

if TYPE_CHECKING:
    from ppid_xl.hosts.program import Block, Cells, OpenBook, OpenTable  # a closed file needs none of it


class Source(Protocol):
    """A workbook as sheets of cells, tables by name, and what defined names refer to."""

    @property
    def name(self) -> str:
        """The file name of the workbook."""
        ...

    @property
    def sheets(self) -> Collection[str]:
        """The names of its worksheets in tab order."""
        ...

    @property
    def tables(self) -> Mapping[str, TableInfo]:
        """Its tables by name."""
        ...

    @property
    def names(self) -> Mapping[str, str]:
        """What its workbook-wide defined names refer to."""
        ...

    def grid(self, sheet: str) -> Grid:
        """Return the cells of a worksheet, each worksheet being read once."""
        ...


class PackageSource:
    """A closed workbook: the package of its file."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.name = package.path.name
        self.sheets = package.sheet_parts
        self.tables = package.all_tables
        self.names = package.defined_names()
        self._workbook: Any = None
        self._grids: dict[str, Grid] = {}

    def grid(self, sheet: str) -> Grid:
        """Return the cells of a worksheet."""
        if sheet not in self._grids:
            if self._workbook is None:
                self._workbook = open_sheets(self.package)
            top, left, cells, merged = read_cells(self._workbook, self.package, sheet)
            self._grids[sheet] = Grid(sheet, cells, top, left, merged, _totals(self, sheet))
        return self._grids[sheet]


class OpenSource:
    """A workbook open in a program, as it was read from there."""

    def __init__(self, book: OpenBook) -> None:
        self.name = book.name
        self.sheets = book.sheets
        self.names = book.names
        self._cells = book.sheets
        self._grids: dict[str, Grid] = {}
        self.tables: Mapping[str, TableInfo] = {}
        self.tables = {name: self._table_info(name, table) for name, table in book.tables.items()}

    def grid(self, sheet: str) -> Grid:
        """Return the cells of a worksheet."""
        if sheet not in self._grids:
            top, rows = _filled_rows(self._cells[sheet])
            left = self._cells[sheet].left
            self._grids[sheet] = Grid(sheet, rows, top, left, (), _totals(self, sheet))
        return self._grids[sheet]

    def _table_info(self, name: str, table: OpenTable) -> TableInfo:
        top, left, bottom, right = split_range(table.ref.replace("$", ""))
        cells = self._cells[table.sheet]
        grid = Grid(table.sheet, cells.rows, cells.top, cells.left)
        headings = tuple(as_text(cell_at(grid, top, column)) for column in range(left, right + 1))
        return TableInfo(
            name=name, ref=table.ref, columns=headings if table.headed else (), part="",
            header_row=top if table.headed else 0, first_col=left, last_row=bottom, last_col=right,
            totals_rows=table.totals, first_data_row=top + table.headed, sheet=table.sheet,
        )  # fmt: skip


def _filled_rows(cells: Cells) -> tuple[int, Block]:
    """Return the first filled row of a sheet and the rows to the last filled one, as files are read."""
    filled = [place for place, row in enumerate(cells.rows) if any(value is not None for value in row)]
    if not filled:
        return cells.top, []
    return cells.top + filled[0], cells.rows[filled[0] : filled[-1] + 1]


def all_grids(source: Source) -> Iterator[Grid]:
    """Yield every worksheet."""
    return (source.grid(name) for name in source.sheets)


def cell_at(grid: Grid, row: int, column: int) -> Any:
    """Return one cell by its place on the sheet; None outside the grid."""
    cells, place = grid.row(row), column - grid.left
    return cells[place] if 0 <= place < len(cells) else None


def _totals(source: Source, sheet: str) -> frozenset[int]:
    """Return the rows that tables of a sheet keep for their totals."""
    return frozenset(
        row
        for info in source.tables.values()
        if info.sheet == sheet
        for row in range(info.last_data_row + 1, info.last_row + 1)
    )
