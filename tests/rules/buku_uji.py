"""Workbooks by hand for the rule tests: rows given as plain mappings, and read from the clean workbook in TOML."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ppid_xl.bawaan import data_path
from ppid_xl.columns import Dictionary, load_columns
from ppid_xl.kalender import Kalender, load_libur, make_kalender
from ppid_xl.model import BadCell, Book, Finding, Row, Table, Value
from ppid_xl.peraturan import Peraturan, load_peraturan
from ppid_xl.rules import Case, Context, Rule, check, load_law_rules
from ppid_xl.tables import column_letter

TESTS = Path(__file__).parents[1]
KASUS = TESTS / "kasus" / "hukum"
HARI_INI = date(2026, 11, 20)
PUBLIK = ("Berkala", "Serta Merta", "Setiap Saat")

Cells = Mapping[str, Value]


@cache
def dictionary() -> Dictionary:
    return load_columns(data_path("kolom.toml"))


@cache
def law() -> tuple[Rule, ...]:
    return load_law_rules(data_path("hukum.toml"))


@cache
def kalender() -> Kalender:
    return make_kalender(load_libur(data_path("libur.toml")))


@cache
def peraturan() -> Mapping[str, Peraturan]:
    return load_peraturan(data_path("peraturan.toml"))


def table(name: str, rows: Sequence[Cells]) -> Table:
    """Return a table with headings in row 4 and every column of the dictionary in its place."""
    spec = dictionary().tabel[name]
    letters = {column.kunci: column_letter(place) for place, column in enumerate(spec.kolom, start=1)}
    filled = [{key: value for key, value in cells.items() if value not in ("", None)} for cells in rows]
    made = tuple(Row(name, number, cells) for number, cells in enumerate(filled, start=5))
    return Table(name, spec.lembar, 4, 4 + len(made), letters, made)


def book(tables: Mapping[str, Sequence[Cells]], settings: Mapping[str, Value] | None = None) -> Book:
    """Return a workbook of ours with these rows."""
    return Book("rekap.xlsx", "0", {name: table(name, rows) for name, rows in tables.items()}, settings or {})


def context(of: Book, today: date = HARI_INI) -> Context:
    """Return the surroundings with the shipped dictionary, days off and regulations."""
    return Context(today, kalender(), dictionary(), of, peraturan())


def judge(of: Book, today: date = HARI_INI, *, untuk: str = "", rules: Sequence[Rule] = ()) -> list[Finding]:
    """Return the findings of a workbook, by the law unless other rules are given."""
    return check(of, rules or law(), context(of, today), untuk=untuk)


def case_of(cells: Cells, today: date = HARI_INI, name: str = "tblRekap") -> Case:
    """Return one row as the rules see it."""
    one = book({name: [cells]})
    found = one.tables[name]
    return Case(found.rows[0], found, context(one, today))


def accepted(cells: Cells) -> dict[str, Value]:
    """Return a row whose present reading staff accepted."""
    case = case_of(cells)
    return {**cells, "usulan": case.usulan, "terima": "Ya"}


@dataclass(frozen=True)
class Workbook:
    """The clean workbook, to be changed cell by cell; rows are found by the value of their first named column."""

    tables: Mapping[str, Mapping[str, Cells]]
    settings: Mapping[str, Value]

    def put(self, name: str, baris: str, cells: Cells) -> Workbook:
        """Return the workbook with cells of one row changed, or with a new row."""
        rows = self.tables[name]
        changed = {**rows, baris: {**rows.get(baris, {}), **cells}}
        return replace(self, tables={**self.tables, name: changed})

    def book(self) -> Book:
        """Return the workbook; accepted rows hold the reading of their present words."""
        return book({name: list(rows.values()) for name, rows in self.tables.items()}, self.settings)

    def settled(self) -> Workbook:
        """Return the workbook after Periksa: accepted rows hold the reading that their words give now."""
        rows = self.tables["tblRekap"]
        done = {
            name: accepted(cells) if cells.get("terima") == "Ya" else cells for name, cells in rows.items()
        }
        return replace(self, tables={**self.tables, "tblRekap": done})


def read_value(value: Any) -> Value:
    """Return a TOML value as a cell value; ``{ rusak = "#REF!" }`` is a broken cell."""
    return BadCell(value["rusak"]) if isinstance(value, dict) else value


def read_cells(cells: Mapping[str, Any]) -> dict[str, Value]:
    """Return TOML values as cell values."""
    return {key: read_value(value) for key, value in cells.items()}


@cache
def clean_workbook() -> Workbook:
    """Return the workbook without a single finding, from ``kasus/hukum/buku_bersih.toml``."""
    data = tomllib.loads((KASUS / "buku_bersih.toml").read_text(encoding="utf-8"))
    settings = data.pop("pengaturan")
    tables = {
        name: {baris: read_cells(cells) for baris, cells in rows.items()} for name, rows in data.items()
    }
    return Workbook(tables, settings).settled()


NYATA = TESTS / "data" / "dik_nyata.csv"
KOLOM_NYATA = {
    "unit": "unit_penguasa",
    "nama_informasi": "judul_informasi",
    "dasar_hukum_pengecualian": "dasar_hukum",
    "konsekuensi_dibuka": "konsekuensi_bila_dibuka",
    "konsekuensi_ditutup_manfaat": "manfaat_bila_ditutup",
    "ringkasan": "ringkasan_isi",
    "penanggung_jawab": "penanggung_jawab",
    "waktu_tempat": "waktu_dan_tempat_pembuatan",
    "klasifikasi": "klasifikasi",
    "format": "bentuk",
}


def real_rows(path: Path) -> list[dict[str, Value]]:
    """Return the real rows of a list as rows of tblRekap; in a public list jangka_waktu is the retention."""
    period = "jangka_waktu" if path == NYATA else "retensi"
    names = {**KOLOM_NYATA, "jangka_waktu": period}
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return [{names[key]: text for key, text in line.items() if key in names} for line in lines]
