"""Officials: NIP, pangkat and gelar as they will be printed under a document, and whose code is whose."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache

from ppid_xl.bawaan import data_path
from ppid_xl.columns import normalise
from ppid_xl.model import BadCell
from ppid_xl.nip import Nip, Pangkat, PangkatMatch, load_pangkat, match_pangkat, parse_nip
from ppid_xl.rules.case import Case, Context
from ppid_xl.rules.rule import Hit, RowCheck, Rule, TableCheck, table_word, word
from ppid_xl.rules.usulan import read_tanggal
from ppid_xl.tables import as_text

_GOLONGAN_PPPK = re.compile(r"(?:gol(?:ongan)?\.?\s*)?X?(?:IX|IV|V?I{1,3}|V)?", re.IGNORECASE)
_TRAILING_GELAR = re.compile(r",\s*[A-Za-z][A-Za-z. ]*$")


@cache
def _pangkat() -> tuple[Pangkat, ...]:
    return load_pangkat(data_path("pangkat.toml"))


@lru_cache(maxsize=1024)
def _read_nip(text: str) -> Nip:
    return parse_nip(text)


@lru_cache(maxsize=1024)
def _read_pangkat(text: str) -> PangkatMatch:
    return match_pangkat(text, _pangkat())


@word("nip", "cacat")
def sound_nip(rule: Rule, _: Context) -> RowCheck:
    """Report an NIP with one of the named faults; an NIP kept as a number has lost its last figures."""
    key, wanted = rule.kolom[0], frozenset(rule.isi["cacat"])

    def check_row(case: Case) -> tuple[Hit] | None:
        value = case.row[key]
        if value is None or isinstance(value, BadCell):
            return None
        if not isinstance(value, str):
            return (Hit(key, {"nip": as_text(value)}),) if "angka-excel" in wanted else None
        nip = _read_nip(value) if value.strip() else None
        if nip is None or wanted.isdisjoint(nip.faults):
            return None
        age = "" if nip.usia_pengangkatan is None else str(nip.usia_pengangkatan)
        return (Hit(key, {"nip": value.strip(), "usia": age}),)

    return check_row


@word("pangkat", "cacat")
def sound_pangkat(rule: Rule, _: Context) -> RowCheck:
    """Report a pangkat with golongan with one of the named faults; the golongan of PPPK are not looked at."""
    key, wanted = rule.kolom[0], frozenset(rule.isi["cacat"])

    def check_row(case: Case) -> tuple[Hit] | None:
        text = case.text[key]
        if not text or _GOLONGAN_PPPK.fullmatch(text):
            return None
        match = _read_pangkat(text)
        if wanted.isdisjoint(match.faults):
            return None
        named, graded = match.by_nama, match.by_golongan
        facts = {
            "nama_pangkat": named.nama if named else "",
            "golongan_benar": named.golongan if named else "",
            "golongan": graded.golongan if graded else "",
            "pangkat_benar": graded.nama if graded else "",
        }
        return (Hit(key, facts),)

    return check_row


@word("gelar_di_nama", "gelar_depan")
def degree_in_name(rule: Rule, _: Context) -> RowCheck:
    """Report a name that carries a degree, before it or after a comma."""
    key = rule.kolom[0]
    before = {normalise(gelar) for gelar in rule.isi["gelar_depan"]}

    def check_row(case: Case) -> tuple[Hit] | None:
        name = case.text[key]
        if not name:
            return None
        first = name.split()[0]
        leading = first if first.endswith(".") and normalise(first) in before else ""
        trailing = _TRAILING_GELAR.search(name)
        found = leading or (trailing[0].lstrip(", ") if trailing else "")
        return (Hit(key, {"gelar": found}),) if found else None

    return check_row


@table_word("kode_ganda")
def code_of_two(rule: Rule, _: Context) -> TableCheck:
    """Report each official whose code an official above has in the same term; the day of a handover is no overlap."""
    key = rule.kolom[0]

    def check_table(cases: Sequence[Case]) -> Iterator[tuple[Case, Hit]]:
        above: dict[str, list[Case]] = defaultdict(list)
        for case in cases:
            code = case.plain[key]
            other = next((one for one in above[code] if _overlap(one, case)), None) if code else None
            if other:
                place = f"{other.table.sheet}!{other.table.address(key, other.row.number)}"
                yield case, Hit(key, {"lain": place, "nama": other.text["nama"] or "pejabat tanpa nama"})
            above[code].append(case)

    return check_table


def _overlap(one: Case, other: Case) -> bool:
    first, last = _term(one)
    begin, end = _term(other)
    return first < end and begin < last


def _term(case: Case) -> tuple[date, date]:
    return read_tanggal(case.row["mulai"]) or date.min, read_tanggal(case.row["selesai"]) or date.max
