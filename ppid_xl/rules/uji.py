"""Acts judged by the law: nothing is approved, extended or opened early without its consequence test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ppid_xl.columns import normalise
from ppid_xl.errors import InputError
from ppid_xl.evidence import DIBUKA, DIPERPANJANG, DISETUJUI, Act, Evidence, sidik_of
from ppid_xl.identitas import collapse_ids, expand_ids
from ppid_xl.rules.case import Case, Context
from ppid_xl.rules.rule import Hit, RowCheck, Rule, TableCheck, table_word, word

_BETWEEN_NAMES = re.compile(r"[;,\n]")
_EXCLUDED_THEN = re.compile(r'^sidik: id "([^"]*)"', re.MULTILINE)
_WORDS_OF_EXCLUSION = ("konsekuensi_bila_dibuka", "bagian_yang_ditutup")


@word("peserta_minimal", "jumlah")
def enough_participants(rule: Rule, _: Context) -> RowCheck:
    """Report a meeting with fewer participants than a number; names stand apart by ; or a line break.

    Who came is counted over all lines of a meeting: those of one officer on one day in one place.
    """
    key, least = rule.kolom[0], int(rule.isi["jumlah"])

    def check_row(case: Case) -> tuple[Hit] | None:
        names = _names(case.text[key])
        if len(names) < least:
            people = case.context.kept(("rapat", key), lambda: _people_of_meetings(case.context.evidence))
            names = people.get(case.row.number, names)
        return (Hit(key, {"jumlah": str(len(names))}),) if len(names) < least else None

    return check_row


def _names(peserta: str) -> set[str]:
    return {normalise(name) for name in _BETWEEN_NAMES.split(peserta)} - {""}


def _people_of_meetings(evidence: Evidence) -> dict[int, set[str]]:
    """Return who came to the meeting that a line of tblLangkah is part of, by its row."""
    found = [evidence.meeting_of(test) for tests in evidence.uji.values() for test in tests]
    acts = {act.row: act for act in found if act is not None}
    keys = {row: (act.mulai or row, normalise(act.oleh), normalise(act.tempat)) for row, act in acts.items()}
    people: dict[object, set[str]] = {}
    for row, act in acts.items():
        people.setdefault(keys[row], set()).update(_names(act.peserta))
    return {row: people[key] for row, key in keys.items()}


@table_word("disetujui_tanpa_uji")
def approved_untested(rule: Rule, context: Context) -> TableCheck:
    """Report each approval of excluded informasi that no test on or before its day stands behind."""

    def untested(act: Act, informasi: str) -> bool:
        tests = context.evidence.uji.get(informasi, ())
        return not any(_not_after(context.evidence.tested_on(test), act.mulai) for test in tests)

    return _acts_about(rule, context, untested, only_excluded=True)


@table_word("disetujui_bukan_pimpinan", "peran")
def approved_below(rule: Rule, context: Context) -> TableCheck:
    """Report each approval by a role other than the named, where none of those approved in its round or later."""
    wanted = {normalise(role) for role in rule.isi["peran"]}

    def below(act: Act, informasi: str) -> bool:
        acts = context.evidence.acts.get(informasi, ())
        own = next((a.putaran for a in acts if a.row == act.row), act.putaran)
        approvals = [a for a in acts if a.keputusan == DISETUJUI and a.putaran >= own]
        return not any(normalise(a.sebagai) in wanted for a in approvals)

    return _acts_about(rule, context, below, only_excluded=True)


@word("waktu_bukan_pimpinan", "huruf", "peran")
def term_below(rule: Rule, context: Context) -> RowCheck:
    """Report a row under one of these letters whose latest round was approved, but by none of these roles."""
    key, letters = rule.kolom[0], frozenset(rule.isi["huruf"])
    wanted = {normalise(role) for role in rule.isi["peran"]}

    def check_row(case: Case) -> tuple[Hit] | None:
        if not letters & case.huruf:
            return None
        approvals = [a for a in context.evidence.acts.get(case.text["id"], ()) if a.keputusan == DISETUJUI]
        present = [a for a in approvals if a.putaran == approvals[-1].putaran]
        if not present or any(normalise(a.sebagai) in wanted for a in present):
            return None
        named = ", ".join(sorted(letters & case.huruf))
        return (Hit(key, {"huruf": named, "sebagai": present[-1].sebagai or "peran yang tidak disebut"}),)

    return check_row


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
        acts = evidence.acts.get(informasi, ())
        approved = [a for a in acts[: _place(acts, act)] if a.keputusan == DISETUJUI]
        days = [evidence.tested_on(test) for test in evidence.uji.get(informasi, ())]
        in_time = [day for day in days if _not_after(day, act.mulai)]
        return not in_time or not changes_one(approved, in_time[-1])

    def changes_one(approved: Sequence[Act], tested: date | None) -> bool:
        return not approved or any(_not_after(a.mulai, tested) for a in approved)

    return _acts_about(rule, context, untested)


@word("dibuka_tanpa_keputusan")
def open_undecided(rule: Rule, context: Context) -> RowCheck:
    """Report a row of a public class that a test or an approval still keeps closed."""
    key = rule.kolom[0]

    def check_row(case: Case) -> tuple[Hit] | None:
        if not case.publik:
            return None
        worded = any(case.plain[column] for column in _WORDS_OF_EXCLUSION)
        found = closed_by(context.evidence, case.text["id"].upper())
        if not found and worded:
            found = _closed_under_another_id(rule, case)
        return (Hit(key, {"bukti": found}),) if found else None

    return check_row


def _closed_under_another_id(rule: Rule, case: Case) -> str:
    """Return the test that closed the very words of a row without a record of its own, redacted copies aside."""
    evidence, informasi = case.context.evidence, case.text["id"].upper()
    if informasi in evidence.uji or informasi in evidence.acts or case.text["versi_publik_dari"]:
        return ""
    closing = case.context.kept(("sidik", "tertutup"), lambda: _closing_tests(evidence))
    if not closing:
        return ""
    excluded = replace(case.row, values={**case.row.values, "klasifikasi": "Dikecualikan"})
    return closing.get(sidik_of(excluded, case.context.dictionary.tabel[rule.tabel]), "")


def _closing_tests(evidence: Evidence) -> dict[str, str]:
    """Return the latest tests that keep informasi closed: digest of the words → ID of the test."""
    tests = [evidence.latest_uji(informasi) for informasi in evidence.uji if closed_by(evidence, informasi)]
    return {test.sidik: test.id_uji or test.id_informasi for test in tests if test and test.sidik}


def closed_by(evidence: Evidence, informasi: str) -> str:
    """Return the ID of the test or approval that keeps an informasi closed; empty when none does.

    An act "Dibuka" ends what was before it. Public rows are approved too: an approval closes when it leaves the
    digest of an excluded row, and before any opening also after a test.
    """
    acts = evidence.acts.get(informasi, ())
    opened = max((place for place, act in enumerate(acts) if act.keputusan == DIBUKA), default=-1)
    test = evidence.latest_uji(informasi)
    if test is not None and normalise(test.hasil) != normalise(DIBUKA):
        held = max((place for place, act in enumerate(acts) if act.id_langkah == test.id_langkah), default=-1)
        if opened < 0 or held > opened:
            return test.id_uji or informasi
    likely = opened < 0 and test is not None
    since = [act for act in acts[opened + 1 :] if _closes(act, informasi, likely=likely)]
    return (since[-1].id_langkah or informasi) if since else ""


def _closes(act: Act, informasi: str, *, likely: bool) -> bool:
    if act.keputusan == DIPERPANJANG:
        return True
    return act.keputusan == DISETUJUI and (likely or informasi in _excluded_then(act))


def _excluded_then(act: Act) -> tuple[str, ...]:
    """Return the IDs whose digest an approval without a test keeps: only excluded rows have one."""
    try:
        return expand_ids(_EXCLUDED_THEN.findall(act.catatan))
    except InputError:
        return ()


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


def _place(acts: Sequence[Act], act: Act) -> int:
    """Return where an act stands among those of an informasi, oldest first, however the sheet is sorted."""
    return next((place for place, one in enumerate(acts) if one.row == act.row), len(acts))


def _not_after(day: date | None, other: date | None) -> bool:
    return day is None or other is None or day <= other
