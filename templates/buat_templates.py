"""Build the shipped Word templates anew: ``python templates/buat_templates.py [--keluar DIR] [JENIS …]``.

Only for who develops the templates; an office changes its .docx in Word.
"""

from __future__ import annotations

import argparse
import importlib
import io
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from ppid_xl.surat.package import settle, write_whole  # noqa: E402

# Each kind is put together by ``build()`` in ``susunan/<kind with _>.py``.
KINDS = (
    "daftar-dikecualikan",
    "persetujuan",
    "daftar-informasi-publik",
    "daftar-dapat-diakses",
    "bukti",
    "ringkasan",
    "label-arsip",
    "nota-permintaan-data",
    "nota-dinas",
    "pengembalian",
    "surat-pengantar",
    "berita-acara-serah-terima",
    "tanda-terima",
    "rekapitulasi",
    "undangan-uji",
    "daftar-hadir",
    "lembar-uji",
    "berita-acara-uji",
    "penetapan",
    "lembar-uji-pengubahan",
    "penetapan-pengubahan",
    "pertimbangan-pembukaan",
)


def build_all(folder: Path, kinds: Sequence[str] = KINDS) -> list[Path]:
    """Write the templates of these kinds into the folder; return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        source = importlib.import_module(f"susunan.{kind.replace('-', '_')}")
        buffer = io.BytesIO()
        source.build().save(buffer)
        write_whole(folder / f"{kind}.docx", settle(buffer.getvalue()))
    return [folder / f"{kind}.docx" for kind in kinds]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Membuat ulang template surat.")
    parser.add_argument("jenis", nargs="*", default=KINDS, help="jenis dokumen; bawaan: semua")
    parser.add_argument("--keluar", type=Path, default=HERE / "surat", help="folder tujuan")
    chosen = parser.parse_args()
    for path in build_all(chosen.keluar, chosen.jenis):
        print(path)
