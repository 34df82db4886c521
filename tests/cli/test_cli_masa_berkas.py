"""Buka, perpanjang and berkas from the terminal, on a workbook on disk."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from docx import Document

from ppid_xl.cli import main
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetName, Value
from ppid_xl.workflow.ground.knowledge import Knowledge

DAY = ("--tanggal", "2026-11-21")
ONE, TWO = "INF-2026-0001", "INF-2026-0002"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def buku(rekap: Path, knowledge: Knowledge) -> Path:
    rows: list[dict[str, Value]] = [
        {"id": f"INF-2026-000{n}", "judul_informasi": f"Kertas kerja audit {n}", "unit_penguasa": "Inspektorat",
         "klasifikasi": "Dikecualikan", "dasar_hukum": "Pasal 17 huruf i UU 14/2008",
         "bagian_yang_ditutup": "Seluruh dokumen", "jangka_waktu": "sampai 31 Desember 2027",
         "konsekuensi_bila_dibuka": "Mengurangi kebebasan dan kejujuran dalam pengajuan usul.",
         "manfaat_bila_ditutup": "Proses audit berjalan tanpa tekanan dari luar."}
        for n in (1, 2)
    ]  # fmt: skip
    officers: list[dict[str, Value]] = [
        {"kode": "K", "nama": "Contoh Satu", "jabatan": "Sekretaris", "peran": "Ketua PPID"},
        {"kode": "PIM", "nama": "Contoh Dua", "jabatan": "Kepala Dinas", "peran": "Pimpinan Badan Publik"},
    ]
    FileHost(rekap, knowledge.dictionary).apply(
        [
            AppendRows("tblRekap", rows),
            AppendRows("tblPejabat", officers),
            SetName("NamaPemerintah", "PEMERINTAH X"),
            SetName("Tempat", "Pontianak"),
        ]
    )
    return rekap


def run(capsys: Capture, *words: object) -> tuple[int, str]:
    capsys.readouterr()
    code = main([str(word) for word in (*words, *DAY)])
    told = capsys.readouterr()
    return code, told.out + told.err


def test_buka_is_refused_without_the_approval_its_sop_quotes_and_recorded_with_it(
    buku: Path, capsys: Capture
) -> None:
    before = buku.read_bytes()
    code, told = run(capsys, "buka", buku, "--id", ONE, "--oleh", "K")
    assert code == 2
    assert "dengan persetujuan pimpinan badan publik" in told
    assert buku.read_bytes() == before
    code, told = run(capsys, "buka", buku, "--id", ONE, "--oleh", "K", "--bukti", "persetujuan.pdf")
    assert (code, buku.read_bytes()) == (2, before)
    assert "persetujuan.pdf" in told
    (buku.parent / "persetujuan.pdf").write_bytes(b"isi rekaan")
    code, told = run(capsys, "buka", buku, "--id", ONE, "--oleh", "K", "--bukti", "persetujuan.pdf")
    assert (code, told.splitlines()[0]) == (0, "LK-2026-0001: 1 informasi dibuka, sekarang Setiap Saat.")


def test_perpanjang_waits_for_a_new_test(buku: Path, capsys: Capture) -> None:
    (buku.parent / "sk.pdf").write_bytes(b"isi rekaan")
    words = ("perpanjang", buku, "--id", ONE, "--oleh", "K", "--jangka", "2 tahun", "--bukti", "sk.pdf")
    code, told = run(capsys, *words)
    assert code == 2
    assert "PerKI 1/2021 Pasal 53" in told
    assert run(capsys, "uji", buku, "--id", ONE, "--oleh", "K", "--hasil", "Ditutup")[0] == 0
    code, told = run(capsys, *words)
    assert code == 0
    assert f"{ONE} sampai 31/12/2029" in told


def test_words_too_long_for_their_column_end_in_an_ellipsis(
    buku: Path, capsys: Capture, knowledge: Knowledge
) -> None:
    period = "Dibuka setelah ada keputusan tetap dari pimpinan kantor"
    row: dict[str, Value] = {"id": "INF-2026-0003", "klasifikasi": "Dikecualikan", "jangka_waktu": period}
    FileHost(buku, knowledge.dictionary).apply([AppendRows("tblRekap", [row])])
    assert "  Dibuka setelah ada keputusan tetap dari pim…   " in run(capsys, "pantau", buku)[1]


def test_pantau_names_what_to_do_and_takes_the_days(buku: Path, capsys: Capture) -> None:
    assert "Berakhir dalam 500 hari (2)" in run(capsys, "pantau", buku, "--hari", "500")[1]
    assert "Berjalan (2)" in run(capsys, "pantau", buku)[1]


def test_the_tanda_terima_holds_the_digest_that_the_workbook_does_not(
    buku: Path, capsys: Capture, knowledge: Knowledge
) -> None:
    file = buku.parent / "kka.pdf"
    file.write_bytes(b"rahasia")
    sidik = hashlib.sha256(b"rahasia").hexdigest()
    code, told = run(
        capsys, "berkas", "masuk", buku, file, "--id", ONE, "--oleh", "K", "--dari", "Inspektorat"
    )
    assert code == 0
    assert sidik in told
    receipt = Document(str(buku.parent / "dokumen" / "tanda-terima.docx"))
    cells = "".join(c.text for table in receipt.tables for row in table.rows for c in row.cells)
    assert sidik in cells
    book = FileHost(buku, knowledge.dictionary).snapshot()
    assert sidik not in str([table.rows for table in book.tables.values()])


def test_berkas_periksa_leaves_with_one_when_a_file_is_gone(buku: Path, capsys: Capture) -> None:
    file = buku.parent / "kka.pdf"
    file.write_bytes(b"isi")
    run(capsys, "berkas", "masuk", buku, file, "--id", ONE, "--oleh", "K", "--dari", "Inspektorat")
    assert run(capsys, "berkas", "periksa", buku)[0] == 0
    file.unlink()
    code, told = run(capsys, "berkas", "periksa", buku, "--json")
    assert code == 1
    states = {(one["id"], one["keadaan"]) for one in json.loads(told)}
    assert (ONE, "berkas tidak ditemukan") in states
    assert (TWO, "lembar uji belum diterima") in states


def test_berkas_label_makes_the_labels_asked_for(buku: Path, capsys: Capture) -> None:
    assert run(capsys, "berkas", "label", buku)[0] == 2
    code, told = run(capsys, "berkas", "label", buku, "--id", TWO)
    assert code == 0
    assert "Kertas kerja audit 2" in told
    assert (buku.parent / "dokumen" / "label-arsip.docx").is_file()
