"""ppid_xl: check, document, archive and publish what a public body keeps from the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ppid_xl.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from ppid_xl.frames import DataFrame
    from ppid_xl.model import Book

__all__ = ["to_dataframe"]
__version__ = VERSION


def to_dataframe(buku: str | Path | Book, table: str = "tblRekap") -> DataFrame:
    """Return one table of a workbook as a pandas frame with its types kept; see ``workflow.dataframe``."""
    from ppid_xl.workflow.isi.dataframe import to_dataframe as read  # importing ppid_xl loads nothing

    return read(buku, table)
