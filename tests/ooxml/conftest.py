"""A fresh workbook full of what a careless save loses."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_books import full_book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return full_book(tmp_path / "rekap.xlsx")
