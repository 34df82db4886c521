"""The process dies, or the disk fills, at every single file event: nothing acknowledged is ever lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from arsip_acts import files_of_save, make_act

from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.lock import LOCK
from ppid_xl.arsip.store import (
    Arsip,
    create_arsip,
    list_objects,
    list_versions,
    open_arsip,
    recover_arsip,
    restore_version,
    same_as_head,
    save_version,
)

CHILD = Path(__file__).with_name("crash_child.py")
UNFINISHED = {"arsip-simpan-terputus", "arsip-log-robek"}


def fail_at(folder: Path, act: str, mode: str, point: int) -> dict[str, Any] | None:
    """Run the act in a process that fails at the point; None when it died there."""
    command = [sys.executable, str(CHILD), str(folder), act, mode, str(point)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 9), done.stderr
    outcome: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    return outcome or None


def prepare(folder: Path, saves: int) -> Arsip:
    arsip = create_arsip(folder, make_act())
    for number in range(1, saves + 1):
        save_version(arsip, "rekap-2026", files_of_save(number), make_act(number))
    return arsip


def every_point(template: Path, folder: Path, act: str, mode: str) -> Iterator[tuple[Arsip, str | None]]:
    """Yield the archive after a failure at each point, with the error that came out (None: it died)."""
    for point in range(1, 200):
        target = folder / f"titik-{point}" / "arsip"
        shutil.copytree(template, target) if template.exists() else target.parent.mkdir(parents=True)
        outcome = fail_at(target, act, mode, point)
        if outcome and not outcome["reached"]:
            assert point > 12
            return
        yield Arsip(target), outcome["kode"] if outcome else None
    pytest.fail("the act never came to its end")


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
