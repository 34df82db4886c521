"""What was named as evidence is looked at again: a letter proves once it is signed, a file while it is as it was."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from contoh_pdf import plain_pdf
from kantor import GOOD, ONE

from ppid_xl.bawaan import data_path
from ppid_xl.cli import main
from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, Finding, SetColumn, Value
from ppid_xl.workflow.agenda.agenda import register_in, register_out
from ppid_xl.workflow.berkas.berkas_bukti import KUTIPAN
from ppid_xl.workflow.berkas.rujukan_bukti import checked_bukti
from ppid_xl.workflow.bukti.bukti import Proof, bukti
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.status import status_of
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.masa.buka import buka
from ppid_xl.workflow.masa.perpanjang import Extension, perpanjang
from ppid_xl.workflow.periksa.periksa import periksa
from ppid_xl.workflow.proses.persetujuan import DISETUJUI, decide
from ppid_xl.workflow.proses.uji import Answers, uji
from ppid_xl.workflow.tanda_tangan.terima_ttd import Signed, terima_ttd
from ppid_xl.workflow.terbit.terbit import cases_of

pytestmark = pytest.mark.lama

SR = "SR-2026-0001"
OFFICERS: list[dict[str, Value]] = [
    {"kode": "KETUA", "nama": "Contoh Satu", "peran": "Ketua PPID"},
    {"kode": "ATASAN", "nama": "Contoh Dua", "peran": "Atasan PPID"},
]
CLOSED = Answers(hasil="Ditutup", pertimbangan="Cukup ringkasannya")


@pytest.fixture
def desk(host: FileHost, knowledge: Knowledge, now: datetime) -> FileHost:
    """Return a workbook on disk with one tested row and one letter of ours that waits to be signed."""
    host.apply([AppendRows("tblRekap", [GOOD]), AppendRows("tblPejabat", OFFICERS)])
    uji(host, knowledge, now, Deed("KETUA", now, ids=[ONE], tempat="Ruang", peserta="A; B"), CLOSED)
    register_out(host, now, Deed("KETUA"), jenis="persetujuan", tanggal=now.date(), nomor="7/2026")
    return host


def sign(host: FileHost, now: datetime) -> Path:
    scan = host.path.parent / "scan.pdf"
    scan.write_bytes(plain_pdf(1))
    return terima_ttd(host, now, scan, SR, Signed("basah"), Deed("KETUA"), folder=host.path.parent).path


def proof(host: FileHost, knowledge: Knowledge, now: datetime) -> Proof:
    return bukti(host.snapshot(), ONE, knowledge, now, workbook=host.path, arsip=host.path.parent / "arsip")


def told(host: FileHost, knowledge: Knowledge, now: datetime, *codes: str) -> list[Finding]:
    found = periksa(host, knowledge, now, folder=host.path.parent).findings
    return [f for f in found if f.aturan.removeprefix("ppid-xl/") in codes]


def status(host: FileHost, knowledge: Knowledge, now: datetime) -> str:
    (case,) = cases_of(host.snapshot(), knowledge, now)
    return status_of(case, case.context.evidence, knowledge.sop("disperindag-kalbar-2020", None))


# ---- a letter named as evidence


def test_an_approval_by_a_letter_is_proved_when_the_letter_came_back_signed(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    done = decide(desk, knowledge, now, DISETUJUI, Deed("KETUA", ids=[ONE], bukti=SR))
    assert any(SR in note and "belum bertanda tangan" in note for note in done.notes)
    assert [f.id for f in told(desk, knowledge, now, "bukti-menyusul")] == [done.id_langkah]
    assert "surat bertanda tangan atas persetujuan itu" in proof(desk, knowledge, now).kurang
    assert status(desk, knowledge, now) == "Menunggu tanda tangan"
    sign(desk, now)
    assert told(desk, knowledge, now, "bukti-menyusul") == []
    assert "surat bertanda tangan atas persetujuan itu" not in proof(desk, knowledge, now).kurang
    assert status(desk, knowledge, now) != "Menunggu tanda tangan"


def test_a_letter_that_came_in_is_evidence_as_it_is(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    letter = register_in(desk, now, Deed("KETUA"), jenis="persetujuan", tanggal=now.date(), dari="Sekda")
    done = decide(desk, knowledge, now, DISETUJUI, Deed("KETUA", ids=[ONE], bukti=letter.id_surat))
    assert not any("belum bertanda tangan" in note for note in done.notes)
    assert told(desk, knowledge, now, "bukti-menyusul") == []


def test_an_unsigned_letter_opens_nothing(desk: FileHost, knowledge: Knowledge, now: datetime) -> None:
    uji(desk, knowledge, now, Deed("KETUA", now, ids=[ONE]), Answers(hasil="Dibuka", pertimbangan="Selesai"))
    with pytest.raises(InputError) as refusal:
        buka(desk, knowledge, now, Deed("KETUA", ids=[ONE], bukti=SR))
    assert refusal.value.kode == "buka-tanpa-persetujuan"
    sign(desk, now)
    assert buka(desk, knowledge, now, Deed("KETUA", ids=[ONE], bukti=SR)).id_langkah


def test_an_unsigned_letter_extends_nothing(desk: FileHost, knowledge: Knowledge, now: datetime) -> None:
    decide(desk, knowledge, now, DISETUJUI, Deed("KETUA", ids=[ONE], bukti="lama.pdf"))
    uji(desk, knowledge, now, Deed("KETUA", now, ids=[ONE]), CLOSED)
    longer = Extension("5 tahun")
    with pytest.raises(InputError) as refusal:
        perpanjang(desk, knowledge, now, Deed("KETUA", ids=[ONE], bukti=SR), longer)
    assert refusal.value.kode == "perpanjang-tanpa-persetujuan"
    sign(desk, now)
    assert perpanjang(desk, knowledge, now, Deed("KETUA", ids=[ONE], bukti=SR), longer).id_langkah


# ---- a file named as evidence


def approve_by_file(host: FileHost, knowledge: Knowledge, now: datetime) -> Path:
    paper = host.path.parent / "persetujuan.pdf"
    paper.write_bytes(b"isi rekaan")
    named = checked_bukti("persetujuan.pdf", host, (Path(), host.path.parent))
    decide(host, knowledge, now, DISETUJUI, Deed("KETUA", ids=[ONE], bukti=named))
    return paper


def test_a_file_as_it_was_lacks_nothing(desk: FileHost, knowledge: Knowledge, now: datetime) -> None:
    approve_by_file(desk, knowledge, now)
    assert told(desk, knowledge, now, "bukti-berkas-hilang", "bukti-berkas-berubah") == []
    assert not [words for words in proof(desk, knowledge, now).kurang if "persetujuan.pdf" in words]


def test_a_file_that_is_gone_is_a_warning_and_no_proof(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    approve_by_file(desk, knowledge, now).unlink()
    (found,) = told(desk, knowledge, now, "bukti-berkas-hilang", "bukti-berkas-berubah")
    assert (found.tingkat, found.aturan, found.lembar) == (
        "peringatan", "ppid-xl/bukti-berkas-hilang", "Langkah SOP",
    )  # fmt: skip
    assert any(
        "persetujuan.pdf" in words and "tidak ada" in words for words in proof(desk, knowledge, now).kurang
    )


def test_a_file_that_is_not_as_it_was_is_an_alarm(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    approve_by_file(desk, knowledge, now).write_bytes(b"isi lain")
    (found,) = told(desk, knowledge, now, "bukti-berkas-hilang", "bukti-berkas-berubah")
    assert (found.tingkat, found.aturan) == ("galat", "ppid-xl/bukti-berkas-berubah")
    assert found.kutipan == KUTIPAN
    assert any(
        "persetujuan.pdf" in words and "berubah" in words for words in proof(desk, knowledge, now).kurang
    )


def test_a_signed_letter_written_over_is_an_alarm_at_its_line_in_the_agenda(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    decide(desk, knowledge, now, DISETUJUI, Deed("KETUA", ids=[ONE], bukti=SR, id_surat=SR))
    sign(desk, now).write_bytes(plain_pdf(2))
    (found,) = told(desk, knowledge, now, "bukti-berkas-berubah")
    assert (found.tingkat, found.lembar, found.id) == ("galat", "Agenda Surat", SR)
    assert any(SR in words for words in proof(desk, knowledge, now).kurang)


def test_a_letter_changed_before_it_is_signed_is_a_warning(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    draft = desk.path.parent / "naskah.docx"
    draft.write_bytes(b"isi")
    row = desk.snapshot().rows("tblAgenda")[0].number
    desk.apply([
        SetColumn("tblAgenda", "berkas", {row: "naskah.docx"}),
        SetColumn("tblAgenda", "sidik", {row: "0123456789abcdef"}),
    ])  # fmt: skip
    (found,) = told(desk, knowledge, now, "bukti-berkas-berubah")
    assert found.tingkat == "peringatan"


@pytest.mark.parametrize("blanked", ["berkas", "sidik"])
def test_a_letter_that_is_called_signed_and_names_no_file_proves_nothing(
    desk: FileHost, knowledge: Knowledge, now: datetime, blanked: str
) -> None:
    decide(desk, knowledge, now, DISETUJUI, Deed("ATASAN", ids=[ONE], bukti=SR))
    sign(desk, now)
    assert told(desk, knowledge, now, "surat-tanpa-berkas") == []
    (letter,) = desk.snapshot().rows("tblAgenda")
    desk.apply([SetColumn("tblAgenda", blanked, {letter.number: ""})])
    (found,) = told(desk, knowledge, now, "surat-tanpa-berkas")
    assert (found.id, found.tingkat, found.table) == (SR, "peringatan", "tblAgenda")
    assert not proof(desk, knowledge, now).holds


def test_words_without_a_digest_are_not_looked_for(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    decide(desk, knowledge, now, DISETUJUI, Deed("KETUA", ids=[ONE], bukti="disposisi lisan"))
    assert told(desk, knowledge, now, "bukti-berkas-hilang", "bukti-berkas-berubah") == []


def test_a_file_beside_where_one_types_is_kept_so_that_it_is_found_again(
    desk: FileHost, knowledge: Knowledge, now: datetime, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("meja")
    (elsewhere / "nota.pdf").write_bytes(b"isi")
    named = checked_bukti("nota.pdf", desk, (elsewhere, desk.path.parent))
    decide(desk, knowledge, now, DISETUJUI, Deed("KETUA", ids=[ONE], bukti=named))
    assert told(desk, knowledge, now, "bukti-berkas-hilang") == []


def test_the_button_tells_of_a_changed_file_and_its_exit_is_one(
    desk: FileHost, knowledge: Knowledge, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    approve_by_file(desk, knowledge, now).write_bytes(b"isi lain")
    assert main(["bukti", str(desk.path), ONE, "--tanggal", "2026-11-21"]) == 1
    assert "persetujuan.pdf" in capsys.readouterr().out


def test_the_quotation_stands_in_the_law() -> None:
    assert KUTIPAN in data_path("sumber", "uu-14-2008.txt").read_text(encoding="utf-8")
