"""Terima usulan: 200 imported rows lose every finding of wording by selecting and one command."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from ppid_xl.errors import InputError
from ppid_xl.hosts.lists import read_list
from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.model import Row, SetColumn
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.impor import impor
from ppid_xl.workflow.isi.usulan import terima_usulan
from ppid_xl.workflow.periksa.periksa import periksa

DATA = Path(__file__).parents[2] / "data"
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


def put(host: MemoryHost, **cells: str) -> str:
    """Write cells into the first excluded row and return its ID."""
    rows = host.snapshot().rows("tblRekap")
    row = next(r for r in rows if r.text("klasifikasi").casefold().endswith("dikecualikan"))
    host.apply([SetColumn("tblRekap", key, {row.number: value}) for key, value in cells.items()])
    return row.text("id")


def row_of(host: MemoryHost, name: str) -> Row:
    return next(r for r in host.snapshot().rows("tblRekap") if r.text("id") == name)


@pytest.mark.parametrize(
    ("words", "start"),
    [("5 tahun sejak 2020", "2020"), ("5 tahun sejak SK 12 Maret 2020", "SK 12 Maret 2020")],
)
def test_one_date_for_all_leaves_rows_whose_words_name_another_start(
    imported: MemoryHost, knowledge: Knowledge, now: datetime, words: str, start: str
) -> None:
    name = put(imported, jangka_waktu=words)
    done = terima_usulan(imported, knowledge, now.date(), ids=[name], mulai=date(2026, 11, 21))
    assert (done.ids, done.other_start, done.without_start) == ((name,), ((name, start),), ())
    assert row_of(imported, name)["terhitung_mulai"] is None


def test_a_list_that_is_no_rekap_is_told_where_to_go(
    imported: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    foreign = MemoryHost(replace(imported.snapshot(), ours=False))
    with pytest.raises(InputError, match="bukan-rekap"):
        terima_usulan(foreign, knowledge, now.date())


@pytest.mark.parametrize("typed", ["Januari 2026", "31-02-2026", "menunggu SK"])
def test_one_date_for_all_never_covers_what_stands_in_terhitung_mulai(
    imported: MemoryHost, knowledge: Knowledge, now: datetime, typed: str
) -> None:
    name = put(imported, jangka_waktu="5 tahun", terhitung_mulai=typed)
    done = terima_usulan(imported, knowledge, now.date(), ids=[name], mulai=date(2026, 11, 21))
    assert (row_of(imported, name)["terhitung_mulai"], done.other_start) == (typed, ((name, typed),))


@pytest.mark.parametrize("words", ["5 tahun sejak 30 Februari 2026", "5 tahun (permanen)"])
def test_one_date_for_all_leaves_rows_whose_period_cannot_be_read(
    imported: MemoryHost, knowledge: Knowledge, now: datetime, words: str
) -> None:
    name = put(imported, jangka_waktu=words, dasar_hukum="Pasal 17 huruf h")
    done = terima_usulan(imported, knowledge, now.date(), ids=[name], mulai=date(2026, 11, 21))
    assert (done.ids, done.without_period) == ((name,), (name,))
    assert row_of(imported, name)["terhitung_mulai"] is None
    assert "Jangka" not in row_of(imported, name).text("usulan")


@pytest.mark.parametrize("law", ["", "UU 14/2008", "Rahasia"])
def test_terima_stays_empty_where_nothing_was_read(
    imported: MemoryHost, knowledge: Knowledge, now: datetime, law: str
) -> None:
    name = put(imported, jangka_waktu="Selama Berlaku", dasar_hukum=law)
    done = terima_usulan(imported, knowledge, now.date(), ids=[name])
    assert (done.ids, done.unreadable) == ((), (name,))
    assert row_of(imported, name).text("terima") == ""


def test_after_acceptance_and_a_start_nothing_is_left_to_fill_in(
    imported: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    name = put(imported, jangka_waktu="5 tahun; dapat diperpanjang")
    terima_usulan(imported, knowledge, now.date(), ids=[name], mulai=date(2026, 11, 21))
    periksa(imported, knowledge, now, write=True)
    row = row_of(imported, name)
    assert "belum diisi" not in row.text("usulan")
    assert row["akhir_pengecualian"] == date(2031, 11, 21)


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
