"""Cells of the office's own registers: an ID that two lines have, a count that is none, a day yet to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ppid_xl.identitas import highest, is_id, new_id, plain_id
from ppid_xl.rules.case import Case, Context
from ppid_xl.rules.rule import NO_FACTS, Hit, RowCheck, Rule, TableCheck, table_word, word
from ppid_xl.rules.usulan import read_tanggal
from ppid_xl.rules.words import show_date
from ppid_xl.tables import is_blank, whole_number


@table_word("id_ganda")
def id_used_twice(rule: Rule, context: Context) -> TableCheck:
    """Report each line whose ID a line above has, in whatever letters; with the next ID that is free.

    Only in tables whose first column is an ID: of the rows of Rekap Periksa tells it, and gives them new ones.
    """
    column = context.dictionary.tabel[rule.tabel].kolom[0]
    key = column.kunci

    def check_table(cases: Sequence[Case]) -> Iterator[tuple[Case, Hit]]:
        if column.jenis != "id":
            return
        first: dict[str, Case] = {}
        ids = [plain_id(case.text[key]) for case in cases]
        for case, name in zip(cases, ids, strict=True):
            if name and first.setdefault(name, case) is not case:
                other = first[name]
                place = f"{other.table.sheet}!{other.table.address(key, other.row.number)}"
                yield case, Hit(key, {"lain": place, "bebas": _free(name, ids, context)})

    return check_table


def _free(name: str, ids: Sequence[str], context: Context) -> str:
    """Return the next ID of the kind that a name is; a word for it where the name is none of ours."""
    if not is_id(name):
        return "ID yang belum dipakai"
    prefix = name.partition("-")[0]
    used = max(highest(ids, prefix), whole_number(context.book.setting(f"Urut{prefix}")))
    return new_id(prefix, context.today.year, used + 1)


@word("mendatang")
def in_the_future(rule: Rule, context: Context) -> RowCheck:
    """Report each listed column whose day lies after today."""
    keys = rule.kolom

    def check_row(case: Case) -> list[Hit] | None:
        days = [(key, read_tanggal(case.row[key])) for key in keys]
        return [Hit(key, {"tanggal": show_date(day)}) for key, day in days if day and day > context.today]

    return check_row


@word("bilangan")
def counting_number(rule: Rule, _: Context) -> RowCheck:
    """Report a filled column that holds no whole number from 1."""
    key = rule.kolom[0]

    def check_row(case: Case) -> tuple[Hit] | None:
        value = case.row[key]
        return None if is_blank(value) or whole_number(value) else (Hit(key, NO_FACTS),)

    return check_row
