"""Acts judged by the law: nothing is approved, extended or opened early without its consequence test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from ppid_xl.columns import normalise
from ppid_xl.evidence import DISETUJUI, Act, Evidence, Uji
from ppid_xl.identitas import collapse_ids
from ppid_xl.rules.case import Case, Context
from ppid_xl.rules.rule import Hit, RowCheck, Rule, TableCheck, table_word, word

_BETWEEN_NAMES = re.compile(r"[;,\n]")


@word("peserta_minimal", "jumlah")
def enough_participants(rule: Rule, _: Context) -> RowCheck:
    """Report a meeting with fewer participants than a number; names stand apart by ; or a line break."""
    key, least = rule.kolom[0], int(rule.isi["jumlah"])

    def check_row(case: Case) -> tuple[Hit] | None:
        names = [name for name in _BETWEEN_NAMES.split(case.text[key]) if name.strip()]
        return (Hit(key, {"jumlah": str(len(names))}),) if len(names) < least else None

    return check_row


@table_word("disetujui_tanpa_uji")
def approved_untested(rule: Rule, context: Context) -> TableCheck:
    """Report each approval of excluded informasi that no test on or before its day stands behind."""

    def untested(act: Act, informasi: str) -> bool:
        tests = context.evidence.uji.get(informasi, ())
        return not any(_not_after(_tested_on(test, context.evidence), act.mulai) for test in tests)

    return _acts_about(rule, context, untested, only_excluded=True)


@table_word("disetujui_bukan_pimpinan", "peran")
def approved_below(rule: Rule, context: Context) -> TableCheck:
    """Report each approval by a role other than the named, where none of those approved it later."""
    wanted = {normalise(role) for role in rule.isi["peran"]}

    def below(act: Act, informasi: str) -> bool:
        approvals = [a for a in context.evidence.acts.get(informasi, ()) if a.keputusan == DISETUJUI]
        return not any(normalise(a.sebagai) in wanted for a in approvals if a.row >= act.row)

    return _acts_about(rule, context, below, only_excluded=True)


@table_word("penguji_menyetujui")
def tester_approves(rule: Rule, context: Context) -> TableCheck:
    """Report each approval by the officer who led the test of the same informasi."""

    def same_officer(act: Act, informasi: str) -> bool:
        evidence = context.evidence
        meetings = {test.id_langkah for test in evidence.uji.get(informasi, ())}
        led = [a for a in evidence.acts.get(informasi, ()) if a.id_langkah in meetings]
        return any(normalise(a.oleh) == normalise(act.oleh) for a in led)

    return _acts_about(rule, context, same_officer, only_excluded=True)


@table_word("diubah_tanpa_uji")
def changed_untested(rule: Rule, context: Context) -> TableCheck:
    """Report each change of an exclusion before its end without a test later than the approval it changes.

    An approval after that test is the one of the change itself.
    """

    def untested(act: Act, informasi: str) -> bool:
        evidence = context.evidence
        approved = [
            a for a in evidence.acts.get(informasi, ()) if a.keputusan == DISETUJUI and a.row < act.row
        ]
        days = [_tested_on(test, evidence) for test in evidence.uji.get(informasi, ())]
        in_time = [day for day in days if _not_after(day, act.mulai)]
        return not in_time or not changes_one(approved, in_time[-1])

    def changes_one(approved: Sequence[Act], tested: date | None) -> bool:
        return not approved or any(_not_after(a.mulai, tested) for a in approved)

    return _acts_about(rule, context, untested)


def _acts_about(
    rule: Rule, context: Context, is_wrong: Callable[[Act, str], bool], *, only_excluded: bool = False
) -> TableCheck:
    key = rule.kolom[0]

    def check_table(cases: Sequence[Case]) -> Iterator[tuple[Case, Hit]]:
        acts = {act.row: act for found in context.evidence.acts.values() for act in found}
        excluded = context.excluded_ids if only_excluded else None
        for case in cases:
            act = acts.get(case.row.number)
            ids = [i for i in (act.ids if act else ()) if excluded is None or i in excluded]
            wrong = [informasi for informasi in ids if act and is_wrong(act, informasi)]
            if wrong:
                yield case, Hit(key, {"informasi": collapse_ids(wrong)})

    return check_table


def _tested_on(test: Uji, evidence: Evidence) -> date | None:
    acts = evidence.acts.get(test.id_informasi, ())
    return next((a.mulai for a in acts if a.id_langkah == test.id_langkah), None)


def _not_after(day: date | None, other: date | None) -> bool:
    return day is None or other is None or day <= other
