"""Time the rules of the law over many rows: the 104 real excluded rows and clean ones, each title made different.

Run: python bench/aturan.py [rows]
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "rules")]

from buku_uji import HARI_INI, NYATA, book, clean_workbook, context, law, real_rows  # noqa: E402

from ppid_xl.model import Book, Value  # noqa: E402
from ppid_xl.rules import check  # noqa: E402


def clean_book(count: int) -> Book:
    """Return a workbook of clean rows, each with its own title and start date."""
    row = clean_workbook().tables["tblRekap"]["tertutup"]
    rows: list[dict[str, Value]] = [
        {
            **row,
            "judul_informasi": f"Rekam Medis Pegawai Nomor {number}",
            "terhitung_mulai": date(2026, 1 + number % 10, 1 + number % 28),
            "akhir_pengecualian": None,
        }
        for number in range(count)
    ]
    return book({"tblRekap": rows})


def real_book(count: int) -> Book:
    """Return a workbook of the real rows over and over, each with its own title."""
    real = real_rows(NYATA)
    rows: list[dict[str, Value]] = [
        {
            **real[number % len(real)],
            "judul_informasi": f"{real[number % len(real)]['judul_informasi']} {number}",
        }
        for number in range(count)
    ]
    return book({"tblRekap": rows})


def main(count: int) -> None:
    """Print seconds and findings for clean and for real rows, the first time and again."""
    law()
    for name, one in (("bersih", clean_book(count)), ("nyata", real_book(count))):
        for turn in ("pertama", "kedua"):
            start = perf_counter()
            found = check(one, law(), context(one, HARI_INI))
            print(f"{name:7} {turn:8} {count} baris {perf_counter() - start:.3f} s, {len(found)} temuan")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
