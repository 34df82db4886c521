"""The workbook of these tests: two good rows and the two officers who sign."""

from __future__ import annotations

from pathlib import Path

import pytest
from kantor import good_rows

from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows
from ppid_xl.workflow.ground.knowledge import Knowledge


@pytest.fixture
def desk(rekap: Path, knowledge: Knowledge) -> FileHost:
    host = FileHost(rekap, knowledge.dictionary)
    officers = [
        {"kode": "K", "nama": "Contoh Satu", "jabatan": "Sekretaris", "peran": "Ketua PPID"},
        {"kode": "A", "nama": "Contoh Dua", "jabatan": "Kepala Dinas", "peran": "Atasan PPID"},
    ]
    host.apply([AppendRows("tblRekap", good_rows(2)), AppendRows("tblPejabat", officers)])
    return host
