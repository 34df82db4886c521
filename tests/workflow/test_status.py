"""Status follows the evidence through the acts, and nothing else."""

from __future__ import annotations

from datetime import date, datetime

from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.model import AppendRows, Value
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.periksa import periksa
from ppid_xl.workflow.persetujuan import DIAJUKAN, DIKEMBALIKAN, DISETUJUI, Decision, decide
from ppid_xl.workflow.uji import Meeting, uji

ONE = "INF-2026-0001"
ROW: dict[str, Value] = {
    "id": ONE, "judul_informasi": "Kertas kerja audit 2025", "unit_penguasa": "Inspektorat",
    "klasifikasi": "Dikecualikan", "dasar_hukum": "Pasal 17 huruf i UU 14/2008",
    "bagian_yang_ditutup": "Seluruh dokumen", "jangka_waktu": "5 tahun", "terhitung_mulai": date(2026, 1, 2),
    "konsekuensi_bila_dibuka": "Mengurangi kebebasan dan kejujuran dalam pengajuan usul.",
    "manfaat_bila_ditutup": "Proses audit berjalan tanpa tekanan dari luar.", "lokasi_fisik": "Lemari 1",
}  # fmt: skip


def test_a_row_lives_through_the_states_of_its_sop(knowledge: Knowledge, now: datetime) -> None:
    host = MemoryHost(blank_book(knowledge.dictionary, {"KodeSOP": "diskominfo-kaltara-2017"}))
    officers: list[dict[str, Value]] = [
        {"kode": "U", "nama": "Contoh Satu", "peran": "PPID Utama"},
        {"kode": "A", "nama": "Contoh Dua", "peran": "Atasan PPID"},
    ]
    host.apply([AppendRows("tblRekap", [ROW]), AppendRows("tblPejabat", officers)])

    def state() -> str:
        periksa(host, knowledge, now, write=True)
        return host.snapshot().rows("tblRekap")[0].text("status")

    def decided(kode: str, word: str, **more: str) -> str:
        decide(host, knowledge, now, Decision([ONE], kode, word, **more))  # type: ignore[arg-type]
        return state()

    meeting = Meeting([ONE], "U", datetime(2026, 11, 20, 9, 0))
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
