"""Sheet Pengaturan: settings with their defined names, tables Unit, Libur and SOP, and the fixed lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ppid_xl.buku import style
from ppid_xl.buku.page import FOLIO, SHEET_END, set_page
from ppid_xl.buku.table import HEADER_ROW, add_table
from ppid_xl.buku.validation import TEXT_MAX, TITLE_MAX
from ppid_xl.columns import Dictionary, Setting, TableSpec
from ppid_xl.row_height import text_height

SHEET = "Pengaturan"
_FIRST = HEADER_ROW + 1
_VALUE_WIDTH, _NOTE_WIDTH = 44, 74
_SETTING_COLUMNS = (("B", "Butir", 36), ("C", "Isi", _VALUE_WIDTH), ("D", "Keterangan", _NOTE_WIDTH))


def add_pengaturan(
    book: Workbook,
    dictionary: Dictionary,
    values: Mapping[str, object],
    rows: Mapping[str, Sequence[Mapping[str, object]]],
) -> None:
    """Write sheet Pengaturan; ``values`` holds settings by name, ``rows`` the table rows by table name."""
    sheet = book[SHEET]
    style.put(sheet["B1"], SHEET, size=16, bold=True, colour=style.NAVY)
    text = "Diisi sekali oleh pengelola. Unit dan hari libur ditambah tepat di bawah baris terakhir tabelnya."
    style.put(sheet["B2"], text, size=9, colour=style.GREY)
    sheet.row_dimensions[1].height = 27
    sheet.column_dimensions["A"].width = 2
    _write_settings(book, sheet, dictionary.pengaturan, values)
    column, last = 6, 4
    for spec in (spec for spec in dictionary.tabel.values() if spec.lembar == SHEET):
        last = last if spec.kolom[0].pengisi == "alat" else column + len(spec.kolom) - 1
        column = _write_table(sheet, spec, rows.get(spec.nama, ()), column)
    _write_lists(book, sheet, dictionary, column)
    sheet.freeze_panes = f"A{_FIRST}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90
    sheet.sheet_properties.tabColor = "7F7F7F"
    set_page(sheet, paper=FOLIO, area=f"A1:{get_column_letter(last)}{SHEET_END}", header_row=HEADER_ROW)


def _write_settings(
    book: Workbook, sheet: Worksheet, settings: Sequence[Setting], values: Mapping[str, object]
) -> None:
    for letter, heading, width in _SETTING_COLUMNS:
        sheet.column_dimensions[letter].width = width
        head = sheet[f"{letter}{HEADER_ROW}"]
        style.put(head, heading, bold=True, colour=style.WHITE, fill=style.NAVY, indent=1)
    for row, setting in enumerate(sorted(settings, key=lambda s: s.alat), _FIRST):
        note = setting.petunjuk or ("Ditulis program; jangan diubah." if setting.alat else "")
        colour = style.GREY if setting.alat else style.INK
        label = style.put(sheet[f"B{row}"], setting.judul, colour=colour, fill=style.PALE, indent=1)
        text = values.get(setting.nama)
        value = style.put(sheet[f"C{row}"], text, colour=colour, wrap=True, indent=1)
        sheet.row_dimensions[row].height = max(
            text_height([(note, _NOTE_WIDTH)], 9, padding=3),
            text_height([(str(text or ""), _VALUE_WIDTH)], padding=3),
        )
        hint = style.put(sheet[f"D{row}"], note, size=9, colour=style.GREY, wrap=True, indent=1)
        if setting.alat:
            label.fill = value.fill = style.solid(style.TOOL_FILL)
        label.border = value.border = hint.border = style.ROW_BORDER
        style.define(book, setting.nama, f"{SHEET}!$C${row}")
        if setting.petunjuk:
            _add_hint(sheet, setting, row)


def _add_hint(sheet: Worksheet, setting: Setting, row: int) -> None:
    hint = DataValidation(
        type=None, allow_blank=True, showInputMessage=True,
        promptTitle=setting.judul[:TITLE_MAX], prompt=setting.petunjuk[:TEXT_MAX],
    )  # fmt: skip
    hint.add(f"C{row}")
    sheet.add_data_validation(hint)


def _write_table(sheet: Worksheet, spec: TableSpec, rows: Sequence[Mapping[str, object]], column: int) -> int:
    sheet.column_dimensions[get_column_letter(column - 1)].width = 3
    add_table(sheet, spec, rows, first_column=column, wrapped=False)
    title = sheet.cell(HEADER_ROW - 1, column)
    style.put(title, spec.judul, size=11, bold=True, colour=style.header_colour(spec.kolom[0]))
    for position in range(column + 1, column + len(spec.kolom)):
        sheet.cell(HEADER_ROW - 1, position).value = None
    return column + len(spec.kolom) + 1


def _write_lists(book: Workbook, sheet: Worksheet, dictionary: Dictionary, column: int) -> None:
    sheet.column_dimensions[get_column_letter(column - 1)].width = 3
    title = sheet.cell(HEADER_ROW - 1, column)
    style.put(title, "Daftar pilihan tetap", size=11, bold=True, colour=style.GREY)
    for choices in dictionary.daftar.values():
        if choices.kolom:
            style.define(book, choices.nama, choices.kolom)
            continue
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = max(16, 4 + max(len(word) for word in choices.isi))
        heading = " ".join(re.findall("[A-Z][a-z]+", choices.nama.removeprefix("Daftar")))
        style.put(
            sheet[f"{letter}{HEADER_ROW}"], heading, bold=True, colour=style.WHITE, fill=style.GREY, indent=1
        )
        for row, word in enumerate(choices.isi, _FIRST):
            style.put(sheet[f"{letter}{row}"], word, indent=1).border = style.ROW_BORDER
        style.define(
            book, choices.nama, f"{SHEET}!${letter}${_FIRST}:${letter}${HEADER_ROW + len(choices.isi)}"
        )
        column += 1
