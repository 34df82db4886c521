"""Sheet Beranda and the names that Periksa writes to."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from ppid_xl.buku import (
    BERANDA_COUNTS,
    BERANDA_ENDS,
    BERANDA_NAMES,
    TENGGAT_FIELDS,
    TENGGAT_ROWS,
    tenggat_name,
)


@pytest.mark.parametrize("name", BERANDA_NAMES)
def test_every_name_is_one_unlocked_cell_on_beranda(book: Any, name: str) -> None:
    ((sheet, address),) = book.defined_names[name].destinations
    cell = book[sheet][address.replace("$", "")]
    assert sheet == "Beranda"
    assert cell.protection.locked is False


def test_no_two_names_share_a_cell(book: Any) -> None:
    targets = [book.defined_names[name].attr_text for name in BERANDA_NAMES]
    assert len(set(targets)) == len(targets)


def test_counts_start_at_zero(book: Any) -> None:
    for name in (*BERANDA_COUNTS, *BERANDA_ENDS):
        ((sheet, address),) = book.defined_names[name].destinations
        assert book[sheet][address.replace("$", "")].value == 0


def test_there_is_a_name_for_each_deadline_cell() -> None:
    names = {tenggat_name(n, field) for n in range(1, TENGGAT_ROWS + 1) for field in TENGGAT_FIELDS}
    assert len(names) == 50
    assert names <= set(BERANDA_NAMES)


def test_every_link_leads_to_a_sheet(book: Any) -> None:
    links = [cell.hyperlink.location for row in book["Beranda"] for cell in row if cell.hyperlink]
    assert {link.split("!")[0].strip("'") for link in links} == set(book.sheetnames) - {"Beranda"}


def test_beranda_and_petunjuk_print_on_one_a4_page(book: Any) -> None:
    for title, orientation in (("Beranda", "landscape"), ("Petunjuk", "portrait")):
        setup = book[title].page_setup
        assert (setup.paperSize, setup.orientation) == (9, orientation)
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 1)


def test_importing_the_package_does_not_load_openpyxl() -> None:
    code = "import ppid_xl.buku, sys; print('openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
