"""The process dies, or the disk fills, at every single file event: nothing acknowledged is ever lost."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from arsip_acts import files_of_save, make_act
from arsip_acts_plain import packets_of_approval

from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.lock import LOCK
from ppid_xl.arsip.store import (
    Arsip,
    create_arsip,
    list_entries,
    list_objects,
    list_versions,
    open_arsip,
    recover_arsip,
    restore_version,
    same_as_head,
    save_version,
    save_versions,
)

pytestmark = pytest.mark.lama

CHILD = Path(__file__).with_name("crash_child.py")
UNFINISHED = {"arsip-simpan-terputus", "arsip-log-robek"}


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flush nothing: a process that dies loses nothing of what it has written, only a power cut would."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)


def prepare(folder: Path, saves: int) -> Arsip:
    arsip = create_arsip(folder, make_act())
    for number in range(1, saves + 1):
        save_version(arsip, "rekap-2026", files_of_save(number), make_act(number))
    return arsip


def every_point(template: Path, folder: Path, act: str, mode: str) -> Iterator[tuple[Arsip, str | None]]:
    """Yield the archive after a failure at each point, with the error that came out (None: it died)."""
    command = [sys.executable, str(CHILD), str(template), str(folder), act, mode]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outcomes = json.loads(done.stdout)
    assert len(outcomes) > 5
    for point, outcome in enumerate(outcomes, 1):
        assert outcome["ended"] in (0, 9), done.stderr
        yield Arsip(folder / f"titik-{point}" / "arsip"), None if outcome["died"] else outcome["kode"]


def assert_holds(arsip: Arsip, number: int, into: Path) -> None:
    restore_version(arsip, "rekap-2026", number, into)
    found = {
        path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*") if path.is_file()
    }
    assert found == files_of_save(number)


def numbers(arsip: Arsip) -> list[int]:
    if "rekap-2026" not in list_objects(arsip):
        return []
    return [version.number for version in list_versions(arsip, "rekap-2026")]


@pytest.mark.parametrize("saves", [0, 2])
def test_a_save_that_died_anywhere_is_finished_or_never_was(tmp_path: Path, saves: int) -> None:
    template, last = prepare(tmp_path / "awal", saves).path, saves + 1
    for arsip, _ in every_point(template, tmp_path, f"simpan-{last}", "mati"):
        kinds = {found.kode for found in check_arsip(arsip)}
        assert kinds <= UNFINISHED, (arsip.path, kinds)
        for number in range(1, saves + 1):
            assert_holds(arsip, number, arsip.path.parent / f"lama-{number}")
        recover_arsip(arsip, make_act(50))
        assert check_arsip(arsip) == []
        assert numbers(arsip) in (list(range(1, last)), list(range(1, last + 1)))
        if not same_as_head(arsip, "rekap-2026", files_of_save(last)):
            save_version(arsip, "rekap-2026", files_of_save(last), make_act(51))
        assert numbers(arsip) == list(range(1, last + 1))
        assert_holds(arsip, last, arsip.path.parent / "baru")
        assert check_arsip(arsip) == []


def test_the_next_save_finishes_an_interrupted_one_by_itself(tmp_path: Path) -> None:
    template = prepare(tmp_path / "awal", 2).path
    finished = 0
    for arsip, _ in every_point(template, tmp_path, "simpan-3", "mati"):
        saved = save_version(arsip, "rekap-2026", files_of_save(4), make_act(50))
        finished += saved.version.number == 4
        assert saved.version.number in (3, 4)
        assert check_arsip(arsip) == []
        restored = restore_version(arsip, "rekap-2026", saved.version.number, arsip.path.parent / "baru")
        assert len(restored) == 3
    assert finished > 2


@pytest.mark.parametrize("saves", [0, 2])
def test_a_full_disk_anywhere_leaves_nothing_half_visible(tmp_path: Path, saves: int) -> None:
    template, last = prepare(tmp_path / "awal", saves).path, saves + 1
    refused = 0
    for arsip, kode in every_point(template, tmp_path, f"simpan-{last}", "penuh"):
        assert kode in ("", "arsip-penuh", "arsip-belum-selesai")
        kinds = {found.kode for found in check_arsip(arsip)}
        assert kinds <= ({"arsip-simpan-terputus"} if kode == "arsip-belum-selesai" else set()), arsip.path
        assert numbers(arsip) in (list(range(1, last)), list(range(1, last + 1)))
        if kode == "arsip-penuh":
            refused += 1
            assert numbers(arsip) == list(range(1, last))
            assert arsip.log.read_bytes() == (template / "log.jsonl").read_bytes()
        recover_arsip(arsip, make_act(50))
        assert check_arsip(arsip) == []
    assert refused > 8


def test_a_creation_that_died_anywhere_can_be_repeated(tmp_path: Path) -> None:
    for arsip, _ in every_point(tmp_path / "tidak-ada", tmp_path, "buat", "mati"):
        if not arsip.log.exists():
            create_arsip(arsip.path, make_act(1))
        recover_arsip(arsip, make_act(2))
        assert check_arsip(open_arsip(arsip.path)) == []


def test_nothing_is_left_of_a_save_that_was_recovered(tmp_path: Path) -> None:
    template = prepare(tmp_path / "awal", 2).path
    for arsip, _ in every_point(template, tmp_path, "simpan-3", "mati"):
        recover_arsip(arsip, make_act(50))
        assert not (arsip.path / "kerja").exists()
        assert not (arsip.path / LOCK).exists()


@pytest.mark.parametrize("mode", ["mati", "penuh"])
@pytest.mark.parametrize("approvals", [0, 2])
def test_an_approval_that_failed_anywhere_is_archived_once_when_it_is_submitted_again(
    tmp_path: Path, approvals: int, mode: str
) -> None:
    template, last = create_arsip(tmp_path / "awal", make_act()), approvals + 1
    for number in range(1, last):
        save_versions(template, packets_of_approval(number))
    for arsip, kode in every_point(template.path, tmp_path, f"setujui-{last}", mode):
        assert kode in (None, "", "arsip-penuh", "arsip-belum-selesai")
        done = save_versions(arsip, packets_of_approval(last, menit=50))
        assert [one.version.number for one in done] == [1, last, last]
        again = save_versions(arsip, packets_of_approval(last, menit=51))
        assert [(one.again, one.head) for one in again] == [(True, one.head) for one in done]
        assert check_arsip(arsip) == []


def unfinished(folder: Path, saves: int) -> dict[tuple[bool, ...], Path]:
    """Return, for each state that a killed save leaves behind, one archive in it."""
    states: dict[tuple[bool, ...], Path] = {}
    template = prepare(folder / "awal", saves).path
    for arsip, _ in every_point(template, folder, f"simpan-{saves + 1}", "mati"):
        target = arsip.root / "rekap-2026"
        newest = target / f"v{saves + 1}"
        same = [_same(target / name, newest / name) for name in ("inventory.json", "inventory.json.sha512")]
        recorded = b'"versi":"v%d"' % (saves + 1) in arsip.log.read_bytes()
        states.setdefault((recorded, newest.is_dir(), (arsip.path / "kerja").is_dir(), *same), arsip.path)
    return states


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("mode", ["mati", "penuh"])
@pytest.mark.parametrize("saves", [0, 2])
def test_a_recovery_that_failed_anywhere_is_done_by_the_next_one(
    tmp_path: Path, saves: int, mode: str
) -> None:
    states = unfinished(tmp_path / "rusak", saves)
    assert len(states) >= (4 if saves else 3)
    for place, (state, template) in enumerate(states.items()):
        for arsip, kode in every_point(template, tmp_path / f"pulih-{place}", "pulih", mode):
            assert kode in (None, "", "arsip-penuh", "arsip-tidak-tertulis"), kode
            assert {found.kode for found in check_arsip(arsip)} <= UNFINISHED
            recover_arsip(arsip, make_act(60))
            assert check_arsip(arsip) == []
            assert numbers(arsip) == list(range(1, saves + 1 + state[0]))


KILLED_SAVER = """
import sys
sys.path[:0] = [{here!r}, {project!r}]
from pathlib import Path
from arsip_acts_plain import plain_act
from ppid_xl.arsip.store import Arsip, save_version
from ppid_xl.errors import HostError
place, name, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
while True:
    key = f"{{name}}-{{number}}"
    try:
        save_version(Arsip(place), "rekap-2026", {{"a.txt": key.encode()}}, plain_act(9), kunci=key)
    except HostError as reason:
        assert reason.kode == "arsip-sedang-dipakai", reason
        continue
    print(key, flush=True)
    number += 1
