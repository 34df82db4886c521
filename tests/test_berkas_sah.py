"""Excel and Word open every file that the commands write without offering to repair it."""

from __future__ import annotations

import subprocess
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from berkas_sah import faults

from ppid_xl.addin.xlam import build_xlam
from ppid_xl.bawaan import macros_dir, workbook_path
from ppid_xl.buttons import load_buttons
from ppid_xl.cli import main
from ppid_xl.sop import available
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.buat import buat

DAY = ["--tanggal", "2026-11-21"]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sah") / "contoh"
    book = str(folder / "rekap-contoh.xlsx")
    for words in (
        ["contoh", "--keluar", str(folder)],
        ["periksa", book, "--tulis"],
        ["buat", book, "--formulir", "--keluar", str(folder / "formulir")],
        ["rekapitulasi", book, "--keluar", str(folder / "rekapitulasi")],
    ):
        assert main([*words, *DAY]) in (0, 1)
    return folder


def test_the_books_and_letters_of_the_example_need_no_repair(written: Path) -> None:
    paths = [path for path in written.rglob("*") if path.suffix in (".xlsx", ".docx")]
    assert {path.parent.name for path in paths} >= {"contoh", "dokumen", "formulir", "rekapitulasi"}
    assert {path.name: found for path in paths if (found := faults(path.read_bytes()))} == {}


def test_the_blank_book_of_each_sop_needs_no_repair(
    tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    for kode in available():
        path = tmp_path / f"{kode}.xlsx"
        buat(path, kode, knowledge, now)
        assert faults(path.read_bytes()) == []
    assert faults(workbook_path("rekap.xlsx").read_bytes()) == []


@pytest.mark.program
def test_a_book_that_calc_saved_needs_no_repair(tmp_path: Path, rekap: Path) -> None:
    out = tmp_path / "calc"
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(out), str(rekap)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert faults((out / rekap.name).read_bytes()) == []


def test_the_add_in_needs_no_repair() -> None:
    assert faults(build_xlam(load_buttons(), sorted(macros_dir("excel").glob("*.bas")))) == []


def test_a_row_is_never_higher_than_excel_allows(tmp_path: Path, knowledge: Knowledge, now: datetime) -> None:
    path = tmp_path / "rekap.xlsx"
    buat(path, "disperindag-kalbar-2020", knowledge, now, settings={"NamaBadan": "Dinas " * 1000})
    assert faults(path.read_bytes()) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        ("xl/worksheets/sheet3.xml", 'r="E4"', 'r="D4"', "out of order"),
        ("xl/worksheets/sheet3.xml", ' s="', ' s="9', "no style of"),
        ("xl/worksheets/sheet1.xml", 'ht="', 'ht="9', "too high"),
        ("xl/tables/table1.xml", 'name="Judul', 'name="Lain', "headings of"),
        ("xl/workbook.xml", 'name="KodeSOP"', 'name="Alamat"', "name twice"),
        ("xl/_rels/workbook.xml.rels", "styles.xml", "gaya.xml", "no target"),
        ("[Content_Types].xml", "/xl/styles.xml", "/xl/gaya.xml", "no part"),
    ],
)
def test_a_fault_is_noticed(blank_rekap: bytes, part: str, old: str, new: str, fault: str) -> None:
    spoilt = BytesIO()
    with zipfile.ZipFile(BytesIO(blank_rekap)) as source, zipfile.ZipFile(spoilt, "w") as copy:
        for name in source.namelist():
            text = source.read(name)
            copy.writestr(name, text.replace(old.encode(), new.encode()) if name == part else text)
    assert any(fault in found for found in faults(spoilt.getvalue()))
