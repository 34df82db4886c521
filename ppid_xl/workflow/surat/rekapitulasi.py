"""Rekapitulasi: how many informasi each unit has, of what kind and how far along, and who has not sent any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.columns import normalise
from ppid_xl.evidence import read_evidence
from ppid_xl.model import Book
from ppid_xl.rules import Case
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.status import status_of

if TYPE_CHECKING:
    from ppid_xl.frames import CountTable

WITHOUT_UNIT = "(tanpa unit)"
UNCLASSED = "Belum terklasifikasi"
UNCLEAR = "Belum jelas"
BLANK = "Belum diisi"
KLASIFIKASI = ("Berkala", "Serta Merta", "Setiap Saat", "Dikecualikan", UNCLASSED)
HURUF = (*"abcdefghij", UNCLEAR)
JANGKA_WAKTU = {
    "durasi": "Lama tertentu",
    "tanggal": "Sampai tanggal",
    "peristiwa": "Sampai peristiwa",
    "persetujuan": "Sampai disetujui",
    "selama_dibutuhkan": "Selama dibutuhkan",
    "uu_lain": "Menurut UU lain",
    "tanpa_batas": "Tanpa batas",
    "tidak_jelas": "Tidak jelas",
}
STATUS = (
    "Usulan",
    "Menunggu uji",
    "Diuji",
    "Diajukan",
    "Dikembalikan",
    "Menunggu tanda tangan",
    "Disetujui",
    "Sah",
    "Diperpanjang",
    "Mendekati akhir",
    "Terbuka demi hukum",
    "Dibuka",
    "Belum terbit",
    "Terbit",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """One informasi as it is counted; only an excluded one has ``huruf`` and ``jangka_waktu``."""

    buku: str
    tahun: str
    unit: str
    klasifikasi: str
    huruf: tuple[str, ...]
    jangka_waktu: str
    status: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """A unit of tblUnit that has no row in any workbook of its year."""

    unit: str
    tahun: str


@dataclass(frozen=True)
class Rekapitulasi:
    """The counts of one or many workbooks; ``tables`` by title, ``buku`` as (name, year, rows)."""

    tanggal: date
    buku: tuple[tuple[str, str, int], ...]
    rows: tuple[Counted, ...]
    tables: Mapping[str, CountTable]
    belum_mengirim: tuple[NotSent, ...]

    def combinations(self) -> list[tuple[str, str, str, str, str, str, str, int]]:
        """Return (buku, tahun, unit, klasifikasi, huruf, jangka waktu, status, jumlah), with 0 for who sent none."""
        counts = Counter(
            (r.buku, r.tahun, r.unit, r.klasifikasi, ", ".join(r.huruf), r.jangka_waktu, r.status)
            for r in self.rows
        )
        missing = [("", one.tahun, one.unit, "", "", "", "", 0) for one in self.belum_mengirim]
        return [(*key, number) for key, number in counts.items()] + missing

    def as_json(self) -> dict[str, object]:
        """Return everything as plain values."""
        return {
            "tanggal": self.tanggal.isoformat(),
            "jumlah": len(self.rows),
            "buku": [{"nama": name, "tahun": tahun, "jumlah": number} for name, tahun, number in self.buku],
            "tabel": [
                {"judul": title, "kolom": table.kolom, "jumlah": dict(zip(table.kolom, table.jumlah, strict=True)),
                 "baris": [{"buku" if title == "Buku" else "unit": unit, **dict(zip(table.kolom, numbers, strict=True))}
                           for unit, numbers in table.baris]}
                for title, table in self.tables.items()
            ],
            "belum_mengirim": [{"unit": one.unit, "tahun": one.tahun} for one in self.belum_mengirim],
        }  # fmt: skip


def rekapitulasi(
    books: Sequence[Book], knowledge: Knowledge, today: date, *, paths: Sequence[Path] = ()
) -> Rekapitulasi:
    """Count the informasi of workbooks per unit, by klasifikasi, huruf of Pasal 17, kind of period and status.

    Unit names that differ only in case or blanks are one. A row with two letters counts under each; a letter
    that is only guessed counts as not clear until staff accept it. ``paths`` are where the workbooks stand.
    """
    names = _UnitNames()
    books = _named_apart(books, paths)
    folders: list[Path | None] = [path.parent for path in paths] or [None] * len(books)
    rows = tuple(
        one
        for book, folder in zip(books, folders, strict=True)
        for one in _count_book(book, knowledge, today, folder, names)
    )
    sent = {(one.tahun, one.unit) for one in rows}
    known = [
        (_year(book, today), names.merged(r.text("unit"))) for book in books for r in book.rows("tblUnit")
    ]
    missing = [pair for pair in dict.fromkeys(known) if pair not in sent and pair[1] != WITHOUT_UNIT]
    units = list(dict.fromkeys([*(unit for _, unit in known), *(one.unit for one in rows)]))
    units = [unit for unit in units if unit != WITHOUT_UNIT or any(one.unit == unit for one in rows)]
    summary = tuple((book.name, _year(book, today), len(book.rows("tblRekap"))) for book in books)
    not_sent = tuple(NotSent(unit, tahun) for tahun, unit in missing)
    return Rekapitulasi(today, summary, rows, _tables(rows, units, len(books) > 1), not_sent)


def _named_apart(books: Sequence[Book], paths: Sequence[Path]) -> list[Book]:
    """Return the books, those of the same file name named with their folder too."""
    same = Counter(book.name for book in books)
    return [
        replace(book, name=f"{path.resolve().parent.name}/{path.name}") if same[book.name] > 1 else book
        for book, path in zip(books, paths or map(Path, (b.name for b in books)), strict=True)
    ]


class _UnitNames:
    """The first spelling of each unit name."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def merged(self, name: str) -> str:
        """Return the spelling under which a unit is counted."""
        name = " ".join(name.split())
        return self._first.setdefault(normalise(name), name) if name else WITHOUT_UNIT


