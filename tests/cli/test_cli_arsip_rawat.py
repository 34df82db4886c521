"""Looking after the archive at the terminal: checks that leave a report, repair on request, a drill, a disposal."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from kantor_arsip import OPEN

from ppid_xl.cli import main
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, ReplaceRows
from ppid_xl.workflow.ground.knowledge import load_knowledge

pytestmark = pytest.mark.lama

Capture = pytest.CaptureFixture[str]
DAY = "2026-11-21"


def fill(path: Path, *titles: str) -> None:
    rows = [{"id": f"INF-2026-{n:04d}", "judul_informasi": title} for n, title in enumerate(titles, 1)]
    FileHost(path, load_knowledge().dictionary).apply([ReplaceRows("tblRekap", rows)])


@pytest.fixture
def book(tmp_path: Path, capsys: Capture) -> Path:
    """Return a workbook that was archived once."""
    path = tmp_path / "g.xlsx"
    main(["buat", str(path), "--sop", "disperindag-kalbar-2020", "--instansi", "Dinas Uji", "--tanggal", DAY])
    fill(path, "Data gaji", "Rencana kerja")
    officer = {"kode": "PPID", "nama": "Contoh Satu", "peran": "Ketua PPID"}
    FileHost(path, load_knowledge().dictionary).apply([AppendRows("tblPejabat", [officer])])
    run(capsys, DAY, "simpan", str(path))
    return path


def run(capsys: Capture, day: str, *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["arsip", *words, "--tanggal", day])
    out = capsys.readouterr()
    assert "Traceback" not in out.err
    return code, out.out, out.err


def state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def damage(book: Path) -> Path:
    path = next((book.parent / "arsip/ocfl").rglob("*.xlsx"))
    path.write_bytes(b"rusak")
    return path


def entries(book: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (book.parent / "arsip/log.jsonl").read_bytes().splitlines()]


def test_a_check_leaves_a_report_and_a_line_in_the_log(book: Path, capsys: Capture) -> None:
    code, out, _ = run(capsys, DAY, "periksa", str(book))
    assert code == 0
    assert "utuh" in out
    (report,) = (book.parent / "arsip/laporan").iterdir()
    assert f"Laporan: {report}" in out
    assert (entries(book)[-1]["tindakan"], entries(book)[-1]["hasil"]) == ("periksa", "utuh")


def test_a_check_that_finds_damage_is_recorded_as_such(book: Path, capsys: Capture) -> None:
    damage(book)
    assert run(capsys, DAY, "periksa", str(book))[0] == 7
    assert (entries(book)[-1]["tindakan"], entries(book)[-1]["hasil"]) == ("cacat", "1 cacat")


def test_a_save_within_a_week_checks_what_it_touched_only(book: Path, capsys: Capture) -> None:
    fill(book, "Data gaji", "Rencana kerja", "Tambahan")
    code, out, _ = run(capsys, "2026-11-28", "simpan", str(book))
    assert code == 0
    assert "Laporan" not in out
    assert not (book.parent / "arsip/laporan").exists()


def test_a_save_after_a_week_checks_everything_and_keeps_the_report(book: Path, capsys: Capture) -> None:
    fill(book, "Data gaji", "Rencana kerja", "Tambahan")
    code, out, _ = run(capsys, "2026-11-30", "simpan", str(book))
    assert code == 0
    assert "Seluruh arsip diperiksa dan utuh" in out
    fill(book, "Data gaji")
    _, out, _ = run(capsys, "2026-12-01", "simpan", str(book))
    assert "Laporan" not in out


def approve(book: Path, capsys: Capture, day: str) -> tuple[int, str]:
    """Let the officer approve a sound row, which the archive keeps with the act."""
    FileHost(book, load_knowledge().dictionary).apply(
        [ReplaceRows("tblRekap", [OPEN | {"id": "INF-2026-0001"}])]
    )
    capsys.readouterr()
    words = ["--id", "INF-2026-0001", "--oleh", "PPID", "--tanggal", day]
    code = main(["setujui", str(book), *words])
    return code, capsys.readouterr().out


def test_an_approval_after_a_week_checks_everything_as_a_save_does(book: Path, capsys: Capture) -> None:
    code, out = approve(book, capsys, "2026-11-30")
    assert code == 0
    assert "Seluruh arsip diperiksa dan utuh" in out
    assert entries(book)[-1]["tindakan"] == "periksa"
    assert "Laporan" not in approve(book, capsys, "2026-12-01")[1]


def test_an_approval_after_a_week_tells_the_damage_that_it_finds(book: Path, capsys: Capture) -> None:
    damage(book)
    code, out = approve(book, capsys, "2026-11-30")
    assert code == 0
    assert "PERHATIAN: sudah tersimpan, tetapi arsip tidak utuh." in out
    assert "buku/g.xlsx" in out
    assert entries(book)[-1]["tindakan"] == "cacat"


def test_a_save_that_changes_nothing_does_the_check_that_is_due(book: Path, capsys: Capture) -> None:
    code, out, _ = run(capsys, "2026-11-30", "simpan", str(book))
    assert code == 0
    assert "Tidak ada yang berubah" in out
    assert "Seluruh arsip diperiksa dan utuh" in out


def test_a_weekly_check_finds_damage_in_another_object(book: Path, capsys: Capture) -> None:
    other = book.with_name("lain.xlsx")
    shutil.copy(book, other)
    run(capsys, DAY, "simpan", str(other))
    next((book.parent / "arsip/ocfl/buku-lain").rglob("*.xlsx")).write_bytes(b"rusak")
    fill(book, "Data gaji")
    code, out, _ = run(capsys, "2026-11-30", "simpan", str(book))
    assert code == 7
    assert "Versi 2 tersimpan" in out
    assert "buku-lain" in out


def test_a_second_copy_is_looked_at_without_changing_anything(book: Path, capsys: Capture) -> None:
    shutil.copytree(book.parent / "arsip", book.parent / "salinan")
    path = damage(book)
    code, out, _ = run(capsys, DAY, "periksa", str(book), "--salinan", str(book.parent / "salinan"))
    assert code == 7
    assert "Belum ada yang diubah" in out
    assert path.relative_to(book.parent / "arsip").as_posix() in out
    assert path.read_bytes() == b"rusak"


def test_the_copy_mends_on_request_and_the_repair_is_recorded(book: Path, capsys: Capture) -> None:
    shutil.copytree(book.parent / "arsip", book.parent / "salinan")
    damage(book)
    code, out, _ = run(capsys, DAY, "periksa", str(book), "--pulihkan-dari", str(book.parent / "salinan"))
    assert code == 0
    assert "1 berkas dipulihkan" in out
    assert [entry["tindakan"] for entry in entries(book)[-2:]] == ["perbaikan", "periksa"]
    assert [path.read_bytes() for path in (book.parent / "arsip/rusak").rglob("*.xlsx")] == [b"rusak"]


def test_the_archive_is_no_copy_of_itself(book: Path, capsys: Capture) -> None:
    code, _, err = run(capsys, DAY, "periksa", str(book), "--pulihkan-dari", str(book.parent / "arsip"))
    assert code == 2
    assert "bukan salinannya" in err


@pytest.mark.parametrize("words", [[], ["--semua"]])
def test_a_restore_drill_tells_and_records_its_outcome(book: Path, capsys: Capture, words: list[str]) -> None:
    code, out, _ = run(capsys, DAY, "uji-pulih", str(book), *words)
    assert code == 0
    assert "1 dari 1 versi dipulihkan" in out
    assert (entries(book)[-1]["tindakan"], entries(book)[-1]["hasil"]) == ("coba-pulih", "1 versi pulih")


def test_a_drill_that_fails_leaves_with_seven(book: Path, capsys: Capture) -> None:
    damage(book)
    code, out, _ = run(capsys, DAY, "uji-pulih", str(book))
    assert code == 7
    assert "buku-g v1" in out
    assert entries(book)[-1]["hasil"] == "1 gagal"


def test_banding_tells_old_and_new_in_text_page_and_json(book: Path, capsys: Capture) -> None:
    fill(book, "Data gaji pegawai", "Rencana kerja")
    run(capsys, DAY, "simpan", str(book))
    page = book.with_name("banding.html")
    code, out, _ = run(capsys, DAY, "banding", str(book), "1", "v2", "--html", str(page))
    assert code == 0
    assert "      Judul Informasi: Data gaji | Data gaji pegawai" in out.splitlines()
    assert "<ins>Data gaji pegawai</ins>" in page.read_text(encoding="utf-8")
    _, out, _ = run(capsys, DAY, "banding", str(book), "--json")
    assert json.loads(out)["ringkasan"] == {"Rekap": {"diubah": 1}}


def test_banding_never_writes_over_a_file(book: Path, capsys: Capture) -> None:
    book.with_name("milik.html").write_text("orang")
    code, _, err = run(
        capsys, DAY, "banding", str(book), "1", "1", "--html", str(book.with_name("milik.html"))
    )
    assert code == 2
    assert "tidak ditimpa" in err
    assert book.with_name("milik.html").read_text() == "orang"


@pytest.mark.parametrize("version", ["0", "v0", "satu", "1.5", "-1"])
def test_a_version_that_is_no_number_is_refused_in_indonesian(
    book: Path, capsys: Capture, version: str
) -> None:
    with pytest.raises(SystemExit) as left:
        run(capsys, DAY, "banding", str(book), version)
    assert left.value.code == 2


# ---- disposal


@pytest.fixture
def retired(book: Path, capsys: Capture) -> Path:
    """Return the archive folder with the object of a workbook that is no longer used."""
    old = book.with_name("lama.xlsx")
    shutil.copy(book, old)
    run(capsys, DAY, "simpan", str(old))
    old.unlink()
    book.with_name("ba.pdf").write_bytes(b"%PDF")
    return book.parent / "arsip"


def words(book: Path, *more: str) -> list[str]:
    paper = str(book.with_name("ba.pdf"))
    return ["musnahkan", str(book), "--id", "buku-lama", "--berita-acara", paper, "--nomor", "9/BA", *more]


def test_a_disposal_typed_once_more_is_done_and_told(book: Path, retired: Path, capsys: Capture) -> None:
    run(capsys, DAY, "indeks", str(retired))
    code, out, _ = run(capsys, DAY, *words(book, "--oleh", "PPID", "--setuju", "buku-lama"))
    assert code == 0
    assert "musnah-buku-lama" in (retired / "indeks.csv").read_text(encoding="utf-8")
    assert "UU 43/2009 Pasal 51" in out
    assert "buku-lama dimusnahkan" in out
    assert not (retired / "ocfl/buku-lama").exists()
    assert run(capsys, DAY, "periksa", str(retired))[0] == 0
    code, _, err = run(capsys, DAY, "riwayat", str(retired), "--objek", "buku-lama")
    assert code == 7
    assert f"{date.fromisoformat(DAY):%d/%m/%Y}" in err
    assert "9/BA" in err


@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        (["--oleh", "PPID", "--setuju", "buku-lam"], 2, "Tidak ada yang dimusnahkan"),
        (["--oleh", "PPID"], 2, "--setuju buku-lama"),
        (["--oleh", "SIAPA", "--setuju", "buku-lama"], 2, "SIAPA"),
    ],
)
def test_without_agreement_or_officer_nothing_is_destroyed(
    book: Path, retired: Path, capsys: Capture, more: list[str], code: int, told: str
) -> None:
    before = state(retired)
    left, out, err = run(capsys, DAY, *words(book, *more))
    assert left == code
    assert told in out + err
    assert state(retired) == before


def test_an_interrupted_disposal_is_named_and_finished_by_the_same_command(
    book: Path, retired: Path, capsys: Capture
) -> None:
    shutil.copytree(retired / "ocfl/buku-lama", book.parent / "sisa")
    run(capsys, DAY, *words(book, "--oleh", "PPID", "--setuju", "buku-lama"))
    shutil.copytree(book.parent / "sisa", retired / "ocfl/buku-lama")
    code, out, _ = run(capsys, DAY, "periksa", str(retired))
    assert code == 7
    assert "terputus" in out
    code, out, _ = run(capsys, DAY, *words(book, "--oleh", "PPID"))
    assert code == 0
    assert "diselesaikan" in out
    assert run(capsys, DAY, "periksa", str(retired))[0] == 0
