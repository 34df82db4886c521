"""Numbers in the letter agenda: each once, and as the office writes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ppid_xl.columns import normalise
from ppid_xl.model import Row
from ppid_xl.nomor import compile_pola, is_unfilled, normalise_nomor
from ppid_xl.rules.case import Case, Context
from ppid_xl.rules.rule import Hit, RowCheck, Rule, TableCheck, table_word, word
from ppid_xl.rules.usulan import read_tanggal
from ppid_xl.tables import as_text

Register = tuple[int, str, str, str, str]


@table_word("nomor_ganda")
def number_used_twice(rule: Rule, _: Context) -> TableCheck:
    """Report each letter whose number another letter of the same year and kind has.

    Letters that came in are compared with those of the same sender only: every sender counts for itself.
    """
    key = rule.kolom[0]

    def check_table(cases: Sequence[Case]) -> Iterator[tuple[Case, Hit]]:
        registers: dict[Register, list[Case]] = defaultdict(list)
        for case in cases:
            if number := _number(case, key):
                registers[register_of(case.row, number)].append(case)
        for same in registers.values():
            for case in same if len(same) > 1 else ():
                others = ", ".join(case.table.address(key, o.row.number) for o in same[:6] if o is not case)
                yield case, Hit(key, {"nomor": _number(case, key), "lain": others})

    return check_table


@word("pola_nomor", "pengaturan")
def number_in_pattern(rule: Rule, context: Context) -> RowCheck:
    """Report a number of a letter of ours that does not follow the pattern in sheet Pengaturan.

    No pattern set, none asked. Raises ConfigError for a pattern that cannot be read.
    """
    key = rule.kolom[0]
    setting = context.book.setting(str(rule.isi["pengaturan"]))
    pola = compile_pola(setting) if setting else None

    def check_row(case: Case) -> tuple[Hit] | None:
        number = _number(case, key)
        if pola is None or not number or case.plain["arah"] == "masuk" or pola.match(number):
            return None
        return (Hit(key, {"nomor": number, "pola": setting}),)

    return check_row


def _number(case: Case, key: str) -> str:
    text = as_text(case.row[key]).strip()
    return "" if is_unfilled(text) else text


def register_of(row: Row, number: str) -> Register:
    """Return the register in which a letter's number must be the only one of its kind, with the number itself."""
    day = read_tanggal(row["tanggal"])
    incoming = normalise(row.text("arah")) == "masuk"
    sender = normalise(row.text("dari_kepada")) if incoming else ""
    year, side = day.year if day else 0, "masuk" if incoming else ""
    return year, side, normalise(row.text("jenis")), sender, normalise_nomor(number).casefold()
