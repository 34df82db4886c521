"""Openness: titles of what must stay open, and a part that may not close the whole."""

from __future__ import annotations

from ppid_xl.rules.case import Case, Context
from ppid_xl.rules.frasa import phrase_finder
from ppid_xl.rules.rule import Hit, RowCheck, Rule, word


@word("judul_seharusnya_terbuka", "frasa", "kecuali")
def open_by_law(rule: Rule, _: Context) -> RowCheck:
    """Report a title of a kind that must be open, unless the row says which part alone is closed."""
    key = rule.kolom[0]
    find = phrase_finder(rule.isi["frasa"], rule.isi.get("kecuali", ()))

    def check_row(case: Case) -> tuple[Hit] | None:
        found = find(case, key)
        return (Hit(key, {"frasa": found}),) if found and not case.closes_part else None

    return check_row


@word("sebagian_tetapi_ditutup_seluruhnya", "frasa", "kecuali")
def part_closes_whole(rule: Rule, _: Context) -> RowCheck:
    """Report a row whose title or summary speaks of a part while the whole document is closed."""
    key = rule.kolom[0]
    find = phrase_finder(rule.isi["frasa"], rule.isi.get("kecuali", ()))

    def check_row(case: Case) -> tuple[Hit] | None:
        if not case.closes_whole:
            return None
        for source in ("judul_informasi", "ringkasan_isi"):
            if find(case, source):
                spec = case.context.dictionary.tabel[rule.tabel]
                return (Hit(key, {"kolom_lain": spec.heading(source), "isi_lain": case.text[source]}),)
        return None

    return check_row