"""


def test_four_writers_killed_at_random_lose_nothing_acknowledged_and_archive_nothing_twice(
    tmp_path: Path,
) -> None:
    arsip = create_arsip(tmp_path / "arsip", make_act())
    code = KILLED_SAVER.format(here=str(CHILD.parent), project=str(CHILD.parents[2]))
    chance, told, kills, end = random.Random(6), dict.fromkeys("wxyz", 0), 0, monotonic() + 8
    heard: list[str] = []

    def start(name: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", code, str(arsip.path), name, str(told[name])]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    writers = {name: start(name) for name in told}
    while monotonic() < end:
        sleep(chance.uniform(0.1, 0.4))
        name = chance.choice(sorted(writers))
        writers[name].kill()
        kills += 1
        heard += (spoken := (writers[name].communicate()[0] or "").split())
        told[name] += len(spoken)
        writers[name] = start(name)
    for name, writer in writers.items():
        writer.kill()
        heard += (spoken := (writer.communicate()[0] or "").split())
        told[name] += len(spoken)
    recover_arsip(arsip, make_act(60))
    assert check_arsip(arsip) == []
    keys = [str(entry["kunci"]) for entry in list_entries(arsip) if entry.get("tindakan") == "simpan"]
    assert len(set(keys)) == len(keys) == len(list_versions(arsip, "rekap-2026"))
    assert set(heard) <= set(keys)
    assert kills > 8
    assert len(heard) > 20
