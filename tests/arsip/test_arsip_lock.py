"""One writer at a time: who holds the lock is named, and only a lock that the system calls free is taken over."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest
from arsip_acts import files_of_save, make_act

from ppid_xl.arsip import lock
from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.lock import LOCK, locked
from ppid_xl.arsip.store import Arsip, list_entries, list_versions, save_version
from ppid_xl.errors import HostError

pytestmark = pytest.mark.lama

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


HOLDER = """
import sys, time
sys.path[:0] = [{here!r}, {project!r}]
from pathlib import Path
from arsip_acts_plain import plain_act
from ppid_xl.arsip.lock import locked
with locked(Path(sys.argv[1]), "budi", plain_act().waktu):
    print("memegang", flush=True)
    time.sleep(60)
"""


@contextmanager
def held_elsewhere(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold the lock as budi."""
    code = HOLDER.format(here=str(HERE), project=str(HERE.parents[1]))
    holder = subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "memegang\n"
        yield holder
    finally:
        holder.kill()
        holder.communicate()


def left_behind(folder: Path, komputer: str, *, age: float = 0) -> None:
    """Leave the file of an owner whose lock the system calls free."""
    facts = {"akun": "budi", "komputer": komputer, "pid": 1, "waktu": "2026-03-02T09:00:00+07:00"}
    (folder / LOCK).write_text(json.dumps(facts), encoding="utf-8")
    written = (folder / LOCK).stat().st_mtime - age
    os.utime(folder / LOCK, (written, written))


def test_the_lock_of_a_living_process_is_respected_and_its_owner_named(arsip: Arsip) -> None:
    with held_elsewhere(arsip.path), pytest.raises(HostError) as caught:
        save_version(arsip, "rekap-2026", files_of_save(1), make_act())
    assert caught.value.kode == "arsip-sedang-dipakai"
    assert (caught.value.fakta["akun"], caught.value.fakta["komputer"]) == ("budi", platform.node())
    assert "2026-03-02T09:00" in caught.value.fakta["waktu"]


def test_a_writer_waits_a_moment_for_another_one(arsip: Arsip) -> None:
    with held_elsewhere(arsip.path) as holder:
        Timer(0.3, holder.kill).start()
        assert save_version(arsip, "rekap-2026", files_of_save(1), make_act()).version.number == 1


def test_the_file_of_another_computer_is_respected_while_it_is_fresh(arsip: Arsip) -> None:
    left_behind(arsip.path, "PC-LAIN", age=500)
    with pytest.raises(HostError, match="PC-LAIN"):
        save_version(arsip, "rekap-2026", files_of_save(1), make_act())
    with pytest.raises(HostError, match="PC-LAIN"):
        check_arsip(arsip)


@pytest.mark.parametrize(("komputer", "age"), [(platform.node(), 0), ("PC-LAIN", 700)])
def test_a_lock_left_by_a_process_that_stopped_is_taken_over_and_told(
    arsip: Arsip, komputer: str, age: float
) -> None:
    left_behind(arsip.path, komputer, age=age)
    saved = save_version(arsip, "rekap-2026", files_of_save(1), make_act())
    assert saved.left_by is not None
    assert saved.left_by.komputer == komputer
    told = list_entries(arsip)[-1]["kunci_ditinggal"]
    assert told == f"budi di {komputer} sejak 2026-03-02T09:00:00+07:00"
    assert save_version(arsip, "rekap-2026", files_of_save(2), make_act()).left_by is None


def test_a_lock_of_a_killed_process_is_free_at_once(arsip: Arsip) -> None:
    with held_elsewhere(arsip.path):
        pass
    assert check_arsip(arsip) == []
    saved = save_version(arsip, "rekap-2026", files_of_save(1), make_act())
    assert saved.left_by is not None
    assert saved.left_by.akun == "budi"


def test_a_lock_whose_writing_was_interrupted_is_taken_over(
    arsip: Arsip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_PAUSE", 0.01)
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
    with held_elsewhere(arsip.path), pytest.raises(HostError, match="arsip-sedang-dipakai"):
        check_arsip(arsip)


def test_three_processes_at_once_lose_nothing(arsip: Arsip) -> None:
    code = SAVER.format(here=str(HERE), project=str(HERE.parents[1]))
    writers = [subprocess.Popen([sys.executable, "-c", code, str(arsip.path), name]) for name in "xyz"]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert len(list_versions(arsip, "rekap-2026")) == 15
    assert check_arsip(arsip) == []
