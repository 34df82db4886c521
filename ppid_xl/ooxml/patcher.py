"""Change values in a closed .xlsx or .xlsm: a part that the receipt does not name stays bit by bit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.errors import HostError, InputError
from ppid_xl.model import Value
from ppid_xl.ooxml.address import MAX_ROW, column_letter, column_number, split_range, split_ref
from ppid_xl.ooxml.cell_xml import CellFormat
from ppid_xl.ooxml.edits import Edits
from ppid_xl.ooxml.file_replace import keep_copy, replace_file
from ppid_xl.ooxml.formula_text import FormulaTexts
from ppid_xl.ooxml.gate import find_lock
from ppid_xl.ooxml.normalise import normalise_sheet
from ppid_xl.ooxml.owned_sheet import put_owned_sheet
from ppid_xl.ooxml.package import Package, TableInfo, open_package, table_info
from ppid_xl.ooxml.relations import Sheet
from ppid_xl.ooxml.shared_strings import SharedStrings
from ppid_xl.ooxml.sheet_tail import find_merged, grow_ranges, replace_links
from ppid_xl.ooxml.sheet_xml import Irregular, SheetXml, has_formulas, letters_between
from ppid_xl.ooxml.stale import Changes, drop_stale
from ppid_xl.ooxml.table_part import calculated_columns, resize_table
from ppid_xl.ooxml.workbook_parts import calculate_on_load
from ppid_xl.ooxml.xml_elements import named, parse_elements
from ppid_xl.ooxml.xml_encoding import to_utf8
from ppid_xl.ooxml.zip_writer import build_zip, check_copy


@dataclass(frozen=True, slots=True)
class Receipt:
    """What saving did: the parts that now differ, are new or are gone, and whether the file was written."""

    changed_parts: tuple[str, ...]
    written: bool


class Patch:
    """Changes collected for one workbook file; nothing is written before ``save``, called last and once."""

    def __init__(self, path: Path, digest: str = "", known: Package | None = None) -> None:
        """Open the workbook behind the gate; raise InputError or HostError when it must not be patched.

        ``digest``: the SHA-256 of the file as it was when the changes now to be written were decided;
        ``known``: its package, when it is open already.
        """
        self._path = path.resolve()
        package = open_package(path, known)
        self._digest = hashlib.sha256(package.data).hexdigest()
        if digest and digest != self._digest:
            raise HostError("berkas-berubah", berkas=path.name)
        self._edits = Edits(package)
        self._open: dict[str, SheetXml] = {}
        self._changes = Changes()
        self._recalculate = False
        _check_patchable(self._edits)
        shared = self._edits.related("sharedStrings")
        self._shared = SharedStrings(package.read(shared) if shared else b"")

    def set_cells(self, sheet: str, cells: Mapping[str, Value]) -> None:
        """Set cells by address such as ``R22``, each keeping its style; None and "" empty a cell.

        A cell that shows the value already is left as it is. Text is never read as a formula. Raises
        InputError for a heading of a table, for array and shared formulas, and for values no cell can hold.
        """
        self.set_rows(sheet, _by_row(cells))

    def set_rows(self, sheet: str, rows: Mapping[int, Mapping[bytes, Value]]) -> None:
        """Set cells as ``set_cells`` does, given by row number and column letters."""
        found = self._sheet(sheet)
        page = self._page(found)
        spelling = self._spelling(page)
        headings = {table.header_row: table for table in self._tables_of(found.name) if table.header_row}
        for number, wanted in rows.items():
            done = page.set_row(number, wanted, spelling)
            if done and number in headings:
                _check_headings(headings[number], done)
            self._changes.add_cells(found.name, number, done)

    def fit_heights(self, sheet: str, heights: Mapping[int, float]) -> None:
        """Give rows the height in points that fits their text; a row whose height a person set keeps it."""
        self._page(self._sheet(sheet)).fit_heights(heights)

    def grow_table(self, table: str, last_row: int) -> None:
        """Let a table end at a later row; rows it takes in get the look of its last row, and its formulas.

        Validations and conditional formats that ended with the table grow too. Raises InputError when the
        table has totals or another table is in the way.
        """
        info = self._table(table)
        if last_row <= info.last_row:
            return
        self._check_growth(info, last_row)
        page = self._page(self._sheet(info.sheet))
        numbers = range(info.last_row + 1, last_row + 1)
        page.style_rows(info.last_row, numbers, letters_between(info.first_col, info.last_col))
        page.fill_formulas(numbers, self._formulas(info, page))
        self._resize(info, page, last_row)

    def append_rows(
        self, table: str, rows: Sequence[Mapping[str, Value]], heights: Mapping[int, float] | None = None
    ) -> None:
        """Add whole rows (column letters → value) under a table's last row, with its look; the table grows.

        A calculated column that a row gives no value gets its formula. Raises InputError when the table has
        totals, another table is in the way, or something stands where the rows belong.
        """
        info = self._table(table)
        first, last = info.last_row + 1, info.last_row + len(rows)
        if not rows:
            return
        self._check_growth(info, last)
        page = self._page(self._sheet(info.sheet))
        letters = letters_between(info.first_col, info.last_col)
        encoded = [{key.encode(): value for key, value in row.items()} for row in rows]
        spelling, formulas = self._spelling(page), self._formulas(info, page)
        try:
            page.append_rows(info.last_row, first, encoded, heights or {}, letters, spelling, formulas)
        except InputError as reason:
            raise InputError(reason.kode, **{"lembar": info.sheet, "sel": "baru", **reason.fakta}) from None
        except Irregular:
            self._fill_rows(info, page, dict(enumerate(encoded, first)))
            self.fit_heights(info.sheet, heights or {})
            return
        self._resize(info, page, last)

    def replace_rows(self, table: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Let a table hold these rows (column letters → value) and no others; one data row always stays.

        Columns that no row names keep what they hold. Raises InputError as ``append_rows`` does.
        """
        info = self._table(table)
        columns = sorted({key for row in rows for key in row})
        places = range(info.first_data_row, info.last_data_row + 1)
        kept = [{key.encode(): row.get(key) for key in columns} for row in rows[: len(places)]]
        self.shrink_table(table, info.first_data_row + len(rows) - 1)
        self.set_rows(info.sheet, dict(zip(places, kept, strict=False)))
        self.append_rows(table, rows[len(places) :])

    def shrink_table(self, table: str, last_row: int) -> None:
        """Empty a table's cells below a row and let it end there; one data row always stays, with its formulas.

        Raises InputError when the table has totals.
        """
        info = self._table(table)
        if last_row >= info.last_row:
            return
        if info.totals_rows:
            raise InputError("tabel-berbaris-jumlah", tabel=table)
        blank: dict[bytes, Value] = dict.fromkeys(letters_between(info.first_col, info.last_col))
        page = self._page(self._sheet(info.sheet))
        spelling, formulas = self._spelling(page), self._formulas(info, page)
        last = max(last_row, info.first_data_row)
        for number in range(max(last_row + 1, info.first_data_row), info.last_row + 1):
            wanted = blank if number > last else {key: None for key in blank if key not in formulas}
            self._changes.add_cells(info.sheet, number, page.set_row(number, wanted, spelling))
        page.drop_cells(range(last + 1, info.last_row + 1), set(blank))
        if last < info.last_row:
            self._resize(info, page, last)

    def set_links(self, sheet: str, links: Mapping[str, str], area: str = "") -> None:
        """Replace links inside the workbook: cell → target such as ``'Rekap'!R22``, or "" for no link.

        Internal links in ``area`` (a range) go, or else those in the columns of ``links`` from the first row
        given downward; all other links stay.
        """
        page = self._page(self._sheet(sheet))
        if area:
            page.replace_tail(replace_links(page.tail, links, split_range(area)))
            return
        columns: dict[int, dict[str, str]] = {}
        for ref, target in links.items():
            columns.setdefault(split_ref(ref)[1], {})[ref] = target
        for column, wanted in columns.items():
            first_row = min(split_ref(ref)[0] for ref in wanted)
            page.replace_tail(replace_links(page.tail, wanted, (first_row, column, MAX_ROW, column)))

    def put_sheet(
        self,
        name: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[Value]],
        links: Sequence[str] = (),
        link_column: int = 0,
    ) -> None:
        """Add a sheet of ours as the last tab, or replace what ours of that name holds, in place.

        ``links`` gives per row the target of the cell in column ``link_column``, counted from 0; an empty
        one makes no link. Raises InputError when the sheet is the user's or holds the user's objects.
        """
        part = put_owned_sheet(self._edits, name, headings, rows, links, link_column)
        self._open.pop(part, None)
        self._changes.add_sheet(name)

    @property
    def package(self) -> Package:
        """The workbook as it was read."""
        return self._edits.package

    @property
    def changes(self) -> bool:
        """Whether saving would write anything so far."""
        pages = any(page.changed for page in self._open.values())
        return pages or bool(self._edits.changed or self._edits.removed)

    def save(self, backup: Path | None = None) -> Receipt:
        """Write the file in one step if anything changed; raise HostError, the file untouched, otherwise.

        ``backup``: the folder that keeps the file as it was until now, under its own name.
        """
        self._finish()
        edits, parts = self._edits, self._edits.package.parts
        if not edits.changed and not edits.removed:
            return Receipt((), False)
        holder = find_lock(self._path)
        if holder is not None:
            raise HostError("berkas-sedang-dibuka", berkas=self._path.name, oleh=holder)
        if not self._path.exists() or hashlib.sha256(self._path.read_bytes()).hexdigest() != self._digest:
            raise HostError("berkas-berubah", berkas=self._path.name)
        data = build_zip(parts, edits.changed, edits.removed)
        if backup is not None:
            keep_copy(self._path, parts.data, backup)
        replace_file(
            self._path, data, lambda written: check_copy(parts, edits.changed, edits.removed, written)
        )
        return Receipt((*edits.changed, *sorted(edits.removed)), True)

    def _finish(self) -> None:
        if self._changes and drop_stale(self._pages_with_formulas(), self._formula_texts(), self._changes):
            self._recalculate = True
        for part, page in self._open.items():
            if page.changed:
                self._edits.write(part, page.to_bytes())
        workbook = self._edits.workbook
        if any(page.formulas_differ for page in self._open.values()):
            self._edits.drop_related("calcChain")
            self._recalculate = True
        if self._recalculate:
            self._edits.write(workbook, calculate_on_load(self._edits.read(workbook), workbook))

    def _pages_with_formulas(self) -> list[SheetXml]:
        sheets = (sheet for sheet in self._edits.sheets() if sheet.kind == "worksheet")
        return [page for page in map(self._page_with_formulas, sheets) if page is not None]

    def _page_with_formulas(self, sheet: Sheet) -> SheetXml | None:
        if sheet.part not in self._open and not has_formulas(to_utf8(self._edits.read(sheet.part))):
            return None
        page = self._page(sheet)
        return page if page.has_formulas else None

    def _formula_texts(self) -> FormulaTexts:
        names: dict[str, list[str]] = {}
        for element in named(self._edits.package.workbook_elements, "definedName"):
            names.setdefault(element.get("name").lower(), []).append(element.text)
        return FormulaTexts(names, map(self._table, self._edits.package.all_tables))

    def _spelling(self, page: SheetXml) -> CellFormat:
        return CellFormat(page.prefix, self._edits.package.date1904, self._shared.text)

    def _formulas(self, info: TableInfo, page: SheetXml) -> dict[bytes, bytes]:
        """Return what follows reference and style in the cells of a table's calculated columns."""
        found = calculated_columns(self._edits.read(info.part), info.part)
        spelling = self._spelling(page)
        return {
            column_letter(info.first_col + place).encode(): spelling.encode_formula(text)
            for place, text in found.items()
        }

    def _fill_rows(self, info: TableInfo, page: SheetXml, rows: Mapping[int, Mapping[bytes, Value]]) -> None:
        """Write rows below a table into cells that are there already, all empty, and let it take them in."""
        filled = page.filled_cell(rows, letters_between(info.first_col, info.last_col))
        if filled:
            raise InputError("bawah-tabel-terisi", lembar=info.sheet, sel=filled, tabel=info.name)
        self.set_rows(info.sheet, rows)
        self.grow_table(info.name, max(rows))

    def _resize(self, info: TableInfo, page: SheetXml, last_row: int) -> None:
        self._edits.write(info.part, resize_table(self._edits.read(info.part), info.part, last_row))
        first, last = sorted((info.last_row, last_row))
        self._changes.add_box(info.sheet, (first + 1, info.first_col, last, info.last_col))
        if last_row > info.last_row:
            area = (info.first_data_row, info.first_col, info.last_row, info.last_col)
            page.replace_tail(grow_ranges(page.tail, area, last_row))

    def _sheet(self, name: str) -> Sheet:
        for sheet in self._edits.sheets():
            if sheet.name.casefold() == name.casefold():
                if sheet.kind != "worksheet":
                    raise InputError("lembar-bukan-lembar-kerja", berkas=self._edits.label, lembar=name)
                return sheet
        raise InputError("lembar-tidak-ada", berkas=self._edits.label, lembar=name)

    def _page(self, sheet: Sheet) -> SheetXml:
        if sheet.part not in self._open:
            data = self._edits.read(sheet.part)
            try:
                self._open[sheet.part] = SheetXml(data, sheet.name, self._edits.label)
            except Irregular:
                self._open[sheet.part] = self._respelt(data, sheet)
        return self._open[sheet.part]

    def _respelt(self, data: bytes, sheet: Sheet) -> SheetXml:
        try:
            return SheetXml(normalise_sheet(data, sheet.part), sheet.name, self._edits.label)
        except (Irregular, ValueError):
            raise InputError("lembar-tidak-lazim", berkas=self._edits.label, lembar=sheet.name) from None

    def _tables_of(self, sheet: str) -> list[TableInfo]:
        tables = self._edits.package.all_tables.values()
        return [self._table(table.name) for table in tables if table.sheet == sheet]

    def _table(self, name: str) -> TableInfo:
        found = self._edits.package.all_tables.get(name)
        if found is None:
            raise InputError("tabel-tidak-ada", berkas=self._edits.label, tabel=name)
        return table_info(parse_elements(self._edits.read(found.part), found.part), found.part, found.sheet)

    def _check_growth(self, info: TableInfo, last_row: int) -> None:
        if info.totals_rows:
            raise InputError("tabel-berbaris-jumlah", tabel=info.name)
        if last_row > MAX_ROW:
            raise InputError("tabel-terlalu-panjang", tabel=info.name, baris=last_row)
        for other in self._tables_of(info.sheet):
            beside = other.last_col < info.first_col or info.last_col < other.first_col
            top = other.header_row or other.first_data_row
            if other.name != info.name and not beside and info.last_row < top <= last_row:
                raise InputError("tabel-terhalang", tabel=info.name, penghalang=other.name, baris=top)
        below = (info.last_row + 1, info.first_col, last_row, info.last_col)
        merged = find_merged(self._page(self._sheet(info.sheet)).tail, below)
        if merged:
            raise InputError("tabel-terhalang-gabungan", lembar=info.sheet, tabel=info.name, sel=merged)


