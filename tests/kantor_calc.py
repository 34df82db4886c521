"""LibreOffice for the tests: ``Office`` speaks to a child of the system's Python, so that no test imports uno.

``install_extension`` puts the Calc extension into a new profile; ``Screen`` is a screen nobody sees, with a mouse.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

CHILD = Path(__file__).with_name("uno_anak.py")
SYSTEM_PYTHON = "/usr/bin/python3"
SECONDS = 120.0


class OfficeError(RuntimeError):
    """What went wrong in the child, with its traceback."""


class Office:
    """One LibreOffice with a profile of its own, used in a ``with``; every method of the child is a method here.

    ``office.call("open", path=…)`` and ``office.open(path=…)`` are the same.
    """

    def __init__(
        self,
        profile: Path,
        *,
        environment: Mapping[str, str] | None = None,
        headless: bool = True,
        arguments: tuple[str, ...] = (),
    ) -> None:
        self.profile, self.headless, self.arguments = profile, headless, arguments
        self.environment = {"SAL_USE_VCLPLUGIN": "svp" if headless else "gen", **(environment or {})}
        self.pipe = f"ppid{uuid.uuid4().hex[:12]}"

    def __enter__(self) -> Office:
        kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
        self.profile.mkdir(parents=True, exist_ok=True)
        with (self.profile.parent / "anak.log").open("ab") as log:
            self._child = subprocess.Popen(
                [SYSTEM_PYTHON, str(CHILD)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env={**kept, **self.environment},
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._office = 0
        try:
            self._office = self.call(
                "start",
                profile=str(self.profile),
                pipe=self.pipe,
                headless=self.headless,
                arguments=list(self.arguments),
            )
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._child.stdin is not None
        try:
            self._child.stdin.close()
            self._child.wait(30)
        except (OSError, subprocess.TimeoutExpired):
            pass
        for group in (self._office, self._child.pid):
            if group:
                _kill_group(group)
        self._child.wait(10)
        self._reader.join(5)

    def call(self, do: str, seconds: float = SECONDS, **facts: Any) -> Any:
        """Ask the child and return its answer; raise OfficeError when it fails or takes too long."""
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps({"do": do, **facts}) + "\n")
        self._child.stdin.flush()
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            raise OfficeError(f"{do}: no answer within {seconds} s") from None
        answer = json.loads(line) if line else {"error": f"{do}: the child has ended"}
        if "error" in answer:
            raise OfficeError(answer["error"])
        return answer["result"]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda **facts: self.call(name, **facts)

    def _read(self) -> None:
        assert self._child.stdout is not None
        for line in self._child.stdout:
            self._lines.put(line)
        self._lines.put("")


def _kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except OSError:
        return


SPARE_USER = 54_321  # unopkg refuses root
SETTINGS = (
    ("Office.Common/Misc", "ShowTipOfTheDay", "false"),
    ("Office.Common/Save/Document", "WarnAlienFormat", "false"),
    ("Setup/Product", "WhatsNew", "false"),
    ("Setup/Product", "LastTimeDonateShown", "9999999999"),
    ("Setup/Product", "LastTimeGetInvolvedShown", "9999999999"),
)


def install_extension(oxt: bytes, profile: Path) -> None:
    """Install an extension into a new profile with unopkg, as a user of its own where root runs the tests."""
    root = os.getuid() == 0
    who: dict[str, Any] = {"user": SPARE_USER, "group": SPARE_USER, "extra_groups": []} if root else {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        (folder / "ppid.oxt").write_bytes(oxt)
        (folder / "ppid.oxt").chmod(0o644)
        done = subprocess.run(
            ["unopkg", "add", "-f", "--suppress-license", f"-env:UserInstallation={(folder / 'profil').as_uri()}",
             str(folder / "ppid.oxt")],
            cwd=folder, env={"PATH": os.environ["PATH"], "HOME": name, "LANG": "C.UTF-8"}, timeout=120,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, start_new_session=True, **who,
        )  # fmt: skip
        if done.returncode:
            raise OfficeError(f"unopkg: {done.stdout}{done.stderr}")
        shutil.copytree(folder / "profil", profile)
    _set_up(profile / "user" / "registrymodifications.xcu")


def install_by_pasang(profile: Path) -> str:
    """Let ``ppid pasang`` put the buttons into a new account, keep its profile, and return what it said.

    Where root runs the tests the account is a bare number with a home of its own, which reads a copy of the program.
    """
    root = os.getuid() == 0
    who: dict[str, Any] = {"user": SPARE_USER, "group": SPARE_USER, "extra_groups": []} if root else {}
    with tempfile.TemporaryDirectory() as name:
        folder, project = Path(name), Path(__file__).parents[1]
        folder.chmod(0o777)
        for part in ("ppid_xl", "macros"):
            shutil.copytree(
                project / part, folder / "alat" / part, ignore=shutil.ignore_patterns("__pycache__")
            )
        done = subprocess.run(
            [SYSTEM_PYTHON if root else sys.executable, "-m", "ppid_xl", "pasang"], cwd=folder, timeout=120,
            env={"PATH": os.environ["PATH"], "HOME": name, "LANG": "C.UTF-8", "PYTHONPATH": str(folder / "alat")},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, start_new_session=True, **who,
        )  # fmt: skip
        if done.returncode:
            raise OfficeError(f"ppid pasang: {done.stdout}{done.stderr}")
        shutil.copytree(folder / ".config" / "libreoffice" / "4", profile)
    _set_up(profile / "user" / "registrymodifications.xcu")
    return done.stdout


def _set_up(path: Path) -> None:
    """Switch off what would stand before the workbook: tips, news, warnings about file formats."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
    )
    items = "".join(
        f'<item oor:path="/org.openoffice.{place}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>\n"
        for place, name, value in SETTINGS
    )
    known = path.read_text(encoding="utf-8") if path.is_file() else f"{head}</oor:items>\n"
    path.write_text(known.replace("</oor:items>", f"{items}</oor:items>"), encoding="utf-8")


