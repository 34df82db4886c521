"""Sheet Petunjuk and the file it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ppid_xl.bawaan import data_path
from ppid_xl.buku.petunjuk import load_petunjuk
from ppid_xl.errors import ConfigError


def test_every_sentence_of_the_file_stands_on_the_sheet(book: Any) -> None:
    written = {cell.value for row in book["Petunjuk"] for cell in row}
    for section in load_petunjuk(data_path("petunjuk.toml")):
        sentences = [sentence.partition(": ")[2] or sentence for sentence in section.isi]
        assert {section.judul, *sentences, *(sample.arti for sample in section.contoh)} <= written


@pytest.mark.parametrize(
    "word", ["Usulan", "Terima", "Periksa", "Temuan", "Pengaturan", "Pejabat", "INF-2026-0001"]
)
def test_petunjuk_speaks_of_what_staff_meet(book: Any, word: str) -> None:
    assert any(word in str(cell.value) for row in book["Petunjuk"] for cell in row)


def test_an_unknown_colour_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "petunjuk.toml"
    path.write_text('[[bagian]]\njudul = "A"\ncontoh = [{ warna = "biru", tulisan = "x", arti = "y" }]\n')
    with pytest.raises(ConfigError, match="isi-tidak-dikenal"):
        load_petunjuk(path)


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "petunjuk.toml"
    path.write_text('[[bagian]]\njudul = "A"\nisinya = ["x"]\n')
    with pytest.raises(ConfigError, match="kunci-tidak-dikenal"):
        load_petunjuk(path)
