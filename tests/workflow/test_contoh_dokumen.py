"""The documents of ``ppid contoh`` as they are printed."""

from __future__ import annotations

import runpy
import subprocess
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "docs" / "make_gambar.py"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    script: dict[str, Any] = runpy.run_path(str(SCRIPT))
    folder = tmp_path_factory.mktemp("dokumen")
    made = script["make_contoh"](folder)
    pdfs = script["to_pdf"](sorted((made / "dokumen").glob("*.docx")), folder)
    texts = {}
    for name, pdf in pdfs.items():
        done = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
        )
        texts[name] = done.stdout.split("\f")[:-1]
    return texts


@pytest.mark.program
@pytest.mark.parametrize("name", ["daftar-dikecualikan", "persetujuan"])
def test_every_page_says_that_it_is_a_draft_of_an_example(documents: dict[str, list[str]], name: str) -> None:
    assert documents[name]
    assert all("KONSEP" in page and "CONTOH" in page for page in documents[name])


@pytest.mark.program
def test_every_row_in_the_letter_is_named_as_not_tested(documents: dict[str, list[str]]) -> None:
    letter = "\n".join(documents["persetujuan"])
    assert letter.count("belum diuji") >= letter.count("INF-2026-") > 0


@pytest.mark.program
def test_no_blocked_row_is_in_the_documents(documents: dict[str, list[str]]) -> None:
    assert "INF-2026-0010" not in "\n".join(documents["persetujuan"])
