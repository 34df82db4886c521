"""A letter is initialled, printed, signed and sent: each an act of somebody, in an order that can be."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from contoh_pdf import plain_pdf
from kantor import ONE, office

from ppid_xl.cli import main
from ppid_xl.errors import InputError
from ppid_xl.evidence import read_evidence
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.keadaan_surat import DICETAK, DIKIRIM, DIPARAF
from ppid_xl.model import AppendRows
from ppid_xl.workflow.agenda.agenda import register_in, register_out
from ppid_xl.workflow.agenda.keadaan_agenda import advance_letter
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.tanda_tangan.terima_ttd import Signed, terima_ttd

SURAT = "SR-2026-0001"


@pytest.fixture
def desk(knowledge: Knowledge, now: datetime) -> MemoryHost:
    host = office(knowledge, "bkd-kalteng-2025", {"A": "Atasan PPID", "K": "Ketua PPID"})
    register_out(host, now, Deed("A", ids=[ONE]), jenis="penetapan", tanggal=now.date(), nomor="7/2026")
    return host


def step(desk: MemoryHost, now: datetime, state: str, oleh: str = "K") -> str:
    return advance_letter(desk, now, SURAT, state, Deed(oleh))[1]


def signed(desk: MemoryHost, now: datetime, folder: Path) -> None:
    scan = folder / "s.pdf"
    scan.write_bytes(plain_pdf(1))
    terima_ttd(desk, now, scan, SURAT, Signed("basah"), Deed("A"), folder=folder)


def test_a_letter_goes_its_way_and_every_step_has_somebody(
    desk: MemoryHost, now: datetime, tmp_path: Path
) -> None:
    assert step(desk, now, DIPARAF) == "Diparaf"
    assert step(desk, now, DIPARAF, "A") == "Diparaf"
    assert step(desk, now, DICETAK) == "Dicetak"
    signed(desk, now, tmp_path)
    assert step(desk, now, DIKIRIM) == "Dikirim (basah)"
    acts = [(act.text("kegiatan"), act.text("oleh")) for act in desk.snapshot().rows("tblLangkah")[1:]]
    assert acts == [
        ("Paraf surat keluar: penetapan", "K"),
        ("Paraf surat keluar: penetapan", "A"),
        ("Pencetakan surat keluar: penetapan", "K"),
        ("Tanda tangan diterima: penetapan", "A"),
        ("Pengiriman surat keluar: penetapan", "K"),
    ]
    assert read_evidence(desk.snapshot()).is_signed(ONE, ["penetapan"])


def test_a_letter_without_its_signature_is_not_sent(desk: MemoryHost, now: datetime) -> None:
    before = desk.snapshot()
    with pytest.raises(InputError) as refusal:
        step(desk, now, DIKIRIM)
    assert (refusal.value.kode, refusal.value.fakta["keadaan"]) == ("keadaan-surat-keliru", "Konsep")
    assert desk.snapshot() == before


def test_paraf_and_print_alone_prove_nothing(desk: MemoryHost, now: datetime) -> None:
    step(desk, now, DIPARAF)
    step(desk, now, DICETAK)
    assert not read_evidence(desk.snapshot()).is_signed(ONE)


def test_a_signed_letter_is_not_initialled_again(desk: MemoryHost, now: datetime, tmp_path: Path) -> None:
    signed(desk, now, tmp_path)
    with pytest.raises(InputError) as refusal:
        step(desk, now, DIPARAF)
    assert refusal.value.kode == "keadaan-surat-keliru"


def test_a_letter_that_came_in_has_no_such_state(desk: MemoryHost, now: datetime) -> None:
    register_in(desk, now, Deed("K"), jenis="permintaan", tanggal=now.date(), dari="Biro")
    with pytest.raises(InputError) as refusal:
        advance_letter(desk, now, "SR-2026-0002", DIPARAF, Deed("K"))
    assert refusal.value.kode == "surat-masuk-tanpa-keadaan"


def test_the_command_line_says_the_new_state(
    rekap: Path, knowledge: Knowledge, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    host = FileHost(rekap, knowledge.dictionary)
    host.apply([AppendRows("tblPejabat", [{"kode": "K", "nama": "Contoh", "peran": "Ketua PPID"}])])
    register_out(host, now, Deed("K"), jenis="nota-dinas", tanggal=now.date(), nomor="7/2026")
    words = ["agenda", str(rekap), "--paraf", SURAT, "--tanggal", "2026-11-21"]
    assert main(words) == 2
    assert "--oleh" in capsys.readouterr().err
    assert main([*words, "--oleh", "K"]) == 0
    assert "SR-2026-0001: Diparaf (LK-2026-0002)." in capsys.readouterr().out
    assert main(["agenda", str(rekap), "--kirim", SURAT, "--oleh", "K", "--tanggal", "2026-11-21"]) == 2
