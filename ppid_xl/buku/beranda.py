"""Sheet Beranda: cards, charts, nearest deadlines and the line of work, as of the last check. Values only."""

from __future__ import annotations

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ppid_xl.buku import style
from ppid_xl.buku.charts import add_chart_cells, add_charts
from ppid_xl.buku.highlight import WORD_COLOURS, colour_rule
from ppid_xl.buku.names import (
    BERANDA_CARDS,
    BERANDA_COUNTS,
    BERANDA_TEXTS,
    CHART_SHEET,
    TENGGAT_FIELDS,
    TENGGAT_ROWS,
    tenggat_name,
)
from ppid_xl.buku.page import A4, set_page

SHEET = "Beranda"
FIRST_DEADLINE = "Terisi sesudah Periksa."
BANNER_PALE = "D9E2F3"
# rows: banner 1-3, cards 5-7, counts 8, charts 10-17, deadlines and steps side by side from 19
_CARDS, _COUNTS, _CHARTS, _LISTS = 5, 8, (10, 17), 19
_FIRST, _LAST = 2, 13  # six cards of two columns each
_WIDTH, _MARGIN = 14.5, 2
_TENGGAT_COLUMNS = dict(zip(TENGGAT_FIELDS, ("B", "C", "F", "G", "H"), strict=True))
_TENGGAT_LAST, _STEPS_FIRST = 9, 10
_COUNT_COLOURS = {"BerandaGalat": "G", "BerandaPeringatan": "P", "BerandaCatatan": "C"}
_RED = style.TINGKAT_COLOURS["G"][1]
_HEIGHTS = {
    1: 29, 2: 17, 3: 16, 4: 6, _CARDS: 18, _CARDS + 1: 30, _CARDS + 2: 16, _COUNTS: 18, 9: 6, 18: 4, _LISTS: 18
}  # fmt: skip
STEPS = (
    ("Rekap", "Catat", "satu baris untuk satu informasi"),
    ("Temuan", "Periksa", "klik Periksa, perbaiki sel yang berwarna"),
    ("Uji Konsekuensi", "Uji", "uji informasi yang dikecualikan"),
    ("Langkah SOP", "Setujui", "ajukan; putusan dan buktinya tercatat"),
    ("Agenda Surat", "Terbitkan", "surat, tanda tangan, lalu daftar publik"),
)
OTHER_SHEETS = ("Petunjuk", "Pejabat", "Pengaturan")


def add_beranda(book: Workbook, title: str, nama_badan: str, sop: str) -> None:
    """Write the front page; every cell that Periksa fills in has a defined name of ``buku.names``."""
    sheet = book[SHEET]
    for position in range(1, _LAST + 2):
        inside = _FIRST <= position <= _LAST
        sheet.column_dimensions[get_column_letter(position)].width = _WIDTH if inside else _MARGIN
    last = _LISTS + 1 + TENGGAT_ROWS
    for row in range(1, last + 1):
        sheet.row_dimensions[row].height = _HEIGHTS.get(row, 15.5)
    texts = {**BERANDA_TEXTS, "BerandaNamaBadan": nama_badan, "BerandaSOP": sop}
    _write_banner(book, sheet, title, texts)
    _write_cards(book, sheet)
    _write_counts(book, sheet, texts["BerandaPemeriksaan"])
    add_chart_cells(book)
    add_charts(sheet, book[CHART_SHEET], *_CHARTS, ("B:E", "F:I", "J:M"))
    _write_tenggat(book, sheet)
    _write_steps(sheet)
    view = sheet.sheet_view
    view.showGridLines, view.zoomScale = False, 90
    view.selection[0].activeCell = view.selection[0].sqref = f"B{_CARDS + 1}"
    sheet.sheet_properties.tabColor = style.NAVY
    sheet.protection.enable()
    set_page(sheet, paper=A4, area=f"A1:N{last}", one_page=True)


def _name(book: Workbook, sheet: Worksheet, name: str, address: str) -> None:
    cell = sheet[address]
    style.define(book, name, f"{SHEET}!${cell.column_letter}${cell.row}")
    style.unlock(cell)


def _write_banner(book: Workbook, sheet: Worksheet, title: str, texts: dict[str, str]) -> None:
    for row in (1, 2, 3):
        for position in range(1, _LAST + 2):
            sheet.cell(row, position).fill = style.solid(style.NAVY)
    style.put(sheet["B1"], title, size=20, bold=True, colour=style.WHITE, fill=style.NAVY)
    style.put(sheet["B2"], texts["BerandaNamaBadan"], size=12, colour=style.WHITE, fill=style.NAVY)
    style.put(sheet["B3"], texts["BerandaSOP"], size=9, colour=BANNER_PALE, fill=style.NAVY, vertical="top")
    _name(book, sheet, "BerandaNamaBadan", "B2")
    _name(book, sheet, "BerandaSOP", "B3")


