"""An office for the tests: good rows, officers by role, and a workbook under one SOP, in memory or on disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.model import AppendRows, Value
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.proses.uji import Answers

ONE = "INF-2026-0001"
ANSWERS = Answers(hasil="Ditutup", pertimbangan="Kepentingan umum terpenuhi dengan ringkasan hasilnya")
GOOD: dict[str, Value] = {
    "id": ONE, "judul_informasi": "Kertas kerja audit 2025", "unit_penguasa": "Inspektorat",
    "klasifikasi": "Dikecualikan", "dasar_hukum": "Pasal 17 huruf i UU 14/2008",
    "bagian_yang_ditutup": "Seluruh dokumen", "jangka_waktu": "5 tahun", "terhitung_mulai": date(2026, 1, 2),
    "konsekuensi_bila_dibuka": "Mengurangi kebebasan dan kejujuran dalam pengajuan usul.",
    "manfaat_bila_ditutup": "Proses audit berjalan tanpa tekanan dari luar.", "lokasi_fisik": "Lemari 1",
}  # fmt: skip


def good_rows(count: int) -> list[dict[str, Value]]:
    """Return excluded rows without a galat, alike but for ID and title."""
    titles = ((f"INF-2026-{n:04}", f"Kertas kerja audit {n}") for n in range(1, count + 1))
    return [{**GOOD, "id": informasi, "judul_informasi": judul} for informasi, judul in titles]


def office(
    knowledge: Knowledge, kode: str, roles: dict[str, str], rows: int = 1, **settings: Value
) -> MemoryHost:
    """Return a workbook under an SOP with officers (code → role) and good rows."""
    host = MemoryHost(blank_book(knowledge.dictionary, {"KodeSOP": kode, **settings}))
    officers: list[dict[str, Value]] = [
        {"kode": code, "nama": f"Contoh {n}", "jabatan": f"Jabatan {n}", "peran": role}
        for n, (code, role) in enumerate(roles.items(), 1)
    ]
    host.apply([AppendRows("tblRekap", good_rows(rows)), AppendRows("tblPejabat", officers)])
    return host


def fill_desk(rekap: Path, knowledge: Knowledge) -> FileHost:
    """Fill a blank rekap on disk with two good rows and the two officers who sign; return its host."""
    host = FileHost(rekap, knowledge.dictionary)
    officers = [
        {"kode": "K", "nama": "Contoh Satu", "jabatan": "Sekretaris", "peran": "Ketua PPID"},
        {"kode": "A", "nama": "Contoh Dua", "jabatan": "Kepala Dinas", "peran": "Atasan PPID"},
    ]
    host.apply([AppendRows("tblRekap", good_rows(2)), AppendRows("tblPejabat", officers)])
    return host
