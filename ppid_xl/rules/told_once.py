"""A gap about which the law and the SOP ask the same: told once, under the stricter, with the other beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ppid_xl.model import TINGKAT, Finding
from ppid_xl.rules.rule import Rule

SAME_QUESTION = {"klasifikasi_tidak_dikenal": "pilihan"}
Question = tuple[str, str]


def question_of(rule: Rule) -> Question:
    """Return what a rule asks of a cell: its word and its measure; of a choice only that it is one."""
    kata = SAME_QUESTION.get(rule.kata, rule.kata)
    return kata, "" if kata == "pilihan" else repr(sorted(rule.isi.items()))


def asked_twice(rules: Iterable[Rule]) -> frozenset[Question]:
    """Return the questions that both the law and the SOP ask of a column of one table."""
    by_origin: dict[bool, set[tuple[str, Question]]] = {True: set(), False: set()}
    for rule in rules:
        by_origin[rule.from_sop].update((key, question_of(rule)) for key in rule.kolom)
    return frozenset(question for _, question in by_origin[True] & by_origin[False])


def tell_once(findings: Sequence[tuple[Rule, Finding]]) -> Finding:
    """Return the gravest of the findings of one cell, with quotation before without, and the others in its ``juga``."""
    kept = min(findings, key=_weight)[1]
    return kept._replace(juga=tuple(one for _, one in findings if one.aturan != kept.aturan))


def _weight(found: tuple[Rule, Finding]) -> tuple[int, bool, bool]:
    rule, finding = found
    return TINGKAT.index(finding.tingkat), not finding.kutipan, rule.from_sop
