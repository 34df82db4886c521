"""A child that drives LibreOffice for the tests: one JSON request a line on stdin, one JSON answer a line on stdout.

Run by the system's own Python, the one that has ``uno``: ``/usr/bin/python3 tests/uno_anak.py``. Standard library and
uno only. Requests are {"do": NAME, ...}, answers {"result": ...} or {"error": "..."}. It starts the office itself, with
a profile and a pipe of its own, and ends it when told to or when stdin ends. ``kantor_calc.Office`` is the other side.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
import unohelper  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

START_SECONDS = 90.0
PUSH_BUTTON = 44  # com.sun.star.accessibility.AccessibleRole


class Child:
    """One office and the documents open in it, each known by a number."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.context: Any = None
        self.desktop: Any = None
        self.documents: dict[int, Any] = {}

    def start(self, profile: str, pipe: str, headless: bool = True, arguments: tuple[str, ...] = ()) -> int:
        """Start the office with this profile folder, listening on a pipe; return its process id."""
        words = ["soffice", f"-env:UserInstallation={Path(profile).resolve().as_uri()}",
                 "--norestore", "--nologo", "--nofirststartwizard", f"--accept=pipe,name={pipe};urp;",
                 *(["--headless"] if headless else []), *arguments]  # fmt: skip
        for lock in Path(profile).glob(".lock"):
            lock.unlink()
        with (Path(profile).parent / "soffice.log").open("ab") as log:
            self.process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self.context = self._connect(pipe)
        self.desktop = self.service("com.sun.star.frame.Desktop")
        return self.process.pid

    def _connect(self, pipe: str) -> Any:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            except Exception:
                if time.monotonic() > end or self.process is None or self.process.poll() is not None:
                    raise
                time.sleep(0.1)

    def service(self, name: str) -> Any:
        """Return a service of the office by name."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def open(
        self, path: str, filter_name: str = "", macros: int = 0, hidden: bool = False, read_only: bool = False
    ) -> int:
        """Load a document; ``macros`` is com.sun.star.document.MacroExecMode (4 = always); return its number."""
        wanted = {"MacroExecutionMode": macros, "Hidden": hidden}
        if filter_name:
            wanted["FilterName"] = filter_name
        if read_only:
            wanted["ReadOnly"] = True
        url = path if "://" in path or path.startswith("private:") else Path(path).resolve().as_uri()
        document = self.desktop.loadComponentFromURL(url, "_blank", 0, _properties(wanted))
        if document is None:
            raise RuntimeError(f"the office did not open {path}")
        number = max(self.documents, default=0) + 1
        self.documents[number] = document
        return number

    def close(self, document: int) -> None:
        """Close a document without saving it."""
        self.documents.pop(document).close(True)

    def activate(self, document: int) -> None:
        """Bring the window of a document to the front."""
        frame = self.documents[document].getCurrentController().getFrame()
        frame.activate()
        frame.getContainerWindow().setFocus()

    def dispatch(self, document: int, url: str, arguments: dict[str, Any] | None = None) -> None:
        """Dispatch a URL (``.uno:…``, ``service:…``, ``vnd.sun.star.script:…``) in the frame of a document."""
        frame = self.documents[document].getCurrentController().getFrame()
        self.service("com.sun.star.frame.DispatchHelper").executeDispatch(
            frame, url, "", 0, _properties(arguments or {})
        )

    def script(self, document: int, url: str, arguments: list[Any] | None = None) -> Any:
        """Run a macro by its script URL and return its value; "ok" is no proof, look at the cells."""
        provider = self.documents[document].getScriptProvider()
        return _plain(provider.getScript(url).invoke(tuple(arguments or ()), (), ())[0])

    def insert_module(self, document: int, library: str, name: str, source: str) -> None:
        """Add or replace a Basic module of a document."""
        libraries = self.documents[document].BasicLibraries
        if not libraries.hasByName(library):
            libraries.createLibrary(library)
        libraries.loadLibrary(library)
        modules = libraries.getByName(library)
        (modules.replaceByName if modules.hasByName(name) else modules.insertByName)(name, source)

    def modules(self, document: int, library: str) -> dict[str, str]:
        """Return name → source of the Basic modules of a document."""
        libraries = self.documents[document].BasicLibraries
        libraries.loadLibrary(library)
        found = libraries.getByName(library)
        return {name: found.getByName(name) for name in found.getElementNames()}

    def sheets(self, document: int) -> list[str]:
        """Return the names of the sheets in order."""
        return list(self.documents[document].Sheets.getElementNames())

    def cells(self, document: int, sheet: str, ref: str) -> list[list[Any]]:
        """Return the values of a range as rows; numbers are floats, dates too, blanks are ""."""
        return _plain(self._range(document, sheet, ref).getDataArray())

    def used(self, document: int, sheet: str) -> list[list[Any]]:
        """Return the values from A1 to the end of the used area."""
        page = self.documents[document].Sheets.getByName(sheet)
        cursor = page.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        return _plain(page.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray())

    def put(self, document: int, sheet: str, ref: str, rows: list[list[Any]]) -> None:
        """Write values; text stays text."""
        self._range(document, sheet, ref).setDataArray(tuple(tuple(row) for row in rows))

    def formula(self, document: int, sheet: str, ref: str, text: str) -> None:
        """Type into one cell as a person would: ``=1/0``, ``12``, ``Ya``."""
        self._range(document, sheet, ref).getCellByPosition(0, 0).setFormula(text)

    def select(self, document: int, sheet: str, refs: list[str]) -> None:
        """Select one or several ranges of a sheet."""
        book = self.documents[document]
        areas = book.createInstance("com.sun.star.sheet.SheetCellRanges")
        areas.addRangeAddresses(
            tuple(self._range(document, sheet, ref).getRangeAddress() for ref in refs), False
        )
        controller = book.getCurrentController()
        controller.setActiveSheet(book.Sheets.getByName(sheet))
        controller.select(areas if len(refs) > 1 else self._range(document, sheet, refs[0]))

    def undo_titles(self, document: int) -> list[str]:
        """Return the titles of the steps that can be undone, the last one first."""
        return list(self.documents[document].getUndoManager().getAllUndoActionTitles())

    def undo(self, document: int) -> None:
        """Undo one step."""
        self.documents[document].getUndoManager().undo()

    def store(self, document: int, path: str, filter_name: str = "Calc MS Excel 2007 XML") -> None:
        """Write a copy of a document to a file."""
        self.documents[document].storeToURL(
            Path(path).resolve().as_uri(), _properties({"FilterName": filter_name, "Overwrite": True})
        )

    def buttons(self, names: list[str], role: int = PUSH_BUTTON) -> dict[str, list[int]]:
        """Return name → [x, y, width, height] on the screen of what is shown with one of these names."""
        toolkit = self.service("com.sun.star.awt.Toolkit")
        found: dict[str, list[int]] = {}
        for number in range(toolkit.getTopWindowCount()):
            window = toolkit.getTopWindow(number)
            if hasattr(window, "getAccessibleContext"):
                _look_for(window.getAccessibleContext(), set(names), role, found)
        return found

    def window(self, document: int, x: int, y: int, width: int, height: int) -> None:
        """Place and size the window of a document."""
        frame = self.documents[document].getCurrentController().getFrame()
        frame.getContainerWindow().setPosSize(x, y, width, height, 15)

    def run(self, code: str, document: int = 0) -> Any:
        """Run Python in the child with ``child``, ``desktop``, ``document``, ``uno``; return its ``result``."""
        names = {"child": self, "desktop": self.desktop, "uno": uno, "unohelper": unohelper,
                 "document": self.documents.get(document), "result": None}  # fmt: skip
        exec(code, names)
        return _plain(names["result"])

    def stop(self) -> None:
        """End the office: first kindly, then by its process group."""
        process, self.process = self.process, None
        if process is None:
            return
        try:
            for document in list(self.documents.values()):
                document.close(True)
            self.desktop.terminate()
            process.wait(10)
        except Exception:
            pass
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, sign)
                process.wait(5)
            except (OSError, subprocess.TimeoutExpired):
                continue

    def _range(self, document: int, sheet: str, ref: str) -> Any:
        return self.documents[document].Sheets.getByName(sheet).getCellRangeByName(ref)


def _properties(values: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _look_for(context: Any, names: set[str], role: int, found: dict[str, list[int]]) -> None:
    if context.getAccessibleRole() == role and context.getAccessibleName() in names:
        place, size = context.getLocationOnScreen(), context.getSize()
        if size.Width > 0:
            found[context.getAccessibleName()] = [place.X, place.Y, size.Width, size.Height]
    count = context.getAccessibleChildCount()
    for number in range(count if count <= 300 else 0):  # the cells of a sheet are children too
        try:
            inner = context.getAccessibleChild(number)
        except Exception:
            continue
        if inner is not None:
            _look_for(inner.getAccessibleContext(), names, role, found)


def main() -> int:
    """Answer requests until stdin ends."""
    child = Child()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever prints must not be taken for an answer
    try:
        for line in sys.stdin:
            request = json.loads(line)
            try:
                answer = {"result": getattr(child, request.pop("do"))(**request)}
            except Exception:
                answer = {"error": traceback.format_exc()}
            answers.write(json.dumps(answer) + "\n")
            answers.flush()
    finally:
        child.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
