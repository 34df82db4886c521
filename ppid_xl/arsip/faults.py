"""What the full check finds: facts only; the sentence is made later from ``data/kesalahan/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in an archive: ``kode`` names the sentence, ``fakta`` (``berkas`` always) fills it."""

    kode: str
    fakta: Mapping[str, str]

    @property
    def berkas(self) -> str:
        """Return the path inside the archive folder, with forward slashes."""
        return self.fakta["berkas"]


def fault(kode: str, berkas: str, **fakta: object) -> Fault:
    """Return a fault of the file ``berkas``, its facts turned into text."""
    return Fault(kode, {"berkas": berkas} | {name: str(value) for name, value in fakta.items()})
