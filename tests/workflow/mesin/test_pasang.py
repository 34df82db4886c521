"""Pasang: each thing put in place once, in the user's own folders, and taken away whole."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from ppid_xl.errors import HostError
from ppid_xl.workflow.mesin.bangun_addin import excel_addin
from ppid_xl.workflow.mesin.mesin import Machine
from ppid_xl.workflow.mesin.pasang import Step, carry_out, plan_install, plan_removal

# Plays LibreOffice's extension program: keeps what was added, and lists it as unopkg does.
UNOPKG = """#!{python} -I
import pathlib, shutil, sys
here = pathlib.Path({place!r})
word, rest = sys.argv[1], [w for w in sys.argv[2:] if not w.startswith("-")]
with (here / "dipanggil").open("a") as log: log.write(word + chr(10))
kept = here / "terpasang.oxt"
if word == "add": shutil.copy(rest[0], kept)
elif word == "remove": kept.unlink()
sys.exit(0 if word != "list" or kept.exists() else 1)
"""


@pytest.fixture
def windows(tmp_path: Path) -> Machine:
    """A Windows machine with Excel and LibreOffice, as folders."""
    xlstart = tmp_path / "AppData" / "Microsoft" / "Excel" / "XLSTART"
    unopkg = tmp_path / "unopkg"
    unopkg.write_text(UNOPKG.format(python=sys.executable, place=str(tmp_path)), encoding="utf-8")
    unopkg.chmod(unopkg.stat().st_mode | stat.S_IXUSR)
    return Machine("windows", Path(sys.executable), tmp_path / "rumah", tmp_path / "AppData", xlstart, unopkg)


def install(machine: Machine) -> list[Step]:
    steps = plan_install(machine)
    carry_out(steps, lambda _: None)
    return steps


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def called(folder: Path, word: str) -> int:
    return (folder / "dipanggil").read_text().split().count(word)


def test_everything_is_put_where_the_programs_look(windows: Machine, tmp_path: Path) -> None:
    install(windows)
    assert windows.xlstart is not None
    assert (windows.xlstart / "ppid.xlam").read_bytes() == excel_addin()
    assert f'"INTERPRETER_WIN","{sys.executable}"' in windows.excel_conf.read_text(encoding="utf-16")
    told = json.loads(windows.calc_conf.read_bytes())
    assert told["command"] == [sys.executable, "-I", "-m", "ppid_xl.ribbon", "calc"]
    assert (tmp_path / "terpasang.oxt").is_file()


def test_a_plan_alone_changes_nothing(windows: Machine, tmp_path: Path) -> None:
    before = files_below(tmp_path)
    assert {step.keadaan for step in plan_install(windows)} == {"akan"}
    assert files_below(tmp_path) - before <= {"dipanggil"}


def test_installing_again_does_nothing_twice(windows: Machine, tmp_path: Path) -> None:
    install(windows)
    assert {step.keadaan for step in install(windows)} == {"sudah"}
    assert called(tmp_path, "add") == 1


def test_another_python_changes_only_the_configuration(windows: Machine, tmp_path: Path) -> None:
    install(windows)
    other = Machine(
        "windows", tmp_path / "python.exe", windows.home, windows.config, windows.xlstart, windows.unopkg
    )
    todo = [step.what for step in install(other) if step.keadaan == "akan"]
    assert todo == ["Konfigurasi Excel", "Konfigurasi Calc"]


def test_an_older_extension_is_replaced(windows: Machine, tmp_path: Path) -> None:
    install(windows)
    told = json.loads(windows.calc_conf.read_bytes())
    windows.calc_conf.write_text(json.dumps(told | {"oxt": "lama"}))
    install(windows)
    assert called(tmp_path, "add") == 2


def test_taking_away_leaves_nothing_behind(windows: Machine, tmp_path: Path) -> None:
    before = files_below(tmp_path)
    install(windows)
    carry_out(plan_removal(windows), lambda _: None)
    assert files_below(tmp_path) - before == {"dipanggil"}
    assert not windows.excel_conf.parent.exists()
    assert not windows.calc_conf.parent.exists()


def test_taking_away_twice_is_harmless(windows: Machine) -> None:
    install(windows)
    for _ in range(2):
        steps = plan_removal(windows)
        carry_out(steps, lambda _: None)
    assert {step.keadaan for step in steps} == {"sudah"}


def test_files_of_others_in_the_same_folders_stay(windows: Machine) -> None:
    install(windows)
    assert windows.xlstart is not None
    others = [windows.xlstart / "PERSONAL.XLSB", windows.excel_conf.parent / "catatan.txt"]
    for path in others:
        path.write_bytes(b"milik orang")
    carry_out(plan_removal(windows), lambda _: None)
    assert all(path.read_bytes() == b"milik orang" for path in others)


def test_a_machine_without_excel_and_calc_skips_both(tmp_path: Path) -> None:
    steps = install(Machine("linux", Path(sys.executable), tmp_path, tmp_path))
    assert {step.keadaan for step in steps} == {"dilewati"}
    assert all(step.alasan for step in steps)
    assert not files_below(tmp_path)


def test_root_gets_no_extension_but_the_reason(windows: Machine) -> None:
    root = Machine(
        "linux", windows.python, windows.home, windows.config, None, windows.unopkg, superuser=True
    )
    reasons = [step.alasan for step in plan_install(root) if step.what == "Ekstensi Calc"]
    assert "root" in reasons[0]


def test_a_refusing_libreoffice_is_told_and_leaves_no_configuration(windows: Machine) -> None:
    assert windows.unopkg is not None
    windows.unopkg.write_text(f"#!{sys.executable}\nprint('kunci profil')\nraise SystemExit(3)\n")
    with pytest.raises(HostError, match="ekstensi-tidak-terpasang"):
        install(windows)
    assert not windows.calc_conf.exists()


def test_an_add_in_in_use_is_told(windows: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(HostError, match="addin-dipakai"):
        install(windows)
