"""Sheet Beranda and the names that Periksa writes to."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from ppid_xl.buku import (
    BERANDA_CARDS,
    BERANDA_COUNTS,
    BERANDA_NAMES,
    CHART_NAMES,
    CHART_SHEET,
    TENGGAT_FIELDS,
    TENGGAT_ROWS,
    tenggat_name,
)

# a window of 1366 × 768 at 90 %: what the cells may take, in points and in pixels at 100 %
FIRST_LOOK_HEIGHT, FIRST_LOOK_WIDTH = 400, 1400


def cell_of(book: Any, name: str) -> Any:
    ((sheet, address),) = book.defined_names[name].destinations
    return book[sheet][address.replace("$", "")]


@pytest.mark.parametrize("name", BERANDA_NAMES)
def test_every_name_is_one_unlocked_cell_on_beranda(book: Any, name: str) -> None:
    cell = cell_of(book, name)
    assert cell.parent.title == "Beranda"
    assert cell.protection.locked is False


def test_no_two_names_share_a_cell(book: Any) -> None:
    targets = [book.defined_names[name].attr_text for name in (*BERANDA_NAMES, *CHART_NAMES)]
    assert len(set(targets)) == len(targets)


def test_counts_start_at_zero(book: Any) -> None:
    assert {cell_of(book, name).value for name in (*BERANDA_CARDS, *BERANDA_COUNTS)} == {0}


def test_there_are_six_cards_of_equal_width_side_by_side(book: Any) -> None:
    cells = [cell_of(book, name) for name in BERANDA_CARDS]
    assert [cell.column for cell in cells] == [2, 4, 6, 8, 10, 12]
    assert len({cell.row for cell in cells}) == 1
    assert len({book["Beranda"].column_dimensions[letter].width for letter in "BCDEFGHIJKLM"}) == 1


def test_the_tab_key_passes_the_cells_in_the_order_of_reading(book: Any) -> None:
    """On a protected sheet Tab goes from one unlocked cell to the next, row by row."""
    places = [(cell_of(book, name).row, cell_of(book, name).column) for name in BERANDA_NAMES[3:]]
    stamp = cell_of(book, "BerandaPemeriksaan")
    cards = len(BERANDA_CARDS)
    assert places == sorted(places)
    assert places[cards - 1] < (stamp.row, stamp.column) < places[cards]


def test_the_mark_of_a_level_stands_in_the_cell_and_not_its_colour_alone(book: Any) -> None:
    marks = {"BerandaGalat": "✖", "BerandaPeringatan": "▲", "BerandaCatatan": "•"}
    assert {name: cell_of(book, name).number_format[1] for name in marks} == marks


def test_cards_charts_deadlines_and_steps_are_seen_without_scrolling(book: Any) -> None:
    sheet = book["Beranda"]
    fifth = cell_of(book, tenggat_name(5, "ID")).row
    assert sheet.sheet_view.zoomScale == 90
    assert sum(sheet.row_dimensions[row].height for row in range(1, fifth + 1)) <= FIRST_LOOK_HEIGHT
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJKLMN"]
    assert sum(width * 7 + 5 for width in widths) <= FIRST_LOOK_WIDTH


def test_there_is_a_name_for_each_deadline_cell() -> None:
    names = {tenggat_name(n, field) for n in range(1, TENGGAT_ROWS + 1) for field in TENGGAT_FIELDS}
    assert len(names) == 50
    assert names <= set(BERANDA_NAMES)


def test_every_link_leads_to_a_sheet(book: Any) -> None:
    links = [cell.hyperlink.location for row in book["Beranda"] for cell in row if cell.hyperlink]
    assert {link.split("!")[0].strip("'") for link in links} == set(book.sheetnames) - {
        "Beranda",
        CHART_SHEET,
    }


def test_beranda_and_petunjuk_print_on_one_a4_page(book: Any) -> None:
    for title, orientation in (("Beranda", "landscape"), ("Petunjuk", "portrait")):
        setup = book[title].page_setup
        assert (setup.paperSize, setup.orientation) == (9, orientation)
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 1)


def test_importing_the_package_does_not_load_openpyxl() -> None:
    code = "import ppid_xl.buku, sys; print('openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
