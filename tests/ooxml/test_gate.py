"""The gate stops what is no plain workbook, each with its own code, and lets plain workbooks pass quickly."""

from __future__ import annotations

import os
import time
import warnings
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hostile_files import (
    MAIN,
    SHEET,
    minimal_parts,
    ole_file,
    pack,
    sheet_xml,
    with_duplicate,
    with_encrypted_entry,
    with_lying_size,
    with_part,
    workbook_with,
)
from make_books import make_books

from ppid_xl.errors import InputError, PpidXlError
from ppid_xl.hosts.lists import read_list
from ppid_xl.messages import error_sentences
from ppid_xl.ooxml.gate import admit, find_lock


def stopped(path: Path) -> PpidXlError:
    with pytest.raises(PpidXlError) as caught:
        admit(path)
    known = error_sentences()
    sentence = known[caught.value.kode]
    (sentence["kalimat"] + sentence["saran"]).format(**caught.value.fakta)
    return caught.value


def test_a_plain_workbook_passes(tmp_path: Path) -> None:
    admit(workbook_with(tmp_path / "a.xlsx"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert stopped(tmp_path / "tidak ada.xlsx").kode == "berkas-tidak-ada"


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    assert stopped(tmp_path).kode == "berkas-folder"


@pytest.mark.parametrize(
    ("content", "kode"),
    [
        (b"", "berkas-kosong"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "berkas-html"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "berkas-html"),
        (b"No;Judul\r\n1;Daftar\r\n", "berkas-teks"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "bukan-xlsx"),
        (b"PK\x03\x04" + bytes(200), "zip-rusak"),
    ],
)
def test_content_that_is_no_zip_is_told_apart(tmp_path: Path, content: bytes, kode: str) -> None:
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(content)
    assert stopped(path).kode == kode


@pytest.mark.parametrize(
    ("stream", "kode"),
    [
        ("EncryptedPackage", "berkas-terenkripsi"),
        ("Workbook\0", "berkas-xls-lama"),
        ("WordDocument", "berkas-ole"),
    ],
)
def test_an_ole_file_is_told_apart_by_its_streams(tmp_path: Path, stream: str, kode: str) -> None:
    assert stopped(ole_file(tmp_path / "rekap.xlsx", stream)).kode == kode


@pytest.mark.parametrize("name", ["~$rekap.xlsx", ".~lock.rekap.xlsx#"])
def test_a_lock_file_itself_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x05Siti ")
    assert stopped(tmp_path / name).kode == "berkas-kunci"


def test_a_truncated_workbook_is_damaged(tmp_path: Path) -> None:
    path = workbook_with(tmp_path / "a.xlsx")
    path.write_bytes(path.read_bytes()[:-200])
    assert stopped(path).kode == "zip-rusak"


def test_a_changed_byte_inside_a_part_is_noticed(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.xlsx", minimal_parts())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo(SHEET).header_offset + 30 + len(SHEET) + 20
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)
    assert stopped(path).fakta["bagian"] == SHEET


def test_a_part_that_grows_too_much_is_a_bomb(tmp_path: Path) -> None:
    bomb = sheet_xml().encode() + b" " * (3 << 20)
    assert stopped(workbook_with(tmp_path / "a.xlsx", bomb)).kode == "zip-bom"


def test_a_total_of_more_than_200_mb_is_a_bomb(tmp_path: Path) -> None:
    noise = os.urandom(1 << 16) * 16  # one megabyte that deflate shrinks by less than the allowed ratio
    block = b"".join(noise[at : at + 997] + b"0" * 99_000 for at in range(0, 1_000_000, 1000))
    parts = {**minimal_parts(), **{f"xl/media/{n}.bin": block for n in range(3)}}
    assert stopped(pack(tmp_path / "a.xlsx", parts)).fakta["bagian"] == "seluruh isi"


def test_more_than_5000_entries_are_a_bomb(tmp_path: Path) -> None:
    parts = {**minimal_parts(), **{f"xl/media/{n}.bin": b"" for n in range(5000)}}
    assert stopped(pack(tmp_path / "a.xlsx", parts)).kode == "zip-bom"


def test_a_size_that_lies_is_found_while_inflating(tmp_path: Path) -> None:
    real = sheet_xml().encode() + b"\n" + os.urandom(600).hex().encode() * 400
    assert stopped(with_lying_size(tmp_path / "a.xlsx", real, 300)).kode == "zip-bom"


@pytest.mark.parametrize("name", [SHEET, "xl/worksheets/SHEET1.xml"])
def test_a_part_that_is_there_twice_is_refused(tmp_path: Path, name: str) -> None:
    with warnings.catch_warnings(action="ignore"):
        path = with_duplicate(tmp_path / "a.xlsx", name)
    assert stopped(path).kode == "zip-bagian-ganda"


@pytest.mark.parametrize("name", ["../keluar.xml", "/mutlak.xml", "xl/../../a.xml", "C:/a.xml", "..\\a.xml"])
def test_a_path_that_leaves_the_package_is_refused(tmp_path: Path, name: str) -> None:
    assert stopped(with_part(tmp_path / "a.xlsx", name, b"<a/>")).kode == "zip-jalur-berbahaya"


def test_a_locked_zip_entry_is_refused(tmp_path: Path) -> None:
    assert stopped(with_encrypted_entry(tmp_path / "a.xlsx")).kode == "zip-terkunci"


DTD = '<?xml version="1.0"?>\n<!-- judul -->\n<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("docProps/core.xml", DTD.encode()),
        ("docProps/core.xml", b"\xef\xbb\xbf" + DTD.encode()),
        ("docProps/core.xml", DTD.encode("utf-16")),
        ("docProps/core.xml", DTD.encode("utf-16-be")),
        ("docProps/core.xml", DTD.replace("<!--", " " * 9000 + "<!--").encode()),
        ("xl/lain.bin", DTD.encode()),
        ("xl/lain.bin", DTD.encode("utf-16")),
    ],
)
def test_a_dtd_is_refused_in_every_encoding_and_under_every_name(
    tmp_path: Path, name: str, data: bytes
) -> None:
    assert stopped(with_part(tmp_path / "a.xlsx", name, data)).kode == "xml-dtd"


