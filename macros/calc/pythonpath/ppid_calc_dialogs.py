"""What a person is told and asked, in windows of LibreOffice; or, for tests, in a log and from prepared answers."""

from __future__ import annotations

import json
import os
from typing import Any, Callable, List, Optional

import uno  # type: ignore[import-not-found]
from com.sun.star.awt.MessageBoxType import (  # type: ignore[import-not-found]
    ERRORBOX,
    INFOBOX,
    QUERYBOX,
)

TITLE = "PPID"
OK_BUTTON, YES_NO, YES, NO_DEFAULT = 1, 3, 2, 0x30000  # com.sun.star.awt.MessageBoxButtons, MessageBoxResults
PUSH_OK, PUSH_CANCEL = 1, 2  # com.sun.star.awt.PushButtonType
POSITION_ONLY = 3  # com.sun.star.awt.PosSize
LINE, LETTERS = 9, 68  # height of a line of a question, letters in it
LINES = 14  # a longer text gets a window that scrolls
STILL_WAITING = "Program PPID belum menjawab. Tunggu terus?\n\nTidak: program itu dihentikan."


class Window:
    """The window of the workbook that the button belongs to."""

    def __init__(self, context: Any, document: Any, log: Callable[[str], None]) -> None:
        self._context, self._log = context, log
        controller = document.getCurrentController() if document is not None else None
        self._frame = (
            controller.getFrame() if controller else self._service("frame.Desktop").getCurrentFrame()
        )
        self._status: Any = None

    def tell(self, text: str, kind: str = "info") -> bool:
        """Say something and wait until it is read."""
        self._log(f"{kind}: {text}")
        if text.count("\n") >= LINES:
            self._form("", text, False, True)
        else:
            self._box(ERRORBOX if kind == "galat" else INFOBOX, OK_BUTTON, text)
        return True

    def ask(self, question: str) -> bool:
        """Ask yes or no; closing the window is no."""
        self._log(f"tanya: {question}")
        return self._box(QUERYBOX, YES_NO + NO_DEFAULT, question) == YES

    def wait_on(self) -> bool:
        """Ask whether to keep waiting for a silent program."""
        return self.ask(STILL_WAITING)

    def ask_text(self, question: str, default: str = "", secret: bool = False) -> Optional[str]:
        """Ask for one line; None when cancelled. A secret shows no letter, and no answer is logged."""
        self._log(f"tanya: {question}")
        return self._form(question, default, secret, False)

    def ask_file(self, question: str, kind: str) -> Optional[List[str]]:
        """Ask for a file, several files or a folder; None when cancelled."""
        if kind == "folder":
            picker = self._service("ui.dialogs.FolderPicker")
            picker.setTitle(question)
            return [uno.fileUrlToSystemPath(picker.getDirectory())] if picker.execute() else None
        picker = self._service("ui.dialogs.FilePicker")
        picker.setTitle(question)
        picker.setMultiSelectionMode(kind == "berkas_banyak")
        if not picker.execute():
            return None
        return [uno.fileUrlToSystemPath(url) for url in picker.getSelectedFiles()]

    def progress(self, text: str) -> bool:
        """Show a text in the status bar; "" gives the bar back."""
        if text and self._status is None:
            self._status = self._frame.createStatusIndicator()
            self._status.start(text, 1)
        elif text:
            self._status.setText(text)
        elif self._status is not None:
            self._status.end()
            self._status = None
        return True

    def _service(self, name: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(f"com.sun.star.{name}", self._context)

    def _box(self, kind: Any, buttons: int, text: str) -> int:
        parent = self._frame.getContainerWindow()
        box = parent.getToolkit().createMessageBox(parent, kind, buttons, TITLE, text)
        try:
            return box.execute()
        finally:
            box.dispose()

    def _form(self, label: str, content: str, secret: bool, long: bool) -> Optional[str]:
        """Show a small window with a text field; return its text, None when cancelled."""
        model = self._service("awt.UnoControlDialogModel")
        head = 0 if long else LINE * min(20, sum(1 + len(line) // LETTERS for line in label.split("\n")))
        body = 150 if long else 14
        height = head + body + 44
        model.Title, model.Width, model.Height, model.Moveable = TITLE, 300, height, True
        if head:
            _add(model, "FixedText", "label", (8, 8, 284, head), Label=label, MultiLine=True)
        place = (8, 10 + head, 284, body)
        field = _add(model, "Edit", "field", place, Text=content, MultiLine=long, VScroll=long, ReadOnly=long)
        if secret:
            field.EchoChar = ord("*")
        _add(
            model,
            "Button",
            "ok",
            (180, height - 22, 54, 16),
            Label="OK",
            PushButtonType=PUSH_OK,
            DefaultButton=True,
        )
        if not long:
            _add(model, "Button", "no", (238, height - 22, 54, 16), Label="Batal", PushButtonType=PUSH_CANCEL)
        dialog = self._service("awt.UnoControlDialog")
        dialog.setModel(model)
        parent = self._frame.getContainerWindow()
        dialog.createPeer(parent.getToolkit(), parent)
        around, size = parent.getPosSize(), dialog.getPosSize()
        x, y = (around.Width - size.Width) // 2, (around.Height - size.Height) // 3
        dialog.setPosSize(max(0, x), max(0, y), 0, 0, POSITION_ONLY)
        if not long:
            dialog.getControl("field").setFocus()
        try:
            return dialog.getControl("field").getText() if dialog.execute() else None
        finally:
            dialog.dispose()


def _add(model: Any, kind: str, name: str, place: Any, **properties: Any) -> Any:
    part = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    part.PositionX, part.PositionY, part.Width, part.Height = place
    for key, value in properties.items():
        setattr(part, key, value)
    model.insertByName(name, part)
    return part


class Quiet:
    """No windows: what would be told goes to the log, answers come from the JSON file that PPID_XL_JAWABAN names.

    The file maps a part of a question to its answer, null for cancelled; the first that fits is taken. Where none fits
    a text stays as it was proposed, a file is not chosen, and yes or no is no. What is asked again is cancelled.
    """

    def __init__(self, _context: Any, _document: Any, log: Callable[[str], None]) -> None:
        self._log = log
        self._asked: List[str] = []

    def tell(self, text: str, kind: str = "info") -> bool:
        """Write a text to the log."""
        self._log(f"{kind}: {text}")
        return True

    def ask(self, question: str) -> bool:
        """Return the prepared yes or no."""
        return bool(self._answer(question, False))

    def wait_on(self) -> bool:
        """Wait no longer."""
        return False

    def ask_text(self, question: str, default: str = "", secret: bool = False) -> Optional[str]:
        """Return the prepared text."""
        if any(question.endswith(asked) for asked in self._asked):
            return None
        self._asked.append(question)
        return self._answer(question, "" if secret else default)

    def ask_file(self, question: str, kind: str) -> Optional[List[str]]:
        """Return the prepared paths, one or several as ``kind`` says."""
        found = self._answer(question, None)
        return found if found is None or kind == "berkas_banyak" else found[:1]

    def progress(self, text: str) -> bool:
        """Write a text to the log."""
        self._log(f"kemajuan: {text}" if text else "")
        return True

    def _answer(self, question: str, otherwise: Any) -> Any:
        self._log(f"tanya: {question}")
        path = os.environ.get("PPID_XL_JAWABAN", "")
        if not os.path.isfile(path):
            return otherwise
        with open(path, encoding="utf-8") as stream:
            answers = json.load(stream)
        return next((answer for part, answer in answers.items() if part in question), otherwise)
