"""An office on disk for the tests: a workbook with rows, archived, ready to be published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetColumn, SetName, Value
from ppid_xl.workflow.arsip.simpan import Person, simpan
from ppid_xl.workflow.ground.knowledge import Knowledge

CLOSED: dict[str, Value] = {
    "id": "INF-2026-0001", "judul_informasi": "Kertas kerja audit 2025", "unit_penguasa": "Inspektorat",
    "klasifikasi": "Dikecualikan", "dasar_hukum": "Pasal 17 huruf i UU 14/2008",
    "bagian_yang_ditutup": "Seluruh dokumen", "jangka_waktu": "5 tahun", "terhitung_mulai": date(2026, 1, 2),
    "konsekuensi_bila_dibuka": "Mengurangi kebebasan dan kejujuran dalam pengajuan usul.",
    "manfaat_bila_ditutup": "Proses audit berjalan tanpa tekanan dari luar.", "lokasi_fisik": "Lemari 1",
}  # fmt: skip
OPEN: dict[str, Value] = {
    "id": "INF-2026-0002", "judul_informasi": "Rencana kerja 2026", "unit_penguasa": "Sekretariat",
    "klasifikasi": "Berkala", "ringkasan_isi": "Program dan kegiatan tahun 2026.", "bentuk": "Softcopy",
    "penanggung_jawab": "Sekretaris", "waktu_dan_tempat_pembuatan": "Pontianak, 2026", "retensi": "5 tahun",
    "diverifikasi_pada": date(2026, 11, 2),
}  # fmt: skip
PPID: dict[str, Value] = {
    "kode": "PPID", "nama": "Contoh Satu", "nip": "19680901 198911 2 005", "jabatan": "Kepala Bidang", "peran": "PPID",
}  # fmt: skip


def archive(
    workbook: Path, knowledge: Knowledge, now: datetime, rows: Sequence[Mapping[str, Value]] = (CLOSED, OPEN)
) -> FileHost:
    """Fill a blank rekap with rows and an officer, and archive it beside the workbook."""
    host = FileHost(workbook, knowledge.dictionary)
    host.apply([AppendRows("tblRekap", rows), AppendRows("tblPejabat", [PPID])])
    archive_again(host, knowledge, now)
    return host


def archive_again(host: FileHost, knowledge: Knowledge, now: datetime) -> None:
    """Archive the workbook as it now stands."""
    simpan(host.path, host.snapshot(), (), knowledge, now, folder=host.path.parent / "arsip",
           person=Person("uji@contoh"), alasan="Untuk diterbitkan")  # fmt: skip


def change(host: FileHost, key: str, value: Value, row: int = 0) -> None:
    """Type something into a cell of the rekap."""
    number = host.snapshot().rows("tblRekap")[row].number
    host.apply([SetColumn("tblRekap", key, {number: value})])


def become_another_body(host: FileHost, knowledge: Knowledge, now: datetime) -> None:
    """Leave the archive of one body beside the workbook of another, with no row in common."""
    host.apply([SetName("NamaBadan", "Dinas Contoh")])
    archive_again(host, knowledge, now)
    rows = host.snapshot().rows("tblRekap")
    titles: dict[int, Value] = {row.number: f"Judul lain {row.number}" for row in rows}
    host.apply([SetName("NamaBadan", "Badan Lain"), SetColumn("tblRekap", "judul_informasi", titles)])
