"""`tulis`: cells and findings written into 10,000 rows, against openpyxl loading and saving the same file."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from openpyxl import load_workbook
from rules_by_hand import forget
from sample import NOW, make_workbook, mixed_rows
from timing import Line, show

from ppid_xl.hosts.file import FileHost
from ppid_xl.model import Action, Value
from ppid_xl.ooxml.address import column_letter
from ppid_xl.ooxml.package import open_package
from ppid_xl.ooxml.patcher import Patch
from ppid_xl.workflow.ground.knowledge import load_knowledge
from ppid_xl.workflow.periksa.periksa import periksa

ROWS, ROUNDS, TARGET = 10_000, 5, 1 / 20
CELLS = 500


class KeepingHost(FileHost):
    """A file that also remembers how long writing took."""

    seconds = 0.0

    def apply(self, actions: Sequence[Action]) -> bool:
        """Write as the file does."""
        start = perf_counter()
        changed = super().apply(actions)
        self.seconds = perf_counter() - start
        return changed


def run() -> bool:
    """Time the ways of writing in turn; return whether the target is met."""
    seconds: dict[str, list[float]] = {name: [] for name in ("openpyxl", "cells", "click", "write", "again")}
    with TemporaryDirectory() as folder:
        original, copy = Path(folder) / "rekap.xlsx", Path(folder) / "salinan.xlsx"
        make_workbook(original, mixed_rows(ROWS))
        for turn in range(ROUNDS + 1):
            patched = _patch_cells(original, copy)
            once = {"openpyxl": _openpyxl(original, copy), "cells": patched, **_clicks(original, copy)}
            for name, value in once.items() if turn else ():
                seconds[name].append(value)
        size = original.stat().st_size
    lines = [
        Line("openpyxl: load and save", seconds["openpyxl"]),
        Line(f"{CELLS} cells patched", seconds["cells"], TARGET),
        Line("writing step alone (host.apply)", seconds["write"], TARGET),
        Line("periksa --tulis, read to written", seconds["click"], TARGET),
        Line("the same again, nothing to change", seconds["again"], TARGET),
    ]
    return show(f"tulis: {ROWS} rows, 5 % faulty, {size / 1e6:.1f} MB", lines, lines[0].name)


def _openpyxl(original: Path, copy: Path) -> float:
    start = perf_counter()
    load_workbook(original).save(copy)
    return perf_counter() - start


def _patch_cells(original: Path, copy: Path) -> float:
    """Return the seconds from the closed file to the written one, every twentieth row changed."""
    shutil.copyfile(original, copy)
    table = open_package(copy).all_tables["tblRekap"]
    letters = column_letter(table.first_col + table.columns.index("Temuan"))
    numbers = range(table.first_data_row, table.last_row + 1, ROWS // CELLS)
    cells: dict[str, Value] = {f"{letters}{number}": f"Isi baris {number} kurang" for number in numbers}
    start = perf_counter()
    patch = Patch(copy)
    patch.set_cells("Rekap", cells)
    patch.save()
    return perf_counter() - start


def _clicks(original: Path, copy: Path) -> dict[str, float]:
    shutil.copyfile(original, copy)
    first, click, changed = _click(copy)
    _, again, changed_again = _click(copy)
    if not changed or changed_again:
        raise RuntimeError("the first click must write, the second must not")
    return {"click": click, "write": first.seconds, "again": again}


def _click(path: Path) -> tuple[KeepingHost, float, bool]:
    forget()
    knowledge = load_knowledge()
    host = KeepingHost(path, knowledge.dictionary)
    start = perf_counter()
    written = periksa(host, knowledge, NOW, write=True).written
    return host, perf_counter() - start, written