@pytest.mark.parametrize("data", [b'<?xml version="1.0" encoding="UTF-7"?><a/>', "<a/>".encode("utf-32")])
def test_an_exotic_encoding_cannot_hide_a_dtd(tmp_path: Path, data: bytes) -> None:
    assert stopped(with_part(tmp_path / "a.xlsx", "docProps/core.xml", data)).kode == "xml-sandi"


def test_a_doctype_in_cell_text_is_only_text(tmp_path: Path) -> None:
    text = '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<!DOCTYPE a>]]></t></is></c></row>'
    admit(workbook_with(tmp_path / "a.xlsx", sheet_xml(text)))


def test_a_package_without_a_workbook_is_refused(tmp_path: Path) -> None:
    assert stopped(pack(tmp_path / "a.xlsx", {"catatan.txt": b"halo"})).kode == "tanpa-buku-kerja"


def test_a_renamed_word_document_is_refused(tmp_path: Path) -> None:
    word = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    error = stopped(with_part(tmp_path / "a.xlsx", "xl/workbook.xml", word))
    assert (error.kode, error.fakta["isi"]) == ("bukan-buku-kerja", "document")


def test_an_opendocument_workbook_is_refused_by_name(tmp_path: Path) -> None:
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    assert stopped(pack(tmp_path / "a.xlsx", {"mimetype": mimetype})).kode == "berkas-ods"


def test_strict_open_xml_is_refused(tmp_path: Path) -> None:
    parts = minimal_parts()
    strict = parts["xl/workbook.xml"].replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert stopped(pack(tmp_path / "a.xlsx", {**parts, "xl/workbook.xml": strict})).kode == "format-strict"


NEAR = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "rows",
    [
        NEAR + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + NEAR,
        "<row r='1048576'><c s=\"1\" \n r='XFD1048576'><v>1</v></c></row>" + NEAR,
        '<row r="1"><c r="xfd1048576"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="2000"><c r="A2000"><v>1</v></c></row>',
        '<row r="1048576">' + "<c><v>1</v></c>" * 20 + "</row>",
    ],
)
def test_a_far_cell_is_refused_wherever_it_stands(tmp_path: Path, rows: str) -> None:
    error = stopped(workbook_with(tmp_path / "a.xlsx", sheet_xml(rows)))
    assert (error.kode, error.fakta["lembar"]) == ("sel-terlalu-jauh", "Rekap")


