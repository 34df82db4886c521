"""The process that a button starts: finds the open workbook, presses the button, and leaves."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import IO

from ppid_xl.buttons import load_buttons
from ppid_xl.cli.parser import Parser
from ppid_xl.errors import EXIT_FINE, PpidXlError
from ppid_xl.messages import sentence
from ppid_xl.ribbon.door import run_button, trouble_of
from ppid_xl.ribbon.log import log_folder
from ppid_xl.ribbon.message import spoken


def main(words: Sequence[str] | None = None) -> int:
    """Run ``calc KUNCI`` or ``excel KUNCI --buku NAMA --hwnd N --catatan BERKAS`` and return the exit code."""
    options = _parser().parse_args(words)
    run = {"calc": _run_in_calc, "excel": _run_in_excel}[options.program]
    return run(options, datetime.now().astimezone(), log_folder(os.environ, Path.home()))


def _parser() -> Parser:
    parser = Parser(prog="ppid_xl.ribbon", description="Menjalankan satu tombol di buku yang sedang terbuka.")
    programs = parser.add_subparsers(dest="program", required=True, parser_class=Parser)
    for name in ("calc", "excel"):
        programs.add_parser(name).add_argument("kunci", metavar="KUNCI", help="kunci tombol")
    excel = programs.choices["excel"]
    excel.add_argument("--buku", required=True, metavar="NAMA", help="nama buku yang terbuka")
    excel.add_argument("--hwnd", type=int, default=0, metavar="N", help="jendela Excel yang memuatnya")
    excel.add_argument(
        "--catatan", type=Path, metavar="BERKAS", help="tempat kalimat yang tidak dapat ditunjukkan di Excel"
    )
    return parser


def _run_in_excel(options: Namespace, now: datetime, folder: Path) -> int:
    """Press a button in Excel; 0 when the person was told all there is, else the sentence is in ``--catatan``."""
    try:
        from ppid_xl.hosts.excel import open_excel
        from ppid_xl.workflow.ground.archived_counters import archived_counters
        from ppid_xl.workflow.ground.knowledge import load_knowledge

        dictionary = load_knowledge().dictionary
        host = open_excel(options.buku, dictionary, hwnd=options.hwnd, floors=archived_counters)
        host.step = load_buttons().find(options.kunci).label
        run_button(options.kunci, host, now=now, log_folder=folder)
    except Exception as error:
        known = _as_known(error, options.kunci, now, folder)
        _leave_note(options.catatan, _sentence(known))
        return known.exit_code
    return EXIT_FINE


def _leave_note(path: Path | None, text: str) -> None:
    """Write a sentence where Excel's macro reads it: UTF-16 with its mark."""
    if path is not None:
        path.write_bytes(b"\xff\xfe" + text.encode("utf-16-le", "replace"))


def _run_in_calc(options: Namespace, now: datetime, folder: Path) -> int:
    """Press a button in Calc; our two ends belong to the extension, so what others print goes to the error stream."""
    answers, requests = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    code = PpidXlError.exit_code
    try:
        code = _press_in_calc(options, now, folder, answers, requests)
    except Exception as error:
        known = _as_known(error, options.kunci, now, folder)
        code = known.exit_code
        _send(requests, {"minta": "kabari", "kalimat": _sentence(known), "jenis": "galat"})
        answers.readline()
    finally:
        _send(requests, {"minta": "selesai", "kode": code})
    return code


def _press_in_calc(
    options: Namespace, now: datetime, folder: Path, answers: IO[bytes], requests: IO[bytes]
) -> int:
    from ppid_xl.hosts.calc import open_calc
    from ppid_xl.workflow.ground.archived_counters import archived_counters
    from ppid_xl.workflow.ground.knowledge import load_knowledge

    dictionary = load_knowledge().dictionary
    host = open_calc(dictionary, floors=archived_counters, answers=answers, requests=requests)
    host.step = load_buttons().find(options.kunci).label
    return run_button(options.kunci, host, now=now, log_folder=folder)


def _send(requests: IO[bytes], request: dict[str, object]) -> None:
    """Write one request; nobody is left to tell when the extension is gone."""
    try:
        requests.write(json.dumps(request).encode() + b"\n")
        requests.flush()
    except OSError:
        return


def _as_known(error: Exception, kunci: str, now: datetime, folder: Path) -> PpidXlError:
    return error if isinstance(error, PpidXlError) else trouble_of(kunci, error, now, folder)


def _sentence(error: PpidXlError) -> str:
    return spoken(sentence(error), load_buttons())
