"""The only place that knows where shipped files are, in a checkout or in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_WHEEL = _PACKAGE / "_bawaan"
_ROOT = _WHEEL if _WHEEL.is_dir() else _PACKAGE.parent


def data_path(*bagian: str) -> Path:
    """Return the path of a file in ``ppid_xl/data``."""
    return _PACKAGE.joinpath("data", *bagian)


def sop_dir() -> Path:
    """Return the folder of the shipped SOPs."""
    return _PACKAGE / "sop"


def template_path(*bagian: str) -> Path:
    """Return the path of a shipped template, such as ``surat/persetujuan.docx``."""
    return _ROOT.joinpath("templates", *bagian)


def workbook_path(*bagian: str) -> Path:
    """Return the path of a shipped workbook or example file."""
    return _ROOT.joinpath("workbooks", *bagian)


def macros_dir(program: str) -> Path:
    """Return the folder of the macro sources of a program, ``excel`` or ``calc``."""
    return _ROOT / "macros" / program
