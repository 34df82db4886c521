"""Formulas that read changed cells lose their stored figure; all others keep theirs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hostile_files import SHEET, minimal_parts, pack, sheet_xml, workbook_with
from patch_steps import TABLE, TYPES, WORKBOOK, WORKBOOK_RELS, set_and_save, sheet_text, with_calc_chain
from sample_books import calamine_cell, changed_parts, parts_of

from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, Value
from ppid_xl.ooxml.address import split_range
from ppid_xl.ooxml.formula_text import FormulaTexts
from ppid_xl.ooxml.package import TableInfo, open_package
from ppid_xl.ooxml.patcher import Patch

TBL = TableInfo("tblRekap", "B4:D9", ("No", "Judul", "Isi\nbaru"), "", 4, 2, 9, 4, 0, 5, "Rekap")
TEXTS = FormulaTexts(
    {"namabadan": ["Pengaturan!$B$1"], "daftar": ["tblRekap[Judul]", "NamaBadan"], "putar": ["putar+A1"]},
    [TBL],
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A1+$B$2:C3", "A1 B2:C3"),
        ("SUM(C3:B2)", "B2:C3"),
        ('"A1"&B1&"x""C1"', "B1"),
        ("LOG10(A1)*1E5+ATAN2(B1,2.5)", "A1 B1"),
        ("TRUE+PI()", ""),
        ("'Pak''s'!A1+Lain!B2", "Pak's!A1 Lain!B2"),
        ("SUM(A:B)", "A1:B1048576"),
        ("SUM(Lain!$2:$3)", "Lain!A2:XFD3"),
        ("tblRekap[[#This Row],[Judul]]*2", "C4:C9"),
        ("SUM(tblrekap[[No]:[Judul]])", "B4:C9"),
        ("ROWS(tblRekap[])+ROWS(tblRekap[#All])", "B4:D9"),
        ("tblRekap[Isi\nbaru]", "D4:D9"),
        ("tblRekap[Kolom '[lain']]", "B4:D9"),
        ("tblRekap", "B4:D9"),
        ("[[#This Row],Judul]+A1", "B4:D9 A1"),
        ("NamaBadan&namabadan", "Pengaturan!B1"),
        ("Daftar", "C4:C9 Pengaturan!B1"),
        ("putar", "A1"),
        ("[1]Lain!A1", "[1]Lain!A1"),
        ("_xlfn.LET(_xlpm.x,A5,_xlpm.x*2)", "A5"),
    ],
)
def test_the_cells_a_formula_reads_are_found_in_its_text(text: str, expected: str) -> None:
    pairs = (ref.rpartition("!") for ref in expected.split())
    boxes = {((sheet or "Rekap").lower(), split_range(ref)) for sheet, _, ref in pairs}
    assert TEXTS.inputs(text, "Rekap") == boxes


@pytest.mark.parametrize(
    "text",
    [
        'INDIRECT("A1")', "offset(A1,1,1)", "A1:INDEX(B:B,3)", "Satu:Tiga!A1", "'Satu 1:Tiga 3'!A1",
        "SUM(_xlfn.ANCHORARRAY(A1))", "tblLain[Judul]",
    ],
)  # fmt: skip
def test_a_formula_that_cannot_be_understood_counts_as_reading_everything(text: str) -> None:
    assert TEXTS.inputs(text, "Rekap") is None


def formulas_book(path: Path) -> Path:
    """Write formulas with their right figures over A1:A3 and over a table."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.calc_on_load = False  # as Excel saves
        sheet = book.add_worksheet("Rekap")
        sheet.write_column("A1", [1, 2, 3])
        sheet.write_formula("B1", "=SUM(A1:A3)", None, 6)
        sheet.write_formula("B2", "=Lain!A1+1", None, 61)
        sheet.write_formula("B3", '="x"&A1', None, "x1")
        sheet.write_formula("C1", "=A2*5", None, 10)
        sheet.write_array_formula("D1:D3", "{=A1:A3*2}", None, 2)
        for row, value in ((1, 4), (2, 6)):
            sheet.write_number(row, 3, value)
        other = book.add_worksheet("Lain")
        other.write_formula("A1", "=Rekap!B1*10", None, 60)
        other.write_formula("A2", "=Rekap!D3+1", None, 7)
        other.write_formula("A3", "=5+5", None, 10)
    return path


def stored(path: Path, *places: tuple[str, str]) -> list[Any]:
    return [calamine_cell(path, ref, sheet) for sheet, ref in places]


