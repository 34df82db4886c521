"""What every test of an import needs: an empty rekap in memory, and the act with the knowledge and the moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.lists import read_list
from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.impor import Balance, impor


@pytest.fixture
def memory(knowledge: Knowledge) -> MemoryHost:
    return MemoryHost(blank_book(knowledge.dictionary))


@pytest.fixture
def take(knowledge: Knowledge, now: datetime) -> Callable[..., list[Balance]]:
    def take_lists(host: MemoryHost | FileHost, *paths: Path, **options: object) -> list[Balance]:
        return impor(host, [read_list(path) for path in paths], knowledge, now, **options)  # type: ignore[arg-type]

    return take_lists
