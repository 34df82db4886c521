"""Files with existing lists: the cells come out as staff see them, whatever the file was saved with."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.lists import find_delimiter, read_list
from ppid_xl.model import AppendRows
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.sumber import read_source

TEXT = "No;Judul Informasi;Dasar Hukum\r\n1;Data – gaji;Pasal 17 huruf h\r\n2;b;c\r\n"
CELLS = [["No", "Judul Informasi", "Dasar Hukum"], ["1", "Data – gaji", "Pasal 17 huruf h"], ["2", "b", "c"]]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert read_list(path).grids[0].cells == CELLS


def test_utf_16_cut_in_the_middle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode("utf-16") + b"\x41")
    with pytest.raises(InputError, match="bukan-teks"):
        read_list(path)


def test_a_short_list_under_a_long_kop_keeps_its_delimiter() -> None:
    kop = "".join(f"BARIS KOP {n}\n" for n in range(9))
    assert find_delimiter(f"{kop}No,Judul Informasi,Dasar Hukum\n1,Data gaji,Pasal 17\n2,b,c\n") == ","


def test_commas_in_a_list_of_one_column_divide_nothing() -> None:
    assert find_delimiter("Judul Informasi\nLaporan, neraca\nData gaji\nNotula, daftar, foto\nPeta\n") != ","


def test_a_semicolon_divides_a_ragged_list_too(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Judul Informasi;Dasar Hukum\nsatu;x;lebih;lagi\n;;\ndua\n", encoding="utf-8")
    assert read_list(path).grids[0].cells[0] == ["Judul Informasi", "Dasar Hukum"]


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_quotation_mark_that_is_never_closed_swallows_no_lines(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'Judul;Dasar\nsatu;x\ndua;"y\ntiga;z\nempat;z{end}', encoding="utf-8")
    with pytest.raises(InputError, match="csv-rusak") as refusal:
        read_list(path)
    assert refusal.value.fakta["alasan"] == "tanda kutip yang dibuka di baris 3 tidak ditutup"


def test_a_cell_of_several_lines_at_the_end_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Judul;Dasar\nsatu;"x\ny"', encoding="utf-8")
    assert read_list(path).grids[0].cells == [["Judul", "Dasar"], ["satu", "x\ny"]]


def test_a_delimiter_named_on_the_first_line_is_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=|\nJudul Informasi|Dasar Hukum\nData gaji, tunjangan|Pasal 17\n", encoding="utf-8")
    assert read_list(path).grids[0].cells[2] == ["Data gaji, tunjangan", "Pasal 17"]


def test_of_a_rekap_of_ours_only_its_register_is_read(host: FileHost, knowledge: Knowledge) -> None:
    host.apply([AppendRows("tblRekap", [{"judul_informasi": "Data gaji", "klasifikasi": "Dikecualikan"}])])
    source = read_source(read_list(host.path), knowledge.dictionary.tabel["tblRekap"])
    assert [row.values["judul_informasi"] for row in source.rows] == ["Data gaji"]
    assert {(line.sheet, line.kind) for line in source.not_data} == {("Rekap", "judul kolom")}
    assert not source.unknown


def test_the_totals_row_of_a_table_is_no_data(tmp_path: Path, knowledge: Knowledge) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (CELLS[0], [1, "Data gaji", "Pasal 17"], [2, "b", "c"], ["Banyaknya", "2 buah", "terhitung"]):
        sheet.append(line)
    table = Table(displayName="Daftar", ref="A1:C4", totalsRowCount=1)
    table._initialise_columns()
    for column, heading in zip(table.tableColumns, CELLS[0], strict=True):
        column.name = heading
    sheet.add_table(table)
    book.save(tmp_path / "a.xlsx")
    source = read_source(read_list(tmp_path / "a.xlsx"), knowledge.dictionary.tabel["tblRekap"])
    assert [row.values["judul_informasi"] for row in source.rows] == ["Data gaji", "b"]
    assert [(line.number, line.kind) for line in source.not_data] == [(1, "judul kolom"), (4, "jumlah")]


def test_yes_and_no_of_a_workbook_read_as_staff_see_them(tmp_path: Path, knowledge: Knowledge) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (CELLS[0], [1, True, False]):
        sheet.append(line)
    book.save(tmp_path / "a.xlsx")
    source = read_source(read_list(tmp_path / "a.xlsx"), knowledge.dictionary.tabel["tblRekap"])
    assert (source.rows[0].values["judul_informasi"], source.rows[0].values["dasar_hukum"]) == (
        "BENAR",
        "SALAH",
    )


def test_an_empty_text_file_is_a_list_of_nothing(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "a.csv").write_bytes(b"")
    assert not read_source(read_list(tmp_path / "a.csv"), knowledge.dictionary.tabel["tblRekap"]).filled
