"""Sheet Petunjuk: one page for staff, from ``data/petunjuk.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from ppid_xl.buku import style
from ppid_xl.buku.page import A4, set_page
from ppid_xl.errors import ConfigError
from ppid_xl.row_height import text_height
from ppid_xl.strict_toml import build, check_keys, read_toml

_TEXT_SIZE = 11
_TEXT_WIDTH = 90

# warna → fill, text colour
SAMPLES = {
    "petugas": (style.NAVY, style.WHITE),
    "program": (style.VIOLET, style.WHITE),
    "galat": style.TINGKAT_COLOURS["G"],
    "peringatan": style.TINGKAT_COLOURS["P"],
    "catatan": style.TINGKAT_COLOURS["C"],
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A coloured cell and what it means; ``warna`` is a key of SAMPLES."""

    warna: str
    tulisan: str
    arti: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its sentences and its colour samples."""

    judul: str
    isi: tuple[str, ...] = ()
    contoh: tuple[Sample, ...] = ()


def load_petunjuk(path: Path) -> tuple[Section, ...]:
    """Read the sections of the page; raise ConfigError for unknown keys or colours."""
    data = read_toml(path)
    check_keys(data, ("bagian",), path, "berkas")
    sections = []
    for item in data["bagian"]:
        place = f"bagian {item.get('judul')}"
        samples = [build(Sample, sample, path, f"{place}, contoh") for sample in item.get("contoh", [])]
        for sample in samples:
            if sample.warna not in SAMPLES:
                raise ConfigError(
                    "isi-tidak-dikenal", berkas=path, tempat=place, kunci="warna",
                    isi=sample.warna, pilihan=", ".join(SAMPLES),
                )  # fmt: skip
        sections.append(build(Section, {**item, "contoh": samples}, path, place))
    return tuple(sections)


def add_petunjuk(sheet: Worksheet, sections: tuple[Section, ...]) -> None:
    """Write the page; rows take the height that their text needs."""
    for letter, width in (("A", 2), ("B", 17), ("C", _TEXT_WIDTH + 4), ("D", 2)):
        sheet.column_dimensions[letter].width = width
    for position in range(1, 5):
        sheet.cell(1, position).fill = style.solid(style.NAVY)
    style.put(sheet["B1"], "Petunjuk", size=18, bold=True, colour=style.WHITE, fill=style.NAVY)
    sheet.row_dimensions[1].height = 34
    row = 2
    for section in sections:
        row = _write_section(sheet, section, row + 1)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = style.NAVY
    sheet.protection.enable()
    set_page(sheet, paper=A4, area=f"A1:D{row - 1}", portrait=True, one_page=True)


def _write_section(sheet: Worksheet, section: Section, row: int) -> int:
    style.put(sheet[f"B{row}"], section.judul, size=13, bold=True, colour=style.NAVY)
    sheet.row_dimensions[row].height = 24
    sheet[f"B{row}"].border = sheet[f"C{row}"].border = style.LINE_BORDER
    row += 1
    for sample in section.contoh:
        fill, colour = SAMPLES[sample.warna]
        label = style.put(
            sheet[f"B{row}"], sample.tulisan, bold=True, colour=colour, fill=fill, align="center"
        )
        label.border = style.GAP_BORDER
        _write_text(sheet, row, sample.arti)
        row += 1
    for sentence in section.isi:
        lead, found, rest = sentence.partition(": ")
        style.put(sheet[f"B{row}"], lead if found else "", size=_TEXT_SIZE, bold=True, wrap=True)
        _write_text(sheet, row, rest if found else sentence)
        row += 1
    return row


def _write_text(sheet: Worksheet, row: int, text: str) -> None:
    style.put(sheet[f"C{row}"], text, size=_TEXT_SIZE, wrap=True, indent=1)
    sheet.row_dimensions[row].height = text_height([(text, _TEXT_WIDTH)], _TEXT_SIZE, padding=3)
