"""The index of an archive by end of exclusion: disposable, and the same bytes each time it is made of the archive."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from string import Template

from ppid_xl.plain_text import formula_free
from ppid_xl.tanggal import format_tanggal

CSV_NAME, PAGE_NAME = "indeks.csv", "indeks.html"
HEADINGS = (
    "Akhir Pengecualian", "ID", "Judul Informasi", "Unit Penguasa", "Jangka Waktu", "Retensi", "Lokasi Fisik",
    "Objek", "Versi", "Diarsipkan", "Keadaan",
)  # fmt: skip
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index: an excluded informasi in the newest version of an object, or an object without rows.

    ``akhir`` is None for an exclusion without an end date; ``keadaan`` is empty or tells what became of the object.
    """

    akhir: date | None
    id: str
    judul: str
    unit: str
    jangka_waktu: str
    retensi: str
    lokasi_fisik: str
    objek: str
    versi: str
    diarsipkan: date
    keadaan: str = ""


def sort_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries, the exclusion that ends first at the top, those without an end date last."""
    return sorted(entries, key=lambda e: (e.akhir or date.max, e.objek, e.id, e.judul))


def index_csv(entries: Sequence[Entry]) -> bytes:
    """Return the index as CSV for a spreadsheet in Indonesian; no text can become a formula (CWE-1236)."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows([formula_free(text) for text in _cells(entry)] for entry in entries)
    return (_BOM + stream.getvalue()).encode()


def index_page(entries: Sequence[Entry], page: str, style: str) -> bytes:
    """Return the index as a page of HTML; every value is escaped."""
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADINGS)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in _cells(entry)) + "</tr>" for entry in entries
    )
    text = Template(page).substitute(gaya=style, kepala=heads, baris=rows, jumlah=str(len(entries)))
    return f"{text}\n".encode()


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        f"{entry.akhir:%d/%m/%Y}" if entry.akhir else "", entry.id, entry.judul, entry.unit, entry.jangka_waktu,
        entry.retensi, entry.lokasi_fisik, entry.objek, entry.versi, format_tanggal(entry.diarsipkan), entry.keadaan,
    )  # fmt: skip
