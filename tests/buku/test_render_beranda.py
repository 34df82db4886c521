"""The front page under each SOP, and charts that show the cells, not what an earlier program kept in them."""

from __future__ import annotations

import re
import runpy
import subprocess
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ppid_xl.bawaan import sop_dir
from ppid_xl.buku import BERANDA_CARDS
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows
from ppid_xl.workflow.ground.knowledge import load_knowledge
from ppid_xl.workflow.isi.buat import buat
from ppid_xl.workflow.periksa.periksa import periksa

SCRIPT = Path(__file__).parents[2] / "docs" / "make_gambar.py"
NOW = datetime(2026, 11, 21, 8, 15, tzinfo=timezone(timedelta(hours=7)))
SOPS = sorted(path.stem for path in sop_dir().glob("*.toml"))
STALE, FRESH = "Unit Usang", "Bidang Segar"


def keep_figures(path: Path) -> None:
    """Put figures of an earlier day into the charts, as Excel does when it saves."""
    texts = f'<strCache><ptCount val="1"/><pt idx="0"><v>{STALE}</v></pt></strCache>'.encode()
    numbers = b'<numCache><ptCount val="1"/><pt idx="0"><v>777</v></pt></numCache>'
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            if name.startswith("xl/charts/chart"):
                content = re.sub(rb"(<cat><strRef><f>[^<]*</f>)", rb"\1" + texts, content)
                content = re.sub(rb"(<val><numRef><f>[^<]*</f>)", rb"\1" + numbers, content)
            target.writestr(name, content)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, knowledge = tmp_path_factory.mktemp("sop"), load_knowledge()
    made = {}
    for kode in SOPS:
        made[kode] = folder / f"{kode}.xlsx"
        buat(made[kode], kode, knowledge, NOW)
    stale = folder / "usang.xlsx"
    buat(stale, SOPS[0], knowledge, NOW)
    keep_figures(stale)
    host = FileHost(stale, knowledge.dictionary)
    row = {"judul_informasi": "Laporan", "klasifikasi": "Berkala", "unit_penguasa": FRESH}
    host.apply([AppendRows("tblRekap", [row] * 3)])
    periksa(host, knowledge, NOW, write=True)
    return {**made, "usang": stale}


@pytest.fixture(scope="module")
def pages(books: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    script: dict[str, Any] = runpy.run_path(str(SCRIPT))
    found = {}
    for name, pdf in script["to_pdf"](list(books.values()), tmp_path_factory.mktemp("pdf")).items():
        command = ["pdftotext", "-layout", str(pdf), "-"]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found[name] = text.split("\f")[:-1]
    return found


@pytest.mark.parametrize("kode", SOPS)
def test_columns_that_the_sop_does_not_use_are_hidden_and_no_others(
    books: dict[str, Path], kode: str
) -> None:
    sheet = load_workbook(books[kode])["Rekap"]
    shut = {cell.value for cell in sheet[4] if sheet.column_dimensions[cell.column_letter].hidden}
    spec = load_knowledge().dictionary.tabel["tblRekap"]
    assert shut == {"_tanda", *(spec.heading(key) for key in load_knowledge().sop(kode, None).tersembunyi)}


@pytest.mark.program
@pytest.mark.parametrize("kode", SOPS)
def test_the_front_page_of_each_sop_is_one_whole_page(pages: dict[str, list[str]], kode: str) -> None:
    fronts = [page for page in pages[kode] if re.search(r"^ *Beranda +Dicetak", page, re.MULTILINE)]
    assert fronts == pages[kode][:1]
    for words in (*(label for label, _, _ in BERANDA_CARDS.values()), "Menurut unit", "Tenggat terdekat"):
        assert words in fronts[0]


@pytest.mark.program
@pytest.mark.parametrize("kode", SOPS)
def test_no_page_of_a_new_workbook_has_a_cell_too_narrow(pages: dict[str, list[str]], kode: str) -> None:
    assert [page for page in pages[kode] if "###" in page] == []


@pytest.mark.program
@pytest.mark.parametrize("kode", SOPS)
def test_a_hidden_column_is_not_printed(pages: dict[str, list[str]], kode: str) -> None:
    spec = load_knowledge().dictionary.tabel["tblRekap"]
    rekap = "".join(p for p in pages[kode] if re.search(r"^ *Rekap +Dicetak", p, re.MULTILINE))
    hidden = [spec.heading(key).split()[0] for key in load_knowledge().sop(kode, None).tersembunyi]
    assert "Judul Informasi" in rekap
    assert [word for word in hidden if word in rekap] == []


@pytest.mark.program
def test_charts_show_the_new_figures_although_old_ones_are_kept_inside(pages: dict[str, list[str]]) -> None:
    front = pages["usang"][0]
    assert FRESH in front
    assert STALE not in front
    assert "777" not in front
