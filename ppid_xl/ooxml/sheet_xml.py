"""A worksheet part cut at its rows, so that single cells change and all other bytes stay."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import ge

from ppid_xl.errors import InputError
from ppid_xl.model import Value
from ppid_xl.ooxml.address import column_letter, column_number, join_range, split_range
from ppid_xl.ooxml.cell_xml import CellFormat
from ppid_xl.ooxml.normalise import normalise_sheet
from ppid_xl.ooxml.row_xml import RowXml
from ppid_xl.ooxml.xml_encoding import to_utf8

_ROOT = re.compile(rb"<(?:([\w.-]+):)?worksheet(?=[\s>])")
_DIMENSION = re.compile(rb'(<(?:[\w.-]+:)?dimension\s+ref=")([A-Z0-9:]+)"')
_COLUMN = re.compile(rb"<(?:[\w.-]+:)?col\s[^>]*>")
_NUMBERS = re.compile(rb'\s(min|max|style)="(\d+)"')
_ARRAY = re.compile(rb"""<(?:[\w.-]+:)?f\s(?=[^>]*\st="(?:array|dataTable)"|t="(?:array|dataTable)")[^>]*>""")
_REF = re.compile(rb'\sref="([^"]*)"')
_WHOLE_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f((?:\s[^>]*?)?)(?:/>|>([^<]*)<)")
_KIND = re.compile(rb"""\s(?:t|vm)\s*=\s*["'][^"']*["']""")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(?=[\s/>])[^>]*>")


class Irregular(Exception):
    """The part is not spelt the way the fast path needs; normalising it may help."""


class SheetXml:
    """Head, rows and tail of a worksheet part; ``changed`` and ``formulas_differ`` tell what was done to it."""

    def __init__(self, data: bytes, name: str, label: str) -> None:
        """Cut the part of a sheet in the file ``label``; raise Irregular when its rows are spelt unusually."""
        self.name, self._label = name, label
        self.changed = self.formulas_differ = False
        self._arrays: list[tuple[int, int, int, int]] | None = None
        self._column_styles: dict[int, bytes] | None = None
        self._used: tuple[int, int, int, int] | None = None
        self._made: set[bytes] = set()
        self.tail = b""
        self._load(to_utf8(data))

    def to_bytes(self) -> bytes:
        """Return the whole part."""
        head = self.head
        found = _DIMENSION.search(head)
        if found and self._used:
            box = split_range(found[2].decode())
            grown = (*map(min, box[:2], self._used[:2]), *map(max, box[2:], self._used[2:]))
            if grown != box:
                ref = join_range(*grown).encode()
                head = head[: found.start(2)] + ref + head[found.end(2) :]
        *rows, last = (head, *self._rows)
        return self._open_row.join((*rows, last + self.tail))

    @cached_property
    def has_formulas(self) -> bool:
        """Whether any cell had a formula when the part was read."""
        return has_formulas(self._data)

    def replace_tail(self, tail: bytes) -> None:
        """Set what follows the rows."""
        self.changed |= tail != self.tail
        self.tail = tail

    def set_row(self, number: int, wanted: Mapping[bytes, Value], cells: CellFormat) -> list[bytes]:
        """Set cells of one row by column letters; return the letters of those that really changed."""
        at, present = self._find(number)
        if not present and all(value is None or value == "" for value in wanted.values()):
            return []
        row = self._cut_row(at) if present else self._new_row(number)
        done = []
        for letters, value in wanted.items():
            try:
                if self._set_cell(row, letters, value, cells):
                    done.append(letters)
            except InputError as reason:
                facts = {**reason.fakta, "lembar": self.name, "sel": f"{letters.decode()}{number}"}
                raise InputError(reason.kode, **facts) from None
        if done:
            self._store(at, number, row, present)
        return done

    def style_rows(self, like: int, numbers: Iterable[int], letters: list[bytes]) -> None:
        """Give rows the styles and the fixed height of another row; a number and what the user styled keep theirs."""
        source = self._row(like)
        if source is None:
            return
        styles = {column: source.style(column) for column in letters}
        for number in numbers:
            at, present = self._find(number)
            row = self._cut_row(at) if present else self._new_row(number)
            row.take_height(source.own_height())
            for column, style in styles.items():
                _give_style(row, column, style, column + row.number in self._made)
            if row.cells or row.own_height():
                self._store(at, number, row, present)

    def append_rows(
        self, like: int, first: int, rows: Sequence[Mapping[bytes, Value]], heights: Mapping[int, float],
        letters: Sequence[bytes], cells: CellFormat, formulas: Mapping[bytes, bytes],
    ) -> None:  # fmt: skip
        """Add rows below all others, each cell in the style that row ``like`` has in its column.

        ``formulas``: what cells without a value hold instead. Raises Irregular when a row with one of their
        numbers, or a later one, is there already.
        """
        if self._numbers and self._numbers[-1] >= first:
            raise Irregular
        source = self._row(like)
        styles = {column: source.style(column) if source else b"" for column in letters}
        height = source.own_height() if source else b""
        for number, values in enumerate(rows, first):
            digits = b"%d" % number
            pieces = [
                b'r="%s%s"%s%s' % (column, digits, styles[column], _rest(column, values, formulas, cells))
                for column in letters
                if column in values or styles[column] or column in formulas
            ]
            fitted = height or (b' ht="%g"' % heights[number] if number in heights else b"")
            tag = b'r="%s"%s>' % (digits, fitted)
            self._rows.append(self._open_cell.join((tag, *pieces)) + self._close_row)
            self._numbers.append(number)
        if rows:
            self.changed = True
            self.formulas_differ |= bool(formulas)
            self._extend(first, column_number(letters[0].decode()))
            self._extend(first + len(rows) - 1, column_number(letters[-1].decode()))

    def drop_cells(self, numbers: Iterable[int], letters: Collection[bytes]) -> None:
        """Remove emptied cells with their looks, so that no program takes them for used."""
        for number in numbers:
            at, present = self._find(number)
            if present:
                row = self._cut_row(at)
                row.drop(letters)
                self._store(at, number, row, True)

    def fit_heights(self, heights: Mapping[int, float]) -> None:
        """Give rows the height in points that fits their text; a row whose height a person set keeps it."""
        for number, points in heights.items():
            at, present = self._find(number)
            if present and b' ht="%g">' % points not in self._rows[at][:200]:
                row = self._cut_row(at)
                row.fit_height(points)
                self._store(at, number, row, True)

    def formulas(self) -> Iterator[tuple[int, int, bytes, bytes]]:
        """Yield row, column, attributes and text of every formula, entities unresolved."""
        opening = b"<%sf" % self.prefix
        for at, number in enumerate(self._numbers):
            if opening in self._rows[at]:
                for cell in self._cut_row(at).cells:
                    found = _WHOLE_FORMULA.search(cell)
                    if found:
                        column = cell[3 : cell.find(b'"', 3)].rstrip(b"0123456789")
                        yield number, column_number(column.decode()), found[1], found[2] or b""

    def drop_results(self, cells: Mapping[int, Collection[bytes]]) -> None:
        """Remove the stored values of cells, given by row and column letters; formulas and looks stay."""
        value = re.compile(rb"<%sv(?:\s[^>]*)?(?:/>|>[^<]*</%sv>)" % (self.prefix, self.prefix))
        for number, letters in cells.items():
            at, present = self._find(number)
            if present:
                row = self._cut_row(at)
                for place in [at for at in map(row.place, letters) if at is not None]:
                    tag, end, content = row.cells[place].partition(b">")
                    row.cells[place] = _KIND.sub(b"", tag) + end + value.sub(b"", content)
                self._store(at, number, row, True)

    def fill_formulas(self, numbers: Iterable[int], formulas: Mapping[bytes, bytes]) -> None:
        """Put formulas (column letters → what follows reference and style) into cells that hold nothing."""
        for number in numbers if formulas else ():
            at, present = self._find(number)
            row = self._cut_row(at) if present else self._new_row(number)
            for letters, rest in formulas.items():
                place = row.place(letters)
                if place is None:
                    row.insert(letters, rest)
                elif row.cells[place].endswith(b"/>") and b"><" not in row.cells[place]:
                    row.cells[place] = row.cells[place][:-2].rstrip() + rest
            self._store(at, number, row, present)
            self.formulas_differ = True

    def filled_cell(self, numbers: Iterable[int], letters: Collection[bytes]) -> str:
        """Return the first cell among these that holds something; empty when none does."""
        for number in numbers:
            row = self._row(number)
            for column in letters if row else ():
                place = row.place(column) if row else None
                if row and place is not None and b"><" in row.cells[place]:
                    return f"{column.decode()}{number}"
        return ""

    def _store(self, at: int, number: int, row: RowXml, present: bool) -> None:
        joined = row.join()
        if present and joined == self._rows[at]:
            return
        if present:
            self._rows[at] = joined
        else:
            self._rows.insert(at, joined)
            self._numbers.insert(at, number)
        self.changed = True

    def _find(self, number: int) -> tuple[int, bool]:
        at = bisect_left(self._numbers, number)
        return at, at < len(self._numbers) and self._numbers[at] == number

    def _row(self, number: int) -> RowXml | None:
        at, present = self._find(number)
        return self._cut_row(at) if present else None

    def _new_row(self, number: int) -> RowXml:
        return RowXml(number, b'r="%d"/>' % number, self._open_cell, self._close_row)

    def _cut_row(self, at: int) -> RowXml:
        """Return a row cut at its cells; the whole part is spelt anew when the row is spelt unusually.

        Raises InputError for a row with extensions, which no program is known to write.
        """
        if b"extLst" in self._rows[at]:
            raise InputError("lembar-tidak-lazim", berkas=self._label, lembar=self.name)
        if not self._is_regular(self._rows[at]):
            self._load(normalise_sheet(self.to_bytes(), self.name))
        return RowXml(self._numbers[at], self._rows[at], self._open_cell, self._close_row)

    def _is_regular(self, row: bytes) -> bool:
        start = self._open_cell[:-1]
        cells = row.count(self._open_cell + b'r="')
        if b"<?" in row:
            return False
        return row.count(start) == cells or len(re.findall(re.escape(start) + rb"(?=[\s/>])", row)) == cells

    def _set_cell(self, row: RowXml, letters: bytes, value: Value, cells: CellFormat) -> bool:
        at = row.place(letters)
        if at is None:
            return self._add_cell(row, letters, cells.encode(value))
        old = row.cells[at]
        if old.endswith(b"/>") and old.count(b'"') == (4 if b'" s="' in old else 2):
            return self._fill_cell(row, at, letters, cells.encode(value))
        cell = cells.split(old)
        formula = _FORMULA.search(cell.content) if cell.content else None
        if formula is None and cells.holds(cell, value):
            return False
        if formula or self._array_ranges():
            self._check_formula(formula[0] if formula else b"", letters, int(row.number))
        row.cells[at] = cell.ref + cell.style + cells.encode(value) + cell.after
        return True

    def _fill_cell(self, row: RowXml, at: int, letters: bytes, rest: bytes) -> bool:
        """Give an empty cell a value."""
        if rest == b"/>":
            return False
        if self._array_ranges():
            self._check_formula(b"", letters, int(row.number))
        row.cells[at] = row.cells[at][:-2].rstrip() + rest
        return True

    def _add_cell(self, row: RowXml, letters: bytes, rest: bytes) -> bool:
        if rest == b"/>":
            return False
        number, column = int(row.number), column_number(letters.decode())
        if self._array_ranges():
            self._check_formula(b"", letters, number)
        row.insert(letters, (row.own_style() or self._column_style(column)) + rest)
        self._extend(number, column)
        self._made.add(letters + row.number)
        return True

    def _check_formula(self, formula: bytes, letters: bytes, row: int) -> None:
        column = column_number(letters.decode())
        shared_master = b't="shared"' in formula and _REF.search(formula)
        if shared_master or any(a <= row <= c and b <= column <= d for a, b, c, d in self._array_ranges()):
            raise InputError("rumus-tidak-dapat-diganti")
        self.formulas_differ |= bool(formula)

    def _array_ranges(self) -> list[tuple[int, int, int, int]]:
        if self._arrays is None:
            rows = self._rows if self.has_formulas else []
            found = (_ARRAY.findall(row) for row in rows if b"array" in row or b"dataTable" in row)
            refs = (_REF.search(tag) for tags in found for tag in tags)
            self._arrays = [split_range(ref[1].decode()) for ref in refs if ref]
        return self._arrays

    def _column_style(self, column: int) -> bytes:
        if self._column_styles is None:
            self._column_styles = {}
            for tag in _COLUMN.findall(self.head):
                numbers = {name: int(number) for name, number in _NUMBERS.findall(tag)}
                if numbers.get(b"style"):
                    style = b' s="%d"' % numbers[b"style"]
                    first, last = numbers.get(b"min", 1), numbers.get(b"max", 0)
                    self._column_styles.update(dict.fromkeys(range(first, last + 1), style))
        return self._column_styles.get(column, b"")

    def _extend(self, row: int, column: int) -> None:
        top, left, bottom, right = self._used or (row, column, row, column)
        self._used = min(top, row), min(left, column), max(bottom, row), max(right, column)

    def _load(self, data: bytes) -> None:
        root = _ROOT.search(data)
        if root is None:
            raise Irregular
        self._data = data
        self.prefix = root[1] + b":" if root[1] else b""
        self._open_row, self._open_cell = b"<%srow " % self.prefix, b"<%sc " % self.prefix
        self._close_row = b"</%srow>" % self.prefix
        self.head, *self._rows = data.split(self._open_row)
        self._cut_tail(b"</%ssheetData>" % self.prefix)
        rows = data.count(self._open_row[:-1]) - self.tail.count(b"<%srowBreaks" % self.prefix)
        if b"<!--" in data or b"<![CDATA[" in data or rows != len(self._rows):
            raise Irregular
        self._numbers = [_row_number(row) for row in self._rows]
        if any(map(ge, self._numbers, self._numbers[1:])):
            raise Irregular

    def _cut_tail(self, close: bytes) -> None:
        last = self._rows[-1] if self._rows else self.head
        end = last.rfind(close)
        self.tail = last[end:]
        if self._rows and end >= 0:
            self._rows[-1] = last[:end]
        elif end < 0:
            empty = re.search(rb"<%ssheetData(?:\s[^>]*?)?(/)>" % self.prefix, last)
            if empty is None or self._rows:
                raise Irregular
            self.head, self.tail = last[: empty.start(1)] + b">", close + last[empty.end() :]
        else:
            self.head = last[:end]


def has_formulas(sheet: bytes) -> bool:
    """Tell whether a worksheet part in UTF-8 has any formula."""
    root = _ROOT.search(sheet)
    prefix = root[1] + b":" if root and root[1] else b""
    return b"</%sf>" % prefix in sheet or b"dataTable" in sheet


def _row_number(row: bytes) -> int:
    digits = row[3 : row.find(b'"', 3)]
    if not digits.isdigit() or not row.startswith(b'r="'):
        raise Irregular
    return int(digits)


def _rest(
    column: bytes, values: Mapping[bytes, Value], formulas: Mapping[bytes, bytes], cells: CellFormat
) -> bytes:
    value = values.get(column)
    return formulas[column] if column in formulas and (value is None or value == "") else cells.encode(value)


def _give_style(row: RowXml, letters: bytes, style: bytes, override: bool) -> None:
    at, old = row.place(letters), row.style(letters)
    if at is None:
        if style:
            row.insert(letters, style + b"/>")
    elif override or not (old or _is_number(row.cells[at])):
        row.cells[at] = row.cells[at].replace(old, style, 1) if old else _add_style(row.cells[at], style)


def _is_number(cell: bytes) -> bool:
    """Say whether a cell holds a number; another look would make a date of it, or of a date a number."""
    tag = cell[: cell.find(b">")]
    return b"v>" in cell and (b' t="' not in tag or b' t="n"' in tag)


def _add_style(cell: bytes, style: bytes) -> bytes:
    end = cell.find(b'"', 3) + 1
    return cell[:end] + style + cell[end:]


def letters_between(first: int, last: int) -> list[bytes]:
    """Return the column letters from one column number to another, as bytes."""
    return [column_letter(column).encode() for column in range(first, last + 1)]
