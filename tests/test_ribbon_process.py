"""The process behind a button: Calc's extension at its two ends, Excel's macro at its exit code and note."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from kantor_arsip import CLOSED, PPID
from openpyxl import load_workbook

from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows
from ppid_xl.ribbon import main
from ppid_xl.ribbon.log import log_folder

ROOT = Path(__file__).parents[1]


def cell(value: object) -> object:
    if isinstance(value, datetime):
        return {"d": value.isoformat()}
    return {"d": value.isoformat()} if isinstance(value, date) else value


def opened(path: Path, place: str) -> dict[str, Any]:
    """Return what the extension tells of a workbook open in Calc."""
    book = load_workbook(path)
    sheets = {
        sheet.title: {
            "top": 1,
            "left": 1,
            "rows": [[cell(c) for c in row] for row in sheet.iter_rows(values_only=True)],
        }
        for sheet in book.worksheets
    }
    tables = {
        table.displayName: {"lembar": sheet.title, "ref": table.ref}
        for sheet in book.worksheets
        for table in sheet.tables.values()
    }
    names = {name: defined.attr_text for name, defined in book.defined_names.items()}
    return {
        "versi": 1, "nama": path.name, "url": f"file://{path}", "path": place, "lembar": sheets, "tabel": tables,
        "nama_sel": names, "pilihan": {"lembar": "Rekap", "area": [[5, 2, 5, 2]]},
    }  # fmt: skip


def served(key: str, answers: dict[str, Any], home: Path) -> tuple[int, list[dict[str, Any]]]:
    """Press a button with an extension that gives prepared answers; return the exit code and all requests."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ppid_xl.ribbon", "calc", key],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
        env={"HOME": str(home), "PATH": os.defpath, "XDG_STATE_HOME": str(home / "state"), "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    asked = []
    for line in process.stdout:
        asked.append(json.loads(line))
        wanted = asked[-1]["minta"]
        if wanted != "selesai":
            process.stdin.write(json.dumps({"jawab": answers.get(wanted, True)}).encode() + b"\n")
            process.stdin.flush()
    process.stdin.close()
    return process.wait(timeout=60), asked


@pytest.fixture
def filled(host: FileHost) -> Path:
    host.apply(
        [AppendRows("tblRekap", [{**CLOSED, "dasar_hukum": "rahasia"}]), AppendRows("tblPejabat", [PPID])]
    )
    return host.path


def test_periksa_in_calc_is_one_step_named_like_the_button(filled: Path, tmp_path: Path) -> None:
    before = filled.read_bytes()
    code, asked = served("periksa", {"buka": opened(filled, str(filled))}, tmp_path)
    assert code == 1
    assert asked[0] == {"versi": 1, "minta": "buka"}
    assert [one["langkah"] for one in asked if one["minta"] == "tulis"] == ["Periksa"]
    (told,) = [one["kalimat"] for one in asked if one["minta"] == "kabari"]
    assert told.startswith("Periksa\n\n1 baris: ")
    assert [one["teks"] for one in asked if one["minta"] == "kemajuan"][-1] == ""
    assert asked[-1] == {"minta": "selesai", "kode": 1}
    assert filled.read_bytes() == before


def test_a_button_in_calc_works_on_the_selected_row(filled: Path, tmp_path: Path) -> None:
    _, asked = served("bukti", {"buka": opened(filled, str(filled))}, tmp_path)
    (told,) = [one["kalimat"] for one in asked if one["minta"] == "kabari"]
    assert "INF-2026-0001 per " in told


def test_a_cancelled_question_in_calc_ends_without_a_word(filled: Path, tmp_path: Path) -> None:
    code, asked = served("ajukan", {"buka": opened(filled, str(filled)), "tanya_teks": None}, tmp_path)
    assert code == 0
    assert [one["minta"] for one in asked][-2:] == ["tanya_teks", "selesai"]


def test_a_workbook_never_saved_is_one_sentence_in_calc(filled: Path, tmp_path: Path) -> None:
    code, asked = served("periksa", {"buka": opened(filled, "")}, tmp_path)
    assert code == 5
    assert [one["minta"] for one in asked] == ["buka", "kabari", "selesai"]
    assert (asked[1]["jenis"], "rekap.xlsx" in asked[1]["kalimat"]) == ("galat", True)


def test_an_extension_that_is_gone_ends_the_process() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ppid_xl.ribbon", "calc", "periksa"], stdin=subprocess.DEVNULL, capture_output=True,
        cwd=ROOT, timeout=60,
    )  # fmt: skip
    assert done.returncode == 5
    assert b"Traceback" not in done.stderr


def test_without_excel_the_macro_gets_the_sentence(tmp_path: Path) -> None:
    note = tmp_path / "catatan.tmp"
    note.write_text("Python tidak dapat memulai PPID.")
    code = main(["excel", "periksa", "--buku", "rekap.xlsx", "--hwnd", "0", "--catatan", str(note)])
    assert code == 5
    assert note.read_bytes()[:2] == b"\xff\xfe"
    text = note.read_text(encoding="utf-16")
    assert len(text.splitlines()) == 1
    assert "Python tidak dapat" not in text


def test_wrong_words_leave_with_two_in_indonesian(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["word", "periksa"])
    assert leaving.value.code == 2
    assert "bukan pilihan yang ada" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "system", "expected"),
    [
        ({"LOCALAPPDATA": "/data/lokal"}, "win32", "/data/lokal/PPID/log"),
        ({"XDG_STATE_HOME": "/data/state"}, "linux", "/data/state/ppid"),
        ({"XDG_STATE_HOME": "relatif"}, "linux", "/rumah/.local/state/ppid"),
        ({}, "linux", "/rumah/.local/state/ppid"),
        ({}, "darwin", "/rumah/Library/Logs/PPID"),
    ],
)
def test_the_log_is_kept_where_the_system_keeps_logs(
    environment: dict[str, str], system: str, expected: str
) -> None:
    assert log_folder(environment, Path("/rumah"), system).as_posix() == expected
