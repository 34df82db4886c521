"""One journey twice: with buttons in an open workbook, with commands on a closed file; the same in the end."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from kantor_calc import Office
from python_calamine import CalamineWorkbook
from rekap_bersalah import OFFICERS, make_faulty
from rekap_bersalah import ROWS as FILLED

from ppid_xl.cli import main
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import SetColumn, Table, Value
from ppid_xl.ooxml.package import open_package
from ppid_xl.workflow.ground.knowledge import Knowledge

pytestmark = pytest.mark.program

MENDED = {
    "dasar_hukum": "Pasal 17 huruf i UU 14/2008",
    "jangka_waktu": "5 tahun",
    "klasifikasi": "Dikecualikan",
}
ROWS = (5, 7)
IDS, OFFICER = "INF-2026-0001..0003", "KETUA"
COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("isi", ()),
    ("periksa", ("--tulis",)),
    ("koreksi", ()),
    ("periksa", ("--tulis",)),
    ("terima_usulan", ("--oleh", OFFICER)),
    ("periksa", ("--tulis",)),
    ("ajukan", ("--id", IDS, "--oleh", OFFICER)),
    ("setujui", ("--id", IDS, "--oleh", OFFICER)),
    ("daftar", ("--oleh", OFFICER)),
    ("periksa", ("--tulis",)),
)
GROWS_BY_TYPING = "tblPejabat"  # what is typed below a table stays below it in Calc; only Periksa takes it in
WORDS = {"terima_usulan": ("terima-usulan",), "daftar": ("surat",)}


class Closed:
    """The journey with commands."""

    def __init__(self, path: Path, knowledge: Knowledge) -> None:
        self.path, self._knowledge = path, knowledge

    def act(self, key: str, options: tuple[str, ...]) -> int:
        head, *rest = WORDS.get(key, (key,))
        kind = ["daftar-dikecualikan"] if key == "daftar" else []
        return main([head, *rest, str(self.path), *kind, *options])

    def fill(self) -> None:
        make_faulty(self.path)

    def correct(self) -> None:
        host = FileHost(self.path, self._knowledge.dictionary)
        host.apply([SetColumn("tblRekap", key, dict.fromkeys(ROWS, value)) for key, value in MENDED.items()])


class Opened:
    """The journey with buttons, in a workbook that is open and saved at the end."""

    def __init__(self, office: Office, world: Any, path: Path, knowledge: Knowledge) -> None:
        self.path, self._office, self._world = path, office, world
        self._tables = FileHost(path, knowledge.dictionary).snapshot().tables
        self.number = office.open(path=str(path), filter_name="Calc MS Excel 2007 XML")

    def act(self, key: str, options: tuple[str, ...]) -> int:
        self._world.clear_log()
        self._world.answer({"Kode pejabat": OFFICER})
        self._office.select(
            document=self.number, sheet="Rekap", refs=["D5:D7" if "--id" in options else "A1"]
        )
        self._office.dispatch(document=self.number, url=f"service:id.ppid.xl.Button?{key}")
        return int(str(self._world.log()).split(f"selesai {key} ")[1].split()[0])

    def fill(self) -> None:
        for name, rows in (("tblRekap", FILLED), ("tblPejabat", OFFICERS)):
            for number, row in enumerate(rows, self._tables[name].header_row + 1):
                for key, value in row.items():
                    self._type(self._tables[name], key, number, value)

    def correct(self) -> None:
        for number in ROWS:
            for key, value in MENDED.items():
                self._type(self._tables["tblRekap"], key, number, value)

    def _type(self, table: Table, key: str, number: int, value: Value) -> None:
        place = {"document": self.number, "sheet": table.sheet, "ref": f"{table.letters[key]}{number}"}
        if isinstance(value, date):
            self._office.formula(**place, text=value.isoformat())
        elif value is not None:
            self._office.put(**place, rows=[[value]])

    def save(self) -> None:
        self._office.run(document=self.number, code="document.store()")


@pytest.fixture
def opened(office: Office, world: Any, tmp_path: Path, rekap: Path, knowledge: Knowledge) -> Iterator[Opened]:
    world.use_ours()
    (tmp_path / "tertutup").mkdir()
    shutil.copyfile(rekap, tmp_path / "tertutup" / rekap.name)
    journey = Opened(office, world, rekap, knowledge)
    yield journey
    office.close(document=journey.number)


def travel(journey: Closed | Opened) -> list[int]:
    codes = []
    for key, options in COMMANDS:
        if key in ("isi", "koreksi"):
            journey.fill() if key == "isi" else journey.correct()
        else:
            codes.append(journey.act(key, options))
    return codes


def contents(path: Path) -> dict[str, dict[tuple[int, int], Value]]:
    """Return what stands in every cell of every sheet, without the time of day."""
    book = CalamineWorkbook.from_path(path)
    found = {}
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        found[name] = {
            (number, column): without_time(value)
            for number, row in enumerate(rows, 1)
            for column, value in enumerate(row, 1)
            if value != ""
        }
    return found


def without_time(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    return re.sub(r"[0-9]{2}[.:][0-9]{2}", "", value) if isinstance(value, str) else value


def places(path: Path) -> dict[str, str]:
    """Return where every table stands, and what every name of the workbook leads to."""
    package = open_package(path)
    names = {
        name: place
        for name, place in package.defined_names().items()
        if not name.startswith(("_xlnm", "_xl_"))
    }
    tables = {name: table for name, table in package.all_tables.items() if name != GROWS_BY_TYPING}
    return {**names, **{name: f"{table.sheet}!{table.ref}" for name, table in tables.items()}}


def said(path: Path) -> list[str]:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def test_the_same_journey_leaves_the_same_workbook_on_file_and_in_calc(
    opened: Opened, knowledge: Knowledge, tmp_path: Path
) -> None:
    closed = Closed(tmp_path / "tertutup" / opened.path.name, knowledge)
    assert travel(opened) == travel(closed)
    opened.save()
    here, there = contents(opened.path), contents(closed.path)
    assert here == there
    assert all(max(row for row, _ in there[sheet]) > 4 for sheet in ("Langkah SOP", "Temuan"))
    assert places(opened.path) == places(closed.path)
    document = Path("dokumen") / "daftar-dikecualikan.docx"
    assert said(opened.path.parent / document) == said(closed.path.parent / document)
    assert len(said(closed.path.parent / document)) > 10
