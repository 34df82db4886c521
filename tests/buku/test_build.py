"""The built workbook against the data dictionary."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook

from ppid_xl import columns
from ppid_xl.columns import Column, Dictionary
from ppid_xl.errors import ConfigError

# a window of 1366 × 768 at 90 %: what the cells may take, in points and in pixels at 100 %
FIRST_LOOK_HEIGHT, FIRST_LOOK_WIDTH = 400, 1400
SHEETS = [
    "Beranda", "Petunjuk", "Rekap", "Uji Konsekuensi", "Langkah SOP", "Agenda Surat", "Pejabat", "Temuan",
    "Pengaturan", "_hitung",
]  # fmt: skip
TABLES = [
    "tblRekap", "tblUji", "tblLangkah", "tblAgenda", "tblPejabat", "tblTemuan", "tblUnit", "tblLibur",
    "tblSOP",
]  # fmt: skip


def table_cells(book: Any, dictionary: Dictionary, name: str) -> Any:
    sheet = book[dictionary.tabel[name].lembar]
    return sheet[sheet.tables[name].ref]


def columns_with_letters(book: Any, dictionary: Dictionary) -> list[tuple[Any, Column, str]]:
    return [
        (book[spec.lembar], column, cell.column_letter)
        for spec in dictionary.tabel.values()
        for column, cell in zip(spec.kolom, table_cells(book, dictionary, spec.nama)[0], strict=True)
    ]


def validation_of(sheet: Any, address: str) -> Any:
    return next((rule for rule in sheet.data_validations.dataValidation if address in rule.sqref), None)


def resolve(book: Any, name: str) -> list[Any]:
    ((sheet, address),) = book.defined_names[name].destinations
    found = book[sheet][address.replace("$", "")]
    return [cell for (cell,) in found] if isinstance(found, tuple) else [found]


def test_sheets_stand_in_their_order(book: Any) -> None:
    assert book.sheetnames == SHEETS


@pytest.mark.parametrize("name", TABLES)
def test_every_heading_of_the_dictionary_is_there_in_order(
    book: Any, dictionary: Dictionary, name: str
) -> None:
    written = [cell.value for cell in table_cells(book, dictionary, name)[0]]
    assert written == [column.judul for column in dictionary.tabel[name].kolom]


@pytest.mark.parametrize("name", TABLES)
def test_table_parts_name_the_same_columns_as_the_cells(rekap: bytes, name: str) -> None:
    with zipfile.ZipFile(BytesIO(rekap)) as package:
        parts = [etree.fromstring(package.read(n)) for n in package.namelist() if n.startswith("xl/tables/")]
    (table,) = (part for part in parts if part.get("displayName") == name)
    assert table.get("headerRowCount") == "1"
    first, _, last, _ = range_boundaries(table.get("ref"))
    assert len(table.findall(".//{*}tableColumn")) == last - first + 1


def test_calamine_finds_every_table_with_its_rows(rekap: bytes) -> None:
    workbook = CalamineWorkbook.from_filelike(BytesIO(rekap), load_tables=True)
    assert sorted(workbook.table_names or []) == sorted(TABLES)
    assert workbook.get_table_by_name("tblLibur").to_python()[0][:2] == [
        date(2026, 1, 1),
        "Tahun Baru Masehi",
    ]


def test_registers_have_their_header_on_row_4_and_one_blank_row(book: Any, dictionary: Dictionary) -> None:
    for spec in dictionary.tabel.values():
        if spec.lembar != "Pengaturan":
            area = book[spec.lembar].tables[spec.nama].ref
            assert range_boundaries(area)[1::2] == (4, 5)
            assert all(cell.value is None for cell in book[spec.lembar][5])


def test_the_workbook_has_no_formula(book: Any) -> None:
    assert [c.coordinate for sheet in book for row in sheet for c in row if c.data_type == "f"] == []


def test_text_that_looks_like_a_formula_stays_text(book: Any, dictionary: Dictionary) -> None:
    cells = table_cells(book, dictionary, "tblUnit")
    assert (cells[2][0].value, cells[2][0].data_type) == ("=Bidang Mutasi", "s")


def test_sop_rows_are_written_with_their_actors_joined(book: Any, dictionary: Dictionary) -> None:
    row = [cell.value for cell in table_cells(book, dictionary, "tblSOP")[1]]
    assert row == [1, "Mengumpulkan daftar", "Petugas PPID, Bidang", "Daftar informasi", "1 jam", "Rekap"]


def test_every_setting_has_a_name_that_leads_to_its_value(book: Any, dictionary: Dictionary) -> None:
    values = {setting.nama: resolve(book, setting.nama)[0].value for setting in dictionary.pengaturan}
    assert values["KodeSOP"] == "contoh"
    assert values["NamaBadan"] == "Badan Contoh"
    assert values["HariKerjaSeminggu"] == 5
    assert values["UrutINF"] == 0


def test_what_is_said_to_be_written_by_the_program_is_written_by_it(dictionary: Dictionary) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(columns.__file__).parent.rglob("*.py"))
    written = set(re.findall(r'"(\w+)"', code))
    ours = [setting.nama for setting in dictionary.pengaturan if setting.alat]
    assert [name for name in ours if name not in written] == []


def test_a_long_setting_is_seen_whole(make_rekap: Callable[..., bytes]) -> None:
    name = "PEMERINTAH PROVINSI KALIMANTAN BARAT DINAS PERINDUSTRIAN DAN PERDAGANGAN"
    (cell,) = resolve(load_workbook(BytesIO(make_rekap(settings={"NamaBadan": name}))), "NamaBadan")
    assert cell.parent.row_dimensions[cell.row].height > 2 * 10 * 1.3


def test_given_settings_win_over_the_sop(make_rekap: Callable[..., bytes]) -> None:
    content = make_rekap(settings={"NamaBadan": "Dinas Lain", "Tahun": 2027})
    book = load_workbook(BytesIO(content))
    assert [resolve(book, name)[0].value for name in ("NamaBadan", "Tahun")] == ["Dinas Lain", 2027]
    assert book["Beranda"]["B2"].value == "Dinas Lain"


def test_an_unknown_setting_is_refused(make_rekap: Callable[..., bytes]) -> None:
    with pytest.raises(ConfigError, match="pengaturan-tidak-dikenal"):
        make_rekap(settings={"NamaKantor": "x"})


def test_fixed_lists_are_named_ranges_with_exactly_their_words(book: Any, dictionary: Dictionary) -> None:
    for choices in dictionary.daftar.values():
        if choices.isi:
            assert tuple(cell.value for cell in resolve(book, choices.nama)) == choices.isi


def test_growing_lists_name_a_table_column_that_exists(book: Any, dictionary: Dictionary) -> None:
    for choices in dictionary.daftar.values():
        if choices.kolom:
            table, heading = choices.kolom.rstrip("]").split("[")
            assert book.defined_names[choices.nama].attr_text == choices.kolom
            assert heading in [column.judul for column in dictionary.tabel[table].kolom]


def test_closed_lists_stop_and_loose_lists_warn(book: Any, dictionary: Dictionary) -> None:
    for sheet, column, letter in columns_with_letters(book, dictionary):
        if column.daftar:
            rule = validation_of(sheet, f"{letter}5")
            assert (rule.type, rule.formula1) == ("list", column.daftar)
            assert rule.errorStyle == ("warning" if column.longgar else "stop")


def test_typed_dates_are_validated_but_text_may_be_kept(book: Any, dictionary: Dictionary) -> None:
    for sheet, column, letter in columns_with_letters(book, dictionary):
        if column.jenis in ("tanggal", "waktu") and column.pengisi == "ketik":
            rule = validation_of(sheet, f"{letter}5")
            assert (rule.type, rule.errorStyle) == ("date", "warning")
            assert "21/11/2026" in rule.error


def test_validations_reach_row_1000_and_their_texts_fit_excel(book: Any) -> None:
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.promptTitle or "") <= 31
            assert len(rule.prompt or "") <= 250
            assert len(rule.error or "") <= 250
            (area,) = rule.sqref.ranges
            assert area.max_row == 1000 or (area.size["rows"] == 1 and sheet.title == "Pengaturan")


def test_every_hint_of_a_shown_column_is_its_prompt(book: Any, dictionary: Dictionary) -> None:
    for sheet, column, letter in columns_with_letters(book, dictionary):
        if column.petunjuk and not column.tersembunyi:
            assert validation_of(sheet, f"{letter}5").prompt == column.petunjuk


def test_the_marks_colour_every_cell_to_row_1000(book: Any, dictionary: Dictionary) -> None:
    for spec in dictionary.tabel.values():
        keys = [column.kunci for column in spec.kolom]
        if "tanda" in keys:
            sheet = book[spec.lembar]
            letter = table_cells(book, dictionary, spec.nama)[0][keys.index("tanda")].column_letter
            areas = {
                rule.formula[0]: str(group.sqref)
                for group in sheet.conditional_formatting
                for rule in group.rules
            }
            before = table_cells(book, dictionary, spec.nama)[0][keys.index("tanda") - 1].column_letter
            for kind in "GPC":
                assert areas[f'ISNUMBER(FIND("|{kind}:"&A$4&"|",${letter}5))'] == f"A5:{before}1000"


def test_identities_numbers_and_nip_are_kept_as_text(book: Any, dictionary: Dictionary) -> None:
    for sheet, column, letter in columns_with_letters(book, dictionary):
        if column.jenis in ("id", "nip") or (column.kunci == "nomor" and column.jenis == "teks"):
            assert sheet[f"{letter}5"].number_format == "@"
        if column.jenis == "tanggal":
            assert sheet[f"{letter}5"].number_format == "dd/mm/yyyy"


def test_header_colour_tells_who_fills_a_column(book: Any, dictionary: Dictionary) -> None:
    for sheet, column, letter in columns_with_letters(book, dictionary):
        tool = column.pengisi == "alat"
        assert sheet[f"{letter}4"].fill.fgColor.rgb == ("005B4A8A" if tool else "001F4E79")
        assert (sheet[f"{letter}5"].fill.fgColor.rgb == "00F4F1FA") is tool


def test_hidden_columns_are_there_but_not_shown(
    make_rekap: Callable[..., bytes], dictionary: Dictionary
) -> None:
    book = load_workbook(BytesIO(make_rekap(hidden=("tahap", "versi_publik_dari"))))
    shut = {
        cell.value for cell in table_cells(book, dictionary, "tblRekap")[0]
        if book["Rekap"].column_dimensions[cell.column_letter].hidden
    }  # fmt: skip
    assert shut == {"Tahap", "Versi Publik Dari", "_tanda"}


def test_an_unknown_hidden_column_is_refused(make_rekap: Callable[..., bytes]) -> None:
    with pytest.raises(ConfigError, match="kolom-sembunyi-tidak-dikenal"):
        make_rekap(hidden=("thap",))


def test_panes_are_frozen_after_the_column_of_the_dictionary(book: Any, dictionary: Dictionary) -> None:
    for spec in dictionary.tabel.values():
        if spec.beku:
            index = [column.kunci for column in spec.kolom].index(spec.beku)
            after = table_cells(book, dictionary, spec.nama)[0][index + 1].column_letter
            assert book[spec.lembar].freeze_panes == f"{after}5"


def test_registers_print_on_folio_as_wide_as_can_be_read_with_their_headings(
    book: Any, dictionary: Dictionary
) -> None:
    for spec in dictionary.tabel.values():
        if spec.lembar != "Pengaturan":
            sheet = book[spec.lembar]
            setup = sheet.page_setup
            assert (setup.paperSize, setup.orientation) == (14, "landscape")
            wide = {"tblRekap": 3}
            assert setup.fitToWidth == wide.get(spec.nama, 1)
            assert setup.fitToHeight == 0
            assert sheet.print_title_rows == "$4:$4"
            assert bool(sheet.print_title_cols) == (setup.fitToWidth > 1)
            printed = range_boundaries(sheet.print_area.split("!")[1].replace("$", ""))[2]
            assert [c.kunci for c in spec.kolom[printed:]] == [
                key for key in ("temuan", "tanda") if key in [c.kunci for c in spec.kolom]
            ]


def test_only_the_front_pages_are_protected_and_without_password(book: Any) -> None:
    assert [sheet.title for sheet in book if sheet.protection.sheet] == ["Beranda", "Petunjuk"]
    assert all(sheet.protection.password is None for sheet in book)


def test_only_the_front_page_that_is_laid_out_keeps_its_row_heights(rekap: bytes) -> None:
    with zipfile.ZipFile(BytesIO(rekap)) as package:
        sheets = [n for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
        assert len(sheets) == len(SHEETS)
        fixed = [n for n in sheets if b"customHeight" in package.read(n)]
        assert fixed == ["xl/worksheets/sheet1.xml"]


def test_the_workbook_opens_on_beranda(book: Any) -> None:
    assert book.active.title == "Beranda"
    assert book["Beranda"].sheet_view.selection[0].activeCell == "B6"
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == ["_hitung"]


def test_the_cursor_of_a_register_stands_on_the_first_cell_that_staff_fill_in(
    book: Any, dictionary: Dictionary
) -> None:
    for spec in dictionary.tabel.values():
        if spec.lembar != "Pengaturan":
            view = book[spec.lembar].sheet_view
            (cell,) = [s.activeCell for s in view.selection if s.pane == view.pane.activePane]
            number = [c.pengisi != "alat" for c in spec.kolom].index(True)
            assert cell == table_cells(book, dictionary, spec.nama)[1][number].coordinate


def test_ten_rows_and_the_first_columns_of_rekap_are_seen_without_scrolling(book: Any) -> None:
    sheet = book["Rekap"]
    height = sum(sheet.row_dimensions[row].height or 15 for row in range(1, 15))
    assert sheet.sheet_view.zoomScale == 90
    assert height <= FIRST_LOOK_HEIGHT
    width = sum(sheet.column_dimensions[letter].width * 7 + 5 for letter in "ABCDEFG")
    assert width <= FIRST_LOOK_WIDTH


def test_every_shown_sheet_has_a_coloured_tab(book: Any) -> None:
    assert [s.title for s in book if s.sheet_state == "visible" and not s.sheet_properties.tabColor] == []


def test_equal_arguments_give_equal_bytes(make_rekap: Callable[..., bytes], rekap: bytes) -> None:
    assert make_rekap() == rekap
    assert make_rekap(created=datetime(2026, 11, 22)) != rekap


def test_properties_carry_title_language_and_the_given_date(book: Any) -> None:
    properties = book.properties
    assert (properties.title, properties.language) == ("Rekap Informasi PPID", "id-ID")
    assert properties.created == properties.modified == datetime(2026, 11, 21, 8, 30)
