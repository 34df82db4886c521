"""ppid terbit and ppid kirim at the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from kantor_arsip import CLOSED, OPEN, PPID

from ppid_xl.cli import main
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetColumn
from ppid_xl.workflow.knowledge import Knowledge

Capture = pytest.CaptureFixture[str]
DAY = ("--tanggal", "2026-11-21")


@pytest.fixture
def archived(host: FileHost) -> Path:
    host.apply([AppendRows("tblRekap", [CLOSED, OPEN]), AppendRows("tblPejabat", [PPID])])
    assert main(["arsip", "simpan", str(host.path), *DAY]) == 0
    return host.path


def test_lists_are_built_uploaded_by_hand_and_recorded(
    archived: Path, capsys: Capture, knowledge: Knowledge
) -> None:
    assert main(["terbit", str(archived), *DAY]) == 0
    assert str(archived.parent / "terbitan" / "daftar.html") in capsys.readouterr().out
    url = "https://ppid.contohprov.go.id/daftar.html"
    assert main(["terbit", str(archived), "--alamat", url, "--oleh", "PPID", "--tanggal", "2026-11-22"]) == 0
    assert "LK-2026-0001" in capsys.readouterr().out
    (act,) = FileHost(archived, knowledge.dictionary).snapshot().rows("tblLangkah")
    assert str(act["mulai"]).startswith("2026-11-22")


def test_who_uploaded_may_be_said_later(archived: Path, capsys: Capture) -> None:
    main(["terbit", str(archived), *DAY])
    assert main(["terbit", str(archived), "--alamat", "https://x.go.id/", *DAY]) == 0
    assert "--oleh" in capsys.readouterr().out


def test_findings_that_stop_it_are_shown_and_the_exit_code_is_1(archived: Path, capsys: Capture) -> None:
    assert main(["terbit", str(archived), "--tanggal", "2031-02-01"]) == 1
    said = capsys.readouterr().out
    assert "Tidak ada yang diterbitkan" in said
    assert "INF-2026-0001" in said
    assert not (archived.parent / "terbitan").exists()


def test_a_private_number_is_never_printed_whole(
    archived: Path, capsys: Capture, knowledge: Knowledge
) -> None:
    host = FileHost(archived, knowledge.dictionary)
    number = host.snapshot().rows("tblRekap")[1].number
    host.apply([SetColumn("tblRekap", "penanggung_jawab", {number: "Sekretaris 0812-3456-7890"})])
    assert main(["arsip", "simpan", str(archived), *DAY]) == 0
    assert main(["terbit", str(archived), *DAY]) == 1
    said = capsys.readouterr().out
    assert "••••-••••-••90" in said
    assert "3456" not in said


def test_without_an_archive_the_exit_code_is_7(rekap: Path, capsys: Capture) -> None:
    assert main(["terbit", str(rekap), *DAY]) == 7
    assert "arsip" in capsys.readouterr().err.lower()


def test_a_package_is_made_and_received(archived: Path, capsys: Capture) -> None:
    out = archived.parent / "paket"
    assert main(["kirim", str(archived), "--oleh", "PPID", "--keluar", str(out), *DAY]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["dip.csv", "dip.json", "dip.xlsx"]
    received = ["kirim", str(archived), "--terima", "--oleh", "PPID", "--bukti", "tanda-terima.pdf", *DAY]
    assert main(received) == 2
    (archived.parent / "tanda-terima.pdf").write_bytes(b"isi rekaan")
    assert main(received) == 0
    assert "atas LK-2026-0001" in capsys.readouterr().out


def test_building_the_lists_is_recorded_apart_from_putting_them_on_show(
    archived: Path, capsys: Capture, knowledge: Knowledge
) -> None:
    assert main(["terbit", str(archived), "--oleh", "PPID", *DAY]) == 0
    assert "LK-2026-0001: kegiatan 5" in capsys.readouterr().out
    (act,) = FileHost(archived, knowledge.dictionary).snapshot().rows("tblLangkah")
    assert act.text("bukti").startswith("terbitan/daftar.html · versi arsip 1 · sidik ")
    assert act.text("catatan").startswith("Dibuat; belum diunggah.")
