"""The button of the LibreOffice extension: starts our Python and serves its requests on the open workbook.

Runs inside LibreOffice's own Python (3.8 or newer): standard library and uno only, never imports the project.
``service:id.ppid.xl.Button?periksa`` calls ``trigger("periksa")``. What the two sides say to each other, one JSON line
each: {"minta": "buka"} → {"jawab": …} or {"galat": "…"}, until {"minta": "selesai", "kode": 0}.
"""

from __future__ import annotations

import os
import time
import traceback
from typing import Any, Callable, Dict

import unohelper  # type: ignore[import-not-found]
from com.sun.star.task import XJobExecutor  # type: ignore[import-not-found]
from ppid_calc_dialogs import Quiet, Window  # type: ignore[import-not-found]
from ppid_calc_process import Conversation, Stopped  # type: ignore[import-not-found]
from ppid_calc_read import read_workbook  # type: ignore[import-not-found]
from ppid_calc_write import Refused, save, save_copy, write_changes  # type: ignore[import-not-found]

NAME = "id.ppid.xl.Button"
SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
NO_WORKBOOK = "Buka dahulu buku kerjanya di LibreOffice Calc, lalu klik tombol ini lagi."
FAILED = "Tombol ini berhenti karena kesalahan di dalam add-in:\n\n"


class Button(unohelper.Base, XJobExecutor):
    """One click: the key of the button comes as the argument."""

    def __init__(self, context: Any) -> None:
        self.context = context

    def trigger(self, key: str) -> None:
        """Run a button to its end; nothing that goes wrong leaves here but as a message."""
        start = time.time()
        log(f"mulai {key}")
        document = self._desktop().getCurrentComponent()
        window = (Quiet if os.environ.get("PPID_XL_QUIET") else Window)(self.context, document, log)
        code = -1
        try:
            if document is None or not document.supportsService(SPREADSHEET):
                window.tell(NO_WORKBOOK, "galat")
            else:
                self._finish_typing(document)
                code = serve(key, document, window)
        except Stopped as reason:
            window.tell(str(reason), "galat")
        except Exception as reason:
            log(traceback.format_exc())
            window.tell(FAILED + str(reason).strip()[-800:], "galat")
        finally:
            window.progress("")
        log(f"selesai {key} {code} {time.time() - start:.3f}")

    def _finish_typing(self, document: Any) -> None:
        """Take over what is being typed into a cell, as Enter does; nothing happens when no cell is."""
        frame = document.getCurrentController().getFrame()
        self._service("frame.DispatchHelper").executeDispatch(frame, ".uno:AcceptFormula", "", 0, ())

    def _desktop(self) -> Any:
        return self._service("frame.Desktop")

    def _service(self, name: str) -> Any:
        return self.context.ServiceManager.createInstanceWithContext(f"com.sun.star.{name}", self.context)


def serve(key: str, document: Any, window: Any) -> int:
    """Start our Python for a button and answer what it asks until it is done; return its code."""
    answers = {
        "buka": lambda _: read_workbook(document),
        "tulis": lambda asked: write_changes(document, asked["langkah"], asked["isi"]),
        "simpan": lambda _: save(document),
        "salin": lambda asked: save_copy(document, asked["path"]),
        "tanya_ya": lambda asked: window.ask(asked["kalimat"]),
        "tanya_teks": lambda asked: window.ask_text(asked["kalimat"], asked.get("nilai") or ""),
        "tanya_rahasia": lambda asked: window.ask_text(asked["kalimat"], "", secret=True),
        "tanya_berkas": lambda asked: window.ask_file(asked["kalimat"], asked["jenis"]),
        "kabari": lambda asked: window.tell(asked["kalimat"], asked.get("jenis", "info")),
        "kemajuan": lambda asked: window.progress(asked["teks"]),
    }  # type: Dict[str, Callable[[Dict[str, Any]], Any]]
    conversation = Conversation(key, window.wait_on)
    try:
        while True:
            asked = conversation.listen()
            if asked["minta"] == "selesai":
                return int(asked.get("kode", 0))
            conversation.say(answer(answers, asked))
    finally:
        conversation.end()
        log(conversation.tail())


def answer(answers: Dict[str, Callable[[Dict[str, Any]], Any]], asked: Dict[str, Any]) -> Dict[str, Any]:
    """Return what is sent back; a failure in LibreOffice is an answer too, and our Python decides what it means."""
    try:
        return {"jawab": answers[asked["minta"]](asked)}
    except Refused as reason:
        return {"galat": str(reason)}
    except Exception as reason:
        log(traceback.format_exc())
        return {"galat": f"{type(reason).__name__}: {reason}".strip()[:800]}


def log(text: str) -> None:
    """Add a line to the log that PPID_XL_LOG names; without it nothing is kept."""
    path = os.environ.get("PPID_XL_LOG")
    if path and text:
        with open(path, "a", encoding="utf-8") as stream:
            stream.write(f"{time.time():.3f} {text}\n")


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816, the loader asks for this name
g_ImplementationHelper.addImplementation(Button, NAME, (NAME,))