def test_only_figures_that_depend_on_the_change_are_dropped(tmp_path: Path) -> None:
    path = formulas_book(tmp_path / "a.xlsx")
    set_and_save(path, {"A1": 5})
    dropped = [("Rekap", "B1"), ("Rekap", "B2"), ("Rekap", "B3"), ("Rekap", "D1"), ("Rekap", "D3")]
    assert set(stored(path, *dropped, ("Lain", "A1"), ("Lain", "A2"))) <= {None, ""}
    assert stored(path, ("Rekap", "C1"), ("Lain", "A3")) == [10, 10]
    assert b'fullCalcOnLoad="1"' in parts_of(path)[WORKBOOK]
    assert "<f>SUM(A1:A3)</f></c>" in sheet_text(path)


def test_a_change_that_no_formula_reads_drops_nothing(tmp_path: Path) -> None:
    path = formulas_book(tmp_path / "a.xlsx")
    before = parts_of(path)
    set_and_save(path, {"H9": "di luar"})
    assert changed_parts(before, path) == {SHEET}


def test_a_sheet_put_anew_counts_as_changed(tmp_path: Path) -> None:
    path = formulas_book(tmp_path / "a.xlsx")
    for value, left in ((1, 0), (2, 1)):
        patch = Patch(path)
        patch.put_sheet("Temuan", ["Isi"], [[value]])
        patch.save()
        assert sheet_text(path).count("<f>Temuan!A2</f></c>") == left
        parts = parts_of(path)
        parts[SHEET] = parts[SHEET].replace(b"<f>A2*5</f><v>10</v>", b"<f>Temuan!A2</f><v>1</v>")
        pack(path, parts)


def test_cells_that_share_a_formula_are_told_apart_from_their_first_cell(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2</f><v>2</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c><c r="B3" t="str" vm="1"><f t="shared" si="0"/><v>6</v></c></row>'
    )
    path = workbook_with(tmp_path / "a.xlsx", sheet_xml(rows))
    set_and_save(path, {"A3": 9})
    text = sheet_text(path)
    assert '<c r="B3"><f t="shared" si="0"/></c>' in text
    assert '<f t="shared" ref="B1:B3" si="0">A1*2</f></c>' in text


@pytest.mark.parametrize(("count", "stale"), [(3, 3), (60, 60)])
def test_a_long_chain_written_backwards_is_followed_or_dropped_whole(
    tmp_path: Path, count: int, stale: int
) -> None:
    cells = "".join(
        f'<row r="{n}"><c r="A{n}"><f>A{n + 1}+1</f><v>{n}</v></c></row>' for n in range(1, count + 1)
    )
    path = workbook_with(tmp_path / "a.xlsx", sheet_xml(cells))
    set_and_save(path, {f"A{count + 1}": 1})
    assert sheet_text(path).count("</f></c>") == stale


def test_a_table_that_grows_by_empty_rows_counts_as_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Rekap")
        sheet.add_table("A1:B3", {"name": "tblRekap"})
        sheet.write_formula("D1", "=ROWS(tblRekap[])", None, 2)
    patch = Patch(path)
    patch.grow_table("tblRekap", 6)
    patch.save()
    assert "<f>ROWS(tblRekap[])</f></c>" in sheet_text(path)


