"""One rule as data, and the registry of the words rules are written with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ppid_xl.errors import ConfigError
from ppid_xl.model import TINGKAT, Tingkat
from ppid_xl.rules.case import Case, Context
from ppid_xl.strict_toml import check_keys, nearest

Facts = Mapping[str, str]


class Hit(NamedTuple):
    """What a word found: the column key, facts for the sentence, and a level other than the rule's own."""

    key: str
    facts: Facts
    tingkat: Tingkat | None = None


RowCheck = Callable[[Case], "Iterable[Hit] | None"]
TableCheck = Callable[[Sequence[Case]], Iterable[tuple[Case, Hit]]]

BASE_KEYS = (
    "kode", "varian", "kata", "tabel", "kolom", "bila", "tingkat", "tingkat_untuk", "dasar", "kutipan",
    "tafsir", "sumber", "terverifikasi", "kegiatan",
)  # fmt: skip
EVERY_TABLE = "*"
OPTIONAL = ("pilihan", "kecuali", "di_awal")  # keys of words that may be left out
SOP_WORDS = ("wajib", "pilihan", "urutan", "tenggat_sebelum_akhir", "paling_lama", "memuat", "kata_minimal")
NO_FACTS: Facts = {}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the law or of an SOP; ``isi`` holds the keys that its word asks for.

    ``tingkat_untuk`` gives another level when a document of that kind is made. ``tabel`` may be every table.
    """

    kode: str
    kata: str
    asal: str
    tingkat: Tingkat
    kolom: tuple[str, ...] = ()
    varian: str = ""
    tabel: str = "tblRekap"
    bila: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tingkat_untuk: Mapping[str, Tingkat] = field(default_factory=dict)
    dasar: str = ""
    kutipan: str = ""
    tafsir: str = ""
    sumber: str = ""
    terverifikasi: bool = False
    kegiatan: int = 0
    isi: Mapping[str, Any] = field(default_factory=dict)

    @property
    def aturan(self) -> str:
        """The public name of the rule: ``<sop or law code>/<rule>``."""
        return f"{self.asal}/{self.kode}"

    @property
    def from_sop(self) -> bool:
        """Whether an SOP asks it, not the law."""
        return bool(self.kegiatan or self.tafsir)

    @property
    def can_block(self) -> bool:
        """Whether the rule is galat, at least for one kind of document."""
        return "galat" in (self.tingkat, *self.tingkat_untuk.values())


class Word(NamedTuple):
    """A word of the rule language: its own keys, and what turns a rule into a check of a row or a table.

    ``evident`` marks a word whose finding follows from the row's own words: it may block without a source.
    ``reads`` names the cells that alone decide, where these are few: rows that agree in them are judged once.
    """

    keys: tuple[str, ...]
    row: Callable[[Rule, Context], RowCheck] | None = None
    table: Callable[[Rule, Context], TableCheck] | None = None
    evident: bool = False
    reads: tuple[str, ...] = ()


WORDS: dict[str, Word] = {}

MakeRowCheck = Callable[[Rule, Context], RowCheck]
MakeTableCheck = Callable[[Rule, Context], TableCheck]
Judge = Callable[[Case], "Facts | None"]


def word(name: str, *keys: str, reads: tuple[str, ...] = ()) -> Callable[[MakeRowCheck], MakeRowCheck]:
    """Register a word that judges one row at a time; ``keys`` are its own keys in a rule."""

    def register(make: MakeRowCheck) -> MakeRowCheck:
        WORDS[name] = Word(keys, row=make, reads=reads)
        return make

    return register


def judge(name: str, *, evident: bool = False, reads: tuple[str, ...] = ()) -> Callable[[Judge], Judge]:
    """Register a word without keys: facts when the row is wrong, else None; shown at the rule's column."""

    def register(function: Judge) -> Judge:
        def make(rule: Rule, _: Context) -> RowCheck:
            key = rule.kolom[0]

            def check_row(case: Case) -> tuple[Hit] | None:
                facts = function(case)
                return None if facts is None else (Hit(key, facts),)

            return check_row

        WORDS[name] = Word((), row=make, evident=evident, reads=reads)
        return function

    return register


def table_word(name: str, *keys: str) -> Callable[[MakeTableCheck], MakeTableCheck]:
    """Register a word that judges all rows of a table together; ``keys`` are its own keys in a rule."""

    def register(make: MakeTableCheck) -> MakeTableCheck:
        WORDS[name] = Word(keys, table=make)
        return make

    return register


def build_rule(table: Mapping[str, Any], asal: str, path: Path) -> Rule:
    """Build a rule from its TOML table; raise ConfigError for an unknown word, key or level.

    A rule that can block must bring a quotation or a verified source: no quotation, no veto.
    """
    place = f"aturan {table.get('kode')}"
    kata = str(table.get("kata", ""))
    if kata not in WORDS:
        raise ConfigError(
            "kata-tidak-dikenal", berkas=path, tempat=place, kata=kata, terdekat=nearest(kata, sorted(WORDS))
        )
    check_keys(table, (*BASE_KEYS, *WORDS[kata].keys), path, place)
    for key in ("kode", "tingkat", *(key for key in WORDS[kata].keys if key not in OPTIONAL)):
        if key not in table:
            raise ConfigError("kunci-kurang", berkas=path, tempat=place, kunci=key)
    for level in (table["tingkat"], *table.get("tingkat_untuk", {}).values()):
        if level not in TINGKAT:
            pilihan = ", ".join(TINGKAT)
            raise ConfigError(
                "isi-tidak-dikenal", berkas=path, tempat=place, kunci="tingkat", isi=level, pilihan=pilihan
            )
    base = {key: value for key, value in table.items() if key in BASE_KEYS}
    base["kolom"] = as_tuple(table.get("kolom", ()))
    base["bila"] = {key: as_tuple(value) for key, value in table.get("bila", {}).items()}
    rule = Rule(**base, asal=asal, isi={key: table[key] for key in WORDS[kata].keys if key in table})
    if rule.can_block and not (rule.kutipan or rule.terverifikasi or WORDS[kata].evident):
        raise ConfigError("galat-tanpa-dasar", berkas=path, tempat=place)
    return rule


def as_tuple(value: Any) -> tuple[str, ...]:
    """Return a TOML string or list of strings as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value)
