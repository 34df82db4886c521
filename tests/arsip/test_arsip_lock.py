"""One writer at a time: who holds the lock is named, and only a dead process of this machine loses it."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from arsip_acts import files_of_save, make_act

from ppid_xl.arsip import lock
from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.lock import LOCK, locked
from ppid_xl.arsip.store import Arsip, list_versions, save_version
from ppid_xl.errors import HostError

HERE = Path(__file__).parent
SAVER = """
import sys, time
sys.path[:0] = [{here!r}, {project!r}]
from pathlib import Path
from arsip_acts_plain import plain_act
from ppid_xl.arsip.store import Arsip, save_version
from ppid_xl.errors import HostError
name, saved = sys.argv[2], 0
while saved < 5:
    try:
        files = {{"a": f"{{name}} {{saved}}".encode()}}
        save_version(Arsip(Path(sys.argv[1])), "rekap-2026", files, plain_act(9))
        saved += 1
    except HostError as reason:
        assert reason.kode == "arsip-sedang-dipakai", reason
        time.sleep(0.01)
"""


def held_by(folder: Path, *, pid: int, komputer: str) -> None:
    facts = {"akun": "budi", "komputer": komputer, "pid": pid, "waktu": "2026-03-02T09:00:00+07:00"}
    (folder / LOCK).write_text(json.dumps(facts), encoding="utf-8")


def dead_pid() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_the_lock_of_a_living_process_is_respected_and_its_owner_named(arsip: Arsip) -> None:
    held_by(arsip.path, pid=os.getppid(), komputer=platform.node())
    with pytest.raises(HostError) as caught:
        save_version(arsip, "rekap-2026", files_of_save(1), make_act())
    assert caught.value.kode == "arsip-sedang-dipakai"
    assert caught.value.fakta["akun"] == "budi"


def test_the_lock_of_another_machine_is_respected(arsip: Arsip) -> None:
    held_by(arsip.path, pid=dead_pid(), komputer="PC-LAIN")
    with pytest.raises(HostError, match="PC-LAIN"):
        save_version(arsip, "rekap-2026", files_of_save(1), make_act())


def test_the_lock_of_a_dead_process_is_taken_over(arsip: Arsip) -> None:
    held_by(arsip.path, pid=dead_pid(), komputer=platform.node())
    assert save_version(arsip, "rekap-2026", files_of_save(1), make_act()).version.number == 1


def test_a_lock_whose_writing_was_interrupted_is_taken_over(
    arsip: Arsip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_PAUSE", 0.0)
    (arsip.path / LOCK).write_bytes(b'{"akun": "bu')
    assert save_version(arsip, "rekap-2026", files_of_save(1), make_act()).version.number == 1


def test_the_lock_is_gone_after_the_act(arsip: Arsip) -> None:
    save_version(arsip, "rekap-2026", files_of_save(1), make_act())
    assert not list(arsip.path.glob(f"{LOCK}*"))


def test_the_lock_is_gone_after_a_failed_act(arsip: Arsip) -> None:
    with pytest.raises(HostError, match="arsip-sumber"):
        save_version(arsip, "rekap-2026", {"a": arsip.path / "tidak-ada"}, make_act())
    assert not list(arsip.path.glob(f"{LOCK}*"))


def test_the_lock_says_who_where_and_since_when(arsip: Arsip) -> None:
    with locked(arsip.path, "siti", make_act().waktu):
        facts = json.loads((arsip.path / LOCK).read_text(encoding="utf-8"))
    assert facts == {
        "akun": "siti",
        "komputer": platform.node(),
        "pid": os.getpid(),
        "waktu": "2026-03-02T09:00:00+07:00",
    }


def test_a_check_while_another_process_writes_is_refused_instead_of_crying_wolf(arsip: Arsip) -> None:
    held_by(arsip.path, pid=os.getppid(), komputer=platform.node())
    with pytest.raises(HostError, match="arsip-sedang-dipakai"):
        check_arsip(arsip)


def test_three_processes_at_once_lose_nothing(arsip: Arsip) -> None:
    code = SAVER.format(here=str(HERE), project=str(HERE.parents[1]))
    writers = [subprocess.Popen([sys.executable, "-c", code, str(arsip.path), name]) for name in "xyz"]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert len(list_versions(arsip, "rekap-2026")) == 15
    assert check_arsip(arsip) == []
