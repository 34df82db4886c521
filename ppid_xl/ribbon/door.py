"""One press of a button: questions, the command in the open workbook, one message; never a traceback on the screen."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.buttons import Button, Buttons, load_buttons
from ppid_xl.errors import EXIT_FINE, HostError, PpidXlError
from ppid_xl.messages import sentence
from ppid_xl.ribbon.cancel import Cancelled
from ppid_xl.ribbon.log import write_result, write_trouble
from ppid_xl.ribbon.message import is_cut, short_text, spoken
from ppid_xl.ribbon.questions import ask_all, command_words

if TYPE_CHECKING:
    from ppid_xl.hosts import LiveHost

BROKEN = HostError.exit_code


def run_button(kunci: str, host: LiveHost, *, now: datetime, log_folder: Path) -> int:
    """Run a button in an open workbook and return the exit code of its command; 0 for a cancelled one.

    Every error is told to the person at the window as one sentence; what nobody foresaw goes into the log as well.
    """
    try:
        return _press(kunci, host, now, log_folder)
    except Cancelled:
        return EXIT_FINE
    except PpidXlError as error:
        host.notify(spoken(sentence(error), load_buttons()))
        return error.exit_code
    except Exception as error:
        trouble = trouble_of(kunci, error, now, log_folder)
        host.notify(sentence(trouble))
        return trouble.exit_code


def trouble_of(kunci: str, error: BaseException, now: datetime, log_folder: Path) -> HostError:
    """Keep an error that nobody foresaw in the log and return the one that says where."""
    kept = write_trouble(log_folder, now, kunci, error)
    if kept is None:
        return HostError("tombol-berhenti-tanpa-catatan", tombol=kunci, folder=log_folder)
    return HostError("tombol-berhenti", tombol=kunci, catatan=kept)


def _press(kunci: str, host: LiveHost, now: datetime, log_folder: Path) -> int:
    buttons = load_buttons()
    button = buttons.find(kunci)
    _refuse_other_books(button, host)
    words = command_words(button, ask_all(button, host, now.date()), now.date())
    host.progress(0, 0, f"{button.label} …")
    try:
        code, printed = _run_command(words, host)
    finally:
        host.progress(0, 0, "")
    host.notify(_told(button, buttons, printed, host.path, log_folder))
    return code


def _refuse_other_books(button: Button, host: LiveHost) -> None:
    """Raise InputError before any question in a workbook that the command of a button would refuse."""
    from ppid_xl.cli.groups import commands_for
    from ppid_xl.workflow.ground.knowledge import load_knowledge
    from ppid_xl.workflow.ground.registers import check_registers

    word = button.perintah[0]
    needs = next(command.needs for command in commands_for([word]) if command.name == word)
    check_registers(host.snapshot(), load_knowledge().dictionary, needs)


def _run_command(words: list[str], host: LiveHost) -> tuple[int, str]:
    """Return the exit code of a command and what it printed, both streams in their order."""
    from ppid_xl.cli import main

    printed = StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        try:
            code = main(words, host=host)
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else BROKEN
    return code, printed.getvalue()


def _told(button: Button, buttons: Buttons, printed: str, workbook: Path, log_folder: Path) -> str:
    shown = short_text(printed, buttons, button.label, workbook)
    if not is_cut(shown):
        return shown
    kept = write_result(log_folder, button.kunci, printed)
    return f"{shown}\nSelengkapnya: {kept}" if kept else shown
