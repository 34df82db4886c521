"""A sheet of ours in a workbook that is not: added once, replaced in place, never over the user's."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hostile_files import pack, workbook_with
from patch_steps import (
    HEADINGS,
    NEW_SHEET,
    ROWS,
    TYPES,
    WORKBOOK,
    WORKBOOK_RELS,
    put_findings,
)
from sample_books import (
    as_date,
    calamine_cell,
    changed_parts,
    parts_of,
)

from ppid_xl.errors import InputError
from ppid_xl.ooxml.patcher import Patch


def test_a_new_sheet_adds_one_part_and_touches_four(book: Path) -> None:
    before = parts_of(book)
    put_findings(book, ROWS)
    assert changed_parts(before, book) == {NEW_SHEET, WORKBOOK, WORKBOOK_RELS, TYPES, "xl/styles.xml"}


def test_a_new_sheet_can_be_read_by_others(book: Path) -> None:
    put_findings(book, ROWS)
    sheet = openpyxl.load_workbook(book)["Temuan"]
    assert [cell.value for cell in sheet[1]] == list(HEADINGS)
    assert [cell.value for cell in sheet[2]] == ["R22", "Isi  dulu\nkolom ini", datetime(2026, 1, 2)]
    assert (sheet["A1"].font.b, sheet.freeze_panes, sheet["B2"].alignment.wrap_text) == (True, "A2", True)
    assert sheet["A2"].hyperlink.location == "'Rekap'!C5"
    assert as_date(calamine_cell(book, "C2", "Temuan")) == date(2026, 1, 2)


def test_the_same_sheet_again_changes_no_byte(book: Path) -> None:
    put_findings(book, ROWS)
    once = book.read_bytes()
    assert not put_findings(book, ROWS).written
    assert book.read_bytes() == once


def test_a_sheet_of_ours_is_replaced_in_place(book: Path) -> None:
    put_findings(book, ROWS)
    before = parts_of(book)
    put_findings(book, [["R99", "lain", None]])
    assert changed_parts(before, book) == {NEW_SHEET}
    assert openpyxl.load_workbook(book).sheetnames == ["Rekap", "Lain", "Temuan"]


def test_a_sheet_put_twice_in_one_go_is_there_once(book: Path) -> None:
    patch = Patch(book)
    patch.put_sheet("Temuan", HEADINGS, ROWS)
    patch.put_sheet("Temuan", HEADINGS, [["A1", "akhir", None]])
    patch.set_cells("Temuan", {"B2": "ternyata lain"})
    patch.save()
    assert calamine_cell(book, "B2", "Temuan") == "ternyata lain"


@pytest.mark.parametrize("name", ["Lain", "lain", "Rekap"])
def test_a_sheet_of_the_user_is_never_replaced(book: Path, name: str) -> None:
    before = book.read_bytes()
    with pytest.raises(InputError, match="lembar-bukan-milik-ppid"):
        put_findings(book, ROWS, name)
    assert book.read_bytes() == before


def test_a_sheet_of_ours_with_objects_of_the_user_is_not_replaced(tmp_path: Path) -> None:
    path = workbook_with(tmp_path / "a.xlsx")
    put_findings(path, ROWS)
    parts = parts_of(path)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rId1" Type="{office}/drawing" Target="../drawings/drawing1.xml"/>'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = f'<Relationships xmlns="{package}">{link}</Relationships>'
    pack(path, {**parts, "xl/worksheets/_rels/sheet2.xml.rels": rels.encode()})
    with pytest.raises(InputError, match="lembar-berisi-objek"):
        put_findings(path, [])


@pytest.mark.parametrize("name", ["", "a" * 32, "a/b", "a:b", "'a", "[a]"])
def test_a_name_no_sheet_can_have_is_refused(book: Path, name: str) -> None:
    with pytest.raises(InputError, match="nama-lembar-salah"):
        put_findings(book, ROWS, name)


def test_a_sheet_name_with_an_apostrophe_is_found_again(book: Path) -> None:
    put_findings(book, ROWS, "Temuan 'Juli' & <Mei>")
    assert not put_findings(book, ROWS, "Temuan 'Juli' & <Mei>").written
