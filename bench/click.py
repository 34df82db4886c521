"""`klik`: a click on Periksa in an open LibreOffice Calc, against `ppid periksa --tulis` on the same file closed.

Needs what the tests of the extension need, and the project installed in the Python that runs it.
"""

from __future__ import annotations

import json
import shutil
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cold import run_process, surroundings
from sample import ROOT, make_workbook, mixed_rows
from timing import Line, interleave, show

from ppid_xl.addin.oxt import build_oxt
from ppid_xl.buttons import load_buttons

sys.path.insert(0, str(ROOT / "tests"))
ROWS, ROUNDS = 300, 10
URL = "service:id.ppid.xl.Button?periksa"


def run() -> bool:
    """Time clicks and commands in turn; there is no target."""
    from kantor_calc import Office, install_extension

    with TemporaryDirectory() as name:
        folder = Path(name)
        fresh, closed, shown = (folder / f"{word}.xlsx" for word in ("baru", "tertutup", "terbuka"))
        make_workbook(fresh, mixed_rows(ROWS))
        shutil.copyfile(fresh, shown)
        install_extension(build_oxt(load_buttons()), folder / "profil")
        with Office(folder / "profil", environment=_environment(folder)) as office:
            number = office.open(path=str(shown), filter_name="Calc MS Excel 2007 XML")
            click = partial(office.dispatch, document=number, url=URL)
            command = partial(
                run_process,
                ("-m", "ppid_xl", "periksa", str(closed), "--tulis"),
                surroundings(name),
            )
            first = interleave(
                {"closed": command, "click": click},
                ROUNDS,
                lambda: (shutil.copyfile(fresh, closed), _undo(office, number)),
            )
            _check(office, number)
            again = interleave({"closed": command, "click": click}, ROUNDS)
    lines = [
        Line("ppid periksa --tulis, closed file", first["closed"]),
        Line("click in Calc", first["click"]),
        Line("ppid periksa --tulis again, nothing to change", again["closed"]),
        Line("click again, nothing to change", again["click"]),
    ]
    return show(f"klik: Periksa on {ROWS} rows, 5 % faulty, click to done", lines, lines[0].name)


def _environment(folder: Path) -> dict[str, str]:
    (folder / "ppid_xl").mkdir()
    command = [sys.executable, "-I", "-m", "ppid_xl.ribbon", "calc"]
    (folder / "ppid_xl" / "host.json").write_text(json.dumps({"command": command}), encoding="utf-8")
    return {"XDG_CONFIG_HOME": str(folder), "XDG_STATE_HOME": str(folder), "PPID_XL_QUIET": "1"}


def _undo(office: Any, number: int) -> None:
    while office.undo_titles(document=number):
        office.undo(document=number)


def _check(office: Any, number: int) -> None:
    if not office.cells(document=number, sheet="Temuan", ref="A5")[0][0]:
        raise RuntimeError("the click wrote nothing")
