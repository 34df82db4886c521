"""What identifies the lines of a rekap is told when it is gone: a table, an ID, the heading of the IDs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from kantor import ANSWERS, office

from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.messages import explain
from ppid_xl.model import Finding, ReplaceRows, SetColumn
from ppid_xl.workflow.bukti.bukti import bukti
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.proses.uji import uji

ROLES = {"A": "Atasan PPID"}


def told(findings: list[Finding], kode: str) -> list[Finding]:
    return [finding for finding in findings if finding.aturan == f"ppid-xl/{kode}"]


def test_a_deleted_table_is_told(knowledge: Knowledge, now: datetime) -> None:
    book = office(knowledge, "bkd-kalteng-2025", ROLES).snapshot()
    assert not told(judge(book, knowledge, now.date())[0], "tabel-tidak-ada")
    left = {name: table for name, table in book.tables.items() if name != "tblLangkah"}
    findings = told(judge(replace(book, tables=left), knowledge, now.date())[0], "tabel-tidak-ada")
    assert [(one.tingkat, one.fakta["hilang"]) for one in findings] == [("peringatan", "Langkah SOP")]


def test_a_deleted_row_that_acts_speak_of_is_told(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "bkd-kalteng-2025", ROLES, rows=2)
    uji(host, knowledge, now, Deed("A", now, ids=["INF-2026-0001", "INF-2026-0002"]), ANSWERS)
    assert not told(judge(host.snapshot(), knowledge, now.date())[0], "baris-hilang")
    book = host.snapshot()
    register = replace(book.tables["tblRekap"], rows=book.rows("tblRekap")[:1])
    book = replace(book, tables={**book.tables, "tblRekap": register})
    findings = told(judge(book, knowledge, now.date())[0], "baris-hilang")
    assert [(one.tingkat, one.fakta["ids"]) for one in findings] == [("peringatan", "INF-2026-0002")]


def test_a_test_whose_meeting_is_gone_is_told_and_proves_nothing(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host = office(knowledge, "bkd-kalteng-2025", ROLES, rows=2)
    uji(host, knowledge, now, Deed("A", now, ids=["INF-2026-0001", "INF-2026-0002"]), ANSWERS)
    book = host.snapshot()
    assert not told(judge(book, knowledge, now.date())[0], "rapat-hilang")
    host.apply([ReplaceRows("tblLangkah", [])])
    book = host.snapshot()
    (finding,) = told(judge(book, knowledge, now.date())[0], "rapat-hilang")
    assert (finding.tingkat, finding.table, finding.kolom) == ("peringatan", "tblUji", "ID Langkah")
    assert finding.fakta["ids"] == "INF-2026-0001..0002"
    assert "LK-2026-0001" in explain(finding).masalah
    proof = bukti(
        book, "INF-2026-0001", knowledge, now, workbook=tmp_path / "r.xlsx", arsip=tmp_path / "arsip"
    )
    assert any("LK-2026-0001" in one for one in proof.kurang)


@pytest.mark.parametrize("typed", ["inf-2026-3", "INF-2026-²", "7", "INF-2026-0001..0003", "UJI-2026-0001"])
def test_an_id_that_no_command_can_name_is_told(knowledge: Knowledge, now: datetime, typed: str) -> None:
    host = office(knowledge, "bkd-kalteng-2025", ROLES)
    assert not told(judge(host.snapshot(), knowledge, now.date())[0], "id-tidak-dikenal")
    number = host.snapshot().rows("tblRekap")[0].number
    host.apply([SetColumn("tblRekap", "id", {number: typed})])
    findings = told(judge(host.snapshot(), knowledge, now.date())[0], "id-tidak-dikenal")
    assert [(one.id, one.tingkat) for one in findings] == [(typed, "peringatan")]


@pytest.mark.parametrize(
    ("sheet", "table", "heading"),
    [
        ("Rekap", "tblRekap", "ID"),
        ("Langkah SOP", "tblLangkah", "ID Informasi"),
        ("Langkah SOP", "tblLangkah", "Keputusan"),
        ("Langkah SOP", "tblLangkah", "Bukti"),
        ("Uji Konsekuensi", "tblUji", "ID Uji"),
        ("Uji Konsekuensi", "tblUji", "Hasil"),
        ("Agenda Surat", "tblAgenda", "Keadaan Tanda Tangan"),
        ("Pejabat", "tblPejabat", "Peran"),
        ("Pengaturan", "tblLibur", "Tanggal"),
    ],
)
def test_a_renamed_heading_of_ids_or_evidence_stops_every_reader(
    rekap: Path, knowledge: Knowledge, sheet: str, table: str, heading: str
) -> None:
    book = openpyxl.load_workbook(rekap)
    found = book[sheet].tables[table]
    place = next(n for n, column in enumerate(found.tableColumns) if column.name == heading)
    found.tableColumns[place].name = "Nomor X"
    book[sheet][found.ref.split(":")[0]].offset(0, place).value = "Nomor X"
    book.save(rekap)
    with pytest.raises(InputError) as refusal:
        FileHost(rekap, knowledge.dictionary).snapshot()
    assert (refusal.value.kode, refusal.value.fakta["kolom"]) == ("kolom-hilang", heading)
