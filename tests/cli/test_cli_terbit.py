"""ppid terbit and ppid kirim at the terminal."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from kantor_arsip import CLOSED, OPEN, PPID

from ppid_xl.cli import main
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetColumn, Value
from ppid_xl.surat.pdf import NoConverter
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.surat.pdf import PdfWish
from ppid_xl.workflow.terbit.terbit import terbit

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


def approved(path: Path, knowledge: Knowledge) -> None:
    act: dict[str, Value] = {
        "id_langkah": "LK-2026-0001", "kegiatan": "Persetujuan", "id_informasi": "INF-2026-0001..0002",
        "oleh": "PPID", "sebagai": "Ketua PPID", "keputusan": "Disetujui", "bukti": "nota",
    }  # fmt: skip
    FileHost(path, knowledge.dictionary).apply([AppendRows("tblLangkah", [act])])
    assert main(["arsip", "simpan", str(path), *DAY]) == 0


@pytest.mark.program
def test_the_word_lists_are_published_as_pdf_too_when_asked(
    archived: Path, capsys: Capture, knowledge: Knowledge
) -> None:
    approved(archived, knowledge)
    assert main(["terbit", str(archived), "--pdf", *DAY]) == 0
    folder = archived.parent / "terbitan"
    words = sorted(path.stem for path in folder.glob("*.docx"))
    assert words
    assert sorted(path.stem for path in folder.glob("*.pdf")) == words
    assert all(path.read_bytes().startswith(b"%PDF") for path in folder.glob("*.pdf"))
    assert "daftar-dikecualikan.pdf" in capsys.readouterr().out
    assert b".pdf" in (folder / "terbitan.json").read_bytes()
    assert main(["terbit", str(archived), *DAY]) == 0
    assert list(folder.glob("*.pdf")) == []


def test_without_a_program_for_pdf_the_lists_are_built_and_it_is_told(
    archived: Path, knowledge: Knowledge, now: datetime
) -> None:
    approved(archived, knowledge)
    folder, host = archived.parent / "terbitan", FileHost(archived, knowledge.dictionary)
    done = terbit(
        archived, knowledge, now, arsip=archived.parent / "arsip", folder=folder, host=host,
        pdf=PdfWish(NoConverter()),
    )  # fmt: skip
    assert "daftar-dikecualikan.docx" in {path.name for path in done.files}
    assert not list(folder.glob("*.pdf"))
    assert any(note.startswith("daftar-dikecualikan.pdf tidak dibuat: ") for note in done.notes)
