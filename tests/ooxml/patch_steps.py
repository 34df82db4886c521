"""Common steps of the patcher's tests: patch and save, and small workbooks with one peculiarity."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hostile_files import MAIN, SHEET, minimal_parts, pack, sheet_xml
from sample_books import (
    parts_of,
)

from ppid_xl.model import Value
from ppid_xl.ooxml.patcher import Patch, Receipt

TABLE = "xl/tables/table1.xml"
WORKBOOK, WORKBOOK_RELS, TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"


def set_and_save(path: Path, cells: dict[str, Value], sheet: str = "Rekap") -> Receipt:
    patch = Patch(path)
    patch.set_cells(sheet, cells)
    return patch.save()


def sheet_text(path: Path, part: str = SHEET) -> str:
    return parts_of(path)[part].decode()


def with_calc_chain(path: Path) -> Path:
    parts = minimal_parts(
        sheet_xml('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>1</v></c></row>')
    )
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["xl/calcChain.xml"] = f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>'.encode()
    link = f'<Relationship Id="rId7" Type="{office}/calcChain" Target="calcChain.xml"/></Relationships>'
    parts[WORKBOOK_RELS] = parts[WORKBOOK_RELS].replace(b"</Relationships>", link.encode())
    kind = f'<Override PartName="/xl/calcChain.xml" ContentType="{types}"/></Types>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", kind.encode())
    return pack(path, parts)


def two_tables(path: Path, total_row: bool) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Rekap")
        sheet.add_table("A1:B4", {"name": "tblAtas", "total_row": total_row})
        sheet.add_table("B8:C9", {"name": "tblBawah"})
    return path


PREFIXED = (
    f'<?xml version="1.0"?><x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1">'
    '<x:c r="A1" s="1" t="b"><x:v>1</x:v></x:c></x:row></x:sheetData>'
    '<x:pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
    "</x:worksheet>"
)


HEADINGS, ROWS = (
    ("Sel", "Pesan", "Tanggal"),
    [["R22", "Isi  dulu\nkolom ini", date(2026, 1, 2)], ["R23", "=x", None]],
)
NEW_SHEET = "xl/worksheets/sheet3.xml"


def put_findings(path: Path, rows: list[list[Value]], name: str = "Temuan") -> Receipt:
    patch = Patch(path)
    patch.put_sheet(name, HEADINGS, rows, links=["'Rekap'!C5", ""], link_column=0)
    return patch.save()
