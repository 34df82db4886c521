"""Rows that are the same informasi: listed twice, or public and excluded at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ppid_xl.rules.case import Case, Context
from ppid_xl.rules.rule import Hit, Rule, TableCheck, table_word

_SHOWN = 5


def _groups(cases: Sequence[Case]) -> list[list[Case]]:
    """Return the rows that share title and unit with another row, spelling aside."""
    groups: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases:
        if title := case.plain["judul_informasi"]:
            groups[title, case.plain["unit_penguasa"]].append(case)
    return [group for group in groups.values() if len(group) > 1]


def _name(others: Iterable[Case], key: str) -> str:
    """Return where rows stand, such as ``Rekap!D12 (INF-2026-0003)``; the first five only."""
    first = list(islice(others, _SHOWN + 1))
    places = [_place(case, key) for case in first[:_SHOWN]]
    return ", ".join(places + ["dan lainnya"] * (len(first) > _SHOWN))


def _place(case: Case, key: str) -> str:
    number = case.text["id"]
    place = f"{case.table.sheet}!{case.table.address(key, case.row.number)}"
    return f"{place} ({number})" if number else place


@table_word("ganda")
def listed_twice(rule: Rule, _: Context) -> TableCheck:
    """Report each row whose title and unit stand in another row of its kind, public or excluded."""
    key = rule.kolom[0]

    def check_table(cases: Sequence[Case]) -> Iterator[tuple[Case, Hit]]:
        for group in _groups(cases):
            for kind in (True, False):
                same = [case for case in group if case.dikecualikan is kind]
                for case in same if len(same) > 1 else ():
                    yield case, Hit(key, {"lain": _name((other for other in same if other is not case), key)})

    return check_table


@table_word("publik_dan_dikecualikan")
def public_and_excluded(rule: Rule, _: Context) -> TableCheck:
    """Report the rows of one informasi that is public and excluded, except a public redacted copy."""
    key = rule.kolom[0]

    def check_table(cases: Sequence[Case]) -> Iterator[tuple[Case, Hit]]:
        for group in _groups(cases):
            public = [case for case in group if case.publik]
            excluded = [case for case in group if case.dikecualikan]
            for case in group:
                if others := _name(_clashes(case, public, excluded), "judul_informasi"):
                    yield case, Hit(key, {"lain": others})

    return check_table


def _clashes(case: Case, public: Sequence[Case], excluded: Sequence[Case]) -> Iterator[Case]:
    if case.publik:
        return (other for other in excluded if not _is_redacted_copy(case, other))
    return (other for other in public if case.dikecualikan and not _is_redacted_copy(other, case))


def _is_redacted_copy(public: Case, excluded: Case) -> bool:
    source = public.row.text("versi_publik_dari").casefold()
    return bool(source) and (source == excluded.row.text("id").casefold() or excluded.closes_part)
