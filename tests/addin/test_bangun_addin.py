"""``ppid bangun-addin``: both add-ins, whole or not at all, the same bytes on every machine."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ppid_xl.cli import main
from ppid_xl.workflow.mesin.bangun_addin import bangun_addin


def test_both_add_ins_are_built_and_named_with_their_digest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "hasil" / "addin"
    assert main(["bangun-addin", "--keluar", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sorted(path.name for path in folder.iterdir()) == ["ppid.oxt", "ppid.xlam"]
    for line, name in zip(lines, ("ppid.xlam", "ppid.oxt"), strict=True):
        content = (folder / name).read_bytes()
        assert line.startswith(str(folder / name))
        assert f"{len(content)} bita" in line
        assert line.endswith(hashlib.sha256(content).hexdigest())


def test_a_second_build_replaces_the_first_with_the_same_bytes(tmp_path: Path) -> None:
    first = {built.path.name: built.sidik for built in bangun_addin(tmp_path)}
    (tmp_path / "ppid.xlam").write_bytes(b"lama")
    assert {built.path.name: built.sidik for built in bangun_addin(tmp_path)} == first
    assert hashlib.sha256((tmp_path / "ppid.xlam").read_bytes()).hexdigest() == first["ppid.xlam"]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_in_the_way_of_the_folder_is_refused_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hasil").write_text("bukan folder")
    assert main(["bangun-addin", "--keluar", str(tmp_path / "hasil")]) == 5
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_folder_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["bangun-addin"])
    assert left.value.code == 2
    assert "--keluar" in capsys.readouterr().err
