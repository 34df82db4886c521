"""Make workbooks full of what a careless save loses, and read files back in independent ways."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine
import xlsxwriter
from contoh_gambar import tiny_png

LAST_ROW = 9
THREAD = "xl/threadedComments/threadedComment1.xml"
_THREAD_TYPE = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"


def full_book(path: Path) -> Path:
    """Write a rekap with table, chart, picture, text box, button, checkbox, sparkline, notes and a thread."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Rekap")
        wrap = book.add_format({"text_wrap": True, "border": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy", "border": 1})
        sheet.write("A1", "Rekap Informasi", book.add_format({"bold": True}))
        for number in range(5, LAST_ROW + 1):
            sheet.write_row(
                f"A{number}", [number - 4, f"INF-2026-{number:04d}", f"Judul & isi {number}"], wrap
            )
            sheet.write_datetime(f"D{number}", datetime(2026, 1, number), day)
            sheet.write_rich_string(f"E{number}", "Dasar ", book.add_format({"italic": True}), "hukum", wrap)
            sheet.write_blank(f"F{number}", None, wrap)
        sheet.set_row(LAST_ROW - 1, 33)
        headings = ["No", "ID", "Judul", "Tanggal", "Dasar\nHukum", "Temuan"]
        columns = [{"header": heading} for heading in headings]
        sheet.add_table(f"A4:F{LAST_ROW}", {"name": "tblRekap", "columns": columns})
        sheet.write_formula("H5", "=SUM(A5:A9)", None, 15)
        sheet.write_array_formula("H6:H7", "{=A5:A6*2}", None, 2)
        sheet.data_validation(f"C5:C{LAST_ROW}", {"validate": "list", "source": ["Berkala", "Setiap Saat"]})
        sheet.data_validation(f"H5:H{LAST_ROW}", {"validate": "integer", "criteria": ">", "value": 0})
        rule = {"type": "formula", "criteria": "=$A5=1", "format": book.add_format({"bg_color": "#FFE699"})}
        sheet.conditional_format(f"A5:F{LAST_ROW}", rule)
        sheet.conditional_format(f"A5:A{LAST_ROW}", {"type": "data_bar", "data_bar_2010": True})
        sheet.add_sparkline("I5", {"range": "Rekap!A5:A9"})
        sheet.write_comment("B5", "catatan pengguna")
        sheet.insert_textbox("K2", "Kotak teks")
        sheet.insert_image("K12", "gambar.png", {"image_data": BytesIO(tiny_png())})
        sheet.insert_button("K20", {"caption": "Periksa"})
        sheet.insert_checkbox("J5", True)
        sheet.write_url("G5", "internal:'Lain'!A1", string="ke Lain")
        sheet.write_url("G6", "https://example.go.id", string="laman")
        sheet.freeze_panes(4, 3)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"=Rekap!$A$5:$A${LAST_ROW}"})
        sheet.insert_chart("K25", chart)
        other = book.add_worksheet("Lain")
        other.write("A1", 1)
        other.protect("rahasia")
        book.define_name("NamaBadan", "=Lain!$A$1")
    _graft_thread(path)
    return path


def numbers_book(path: Path, date_1904: bool = False) -> Path:
    """Write a sheet whose columns A to C are formatted general, as dates and as date-times."""
    with xlsxwriter.Workbook(str(path), {"date_1904": date_1904}) as book:
        sheet = book.add_worksheet("Rekap")
        formats = [None, "dd/mm/yyyy", "dd/mm/yyyy hh:mm"]
        for column, style in enumerate(formats):
            cell_format = book.add_format({"num_format": style}) if style else None
            for row in range(20):
                sheet.write_blank(row, column, None, cell_format or book.add_format({"border": 1}))
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    """Return every part of a package."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed_parts(before: dict[str, bytes], path: Path) -> set[str]:
    """Return the parts that differ, are new or are gone."""
    after = parts_of(path)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def calamine_cell(path: Path, ref: str, sheet: str = "Rekap") -> Any:
    """Return a cell as python-calamine reads it; None outside the used range."""
    found = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet)
    rows = found.to_python(skip_empty_area=False)
    row, column = openpyxl.utils.cell.coordinate_to_tuple(ref)
    return rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else None


def openpyxl_cell(path: Path, ref: str, sheet: str = "Rekap") -> Any:
    """Return a cell as openpyxl reads it."""
    return openpyxl.load_workbook(path)[sheet][ref].value


def as_date(value: Any) -> Any:
    """Return a date-time at midnight as a date."""
    return value.date() if isinstance(value, datetime) and value.time() == datetime.min.time() else value


def is_day(value: Any) -> bool:
    """Tell whether a value is a date without time."""
    return isinstance(value, date) and not isinstance(value, datetime)


def _graft_thread(path: Path) -> None:
    parts = parts_of(path)
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    link = (
        f'<Relationship Id="rId99" Type="{_THREAD_TYPE}" Target="../threadedComments/threadedComment1.xml"/>'
    )
    parts[rels] = parts[rels].replace(b"</Relationships>", link.encode() + b"</Relationships>")
    kind = f'<Override PartName="/{THREAD}" ContentType="application/vnd.ms-excel.threadedcomments+xml"/>'
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"</Types>", kind.encode() + b"</Types>")
    parts[THREAD] = (
        b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        b'<threadedComment ref="B5" id="{00000000-0000-0000-0000-000000000001}">'
        b"<text>utas</text></threadedComment>"
        b"</ThreadedComments>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