def test_a_far_cell_is_named(tmp_path: Path) -> None:
    rows = NEAR + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert stopped(workbook_with(tmp_path / "a.xlsx", sheet_xml(rows))).fakta["sel"] == "XFD1048576"


def test_a_far_cell_in_utf_16_and_with_a_prefix_is_refused(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1048576">'
        '<x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert stopped(workbook_with(tmp_path / "a.xlsx", sheet.encode("utf-16"))).kode == "sel-terlalu-jauh"


def test_an_empty_formatted_cell_far_away_is_harmless(tmp_path: Path) -> None:
    rows = NEAR + '<row r="1048576" hidden="1"><c r="XFD1048576" s="1"/><c r="XFD1048576" s="1"></c></row>'
    admit(workbook_with(tmp_path / "a.xlsx", sheet_xml(rows)))


def test_a_text_that_looks_like_a_far_cell_is_harmless(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>lihat r="XFD1048576"</t></is></c></row>'
    admit(workbook_with(tmp_path / "a.xlsx", sheet_xml(rows)))


def test_more_than_200000_rows_are_refused(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}" ht="{n % 97}"/>' for n in range(1, 200_002))
    error = stopped(workbook_with(tmp_path / "a.xlsx", sheet_xml(rows)))
    assert (error.kode, error.fakta["jumlah"]) == ("baris-terlalu-banyak", "200001")


def test_an_open_workbook_may_be_read_and_its_holder_is_known(tmp_path: Path) -> None:
    path = workbook_with(tmp_path / "rekap.xlsx")
    (tmp_path / "~$rekap.xlsx").write_bytes(b"\x09Siti Aminah".ljust(55) + b"\x09\0")
    admit(path)
    assert find_lock(path) == "Siti Amin"


def test_the_holder_is_read_from_a_libreoffice_lock(tmp_path: Path) -> None:
    path = workbook_with(tmp_path / "rekap.xlsx")
    (tmp_path / ".~lock.rekap.xlsx#").write_text(",siti,pc-01,21.11.2026 10:00,file:///x;", encoding="utf-8")
    assert find_lock(path) == "siti"


@pytest.mark.parametrize(
    ("name", "content"),
    [("~$rekap.xlsx", b""), ("~$rekap.xlsx", b"\x05     "), (".~lock.rekap.xlsx#", b", ,pc-01,,;")],
)
def test_a_lock_that_names_nobody_is_told_by_its_file(tmp_path: Path, name: str, content: bytes) -> None:
    path = workbook_with(tmp_path / "rekap.xlsx")
    (tmp_path / name).write_bytes(content)
    assert find_lock(path) == f"program lain (berkas kunci {name})"


def test_a_closed_workbook_has_no_holder(tmp_path: Path) -> None:
    assert find_lock(workbook_with(tmp_path / "rekap.xlsx")) is None


def test_the_gate_is_quick_on_ten_thousand_rows(tmp_path: Path) -> None:
    path = tmp_path / "besar.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Rekap")
    for row in range(10_000):
        sheet.write_row(row, 0, [row * column for column in range(32)])
    book.close()
    took = []
    for _ in range(3):
        start = time.perf_counter()
        admit(path)
        took.append(time.perf_counter() - start)
    # 0.06 s on a quiet machine; the limit only has to notice a scan per cell (seconds)
    assert min(took) < 0.6


def test_a_damaged_relationship_part_is_named(tmp_path: Path) -> None:
    path = with_part(tmp_path / "a.xlsx", "_rels/.rels", b"<Relationships")
    with pytest.raises(InputError, match="xml-rusak"):
        admit(path)


def test_every_book_with_what_staff_keep_passes_as_a_list(tmp_path: Path) -> None:
    for path in make_books(tmp_path).values():
        assert read_list(path).grids, path.name
