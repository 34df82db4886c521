"""`pdf`: letters to PDF, our batches side by side against one `soffice --convert-to` call with the same files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sample import NOW
from timing import Line, interleave, show

from ppid_xl.bawaan import data_path, template_path
from ppid_xl.columns import load_columns
from ppid_xl.model import Row
from ppid_xl.surat.jenis import load_jenis
from ppid_xl.surat.konteks import Bahan, Baris, Rekap, build_context
from ppid_xl.surat.pdf import SofficeConverter
from ppid_xl.surat.render import render_surat
from ppid_xl.workflow.surat.pdf import find_converter

KIND, ROWS_IN_ONE = "persetujuan", 3
SIZES = {1: 3, 20: 3, 200: 3}  # how many letters: rounds
TARGET = 0.6


def run() -> bool:
    """Time each number of letters in turn; the target counts where there is more than one letter to share out."""
    converter = find_converter()
    if not isinstance(converter, SofficeConverter):
        print("pdf: soffice is not here", file=sys.stderr)
        return False
    print(f"\npdf: {converter.name}, {converter.workers} workers, letters of two pages")
    with TemporaryDirectory() as place:
        folder = Path(place)
        letters = [_letter(folder / f"surat-{number:03}.docx", number) for number in range(max(SIZES))]
        met = [_compare(converter, letters[:size], folder, rounds) for size, rounds in SIZES.items()]
        return all(met)


def _compare(converter: SofficeConverter, letters: Sequence[Path], folder: Path, rounds: int) -> bool:
    target = folder / "pdf"

    def clear() -> None:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()

    def ours() -> None:
        made = converter.convert(letters, target)
        if any(one.problem for one in made):
            raise RuntimeError("a letter did not become a PDF")

    def one_call() -> None:
        profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
        command = [
            converter.program,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            target,
            *letters,
        ]
        subprocess.run(command, check=True, capture_output=True)
        if len(list(target.iterdir())) != len(letters):
            raise RuntimeError("a letter did not become a PDF")

    seconds = interleave({"one": one_call, "ours": ours}, rounds, clear)
    count = len(letters)
    lines = [
        Line("one soffice --convert-to, profile kept", seconds["one"]),
        Line("ours, fresh profiles, every PDF checked", seconds["ours"], TARGET if count > 1 else None),
        Line("a letter in the one call", [value / count for value in seconds["one"]]),
        Line("a letter with us", [value / count for value in seconds["ours"]]),
    ]
    return show(f"pdf: {count} letters", lines, lines[0].name)


def _letter(path: Path, number: int) -> Path:
    """Write a letter of two pages that no other letter equals."""
    spec = load_columns(data_path("kolom.toml")).tabel["tblRekap"]
    cells = {"unit_penguasa": "Bidang Contoh", "klasifikasi": "Dikecualikan", "jangka_waktu": "5 tahun"}
    rows = [
        Row(
            "tblRekap",
            n,
            {**cells, "id": f"INF-2026-{n:04}", "judul_informasi": f"Kertas kerja {number}.{n}"},
        )
        for n in range(1, ROWS_IN_ONE + 1)
    ]
    rekap = Rekap("rekap.xlsx", "0" * 64, NOW)
    office = {
        "nama_pemerintah": "Pemerintah Provinsi Contoh",
        "nama_badan": "Badan Contoh",
        "tempat": "Contoh",
    }
    bahan = Bahan(
        KIND, load_jenis(data_path("surat.toml"))[KIND], office, rekap, kolom=spec.kolom,
        baris=[Baris(row) for row in rows],
    )  # fmt: skip
    render_surat(template_path("surat", f"{KIND}.docx"), build_context(bahan), path)
    return path
