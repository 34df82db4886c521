"""The one door to an external program: it ends in time and well, or everything it started is ended."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event
from typing import IO, Any

from ppid_xl.errors import HostError

PULSE = 0.2
KEPT_WORDS, MOST_SAID = 300, 2**20
_HIDDEN, _OWN_GROUP = 0x08000000, 0x00000200  # CREATE_NO_WINDOW, CREATE_NEW_PROCESS_GROUP of Windows


def run_program(
    command: Sequence[str | Path], *, seconds: float, output: Path | None = None, stop: Event | None = None
) -> str:
    """Run a program to its end and return what it said.

    All three streams are redirected: a program left behind would else keep ours open. ``output`` is a file it must
    have made; ``stop`` ends it early. Raises HostError when it is not there, runs longer than ``seconds``, ends
    with another exit code than 0, or leaves no output; by then the program and all it started are ended.
    """
    name = Path(command[0]).name
    with TemporaryFile() as said:
        code = _watch(_started(command, name, said), name, seconds, stop or Event())
        said.seek(0)
        told = said.read(MOST_SAID).decode(errors="replace").strip()
    words = " ".join(told.split())[-KEPT_WORDS:]
    if code:
        raise HostError("program-gagal", program=name, akhir=code, alasan=words or "tanpa penjelasan")
    if output is not None and not (output.is_file() and output.stat().st_size):
        raise HostError("program-tanpa-hasil", program=name, berkas=output.name, alasan=words)
    return told


def _started(command: Sequence[str | Path], name: str, said: IO[bytes]) -> subprocess.Popen[bytes]:
    own: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        own = {"creationflags": _HIDDEN | _OWN_GROUP}
    words = [str(word) for word in command]
    try:
        return subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, close_fds=True, **own
        )
    except OSError as reason:
        raise HostError("program-tidak-jalan", program=name, berkas=words[0]) from reason


def _watch(process: subprocess.Popen[bytes], name: str, seconds: float, stop: Event) -> int:
    try:
        for _ in range(math.ceil(seconds / PULSE)):
            if stop.is_set():
                break
            with suppress(subprocess.TimeoutExpired):
                return process.wait(min(PULSE, seconds))
    except BaseException:
        _end(process)
        raise
    _end(process)
    raise HostError("program-terlalu-lama", program=name, detik=round(seconds))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started: its group, which it leads."""
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        with suppress(OSError):
            subprocess.run(
                tree, stdin=subprocess.DEVNULL, capture_output=True, check=False, creationflags=_HIDDEN
            )
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
