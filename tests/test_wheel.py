"""The wheel, built from the sdist and installed into an empty environment, does the whole job from any folder."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*words: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(w) for w in words], cwd=cwd, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bangun")
    run(sys.executable, "-m", "build", "--no-isolation", "--sdist", "--outdir", folder, ROOT, cwd=folder)
    (sdist,) = folder.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "sumber", filter="data")
    (source,) = (folder / "sumber").iterdir()
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, source, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.mark.program
def test_contoh_runs_from_any_folder_out_of_the_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    empty = tmp_path / "lingkungan"
    venv.create(empty, with_pip=True)
    scripts = empty / ("Scripts" if sys.platform == "win32" else "bin")
    run(
        scripts / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        wheel,
        cwd=tmp_path,
    )
    elsewhere = tmp_path / "folder lain"
    elsewhere.mkdir()
    story = run(scripts / "ppid", "contoh", cwd=elsewhere)
    assert "Arsip" in story
    assert (elsewhere / "contoh-ppid" / "dokumen" / "persetujuan.docx").is_file()
