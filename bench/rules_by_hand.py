"""`rules`: the engine against the same rules in a loop written by hand, over 10,000 rows already read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import attrgetter

from plain_loop import RULES, check_by_hand
from sample import NOW, book_of, mixed_rows, real_rows
from timing import Line, interleave, show

from ppid_xl.columns import normalise
from ppid_xl.dasar_hukum import parse_dasar_hukum
from ppid_xl.jangka_waktu import parse_jangka_waktu
from ppid_xl.jangka_waktu.waktu import names_second_condition, read_waktu
from ppid_xl.model import Book, Finding
from ppid_xl.rules import Rule, check, message_key
from ppid_xl.rules.case import split_words
from ppid_xl.rules.judul_peraturan import _is_alike
from ppid_xl.rules.sel import read_text_date
from ppid_xl.rules.usulan import is_own_wording, read_usulan
from ppid_xl.workflow.ground.knowledge import load_knowledge

ROWS, ROUNDS, TARGET = 10_000, 7, 1.5
_REMEMBERED = (
    normalise,
    split_words,
    read_text_date,
    parse_dasar_hukum,
    parse_jangka_waktu,
    read_waktu,
    names_second_condition,
    read_usulan,
    is_own_wording,
)


def forget() -> None:
    """Empty what was remembered of texts already read, as in a process just started."""
    for function in (*_REMEMBERED, _is_alike):
        function.cache_clear()


def run() -> bool:
    """Time both data sets; return whether the target is met in both."""
    sets = {"5 % faulty rows": mixed_rows(ROWS), "the 104 real rows repeated": real_rows(ROWS)}
    verdicts = [_compare(name, book_of(rows)) for name, rows in sets.items()]
    return all(verdicts)


def _compare(name: str, book: Book) -> bool:
    knowledge, today = load_knowledge(), NOW.date()
    law = knowledge.law
    chosen = {message_key(rule): rule for rule in law if message_key(rule) in RULES}
    rows = book.rows("tblRekap")
    found = _check_afresh(book, list(chosen.values()))
    by_engine, by_hand = _places(found), check_by_hand(rows, today)
    assert by_engine == set(by_hand), sorted(by_engine ^ set(by_hand))[:10]
    assert len(chosen) == len(RULES)
    assert len(found) == len(by_hand)
    seconds = interleave(
        {
            "loop": partial(check_by_hand, rows, today),
            "findings": partial(_findings_by_hand, book, chosen),
            "engine": partial(_check_afresh, book, list(chosen.values())),
            "all": partial(_check_afresh, book, law),
        },
        ROUNDS,
        forget,
    )
    return show(
        f"rules: {ROWS} rows, {name}; {len(RULES)} rules, {len(found)} findings, the same from both",
        [
            Line("loop written by hand, a Finding for each fault", seconds["findings"]),
            Line("ppid_xl.rules.check, the same rules", seconds["engine"], TARGET),
            Line("the loop, faults only as (row, rule, column)", seconds["loop"]),
            Line(f"ppid_xl.rules.check, all {len(law)} rules of the law", seconds["all"]),
        ],
        "loop written by hand, a Finding for each fault",
    )


def _check_afresh(book: Book, rules: Sequence[Rule]) -> list[Finding]:
    """Check in surroundings of its own: a context keeps what it derived from the rows."""
    return check(book, rules, load_knowledge().context(book, NOW.date()))


def _findings_by_hand(book: Book, rules: dict[str, Rule]) -> list[Finding]:
    """Return what the loop finds in the form the rest of the program needs it in."""
    table = book.tables["tblRekap"]
    spec = load_knowledge().dictionary.tabel["tblRekap"]
    headings = {column.kunci: column.judul for column in spec.kolom}
    cells = {row.number: row for row in table.rows}
    found = []
    for number, name, key in check_by_hand(table.rows, NOW.date()):
        rule, row = rules[name], cells[number]
        found.append(
            Finding(
                tingkat=rule.tingkat,
                aturan=rule.aturan,
                pesan=name,
                lembar=table.sheet,
                sel=table.address(key, number),
                kolom=headings[key],
                id=row.text("id"),
                isi=row.text(key),
                kutipan=rule.kutipan,
                sumber=rule.sumber,
                unit=row.text("unit_penguasa"),
                table=table.name,
                row=number,
            )
        )
    return sorted(found, key=attrgetter("tingkat", "row", "kolom", "aturan"))


def _places(findings: list[Finding]) -> set[tuple[int, str, str]]:
    spec = load_knowledge().dictionary.tabel["tblRekap"]
    keys = {column.judul: column.kunci for column in spec.kolom}
    return {(finding.row, finding.pesan, keys[finding.kolom]) for finding in findings}
