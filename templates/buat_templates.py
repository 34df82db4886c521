"""Build the shipped Word templates anew: ``python templates/buat_templates.py [--keluar DIR]``.

Only for who develops the templates; an office changes its .docx in Word.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from susunan import daftar_dikecualikan, persetujuan  # noqa: E402

from ppid_xl.surat.package import settle, write_whole  # noqa: E402

TEMPLATES = {
    "daftar-dikecualikan.docx": daftar_dikecualikan.build,
    "persetujuan.docx": persetujuan.build,
}


def build_all(folder: Path) -> list[Path]:
    """Write every template into the folder; return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, build in TEMPLATES.items():
        buffer = io.BytesIO()
        build().save(buffer)
        write_whole(folder / name, settle(buffer.getvalue()))
    return [folder / name for name in TEMPLATES]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Membuat ulang template surat.")
    parser.add_argument("--keluar", type=Path, default=HERE / "surat", help="folder tujuan")
    for path in build_all(parser.parse_args().keluar):
        print(path)
