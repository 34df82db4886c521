"""Cells themselves: dates that are none, cells without a usable value, and words that their list does not have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial

from ppid_xl.columns import normalise
from ppid_xl.model import BadCell, Value
from ppid_xl.rules.case import Case, Context
from ppid_xl.rules.rule import NO_FACTS, Hit, RowCheck, Rule, TableCheck, table_word, word
from ppid_xl.strict_toml import likely
from ppid_xl.tables import DATED
from ppid_xl.tanggal import Tanggal, parse_tanggal

CHOICES_SHOWN = 6
_JAM = re.compile(
    r"[\s,]+(?:(?:pukul|jam)\s*)?[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9]{2})?\s*(?:wib|wita|wit)?$", re.IGNORECASE
)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float)


def _has_kind(*kinds: str) -> Callable[[Value], bool]:
    def is_kind(value: Value) -> bool:
        return isinstance(value, str) and bool(value.strip()) and read_text_date(value).jenis in kinds

    return is_kind


def _wrong_weekday(value: Value) -> bool:
    return isinstance(value, str) and not read_text_date(value).hari_fits


_FAULTS: dict[str, Callable[[Value], bool]] = {
    "bukan_tanggal": _has_kind("bukan-tanggal"),
    "mustahil": _has_kind("mustahil"),
    "bulan_saja": _has_kind("bulan"),
    "angka": _is_number,
    "hari_tidak_cocok": _wrong_weekday,
}


@lru_cache(maxsize=8192)
def read_text_date(text: str) -> Tanggal:
    """Read a date typed as text; a time of day behind it does not matter."""
    plain = text.strip()
    found = parse_tanggal(plain)
    if found.jenis == "bukan-tanggal" and (shorter := _JAM.sub("", plain)) != plain:
        return parse_tanggal(shorter)
    return found


@table_word("tanggal", "cacat")
def readable_date(rule: Rule, context: Context) -> TableCheck:
    """Report every date column of the table, or the listed ones, whose cell has the named fault."""
    is_faulty = _FAULTS[rule.isi["cacat"]]
    spec = context.dictionary.tabel[rule.tabel]
    keys = rule.kolom or tuple(c.kunci for c in spec.kolom if c.jenis in DATED)

    def check_table(cases: Sequence[Case]) -> Iterator[tuple[Case, Hit]]:
        for key in keys:
            make = partial(_no_dates, cases, key)
            for case, value in make() if rule.bila else context.kept(("no dates", spec.nama, key), make):
                if is_faulty(value):
                    yield case, Hit(key, NO_FACTS)

    return check_table


def _no_dates(cases: Sequence[Case], key: str) -> list[tuple[Case, Value]]:
    return [
        (case, value)
        for case in cases
        if (value := case.row.values.get(key)) is not None and not isinstance(value, date)
    ]


@table_word("sel_rusak")
def broken_cell(rule: Rule, context: Context) -> TableCheck:
    """Report every cell that staff type in and that holds an error or a formula without a value."""
    spec = context.dictionary.tabel[rule.tabel]
    keys = rule.kolom or tuple(c.kunci for c in spec.kolom if c.pengisi != "alat")

    def check_table(cases: Sequence[Case]) -> Iterator[tuple[Case, Hit]]:
        broken = [case for case in cases if BadCell in map(type, case.row.values.values())]
        for case in broken:
            yield from ((case, Hit(key, NO_FACTS)) for key in keys if isinstance(case.row[key], BadCell))

    return check_table


@word("luar_daftar", "mirip")
def outside_list(rule: Rule, context: Context) -> RowCheck:
    """Report a filled column of a workbook of ours that its drop-down list does not have; no list, none asked.

    ``mirip`` says which ones: true those a slip away from a choice, false all others.
    """
    key, wanted = rule.kolom[0], bool(rule.isi["mirip"])
    choices = _choices_of(rule, context)
    known = {normalise(choice): choice for choice in choices}
    names = tuple(known)
    shown = ", ".join(choices[:CHOICES_SHOWN]) + ", …" * (len(choices) > CHOICES_SHOWN)

    def check_row(case: Case) -> tuple[Hit] | None:
        plain = case.plain[key]
        if not plain or not known or plain in known:
            return None
        near = known.get(_likely(plain, names), "")
        return (Hit(key, {"terdekat": near, "pilihan": shown}),) if bool(near) is wanted else None

    return check_row


_likely = lru_cache(maxsize=4096)(likely)


def _choices_of(rule: Rule, context: Context) -> tuple[str, ...]:
    """Return the choices that a workbook of ours has for a column: fixed words, or those of a table of its own."""
    dictionary, book = context.dictionary, context.book
    spec = dictionary.tabel[rule.tabel].column(rule.kolom[0])
    if not spec.daftar or not book.ours:
        return ()
    listed = dictionary.daftar[spec.daftar]
    if not listed.kolom:
        return listed.isi
    name, _, heading = listed.kolom.rstrip("]").partition("[")
    keys = [column.kunci for column in dictionary.tabel[name].kolom if column.judul == heading]
    return tuple(text for row in book.rows(name) for key in keys if (text := row.text(key)))
