"""The archive at the terminal: damage is refused by name, and what staff should know is told."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import pytest

from ppid_xl.cli import _as_host_error, main
from ppid_xl.hosts.file import FileHost
from ppid_xl.messages import sentence
from ppid_xl.model import AppendRows, ReplaceRows, SetName
from ppid_xl.workflow.ground.knowledge import load_knowledge

pytestmark = pytest.mark.lama

Capture = pytest.CaptureFixture[str]
DAY = ["--tanggal", "2026-11-21"]


def make_book(path: Path, badan: str, *titles: str, first: int = 1) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    assert main(["buat", str(path), "--sop", "disperindag-kalbar-2020", "--instansi", badan, *DAY]) == 0
    fill(path, *titles, first=first)
    return path


def fill(path: Path, *titles: str, first: int = 1) -> None:
    rows = [{"id": f"INF-2026-{n:04d}", "judul_informasi": title} for n, title in enumerate(titles, first)]
    FileHost(path, load_knowledge().dictionary).apply([ReplaceRows("tblRekap", rows)])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make_book(tmp_path / "g.xlsx", "Dinas Uji", "Data gaji", "Rencana kerja")


def run(capsys: Capture, *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main([*words, *DAY])
    out = capsys.readouterr()
    assert "Traceback" not in out.err
    return code, out.out, out.err


def test_a_removed_object_is_not_saved_anew_as_the_first_version(book: Path, capsys: Capture) -> None:
    assert run(capsys, "arsip", "simpan", str(book), "--catatan", "Yang asli")[0] == 0
    shutil.rmtree(book.parent / "arsip/ocfl/buku-g")
    before = (book.parent / "arsip/log.jsonl").read_bytes()
    FileHost(book, load_knowledge().dictionary).apply([AppendRows("tblRekap", [{"judul_informasi": "Lain"}])])
    code, out, err = run(capsys, "arsip", "simpan", str(book), "--catatan", "Penggantinya")
    assert (code, out) == (7, "")
    assert "rusak" in err
    assert "buku-g" in err
    assert (book.parent / "arsip/log.jsonl").read_bytes() == before
    assert run(capsys, "arsip", "periksa", str(book))[0] == 7
    assert run(capsys, "arsip", "riwayat", str(book))[0] == 7


def test_a_broken_archive_is_never_called_unchanged(book: Path, capsys: Capture) -> None:
    run(capsys, "arsip", "simpan", str(book))
    log = book.parent / "arsip/log.jsonl"
    log.write_bytes(log.read_bytes().replace(b"Disimpan", b"Disimpen"))
    code, out, err = run(capsys, "arsip", "simpan", str(book))
    assert (code, out) == (7, "")
    assert "log.jsonl baris" in err or "log.jsonl: isi baris" in err


def test_the_history_of_a_damaged_archive_says_so(book: Path, capsys: Capture) -> None:
    run(capsys, "arsip", "simpan", str(book))
    log = book.parent / "arsip/log.jsonl"
    log.write_bytes(log.read_bytes().replace(b"Disimpan", b"Disimpen"))
    code, out, err = run(capsys, "arsip", "riwayat", str(book))
    assert code == 7
    assert "buku-g v1" in out
    assert "rusak" in err


def test_missing_content_leaves_a_restore_with_seven(book: Path, capsys: Capture) -> None:
    run(capsys, "arsip", "simpan", str(book))
    next((book.parent / "arsip/ocfl").rglob("*.xlsx")).unlink()
    code, _, err = run(capsys, "arsip", "pulihkan", str(book), "--keluar", str(book.parent / "hasil"))
    assert code == 7
    assert "g.xlsx" in err
    assert "No such file" not in err


@pytest.mark.parametrize("number", [errno.EIO, errno.EROFS, errno.EBUSY, errno.ENAMETOOLONG, 9999])
def test_what_the_system_says_is_told_in_indonesian(number: int) -> None:
    english = OSError(number, "Some English words", "buku.xlsx")
    assert "English" not in sentence(_as_host_error(english))


@pytest.mark.parametrize("words", [["periksa"], ["arsip", "simpan"], ["arsip", "riwayat"]])
def test_a_workbook_open_elsewhere_is_read_with_one_note(
    book: Path, capsys: Capture, words: list[str]
) -> None:
    run(capsys, "arsip", "simpan", str(book))
    book.with_name(f"~${book.name}").write_bytes(b"\x04Budi" + b" " * 160)
    _, _, err = run(capsys, *words, str(book))
    assert err.splitlines() == ["Catatan: g.xlsx sedang dibuka Budi; yang belum disimpan di sana tidak ikut."]


def test_the_note_of_an_open_workbook_stays_out_of_json(book: Path, capsys: Capture) -> None:
    book.with_name(f"~${book.name}").write_bytes(b"\x04Budi")
    _, out, err = run(capsys, "periksa", str(book), "--json")
    assert "temuan" in json.loads(out)
    assert "Budi" in err


def test_a_refused_write_to_an_open_workbook_is_one_sentence(book: Path, capsys: Capture) -> None:
    book.with_name(f"~${book.name}").write_bytes(b"\x04Budi")
    code, _, err = run(capsys, "periksa", str(book), "--tulis")
    assert code == 5
    assert len(err.splitlines()) == 1


def test_a_clock_that_went_back_needs_a_reason_and_is_noted(book: Path, capsys: Capture) -> None:
    run(capsys, "arsip", "simpan", str(book))
    fill(book, "Data gaji", "Rencana kerja", "Tambahan")
    capsys.readouterr()
    earlier = ["arsip", "simpan", str(book), "--tanggal", "2026-11-20"]
    assert main(earlier) == 7
    assert "--alasan-jam" in capsys.readouterr().err
    assert main([*earlier, "--alasan-jam", "Jam PC kemarin keliru"]) == 0
    assert "Periksa jam komputer" in capsys.readouterr().out
    assert run(capsys, "arsip", "periksa", str(book))[0] == 0


def share(book: Path, other: Path) -> list[str]:
    """Return the words that save the other workbook into the archive of the first."""
    return ["arsip", "simpan", str(other), "--arsip", str(book.parent / "arsip")]


def test_the_workbook_of_another_body_never_becomes_a_version_of_ours(book: Path, capsys: Capture) -> None:
    run(capsys, "arsip", "simpan", str(book))
    other = make_book(book.parent / "lain/G.xlsx", "Badan Lain", "Laporan kinerja", "Kertas kerja")
    code, out, err = run(capsys, *share(book, other))
    assert (code, out) == (7, "")
    assert "Dinas Uji" in err
    assert "Badan Lain" in err


def test_another_workbook_of_the_same_body_is_saved_with_a_note(book: Path, capsys: Capture) -> None:
    run(capsys, "arsip", "simpan", str(book))
    other = make_book(book.parent / "lain/g.xlsx", "Dinas Uji", "Laporan kinerja", "Kertas kerja")
    code, out, _ = run(capsys, *share(book, other))
    assert code == 0
    assert "nama berkas lain" in out


@pytest.mark.parametrize(
    ("badan", "titles"),
    [("Dinas Uji Baru", ["Data gaji", "Rencana kerja 2027"]), ("Dinas Uji Baru", []),
     ("Dinas Uji", ["Data gaji pegawai", "Rencana kerja"])],
)  # fmt: skip
def test_a_renamed_body_an_emptied_workbook_and_a_mended_title_are_no_other_workbook(
    book: Path, capsys: Capture, badan: str, titles: list[str]
) -> None:
    run(capsys, "arsip", "simpan", str(book))
    fill(book, *titles)
    FileHost(book, load_knowledge().dictionary).apply([SetName("NamaBadan", badan)])
    code, out, _ = run(capsys, "arsip", "simpan", str(book))
    assert code == 0
    assert "nama berkas lain" not in out


def heads(book: Path) -> list[str]:
    import hashlib

    lines = (book.parent / "arsip/log.jsonl").read_bytes().splitlines()
    return [hashlib.sha256(line).hexdigest() for line in lines]


def test_a_printed_code_is_recomputed(book: Path, capsys: Capture) -> None:
    run(capsys, "arsip", "simpan", str(book))
    code, out, _ = run(capsys, "arsip", "periksa", str(book), "--saksi", heads(book)[1].upper())
    assert code == 0
    assert "Saksi cocok: baris 2 log, simpan buku-g v1, 21 November 2026" in out
    assert "utuh" in out


def test_a_code_of_a_line_that_is_gone_is_a_broken_archive(book: Path, capsys: Capture) -> None:
    run(capsys, "arsip", "simpan", str(book))
    code, _, err = run(capsys, "arsip", "periksa", str(book), "--saksi", "ab12 " * 16)
    assert code == 7
    assert "terpotong" in err


def test_a_version_taken_out_is_in_the_log(book: Path, capsys: Capture) -> None:
    run(capsys, "arsip", "simpan", str(book))
    run(capsys, "arsip", "pulihkan", str(book), "--keluar", str(book.parent / "hasil"))
    last = json.loads((book.parent / "arsip/log.jsonl").read_bytes().splitlines()[-1])
    assert (last["tindakan"], last["objek"], last["versi"], last["folder"]) == (
        "keluar",
        "buku-g",
        "v1",
        "hasil",
    )
