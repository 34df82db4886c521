"""What is out of date in the SOP itself is told once, at its code on sheet Pengaturan, and never blocks."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from kantor import GOOD, office

from ppid_xl.hosts.file import FileHost
from ppid_xl.messages import explain
from ppid_xl.model import AppendRows, Finding, SetName
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.periksa.temuan_sop import sop_findings

REPLACED = ("bkd-kalteng-2025", "diskominfo-kaltara-2017", "kesra-kalbar-2021")


def told(knowledge: Knowledge, kode: str, today: date = date(2026, 11, 21)) -> list[Finding]:
    book = office(knowledge, kode, {}, rows=3).snapshot()
    sop = knowledge.sop(kode, None)
    return sop_findings(book, sop, knowledge.peraturan, knowledge.dictionary, today)


@pytest.mark.parametrize("kode", REPLACED)
def test_a_replaced_regulation_of_the_sop_is_told_once_with_what_replaced_it(
    knowledge: Knowledge, kode: str
) -> None:
    (found,) = [f for f in told(knowledge, kode) if f.pesan == "R43"]
    assert (found.tingkat, found.aturan) == ("peringatan", "perki-1-2021/R43")
    assert (found.lembar, found.kolom, found.sumber) == (
        "Pengaturan",
        "Kode SOP",
        "PerKI 1/2021 Pasal 63 huruf a",
    )
    assert "PerKI 1/2010, yang sudah diganti PerKI 1/2021 sejak 30/06/2021" in explain(found).masalah


@pytest.mark.parametrize("kode", ["bkd-kalteng-2024", "disperindag-kalbar-2020"])
def test_an_sop_whose_regulations_stand_has_none(knowledge: Knowledge, kode: str) -> None:
    assert told(knowledge, kode) == []


def test_a_replacement_still_to_come_is_not_told(knowledge: Knowledge) -> None:
    assert told(knowledge, "bkd-kalteng-2025", date(2021, 6, 29)) == []
    assert told(knowledge, "bkd-kalteng-2025", date(2021, 6, 30))


def test_an_sop_that_names_another_body_says_which_and_where(knowledge: Knowledge) -> None:
    (found,) = [f for f in told(knowledge, "kesra-kalbar-2021") if f.aturan == "ppid-xl/sop-badan-lain"]
    assert found.tingkat == "catatan"
    assert "Komisi Informasi Pusat" in explain(found).masalah
    assert found.fakta["tempat"] == "peringatan; kegiatan 1, uraian"


def test_a_workbook_without_rows_or_without_an_sop_has_none(knowledge: Knowledge) -> None:
    empty = office(knowledge, "kesra-kalbar-2021", {}, rows=0).snapshot()
    sop = knowledge.sop("kesra-kalbar-2021", None)
    assert sop_findings(empty, sop, knowledge.peraturan, knowledge.dictionary, date(2026, 11, 21)) == []
    filled = office(knowledge, "", {}).snapshot()
    assert sop_findings(filled, None, knowledge.peraturan, knowledge.dictionary, date(2026, 11, 21)) == []


def test_in_a_file_the_finding_stands_at_the_cell_that_holds_the_code(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    host.apply([AppendRows("tblRekap", [GOOD]), SetName("KodeSOP", "kesra-kalbar-2021")])
    book = host.snapshot()
    found = [f for f in judge(book, knowledge, now.date())[0] if f.pesan in ("R43", "ppid-xl.sop-badan-lain")]
    assert len(found) == 2
    assert {(f.lembar, f.sel) for f in found} == {book.setting_cells["KodeSOP"]}
    host.apply([SetName("KodeSOP", "")])
    missing = [f for f in host.snapshot().findings if f.aturan == "ppid-xl/tanpa-sop"]
    assert [(f.lembar, f.sel) for f in missing] == [book.setting_cells["KodeSOP"]]
