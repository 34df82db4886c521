"""What stands in Pengaturan is told when it is none of what that setting accepts, as ``kolom.toml`` says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from kantor import office

from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.messages import explain
from ppid_xl.model import BadCell, Finding, Value
from ppid_xl.surat.paper import PAPER
from ppid_xl.workflow.agenda.nomor_agenda import MODES
from ppid_xl.workflow.berkas.berkas import ZONES
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.periksa.periksa import judge

KASUS = Path(__file__).parents[2] / "kasus" / "setelan.toml"
SETELAN = tomllib.loads(KASUS.read_text(encoding="utf-8"))["kasus"]
KODE = "ppid-xl/setelan-keliru"


def told(knowledge: Knowledge, now: datetime, name: str, value: Value) -> list[Finding]:
    book = MemoryHost(blank_book(knowledge.dictionary, {name: value})).snapshot()
    return [one for one in judge(book, knowledge, now.date())[0] if one.aturan == KODE]


@pytest.mark.parametrize("kasus", SETELAN, ids=lambda kasus: f"{kasus['pengaturan']} {kasus['isi']}")
def test_a_setting_is_told_when_it_is_none_of_what_it_accepts(
    knowledge: Knowledge, now: datetime, kasus: Mapping[str, Any]
) -> None:
    isi = kasus["isi"]
    value = BadCell(isi["rusak"]) if isinstance(isi, dict) else isi
    found = told(knowledge, now, kasus["pengaturan"], value)
    assert [one.tingkat for one in found] == ([kasus["disebut"]] if "disebut" in kasus else [])


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("Kertas", "Folio", ["Kertas surat", "“Folio”", "F4 atau A4", "Pengaturan!"]),
        ("Tahun", "Tahun 2026", ["Tahun rekap", "angka 2000 sampai 2100"]),
        ("UrutLK", "x", ["Nomor terakhir ID langkah", "angka mulai 0"]),
        ("ModeNomorSurat", "penetapan=otomatik", ["ketik, otomatis, atau srikandi", "penetapan=otomatis"]),
    ],
)
def test_it_says_what_stands_there_and_what_may(
    knowledge: Knowledge, now: datetime, name: str, value: Value, expected: list[str]
) -> None:
    (finding,) = told(knowledge, now, name, value)
    words = " ".join(explain(finding))
    assert not [one for one in expected if one not in words]


def test_every_setting_that_a_blank_workbook_has_is_accepted(knowledge: Knowledge, now: datetime) -> None:
    book = office(knowledge, "disperindag-kalbar-2020", {"A": "PPID"}).snapshot()
    assert not [one for one in judge(book, knowledge, now.date())[0] if one.aturan == KODE]
    assert not [s.nama for s in knowledge.dictionary.pengaturan if s.isi and not s.accepts(s.isi)]


def test_what_is_accepted_is_what_can_be_used(knowledge: Knowledge) -> None:
    accepted = {setting.nama: setting.pilihan for setting in knowledge.dictionary.pengaturan}
    assert set(accepted["Kertas"]) == set(PAPER)
    assert set(accepted["ZonaWaktu"]) == set(ZONES)
    assert set(accepted["ModeNomorSurat"]) == set(MODES)
