"""One built workbook for all tests of this folder: built once, read in three ways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from ppid_xl.bawaan import data_path
from ppid_xl.buku import build_rekap
from ppid_xl.columns import Dictionary, load_columns
from ppid_xl.kalender import Libur

SOP = {
    "kode": "contoh",
    "nomor": "000/00/CONTOH",
    "nama": "Pendokumentasian Informasi",
    "instansi": "Badan Contoh",
    "kegiatan": [
        {
            "nomor": 1,
            "uraian": "Mengumpulkan daftar",
            "pelaksana": ["Petugas PPID", "Bidang"],
            "kelengkapan": "Daftar informasi",
            "waktu": "1 jam",
            "output": "Rekap",
        }
    ],
}
LIBUR = (
    Libur(date(2026, 1, 1), "Tahun Baru Masehi", "libur", "SKB", True),
    {"tanggal": date(2026, 2, 16), "nama": "Cuti Bersama", "jenis": "cuti bersama", "dasar": "SKB"},
)
CREATED = datetime(2026, 11, 21, 8, 30)
UNITS = ("Sekretariat", "=Bidang Mutasi")


@pytest.fixture(scope="session")
def dictionary() -> Dictionary:
    return load_columns(data_path("kolom.toml"))


@pytest.fixture(scope="session")
def make_rekap(dictionary: Dictionary) -> Callable[..., bytes]:
    def make(**changes: Any) -> bytes:
        given: dict[str, Any] = {"settings": {}, "hidden": (), "created": CREATED} | changes
        return build_rekap(
            dictionary, SOP, given["settings"], LIBUR, UNITS, created=given["created"], hidden=given["hidden"]
        )

    return make


@pytest.fixture(scope="session")
def rekap(make_rekap: Callable[..., bytes]) -> bytes:
    return make_rekap()


@pytest.fixture(scope="session")
def book(rekap: bytes) -> Any:
    return load_workbook(BytesIO(rekap))
