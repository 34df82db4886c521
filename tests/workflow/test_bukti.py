"""Bukti: one line of the list is proved, or what is missing is named."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from contoh_pdf import plain_pdf
from kantor import ONE, office

from ppid_xl.errors import InputError
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import SetColumn
from ppid_xl.workflow.agenda import register_out
from ppid_xl.workflow.bukti import Proof, bukti
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.persetujuan import DISETUJUI, decide
from ppid_xl.workflow.terima_ttd import Signed, terima_ttd
from ppid_xl.workflow.tindakan import Deed
from ppid_xl.workflow.uji import Answers, uji


@pytest.fixture
def bkd(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "bkd-kalteng-2025", {"A": "Atasan PPID"})


def proof(host: MemoryHost, knowledge: Knowledge, now: datetime, folder: Path) -> Proof:
    return bukti(host.snapshot(), ONE, knowledge, now, workbook=folder / "rekap.xlsx", arsip=folder / "arsip")


def test_an_untested_line_says_what_is_missing(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    one = proof(bkd, knowledge, now, tmp_path)
    assert not one.holds
    assert [words.split(" (")[0] for words in one.kurang] == [
        "uji konsekuensi",
        "persetujuan pimpinan Badan Publik",
    ]


def test_a_tested_and_approved_line_with_its_letter_holds(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(bkd, knowledge, now, Deed("A", datetime(2026, 11, 20, 9, 0), ids=[ONE]), Answers(hasil="Ditutup"))
    decide(bkd, knowledge, now, DISETUJUI, Deed("A", ids=[ONE], bukti="persetujuan.pdf"))
    one = proof(bkd, knowledge, now, tmp_path)
    assert (one.holds, one.kurang, one.galat) == (True, (), ())
    assert (one.akhir, one.rujukan) == (date(2031, 1, 2), ("Pasal 17 huruf i UU 14/2008",))
    assert [test["id_uji"] for test in one.uji] == ["UJI-2026-0001"]
    assert [act["keputusan"] for act in one.tindakan] == ["Dicatat", "Disetujui"]


def test_a_change_after_the_test_breaks_the_proof(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(bkd, knowledge, now, Deed("A", datetime(2026, 11, 20, 9, 0), ids=[ONE]))
    decide(bkd, knowledge, now, DISETUJUI, Deed("A", ids=[ONE], bukti="persetujuan.pdf"))
    number = bkd.snapshot().rows("tblRekap")[0].number
    bkd.apply([SetColumn("tblRekap", "jangka_waktu", {number: "20 tahun"})])
    assert any("berubah sesudah diuji" in words for words in proof(bkd, knowledge, now, tmp_path).kurang)


def test_an_exclusion_past_its_end_does_not_hold(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(bkd, knowledge, now, Deed("A", datetime(2026, 11, 20, 9, 0), ids=[ONE]))
    decide(bkd, knowledge, now, DISETUJUI, Deed("A", ids=[ONE], bukti="persetujuan.pdf"))
    one = proof(bkd, knowledge, now.replace(year=2031, month=2), tmp_path)
    assert one.keadaan == "terbuka demi hukum"
    assert any("R17" in sentence for sentence in one.galat)


def test_a_signed_letter_is_the_proof_of_an_approval(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(bkd, knowledge, now, Deed("A", datetime(2026, 11, 20, 9, 0), ids=[ONE]))
    decide(bkd, knowledge, now, DISETUJUI, Deed("A", ids=[ONE]))
    register_out(bkd, now, Deed("A", ids=[ONE]), jenis="penetapan", tanggal=now.date(), nomor="7/2026")
    waiting = proof(bkd, knowledge, now, tmp_path)
    assert waiting.kurang == ("surat bertanda tangan atas persetujuan itu",)
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(plain_pdf(1))
    filed = terima_ttd(bkd, now, scan, "SR-2026-0001", Signed("basah"), Deed("A"), folder=tmp_path)
    one = proof(bkd, knowledge, now, tmp_path)
    assert one.holds
    (letter,) = one.surat
    assert (letter["nomor"], letter["tanggal"], letter["keadaan"], letter["sidik"]) == (
        "7/2026", now.date(), "Ditandatangani (basah)", filed.sidik,
    )  # fmt: skip


def test_an_unknown_id_is_refused(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    with pytest.raises(InputError):
        bukti(
            bkd.snapshot(),
            "INF-2026-0009",
            knowledge,
            now,
            workbook=tmp_path / "r.xlsx",
            arsip=tmp_path / "arsip",
        )
