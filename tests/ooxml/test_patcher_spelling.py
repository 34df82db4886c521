"""The patcher finds and makes cells in every spelling of a worksheet part, formulas included."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_files import SHEET, sheet_xml, workbook_with
from patch_steps import (
    PREFIXED,
    TYPES,
    WORKBOOK,
    WORKBOOK_RELS,
    set_and_save,
    sheet_text,
    with_calc_chain,
)
from sample_books import (
    calamine_cell,
    changed_parts,
    openpyxl_cell,
    parts_of,
)

from ppid_xl.errors import InputError
from ppid_xl.ooxml.patcher import Patch


def test_new_rows_and_cells_are_put_in_order(tmp_path: Path) -> None:
    path = workbook_with(
        tmp_path / "a.xlsx", sheet_xml('<row r="3" spans="2:2"><c r="B3"><v>1</v></c></row>')
    )
    set_and_save(path, {"D3": 4, "A3": 2, "C1": 3, "AA3": 5, "A9": 6})
    expected = (
        '<row r="1"><c r="C1"><v>3</v></c></row>'
        '<row r="3" spans="1:27"><c r="A3"><v>2</v></c><c r="B3"><v>1</v></c><c r="D3"><v>4</v></c>'
        '<c r="AA3"><v>5</v></c></row><row r="9"><c r="A9"><v>6</v></c></row>'
    )
    assert expected in sheet_text(path)


@pytest.mark.parametrize(
    "data", ["<sheetData/>", "<sheetData></sheetData>", '<sheetData><row r="2"/></sheetData>']
)
def test_an_empty_sheet_takes_cells(tmp_path: Path, data: str) -> None:
    path = workbook_with(tmp_path / "a.xlsx", sheet_xml().replace("<sheetData></sheetData>", data))
    set_and_save(path, {"B2": "isi"})
    assert calamine_cell(path, "B2") == "isi"


def test_the_dimension_grows_with_the_cells(tmp_path: Path) -> None:
    head = '<dimension ref="B2:C3"/>'
    path = workbook_with(tmp_path / "a.xlsx", sheet_xml('<row r="2"><c r="B2"><v>1</v></c></row>', head))
    set_and_save(path, {"E9": 1})
    assert '<dimension ref="B2:E9"/>' in sheet_text(path)


def test_a_new_cell_takes_the_style_of_its_row_or_column(tmp_path: Path) -> None:
    head = '<cols><col min="2" max="3" width="9" style="1"/></cols>'
    path = workbook_with(tmp_path / "a.xlsx", sheet_xml('<row r="2" s="2" customFormat="1"/>', head))
    set_and_save(path, {"B1": 1, "B2": 1, "D1": 1})
    for cell in ('<c r="B1" s="1">', '<c r="B2" s="2">', '<c r="D1">'):
        assert cell in sheet_text(path)


def test_a_sheet_with_a_prefix_is_patched_in_its_own_spelling(tmp_path: Path) -> None:
    path = workbook_with(tmp_path / "a.xlsx", PREFIXED)
    patch = Patch(path)
    patch.set_cells("Rekap", {"A1": "teks", "B1": 2, "A2": None})
    patch.set_links("Rekap", {"B1": "'Rekap'!A1"})
    patch.save()
    assert (calamine_cell(path, "A1"), calamine_cell(path, "B1")) == ("teks", 2)
    assert (
        '<x:hyperlinks><x:hyperlink ref="B1" location="\'Rekap\'!A1"/></x:hyperlinks><x:pageMargins'
        in sheet_text(path)
    )


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
        '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<c r="B1">]]></t></is></c>'
        '<c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c></row>',
        '<row r="1"><!-- <c r="B1"> --><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c><c s=\"1\" r='B1'><v>2</v></c></row>\n"
        "<row r='2'><c\nr='A2'><v>3</v></c></row>",
    ],
)
def test_unusual_spellings_are_understood(tmp_path: Path, rows: str) -> None:
    path = workbook_with(tmp_path / "a.xlsx", sheet_xml(rows))
    before = calamine_cell(path, "A1")
    set_and_save(path, {"B1": "baru", "B2": "lagi"})
    found = [calamine_cell(path, ref) for ref in ("B1", "A2", "B2")]
    assert found == ["baru", 3, "lagi"]
    assert calamine_cell(path, "A1") == before


def test_an_unusual_sheet_without_a_change_stays_as_it_is(tmp_path: Path) -> None:
    path = workbook_with(tmp_path / "a.xlsx", sheet_xml("<row><c><v>1</v></c></row>"))
    before = path.read_bytes()
    assert not set_and_save(path, {"A1": 1, "B1": None}).written
    assert path.read_bytes() == before


def test_a_utf_16_sheet_is_patched(tmp_path: Path) -> None:
    sheet = '<?xml version="1.0" encoding="UTF-16"?>' + sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')
    path = workbook_with(tmp_path / "a.xlsx", sheet.encode("utf-16"))
    set_and_save(path, {"B1": "é"})
    assert [openpyxl_cell(path, ref) for ref in ("A1", "B1")] == [1, "é"]


def test_rows_out_of_order_are_refused(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    with pytest.raises(InputError, match="lembar-tidak-lazim"):
        set_and_save(workbook_with(tmp_path / "a.xlsx", sheet_xml(rows)), {"A1": 5})


def test_inline_formatting_does_not_confuse_the_cells(tmp_path: Path) -> None:
    style = '<rPr><b/><color rgb="FFFF0000"/><family val="2"/></rPr>'
    rich = f"<is><r>{style}<t>tebal</t></r><r><t> biasa</t></r></is>"
    rows = f'<row r="1"><c r="A1" t="inlineStr">{rich}</c><c r="B1"><v>2</v></c></row>'
    path = workbook_with(tmp_path / "a.xlsx", sheet_xml(rows))
    assert not set_and_save(path, {"A1": "tebal biasa"}).written
    set_and_save(path, {"B1": 3})
    assert rich in sheet_text(path)


@pytest.mark.parametrize("ref", ["", "A", "1", "A0", "XFE1", "A1048577", "1A"])
def test_an_address_that_is_none_is_refused(book: Path, ref: str) -> None:
    with pytest.raises(InputError, match="alamat-sel-salah"):
        Patch(book).set_cells("Rekap", {ref: 1})


def test_replacing_a_formula_drops_the_calculation_chain(tmp_path: Path) -> None:
    path = with_calc_chain(tmp_path / "a.xlsx")
    before = parts_of(path)
    set_and_save(path, {"A1": 5})
    after = parts_of(path)
    assert changed_parts(before, path) == {SHEET, "xl/calcChain.xml", WORKBOOK_RELS, TYPES, WORKBOOK}
    assert b"calcChain" not in after[WORKBOOK_RELS] + after[TYPES]
    assert b'<calcPr fullCalcOnLoad="1"/>' in after[WORKBOOK]


def test_a_formula_that_is_not_set_stays_with_its_chain(tmp_path: Path) -> None:
    path = with_calc_chain(tmp_path / "a.xlsx")
    before = parts_of(path)
    set_and_save(path, {"B1": 5})
    assert changed_parts(before, path) == {SHEET}
    assert "<f>1+1</f><v>2</v>" in sheet_text(path)


@pytest.mark.parametrize(
    ("formula", "ref"),
    [
        ('<f t="array" ref="A1:A3">B1:B3*2</f>', "A1"),
        ('<f t="array" ref="A1:A3">B1:B3*2</f>', "A2"),
        ('<f ref="A1:A3" t="dataTable" dt2D="0" r1="B1"/>', "A3"),
        ('<f t="shared" ref="A1:A3" si="0">B1*2</f>', "A1"),
    ],
)
def test_a_formula_that_others_hang_on_is_refused(tmp_path: Path, formula: str, ref: str) -> None:
    rows = f'<row r="1"><c r="A1">{formula}<v>2</v></c></row><row r="2"><c r="A2"><v>4</v></c></row>'
    path = workbook_with(tmp_path / "a.xlsx", sheet_xml(rows))
    with pytest.raises(InputError) as caught:
        set_and_save(path, {ref: 7})
    assert (caught.value.kode, caught.value.fakta["sel"]) == ("rumus-tidak-dapat-diganti", ref)


def test_a_cell_beside_an_array_formula_can_be_set(book: Path) -> None:
    set_and_save(book, {"H8": 3})
    assert calamine_cell(book, "H8") == 3
