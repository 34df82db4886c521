"""A row that rests on a regulation which another replaced is told so, from the day it was replaced on."""

from __future__ import annotations

from datetime import date

import pytest
from kantor import office

from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.messages import explain
from ppid_xl.model import Finding, SetColumn, Value
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.periksa.periksa import judge

TODAY = date(2026, 11, 21)
OLD = "Pasal 17 huruf h UU 14/2008 jo. Pasal 87 UU 5/2014"


@pytest.fixture
def desk(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "", {})


def told(host: MemoryHost, knowledge: Knowledge, today: date = TODAY, **cells: Value) -> list[Finding]:
    number = host.snapshot().rows("tblRekap")[0].number
    host.apply([SetColumn("tblRekap", key, {number: value}) for key, value in cells.items()])
    return [f for f in judge(host.snapshot(), knowledge, today)[0] if f.pesan == "R43.baris"]


def test_a_replaced_regulation_is_named_with_the_new_one_and_the_day(
    desk: MemoryHost, knowledge: Knowledge
) -> None:
    (found,) = told(desk, knowledge, dasar_hukum=OLD)
    assert (found.tingkat, found.aturan, found.kolom) == ("peringatan", "uu-20-2023/R43", "Dasar Hukum")
    words = explain(found)
    assert "UU 5/2014" in words.masalah
    assert "Nomor 20 Tahun 2023" in words.masalah
    assert "31/10/2023" in words.masalah
    assert found.sumber


def test_before_the_day_it_was_replaced_nothing_is_told(desk: MemoryHost, knowledge: Knowledge) -> None:
    assert told(desk, knowledge, date(2023, 10, 30), dasar_hukum=OLD) == []
    assert len(told(desk, knowledge, date(2023, 10, 31))) == 1


def test_regulations_in_force_and_unknown_ones_are_not_told(desk: MemoryHost, knowledge: Knowledge) -> None:
    assert told(desk, knowledge) == []
    assert told(desk, knowledge, dasar_hukum="Pasal 17 huruf j UU 14/2008; Pasal 5 UU 99/1950") == []


def test_a_public_row_is_not_judged(desk: MemoryHost, knowledge: Knowledge) -> None:
    assert told(desk, knowledge, dasar_hukum=OLD, klasifikasi="Berkala") == []


def test_two_old_regulations_of_one_row_are_two_findings_and_one_named_twice_is_one(
    desk: MemoryHost, knowledge: Knowledge
) -> None:
    both = f"{OLD}; Pasal 2 UU 5/2014; Pasal 20 Peraturan Komisi Informasi Nomor 1 Tahun 2017"
    assert sorted(f.aturan for f in told(desk, knowledge, dasar_hukum=both)) == [
        "perki-1-2021/R43",
        "uu-20-2023/R43",
    ]
