"""Work on a file from outside in a process of its own, which ends in time and within a memory, whatever the file holds.

POSIX bounds memory and processor time of that process; Windows has the time-out alone. It is no sandbox: it holds
what a file makes a reader waste, not what a broken reader could be made to do.
"""

from __future__ import annotations

import json
import math
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path
from traceback import extract_tb
from typing import Any, ParamSpec, TypeVar

from ppid_xl import errors
from ppid_xl.errors import HostError, InputError, PpidXlError, SigningError, TemplateError

P = ParamSpec("P")
T = TypeVar("T")

FAILED, KEPT_WORDS = 1, 300  # how Python ends when it cannot even start
GOOD, REFUSED, TOO_MUCH, UNEXPECTED = "baik", "ditolak", "memori", "tak-terduga"
_START = (
    "import json,sys; own=json.loads(sys.argv[1]); sys.path[:]=own[0];"
    " from ppid_xl.bounded import serve; serve(*own[1:])"
)
_PLAIN = {
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "builtins": {"frozenset", "set", "str"},
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a reader may use, besides four times the bytes that it is given; ``refusal`` is raised beyond it."""

    seconds: float
    megabytes: int
    refusal: type[PpidXlError] = InputError


MEMORY = 300
LISTS = Bounds(30, MEMORY)
TEMPLATES = Bounds(30, MEMORY, TemplateError)
SCANS = Bounds(30, MEMORY, SigningError)


def run_bounded(berkas: str, bounds: Bounds, work: Callable[P, T], *args: P.args, **words: P.kwargs) -> T:
    """Return what a function of a module returns, run in a process of its own: plain values and dataclasses.

    Errors of our tree come through as they are. Raises ``bounds.refusal``, which names ``berkas``, when the work
    takes too long, too much memory, ends the process, or fails as nobody foresaw; HostError when no process starts.
    """
    request = pickle.dumps((work.__module__, work.__qualname__, args, words))
    room = bounds.megabytes + 4 * (len(request) >> 20)
    kind, value = _read_reply(_in_child(request, berkas, bounds, room))
    if kind == GOOD:
        result: T = value
        return result
    if kind == REFUSED:
        raise _error_class(value[0])(value[1], **value[2])
    if kind == UNEXPECTED:
        raise bounds.refusal("berkas-tak-terduga", berkas=berkas, alasan=value)
    raise bounds.refusal("berkas-terlalu-berat", berkas=berkas, batas=room)


def _read_reply(reply: bytes) -> tuple[str, Any]:
    """Return how the work ended and its value; a process that died before it answered was too much for itself."""
    if not reply:
        return TOO_MUCH, None
    try:
        kind, value = _Unpickler(BytesIO(reply)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, ImportError) as reason:
        return UNEXPECTED, f"{type(reason).__name__} {reason}"
    return kind, value


def _in_child(request: bytes, berkas: str, bounds: Bounds, room: int) -> bytes:
    """Return the reply of a process that has ended, by itself or killed; nothing from one that died."""
    own = json.dumps([[path or os.getcwd() for path in sys.path], bounds.seconds, room])
    hidden = 0x08000000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", _START, own],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, creationflags=hidden,
        )  # fmt: skip
    except (OSError, ValueError) as reason:
        raise HostError("program-tidak-jalan", program="Python", berkas=sys.executable) from reason
    with process:
        try:
            reply, said = process.communicate(request, timeout=bounds.seconds)
        except subprocess.TimeoutExpired:
            seconds = math.ceil(bounds.seconds)
            raise bounds.refusal("berkas-terlalu-lama", berkas=berkas, detik=seconds) from None
        finally:
            process.kill()
    if process.returncode == FAILED:
        words = " ".join(said.decode(errors="replace").split())[-KEPT_WORDS:]
        raise HostError("program-gagal", program="Python", akhir=FAILED, alasan=words)
    return b"" if process.returncode else reply


class _Unpickler(pickle.Unpickler):
    """Reads values, dates and our own dataclasses, and calls nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if name in _PLAIN.get(module, ()):
            return super().find_class(module, name)
        found = (
            super().find_class(module, name) if module.startswith("ppid_xl.") and "." not in name else None
        )
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, tuple)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")


class _Pickler(pickle.Pickler):
    """Writes a library's own kind of text as text."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, str):
            return str, (value.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass"),)
        return NotImplemented


def _as_reply(answer: tuple[str, object]) -> bytes:
    reply = BytesIO()
    _Pickler(reply).dump(answer)
    return reply.getvalue()


def _error_class(name: str) -> type[PpidXlError]:
    found = getattr(errors, name, InputError)
    return found if isinstance(found, type) and issubclass(found, PpidXlError) else InputError


def serve(seconds: float, megabytes: int) -> None:
    """Do one piece of work, asked for and answered through the standard streams: what the child process runs."""
    channel = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # a library that prints would spoil the answer
        os.dup2(nowhere, stream)
    os.putenv("RUST_BACKTRACE", "0")  # a library that ran out of memory would name its calls for ever
    _limit(seconds, megabytes)
    try:
        answer = _as_reply(_answer())
    except MemoryError:
        answer = _as_reply((TOO_MUCH, None))
    channel.write(answer)
    channel.close()
    os._exit(0)  # what a damaged library does on its way out is of no interest


def _answer() -> tuple[str, object]:
    try:
        module, name, args, words = pickle.load(sys.stdin.buffer)
        return GOOD, getattr(import_module(module), name)(*args, **words)
    except PpidXlError as error:
        return REFUSED, (type(error).__name__, error.kode, error.fakta)
    except MemoryError:
        return TOO_MUCH, None
    except Exception as error:  # a file of a stranger breaks a reader in ways that nobody can list
        last = extract_tb(error.__traceback__)[-1]
        return UNEXPECTED, f"{type(error).__name__} di {Path(last.filename).name}:{last.lineno}"


def _limit(seconds: float, megabytes: int) -> None:
    """Bound this process where the system can; macOS and Windows know no bound of memory."""
    if sys.platform == "win32":
        return
    import resource

    whole = math.ceil(seconds) + 1  # the parent ends it first, and knows why
    for kind, value in (
        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, whole), (resource.RLIMIT_AS, megabytes << 20),
    ):  # fmt: skip
        _, hard = resource.getrlimit(kind)
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (ceiling, ceiling))
        except (ValueError, OSError):
            continue
