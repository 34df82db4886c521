"""Fixtures shared by all tests: the shipped knowledge, a fixed day, and a fresh workbook on disk."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from ppid_xl.hosts.file import FileHost
from ppid_xl.workflow.ground.knowledge import Knowledge, load_knowledge
from ppid_xl.workflow.isi.buat import buat

# no test writes into the keyring of whoever runs it
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
WIB = timezone(timedelta(hours=7))
DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 21, 8, 15, tzinfo=WIB)


@pytest.fixture(scope="session")
def blank_rekap(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> bytes:
    path = tmp_path_factory.mktemp("rekap") / "rekap.xlsx"
    buat(path, "disperindag-kalbar-2020", knowledge, datetime(2026, 11, 21, 8, 15, tzinfo=WIB))
    return path.read_bytes()


@pytest.fixture
def rekap(tmp_path: Path, blank_rekap: bytes) -> Path:
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(blank_rekap)
    return path


@pytest.fixture
def host(rekap: Path, knowledge: Knowledge) -> FileHost:
    return FileHost(rekap, knowledge.dictionary)
