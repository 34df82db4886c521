"""A sheet of ours in a workbook that is not: added once, found again by a hidden name, replaced in place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ppid_xl.errors import InputError
from ppid_xl.model import Value
from ppid_xl.ooxml import workbook_parts
from ppid_xl.ooxml.address import split_reference
from ppid_xl.ooxml.cell_xml import CellFormat
from ppid_xl.ooxml.edits import Edits
from ppid_xl.ooxml.new_sheet import sheet_bytes, wanted_styles
from ppid_xl.ooxml.relations import Sheet
from ppid_xl.ooxml.styles_part import ensure_styles
from ppid_xl.ooxml.workbook_parts import OWNER_NAME
from ppid_xl.ooxml.xml_elements import named, parse_elements

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_HARMLESS = ("hyperlink", "printerSettings")
_SHEET_NAME = re.compile(r"(?!')[^\[\]:*?/\\\x00-\x1f]{1,31}(?<!')")


def put_owned_sheet(
    edits: Edits,
    name: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Value]],
    links: Sequence[str],
    link_column: int,
) -> str:
    """Add the sheet, or replace what it holds, and return its part.

    Raises InputError when a sheet of that name is not ours or holds objects of the user.
    """
    part = _find_owned(edits, name)
    if not part:
        part = _add_sheet(edits, name)
    styles_part = edits.related("styles")
    styles, indices = ensure_styles(edits.read(styles_part), styles_part, wanted_styles(rows, links))
    edits.write(styles_part, styles)
    cells = CellFormat(b"", edits.package.date1904, lambda _: "")
    edits.write(part, sheet_bytes(headings, rows, links, link_column, indices, cells))
    return part


def _find_owned(edits: Edits, name: str) -> str:
    sheet = next((sheet for sheet in edits.sheets() if sheet.name.casefold() == name.casefold()), None)
    if sheet is None:
        return ""
    if sheet.kind != "worksheet" or sheet.name not in _owned_names(edits):
        raise InputError("lembar-bukan-milik-ppid", berkas=edits.label, lembar=name)
    _check_no_objects(edits, sheet)
    return sheet.part


def _owned_names(edits: Edits) -> set[str]:
    elements = parse_elements(edits.read(edits.workbook), edits.workbook)
    owned = (name for name in named(elements, "definedName") if name.get("name").startswith(OWNER_NAME))
    return {split_reference(name.text)[0] for name in owned}


def _check_no_objects(edits: Edits, sheet: Sheet) -> None:
    if any(rel.type not in _HARMLESS for rel in edits.rels(sheet.part)):
        raise InputError("lembar-berisi-objek", berkas=edits.label, lembar=sheet.name)


def _add_sheet(edits: Edits, name: str) -> str:
    if not _SHEET_NAME.fullmatch(name):
        raise InputError("nama-lembar-salah", lembar=name)
    names = (f"xl/worksheets/sheet{number}.xml" for number in range(1, len(edits.package.names) + 2))
    part = next(part for part in names if edits.find(part) is None)
    relation = edits.add_related("worksheet", part, _SHEET_TYPE)
    workbook = edits.workbook
    data = workbook_parts.add_sheet(edits.read(workbook), workbook, name, relation)
    elements = parse_elements(data, workbook)
    owner = workbook_parts.new_owner_name([one.get("name") for one in named(elements, "definedName")])
    edits.write(workbook, workbook_parts.add_hidden_name(data, workbook, owner, name))
    return part
