"""Numbers: what an archived version used is never issued again, whatever became of the workbook."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from ppid_xl.cli import main
from ppid_xl.cli.command import open_host
from ppid_xl.model import ReplaceRows, SetName

LIST = "Unit;Judul Informasi\nA;satu\nA;dua\nA;tiga\n"


@pytest.fixture
def emptied(rekap: Path) -> Path:
    """Return a workbook archived with three rows, then emptied with its counter set back."""
    (rekap.parent / "daftar.csv").write_text(LIST, encoding="utf-8")
    main(["impor", str(rekap), str(rekap.parent / "daftar.csv"), "--tanggal", "2026-11-21"])
    main(["arsip", "simpan", str(rekap), "--tanggal", "2026-11-21"])
    open_host(Namespace(buku=rekap)).apply([ReplaceRows("tblRekap", []), SetName("UrutINF", 0)])
    return rekap


def test_an_emptied_workbook_goes_on_after_its_archive(emptied: Path) -> None:
    (emptied.parent / "baru.csv").write_text("Unit;Judul Informasi\nA;empat\n", encoding="utf-8")
    main(["impor", str(emptied), str(emptied.parent / "baru.csv"), "--tanggal", "2026-11-21"])
    (row,) = open_host(Namespace(buku=emptied)).snapshot().rows("tblRekap")
    assert row.text("id") == "INF-2026-0004"


def test_a_damaged_log_hides_no_workbook(emptied: Path) -> None:
    (emptied.parent / "arsip" / "log.jsonl").write_bytes(b"\xff{buku-rekap")
    assert open_host(Namespace(buku=emptied)).snapshot().ours


def test_the_archive_of_another_workbook_raises_nothing(emptied: Path) -> None:
    other = emptied.with_name("lain.xlsx")
    other.write_bytes(emptied.read_bytes())
    assert open_host(Namespace(buku=other)).snapshot().setting("UrutINF") == "0"
