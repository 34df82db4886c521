"""Rujukan bukti: what is named as evidence is there, and a file keeps the start of its digest."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from kantor import ONE, office

from ppid_xl.cli import main
from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import AppendRows
from ppid_xl.workflow.agenda.agenda import cancel, register_out
from ppid_xl.workflow.berkas.rujukan_bukti import checked_bukti
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed

CONTENT = b"isi rekaan"
SIDIK = hashlib.sha256(CONTENT).hexdigest()[:16]


@pytest.fixture
def desk(knowledge: Knowledge, now: datetime) -> MemoryHost:
    host = office(knowledge, "bkd-kalteng-2025", {"A": "Atasan PPID"})
    register_out(host, now, Deed("A", ids=[ONE]), jenis="penetapan", tanggal=now.date(), nomor="7/2026")
    return host


def refusal_of(words: str, host: MemoryHost, *folders: Path) -> InputError:
    with pytest.raises(InputError) as refusal:
        checked_bukti(words, host, folders)
    return refusal.value


def test_a_file_is_named_with_the_start_of_its_digest(desk: MemoryHost, tmp_path: Path) -> None:
    beside = tmp_path / "kantor"
    beside.mkdir()
    (beside / "nota.pdf").write_bytes(CONTENT)
    assert checked_bukti(" nota.pdf ", desk, (tmp_path, beside)) == f"nota.pdf (sidik {SIDIK})"
    assert checked_bukti(str(beside / "nota.pdf"), desk, (tmp_path,)).endswith(f"(sidik {SIDIK})")


def test_a_letter_of_the_agenda_is_named_by_its_id(desk: MemoryHost, tmp_path: Path) -> None:
    assert checked_bukti("sr-2026-0001", desk, (tmp_path,)) == "SR-2026-0001"


def test_what_is_not_there_is_refused_with_where_it_was_sought(desk: MemoryHost, tmp_path: Path) -> None:
    ghost = refusal_of("hantu.pdf", desk, tmp_path)
    assert (ghost.kode, ghost.fakta["tempat"]) == ("bukti-tidak-ada", str(tmp_path.resolve()))
    assert refusal_of(".", desk, tmp_path).kode == "bukti-tidak-ada"
    assert refusal_of("SR-2026-0009", desk, tmp_path).fakta["tempat"] == "lembar Agenda Surat"


def test_a_cancelled_letter_is_no_evidence(desk: MemoryHost, now: datetime, tmp_path: Path) -> None:
    cancel(desk, now, "SR-2026-0001", Deed("A", catatan="salah tujuan"))
    assert refusal_of("SR-2026-0001", desk, tmp_path).kode == "surat-dibatalkan"


def test_no_words_are_no_evidence(desk: MemoryHost, tmp_path: Path) -> None:
    assert checked_bukti("  ", desk, (tmp_path,)) == ""


@pytest.mark.parametrize("command", ["ajukan", "setujui", "buka", "perpanjang", "kirim --terima"])
def test_every_act_looks_for_its_evidence_before_anything_is_written(
    command: str, host: FileHost, capsys: pytest.CaptureFixture[str]
) -> None:
    host.apply([AppendRows("tblPejabat", [{"kode": "P", "nama": "Contoh", "peran": "Ketua PPID"}])])
    before = host.path.read_bytes()
    name, *more = command.split()
    more += ["--jangka", "2 tahun"] if name == "perpanjang" else []
    words = [name, str(host.path), *more, "--id", ONE, "--oleh", "P", "--bukti", "hantu.pdf"]
    assert main(words) == 2
    assert 'Bukti "hantu.pdf" tidak ditemukan' in capsys.readouterr().err
    assert host.path.read_bytes() == before
