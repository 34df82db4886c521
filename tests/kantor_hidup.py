"""A workbook open in a spreadsheet program that is only values: what stands on the screen is not in the file yet."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from ppid_xl.hosts import FileKind
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import Action
from ppid_xl.workflow.ground.knowledge import Knowledge

Reply = str | bool | tuple[Path, ...] | None


class Unprepared(BaseException):
    """A question came that the test has no reply for; no door may take it for an error of the program."""


class OpenInMemory(MemoryHost):
    """An open workbook and a person whose replies were written down before; None cancels a question."""

    def __init__(self, path: Path, knowledge: Knowledge, replies: Iterable[Reply] = ()) -> None:
        self.path = path
        self.knowledge = knowledge
        self.replies = list(replies)
        self.selected: tuple[str, ...] = ()
        self.asked: list[str] = []
        self.offered: list[str] = []
        self.shown: list[str] = []
        self.told: list[str] = []
        self._done: list[Sequence[Action]] = []
        super().__init__(FileHost(path, knowledge.dictionary).snapshot())

    def apply(self, actions: Sequence[Action]) -> bool:
        self._done.append(actions)
        return super().apply(actions)

    def save_copy(self, target: Path) -> None:
        shutil.copyfile(self.path, target)
        for actions in self._done:
            FileHost(target, self.knowledge.dictionary).apply(actions)

    def save(self) -> None:
        raise AssertionError("a button never saves by itself")

    def selected_ids(self) -> tuple[str, ...]:
        return self.selected

    def progress(self, done: int, total: int, text: str) -> None:
        assert 0 <= done <= total
        self.shown.append(text)

    def notify(self, text: str) -> None:
        self.told.append(text)

    def ask(self, question: str) -> bool:
        reply = self._reply(question)
        if not isinstance(reply, bool):
            raise Unprepared(question)
        return reply

    def ask_text(self, question: str, default: str = "") -> str | None:
        self.offered.append(default)
        reply = self._reply(question)
        if not (reply is None or isinstance(reply, str)):
            raise Unprepared(question)
        return reply

    def ask_secret(self, question: str) -> str | None:
        return self.ask_text(question)

    def ask_file(self, question: str, kind: FileKind) -> tuple[Path, ...] | None:
        assert kind in ("berkas", "berkas_banyak", "folder")
        reply = self._reply(question)
        if not (reply is None or isinstance(reply, tuple)):
            raise Unprepared(question)
        return reply

    def _reply(self, question: str) -> Reply:
        self.asked.append(question)
        if not self.replies:
            raise Unprepared(question)
        return self.replies.pop(0)
