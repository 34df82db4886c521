"""Sheet Beranda: counts of the last check, nearest deadlines, the way to every sheet. Values only."""

from __future__ import annotations

from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ppid_xl.buku import style
from ppid_xl.buku.highlight import WORD_COLOURS, colour_rule
from ppid_xl.buku.names import (
    BERANDA_COUNTS,
    BERANDA_ENDS,
    BERANDA_TEXTS,
    TENGGAT_FIELDS,
    TENGGAT_ROWS,
    tenggat_name,
)
from ppid_xl.buku.page import A4, set_page

SHEET = "Beranda"
_LAST = "I"
_COUNT_COLOURS = {"BerandaGalat": "9C0006", "BerandaPeringatan": "7F6000", "BerandaLewat": "9C0006"}
_TENGGAT_COLUMNS = dict(zip(TENGGAT_FIELDS, ("B", "C", "G", "H", "I"), strict=True))
_ENDS_CELLS = (("B9", "D9"), ("F9", "I9"))
_TENGGAT_HEAD = 11
_STEPS_HEAD = _TENGGAT_HEAD + TENGGAT_ROWS + 2
STEPS = (
    ("Rekap", "Catat", "Satu baris untuk satu informasi, tepat di bawah baris terakhir."),
    ("Temuan", "Periksa", "Klik Periksa, lalu perbaiki sel yang berwarna."),
    ("Uji Konsekuensi", "Uji", "Informasi yang dikecualikan diuji dan dipertimbangkan."),
    ("Langkah SOP", "Setujui", "Ajukan; persetujuan, penetapan, dan buktinya dicatat di sini."),
    ("Agenda Surat", "Terbitkan", "Buat surat, terima yang sudah ditandatangani, terbitkan daftar."),
)


def add_beranda(book: Workbook, title: str, nama_badan: str, sop: str) -> None:
    """Write the front page; every cell that Periksa fills in has a defined name of ``buku.names``."""
    sheet = book[SHEET]
    sheet.column_dimensions["A"].width = sheet.column_dimensions["J"].width = 2
    for letter in "BCDEFGHI":
        sheet.column_dimensions[letter].width = 17 if letter != _LAST else 22
    texts = {**BERANDA_TEXTS, "BerandaNamaBadan": nama_badan, "BerandaSOP": sop}
    _write_banner(book, sheet, title, texts)
    _write_counts(book, sheet)
    _write_checked(book, sheet, texts["BerandaPemeriksaan"])
    _write_ends(book, sheet)
    _write_tenggat(book, sheet)
    _write_steps(sheet)
    _write_links(sheet, _STEPS_HEAD + len(STEPS) + 2)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = style.NAVY
    sheet.protection.enable()
    last_row = _STEPS_HEAD + len(STEPS) + 3
    set_page(sheet, paper=A4, area=f"A1:J{last_row}", one_page=True)


def _name(book: Workbook, sheet: Worksheet, name: str, address: str) -> None:
    letter, row = address.rstrip("0123456789"), address.lstrip("ABCDEFGHIJ")
    style.define(book, name, f"{SHEET}!${letter}${row}")
    style.unlock(sheet[address])


def _write_banner(book: Workbook, sheet: Worksheet, title: str, texts: dict[str, str]) -> None:
    for row, height in ((1, 40), (2, 20), (3, 20)):
        sheet.row_dimensions[row].height = height
        for position in range(1, 11):
            sheet.cell(row, position).fill = style.solid(style.NAVY)
    style.put(sheet["B1"], title, size=22, bold=True, colour=style.WHITE, fill=style.NAVY)
    style.put(sheet["B2"], texts["BerandaNamaBadan"], size=12, colour=style.WHITE, fill=style.NAVY)
    style.put(sheet["B3"], texts["BerandaSOP"], size=9, colour="D9E2F3", fill=style.NAVY, vertical="top")
    _name(book, sheet, "BerandaNamaBadan", "B2")
    _name(book, sheet, "BerandaSOP", "B3")
    sheet.row_dimensions[4].height = 10


