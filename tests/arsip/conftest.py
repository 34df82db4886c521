"""An archive to work on, a clock to hand in, and the judge: ocfl-py looks at every root after every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from arsip_acts import MakeAct, is_valid_root, make_act

from ppid_xl.arsip.store import Arsip, create_arsip, save_version


@pytest.fixture
def act() -> MakeAct:
    return make_act


@pytest.fixture
def arsip(tmp_path: Path) -> Arsip:
    return create_arsip(tmp_path / "arsip", make_act())


@pytest.fixture(scope="session")
def sound_arsip(tmp_path_factory: pytest.TempPathFactory) -> Arsip:
    """Return an archive with three versions of a workbook and two of an informasi; never change it."""
    arsip = create_arsip(tmp_path_factory.mktemp("utuh") / "arsip", make_act())
    tetap = {"sop/sop.toml": b"kode = 'contoh'\n"}
    for number in (1, 2, 3):
        files = tetap | {"rekap.xlsx": b"PK isi ke-%d" % number, "temuan.json": b'{"temuan":[%d]}' % number}
        save_version(arsip, "rekap-2026", files, make_act(number, alasan=f"Disetujui putaran {number}"))
    for number in (4, 5):
        files = {"persetujuan.json": b'{"putusan":%d}' % number}
        save_version(arsip, "inf-2026-0001", files, make_act(number, alasan="Ditetapkan"))
    return arsip


@pytest.fixture
def rusak(sound_arsip: Arsip, tmp_path: Path) -> Arsip:
    """Return a copy of the sound archive for tests that damage it."""
    shutil.copytree(sound_arsip.path, tmp_path / "rusak" / "arsip")
    return Arsip(tmp_path / "rusak" / "arsip")


@pytest.fixture(autouse=True)
def judged_by_ocfl_py(tmp_path: Path) -> Iterator[None]:
    """Let ocfl-py validate every root that the test made and did not damage on purpose."""
    yield
    for declaration in tmp_path.rglob("0=ocfl_1.1"):
        if "rusak" not in declaration.relative_to(tmp_path).parts:
            assert is_valid_root(declaration.parent), declaration.parent