def _check_patchable(edits: Edits) -> None:
    names = [name.lower() for name in edits.package.names]
    if any(name.startswith("_xmlsignatures/") for name in names):
        raise InputError("buku-kerja-bertanda-tangan", berkas=edits.label)
    if any("/revisions/" in name for name in names):
        raise InputError("buku-kerja-bersama", berkas=edits.label)
    if edits.find(edits.related("styles")) is None:
        raise InputError("paket-tanpa-gaya", berkas=edits.label)


def _check_headings(table: TableInfo, letters: Sequence[bytes]) -> None:
    for column in letters:
        if table.first_col <= column_number(column.decode()) <= table.last_col:
            ref = f"{column.decode()}{table.header_row}"
            raise InputError("kepala-tabel-tidak-diubah", tabel=table.name, sel=ref)


def _by_row(cells: Mapping[str, Value]) -> dict[int, dict[bytes, Value]]:
    rows: dict[int, dict[bytes, Value]] = {}
    known: dict[str, bytes] = {}
    for ref, value in cells.items():
        letters = ref.rstrip("0123456789")
        if letters not in known:
            split_ref(ref)
            known[letters] = letters.replace("$", "").upper().encode()
        digits = ref[len(letters) :]
        number = int(digits) if digits.isdigit() else 0
        if not 1 <= number <= MAX_ROW:
            raise InputError("alamat-sel-salah", sel=ref)
        rows.setdefault(number, {})[known[letters]] = value
    return rows
