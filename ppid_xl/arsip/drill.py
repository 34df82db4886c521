"""Restore drill: versions are restored into a temporary folder and compared, by us and by the script in the archive."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.store import Arsip, list_objects, list_versions, restore_version
from ppid_xl.errors import PpidXlError
from ppid_xl.messages import sentence

SCRIPT = "pulihkan.py"
SCRIPT_SECONDS = 300
SCRIPTS = frozenset({
    "f8f0938bf6baed83e1b1feb3005c6dfe21ec94e4f8488ebf0aff52e469fe5005",
    "c40ce73001096338c6fe1c00b04db99073ec7c13c4453d195f0bb215e22204e7",
})  # fmt: skip
"""sha256 of every script that a version of this program put into archives, its lines ended as on Unix."""


@dataclass(frozen=True, slots=True)
class Drill:
    """What became of one version: number of files, and why it could not be restored; empty when it could."""

    objek: str
    versi: str
    berkas: int
    masalah: str = ""


def all_versions(arsip: Arsip) -> list[Version]:
    """Return every version of every object, oldest first within each."""
    return [version for name in list_objects(arsip) for version in list_versions(arsip, name)]


def newest_versions(versions: Sequence[Version]) -> list[Version]:
    """Return the newest version of each object."""
    return list({version.object_id: version for version in versions}.values())


def restore_drill(arsip: Arsip, versions: Sequence[Version], place: Path) -> Iterator[Drill]:
    """Restore versions under a temporary folder, twice each, and yield what became of each."""
    for number, version in enumerate(versions, 1):
        yield _drill(arsip, version, place / str(number))


def _drill(arsip: Arsip, version: Version, place: Path) -> Drill:
    ours, theirs = place / "program", place / "skrip"
    try:
        restore_version(arsip, version.object_id, version.number, ours)
    except PpidXlError as reason:
        return Drill(version.object_id, version.name, len(version.files), sentence(reason))
    problem = (
        _difference(version, ours) or _run_script(arsip, version, theirs) or _difference(version, theirs)
    )
    return Drill(version.object_id, version.name, len(version.files), problem)


def _run_script(arsip: Arsip, version: Version, into: Path) -> str:
    """Restore with the script that lies in the archive; return what it said when it failed.

    A script that no version of this program puts into an archive is not run.
    """
    script = arsip.path / SCRIPT
    if not script.is_file() or _digest(script) not in SCRIPTS:
        return f"{SCRIPT} di arsip tidak dijalankan: bukan skrip yang ditaruh program ini."
    command = [sys.executable, "-I", str(script.resolve()), version.object_id, version.name, str(into)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SCRIPT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"{SCRIPT} tidak selesai."
    told = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return f"{SCRIPT}: {told[-1] if told else done.returncode}" if done.returncode else ""


def _digest(script: Path) -> str:
    return hashlib.sha256(script.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _difference(version: Version, folder: Path) -> str:
    """Return the first file that is not as it was archived; empty when all are, and there is no other."""
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha512(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
    for path in sorted({*found, *version.files}):
        if found.get(path) != version.files.get(path):
            return f"{path} tidak sama dengan yang diarsipkan."
    return ""
