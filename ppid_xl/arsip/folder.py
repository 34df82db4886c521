"""Where an archive is on disk, and what stands in its folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ppid_xl.arsip.versions import LAYOUT, ROOT_DECLARATION
from ppid_xl.errors import ArsipError

ROOT, LOG, HEAD = "ocfl", "log.jsonl", "kepala.json"
COMPANIONS = ("BACA-SAYA.txt", "pulihkan.py")
SEALED = (*COMPANIONS, f"{ROOT}/{ROOT_DECLARATION}", f"{ROOT}/{LAYOUT}")


@dataclass(frozen=True, slots=True)
class Arsip:
    """An archive folder."""

    path: Path

    @property
    def root(self) -> Path:
        """Return the OCFL storage root."""
        return self.path / ROOT

    @property
    def log(self) -> Path:
        """Return the file of the chain."""
        return self.path / LOG

    @property
    def head(self) -> Path:
        """Return the file with the signature over the newest line of the chain."""
        return self.path / HEAD


def open_arsip(path: Path) -> Arsip:
    """Return the archive in a folder; raise ArsipError when there is none."""
    arsip = Arsip(path)
    if not arsip.log.is_file() and not (arsip.root / ROOT_DECLARATION).is_file():
        raise ArsipError("arsip-tidak-ada", folder=path)
    return arsip
