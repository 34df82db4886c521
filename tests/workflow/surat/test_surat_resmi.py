"""Surat resmi: number, document and agenda line together, or none of them."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from contoh_gambar import tiny_png
from kantor import ONE

from ppid_xl.cli import main
from ppid_xl.errors import HostError, InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import SetColumn, SetName
from ppid_xl.surat.konteks import Surat
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.proses.persetujuan import DISETUJUI, decide
from ppid_xl.workflow.proses.uji import Answers, uji
from ppid_xl.workflow.surat.dokumen import surat
from ppid_xl.workflow.surat.surat_resmi import Issued, surat_resmi


def issued(
    host: FileHost, knowledge: Knowledge, now: datetime, kind: str = "nota-dinas", nomor: str = ""
) -> Issued:
    folder = host.path.parent
    kepala = Surat(nomor=nomor, tanggal=date(2026, 11, 20) if nomor else None)
    return surat_resmi(
        host, kind, knowledge, now, folder / "dokumen", Deed("K"), workbook_folder=folder, kepala=kepala
    )


def words_in(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return parts.read("word/document.xml").decode()


def plain_words(path: Path) -> str:
    return re.sub(r"<[^>]+>", "", words_in(path))


def test_the_letter_has_its_number_and_no_konsep(desk: FileHost, knowledge: Knowledge, now: datetime) -> None:
    done = issued(desk, knowledge, now, nomor="800/7/SEKRE/2026")
    assert done.made.path is not None
    assert done.made.path.name == "SR-2026-0001-nota-dinas.docx"
    assert "800/7/SEKRE/2026" in plain_words(done.made.path)
    assert "20 November 2026" in plain_words(done.made.path)
    with zipfile.ZipFile(done.made.path) as parts:
        texts = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]
    assert not any("KONSEP" in text for text in texts)


def test_the_agenda_holds_the_digest_of_the_file(desk: FileHost, knowledge: Knowledge, now: datetime) -> None:
    from hashlib import sha256

    done = issued(desk, knowledge, now, nomor="7/2026")
    (row,) = desk.snapshot().rows("tblAgenda")
    assert done.made.path is not None
    assert row.text("berkas") == "dokumen/SR-2026-0001-nota-dinas.docx"
    assert sha256(done.made.path.read_bytes()).hexdigest().startswith(row.text("sidik"))
    (act,) = desk.snapshot().rows("tblLangkah")
    assert (act.text("id_surat"), act.text("id_informasi")) == ("SR-2026-0001", "INF-2026-0001..0002")


def test_srikandi_variables_stay_byte_for_byte_and_in_one_piece(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    desk.apply([SetName("ModeNomorSurat", "nota-dinas=srikandi")])
    done = issued(desk, knowledge, now)
    assert done.made.path is not None
    text = words_in(done.made.path)
    for variable in ("${nomor_naskah}", "${tanggal_naskah}", "${ttd_pengirim}"):
        assert variable in text
    (row,) = desk.snapshot().rows("tblAgenda")
    assert (row["nomor"], row.text("keadaan_tanda_tangan")) == (None, "Dicetak (nomor menyusul)")


def test_a_refused_letter_takes_no_number(desk: FileHost, knowledge: Knowledge, now: datetime) -> None:
    desk.apply([SetName("ModeNomorSurat", "otomatis"), SetName("PolaNomorSurat", "800/{urut}/SEKRE/{tahun}")])
    number = desk.snapshot().rows("tblRekap")[0].number
    desk.apply([SetColumn("tblRekap", "manfaat_bila_ditutup", {number: None})])
    stopped = issued(desk, knowledge, now)
    assert (stopped.entered, stopped.made.path) == (None, None)
    assert [finding.id for finding in stopped.made.blocking] == [ONE]
    desk.apply([SetColumn("tblRekap", "manfaat_bila_ditutup", {number: "Proses audit berjalan tenang."})])
    with pytest.raises(InputError) as refusal:
        issued(desk, knowledge, now, kind="penetapan")
    assert refusal.value.kode == "belum-disetujui"
    made = issued(desk, knowledge, now)
    assert made.entered is not None
    assert (made.entered.id_surat, made.entered.nomor) == ("SR-2026-0001", "800/1/SEKRE/2026")


def test_no_document_stays_when_the_workbook_is_open(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    lock = desk.path.with_name(f"~${desk.path.name}")
    lock.write_bytes(b"\x04Siti")
    before = desk.path.read_bytes()
    with pytest.raises(HostError):
        issued(desk, knowledge, now, nomor="7/2026")
    assert desk.path.read_bytes() == before
    assert not list((desk.path.parent / "dokumen").iterdir())
    assert not list(desk.path.parent.glob(".surat-*"))
    lock.unlink()
    assert issued(desk, knowledge, now, nomor="7/2026").entered is not None


def test_a_row_changed_after_its_test_gets_no_official_letter(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    meeting = Deed("K", now, ids=[ONE], tempat="Ruang Rapat", peserta="K; P")
    uji(desk, knowledge, now, meeting, Answers(hasil="Ditutup", pertimbangan="Sudah ditimbang."))
    number = desk.snapshot().rows("tblRekap")[0].number
    desk.apply([SetColumn("tblRekap", "jangka_waktu", {number: "4 tahun"})])
    with pytest.raises(InputError) as refusal:
        issued(desk, knowledge, now, nomor="7/2026")
    assert (refusal.value.kode, refusal.value.fakta["id"]) == ("berubah-sesudah-uji", ONE)
    assert not desk.snapshot().rows("tblAgenda")


def test_a_document_that_is_no_letter_has_no_number(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    from ppid_xl.workflow.tanda_tangan.terima_ttd import Signed, terima_ttd

    done = issued(desk, knowledge, now, kind="daftar-hadir")
    assert done.entered is not None
    assert done.entered.nomor == ""
    scan = desk.path.with_name("hadir.png")
    scan.write_bytes(tiny_png())
    filed = terima_ttd(desk, now, scan, "SR-2026-0001", Signed("basah"), Deed("K"), folder=desk.path.parent)
    assert filed.halaman == 1


def test_the_command_line_needs_to_know_by_whom(desk: FileHost, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "surat",
        str(desk.path),
        "nota-dinas",
        "--resmi",
        "--nomor",
        "7/2026",
        "--tanggal",
        "2026-11-21",
    ]
    assert main(words) == 2
    assert "--oleh" in capsys.readouterr().err
    assert main([*words, "--oleh", "K"]) == 0
    assert "SR-2026-0001, nomor 7/2026, tercatat di Agenda Surat (LK-2026-0001)." in capsys.readouterr().out


def test_a_letter_of_a_day_to_come_is_refused(desk: FileHost, knowledge: Knowledge, now: datetime) -> None:
    with pytest.raises(InputError) as refusal:
        issued(desk, knowledge, now.replace(day=19), nomor="7/2026")
    assert (refusal.value.kode, refusal.value.fakta["tanggal"]) == ("tanggal-surat-mendatang", "20/11/2026")
    assert not desk.snapshot().rows("tblAgenda")
    assert not (desk.path.parent / "dokumen").exists()


def test_a_letter_older_than_the_approval_it_is_about_is_refused(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    decide(desk, knowledge, now, DISETUJUI, Deed("K", now, ids=[ONE, "INF-2026-0002"]))
    with pytest.raises(InputError) as refusal:
        issued(desk, knowledge, now, kind="penetapan", nomor="7/2026")
    assert refusal.value.kode == "surat-mendahului-persetujuan"
    assert refusal.value.fakta["disetujui"] == "21/11/2026, LK-2026-0001"
    assert len(desk.snapshot().rows("tblLangkah")) == 1
    assert issued(desk, knowledge, now, nomor="7/2026").entered is not None


def test_an_official_letter_needs_an_officer_in_office_that_day_and_a_draft_does_not(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    numbers = [row.number for row in desk.snapshot().rows("tblPejabat")]
    desk.apply([SetColumn("tblPejabat", "mulai", dict.fromkeys(numbers, date(2026, 11, 21)))])
    with pytest.raises(InputError) as refusal:
        issued(desk, knowledge, now, nomor="7/2026")
    assert (refusal.value.kode, refusal.value.fakta["tanggal"]) == ("surat-tanpa-pejabat", "20/11/2026")
    folder, kepala = desk.path.parent, Surat(tanggal=date(2026, 11, 20))
    draft = surat(
        desk.snapshot(),
        "nota-dinas",
        knowledge,
        now,
        folder / "dokumen",
        workbook_folder=folder,
        kepala=kepala,
    )
    assert any("yang menjabat pada 20 November 2026" in note for note in draft.notes)
