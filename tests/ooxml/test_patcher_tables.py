"""Tables grow and shrink with all that hangs on their range; links are replaced by column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hostile_files import SHEET, pack, sheet_xml, workbook_with
from patch_steps import (
    TABLE,
    set_and_save,
    sheet_text,
    two_tables,
)
from sample_books import (
    LAST_ROW,
    as_date,
    calamine_cell,
    changed_parts,
    parts_of,
)

from ppid_xl.errors import InputError
from ppid_xl.ooxml.package import open_package
from ppid_xl.ooxml.patcher import Patch


def test_growing_a_table_changes_sheet_and_table_only(book: Path) -> None:
    before = parts_of(book)
    patch = Patch(book)
    patch.grow_table("tblRekap", LAST_ROW + 2)
    patch.set_cells("Rekap", {f"C{LAST_ROW + 1}": "baris baru"})
    patch.save()
    assert changed_parts(before, book) == {SHEET, TABLE}
    table = open_package(book).all_tables["tblRekap"]
    assert (table.ref, table.last_row) == ("A4:F11", 11)
    assert b'<autoFilter ref="A4:F11"/>' in parts_of(book)[TABLE]


def test_new_rows_of_a_table_look_like_its_last_row(book: Path) -> None:
    patch = Patch(book)
    patch.grow_table("tblRekap", LAST_ROW + 1)
    patch.set_cells("Rekap", {"D10": date(2026, 6, 7)})
    patch.save()
    sheet = openpyxl.load_workbook(book)["Rekap"]
    assert [sheet.cell(10, n).style_id for n in range(1, 7)] == [
        sheet.cell(9, n).style_id for n in range(1, 7)
    ]
    assert sheet.row_dimensions[10].height == 33
    assert as_date(sheet["D10"].value) == date(2026, 6, 7)


def test_rows_written_before_the_table_grows_look_the_same(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>No</t></is></c></row><row r="2"><c r="A2" s="1"/></row>'
    head = '<cols><col min="1" max="1" width="9" style="2"/></cols>'
    path = two_tables(tmp_path / "a.xlsx", total_row=False)
    parts = parts_of(path)
    tail = '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
    parts[SHEET] = sheet_xml(rows, head, tail).encode()
    parts[TABLE] = parts[TABLE].replace(b"A1:B4", b"A1:B2")
    patch = Patch(pack(path, parts))
    patch.set_cells("Rekap", {"A3": date(2026, 1, 2)})
    patch.grow_table("tblAtas", 3)
    patch.save()
    assert '<c r="A3" s="1"><v>46024</v></c>' in sheet_text(path)


def test_validations_and_formats_grow_with_the_table(book: Path) -> None:
    patch = Patch(book)
    patch.grow_table("tblRekap", 12)
    patch.save()
    text = sheet_text(book)
    assert 'sqref="C5:C12"' in text
    assert '<conditionalFormatting sqref="A5:F12">' in text
    assert "<xm:sqref>A5:A12</xm:sqref>" in text
    assert 'sqref="H5:H9"' in text
    assert "<xm:sqref>I5</xm:sqref>" in text


def test_ranges_still_grow_after_the_table_had_shrunk(book: Path) -> None:
    for step, last in (("shrink", 6), ("grow", 20)):
        patch = Patch(book)
        (patch.shrink_table if step == "shrink" else patch.grow_table)("tblRekap", last)
        patch.save()
    assert 'sqref="C5:C20"' in sheet_text(book)


def test_shrinking_a_table_empties_what_it_lets_go_with_its_looks(book: Path) -> None:
    before = parts_of(book)
    patch = Patch(book)
    patch.shrink_table("tblRekap", 6)
    patch.save()
    assert changed_parts(before, book) == {SHEET, TABLE}
    assert open_package(book).all_tables["tblRekap"].ref == "A4:F6"
    sheet = openpyxl.load_workbook(book)["Rekap"]
    assert [sheet.cell(7, n).value for n in range(1, 7)] == [None] * 6
    assert (sheet["D6"].number_format, sheet["D7"].number_format) == ("dd/mm/yyyy", "General")
    assert sheet["C6"].value == "Judul & isi 6"


def test_a_text_too_long_for_a_new_row_names_the_sheet(book: Path) -> None:
    patch = Patch(book)
    table = next(iter(open_package(book).all_tables.values()))
    with pytest.raises(InputError, match="teks-terlalu-panjang") as caught:
        patch.append_rows(table.name, [{"A": "x" * 40_000}])
    assert (caught.value.fakta["lembar"], caught.value.fakta["sel"]) == (table.sheet, "baru")


def test_a_table_keeps_one_empty_data_row(book: Path) -> None:
    patch = Patch(book)
    patch.shrink_table("tblRekap", 4)
    patch.save()
    assert open_package(book).all_tables["tblRekap"].ref == "A4:F5"
    assert calamine_cell(book, "C5") in (None, "")


def test_growing_and_shrinking_to_the_same_row_change_nothing(book: Path) -> None:
    patch = Patch(book)
    patch.grow_table("tblRekap", LAST_ROW)
    patch.shrink_table("tblRekap", LAST_ROW)
    assert not patch.save().written


def test_a_heading_of_a_table_cannot_be_set(book: Path) -> None:
    with pytest.raises(InputError, match="kepala-tabel-tidak-diubah"):
        set_and_save(book, {"C4": "Judul Lain"})


def test_an_unknown_table_is_an_input_error(book: Path) -> None:
    with pytest.raises(InputError, match="tabel-tidak-ada"):
        Patch(book).grow_table("tblLain", 20)


def test_a_table_does_not_grow_into_another(tmp_path: Path) -> None:
    patch = Patch(two_tables(tmp_path / "a.xlsx", total_row=False))
    patch.grow_table("tblAtas", 7)
    with pytest.raises(InputError, match="tabel-terhalang"):
        patch.grow_table("tblAtas", 8)


@pytest.mark.parametrize("act", ["grow_table", "shrink_table"])
def test_a_table_with_totals_keeps_its_size(tmp_path: Path, act: str) -> None:
    patch = Patch(two_tables(tmp_path / "a.xlsx", total_row=True))
    with pytest.raises(InputError, match="tabel-berbaris-jumlah"):
        getattr(patch, act)("tblAtas", 3 if act == "shrink_table" else 5)


def links_of(path: Path) -> dict[str, str]:
    cells = (
        cell for row in openpyxl.load_workbook(path)["Rekap"].iter_rows() for cell in row if cell.hyperlink
    )
    return {cell.coordinate: cell.hyperlink.location or cell.hyperlink.target for cell in cells}


def test_links_of_the_column_are_replaced_and_others_stay(book: Path) -> None:
    before = parts_of(book)
    for links in ({"B5": "'Lain'!A1", "B6": "'Lain'!A2"}, {"B6": "'Pak''s'!R22"}):
        patch = Patch(book)
        patch.set_links("Rekap", links, "B5:B9")
        patch.save()
    assert links_of(book) == {"B6": "'Pak''s'!R22", "G5": "'Lain'!A1", "G6": "https://example.go.id"}
    assert changed_parts(before, book) == {SHEET}


def test_links_above_the_first_row_given_stay(book: Path) -> None:
    patch = Patch(book)
    patch.set_links("Rekap", {"G7": "'Lain'!A3"})
    patch.save()
    assert links_of(book)["G5"] == "'Lain'!A1"


def test_an_empty_target_takes_the_link_away(book: Path) -> None:
    patch = Patch(book)
    patch.set_links("Rekap", {"G5": ""})
    patch.save()
    assert links_of(book) == {"G6": "https://example.go.id"}


def test_setting_the_same_links_again_changes_nothing(book: Path) -> None:
    for written in (True, False):
        patch = Patch(book)
        patch.set_links("Rekap", {"B5": "'Lain'!A1"})
        assert patch.save().written is written


def test_links_are_put_where_the_schema_wants_them(tmp_path: Path) -> None:
    tail = (
        '<mergeCells count="1"><mergeCell ref="D1:E1"/></mergeCells><dataValidations count="1">'
        '<dataValidation type="list" sqref="A1"><formula1>"a"</formula1></dataValidation></dataValidations>'
        '<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
    )
    path = workbook_with(tmp_path / "a.xlsx", sheet_xml("", tail=tail))
    patch = Patch(path)
    patch.set_links("Rekap", {"A1": "'Rekap'!A2"})
    patch.save()
    assert "</dataValidations><hyperlinks><hyperlink" in sheet_text(path)
    assert "</hyperlinks><pageMargins" in sheet_text(path)


def test_removing_the_last_link_removes_the_element(tmp_path: Path) -> None:
    path = workbook_with(tmp_path / "a.xlsx")
    for links in ({"A1": "'Rekap'!A2"}, {}):
        patch = Patch(path)
        patch.set_links("Rekap", links, "A1:A9")
        patch.save()
    assert "hyperlink" not in sheet_text(path)
