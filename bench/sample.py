"""The rows and workbooks that are timed: mostly sound rows with 5 % real faulty ones, or real rows only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.lists import read_list
from ppid_xl.hosts.memory import blank_book
from ppid_xl.model import AppendRows, Book, Row, Value
from ppid_xl.workflow.ground.knowledge import load_knowledge
from ppid_xl.workflow.isi.buat import buat
from ppid_xl.workflow.isi.sumber import read_source

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 21, 8, 15).astimezone()
SOP = "disperindag-kalbar-2020"

Cells = dict[str, Value]
_SOUND: Cells = {
    "unit_penguasa": "Inspektorat",
    "klasifikasi": "Dikecualikan",
    "dasar_hukum": "Pasal 17 huruf i UU 14/2008",
    "bagian_yang_ditutup": "Seluruh dokumen",
    "konsekuensi_bila_dibuka": "Mengurangi kebebasan, keberanian, dan kejujuran dalam pengajuan usul.",
    "manfaat_bila_ditutup": "Proses audit berjalan tanpa tekanan dari luar.",
    "jangka_waktu": "5 tahun",
    "lokasi_fisik": "Lemari 1",
    "usulan": "Dasar: Pasal 17 huruf i UU 14/2008\nJangka: 5 tahun",
    "terima": "Ya",
}


def real_rows(count: int) -> list[Cells]:
    """Return the 104 real excluded rows over and over, each with a title of its own."""
    spec = load_knowledge().dictionary.tabel["tblRekap"]
    real = [
        row.values for row in read_source(read_list(ROOT / "tests" / "data" / "dik_nyata.csv"), spec).rows
    ]
    return [_with_title(real[number % len(real)], number) for number in range(count)]


def mixed_rows(count: int) -> list[Cells]:
    """Return sound rows, each with its own title and start; every twentieth is a real, faulty one."""
    faulty = real_rows(count // 20 + 1)
    return [faulty[number // 20] if number % 20 == 0 else _sound(number) for number in range(count)]


def _with_title(cells: Cells, number: int) -> Cells:
    title = cells.get("judul_informasi")
    return {**cells, "judul_informasi": f"{title} {number}"} if title else cells


def _sound(number: int) -> Cells:
    start = date(2026, 1 + number % 10, 1 + number % 28)
    return {**_SOUND, "judul_informasi": f"Hasil pemeriksaan nomor {number}", "terhitung_mulai": start}


def book_of(rows: Sequence[Cells]) -> Book:
    """Return a workbook as if already read."""
    book = blank_book(load_knowledge().dictionary)
    table = book.tables["tblRekap"]
    made = tuple(Row("tblRekap", number, cells) for number, cells in enumerate(rows, table.header_row + 1))
    last = table.header_row + len(made)
    filled = type(table)("tblRekap", table.sheet, table.header_row, last, table.letters, made)
    return Book(book.name, book.digest, {**book.tables, "tblRekap": filled})


def make_workbook(path: Path, rows: Sequence[Cells]) -> None:
    """Write a rekap workbook with these rows, as `buat` makes it."""
    knowledge = load_knowledge()
    buat(path, SOP, knowledge, NOW)
    FileHost(path, knowledge.dictionary).apply([AppendRows("tblRekap", rows)])


def officer_rows() -> list[Cells]:
    """Return two made-up officers."""
    people = (
        ("KETUA", "Contoh Satu", "Sekretaris", "Ketua PPID"),
        ("TIM", "Contoh Dua", "Kepala Bidang", "Tim"),
    )
    return [dict(zip(("kode", "nama", "jabatan", "peran"), person, strict=True)) for person in people]
