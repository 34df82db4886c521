"""Rounds: each informasi has its own, however many share an act and however staff sort the sheet."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from contoh_pdf import plain_pdf
from kantor import ONE, office

from ppid_xl.errors import InputError
from ppid_xl.evidence import read_evidence
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import AppendRows, ReplaceRows
from ppid_xl.workflow.agenda.agenda import register_out
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.periksa.periksa import periksa
from ppid_xl.workflow.proses.persetujuan import DIKEMBALIKAN, DISETUJUI, decide
from ppid_xl.workflow.proses.uji import Answers, uji
from ppid_xl.workflow.tanda_tangan.terima_ttd import Signed, terima_ttd

TWO = "INF-2026-0002"
CLOSED = Answers("sebelum", "Ditutup", "Kepentingan umum")


@pytest.fixture
def bkd(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "bkd-kalteng-2025", {"P1": "Atasan PPID"}, rows=2)


def states(host: MemoryHost, knowledge: Knowledge, now: datetime) -> dict[str, str]:
    periksa(host, knowledge, now, write=True)
    return {row.text("id"): row.text("status") for row in host.snapshot().rows("tblRekap")}


def run(host: MemoryHost, knowledge: Knowledge, now: datetime, *doings: tuple[str, list[str]]) -> None:
    for word, ids in doings:
        deed = Deed("P1", now, ids=ids, catatan="Sebut bagiannya", tempat="Ruang Rapat", peserta="P1")
        done = (
            uji(host, knowledge, now, deed, CLOSED)
            if word == "uji"
            else decide(host, knowledge, now, word, deed)
        )
        assert done.id_langkah


def letter(host: MemoryHost, now: datetime, *ids: str) -> str:
    deed, day = Deed("P1", ids=ids), now.date()
    return register_out(host, now, deed, jenis="penetapan", tanggal=day, nomor="1/2026").id_surat


def sign(host: MemoryHost, now: datetime, surat: str, folder: Path) -> None:
    scan = folder / "pindai.pdf"
    scan.write_bytes(plain_pdf(1))
    terima_ttd(host, now, scan, surat, Signed("basah"), Deed("P1"), folder=folder)


ONE_IS_AHEAD = (("uji", [ONE]), (DIKEMBALIKAN, [ONE]), ("uji", [ONE, TWO]))


def test_an_approval_shared_with_a_later_round_does_not_outlive_the_next_test(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    run(bkd, knowledge, now, *ONE_IS_AHEAD, (DISETUJUI, [ONE, TWO]), ("uji", [TWO]))
    assert states(bkd, knowledge, now) == {ONE: "Menunggu tanda tangan", TWO: "Diuji"}


def test_a_letter_shared_with_a_later_round_is_no_evidence_after_a_return(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    run(bkd, knowledge, now, *ONE_IS_AHEAD)
    sign(bkd, now, letter(bkd, now, ONE, TWO), tmp_path)
    run(bkd, knowledge, now, (DIKEMBALIKAN, [TWO]), ("uji", [TWO]), (DISETUJUI, [ONE, TWO]))
    assert states(bkd, knowledge, now) == {ONE: "Sah", TWO: "Menunggu tanda tangan"}


def test_a_letter_signed_after_a_return_belongs_to_the_round_it_was_made_in(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    run(bkd, knowledge, now, ("uji", [ONE]))
    old = letter(bkd, now, ONE)
    run(bkd, knowledge, now, (DIKEMBALIKAN, [ONE]), ("uji", [ONE]), (DISETUJUI, [ONE]))
    sign(bkd, now, old, tmp_path)
    assert states(bkd, knowledge, now)[ONE] == "Menunggu tanda tangan"


def test_sorting_the_sheet_rewrites_no_history(bkd: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    run(bkd, knowledge, now, ("uji", [ONE]), (DISETUJUI, [ONE]), (DIKEMBALIKAN, [ONE]))
    before = read_evidence(bkd.snapshot())
    bkd.apply([ReplaceRows("tblLangkah", [r.values for r in reversed(bkd.snapshot().rows("tblLangkah"))])])
    after = read_evidence(bkd.snapshot())
    assert states(bkd, knowledge, now)[ONE] == "Dikembalikan"
    assert [act.id_langkah for act in after.acts[ONE]] == [act.id_langkah for act in before.acts[ONE]]


def test_an_act_on_an_id_that_a_copied_row_shares_is_refused_until_the_copy_has_its_own(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    first = bkd.snapshot().rows("tblRekap")[0]
    bkd.apply([AppendRows("tblRekap", [{**first.values, "judul_informasi": "Salinan"}])])
    with pytest.raises(InputError) as refusal:
        run(bkd, knowledge, now, ("uji", [ONE]))
    assert refusal.value.kode == "id-dua-baris"
    run(bkd, knowledge, now, ("uji", [TWO]))
    periksa(bkd, knowledge, now, write=True)
    run(bkd, knowledge, now, ("uji", [ONE]))
