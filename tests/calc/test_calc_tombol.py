"""Every button in a real LibreOffice with the real program behind it: what a click leaves in the open workbook."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kantor_calc import Office
from rekap_bersalah import make_faulty

from ppid_xl.cli import main
from ppid_xl.columns import Dictionary
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import Book
from ppid_xl.workflow.knowledge import Knowledge

pytestmark = pytest.mark.program

WHEN_CHECKED = {"TerakhirDiperiksa", "BerandaPemeriksaan"}


class Clicker:
    """One rekap open in Calc; ``click`` dispatches a button and returns what it said."""

    def __init__(self, office: Office, world: Any, path: Path) -> None:
        self.office, self.world, self.path = office, world, path
        self.number = office.open(path=str(path), filter_name="Calc MS Excel 2007 XML")

    def click(self, key: str, answers: dict[str, Any] | None = None, select: str = "") -> str:
        """Click a button, with rows selected on Rekap and answers prepared; return the log."""
        self.world.clear_log()
        self.world.answer(answers or {})
        if select:
            self.office.select(document=self.number, sheet="Rekap", refs=[select])
        self.office.dispatch(document=self.number, url=f"service:id.ppid.xl.Button?{key}")
        assert f"selesai {key} " in self.world.log()
        return str(self.world.log())

    def book(self, dictionary: Dictionary) -> Book:
        """Return the workbook as our own reader reads what Calc would save."""
        target = self.path.with_name("dari-calc.xlsx")
        self.office.store(document=self.number, path=str(target))
        return FileHost(target, dictionary).snapshot()


@pytest.fixture
def clicker(office: Office, world: Any, rekap: Path) -> Iterator[Clicker]:
    make_faulty(rekap)
    world.use_ours()
    clicker = Clicker(office, world, rekap)
    yield clicker
    office.close(document=clicker.number)


def values(book: Book) -> dict[str, list[Any]]:
    return {
        name: [(row.number, dict(row.values)) for row in table.rows] for name, table in book.tables.items()
    }


def test_periksa_leaves_in_calc_what_it_leaves_in_the_closed_file(
    clicker: Clicker, knowledge: Knowledge, tmp_path: Path
) -> None:
    closed = tmp_path / "tertutup.xlsx"
    shutil.copyfile(clicker.path, closed)
    assert main(["periksa", str(closed), "--tulis"]) == 1
    log = clicker.click("periksa")
    assert "selesai periksa 1 " in log
    there, here = FileHost(closed, knowledge.dictionary).snapshot(), clicker.book(knowledge.dictionary)
    assert values(here) == values(there)
    assert here.tables["tblTemuan"].last_row == there.tables["tblTemuan"].last_row
    assert len(here.rows("tblTemuan")) > 3
    settings = {name: value for name, value in there.settings.items() if name not in WHEN_CHECKED}
    assert {name: value for name, value in here.settings.items() if name not in WHEN_CHECKED} == settings


def test_one_step_takes_periksa_back(clicker: Clicker) -> None:
    sheets = clicker.office.sheets(document=clicker.number)
    before = {name: clicker.office.used(document=clicker.number, sheet=name) for name in sheets}
    clicker.click("periksa")
    assert clicker.office.used(document=clicker.number, sheet="Temuan") != before["Temuan"]
    assert len(clicker.office.undo_titles(document=clicker.number)) == 1
    clicker.office.undo(document=clicker.number)
    for name in sheets:
        assert filled(clicker.office.used(document=clicker.number, sheet=name)) == filled(before[name])


def filled(rows: list[list[Any]]) -> dict[tuple[int, int], Any]:
    """Return what stands in a sheet, wherever its used area ends."""
    return {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row) if value != ""}


def test_the_second_click_changes_nothing(clicker: Clicker) -> None:
    clicker.click("periksa")
    clicker.click("periksa")
    assert len(clicker.office.undo_titles(document=clicker.number)) == 1
