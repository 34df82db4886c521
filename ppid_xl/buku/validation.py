"""What a column lets staff enter: lists, dates, NIP, and the hint that appears when a cell is chosen."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ppid_xl.columns import Column

LAST_ROW = 1000
TITLE_MAX = 31
TEXT_MAX = 250
_FIRST_DAY, _LAST_DAY = "1", "73415"  # serial numbers of 1 January 1900 and 31 December 2100

_DATE_HINTS = {
    "tanggal": "Tulis tanggal. Contoh: 21/11/2026.",
    "waktu": "Tulis tanggal dan jam. Contoh: 21/11/2026 09:30.",
}


def add_validation(sheet: Worksheet, column: Column, position: int, first_row: int) -> None:
    """Validate one column from its first data row to row 1000 and show its hint."""
    letter = get_column_letter(position)
    rule = _rule(column, f"{letter}{first_row}")
    hint = column.petunjuk or (_DATE_HINTS.get(column.jenis, "") if column.pengisi != "alat" else "")
    if rule is None and hint and not column.tersembunyi:
        rule = DataValidation(type=None, allow_blank=True)
    if rule is None:
        return
    if hint:
        rule.showInputMessage = True
        rule.promptTitle = column.judul[:TITLE_MAX]
        rule.prompt = hint[:TEXT_MAX]
    rule.add(f"{letter}{first_row}:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _rule(column: Column, first_cell: str) -> DataValidation | None:
    if column.pengisi == "alat":
        return None
    if column.daftar:
        return _list_rule(column)
    if column.jenis in _DATE_HINTS:
        return _warning(
            column, f"Ini belum terbaca sebagai tanggal. {_DATE_HINTS[column.jenis]}",
            type="date", operator="between", formula1=_FIRST_DAY, formula2=_LAST_DAY,
        )  # fmt: skip
    if column.jenis == "nip":
        return _warning(
            column, "NIP terdiri dari 18 angka, boleh dengan spasi.",
            type="custom", formula1=f'LEN(SUBSTITUTE({first_cell}," ",""))=18',
        )  # fmt: skip
    return None


def _list_rule(column: Column) -> DataValidation:
    if column.longgar:
        text = f"Isi ini belum ada di daftar {column.judul}. Pakai juga?"
        return _warning(column, text, type="list", formula1=column.daftar)
    return DataValidation(
        type="list", formula1=column.daftar, allow_blank=True, showErrorMessage=True, errorStyle="stop",
        errorTitle=column.judul[:TITLE_MAX], error=f"Pilih salah satu dari daftar {column.judul}.",
    )  # fmt: skip


def _warning(column: Column, error: str, **rule: str) -> DataValidation:
    return DataValidation(
        **rule, allow_blank=True, showErrorMessage=True, errorStyle="warning",
        errorTitle=column.judul[:TITLE_MAX], error=error[:TEXT_MAX],
    )  # fmt: skip