def _write_counts(book: Workbook, sheet: Worksheet) -> None:
    for row, height in ((5, 20), (6, 36), (7, 18)):
        sheet.row_dimensions[row].height = height
    for position, (name, (label, caption, target)) in enumerate(BERANDA_COUNTS.items(), 2):
        letter = get_column_letter(position)
        colour = _COUNT_COLOURS.get(name, style.NAVY)
        border = Border(left=Side(style="thick", color=colour), right=Side(style="thick", color=style.WHITE))
        style.put(sheet[f"{letter}5"], label, fill=style.PALE, indent=1)
        style.link(sheet[f"{letter}5"], target, bold=True)
        style.put(sheet[f"{letter}6"], 0, size=24, bold=True, colour=colour, fill=style.PALE, indent=1)
        sheet[f"{letter}6"].number_format = "#,##0"
        style.put(sheet[f"{letter}7"], caption, size=9, colour=style.GREY, fill=style.PALE, indent=1)
        for row in (5, 6, 7):
            sheet[f"{letter}{row}"].border = border
        _name(book, sheet, name, f"{letter}6")


def _write_checked(book: Workbook, sheet: Worksheet, text: str) -> None:
    style.put(sheet["B8"], "Angka per pemeriksaan terakhir:", size=9, colour=style.GREY)
    style.put(sheet["D8"], text, size=9, colour=style.GREY)
    sheet.row_dimensions[8].height = 20
    _name(book, sheet, "BerandaPemeriksaan", "D8")


def _write_ends(book: Workbook, sheet: Worksheet) -> None:
    for (name, label), (at, count) in zip(BERANDA_ENDS.items(), _ENDS_CELLS, strict=True):
        style.put(sheet[at], label, colour=style.NAVY)
        style.put(sheet[count], 0, bold=True, colour=style.NAVY, align="left")
        _name(book, sheet, name, count)
    sheet.row_dimensions[9].height = 18


def _heading(sheet: Worksheet, row: int, text: str) -> None:
    style.put(sheet[f"B{row}"], text, size=12, bold=True, colour=style.NAVY)
    sheet.row_dimensions[row].height = 22


def _write_tenggat(book: Workbook, sheet: Worksheet) -> None:
    _heading(sheet, _TENGGAT_HEAD - 1, "Tenggat terdekat")
    for position in range(2, 10):
        sheet.cell(_TENGGAT_HEAD, position).fill = style.solid(style.VIOLET)
    sheet.row_dimensions[_TENGGAT_HEAD].height = 20
    for field, letter in _TENGGAT_COLUMNS.items():
        style.put(
            sheet[f"{letter}{_TENGGAT_HEAD}"], TENGGAT_FIELDS[field],
            bold=True, colour=style.WHITE, fill=style.VIOLET, align=_align(field), indent=_indent(field),
        )  # fmt: skip
    for number in range(1, TENGGAT_ROWS + 1):
        row = _TENGGAT_HEAD + number
        sheet.row_dimensions[row].height = 18
        for position in range(2, 10):
            sheet.cell(row, position).border = style.LINE_BORDER
        for field, letter in _TENGGAT_COLUMNS.items():
            cell = style.put(sheet[f"{letter}{row}"], align=_align(field), indent=_indent(field))
            cell.number_format = {"Akhir": "dd/mm/yyyy", "Sisa": "0"}.get(field, "General")
            _name(book, sheet, tenggat_name(number, field), f"{letter}{row}")
    first = _TENGGAT_HEAD + 1
    area = f"G{first}:{_LAST}{first + TENGGAT_ROWS - 1}"
    for word in ("demi hukum", "lewat", "mendekati"):
        rule = colour_rule(f'ISNUMBER(SEARCH("{word}",${_LAST}{first}))', WORD_COLOURS["status"][word])
        sheet.conditional_formatting.add(area, rule)


def _align(field: str) -> str:
    return "center" if field in ("Akhir", "Sisa") else "left"


def _indent(field: str) -> int:
    return 0 if field in ("Akhir", "Sisa") else 1


def _write_steps(sheet: Worksheet) -> None:
    _heading(sheet, _STEPS_HEAD, "Langkah kerja")
    for number, (target, verb, text) in enumerate(STEPS, 1):
        row = _STEPS_HEAD + number
        sheet.row_dimensions[row].height = 18
        style.put(sheet[f"B{row}"], f"{number}  {verb}", bold=True, colour=style.NAVY)
        style.put(sheet[f"C{row}"], target)
        style.link(sheet[f"C{row}"], target, "A5")
        style.put(sheet[f"D{row}"], text)
        for position in range(2, 10):
            sheet.cell(row, position).border = style.LINE_BORDER


def _write_links(sheet: Worksheet, row: int) -> None:
    style.put(sheet[f"B{row}"], "Lembar lain:", colour=style.GREY)
    for position, target in enumerate(("Petunjuk", "Pejabat", "Pengaturan"), 3):
        style.put(sheet.cell(row, position), target)
        style.link(sheet.cell(row, position), target)
