"""A rekap that staff, or another program, gave another shape: read and written all the same, or refused in words."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hostile_files import pack
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName

from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetName
from ppid_xl.workflow.ground.knowledge import Knowledge

TABLE = b'displayName="tblRekap"'


def changed(path: Path, change: Callable[[Workbook], object]) -> None:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


@pytest.mark.parametrize("name", [b"Tabel1", b"tblRekap_2"])
def test_a_register_whose_table_has_another_name_is_not_taken_for_a_list_of_others(
    rekap: Path, knowledge: Knowledge, name: bytes
) -> None:
    with zipfile.ZipFile(rekap) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    pack(rekap, {part: data.replace(TABLE, b'displayName="%s"' % name) for part, data in parts.items()})
    with pytest.raises(InputError) as refused:
        FileHost(rekap, knowledge.dictionary).snapshot()
    assert (refused.value.kode, refused.value.fakta["tabel"]) == ("tabel-tidak-ada", "tblRekap")


def test_a_name_that_leads_nowhere_stops_no_writing(rekap: Path, knowledge: Knowledge) -> None:
    def change(book: Workbook) -> None:
        del book["_hitung"]
        book.defined_names["UrutLK"] = DefinedName("UrutLK", attr_text="Pengaturan!$A$90:$B$91")

    lost = next(
        name for name, place in FileHost(rekap, knowledge.dictionary)._open().defined_names().items()
        if "_hitung" in place
    )  # fmt: skip
    changed(rekap, change)
    host = FileHost(rekap, knowledge.dictionary)
    assert host.apply([SetName(lost, 3), SetName("UrutLK", 4), SetName("UrutINF", 5)])
    assert host.snapshot().setting("UrutINF") == "5"


@pytest.mark.parametrize("merged", ["D6:F7", "AE7:AG7"])
def test_a_table_never_grows_over_merged_cells(rekap: Path, knowledge: Knowledge, merged: str) -> None:
    changed(rekap, lambda book: book["Rekap"].merge_cells(merged))
    before = rekap.read_bytes()
    host = FileHost(rekap, knowledge.dictionary)
    rows = [{"judul_informasi": f"Judul {number}"} for number in range(3)]
    with pytest.raises(InputError) as refused:
        host.apply([AppendRows("tblRekap", rows)])
    assert (refused.value.kode, refused.value.fakta["sel"]) == ("tabel-terhalang-gabungan", merged)
    assert rekap.read_bytes() == before


@pytest.mark.parametrize("merged", ["D8:F9", "AG5:AH7", "A1:D1"])
def test_merged_cells_elsewhere_hinder_no_table(rekap: Path, knowledge: Knowledge, merged: str) -> None:
    changed(rekap, lambda book: book["Rekap"].merge_cells(merged))
    host = FileHost(rekap, knowledge.dictionary)
    host.apply([AppendRows("tblRekap", [{"judul_informasi": f"Judul {number}"} for number in range(3)])])
    assert len(host.snapshot().rows("tblRekap")) == 3


def test_a_table_whose_headings_are_not_shown_begins_where_its_lines_do(
    rekap: Path, knowledge: Knowledge
) -> None:
    rows = [{"judul_informasi": f"Judul {number}"} for number in range(2)]
    FileHost(rekap, knowledge.dictionary).apply([AppendRows("tblRekap", rows)])
    with zipfile.ZipFile(rekap) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    for part, data in parts.items():
        if TABLE in data:
            data = re.sub(rb"<autoFilter.*?</autoFilter>|<autoFilter[^>]*/>", b"", data, flags=re.DOTALL)
            data = re.sub(rb' headerRowCount="1"', b' headerRowCount="0"', data)
            parts[part] = re.sub(rb'ref="A4:', b'ref="A5:', data)
    pack(rekap, parts)
    changed(rekap, lambda book: [setattr(cell, "value", None) for cell in book["Rekap"][4]])
    host = FileHost(rekap, knowledge.dictionary)
    assert [row.number for row in host.snapshot().rows("tblRekap")] == [5, 6]
    host.apply([AppendRows("tblRekap", [{"judul_informasi": "Judul 2"}])])
    found = host.snapshot().rows("tblRekap")
    assert [(row.number, row.text("judul_informasi")) for row in found] == [
        (n + 5, f"Judul {n}") for n in range(3)
    ]
