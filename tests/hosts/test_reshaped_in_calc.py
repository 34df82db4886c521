"""A rekap reshaped in LibreOffice Calc and saved as .xlsx: the same findings at their new places, nothing lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from kantor_calc import Office
from python_calamine import CalamineWorkbook
from rekap_bersalah import make_faulty

from ppid_xl.hosts.file import FileHost
from ppid_xl.model import Book
from ppid_xl.ooxml.address import split_ref
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.periksa.periksa import periksa

pytestmark = pytest.mark.program

SHEET = 'sheet = document.Sheets.getByName("Rekap")\n'
# What staff do to the register, and a cell of theirs that must still be there afterwards: (sheet, cell, value).
SHAPES = {
    "saved": ("", None),
    "rows above": ("sheet.Rows.insertByIndex(2, 3)", None),
    "columns on the left": (
        "sheet.Columns.insertByIndex(0, 2)\nsheet.getCellRangeByName('A8').String = 'kami'", ("Rekap", "A8", "kami"),
    ),
    "rows and columns before every register": (
        "for name in document.Sheets.ElementNames:\n"
        "    page = document.Sheets.getByName(name)\n"
        "    if not page.isProtected():\n"
        "        page.Rows.insertByIndex(0, 2)\n"
        "        page.Columns.insertByIndex(0, 1)\n"
        "        for row in (1, 8, 9, 40):\n"
        "            page.getCellRangeByName('A%d' % row).String = 'kami'",
        ("Rekap", "A40", "kami"),
    ),
    "a first column of theirs in every table": (
        "for name in document.Sheets.ElementNames:\n"
        "    if name in ('Rekap', 'Uji Konsekuensi', 'Langkah SOP', 'Agenda Surat', 'Pejabat'):\n"
        "        page = document.Sheets.getByName(name)\n"
        "        page.Columns.insertByIndex(1, 1)\n"
        "        page.getCellRangeByName('B4').String = 'Nomor Kami'\n"
        "        page.getCellRangeByName('B5').String = 'K-1'",
        ("Rekap", "B5", "K-1"),
    ),
    "a table of theirs on the right": (
        "for row in range(4, 9):\n"
        "    sheet.getCellRangeByName('AJ%d' % row).String = 'Judul Informasi' if row == 4 else 'k%d' % row\n"
        "area = sheet.getCellRangeByName('AJ4:AJ8').RangeAddress\n"
        "document.DatabaseRanges.addNewByName('TabelKami', area)",
        ("Rekap", "AJ8", "k8"),
    ),
    "a column inside": (
        "sheet.Columns.insertByIndex(5, 1)\nsheet.getCellRangeByName('F4').String = 'Catatan Kami'\n"
        "sheet.getCellRangeByName('F5').String = 'punya kami'", ("Rekap", "F5", "punya kami"),
    ),
    "another name of the sheet": ("sheet.Name = \"Rekap Jum'at & 2026\"", None),
    "other names of other sheets": (
        "for name in ('Pengaturan', 'Beranda', 'Temuan', '_hitung'):\n"
        "    document.Sheets.getByName(name).Name = name + \". v2 'kami' & 3! ($A$1)\"",
        None,
    ),
    "hidden rows": ("sheet.Rows.getByIndex(5).IsVisible = False", None),
    "a password": ("sheet.protect('rahasia')", None),
    "merged cells beside and above": (
        "sheet.getCellRangeByName('AH5:AI9').merge(True)\nsheet.getCellRangeByName('AH5').String = 'gabung'\n"
        "sheet.getCellRangeByName('A1:D1').merge(True)", ("Rekap", "AH5", "gabung"),
    ),
    "a formula of staff": (
        "document.Sheets.insertNewByName('Kami', 3)\n"
        "document.Sheets.getByName('Kami').getCellRangeByName('A1').Formula = '=COUNTA($Rekap.D5:D100)'", None,
    ),
}  # fmt: skip
STORE = """
from com.sun.star.beans import PropertyValue
kind = PropertyValue()
kind.Name, kind.Value = "FilterName", "Calc MS Excel 2007 XML"
document.storeToURL({target!r}, (kind,))
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with Office(tmp_path_factory.mktemp("calc") / "profil") as office:
        yield office


def faults(path: Path, knowledge: Knowledge, now: datetime) -> set[tuple[str, str, str]]:
    report = periksa(FileHost(path, knowledge.dictionary), knowledge, now, write=True, folder=path.parent)
    return {(finding.id, finding.kolom, finding.aturan) for finding in report.findings}


def shown(book: Book) -> dict[str, list[dict[str, object]]]:
    return {
        name: [dict(row.values) for row in table.rows]
        for name, table in book.tables.items()
        if name != "tblTemuan"
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_the_findings_are_the_same_and_a_second_run_changes_no_byte(
    office: Office, rekap: Path, tmp_path: Path, knowledge: Knowledge, now: datetime, shape: str
) -> None:
    make_faulty(rekap)
    code, theirs = SHAPES[shape]
    target = tmp_path / "dari-calc.xlsx"
    number = office.open(path=str(rekap), filter_name="Calc MS Excel 2007 XML")
    office.run(document=number, code=SHEET + code + STORE.format(target=target.as_uri()))
    office.close(document=number)
    assert faults(target, knowledge, now) == faults(rekap, knowledge, now)
    after = hashlib.sha256(target.read_bytes()).hexdigest()
    faults(target, knowledge, now)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == after
    books = [FileHost(path, knowledge.dictionary).snapshot() for path in (target, rekap)]
    assert shown(books[0]) == shown(books[1])
    if theirs:
        sheet, cell, value = theirs
        row, column = split_ref(cell)
        cells = CalamineWorkbook.from_path(target).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        assert cells[row - 1][column - 1] == value
