"""The Daftar Informasi Publik is set by a letter and made anew every six months; what lacks is told in one line."""

from __future__ import annotations

from datetime import date

import pytest
from kantor import GOOD, office

from ppid_xl.bawaan import data_path
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.messages import explain
from ppid_xl.model import AppendRows, Finding, Value
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.temuan_daftar import KUTIPAN, daftar_findings

TODAY = date(2026, 11, 21)
PUBLIC: dict[str, Value] = {**GOOD, "id": "INF-2026-0101", "klasifikasi": "Berkala"}
LETTER: dict[str, Value] = {"id_surat": "SR-2026-0001", "arah": "Keluar", "jenis": "daftar-informasi-publik"}


@pytest.fixture
def desk(knowledge: Knowledge) -> MemoryHost:
    host = office(knowledge, "", {}, rows=2)
    host.apply([AppendRows("tblRekap", [PUBLIC])])
    return host


def told(host: MemoryHost, knowledge: Knowledge, today: date = TODAY) -> list[Finding]:
    book = host.snapshot()
    found = daftar_findings(book, knowledge.context(book, today))
    assert all(f.aturan == "perki-1-2021/R49" and f.lembar == "Rekap" and explain(f).masalah for f in found)
    assert len(found) < 2
    return found


def write(host: MemoryHost, **cells: Value) -> MemoryHost:
    host.apply([AppendRows("tblAgenda", [{**LETTER, **cells}])])
    return host


def test_public_rows_without_any_list_on_record_have_one_note(desk: MemoryHost, knowledge: Knowledge) -> None:
    assert [f.tingkat for f in told(desk, knowledge)] == ["catatan"]


def test_a_rekap_of_exclusions_only_has_none(knowledge: Knowledge) -> None:
    assert told(office(knowledge, "", {}, rows=2), knowledge) == []


def test_a_list_is_old_the_day_after_six_months(desk: MemoryHost, knowledge: Knowledge) -> None:
    write(desk, tanggal=date(2026, 5, 21))
    assert told(desk, knowledge, date(2026, 11, 21)) == []
    (found,) = told(desk, knowledge, date(2026, 11, 22))
    assert (found.tingkat, found.id, found.fakta["sampai"]) == ("peringatan", "SR-2026-0001", "21/11/2026")


def test_the_latest_list_counts_and_one_waiting_for_its_number_is_on_record(
    desk: MemoryHost, knowledge: Knowledge
) -> None:
    write(desk, tanggal=date(2025, 1, 2))
    assert [f.tingkat for f in told(desk, knowledge)] == ["peringatan"]
    assert told(write(desk, tanggal=None), knowledge) == []


@pytest.mark.parametrize(
    "cells",
    [{"keadaan_tanda_tangan": "Dibatalkan"}, {"arah": "Masuk"}, {"jenis": "surat-pengantar"}],
    ids=["cancelled", "another's", "its sending"],
)
def test_what_does_not_set_the_list_does_not_count(
    desk: MemoryHost, knowledge: Knowledge, cells: dict[str, Value]
) -> None:
    assert [f.tingkat for f in told(write(desk, tanggal=TODAY, **cells), knowledge)] == ["catatan"]


def test_a_decision_written_by_hand_counts_by_its_subject(desk: MemoryHost, knowledge: Knowledge) -> None:
    write(desk, jenis="Keputusan", perihal="Penetapan Daftar Informasi Publik", tanggal=TODAY)
    assert told(desk, knowledge) == []


def test_the_quotation_stands_in_the_regulation() -> None:
    assert KUTIPAN in (data_path("sumber") / "perki-1-2021.txt").read_text(encoding="utf-8")
