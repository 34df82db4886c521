"""Colours that follow the data: conditional formats driven by hidden column ``_tanda`` and status words."""

from __future__ import annotations

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ppid_xl.buku.style import GOOD, TINGKAT_COLOURS
from ppid_xl.buku.validation import LAST_ROW
from ppid_xl.columns import TableSpec

_RED, _YELLOW, _BLUE = TINGKAT_COLOURS["G"], TINGKAT_COLOURS["P"], TINGKAT_COLOURS["C"]

# column key → word it may contain → colours; the first word that fits wins
WORD_COLOURS: dict[str, dict[str, tuple[str, str]]] = {
    "cek": {"✖": _RED, "▲": _YELLOW},
    "tingkat": {"galat": _RED, "peringatan": _YELLOW, "catatan": _BLUE},
    "status": {
        "demi hukum": _RED,
        "lewat": _RED,
        "mendekati": _YELLOW,
        "belum": _YELLOW,
        "menunggu": _YELLOW,
        "usulan": _YELLOW,
        "dikembalikan": _YELLOW,
        "menurut unit": _YELLOW,
        "sah": GOOD,
        "terbit": GOOD,
        "dibuka": GOOD,
        "ditetapkan": _BLUE,
        "dikecualikan": _BLUE,
    },
    "keputusan": {"disetujui": GOOD, "dikembalikan": _YELLOW},
    "masih_berlaku": {"ya": GOOD, "ubah": _YELLOW, "buka": _BLUE},
}


def colour_rule(formula: str, colours: tuple[str, str], *, bold: bool = False) -> FormulaRule:
    """Return a conditional format with fill and text colour."""
    fill, text = colours
    return FormulaRule(
        formula=[formula], fill=PatternFill(bgColor=fill), font=Font(color=text, bold=bold or None)
    )


def add_highlights(sheet: Worksheet, spec: TableSpec, header_row: int) -> None:
    """Colour cells named in ``_tanda`` (``|G:Judul|P:Judul|C:Judul|``) and status words, to row 1000."""
    first = header_row + 1
    keys = [column.kunci for column in spec.kolom]
    if "tanda" in keys:
        marks = get_column_letter(keys.index("tanda") + 1)
        area = f"A{first}:{get_column_letter(len(keys) - 1)}{LAST_ROW}"
        for kind, colours in TINGKAT_COLOURS.items():
            formula = f'ISNUMBER(FIND("|{kind}:"&A${header_row}&"|",${marks}{first}))'
            sheet.conditional_formatting.add(area, colour_rule(formula, colours, bold=kind == "G"))
    for position, key in enumerate(keys, 1):
        letter = get_column_letter(position)
        for word, colours in WORD_COLOURS.get(key, {}).items():
            rule = colour_rule(f'ISNUMBER(SEARCH("{word}",{letter}{first}))', colours, bold=True)
            sheet.conditional_formatting.add(f"{letter}{first}:{letter}{LAST_ROW}", rule)
