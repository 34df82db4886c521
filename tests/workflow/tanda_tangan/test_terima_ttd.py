"""Terima tanda tangan: the file is kept, and what counts is the statement of the officer who looked."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from contoh_gambar import tiny_png
from contoh_pdf import plain_pdf
from kantor import ONE, office

from ppid_xl.cli import main
from ppid_xl.errors import InputError, PpidXlError
from ppid_xl.evidence import read_evidence
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import AppendRows, SetColumn
from ppid_xl.workflow.agenda.agenda import cancel, register_out
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.proses.persetujuan import DISETUJUI, decide
from ppid_xl.workflow.tanda_tangan.terima_ttd import Filed, Signed, terima_ttd

pytestmark = pytest.mark.lama

SURAT = "SR-2026-0001"


@pytest.fixture
def desk(knowledge: Knowledge, now: datetime) -> MemoryHost:
    host = office(knowledge, "bkd-kalteng-2025", {"A": "Atasan PPID"})
    register_out(host, now, Deed("A", ids=[ONE]), jenis="penetapan", tanggal=now.date(), nomor="7/2026")
    return host


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "Scan 0017 final FIX.pdf"
    path.write_bytes(plain_pdf(3))
    return path


def filed(host: MemoryHost, now: datetime, scan: Path, signed: Signed | None = None) -> Filed:
    signed = signed or Signed("basah", pembawa="Sdr. Contoh")
    deed = Deed("A", catatan="asli di map 3")
    return terima_ttd(host, now, scan, SURAT, signed, deed, folder=scan.parent)


def refused(host: MemoryHost, now: datetime, scan: Path, signed: Signed | None = None) -> str:
    before = host.snapshot()
    with pytest.raises(PpidXlError) as refusal:
        filed(host, now, scan, signed)
    assert host.snapshot() == before
    assert not (scan.parent / "naskah").exists() or not list((scan.parent / "naskah").iterdir())
    return refusal.value.kode


def test_the_copy_has_the_neutral_name_of_its_letter(
    desk: MemoryHost, now: datetime, scan: Path, tmp_path: Path
) -> None:
    done = filed(desk, now, scan)
    assert (done.path, done.halaman, done.ids) == (tmp_path / "naskah" / "SR-2026-0001.pdf", 3, (ONE,))
    assert done.path.read_bytes() == scan.read_bytes()
    (row,) = desk.snapshot().rows("tblAgenda")
    assert (row.text("keadaan_tanda_tangan"), row.text("berkas"), row.text("sidik")) == (
        "Ditandatangani (basah)", "naskah/SR-2026-0001.pdf", done.sidik,
    )  # fmt: skip


def test_the_act_is_a_statement_by_an_officer(desk: MemoryHost, now: datetime, scan: Path) -> None:
    filed(desk, now, scan)
    act = desk.snapshot().rows("tblLangkah")[-1]
    assert (act.text("oleh"), act.text("sebagai"), act.text("keputusan"), act.text("bukti")) == (
        "A", "Atasan PPID", "Ditandatangani", "naskah/SR-2026-0001.pdf",
    )  # fmt: skip
    assert act.text("catatan") == (
        "Menyatakan tanda tangan ada: tanda tangan basah, 3 halaman, dibawa Sdr. Contoh.\nasli di map 3"
    )
    assert read_evidence(desk.snapshot()).is_signed(ONE, ["penetapan"])


def test_a_file_of_that_name_is_never_overwritten(
    desk: MemoryHost, now: datetime, scan: Path, tmp_path: Path
) -> None:
    (tmp_path / "naskah").mkdir()
    (tmp_path / "naskah" / "SR-2026-0001.pdf").write_bytes(b"lain")
    assert filed(desk, now, scan).path.name == "SR-2026-0001-2.pdf"
    assert (tmp_path / "naskah" / "SR-2026-0001.pdf").read_bytes() == b"lain"


def test_what_cannot_be_signed_is_refused_before_anything_is_written(
    desk: MemoryHost, now: datetime, scan: Path
) -> None:
    assert refused(desk, now, scan, Signed("basah", nomor="8/2026")) == "nomor-surat-berbeda"
    cancel(desk, now, SURAT, Deed("A", catatan="x"))
    assert refused(desk, now, scan) == "surat-dibatalkan"


def test_an_image_of_a_srikandi_letter_is_taken_with_a_note(
    desk: MemoryHost, now: datetime, scan: Path
) -> None:
    assert not any("sertifikat" in note for note in filed(desk, now, scan, Signed("srikandi")).notes)
    image = scan.with_name("ttd.png")
    image.write_bytes(tiny_png())
    register_out(desk, now, Deed("A"), jenis="penetapan", tanggal=now.date(), nomor="8/2026")
    folder = scan.parent
    done = terima_ttd(desk, now, image, "SR-2026-0002", Signed("srikandi"), Deed("A"), folder=folder)
    assert "sertifikat" in done.notes[-1]


def test_a_signed_letter_is_neither_signed_again_nor_cancelled(
    desk: MemoryHost, now: datetime, scan: Path
) -> None:
    filed(desk, now, scan)
    for again in (
        lambda: filed(desk, now, scan),
        lambda: cancel(desk, now, SURAT, Deed("A", catatan="x")),
    ):
        with pytest.raises(InputError) as refusal:
            again()
        assert refusal.value.kode == "surat-sudah-sah"


def test_the_number_that_srikandi_gave_is_asked_for_once(
    knowledge: Knowledge, now: datetime, scan: Path
) -> None:
    host = office(knowledge, "bkd-kalteng-2025", {"A": "Atasan PPID"}, ModeNomorSurat="srikandi")
    register_out(host, now, Deed("A", ids=[ONE]), jenis="penetapan", tanggal=now.date())
    assert refused(host, now, scan, Signed("srikandi")) == "nomor-surat-menyusul"
    filed(host, now, scan, Signed("srikandi", nomor="B/9/2026", tanggal=date(2026, 11, 20)))
    (row,) = host.snapshot().rows("tblAgenda")
    assert (row.text("nomor"), row["tanggal"], row.text("keadaan_tanda_tangan")) == (
        "B/9/2026", date(2026, 11, 20), "Ditandatangani (elektronik, belum diverifikasi)",
    )  # fmt: skip


@pytest.fixture
def on_disk(rekap: Path, knowledge: Knowledge, now: datetime) -> Path:
    host = FileHost(rekap, knowledge.dictionary)
    host.apply([AppendRows("tblPejabat", [{"kode": "P", "nama": "Contoh", "peran": "Ketua PPID"}])])
    register_out(host, now, Deed("P"), jenis="nota-dinas", tanggal=now.date(), nomor="7/2026")
    return rekap


def typed(*words: object) -> int:
    return main(["terima-ttd", *map(str, words), "--surat", SURAT, "--cara", "basah", "--oleh", "P"])


def test_the_workbook_beside_the_scan_is_found(
    on_disk: Path, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = on_disk.parent / "lain"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert typed(scan) == 0
    assert (on_disk.parent / "naskah" / "SR-2026-0001.pdf").is_file()


def test_of_two_workbooks_one_must_be_named(
    on_disk: Path, scan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(on_disk, on_disk.with_name("kedua.xlsx"))
    monkeypatch.chdir(on_disk.parent)
    assert typed(scan) == 2
    assert "kedua.xlsx, rekap.xlsx" in capsys.readouterr().err
    assert typed(on_disk, scan) == 0


def test_an_open_workbook_leaves_no_copy_behind(on_disk: Path, scan: Path) -> None:
    lock = on_disk.with_name(f"~${on_disk.name}")
    lock.write_bytes(b"\x04Siti")
    assert typed(on_disk, scan) == 5
    assert not list((on_disk.parent / "naskah").iterdir())
    lock.unlink()
    assert typed(on_disk, scan) == 0


def test_the_agenda_is_kept_from_the_command_line(
    on_disk: Path, scan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan.write_bytes(plain_pdf(1))
    came = "--masuk --jenis permintaan --nomor 12/B --tanggal-surat 2026-11-20 --dari Biro --perihal Data"
    assert main(["agenda", str(on_disk), *came.split(), "--berkas", str(scan)]) == 0
    assert main(["agenda", str(on_disk), "--batal", SURAT, "--catatan", "salah tujuan"]) == 0
    capsys.readouterr()
    assert main(["agenda", str(on_disk)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["SR-2026-0001", "SR-2026-0002"]
    assert "Dibatalkan" in lines[0]
    assert "12/B" in lines[1]
    assert main(["agenda", str(on_disk), "--masuk", "--jenis", "permintaan"]) == 2
    assert "--nomor, --tanggal-surat, --dari, --perihal" in capsys.readouterr().err


def test_an_officer_out_of_office_cannot_state_that_a_letter_is_signed(
    desk: MemoryHost, now: datetime, scan: Path
) -> None:
    number = desk.snapshot().rows("tblPejabat")[0].number
    desk.apply([SetColumn("tblPejabat", "selesai", {number: date(2026, 11, 20)})])
    assert refused(desk, now, scan) == "pejabat-tidak-menjabat"


def test_a_letter_of_a_day_to_come_is_not_signed_yet(desk: MemoryHost, now: datetime, scan: Path) -> None:
    signed = Signed("basah", tanggal=date(2026, 11, 22))
    assert refused(desk, now, scan, signed) == "tanggal-surat-mendatang"
    assert refused(desk, now.replace(day=20), scan) == "tanggal-surat-mendatang"


def test_a_letter_older_than_its_approval_is_taken_with_a_note(
    knowledge: Knowledge, now: datetime, scan: Path
) -> None:
    host = office(knowledge, "diskominfo-kaltara-2017", {"A": "Atasan PPID"})
    decide(host, knowledge, now, DISETUJUI, Deed("A", ids=[ONE]))
    register_out(
        host, now, Deed("A", ids=[ONE]), jenis="penetapan", tanggal=date(2026, 11, 20), nomor="7/2026"
    )
    note = filed(host, now, scan).notes[-1]
    assert "20/11/2026, sebelum persetujuannya (LK-2026-0001): INF-2026-0001" in note


def test_eight_bytes_are_no_picture(desk: MemoryHost, now: datetime, scan: Path) -> None:
    scan.write_bytes(tiny_png()[:8])
    assert refused(desk, now, scan) == "berkas-tanda-tangan-rusak"
