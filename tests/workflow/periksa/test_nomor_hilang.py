"""A line deleted from a register leaves a gap in its numbers, and Periksa names the missing ones."""

from __future__ import annotations

import tomllib
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from kantor import ANSWERS, GOOD, office

from ppid_xl.cli import main
from ppid_xl.cli.command import open_host
from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.messages import explain
from ppid_xl.model import AppendRows, Book, Finding
from ppid_xl.rules import finding_key
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.proses.uji import uji

REKAP = "rekap.xlsx"
KASUS = Path(__file__).parents[2] / "kasus" / "nomor_hilang.toml"
NOMOR = tomllib.loads(KASUS.read_text(encoding="utf-8"))["kasus"]


def told(book: Book, knowledge: Knowledge, now: datetime) -> list[Finding]:
    found = judge(book, knowledge, now.date())[0]
    return [finding for finding in found if finding.aturan == "ppid-xl/nomor-hilang"]


def register(kasus: Mapping[str, Any], knowledge: Knowledge) -> Book:
    host = MemoryHost(blank_book(knowledge.dictionary, {"UrutLK": kasus["urut"]}))
    informasi = kasus.get("informasi", ["INF-2026-0001"])
    acts = [{"id_langkah": one, "kegiatan": "Catatan"} for one in kasus["ada"]]
    host.apply(
        [AppendRows("tblRekap", [{**GOOD, "id": one} for one in informasi]), AppendRows("tblLangkah", acts)]
    )
    return host.snapshot()


@pytest.mark.parametrize("kasus", NOMOR, ids=lambda kasus: kasus["nama"])
def test_the_missing_numbers_are_named(knowledge: Knowledge, now: datetime, kasus: Mapping[str, Any]) -> None:
    found = told(register(kasus, knowledge), knowledge, now)
    assert [one.fakta["ids"] for one in found] == ([kasus["hilang"]] if kasus["hilang"] else [])
    assert [one.fakta["jumlah"] for one in found] == ([str(kasus["jumlah"])] if kasus["hilang"] else [])


def test_each_register_tells_its_own_at_its_heading(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "bkd-kalteng-2025", {"A": "Atasan PPID"}, rows=3)
    uji(
        host, knowledge, now, Deed("A", now, ids=["INF-2026-0001", "INF-2026-0002", "INF-2026-0003"]), ANSWERS
    )
    book = host.snapshot()
    assert told(book, knowledge, now) == []
    tests = book.tables["tblUji"]
    left = replace(tests, rows=tuple(row for row in tests.rows if row.text("id_uji") != "UJI-2026-0002"))
    (finding,) = told(replace(book, tables={**book.tables, "tblUji": left}), knowledge, now)
    assert (finding.tingkat, finding.lembar, finding.kolom) == ("peringatan", "Uji Konsekuensi", "ID Uji")
    assert (finding.sel, finding.row) == (tests.heading_cell(), tests.header_row)
    assert "UJI-2026-0002" in explain(finding).masalah
    assert "arsip pulihkan" in explain(finding).saran


def test_a_gap_set_aside_with_a_reason_does_not_hide_the_next(knowledge: Knowledge, now: datetime) -> None:
    ids = ["LK-2026-0001", "LK-2026-0003", "LK-2026-0005"]
    one, two = ({"ada": some, "urut": 5} for some in ([*ids, "LK-2026-0004"], ids))
    (first,), (second,) = (told(register(kasus, knowledge), knowledge, now) for kasus in (one, two))
    assert finding_key(first) != finding_key(second)


def test_many_gaps_are_not_all_named(knowledge: Knowledge, now: datetime) -> None:
    odd = [f"LK-2026-{number:04}" for number in range(1, 60, 2)]
    (finding,) = told(register({"ada": odd, "urut": 59}, knowledge), knowledge, now)
    assert finding.fakta["ids"].endswith("LK-2026-0024; dan lainnya")
    assert finding.fakta["jumlah"] == "29"


def test_a_new_workbook_over_the_archive_of_last_year_has_no_gap(
    tmp_path: Path, knowledge: Knowledge, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lived(tmp_path, "2026-11-21")
    (tmp_path / REKAP).unlink()
    lived(tmp_path, "2027-01-04")
    book = open_host(Namespace(buku=tmp_path / REKAP)).snapshot()
    assert [row.text("id_langkah") for row in book.rows("tblLangkah")] == ["LK-2027-0002"]
    assert told(book, knowledge, now.replace(year=2027)) == []


def lived(folder: Path, day: str) -> None:
    """Begin a workbook, put two informasi into it by an act, and archive it."""
    (folder / "daftar.csv").write_text("Unit;Judul Informasi\nA;satu\nA;dua\n", encoding="utf-8")
    assert main(["buat", REKAP, "--sop", "disperindag-kalbar-2020", "--tanggal", day]) == 0
    officer = {"kode": "P", "nama": "Contoh", "peran": "PPID Pelaksana"}
    open_host(Namespace(buku=folder / REKAP)).apply([AppendRows("tblPejabat", [officer])])
    assert main(["impor", REKAP, "daftar.csv", "--oleh", "P", "--tanggal", day]) == 0
    assert main(["arsip", "simpan", REKAP, "--tanggal", day]) == 0
