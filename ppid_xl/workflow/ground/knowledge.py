"""What every button needs before it can begin: the dictionary, the law, the office's SOP and its working days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from ppid_xl.bawaan import data_path, sop_dir
from ppid_xl.columns import Dictionary, load_columns
from ppid_xl.errors import ConfigError
from ppid_xl.kalender import Kalender
from ppid_xl.model import Book
from ppid_xl.peraturan import Peraturan, load_peraturan
from ppid_xl.rules import Context, Rule, build_rule, load_law_rules
from ppid_xl.rules.usulan import read_tanggal
from ppid_xl.sop import Sop, available, find_sop, load_sop

PERAN = "peran"  # the key of a rule of the law that names roles
UNPROVED = "kutipannya tidak ditemukan di naskah SOP, jadi tidak menahan (ppid sop periksa)"


@dataclass(frozen=True)
class Knowledge:
    """Everything known before a row is looked at."""

    dictionary: Dictionary
    law: tuple[Rule, ...]
    peraturan: dict[str, Peraturan]

    def sop(self, kode: str, folder: Path | None) -> Sop:
        """Return an SOP by its code; one in a ``sop`` folder beside the workbook wins over the shipped one.

        Raises ConfigError for a blank or unknown code, and for a file with a mistake.
        """
        if not kode:
            raise ConfigError("kode-sop-kosong")
        folders = [sop_dir(), *([folder / "sop"] if folder else [])]
        path = available(*folders).get(kode)
        if path is None:
            return find_sop(kode, folders)
        state = path.stat()
        return _read_sop(path, (state.st_mtime_ns, state.st_size))

    def rules(self, kode: str, folder: Path | None) -> tuple[Rule, ...]:
        """Return the law's rules and those of the SOP, when the workbook names one."""
        if not kode:
            return self.law
        sop = self.sop(kode, folder)
        own = (build_rule(table, sop.kode, sop.path) for table in _proved_tables(sop))
        return (*_with_own_roles(self.law, sop), *own)

    def context(self, book: Book, today: date) -> Context:
        """Return the surroundings in which the book's rows are judged."""
        return Context(today, kalender_of(book), self.dictionary, book, self.peraturan)


@lru_cache(maxsize=16)
def _read_sop(path: Path, _state: tuple[int, int]) -> Sop:
    """Read an SOP file once for as long as it stays the same."""
    return load_sop(path, check_quotes=False)


def _with_own_roles(law: tuple[Rule, ...], sop: Sop) -> tuple[Rule, ...]:
    """Return the law's rules; where one names roles of officers, the office's own that do their work count too."""
    if not sop.setara:
        return law
    return tuple(
        replace(rule, isi={**rule.isi, PERAN: sop.own_roles(rule.isi[PERAN])}) if PERAN in rule.isi else rule
        for rule in law
    )


def _proved_tables(sop: Sop) -> Iterator[dict[str, object]]:
    """Give the rules of an SOP; in an office's own file no quotation that its text lacks may block."""
    from ppid_xl.sop.quotes import unproved_rules

    unproved = unproved_rules(sop) if sop.path.parent != sop_dir() else frozenset()
    for table in sop.rule_tables():
        if table["kode"] in unproved:
            level = "peringatan" if table["tingkat"] == "galat" else table["tingkat"]
            yield {**table, "tingkat": level, "kutipan": "", "sumber": f"{table['sumber']}; {UNPROVED}"}
        else:
            yield table


@cache
def load_knowledge() -> Knowledge:
    """Return the shipped knowledge, read once per process."""
    return Knowledge(
        load_columns(data_path("kolom.toml")),
        load_law_rules(data_path("hukum.toml")),
        load_peraturan(data_path("peraturan.toml")),
    )


def kalender_of(book: Book) -> Kalender:
    """Build the working days from table tblLibur and the settings of the workbook."""
    libur, cuti_bersama = set[date](), set[date]()
    for row in book.rows("tblLibur"):
        day = read_tanggal(row["tanggal"])
        if day:
            (cuti_bersama if row.text("jenis").casefold() == "cuti bersama" else libur).add(day)
    days = book.setting("HariKerjaSeminggu", "5")
    return Kalender(
        frozenset(libur),
        frozenset(cuti_bersama),
        6 if days == "6" else 5,
        book.setting("CutiBersamaHariKerja", "Tidak").casefold() != "ya",
    )
