"""Status follows the evidence through the acts, and nothing else."""

from __future__ import annotations

from datetime import datetime

from kantor import ONE, office

from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.periksa import periksa
from ppid_xl.workflow.persetujuan import DIAJUKAN, DIKEMBALIKAN, DISETUJUI, decide
from ppid_xl.workflow.tindakan import Deed
from ppid_xl.workflow.uji import uji


def test_a_row_lives_through_the_states_of_its_sop(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "diskominfo-kaltara-2017", {"U": "PPID Utama", "A": "Atasan PPID"})

    def state() -> str:
        periksa(host, knowledge, now, write=True)
        return host.snapshot().rows("tblRekap")[0].text("status")

    def decided(kode: str, word: str, **more: str) -> str:
        decide(host, knowledge, now, word, Deed(kode, ids=[ONE], **more))  # type: ignore[arg-type]
        return state()

    meeting = Deed("U", datetime(2026, 11, 20, 9, 0), ids=[ONE])
    seen = [state()]
    uji(host, knowledge, now, meeting)
    seen += [state(), decided("U", DIAJUKAN), decided("A", DIKEMBALIKAN, catatan="sebut bagiannya")]
    uji(host, knowledge, now, meeting)
    seen += [
        state(),
        decided("U", DISETUJUI),
        decided("A", DISETUJUI),
        decided("A", DISETUJUI, bukti="surat.pdf"),
    ]
    assert seen == [
        "Menunggu uji", "Diuji", "Diajukan", "Dikembalikan", "Diuji", "Diajukan", "Menunggu tanda tangan", "Disetujui",
    ]  # fmt: skip
