"""Small workbooks that go to one unit and come back: its rows, a question beside each, and how to answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ppid_xl.buku import style
from ppid_xl.buku.highlight import add_highlights
from ppid_xl.buku.package import save_workbook
from ppid_xl.buku.page import FOLIO, set_page
from ppid_xl.buku.petunjuk import add_petunjuk, load_petunjuk
from ppid_xl.buku.table import HEADER_ROW, add_table
from ppid_xl.columns import Column, Dictionary, TableSpec
from ppid_xl.row_height import text_height

LEAST_HEIGHT, TALLEST = 18.0, 300.0
LIST_MAX = 255  # letters that Excel takes for a list written into the validation
_WIDTH_PER_PAGE = 190


@dataclass(frozen=True, slots=True)
class Kop:
    """What stands above the table: the title, and pairs of a label and its text."""

    judul: str
    isi: tuple[tuple[str, str], ...]


def assemble_form(
    dictionary: Dictionary,
    sheet_name: str,
    kop: Kop,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, object]],
    petunjuk: Path,
    *,
    blank_rows: int,
    created: datetime,
) -> bytes:
    """Return a form as bytes: sheet ``sheet_name`` with one table, and sheet Petunjuk.

    Lists of a column are written into its validation, because the form has no sheet of lists; a list that grows
    by itself or is too long for that is left out.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_name
    frozen = "judul_informasi"
    spec = TableSpec(
        f"tbl{sheet_name}",
        sheet_name,
        kop.judul,
        tuple(_with_list(c, dictionary) for c in columns),
        "",
        frozen,
    )
    _write_kop(sheet, kop)
    add_table(sheet, spec, [*rows, *[{} for _ in range(blank_rows)]])
    _set_heights(sheet, spec, rows, blank_rows)
    add_highlights(sheet, spec, HEADER_ROW)
    _set_view(sheet, spec, HEADER_ROW + len(rows) + blank_rows)
    add_petunjuk(book.create_sheet("Petunjuk"), load_petunjuk(petunjuk))
    book.properties.title, book.properties.creator = kop.judul, "ppid_xl"
    book.properties.language = "id-ID"
    return save_workbook(book, created)


def _with_list(column: Column, dictionary: Dictionary) -> Column:
    choices = dictionary.daftar.get(column.daftar)
    words = ",".join(choices.isi) if choices else column.daftar
    fits = 0 < len(words) <= LIST_MAX and not any("," in word for word in (choices.isi if choices else ()))
    return replace(column, daftar=f'"{words}"' if fits else "")


def _write_kop(sheet: Worksheet, kop: Kop) -> None:
    style.put(sheet["A1"], kop.judul, size=16, bold=True, colour=style.NAVY)
    sheet.row_dimensions[1].height = 30
    for place, (label, text) in enumerate(kop.isi):
        column = 1 + 3 * place
        style.put(sheet.cell(2, column), label, size=10, colour=style.GREY)
        style.put(sheet.cell(2, column + 1), text, size=10, bold=True)
    sheet.row_dimensions[2].height = 20


def _set_heights(
    sheet: Worksheet, spec: TableSpec, rows: Sequence[Mapping[str, object]], blank_rows: int
) -> None:
    widths = {c.kunci: c.lebar - 1 for c in spec.kolom}
    for number, row in enumerate(rows, HEADER_ROW + 1):
        texts = [
            (value, widths[key]) for key, value in row.items() if isinstance(value, str) and key in widths
        ]
        sheet.row_dimensions[number].height = max(LEAST_HEIGHT, min(text_height(texts) + 2, TALLEST))
    first = HEADER_ROW + 1 + len(rows)
    for number in range(first, first + blank_rows):
        sheet.row_dimensions[number].height = 2 * LEAST_HEIGHT


def _set_view(sheet: Worksheet, spec: TableSpec, last_row: int) -> None:
    keys = [column.kunci for column in spec.kolom]
    place = keys.index(spec.beku) + 1
    sheet.freeze_panes = f"{get_column_letter(place + 1)}{HEADER_ROW + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90
    sheet.sheet_properties.tabColor = style.NAVY
    set_page(
        sheet,
        paper=FOLIO,
        area=f"A1:{get_column_letter(len(keys))}{last_row}",
        header_row=HEADER_ROW,
        header_columns=f"A:{get_column_letter(place)}",
        pages_wide=max(1, round(sum(c.lebar for c in spec.kolom) / _WIDTH_PER_PAGE)),
    )
