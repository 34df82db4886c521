"""The public lists: only rows of a known class, only columns that ``kolom.toml`` names as public."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ppid_xl.columns import Column, TableSpec
from ppid_xl.model import BadCell, Row, Value
from ppid_xl.rules import Case
from ppid_xl.tables import as_text
from ppid_xl.tanggal import format_tanggal

DIKECUALIKAN = "daftar-dikecualikan"
INFORMASI_PUBLIK = "daftar-informasi-publik"
JUDUL = {
    INFORMASI_PUBLIK: "Daftar Informasi Publik",
    DIKECUALIKAN: "Daftar Informasi yang Dikecualikan",
}
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")  # controls, direction marks, lone surrogates, private characters

Published = str | date


@dataclass(frozen=True, slots=True)
class Item:
    """One published informasi: column key → text or date; ``row`` is its line on the archived sheet."""

    values: Mapping[str, Published]
    row: int

    def text(self, key: str) -> str:
        """Return a value as people read it, dates in words."""
        value = self.values.get(key, "")
        return format_tanggal(value) if isinstance(value, date) else value


@dataclass(frozen=True, slots=True)
class Daftar:
    """One public list: its columns in the order of ``kolom.toml``, its informasi in the order of the sheet."""

    kode: str
    kolom: tuple[Column, ...]
    items: tuple[Item, ...]

    @property
    def judul(self) -> str:
        """The heading of the list."""
        return JUDUL[self.kode]


def public_columns(spec: TableSpec, kode: str) -> tuple[Column, ...]:
    """Return the columns that may stand in a list; one that names no list stands in none."""
    return tuple(column for column in spec.kolom if kode in column.publik)


def make_daftar(kode: str, cases: Iterable[Case], spec: TableSpec) -> Daftar:
    """Build a list anew from the rows that belong in it.

    The class stands in its normal form, and the end of an exclusion is computed, never copied.
    """
    columns = public_columns(spec, kode)
    items = [
        _item(case.row, columns, {"klasifikasi": case.klasifikasi, "akhir_pengecualian": case.akhir})
        for case in cases
        if belongs(case, kode)
    ]
    return Daftar(kode, columns, tuple(items))


def belongs(case: Case, kode: str) -> bool:
    """Say whether a row's class is one of the list; a blank or unknown class is in none."""
    return {DIKECUALIKAN: case.dikecualikan, INFORMASI_PUBLIK: case.publik}[kode]


def _item(row: Row, columns: Iterable[Column], computed: Mapping[str, Value]) -> Item:
    cells = ((column.kunci, computed.get(column.kunci, row[column.kunci])) for column in columns)
    return Item({key: value for key, cell in cells if (value := _published(cell))}, row.number)


def _published(value: Value) -> Published:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return "" if isinstance(value, BadCell) else clean(as_text(value))


def clean(text: str) -> str:
    """Return text without characters that nobody sees, its line breaks kept."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    seen = ("".join(c for c in _spaced(line) if unicodedata.category(c) not in _UNSEEN) for line in lines)
    return "\n".join(line.strip() for line in seen).strip()


def _spaced(line: str) -> str:
    return line.replace("\t", " ").replace("\xa0", " ")
