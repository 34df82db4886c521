"""Fixtures for LibreOffice Calc: a profile with our extension, an office in it, and its small world of files."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from kantor_calc import Office, install_by_pasang

PLAYER = Path(__file__).with_name("pemain_protokol.py")


@dataclass
class World:
    """Where an office finds our Python and prepared answers, and where it leaves its log."""

    folder: Path

    def __post_init__(self) -> None:
        (self.folder / "config" / "ppid_xl").mkdir(parents=True)

    @property
    def environment(self) -> dict[str, str]:
        """What the office is told: nothing of this is in a workbook."""
        places = {
            "XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state", "PPID_XL_LOG": "log.txt",
            "PPID_XL_JAWABAN": "jawaban.json",
        }  # fmt: skip
        return {name: str(self.folder / place) for name, place in places.items()}

    def use(self, command: Sequence[str]) -> None:
        """Let buttons start this program."""
        path = self.folder / "config" / "ppid_xl" / "host.json"
        path.write_text(json.dumps({"command": list(command)}), encoding="utf-8")

    def use_ours(self) -> None:
        """Let buttons start the real program, as `ppid pasang` will have it."""
        self.use([sys.executable, "-I", "-m", "ppid_xl.ribbon", "calc"])

    def answer(self, answers: Mapping[str, Any]) -> None:
        """Prepare answers: part of a question → answer."""
        (self.folder / "jawaban.json").write_text(json.dumps(answers), encoding="utf-8")

    def log(self) -> str:
        """Return all that the extension logged since the log was last cleared."""
        path = self.folder / "log.txt"
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def clear_log(self) -> None:
        """Forget what was logged."""
        (self.folder / "log.txt").unlink(missing_ok=True)

    def wait_for(self, text: str, seconds: float = 30) -> str:
        """Return the log as soon as it holds a text; raise AssertionError when it does not in time."""
        end = time.monotonic() + seconds
        while text not in self.log():
            failed = "galat: " in self.log() or time.monotonic() > end
            assert not failed, f"{text!r} is not in the log:\n{self.log()}"
            time.sleep(0.05)
        return self.log()


@pytest.fixture(scope="session")
def calc_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    profile = tmp_path_factory.mktemp("calc") / "profil"
    assert "→ pasang    Ekstensi Calc" in install_by_pasang(profile)
    return profile


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("dunia"))


@pytest.fixture(scope="module")
def office(calc_profile: Path, world: World) -> Iterator[Office]:
    quiet = {**world.environment, "PPID_XL_QUIET": "1"}
    with Office(calc_profile, environment=quiet) as office:
        yield office
