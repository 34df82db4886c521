"""Terima usulan: 200 imported rows lose every finding of wording by selecting and one command."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from ppid_xl.hosts.lists import read_list
from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.model import SetColumn
from ppid_xl.workflow.impor import impor
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.periksa import periksa
from ppid_xl.workflow.usulan import terima_usulan

DATA = Path(__file__).parents[1] / "data"
WORDING = "ppid-xl/usulan"


@pytest.fixture
def imported(knowledge: Knowledge, now: datetime) -> MemoryHost:
    host = MemoryHost(blank_book(knowledge.dictionary, {"KodeSOP": "disperindag-kalbar-2020"}))
    impor(host, [read_list(DATA / "dik_nyata.csv"), read_list(DATA / "dip_nyata.csv")], knowledge, now)
    periksa(host, knowledge, now, write=True)
    return host


def wording(host: MemoryHost, knowledge: Knowledge, now: datetime) -> list[str]:
    return [f.id for f in periksa(host, knowledge, now).findings if f.aturan == WORDING]


def test_one_command_clears_every_finding_of_wording(
    imported: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    assert wording(imported, knowledge, now)
    terima_usulan(imported, knowledge, now.date())
    assert not wording(imported, knowledge, now)


def test_the_words_of_the_unit_stay(imported: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    before = [(r["dasar_hukum"], r["jangka_waktu"]) for r in imported.snapshot().rows("tblRekap")]
    terima_usulan(imported, knowledge, now.date())
    assert [(r["dasar_hukum"], r["jangka_waktu"]) for r in imported.snapshot().rows("tblRekap")] == before


def test_what_needs_a_date_asks_for_that_one_cell(
    imported: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    done = terima_usulan(imported, knowledge, now.date())
    rows = {r.text("id"): r for r in imported.snapshot().rows("tblRekap")}
    assert done.without_start
    assert all(cell == f"R{rows[name].number}" for name, cell in done.without_start)
    assert all("1" in rows[name].text("jangka_waktu") for name, _ in done.without_start)


def test_no_end_date_is_invented(imported: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    terima_usulan(imported, knowledge, now.date())
    periksa(imported, knowledge, now, write=True)
    assert not [r for r in imported.snapshot().rows("tblRekap") if r["akhir_pengecualian"]]


def test_one_date_given_fills_every_chosen_row_that_needs_one(
    imported: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    waiting = terima_usulan(imported, knowledge, now.date()).without_start
    chosen = [name for name, _ in waiting[:3]]
    terima_usulan(imported, knowledge, now.date(), ids=chosen, mulai=date(2026, 7, 1))
    periksa(imported, knowledge, now, write=True)
    ends = {
        r.text("id"): r["akhir_pengecualian"]
        for r in imported.snapshot().rows("tblRekap")
        if r["akhir_pengecualian"]
    }
    assert ends == dict.fromkeys(chosen, date(2027, 7, 1))


def test_words_changed_after_acceptance_are_not_accepted(
    imported: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    terima_usulan(imported, knowledge, now.date())
    row = next(r for r in imported.snapshot().rows("tblRekap") if r.text("terima") == "Ya")
    imported.apply([SetColumn("tblRekap", "jangka_waktu", {row.number: "30 tahun sejak 1 Januari 2020"})])
    found = [
        f
        for f in periksa(imported, knowledge, now).findings
        if f.id == row.text("id") and f.aturan.startswith(WORDING)
    ]
    assert found
