"""A year whose days off nobody wrote down is told while a deadline can still fall in it, and only once."""

from __future__ import annotations

from datetime import date

import pytest
from kantor import office

from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.messages import explain
from ppid_xl.model import AppendRows, ReplaceRows, SetColumn, Value
from ppid_xl.rules import finding_key
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.pantau import pantau
from ppid_xl.workflow.periksa.temuan_pengaturan import libur_findings

TODAY = date(2026, 11, 21)


def with_libur(host: MemoryHost, *days: date, jenis: str = "libur") -> MemoryHost:
    rows: list[dict[str, Value]] = [{"tanggal": day, "nama": "x", "jenis": jenis} for day in days]
    host.apply([ReplaceRows("tblLibur", []), AppendRows("tblLibur", rows)])
    return host


def ending(host: MemoryHost, period: str) -> MemoryHost:
    rows = host.snapshot().rows("tblRekap")
    host.apply([SetColumn("tblRekap", "jangka_waktu", {row.number: period for row in rows})])
    return host


def years(host: MemoryHost, knowledge: Knowledge, today: date = TODAY) -> list[str]:
    book = host.snapshot()
    found = libur_findings(book, knowledge.context(book, today))
    assert all((f.tingkat, f.lembar) == ("catatan", book.tables["tblLibur"].sheet) for f in found)
    assert all(f.isi in explain(f).masalah for f in found)
    return [f.isi for f in found]


@pytest.fixture
def desk(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "", {}, rows=3)


def test_this_year_without_days_off_is_told(desk: MemoryHost, knowledge: Knowledge) -> None:
    assert years(desk, knowledge) == ["2026"]
    assert years(with_libur(desk, date(2026, 12, 25), jenis="cuti bersama"), knowledge) == ["2026"]
    assert years(with_libur(desk, date(2026, 12, 25)), knowledge) == []


def test_next_year_is_told_only_when_a_last_day_to_decide_falls_in_it(
    desk: MemoryHost, knowledge: Knowledge
) -> None:
    with_libur(desk, date(2026, 12, 25))
    assert years(ending(desk, "sampai 31 Desember 2027"), knowledge) == ["2027"]
    assert years(ending(desk, "sampai 31 Januari 2027"), knowledge) == []
    assert years(ending(desk, "sampai 31 Januari 2028"), knowledge) == ["2027"]
    assert years(with_libur(desk, date(2026, 12, 25), date(2027, 1, 1)), knowledge) == []


def test_years_further_on_are_not_told(desk: MemoryHost, knowledge: Knowledge) -> None:
    assert years(ending(with_libur(desk, date(2026, 12, 25)), "sampai 31 Desember 2030"), knowledge) == []


def test_what_is_told_is_what_the_watch_list_calls_provisional(
    desk: MemoryHost, knowledge: Knowledge
) -> None:
    ending(with_libur(desk, date(2026, 12, 25)), "sampai 31 Desember 2027")
    assert years(desk, knowledge) == ["2027"]
    assert all(watched.sementara for watched in pantau(desk.snapshot(), knowledge, TODAY))
    with_libur(desk, date(2026, 12, 25), date(2027, 1, 1))
    assert not any(watched.sementara for watched in pantau(desk.snapshot(), knowledge, TODAY))


def test_a_rekap_without_rows_has_no_deadline(knowledge: Knowledge) -> None:
    assert years(office(knowledge, "", {}, rows=0), knowledge) == []


def test_a_note_dismissed_for_one_year_does_not_hide_the_next(desk: MemoryHost, knowledge: Knowledge) -> None:
    ending(desk, "sampai 31 Desember 2027")
    book = desk.snapshot()
    found = libur_findings(book, knowledge.context(book, TODAY))
    assert len({finding_key(f) for f in found}) == len(found) == 2
