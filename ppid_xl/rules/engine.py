"""The engine: rules compiled once, one plain loop over the rows, whole-column rules beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from ppid_xl.columns import TableSpec, normalise
from ppid_xl.errors import ConfigError
from ppid_xl.model import Book, Finding, Table, Tingkat, Value
from ppid_xl.rules.case import Case, Context
from ppid_xl.rules.findings import sort_findings, tell_broken_cells_once
from ppid_xl.rules.rule import EVERY_TABLE, WORDS, Hit, RowCheck, Rule, TableCheck, build_rule
from ppid_xl.rules.told_once import Question, asked_twice, question_of, tell_once
from ppid_xl.strict_toml import check_keys, nearest, read_toml
from ppid_xl.tables import as_text

OWN = "ppid-xl"
KEGIATAN = "kegiatan"
_NUMBERED = re.compile(r"^[0-9]{1,3}\. ")  # an act of an SOP's kegiatan begins with its number
WORKED_OUT = "batas_ubah"  # Periksa writes it while it tells, so what stood there before says nothing


def load_law_rules(path: Path) -> tuple[Rule, ...]:
    """Read the law's rules from ``hukum.toml``; raise ConfigError for unknown keys and words.

    A law's rule that can block needs ``terverifikasi = true``, unless it follows from the row's own words.
    """
    data = read_toml(path)
    check_keys(data, ("aturan",), path, "berkas")
    rules = tuple(
        build_rule(item, str(item.get("dasar", OWN)).split("/")[0], path) for item in data["aturan"]
    )
    for rule in rules:
        if rule.can_block and not (rule.terverifikasi or WORDS[rule.kata].evident):
            raise ConfigError("galat-tanpa-dasar", berkas=path, tempat=f"aturan {rule.kode} {rule.varian}")
    return rules


def check(book: Book, rules: Sequence[Rule], context: Context, *, untuk: str = "") -> list[Finding]:
    """Judge every row of the book by every rule; return the findings in the order staff work through them.

    ``untuk`` names the document about to be made, for rules that weigh more then. Raises ConfigError for a
    rule that names a column its table does not have.
    """
    findings = list(book.findings)
    for table in book.tables.values():
        spec = context.dictionary.tabel.get(table.name)
        if spec and table.rows:
            findings.extend(_check_table(table, spec, _rules_of(rules, spec), context, untuk))
    ordered = sort_findings(findings, context.dictionary)
    told = tell_broken_cells_once(ordered)
    return ordered if told is ordered else sort_findings(told, context.dictionary)


def _rules_of(rules: Iterable[Rule], spec: TableSpec) -> list[Rule]:
    """Return the rules of one table, those of every table bound to it."""
    known = [column.kunci for column in spec.kolom]
    mine = []
    for rule in rules:
        if rule.tabel not in (spec.nama, EVERY_TABLE):
            continue
        for key in (*rule.kolom, *rule.bila):
            if key not in known:
                raise ConfigError(
                    "kolom-tidak-dikenal",
                    aturan=rule.aturan,
                    kolom=key,
                    tabel=spec.nama,
                    terdekat=nearest(key, known),
                )
        mine.append(replace(rule, tabel=spec.nama) if rule.tabel == EVERY_TABLE else rule)
    return mine


class _Prepared(NamedTuple):
    """A rule with what is the same for all its findings; ``question`` when law and SOP both ask it."""

    rule: Rule
    aturan: str
    pesan: str
    tingkat: Tingkat
    sumber: str
    check_row: RowCheck | None
    check_table: TableCheck | None
    applies: Callable[[Case], bool] | None
    question: Question | None

    def fits_class(self, klasifikasi: str) -> bool:
        """Whether the rule speaks of rows of this class."""
        wanted = self.rule.bila.get("klasifikasi")
        return wanted is None or klasifikasi in wanted

    def fits(self, case: Case) -> bool:
        """Whether the rule speaks of this row."""
        return self.fits_class(case.klasifikasi) and (self.applies is None or self.applies(case))


Hits = list[tuple[_Prepared, Hit]]


def _prepare(rule: Rule, context: Context, untuk: str, twice: Collection[Question]) -> _Prepared:
    word, question = WORDS[rule.kata], question_of(rule)
    return _Prepared(
        rule,
        rule.aturan,
        message_key(rule),
        rule.tingkat_untuk.get(untuk, rule.tingkat),
        rule.sumber or rule.tafsir,
        word.row(rule, context) if word.row else None,
        word.table(rule, context) if word.table else None,
        _condition(rule),
        question if question in twice else None,
    )


@dataclass(slots=True)
class _Group:
    """Rules for rows of one class that read the same cells; rows that agree in those are judged once."""

    reads: tuple[str, ...]
    rules: list[_Prepared] = field(default_factory=list)
    known: dict[tuple[Value, ...], Hits] = field(default_factory=dict)

    def judge(self, case: Case) -> Hits:
        """Return what the rules of the group find in a row."""
        if not self.reads:
            return self._judge(case)
        values = case.row.values
        cells = tuple([values.get(key) for key in self.reads])
        found = self.known.get(cells)
        if found is None:
            found = self.known[cells] = self._judge(case)
        return found

    def _judge(self, case: Case) -> Hits:
        found: Hits = []
        for one in self.rules:
            if one.check_row and (one.applies is None or one.applies(case)):
                hits = one.check_row(case)
                if hits:
                    found += [(one, hit) for hit in hits]
        return found


def _group(prepared: Sequence[_Prepared], klasifikasi: str) -> list[_Group]:
    groups: dict[tuple[str, ...], _Group] = {}
    for one in prepared:
        if one.check_row and one.fits_class(klasifikasi):
            reads = () if one.applies else WORDS[one.rule.kata].reads
            groups.setdefault(reads, _Group(reads)).rules.append(one)
    return list(groups.values())


def _check_table(
    table: Table, spec: TableSpec, rules: Sequence[Rule], context: Context, untuk: str
) -> Iterator[Finding]:
    cases = context.cases(table)
    twice = asked_twice(rules)
    prepared = [_prepare(rule, context, untuk, twice) for rule in rules]
    make = _FindingMaker(table, spec)
    groups = {c: _group(prepared, c) for c in {case.klasifikasi for case in cases}}
    shared: dict[tuple[Question, str], list[tuple[Rule, Finding]]] = {}
    for case in cases:
        for group in groups[case.klasifikasi]:
            for one, hit in group.judge(case):
                found = make(one, case, hit)
                if one.question is None:
                    yield found
                else:
                    shared.setdefault((one.question, found.sel), []).append((one.rule, found))
    yield from map(tell_once, shared.values())
    for one in prepared:
        if one.check_table:
            fitting = [case for case in cases if one.fits(case)] if one.rule.bila else cases
            for case, hit in one.check_table(fitting):
                yield make(one, case, hit)


def _condition(rule: Rule) -> Callable[[Case], bool] | None:
    """Return the test of the conditions on columns other than Klasifikasi; None when there are none."""
    wanted = {
        key: {normalise(value) for value in values}
        for key, values in rule.bila.items()
        if key != "klasifikasi"
    }
    if not wanted:
        return None
    return lambda case: all(_asked(case, key) in words for key, words in wanted.items())


def _asked(case: Case, key: str) -> str:
    text = as_text(case.row[key])
    return normalise(_NUMBERED.sub("", text) if key == KEGIATAN else text)


class _FindingMaker:
    def __init__(self, table: Table, spec: TableSpec) -> None:
        self.table = table
        self.headings = {column.kunci: column.judul for column in spec.kolom}
        self.id_key = next((c.kunci for c in spec.kolom if c.jenis == "id"), spec.kolom[0].kunci)

    def __call__(self, one: _Prepared, case: Case, hit: Hit) -> Finding:
        row, key = case.row, hit.key
        return Finding(
            hit.tingkat or one.tingkat,
            one.aturan,
            one.pesan,
            self.table.sheet,
            self.table.address(key, row.number),
            self.headings[key],
            case.text[self.id_key],
            "" if key == WORKED_OUT else as_text(row.values.get(key)),
            hit.facts,
            one.rule.kutipan,
            one.sumber,
            case.text["unit_penguasa"],
            self.table.name,
            row.number,
        )


def message_key(rule: Rule) -> str:
    """Return the entry of ``pesan.toml`` for a rule: the law's have their own, SOP rules their word's."""
    if rule.from_sop:
        return f"kata.{rule.kata}"
    return f"{rule.kode}.{rule.varian}" if rule.varian else rule.kode