def _write_cards(book: Workbook, sheet: Worksheet) -> None:
    for place, (name, (label, caption, target)) in enumerate(BERANDA_CARDS.items()):
        left = _FIRST + 2 * place
        letter = get_column_letter(left)
        for row in range(_CARDS, _CARDS + 3):
            for position in (left, left + 1):
                sheet.cell(row, position).fill = style.solid(style.PALE)
            sheet.cell(row, left).border = Border(left=Side(style="thick", color=style.NAVY))
            sheet.cell(row, left + 1).border = Border(right=Side(style="thick", color=style.WHITE))
        style.put(sheet[f"{letter}{_CARDS}"], label, fill=style.PALE, indent=1)
        style.link(sheet[f"{letter}{_CARDS}"], target, "A5", bold=True)
        number = sheet[f"{letter}{_CARDS + 1}"]
        style.put(number, 0, size=22, bold=True, colour=style.NAVY, fill=style.PALE, indent=1)
        number.number_format = "#,##0"
        caption_cell = sheet[f"{letter}{_CARDS + 2}"]
        style.put(caption_cell, caption, size=9, colour=style.GREY, fill=style.PALE, indent=1, vertical="top")
        _name(book, sheet, name, number.coordinate)
        if name == "BerandaLewat":
            rule = FormulaRule(formula=[f"{number.coordinate}>0"], font=Font(color=_RED))
            sheet.conditional_formatting.add(number.coordinate, rule)


def _write_counts(book: Workbook, sheet: Worksheet, checked: str) -> None:
    stamp = style.put(sheet[f"B{_COUNTS}"], checked, size=9, colour=style.GREY)
    stamp.number_format = '"Diperiksa: "@'
    _name(book, sheet, "BerandaPemeriksaan", stamp.coordinate)
    for place, (name, (words, target)) in enumerate(BERANDA_COUNTS.items(), 1):
        left = _FIRST + 2 * place
        cell = sheet.cell(_COUNTS, left)
        sheet.merge_cells(start_row=_COUNTS, end_row=_COUNTS, start_column=left, end_column=left + 1)
        style.put(cell, 0, align="left", indent=1)
        style.link(cell, target, "A5", size=9)
        cell.number_format = words
        _name(book, sheet, name, cell.coordinate)
        if name in _COUNT_COLOURS:
            rule = colour_rule(f"{cell.coordinate}>0", style.TINGKAT_COLOURS[_COUNT_COLOURS[name]])
            sheet.conditional_formatting.add(cell.coordinate, rule)


def _heading(sheet: Worksheet, column: int, text: str) -> None:
    style.put(sheet.cell(_LISTS, column), text, size=12, bold=True, colour=style.NAVY)


def _write_tenggat(book: Workbook, sheet: Worksheet) -> None:
    _heading(sheet, _FIRST, "Tenggat terdekat")
    head = _LISTS + 1
    for position in range(_FIRST, _TENGGAT_LAST + 1):
        sheet.cell(head, position).fill = style.solid(style.VIOLET)
    for field, letter in _TENGGAT_COLUMNS.items():
        style.put(
            sheet[f"{letter}{head}"], TENGGAT_FIELDS[field],
            bold=True, colour=style.WHITE, fill=style.VIOLET, align=_align(field), indent=_indent(field),
        )  # fmt: skip
    for number in range(1, TENGGAT_ROWS + 1):
        for field, letter in _TENGGAT_COLUMNS.items():
            cell = style.put(sheet[f"{letter}{head + number}"], align=_align(field), indent=_indent(field))
            cell.number_format = {"Akhir": "dd/mm/yyyy", "Sisa": "0"}.get(field, "General")
            _name(book, sheet, tenggat_name(number, field), cell.coordinate)
    first, last = _TENGGAT_COLUMNS["Akhir"], get_column_letter(_TENGGAT_LAST)
    for word in ("demi hukum", "lewat", "mendekati"):
        formula = f'ISNUMBER(SEARCH("{word}",${_TENGGAT_COLUMNS["Keadaan"]}{head + 1}))'
        rule = colour_rule(formula, WORD_COLOURS["status"][word])
        sheet.conditional_formatting.add(f"{first}{head + 1}:{last}{head + TENGGAT_ROWS}", rule)
    filled = FormulaRule(formula=[f'$C{head + 1}<>""'], border=style.LINE_BORDER)
    sheet.conditional_formatting.add(f"B{head + 1}:{last}{head + TENGGAT_ROWS}", filled)
    style.put(sheet[f"{_TENGGAT_COLUMNS['Judul']}{head + 1}"], FIRST_DEADLINE, indent=1)


def _align(field: str) -> str:
    return "center" if field in ("Akhir", "Sisa") else "left"


def _indent(field: str) -> int:
    return 0 if field in ("Akhir", "Sisa") else 1


def _write_steps(sheet: Worksheet) -> None:
    _heading(sheet, _STEPS_FIRST, "Langkah kerja")
    sheet.cell(_LISTS, _STEPS_FIRST).alignment = Alignment(vertical="center", indent=1)
    for number, (target, verb, text) in enumerate(STEPS, 1):
        row = _LISTS + number
        cell = style.put(sheet.cell(row, _STEPS_FIRST), f"{number}  {verb}", indent=1)
        style.link(cell, target, "A5", bold=True)
        style.put(sheet.cell(row, _STEPS_FIRST + 1), text)
        for position in range(_STEPS_FIRST, _LAST + 1):
            sheet.cell(row, position).border = style.LINE_BORDER
    row = _LISTS + len(STEPS) + 2
    for position, target in enumerate(OTHER_SHEETS, _STEPS_FIRST):
        cell = style.put(sheet.cell(row, position), target, indent=1 if position == _STEPS_FIRST else 0)
        style.link(cell, target)
