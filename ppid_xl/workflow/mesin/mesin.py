"""The machine that ppid_xl is installed on, as values: found out at the top, used by `pasang` and `diagnosa`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

System = Literal["windows", "macos", "linux"]


@dataclass(frozen=True, slots=True)
class Machine:
    """Where things of this user are; None where the machine has no such program or folder.

    ``profile`` is the folder of another LibreOffice profile than the user's own, for a trial.
    """

    system: System
    python: Path
    home: Path
    config: Path
    xlstart: Path | None = None
    unopkg: Path | None = None
    profile: Path | None = None
    superuser: bool = False

    @property
    def excel_conf(self) -> Path:
        """The file in which the add-in of Excel looks up our Python."""
        return self.home / ".ppid" / "ppid.conf"

    @property
    def calc_conf(self) -> Path:
        """The file in which the extension of Calc looks up our Python."""
        return self.config / "ppid_xl" / "host.json"

    @property
    def bsre_conf(self) -> Path:
        """The file in which this user says where the eSign service of the agency is."""
        return self.config / "ppid_xl" / "bsre.toml"
