"""`cold`: a whole process from nothing to findings, against one that only reads the same file."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sample import NOW, ROOT, make_workbook, mixed_rows
from timing import Line, interleave, show

ROWS, ROUNDS, TARGET = 300, 15, 2.0
READ = """
import sys, python_calamine
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names: book.get_sheet_by_name(name).to_python()
"""
PANDAS = """
import sys, pandas
pandas.read_excel(sys.argv[1], sheet_name=None, header=None, engine="openpyxl")
"""


def run() -> bool:
    """Time the processes in turn, compiled modules already on disk; return whether the target is met."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rekap.xlsx"
        make_workbook(path, mixed_rows(ROWS))
        periksa = ("-m", "ppid_xl", "periksa", str(path), "--tanggal", NOW.date().isoformat())
        words = {
            "read": ("-c", READ, str(path)),
            "periksa": periksa,
            "nothing": ("-c", "pass"),
            "pandas": ("-c", PANDAS, str(path)),
        }
        runs = {name: partial(run_process, line, surroundings(folder)) for name, line in words.items()}
        seconds = interleave(runs, ROUNDS)
    lines = [
        Line("python-calamine reads every sheet", seconds["read"]),
        Line("ppid periksa", seconds["periksa"], TARGET),
        Line("python -c pass", seconds["nothing"]),
        Line("pandas.read_excel with openpyxl", seconds["pandas"]),
    ]
    return show(f"cold: whole processes, {ROWS} rows, 5 % faulty", lines, lines[0].name)


def surroundings(folder: str) -> dict[str, str]:
    """Let every process find and keep compiled modules, whatever the caller's own settings are."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(Path(folder) / "pyc"), "PYTHONPATH": str(ROOT)}


def run_process(words: tuple[str, ...], surroundings: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, *words], env=surroundings, capture_output=True, check=False)
    if done.returncode not in (0, 1):  # 1: periksa found galat
        raise RuntimeError(done.stderr.decode(errors="replace"))
