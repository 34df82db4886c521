"""What the environment tells of this machine; the only place that asks it for `pasang` and `diagnosa`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ppid_xl.workflow.mesin.mesin import Machine, System
from ppid_xl.workflow.surat.pdf import OUTSIDE_PATH


def this_machine(profile: Path | None = None) -> Machine:
    """Return where this user's things are."""
    system = _system()
    home = Path(os.environ.get("USERPROFILE") or Path.home()) if system == "windows" else Path.home()
    config = Path(os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    profile = profile or _profile_of_no_account(config)
    superuser = hasattr(os, "geteuid") and os.geteuid() == 0
    return Machine(
        system, Path(sys.executable), home, config, _xlstart(system), _unopkg(), profile, superuser
    )


def _profile_of_no_account(config: Path) -> Path | None:
    """Return the usual profile where the user is a mere number, for which LibreOffice finds none by itself."""
    if sys.platform == "win32":
        return None
    import pwd

    try:
        pwd.getpwuid(os.getuid())
    except KeyError:
        return config / "libreoffice" / "4"
    return None


def _system() -> System:
    if sys.platform == "win32":
        return "windows"
    return "macos" if sys.platform == "darwin" else "linux"


def _xlstart(system: System) -> Path | None:
    """Return the folder whose add-ins Excel loads by itself; None where no Excel was ever started."""
    roaming = os.environ.get("APPDATA")
    if system != "windows" or not roaming:
        return None
    excel = Path(roaming) / "Microsoft" / "Excel"
    return excel / "XLSTART" if excel.is_dir() else None


def _unopkg() -> Path | None:
    for name in ("unopkg.com", "unopkg"):
        if found := shutil.which(name):
            return Path(found)
    beside = (Path(path).with_name(Path(path).name.replace("soffice", "unopkg")) for path in OUTSIDE_PATH)
    return next((path for path in beside if path.is_file()), None)


def font_families() -> frozenset[str] | None:
    """Return the font families of this machine; None where nothing lists them."""
    if program := shutil.which("fc-list"):
        told = subprocess.run(
            [program, ":", "family"], capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=60
        )  # fmt: skip
        return frozenset(name.strip() for line in told.stdout.splitlines() for name in line.split(","))
    folder = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    return frozenset(path.stem for path in folder.iterdir()) if folder.is_dir() else None