def _year(book: Book, today: date) -> str:
    return book.setting("Tahun", str(today.year))


def _count_book(
    book: Book, knowledge: Knowledge, today: date, folder: Path | None, names: _UnitNames
) -> Iterator[Counted]:
    for row in book.rows("tblUnit"):
        names.merged(row.text("unit"))
    table = book.tables["tblRekap"]
    context, evidence = knowledge.context(book, today), read_evidence(book)
    kode, year = book.setting("KodeSOP"), _year(book, today)
    sop = knowledge.sop(kode, folder) if kode else None
    for row in table.rows:
        case = Case(row, table, context)
        yield Counted(
            book.name,
            year,
            names.merged(row.text("unit_penguasa")),
            case.klasifikasi or UNCLASSED,
            (tuple(sorted(case.huruf)) or (UNCLEAR,)) if case.dikecualikan else (),
            _kind_of_period(case) if case.dikecualikan else "",
            status_of(case, evidence, sop),
        )


def _kind_of_period(case: Case) -> str:
    return JANGKA_WAKTU[case.jangka_waktu.jenis] if case.text["jangka_waktu"] else BLANK


def _tables(rows: Sequence[Counted], units: Sequence[str], several: bool) -> dict[str, CountTable]:
    from ppid_xl.frames import count_rows  # pandas takes half a second

    def pairs(words: Iterable[tuple[Counted, str]]) -> list[tuple[str, str]]:
        return [(one.unit, word) for one, word in words]

    letters = [(one, huruf) for one in rows for huruf in one.huruf]
    excluded = [one for one in rows if one.jangka_waktu]
    tables = {
        "Klasifikasi": count_rows(pairs((r, r.klasifikasi) for r in rows), KLASIFIKASI, units, fixed=True),
        "Huruf Pasal 17": count_rows(pairs(letters), HURUF, units),
        "Jangka waktu": count_rows(
            pairs((r, r.jangka_waktu) for r in excluded), (*JANGKA_WAKTU.values(), BLANK), units
        ),
        "Status": count_rows(pairs((r, r.status) for r in rows), (*STATUS, UNCLASSED), units),
    }
    if several:
        books = list(dict.fromkeys(one.buku for one in rows))
        words = [(one.buku, one.klasifikasi) for one in rows]
        tables["Buku"] = count_rows(words, KLASIFIKASI, books, fixed=True)
    return tables
