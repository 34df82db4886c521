"""Bukti: an approval proves only while it stands: of the level the SOP asks, after the test, not returned since."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from contoh_pdf import plain_pdf
from kantor import ANSWERS, ONE, office

from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.workflow.agenda.agenda import register_out
from ppid_xl.workflow.bukti.bukti import bukti
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.masa.perpanjang import Extension, perpanjang
from ppid_xl.workflow.proses.persetujuan import DIAJUKAN, DIKEMBALIKAN, DISETUJUI, decide
from ppid_xl.workflow.proses.uji import Answers, uji
from ppid_xl.workflow.tanda_tangan.terima_ttd import Signed, terima_ttd

ROLES = {"U": "PPID Utama", "A": "Atasan PPID", "P": "Petugas PPID"}
OPENED = Answers(hasil="Dibuka", pertimbangan="Kepentingan umum lebih besar")


@pytest.fixture
def kaltara(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "diskominfo-kaltara-2017", ROLES)


def meet(host: MemoryHost, knowledge: Knowledge, now: datetime, answers: Answers = ANSWERS) -> None:
    uji(host, knowledge, now, Deed("U", now, ids=[ONE], tempat="Ruang Rapat", peserta="U; P"), answers)


def say(
    host: MemoryHost, knowledge: Knowledge, now: datetime, keputusan: str, kode: str, catatan: str = ""
) -> None:
    done = decide(host, knowledge, now, keputusan, Deed(kode, ids=[ONE], bukti="naskah.pdf", catatan=catatan))
    assert not done.blocking


def lacking(host: MemoryHost, knowledge: Knowledge, now: datetime, folder: Path) -> tuple[str, ...]:
    book = host.snapshot()
    return bukti(book, ONE, knowledge, now, workbook=folder / "rekap.xlsx", arsip=folder / "arsip").kurang


def test_a_line_that_both_levels_approved_lacks_nothing(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    meet(kaltara, knowledge, now)
    say(kaltara, knowledge, now, DISETUJUI, "U")
    say(kaltara, knowledge, now, DISETUJUI, "A")
    assert lacking(kaltara, knowledge, now, tmp_path) == ()


@pytest.mark.parametrize("kode", ["U", "P"])
def test_the_approval_of_another_than_the_highest_level_is_not_enough(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path, kode: str
) -> None:
    meet(kaltara, knowledge, now)
    say(kaltara, knowledge, now, DISETUJUI, kode)
    assert lacking(kaltara, knowledge, now, tmp_path) == (
        "persetujuan Atasan PPID (SOP diskominfo-kaltara-2017)",
    )


@pytest.mark.parametrize(
    ("later", "missing"),
    [
        (
            (DIKEMBALIKAN, "A", "Perbaiki konsekuensinya"),
            "persetujuan; dikembalikan kepada unit dengan LK-2026-0003",
        ),
        ((DIAJUKAN, "P"), "persetujuan atas pengajuan LK-2026-0003"),
    ],
    ids=["returned", "submitted again"],
)
def test_what_came_after_its_approval_waits_for_another(
    kaltara: MemoryHost,
    knowledge: Knowledge,
    now: datetime,
    tmp_path: Path,
    later: tuple[str, ...],
    missing: str,
) -> None:
    meet(kaltara, knowledge, now)
    say(kaltara, knowledge, now, DISETUJUI, "A")
    say(kaltara, knowledge, now, *later)
    assert lacking(kaltara, knowledge, now, tmp_path) == (missing,)


def test_another_test_asks_for_another_approval(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    meet(kaltara, knowledge, now)
    say(kaltara, knowledge, now, DISETUJUI, "A")
    meet(kaltara, knowledge, now)
    assert lacking(kaltara, knowledge, now, tmp_path) == ("persetujuan atas hasil UJI-2026-0002",)


def test_a_test_that_opens_is_no_proof_that_it_stays_closed(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    meet(kaltara, knowledge, now)
    say(kaltara, knowledge, now, DISETUJUI, "A")
    meet(kaltara, knowledge, now, OPENED)
    assert lacking(kaltara, knowledge, now, tmp_path) == (
        "tindakan Dibuka; hasil uji terakhirnya (UJI-2026-0002) Dibuka",
    )


def test_an_approval_of_a_day_before_the_test_approved_no_result(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    say(kaltara, knowledge, now - timedelta(days=3), DISETUJUI, "A")
    meet(kaltara, knowledge, now)
    assert lacking(kaltara, knowledge, now, tmp_path) == ("persetujuan atas hasil UJI-2026-0001",)


def extend(
    host: MemoryHost, knowledge: Knowledge, now: datetime, bukti: str, approval: str | None = None
) -> None:
    """Approve, test again, approve that if asked (with this proof), and extend."""
    meet(host, knowledge, now)
    decide(host, knowledge, now, DISETUJUI, Deed("A", ids=[ONE], bukti="lama.pdf" if approval == "" else ""))
    meet(host, knowledge, now)
    if approval is not None:
        decide(host, knowledge, now, DISETUJUI, Deed("A", ids=[ONE], bukti=approval))
    done = perpanjang(host, knowledge, now, Deed("A", ids=[ONE], bukti=bukti), Extension("2 tahun"))
    assert not done.blocking


@pytest.mark.parametrize(("bukti", "approval"), [("penetapan.pdf", None), ("", "penetapan.pdf")])
def test_the_signed_file_of_an_extension_or_of_its_approval_is_its_proof(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path, bukti: str, approval: str | None
) -> None:
    extend(kaltara, knowledge, now, bukti, approval)
    assert lacking(kaltara, knowledge, now, tmp_path) == ()


def test_the_proof_of_the_former_approval_is_none_of_the_extension(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    extend(kaltara, knowledge, now, bukti="", approval="")
    assert lacking(kaltara, knowledge, now, tmp_path) == ("surat bertanda tangan atas perpanjangan itu",)


def test_a_letter_named_by_an_extension_proves_it_once_it_is_signed(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    register_out(kaltara, now, Deed("A"), jenis="lain", tanggal=now.date(), nomor="1/2026")
    extend(kaltara, knowledge, now, bukti="SR-2026-0001", approval="")
    assert any("surat bertanda tangan" in words for words in lacking(kaltara, knowledge, now, tmp_path))
    (tmp_path / "s.pdf").write_bytes(plain_pdf(1))
    terima_ttd(kaltara, now, tmp_path / "s.pdf", "SR-2026-0001", Signed("basah"), Deed("A"), folder=tmp_path)
    assert lacking(kaltara, knowledge, now, tmp_path) == ()
