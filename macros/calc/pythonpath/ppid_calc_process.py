"""Our Python as a child of LibreOffice: found, started, spoken to line by line, and ended whatever happens."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import threading
from typing import Any, Callable, Dict, List, Optional

VERSION = 1
START_SECONDS = 60.0
SILENT_SECONDS = 120.0
END_SECONDS = 10.0
TAIL = 4000
RUN = ["-I", "-m", "ppid_xl.ribbon", "calc"]
LEFT_OUT = (
    "PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "PYTHONEXECUTABLE", "LD_LIBRARY_PATH", "LD_PRELOAD", "UNO_PATH",
    "URE_BOOTSTRAP", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__",
)  # fmt: skip
NOT_INSTALLED = (
    "Program PPID belum dipasang bagi akun komputer ini, jadi tombol ini belum dapat bekerja.\n\n"
    "Buka jendela perintah, jalankan `ppid pasang` satu kali, lalu klik tombol ini lagi."
)
NOT_STARTED = (
    "Program PPID tidak dapat dijalankan: {reason}\n\n"
    "Barangkali programnya dipindah. Jalankan `ppid pasang` lagi."
)
OTHER_VERSION = (
    "Versi add-in ini tidak cocok dengan versi program PPID.\n\n"
    "Jalankan `ppid pasang` lagi, lalu tutup dan buka kembali LibreOffice."
)
ENDED = "Program PPID berhenti sebelum selesai ({reason})."
TAKE_BACK = "Periksa buku ini; perubahan terakhir dapat diurungkan dengan Ctrl+Z."
SILENT = "Program PPID tidak menjawab selama {seconds:.0f} detik, jadi dihentikan. " + TAKE_BACK


class Stopped(Exception):
    """Our Python cannot go on; the text is for the person at the screen."""


def find_command(environment: Dict[str, str]) -> List[str]:
    """Return the words that start our Python; raise Stopped when nobody installed it.

    Named by the person's own environment or own configuration only: a workbook that came by mail, its folder and the
    current directory must not choose a program.
    """
    python = environment.get("PPID_XL_PYTHON")
    if python:
        return [python] + RUN
    base = environment.get("APPDATA") or environment.get("XDG_CONFIG_HOME")
    path = os.path.join(base or os.path.join(os.path.expanduser("~"), ".config"), "ppid_xl", "host.json")
    try:
        with open(path, encoding="utf-8") as stream:
            words = json.load(stream)["command"]
    except (OSError, ValueError, KeyError, TypeError):
        raise Stopped(NOT_INSTALLED) from None
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        raise Stopped(NOT_INSTALLED)
    if not os.path.isabs(words[0]):
        raise Stopped(NOT_INSTALLED)
    return words


def clean_environment(environment: Dict[str, str]) -> Dict[str, str]:
    """Return the environment without what LibreOffice set for its own Python."""
    kept = {name: value for name, value in environment.items() if name not in LEFT_OUT}
    kept["PYTHONUTF8"] = "1"
    return kept


class Conversation:
    """One run of our Python; ``wait_on`` asks the person whether to keep waiting when it is silent for long."""

    def __init__(self, key: str, wait_on: Callable[[], bool]) -> None:
        words = find_command(dict(os.environ)) + [key]
        apart: Dict[str, Any] = (
            {"creationflags": 0x08000000} if os.name == "nt" else {"start_new_session": True}
        )  # CREATE_NO_WINDOW
        try:
            self.process = subprocess.Popen(
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=clean_environment(dict(os.environ)),
                cwd=os.path.expanduser("~"),
                **apart,
            )
        except OSError as reason:
            raise Stopped(NOT_STARTED.format(reason=reason)) from None
        self._wait_on = wait_on
        self._begun = False
        self._errors = b""
        self._lines: "queue.Queue[Optional[bytes]]" = queue.Queue()
        self._readers = [
            threading.Thread(target=work, daemon=True) for work in (self._read_lines, self._read_errors)
        ]
        for reader in self._readers:
            reader.start()

    def listen(self) -> Dict[str, Any]:
        """Return the next request; raise Stopped when the process ended, stays silent or speaks otherwise."""
        while True:
            seconds = SILENT_SECONDS if self._begun else START_SECONDS
            try:
                line = self._lines.get(timeout=seconds)
                break
            except queue.Empty:
                if not self._wait_on():
                    raise Stopped(SILENT.format(seconds=seconds)) from None
        if line is None:
            raise Stopped(self._farewell())
        try:
            asked = json.loads(line.decode("utf-8"))
            if not isinstance(asked["minta"], str):
                raise ValueError(asked)
        except (ValueError, KeyError, TypeError):
            raise Stopped(OTHER_VERSION) from None
        if not self._begun and asked.get("versi") != VERSION:
            raise Stopped(OTHER_VERSION)
        self._begun = True
        return asked

    def say(self, answer: Dict[str, Any]) -> None:
        """Send one answer; raise Stopped when nobody listens any more."""
        try:
            self.process.stdin.write(json.dumps(answer).encode("ascii") + b"\n")
            self.process.stdin.flush()
        except OSError:
            raise Stopped(self._farewell()) from None

    def end(self) -> None:
        """Close the conversation and end the process, with all that it started, if it does not end by itself."""
        try:
            self.process.stdin.close()
        except OSError:
            pass
        try:
            self.process.wait(END_SECONDS if self._begun else 1)
        except subprocess.TimeoutExpired:
            self._kill()
        for reader in self._readers:
            reader.join(1)

    def tail(self) -> str:
        """Return the end of what the process wrote on its error stream."""
        return self._errors.decode("utf-8", "replace").strip()[-800:]

    def _kill(self) -> None:
        try:
            if os.name == "nt":
                self.process.kill()
            else:
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(END_SECONDS)
        except (OSError, subprocess.TimeoutExpired):
            pass

    def _farewell(self) -> str:
        try:
            code = self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            code = -1
        self._readers[1].join(1)
        told = self.tail().splitlines()
        reason = f"kode {code}" + (f", {told[-1]}" if told else "")
        if not self._begun:
            return NOT_STARTED.format(reason=reason)
        return f"{ENDED.format(reason=reason)} {TAKE_BACK}"

    def _read_lines(self) -> None:
        for line in self.process.stdout:
            if line.strip():
                self._lines.put(line)
        self._lines.put(None)

    def _read_errors(self) -> None:
        for line in self.process.stderr:
            self._errors = (self._errors + line)[-TAIL:]
