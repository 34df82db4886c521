"""A test older than the regulation it rests on, or than the office allows, is told and named in the proof."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from kantor import ONE, office

from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.messages import explain
from ppid_xl.model import Finding, SetColumn, SetName
from ppid_xl.workflow.bukti.bukti import bukti
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.masa.buka import buka
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.periksa.temuan_uji import STALE, old_uji_findings
from ppid_xl.workflow.proses.uji import uji

ASN = "Pasal 17 huruf h angka 5 UU 14/2008; UU Nomor 5 Tahun 2014 tentang ASN"


def with_uji(
    knowledge: Knowledge, now: datetime, day: datetime, dasar_hukum: str = "", **settings: str
) -> MemoryHost:
    host = office(knowledge, "diskominfo-kaltara-2017", {"A": "Atasan PPID"}, **settings)
    if dasar_hukum:
        number = host.snapshot().rows("tblRekap")[0].number
        host.apply([SetColumn("tblRekap", "dasar_hukum", {number: dasar_hukum})])
    uji(host, knowledge, now, Deed("A", day, ids=[ONE]))
    return host


def told(host: MemoryHost, knowledge: Knowledge, today: date) -> list[Finding]:
    book = host.snapshot()
    return old_uji_findings(book, knowledge.context(book, today))


def test_a_test_before_the_regulation_was_replaced_is_told_at_the_legal_ground(
    knowledge: Knowledge, now: datetime
) -> None:
    host = with_uji(knowledge, now, datetime(2023, 10, 30, 9, 0), ASN)
    (found,) = told(host, knowledge, now.date())
    assert (found.tingkat, found.aturan, found.kolom, found.id) == (
        "peringatan",
        "ppid-xl/uji-lama",
        "Dasar Hukum",
        ONE,
    )
    assert "UU 5/2014 diganti UU ASN pada 31/10/2023" in explain(found).masalah
    assert "belum diverifikasi" in explain(found).dasar


@pytest.mark.parametrize(("day", "today"), [("2023-10-31", "2026-11-21"), ("2023-10-30", "2023-10-30")])
def test_a_test_from_its_replacement_on_or_a_replacement_to_come_is_not_told(
    knowledge: Knowledge, now: datetime, day: str, today: str
) -> None:
    host = with_uji(knowledge, now, datetime.fromisoformat(f"{day}T09:00"), ASN)
    assert told(host, knowledge, date.fromisoformat(today)) == []


def test_a_test_before_the_regulation_came_into_force_is_told(knowledge: Knowledge, now: datetime) -> None:
    host = with_uji(knowledge, now, datetime(2022, 10, 16, 9, 0), "Pasal 17 huruf h UU 14/2008; UU 27/2022")
    (found,) = told(host, knowledge, now.date())
    assert "UU 27/2022 mulai berlaku pada 17/10/2022" in explain(found).masalah


@pytest.mark.parametrize(("limit", "expected"), [("", 0), ("3", 1), ("4", 0)])
def test_the_age_limit_is_the_office_s_own(
    knowledge: Knowledge, now: datetime, limit: str, expected: int
) -> None:
    host = with_uji(knowledge, now, datetime(2023, 11, 20, 9, 0), UmurUjiTahun=limit)
    found = told(host, knowledge, now.date())
    assert [(f.aturan, f.lembar, f.id) for f in found] == [
        ("ppid-xl/uji-lewat-umur", "Uji Konsekuensi", ONE)
    ] * expected
    assert all(explain(f).masalah for f in found)


def test_on_the_last_day_of_its_age_a_test_still_counts(knowledge: Knowledge, now: datetime) -> None:
    host = with_uji(knowledge, now, datetime(2024, 2, 29, 9, 0), UmurUjiTahun="1")
    assert told(host, knowledge, date(2025, 2, 28)) == []
    assert told(host, knowledge, date(2025, 3, 1))


def test_a_new_test_and_an_opened_row_end_it(knowledge: Knowledge, now: datetime) -> None:
    host = with_uji(knowledge, now, datetime(2023, 10, 30, 9, 0), ASN, UmurUjiTahun="1")
    again = with_uji(knowledge, now, datetime(2023, 10, 30, 9, 0), ASN, UmurUjiTahun="1")
    assert len(told(host, knowledge, now.date())) == 2
    uji(host, knowledge, now, Deed("A", now, ids=[ONE]))
    assert told(host, knowledge, now.date()) == []
    number = again.snapshot().rows("tblUji")[0].number
    again.apply([SetColumn("tblUji", "hasil", {number: "Dibuka"})])
    buka(again, knowledge, now, Deed("A", ids=[ONE], bukti="a.pdf"))
    assert told(again, knowledge, now.date()) == []


@pytest.mark.parametrize("limit", ["dua", "0", "-1", "1,5"])
def test_a_limit_that_is_no_number_of_years_is_told_at_its_cell(
    knowledge: Knowledge, now: datetime, limit: str
) -> None:
    host = office(knowledge, "", {})
    host.apply([SetName("UmurUjiTahun", limit)])
    (found,) = told(host, knowledge, now.date())
    assert (found.aturan, found.lembar, found.isi) == ("ppid-xl/umur-uji-keliru", "Pengaturan", limit)
    assert limit in explain(found).masalah


def test_the_proof_names_it_as_a_reason(knowledge: Knowledge, now: datetime, tmp_path: Path) -> None:
    host = with_uji(knowledge, now, datetime(2023, 10, 30, 9, 0), ASN)
    proof = bukti(
        host.snapshot(), ONE, knowledge, now, workbook=tmp_path / "rekap.xlsx", arsip=tmp_path / "arsip"
    )
    assert any("UU 5/2014 diganti UU ASN" in reason for reason in proof.kurang)
    assert not proof.holds


def test_it_never_blocks(knowledge: Knowledge, now: datetime) -> None:
    host = with_uji(knowledge, now, datetime(2023, 10, 30, 9, 0), ASN, UmurUjiTahun="1")
    for untuk in ("", "penetapan", "persetujuan"):
        found = [
            f for f in judge(host.snapshot(), knowledge, now.date(), untuk=untuk)[0] if f.aturan in STALE
        ]
        assert [f.tingkat for f in found] == ["peringatan"] * 2
