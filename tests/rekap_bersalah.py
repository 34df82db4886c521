"""A rekap with faults, for tests of the buttons: three rows of which one is sound."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, Value
from ppid_xl.workflow.ground.knowledge import load_knowledge

SOUND: dict[str, Value] = {
    "judul_informasi": "Laporan hasil pengawasan",
    "unit_penguasa": "Inspektorat",
    "klasifikasi": "Dikecualikan",
    "dasar_hukum": "Pasal 17 huruf i UU 14/2008",
    "bagian_yang_ditutup": "Seluruh dokumen",
    "konsekuensi_bila_dibuka": "Mengurangi kebebasan, keberanian, dan kejujuran dalam pengajuan usul.",
    "manfaat_bila_ditutup": "Proses audit berjalan tanpa tekanan dari luar.",
    "jangka_waktu": "5 tahun",
    "terhitung_mulai": date(2026, 1, 2),
    "usulan": "Dasar: Pasal 17 huruf i UU 14/2008\nJangka: 5 tahun",
    "terima": "Ya",
    "lokasi_fisik": "Lemari 1",
}
ROWS: tuple[dict[str, Value], ...] = (
    {**SOUND, "judul_informasi": "Data pegawai", "dasar_hukum": None, "usulan": None, "terima": None},
    SOUND,
    {
        **SOUND,
        "judul_informasi": "=Rencana",
        "jangka_waktu": "1 Januari 2020",
        "usulan": None,
        "terima": None,
    },
)
OFFICERS: tuple[dict[str, Value], ...] = (
    {
        "kode": "KETUA",
        "nama": "Contoh Satu",
        "jabatan": "Sekretaris",
        "peran": "Ketua PPID",
        "status": "Definitif",
    },
    {
        "kode": "ATASAN",
        "nama": "Contoh Dua",
        "jabatan": "Kepala Dinas",
        "peran": "Atasan PPID",
        "status": "Definitif",
    },
)


def make_faulty(path: Path) -> None:
    """Add the rows and two made-up officers to a blank rekap."""
    host = FileHost(path, load_knowledge().dictionary)
    host.apply([AppendRows("tblRekap", ROWS), AppendRows("tblPejabat", OFFICERS)])
