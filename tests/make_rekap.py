"""Make ``workbooks/rekap.xlsx``, the blank workbook that is shipped: ``python tests/make_rekap.py``.

To be run when the data dictionary, the Disperindag SOP or the builder changed; a test compares the two part by part.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from ppid_xl.bawaan import workbook_path
from ppid_xl.workflow.ground.knowledge import load_knowledge
from ppid_xl.workflow.isi.buat import buat

SOP = "disperindag-kalbar-2020"
MADE = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)


def make(target: Path) -> None:
    """Write the blank workbook."""
    buat(target, SOP, load_knowledge(), MADE)


if __name__ == "__main__":
    workbook_path("rekap.xlsx").unlink(missing_ok=True)
    make(workbook_path("rekap.xlsx"))