def test_formulas_under_a_prefix_are_seen(tmp_path: Path) -> None:
    parts = minimal_parts(
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1"><x:f>A1+1</x:f><x:v>2</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    path = pack(tmp_path / "a.xlsx", parts)
    set_and_save(path, {"A1": 5})
    assert "<x:f>A1+1</x:f></x:c>" in sheet_text(path)


def test_the_chain_stays_when_only_figures_are_dropped(tmp_path: Path) -> None:
    path = with_calc_chain(tmp_path / "a.xlsx")
    parts = parts_of(path)
    pack(path, {**parts, SHEET: parts[SHEET].replace(b"1+1", b"B1+1")})
    before = parts_of(path)
    set_and_save(path, {"B1": 5})
    assert changed_parts(before, path) == {SHEET, WORKBOOK}


def calculated_book(path: Path, below: Value = None, styled: bool = True) -> Path:
    """Write a table with a calculated column, and below it a styled empty cell and what else is wanted."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Rekap")
        columns = [
            {"header": "Jumlah"},
            {"header": "Ganda & lagi", "formula": "=tblRekap[[#This Row],[Jumlah]]*2"},
        ]
        sheet.add_table("A1:B3", {"name": "tblRekap", "columns": columns, "data": [[1], [2]]})
        if styled:
            sheet.write_blank("A4", None, book.add_format({"bold": True}))
        if below is not None:
            sheet.write("B5", below)
    return path


def append(patch: Patch) -> None:
    patch.append_rows("tblRekap", [{"A": 3}, {"A": 4, "B": 99}])


def grow(patch: Patch) -> None:
    patch.set_cells("Rekap", {"A4": 3, "B5": 99})
    patch.grow_table("tblRekap", 5)


@pytest.mark.parametrize("act", [append, grow])
@pytest.mark.parametrize("styled", [True, False])
def test_new_rows_get_the_formula_of_a_calculated_column(
    tmp_path: Path, act: Callable[[Patch], None], styled: bool
) -> None:
    path = calculated_book(tmp_path / "a.xlsx", styled=styled)
    patch = Patch(path)
    act(patch)
    receipt = patch.save()
    assert '<c r="B4"><f>tblRekap[[#This Row],[Jumlah]]*2</f></c>' in sheet_text(path)
    assert calamine_cell(path, "B5") == 99
    assert {SHEET, TABLE} <= set(receipt.changed_parts)


def test_a_calculated_column_drops_the_calculation_chain(tmp_path: Path) -> None:
    path = with_calc_chain(tmp_path / "a.xlsx")
    table = calculated_book(tmp_path / "b.xlsx")
    parts = parts_of(table) | {"xl/calcChain.xml": parts_of(path)["xl/calcChain.xml"]}
    link = parts_of(path)[WORKBOOK_RELS].split(b'<Relationship Id="rId7"')[1]
    parts[WORKBOOK_RELS] = parts[WORKBOOK_RELS].replace(
        b"</Relationships>", b'<Relationship Id="rId7"' + link
    )
    patch = Patch(pack(table, parts))
    patch.append_rows("tblRekap", [{"A": 3}])
    assert {"xl/calcChain.xml", WORKBOOK_RELS} <= set(patch.save().changed_parts)
    assert b"calcChain" not in parts_of(table)[WORKBOOK_RELS] + parts_of(table)[TYPES]


def test_rows_are_not_appended_over_what_stands_below(tmp_path: Path) -> None:
    path = calculated_book(tmp_path / "a.xlsx", "jumlah manual")
    before = path.read_bytes()
    with pytest.raises(InputError) as caught:
        Patch(path).append_rows("tblRekap", [{"A": 3}, {"A": 4}])
    assert (caught.value.kode, caught.value.fakta["sel"]) == ("bawah-tabel-terisi", "B5")
    assert path.read_bytes() == before


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_a_table_holds_the_rows_that_replace_its_own(tmp_path: Path, count: int) -> None:
    path = calculated_book(tmp_path / "a.xlsx")
    patch = Patch(path)
    patch.replace_rows("tblRekap", [{"A": 10 + n} for n in range(count)])
    patch.save()
    shown = [calamine_cell(path, f"A{row}") for row in range(2, 8)]
    assert [value for value in shown if value not in (None, "")] == [10 + n for n in range(count)]
    assert sheet_text(path).count("<f>") == max(1, count)


def convert(path: Path, folder: Path) -> Path:
    """Return what LibreOffice makes of a workbook."""
    out, profile = folder / "keluar", (folder / "profil").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=180)
    return out / path.name


@pytest.mark.program
def test_a_formula_of_staff_over_our_register_shows_the_right_figure_after_writing(
    host: FileHost, rekap: Path, tmp_path: Path
) -> None:
    parts = parts_of(rekap)
    part = open_package(rekap).sheet_parts["Petunjuk"]
    formula = (
        b'<row r="900"><c r="A900"><f>COUNTA(tblRekap[Judul Informasi])</f><v>0</v></c></row></sheetData>'
    )
    pack(rekap, {**parts, part: parts[part].replace(b"</sheetData>", formula)})
    host.apply([AppendRows("tblRekap", [{"judul_informasi": f"Informasi {n}"} for n in range(3)])])
    assert stored(convert(rekap, tmp_path), ("Petunjuk", "A900")) == [3]


@pytest.mark.program
def test_libreoffice_shows_the_right_figures_of_every_kind_of_formula(tmp_path: Path) -> None:
    path = formulas_book(tmp_path / "a.xlsx")
    set_and_save(path, {"A1": 5, "A3": 7})
    converted = convert(path, tmp_path)
    places = [("Rekap", ref) for ref in ("B1", "B2", "B3", "C1", "D1", "D3")]
    places += [("Lain", ref) for ref in ("A1", "A2", "A3")]
    assert stored(converted, *places) == [14, 141, "x5", 10, 10, 14, 140, 15, 10]