class Screen:
    """A screen in memory with a window manager; used in a ``with``, it gives its name (``:99``) as ``display``."""

    def __init__(self, folder: Path, size: str = "1366x768") -> None:
        self.folder, self.size = folder, size
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Screen:
        ours, theirs = os.pipe()
        try:
            self._start(
                ["Xvfb", "-displayfd", str(theirs), "-screen", "0", f"{self.size}x24", "-nolisten", "tcp"],
                pass_fds=(theirs,),
            )
            os.close(theirs)
            with os.fdopen(ours, "rb") as stream:
                self.display = f":{stream.readline().decode().strip()}"
            if self.display == ":":
                raise OfficeError("Xvfb did not start")
            self._start(["openbox"], env={**os.environ, "DISPLAY": self.display})
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in reversed(self._running):
            _kill_group(process.pid)
            process.wait(10)

    def click(self, x: int, y: int) -> None:
        """Click with the left button of the mouse."""
        self._run("xdotool", "mousemove", str(x), str(y), "sleep", "0.3", "click", "1")

    def type(self, *keys: str) -> None:
        """Press keys, such as ``Return`` or ``ctrl+z``."""
        if keys:
            self._run("xdotool", "key", *keys)

    def type_into_box(self, office: Office, button: str, *keys: str) -> None:
        """Press keys as soon as a box with this button is on the screen; raise OfficeError when none comes."""
        end = time.monotonic() + SECONDS
        while not office.buttons(names=[button]):
            if time.monotonic() > end:
                raise OfficeError(f"no box with the button {button}")
            time.sleep(0.1)
        time.sleep(0.3)  # until it has the keyboard
        self.type(*keys)

    def draw(self, target: Path) -> None:
        """Write a picture of the screen."""
        self._run("import", "-window", "root", "-strip", str(target))

    def _start(self, words: list[str], **how: Any) -> None:
        with (self.folder / f"{words[0]}.log").open("ab") as log:
            self._running.append(
                subprocess.Popen(
                    words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **how
                )
            )

    def _run(self, *words: str) -> None:
        subprocess.run(
            words, check=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=30,
            env={**os.environ, "DISPLAY": self.display},
        )  # fmt: skip
