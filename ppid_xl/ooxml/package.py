"""A workbook's package behind the gate: parts, relationships, sheets, tables and defined names, read-only."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ppid_xl.errors import InputError
from ppid_xl.ooxml import relations
from ppid_xl.ooxml.address import split_range
from ppid_xl.ooxml.gate import admit
from ppid_xl.ooxml.relations import Relation, Sheet
from ppid_xl.ooxml.xml_elements import Element, decode_escapes, named, parse_elements
from ppid_xl.ooxml.zip_parts import ZipParts


class TableInfo(NamedTuple):
    """An Excel table: ``ref`` spans headings to totals; ``header_row`` is 0 when it shows no headings.

    ``last_row`` is where ``ref`` ends; ``last_data_row`` leaves the totals out.
    """

    name: str
    ref: str
    columns: tuple[str, ...]
    part: str
    header_row: int
    first_col: int
    last_row: int
    last_col: int
    totals_rows: int
    first_data_row: int
    sheet: str

    @property
    def last_data_row(self) -> int:
        """The last row that can hold a record."""
        return self.last_row - self.totals_rows


@dataclass(frozen=True)
class Package:
    """Read-only view of a workbook file; inflated parts are kept, so reading one twice costs nothing."""

    path: Path
    parts: ZipParts = field(repr=False)
    workbook: str

    @property
    def data(self) -> bytes:
        """The whole file, for a library that reads workbooks from memory."""
        return self.parts.data

    @property
    def names(self) -> tuple[str, ...]:
        """The part names in the order of the zip's directory."""
        return self.parts.names

    def read(self, part: str) -> bytes:
        """Return the bytes of a part."""
        return self.parts.read(part)

    def rels(self, part: str) -> tuple[Relation, ...]:
        """Return the relationships of a part, their targets resolved to part names."""
        return relations.read_rels(self.parts, part)

    def resolve(self, source: str, target: str) -> str:
        """Return the part that a target written in ``source`` means."""
        return relations.resolve(self.parts, source, target)

    @cached_property
    def workbook_elements(self) -> tuple[Element, ...]:
        """The elements of the workbook part."""
        return tuple(parse_elements(self.read(self.workbook), self.workbook))

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """All sheets in tab order: (name, part, state, kind)."""
        return relations.read_sheets(self.parts, self.workbook)

    @cached_property
    def sheet_parts(self) -> dict[str, str]:
        """The part of each worksheet by sheet name; chart and dialog sheets are left out."""
        return {sheet.name: sheet.part for sheet in self.sheets if sheet.kind == "worksheet"}

    @cached_property
    def date1904(self) -> bool:
        """Whether serial dates count from 1904."""
        properties = named(self.workbook_elements, "workbookPr")
        return bool(properties) and properties[0].get("date1904").lower() in ("1", "true")

    def tables(self, sheet: str) -> list[TableInfo]:
        """Return the Excel tables of a worksheet; raise InputError when there is no such worksheet."""
        if sheet not in self.sheet_parts:
            raise InputError("lembar-tidak-ada", berkas=self.parts.label, lembar=sheet)
        found = [rel.target for rel in self.rels(self.sheet_parts[sheet]) if rel.type == "table"]
        return [self._table(part, sheet) for part in found]

    @cached_property
    def all_tables(self) -> dict[str, TableInfo]:
        """Every Excel table of the workbook by its name."""
        return {table.name: table for sheet in self.sheet_parts for table in self.tables(sheet)}

    def defined_names(self) -> dict[str, str]:
        """Return the workbook-wide defined names with what they refer to, without names of one sheet only."""
        return {
            element.get("name"): element.text
            for element in named(self.workbook_elements, "definedName")
            if "localSheetId" not in element.attributes
        }

    def _table(self, part: str, sheet: str) -> TableInfo:
        elements = parse_elements(self.read(part), part)
        return table_info(elements, part, sheet)


def open_package(path: Path, known: Package | None = None) -> Package:
    """Return the package of a workbook that passed the gate; raise InputError or HostError as it does.

    ``known``, opened before from the same path, comes back while the file is still the same.
    """
    parts = admit(path, known.parts if known else None)
    if known is not None and parts is known.parts:
        return known
    return Package(path, parts, relations.find_workbook(parts))


def table_info(elements: list[Element], part: str, sheet: str) -> TableInfo:
    """Return what the elements of a table part say."""
    table = elements[0]
    first_row, first_col, last_row, last_col = split_range(table.get("ref"))
    headings = _count(table, "headerRowCount", 1, part)
    return TableInfo(
        name=table.get("displayName") or table.get("name"),
        ref=table.get("ref"),
        columns=tuple(decode_escapes(column.get("name")) for column in named(elements, "tableColumn")),
        part=part,
        header_row=first_row if headings else 0,
        first_col=first_col,
        last_row=last_row,
        last_col=last_col,
        totals_rows=_count(table, "totalsRowCount", 0, part),
        first_data_row=first_row + headings,
        sheet=sheet,
    )


def _count(table: Element, name: str, usual: int, part: str) -> int:
    said = table.get(name).strip() or str(usual)
    if not said.isdecimal():
        raise InputError("xml-rusak", bagian=part, alasan=f"{name} {said}")
    return int(said)
