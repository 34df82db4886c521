"""What goes to the units and comes back, and the counts, at the door of the terminal."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ppid_xl.cli import main
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows
from ppid_xl.workflow.ground.knowledge import load_knowledge

SOP = "disperindag-kalbar-2020"
UNIT = "Bidang Contoh"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def workbook(rekap: Path, tmp_path: Path) -> Path:
    source = tmp_path / "daftar.csv"
    source.write_text(
        "Judul Informasi;Dasar Hukum;Jangka Waktu\nData gaji;Pasal 17 huruf h UU 14/2008;1 tahun\n",
        encoding="utf-8",
    )
    assert main(["impor", str(rekap), str(source), "--unit", UNIT, "--tanggal", "2026-11-21"]) == 0
    officer = {"kode": "A", "nama": "Contoh Satu", "jabatan": "Kepala", "peran": "Atasan PPID"}
    FileHost(rekap, load_knowledge().dictionary).apply([AppendRows("tblPejabat", [officer])])
    return rekap


def give_back(workbook: Path, *words: str) -> int:
    return main(
        [
            "kembalikan",
            str(workbook),
            "--id",
            "INF-2026-0001",
            "--oleh",
            "A",
            "--tanggal",
            "2026-11-21",
            *words,
        ]
    )


def test_kembalikan_writes_the_workbook_of_the_unit_beside_the_rekap(workbook: Path, capsys: Capture) -> None:
    capsys.readouterr()
    assert give_back(workbook, "--catatan", "Sebut angkanya") == 0
    made = workbook.parent / "kembali" / f"{UNIT}-LK-2026-0001.xlsx"
    assert made.is_file()
    assert str(made) in capsys.readouterr().out


def test_kembalikan_takes_another_folder(workbook: Path, tmp_path: Path) -> None:
    assert give_back(workbook, "--catatan", "x", "--keluar", str(tmp_path / "untuk-unit")) == 0
    assert [path.name for path in (tmp_path / "untuk-unit").iterdir()] == [f"{UNIT}-LK-2026-0001.xlsx"]


def test_a_return_without_a_reason_leaves_no_folder(workbook: Path) -> None:
    assert give_back(workbook) == 2
    assert not (workbook.parent / "kembali").exists()


def test_a_folder_that_cannot_be_made_stops_the_return_before_it_is_recorded(workbook: Path) -> None:
    before = workbook.read_bytes()
    (workbook.parent / "kembali").write_text("sebuah berkas", encoding="utf-8")
    assert give_back(workbook, "--catatan", "x") == 5
    assert workbook.read_bytes() == before


def test_the_returned_workbook_comes_home_through_impor(workbook: Path, capsys: Capture) -> None:
    from openpyxl import load_workbook

    assert give_back(workbook, "--catatan", "Sebut angkanya") == 0
    path = workbook.parent / "kembali" / f"{UNIT}-LK-2026-0001.xlsx"
    book = load_workbook(path)
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[4] if cell.value == "Dasar Hukum")
    sheet.cell(5, column).value = "Pasal 17 huruf h angka 3 UU 14/2008"
    book.save(path)
    capsys.readouterr()
    assert (
        main(["impor", str(workbook), str(path), "--terima", "--oleh", "A", "--tanggal", "2026-11-22"]) == 0
    )
    out = capsys.readouterr().out
    assert "1 usul perubahan" in out
    assert "Catatan: LK-2026-0002: perbaikan 1 informasi atas LK-2026-0001 tercatat, putaran 2." in out


def test_buat_formulir_writes_one_form_per_unit_and_leaves_the_rekap_alone(
    workbook: Path, capsys: Capture
) -> None:
    before = workbook.read_bytes()
    capsys.readouterr()
    assert main(["buat", str(workbook), "--formulir", "--tanggal", "2026-11-21"]) == 0
    assert (workbook.parent / "formulir" / f"Formulir-{UNIT}-2026.xlsx").is_file()
    assert workbook.read_bytes() == before
    assert main(["buat", str(workbook), "--formulir"]) == 2


def test_buat_needs_to_know_what(workbook: Path, capsys: Capture) -> None:
    for words in ([], ["--sop", SOP, "--formulir"]):
        with pytest.raises(SystemExit) as leaving:
            main(["buat", str(workbook), *words])
        assert leaving.value.code == 2
    assert "Sebut salah satu: --sop --formulir" in capsys.readouterr().err


def test_rekapitulasi_prints_every_count(workbook: Path, capsys: Capture) -> None:
    capsys.readouterr()
    assert main(["rekapitulasi", str(workbook)]) == 0
    out = capsys.readouterr().out
    assert "1 informasi dari 1 buku" in out
    assert all(word in out for word in ("Klasifikasi", "Huruf Pasal 17", "Jangka waktu", "Status", UNIT))


def test_rekapitulasi_prints_exactly_one_json_document(
    workbook: Path, tmp_path: Path, capsys: Capture
) -> None:
    capsys.readouterr()
    assert (
        main(["rekapitulasi", str(workbook), str(workbook), "--json", "--keluar", str(tmp_path / "r")]) == 0
    )
    document = json.loads(capsys.readouterr().out)
    assert document["jumlah"] == 1
    assert document["tabel"][0]["baris"][0]["Dikecualikan"] == 1
    assert [Path(name).suffix for name in document["berkas"]] == [".xlsx", ".csv", ".docx"]
    assert all(Path(name).is_file() for name in document["berkas"])


@pytest.mark.program
def test_forms_and_counts_are_drawn_whole(workbook: Path, tmp_path: Path) -> None:
    assert give_back(workbook, "--catatan", "Sebut angkanya") == 0
    for words in (
        ["buat", str(workbook), "--formulir"],
        ["rekapitulasi", str(workbook), "--keluar", str(tmp_path / "r")],
    ):
        assert main([*words, "--tanggal", "2026-11-21"]) == 0
    counts = [tmp_path / "r" / f"rekapitulasi.{suffix}" for suffix in ("docx", "xlsx")]
    made = [*workbook.parent.glob("kembali/*"), *workbook.parent.glob("formulir/*"), *counts]
    pages = {path.name: drawn(path, tmp_path) for path in made}
    assert len(pages) == 4
    for text in pages.values():
        assert "###" not in text
        assert UNIT in text


def drawn(path: Path, folder: Path) -> str:
    profile = f"-env:UserInstallation=file://{folder}/lo"
    words = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder / "pdf"),
        str(path),
    ]
    subprocess.run(words, check=True, capture_output=True)
    pdf = folder / "pdf" / f"{path.stem}.pdf"
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    return done.stdout


def test_no_command_loads_a_library_before_it_runs() -> None:
    heavy = {"pandas", "openpyxl", "docxtpl", "lxml"}
    load = "import sys\nfrom ppid_xl.cli.groups import all_commands\nall_commands()\n"
    code = f"{load}assert not {heavy} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
