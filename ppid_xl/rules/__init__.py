"""The rule words and the engine that compiles rules and judges rows by them."""

from ppid_xl.rules import (
    agenda,
    baris,
    dasar,
    judul_peraturan,
    kembar,
    keterbukaan,
    pejabat,
    periode,
    register,
    sel,
    uji,
    words,
)
from ppid_xl.rules.case import Case, Context
from ppid_xl.rules.engine import check, load_law_rules, message_key
from ppid_xl.rules.findings import (
    count_levels,
    count_rules,
    finding_key,
    sort_findings,
    tell_absent_columns_once,
    with_level,
    without_dismissed,
)
from ppid_xl.rules.rule import SOP_WORDS, WORDS, Hit, Rule, Word, build_rule
from ppid_xl.rules.usulan import is_accepted, usulan_text

_WORD_MODULES = (
    agenda,
    baris,
    dasar,
    judul_peraturan,
    kembar,
    keterbukaan,
    pejabat,
    periode,
    register,
    sel,
    uji,
    words,
)

__all__ = [
    "SOP_WORDS",
    "WORDS",
    "Case",
    "Context",
    "Hit",
    "Rule",
    "Word",
    "build_rule",
    "check",
    "count_levels",
    "count_rules",
    "finding_key",
    "is_accepted",
    "load_law_rules",
    "message_key",
    "sort_findings",
    "tell_absent_columns_once",
    "usulan_text",
    "with_level",
    "without_dismissed",
]
