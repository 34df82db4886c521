"""Whether two saved copies of a workbook hold the same: spreadsheet programs write time and zip anew at each saving."""

from __future__ import annotations

import zipfile
from pathlib import Path

PROPERTIES = "docProps/"


def same_parts(one: Path, other: Path) -> bool:
    """Tell whether two packages have the same parts byte for byte, but for the document properties.

    False for what is no package.
    """
    try:
        with zipfile.ZipFile(one) as first, zipfile.ZipFile(other) as second:
            names = _names(first)
            return names == _names(second) and all(first.read(name) == second.read(name) for name in names)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False


def _names(package: zipfile.ZipFile) -> list[str]:
    return sorted(name for name in package.namelist() if not name.startswith(PROPERTIES))
