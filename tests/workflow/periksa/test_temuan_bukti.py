"""Findings about evidence warn and never block: what changed, what is still to come, what the law still asks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from contoh_pdf import plain_pdf
from kantor import GOOD, ONE, office

from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.messages import explain
from ppid_xl.model import Finding, SetColumn
from ppid_xl.workflow.agenda.agenda import register_out
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.langkah import langkah
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.masa.buka import buka
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.proses.persetujuan import DISETUJUI, decide
from ppid_xl.workflow.proses.uji import Answers, uji
from ppid_xl.workflow.tanda_tangan.terima_ttd import Signed, terima_ttd

CODES = ("berubah-sesudah-uji", "bukti-menyusul", "belum-diuji", "belum-disetujui")


@pytest.fixture
def desk(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "diskominfo-kaltara-2017", {"A": "Atasan PPID"}, rows=3)


def found(host: MemoryHost, knowledge: Knowledge, now: datetime) -> dict[str, Finding]:
    findings, _ = judge(host.snapshot(), knowledge, now.date())
    ours = [f for f in findings if f.aturan.removeprefix("ppid-xl/") in CODES]
    assert all(f.tingkat == "peringatan" and explain(f).masalah for f in ours)
    assert len({f.aturan for f in ours}) == len(ours)
    return {f.aturan.removeprefix("ppid-xl/"): f for f in ours}


def change(host: MemoryHost, value: str, key: str = "jangka_waktu") -> None:
    host.apply([SetColumn("tblRekap", key, {host.snapshot().rows("tblRekap")[0].number: value})])


def test_untouched_rows_have_none(desk: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    assert not found(desk, knowledge, now)


def test_a_change_after_the_test_is_told_until_it_is_undone(
    desk: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    uji(desk, knowledge, now, Deed("A", now, ids=[ONE]))
    assert not found(desk, knowledge, now)
    change(desk, "4 tahun")
    one = found(desk, knowledge, now)["berubah-sesudah-uji"]
    assert (one.id, one.lembar, one.fakta["sesudah"]) == (ONE, "Rekap", "diuji")
    change(desk, "5  TAHUN")
    assert not found(desk, knowledge, now)
    change(desk, "Lemari 9", key="lokasi_fisik")
    assert not found(desk, knowledge, now)


def test_a_change_after_the_decision_says_so(
    desk: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(desk, knowledge, now, Deed("A", now, ids=[ONE]))
    decide(desk, knowledge, now, DISETUJUI, Deed("A", ids=[ONE], bukti="a.pdf"))
    change(desk, "4 tahun")
    assert found(desk, knowledge, now)["berubah-sesudah-uji"].fakta["sesudah"] == "disetujui"
    register_out(desk, now, Deed("A", ids=[ONE]), jenis="penetapan", tanggal=now.date(), nomor="1/2026")
    (tmp_path / "s.pdf").write_bytes(plain_pdf(1))
    terima_ttd(desk, now, tmp_path / "s.pdf", "SR-2026-0001", Signed("basah"), Deed("A"), folder=tmp_path)
    assert found(desk, knowledge, now)["berubah-sesudah-uji"].fakta["sesudah"] == "ditetapkan"


def test_an_approval_without_a_test_locks_its_rows_too(
    desk: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    ids = [ONE, "INF-2026-0002", "INF-2026-0003"]
    decide(desk, knowledge, now, DISETUJUI, Deed("A", ids=ids, bukti="a.pdf", catatan="rapat 3/11"))
    assert set(found(desk, knowledge, now)) == {"belum-diuji"}
    change(desk, "4 tahun")
    assert found(desk, knowledge, now)["berubah-sesudah-uji"].id == ONE
    assert desk.snapshot().rows("tblLangkah")[0].text("catatan").startswith("rapat 3/11\nsidik: id ")


def test_an_opened_row_is_not_called_changed(desk: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    uji(desk, knowledge, now, Deed("A", now, ids=[ONE]), Answers(hasil="Dibuka"))
    buka(desk, knowledge, now, Deed("A", ids=[ONE], bukti="a.pdf"))
    assert desk.snapshot().rows("tblRekap")[0].text("klasifikasi") != GOOD["klasifikasi"]
    assert "berubah-sesudah-uji" not in found(desk, knowledge, now)


def test_proof_to_follow_is_told_until_the_signed_letter_is_there(
    desk: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(desk, knowledge, now, Deed("A", now, ids=[ONE]))
    decide(desk, knowledge, now, DISETUJUI, Deed("A", ids=[ONE]))
    one = found(desk, knowledge, now)["bukti-menyusul"]
    assert (one.id, one.lembar, one.kolom, one.fakta["ids"]) == ("LK-2026-0002", "Langkah SOP", "Bukti", ONE)
    register_out(desk, now, Deed("A", ids=[ONE]), jenis="persetujuan", tanggal=now.date(), nomor="1/2026")
    assert "bukti-menyusul" in found(desk, knowledge, now)
    (tmp_path / "s.pdf").write_bytes(plain_pdf(1))
    terima_ttd(desk, now, tmp_path / "s.pdf", "SR-2026-0001", Signed("basah"), Deed("A"), folder=tmp_path)
    assert not found(desk, knowledge, now)


def test_what_the_law_asks_is_told_once_for_all_rows_at_the_end_of_the_sop(
    knowledge: Knowledge, now: datetime
) -> None:
    host = office(knowledge, "kesra-kalbar-2021", {"P": "PPID"}, rows=3)
    assert not found(host, knowledge, now)
    langkah(host, knowledge, now, 3, Deed("P", ids=[ONE, "INF-2026-0002"], bukti="buku-simpan.pdf"))
    told = found(host, knowledge, now)
    assert set(told) == {"belum-diuji", "belum-disetujui"}
    assert told["belum-diuji"].fakta["ids"] == "INF-2026-0001..0002"
    assert told["belum-diuji"].sumber == "UU 14/2008 Pasal 19"


def test_a_claim_of_the_unit_still_has_its_test_to_show(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "disperindag-kalbar-2020", {"K": "Ketua PPID"}, rows=2)
    assert found(host, knowledge, now)["belum-diuji"].fakta["jumlah"] == "2"
    uji(host, knowledge, now, Deed("K", now, ids=[ONE, "INF-2026-0002"]))
    assert set(found(host, knowledge, now)) == {"belum-disetujui"}
