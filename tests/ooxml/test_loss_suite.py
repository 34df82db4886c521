"""Nothing is lost: every operation of the patcher on every kind of content that staff keep in a workbook."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hostile_files import SHEET
from make_books import GRAFTS, LAST_ROW, MAKERS, OPTIONS, make_books
from patch_steps import TABLE, TYPES, WORKBOOK, WORKBOOK_RELS
from sample_books import as_date, calamine_cell, changed_parts, parts_of

from ppid_xl.model import Value
from ppid_xl.ooxml.address import split_reference
from ppid_xl.ooxml.patcher import Patch, Receipt
from ppid_xl.ooxml.xml_elements import decode_escapes

pytestmark = pytest.mark.lama

NAMES = (*MAKERS, *OPTIONS, *GRAFTS)
TITLE = 'Judul <baru> & "kutip" _x0041_\nbaris dua'
CELLS: dict[str, Value] = {
    "C5": TITLE, "C6": "=1+1", "D6": date(2026, 5, 4), "E7": 12.5, "E8": 7, "A9": True, "C9": None,
    "H12": datetime(2026, 5, 4, 13, 30),
}  # fmt: skip
NEW_ROWS: list[dict[str, Value]] = [
    {"A": 6, "B": "INF-2026-0006", "C": TITLE, "D": date(2026, 6, 7), "E": 1000},
    {"B": "INF-2026-0007", "C": "Tanpa nomor"},
]
HEADINGS, FINDINGS = ("Sel", "Pesan"), [["C5", "Isi  dulu\nkolom ini"], ["C6", "=x"]]
OTHER, STYLES, CHAIN = "xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/calcChain.xml"
# What an operation writes anew: rows, cells and what stands in them.
REWRITTEN = {"row", "c", "v", "is", "t", "f"}


def set_cells(patch: Patch) -> None:
    patch.set_cells("Rekap", CELLS)


def append_rows(patch: Patch) -> None:
    if patch.package.all_tables["tblRekap"].last_row == LAST_ROW:
        patch.append_rows("tblRekap", NEW_ROWS)


def replace_rows(patch: Patch) -> None:
    patch.replace_rows("tblRekap", NEW_ROWS)


def put_sheet(patch: Patch) -> None:
    patch.put_sheet("Temuan Jum'at", HEADINGS, FINDINGS, links=["'Rekap'!C5", ""])


def set_links(patch: Patch) -> None:
    patch.set_links("Rekap", {"B5": "'Pengaturan'!A1", "B6": "'Pengaturan'!B1"})


def set_name(patch: Patch) -> None:
    sheet, ref = split_reference(patch.package.defined_names()["NamaBadan"])
    patch.set_cells(sheet, {ref: "Badan Baru"})


ACTS: dict[str, Callable[[Patch], None]] = {
    act.__name__: act for act in (set_cells, append_rows, replace_rows, put_sheet, set_links, set_name)
}
EXPECTED: dict[str, dict[tuple[str, str], Value]] = {
    "set_cells": {("Rekap", ref): value for ref, value in CELLS.items()},
    "append_rows": {
        ("Rekap", f"{letter}{LAST_ROW + 1 + at}"): value
        for at, row in enumerate(NEW_ROWS)
        for letter, value in row.items()
    },
    "replace_rows": {
        ("Rekap", f"{letter}{5 + at}"): value
        for at, row in enumerate(NEW_ROWS)
        for letter, value in row.items()
    },
    "put_sheet": {
        ("Temuan Jum'at", f"{letter}{row}"): text
        for row, line in enumerate([list(HEADINGS), *FINDINGS], 1)
        for letter, text in zip("AB", line, strict=True)
    },
    "set_links": {},
    "set_name": {("Pengaturan", "B1"): "Badan Baru"},
}


def budget(act: str, before: dict[str, bytes]) -> set[str]:
    """Return the parts that an operation may change, and must."""
    new_sheet = next(name for n in range(1, 9) if (name := f"xl/worksheets/sheet{n}.xml") not in before)
    chain = {CHAIN, WORKBOOK_RELS, TYPES} if CHAIN in before else set()
    return {
        "set_cells": {SHEET, WORKBOOK},
        "append_rows": {SHEET, TABLE, WORKBOOK, OTHER} | chain,
        "replace_rows": {SHEET, TABLE, WORKBOOK, OTHER} | chain,
        "put_sheet": {new_sheet, WORKBOOK, WORKBOOK_RELS, TYPES, STYLES},
        "set_links": {SHEET},
        "set_name": {OTHER, WORKBOOK},
    }[act]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make_books(tmp_path_factory.mktemp("buku"))


def patched(path: Path, folder: Path, *acts: str) -> tuple[Path, Receipt]:
    """Return a copy of a book with some operations done in one go, and the receipt."""
    copy = folder / path.name
    copy.write_bytes(path.read_bytes())
    patch = Patch(copy)
    for act in acts:
        ACTS[act](patch)
    return copy, patch.save()


def features(parts: dict[str, bytes]) -> Counter[str]:
    """Count parts, elements and attributes by kind, all that an operation does not write anew."""
    found: Counter[str] = Counter()
    for name, data in parts.items():
        kind = re.sub(r"\d+", "", name)
        found[kind] += 1
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        for element in ElementTree.fromstring(data).iter():
            tag = element.tag.rpartition("}")[2]
            if tag not in REWRITTEN:
                found[f"{kind} {element.tag}"] += 1
                found.update(f"{kind} {element.tag} {attribute}" for attribute in element.attrib)
    return found


def test_there_are_sixty_books_and_more_with_all_that_others_lose(books: dict[str, Path]) -> None:
    kinds = {re.sub(r"\d+", "", name) for path in books.values() for name in parts_of(path)}
    assert len(books) >= 60
    assert {
        "xl/vbaProject.bin", "xl/charts/chart.xml", "xl/chartsheets/sheet.xml", "xl/media/image.png",
        "xl/slicers/slicer.xml", "xl/threadedComments/threadedComment.xml", "xl/persons/person.xml",
        "customUI/customUI.xml", "xl/connections.xml", "xl/printerSettings/printerSettings.bin",
        "xl/pivotCache/pivotCacheDefinition.xml", "xl/comments.xml", "xl/metadata.xml", "xl/calcChain.xml",
    } <= kinds  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost(books: dict[str, Path], tmp_path: Path, name: str, act: str) -> None:
    before = parts_of(books[name])
    path, receipt = patched(books[name], tmp_path, act)
    changed = changed_parts(before, path)
    assert changed == budget(act, before) == set(receipt.changed_parts)
    after = parts_of(path)
    dropped = {CHAIN, WORKBOOK_RELS, TYPES} if CHAIN in changed else set()
    old = features({part: before[part] for part in changed - dropped if part in before})
    assert not old - features({part: after[part] for part in changed - dropped})
    assert_read_back(path, EXPECTED[act])
    once = path.read_bytes()
    patch = Patch(path)
    ACTS[act](patch)
    assert patch.save() == Receipt((), False)
    assert path.read_bytes() == once


def assert_read_back(path: Path, expected: dict[tuple[str, str], Value]) -> None:
    book = openpyxl.load_workbook(path, read_only=True)
    for (sheet, ref), value in expected.items():
        assert_shows(unescape(book[sheet][ref].value), value)
        assert_shows(calamine_cell(path, ref, sheet), value)
    book.close()


def unescape(shown: Any) -> Any:
    """Return what openpyxl leaves escaped, as it is meant."""
    return decode_escapes(shown) if isinstance(shown, str) else shown


def assert_shows(shown: Any, value: Value) -> None:
    if value is None:
        assert shown in (None, "")
    else:
        assert (as_date(shown) if type(value) is date else shown) == value


@pytest.mark.program
def test_libreoffice_opens_all_results_with_the_right_figures(books: dict[str, Path], tmp_path: Path) -> None:
    acts = list(ACTS)
    made = {}
    for at, (name, path) in enumerate(books.items()):
        for label, chosen in (("semua", acts), ("satu", [acts[at % len(acts)]])):
            copy, _ = patched(path, tmp_path, *chosen)
            made[f"{name}-{label}"] = copy.rename(tmp_path / f"{name}-{label}{path.suffix}"), label, chosen[0]
    shown = convert([path for path, *_ in made.values()], tmp_path)
    wrong = {
        name: shown.get(name)
        for name, (_, label, act) in made.items()
        if shown.get(name) != (figures("semua" if label == "semua" else act))
    }
    assert not wrong


def figures(act: str) -> list[str]:
    """Return what H5 (a sum over the table), H6 (twice that) and F5 (a calculated column) must show."""
    total, first = {
        "set_cells": (10 + 20 + 12.5 + 7 + 50, 10),
        "append_rows": (150 + 1000, 10),
        "replace_rows": (1000, 1000),
        "semua": (1000, 1000),
    }.get(act, (150, 10))
    return [f"{number:g}" for number in (total, total * 2, first * 2)]


def convert(paths: list[Path], folder: Path) -> dict[str, list[str]]:
    """Let LibreOffice open all files at once; return H5, H6 and F5 of each first sheet as it shows them."""
    out = folder / "csv"
    command = ["soffice", f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless"]
    command += ["--convert-to", "csv", "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    shown = {}
    for path in out.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        shown[path.stem] = [rows[4][7], rows[5][7], rows[4][5]]
    return shown


def test_a_program_killed_at_any_file_event_leaves_the_old_or_the_new_file(
    books: dict[str, Path], tmp_path: Path
) -> None:
    for name in ("makro", "grafik-rinci", "rantai-hitung", "kalender-1904"):
        (tmp_path / books[name].name).write_bytes(books[name].read_bytes())
    child = Path(__file__).with_name("killed_patch.py")
    done = subprocess.run([sys.executable, child, tmp_path], capture_output=True, text=True, check=True)
    report = json.loads(done.stdout)
    assert len(report) == 4
    assert all(events >= 8 for events, _ in report.values())
    assert {outcome for _, outcomes in report.values() for outcome in outcomes} == {"lama", "baru"}
