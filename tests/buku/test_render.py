"""The workbook that ``ppid contoh`` makes of real rows, as LibreOffice draws it."""

from __future__ import annotations

import re
import runpy
import subprocess
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "docs" / "make_gambar.py"
ROWS = 119


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    script: dict[str, Any] = runpy.run_path(str(SCRIPT))
    folder = tmp_path_factory.mktemp("render")
    made = script["make_contoh"](folder)
    pdf = script["to_pdf"]([made / "rekap-contoh.xlsx"], folder)["rekap-contoh"]
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    return done.stdout.split("\f")[:-1]


def pages_of(pages: list[str], sheet: str) -> list[str]:
    return [page for page in pages if re.search(rf"^ *{sheet} +Dicetak", page, re.MULTILINE)]


@pytest.mark.program
def test_no_cell_is_too_narrow_for_its_number(pages: list[str]) -> None:
    assert [number for number, page in enumerate(pages, 1) if "###" in page] == []


@pytest.mark.program
def test_every_page_holds_more_than_its_footer(pages: list[str]) -> None:
    assert all(len([line for line in page.splitlines() if line.strip()]) > 3 for page in pages)


@pytest.mark.program
def test_rekap_repeats_its_header_row_and_its_first_columns_on_each_page(pages: list[str]) -> None:
    found = pages_of(pages, "Rekap")
    assert len(found) >= 6
    assert all("Judul Informasi" in page and "INF-2026-" in page for page in found)


@pytest.mark.program
def test_every_row_of_rekap_is_printed_without_its_findings(pages: list[str]) -> None:
    text = "".join(pages_of(pages, "Rekap"))
    assert len(set(re.findall(r"INF-2026-\d{4}", text))) == ROWS
    assert "Konsekuensi Bila Dibuka belum diisi" not in text


@pytest.mark.program
def test_temuan_repeats_its_header_on_each_page(pages: list[str]) -> None:
    found = pages_of(pages, "Temuan")
    assert len(found) >= 2
    assert all("Masalah" in page and "Saran" in page for page in found)


@pytest.mark.program
@pytest.mark.parametrize("sheet", ["Beranda", "Petunjuk", "Uji Konsekuensi", "Langkah SOP"])
def test_a_short_sheet_is_one_page(pages: list[str], sheet: str) -> None:
    assert len(pages_of(pages, sheet)) == 1
