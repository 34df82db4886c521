"""A conduit between one who writes and one who reads: a thread pours in, the reader takes out, little lies between."""

from __future__ import annotations

from collections.abc import Callable
from queue import Full, Queue
from threading import Event, Thread
from types import TracebackType
from typing import Self

from ppid_xl.brankas.bundle import Asli

ROOM = 64
PAUSE = 0.05


class Abandoned(Exception):
    """Nobody reads any more."""


class Conduit:
    """What ``pour`` writes can be read here; ``failure`` is what stopped it, which the reader meets too."""

    def __init__(self, pour: Callable[[Conduit], Asli]) -> None:
        self._pieces: Queue[bytes] = Queue(ROOM)
        self._left, self._result = Event(), list[Asli]()
        self._rest = b""
        self._ended = False
        self.failure: BaseException | None = None
        self._thread = Thread(target=self._run, args=(pour,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left.set()
        self._thread.join()

    def _run(self, pour: Callable[[Conduit], Asli]) -> None:
        try:
            self._result.append(pour(self))
        except BaseException as reason:
            self.failure = reason
        try:
            self._put(b"")
        except Abandoned:
            return

    def write(self, data: bytes) -> int:
        """Pour in bytes, waiting while the conduit is full."""
        if data:
            self._put(bytes(data))
        return len(data)

    def _put(self, piece: bytes) -> None:
        while not self._left.is_set():
            try:
                return self._pieces.put(piece, timeout=PAUSE)
            except Full:
                continue
        raise Abandoned

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes, none at the end; raise what stopped the other side."""
        if not self._rest and not self._ended:
            self._rest = self._pieces.get()
            self._ended = not self._rest
        if self._ended and self.failure:
            raise self.failure
        taken = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(taken) :]
        return taken

    def result(self) -> Asli:
        """Return what the other side found out, once all was read."""
        return self._result[0]
