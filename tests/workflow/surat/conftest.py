"""The workbook of these tests: two good rows and the two officers who sign."""

from __future__ import annotations

from pathlib import Path

import pytest
from kantor import fill_desk

from ppid_xl.hosts.file import FileHost
from ppid_xl.workflow.ground.knowledge import Knowledge


@pytest.fixture
def desk(rekap: Path, knowledge: Knowledge) -> FileHost:
    return fill_desk(rekap, knowledge)
