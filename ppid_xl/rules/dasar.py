"""Dasar hukum of an exclusion: an undang-undang, Pasal 17 of UU 14/2008, its letter and number."""

from __future__ import annotations

from collections.abc import Iterable

from ppid_xl.dasar_hukum import Rujukan, format_rujukan
from ppid_xl.dasar_hukum.tie import HURUF_PASAL_17
from ppid_xl.rules.case import BACAAN, Case, Context
from ppid_xl.rules.frasa import phrase_finder
from ppid_xl.rules.rule import NO_FACTS, Facts, Hit, RowCheck, Rule, judge, word


@judge("tanpa_undang_undang", reads=BACAAN)
def without_law(case: Case) -> Facts | None:
    """Report words that name no undang-undang, be it only by inference."""
    if not case.text["dasar_hukum"] or case.dasar_hukum.undang_undang:
        return None
    return NO_FACTS


@judge("tanpa_pasal_17", reads=BACAAN)
def without_article_17(case: Case) -> Facts | None:
    """Report an undang-undang without Pasal 17 of UU 14/2008."""
    read = case.dasar_hukum
    if not read.undang_undang or read.pasal_17 or read.names_pasal_17_without_huruf:
        return None
    return {"undang_undang": ", ".join(dict.fromkeys(one.peraturan for one in read.undang_undang))}


@judge("tanpa_huruf", reads=BACAAN)
def without_letter(case: Case) -> Facts | None:
    """Report Pasal 17 without any letter."""
    read = case.dasar_hukum
    missing = read.names_pasal_17_without_huruf and not read.pasal_17 and read.undang_undang
    return NO_FACTS if missing else None


@judge("pasal_17_disimpulkan", reads=BACAAN)
def inferred_article_17(case: Case) -> Facts | None:
    """Report a letter that rests on more than the written words, until staff accept the reading."""
    inferred = case.dasar_hukum.pasal_17
    if not inferred or case.pasal_17:
        return None
    return {"bacaan": "; ".join(map(format_rujukan, inferred))}


@judge("huruf_tidak_ada", reads=BACAAN)
def unknown_letter(case: Case) -> Facts | None:
    """Report a letter that Pasal 17 does not have."""
    return _name(one for one in case.pasal_17 if one.huruf not in HURUF_PASAL_17)


@word("angka_luar_rentang", "jumlah_angka", reads=BACAAN)
def number_out_of_range(rule: Rule, _: Context) -> RowCheck:
    """Report a number that the letter does not have; ``jumlah_angka`` says how many each letter has."""
    counts: dict[str, int] = rule.isi["jumlah_angka"]
    key = rule.kolom[0]

    def check_row(case: Case) -> tuple[Hit] | None:
        for one in case.pasal_17:
            most = counts.get(one.huruf)
            if most is not None and one.angka is not None and not 1 <= one.angka <= most:
                return (Hit(key, {**_describe(one), "terbanyak": str(most)}),)
        return None

    return check_row


@word("angka_pada_huruf_tanpa_angka", "huruf", reads=BACAAN)
def number_of_plain_letter(rule: Rule, _: Context) -> RowCheck:
    """Report a number after a letter that has no numbered items."""
    letters, key = frozenset(rule.isi["huruf"]), rule.kolom[0]

    def check_row(case: Case) -> tuple[Hit] | None:
        facts = _name(one for one in case.pasal_17 if one.huruf in letters and one.angka is not None)
        return (Hit(key, facts),) if facts else None

    return check_row


@word("tanpa_angka", "jumlah_angka", reads=BACAAN)
def without_number(rule: Rule, _: Context) -> RowCheck:
    """Report a letter with numbered items of which none is named."""
    counts: dict[str, int] = rule.isi["jumlah_angka"]
    key = rule.kolom[0]

    def check_row(case: Case) -> tuple[Hit] | None:
        numbered = {one.huruf for one in case.pasal_17 if one.angka is not None}
        bare = [letter for letter in sorted(case.huruf - numbered) if letter in counts]
        if not bare:
            return None
        facts = {"huruf": " dan ".join(bare), "contoh_huruf": bare[0], "terbanyak": str(counts[bare[0]])}
        return (Hit(key, facts),)

    return check_row


@judge("huruf_j_tanpa_undang_undang_lain", reads=BACAAN)
def letter_j_alone(case: Case) -> Facts | None:
    """Report huruf j without another undang-undang that forbids disclosure."""
    return NO_FACTS if "j" in case.huruf and not case.dasar_hukum.undang_undang_lain else None


@judge("huruf_j_tanpa_pasal_lain", reads=BACAAN)
def letter_j_without_article(case: Case) -> Facts | None:
    """Report huruf j when no article of the other undang-undang is named."""
    others = case.dasar_hukum.undang_undang_lain
    if "j" not in case.huruf or not others or any(one.pasal for one in others):
        return None
    return {"undang_undang": ", ".join(dict.fromkeys(one.peraturan for one in others))}


@word("huruf_menurut_pokok", "pokok")
def letter_for_topic(rule: Rule, _: Context) -> RowCheck:
    """Advise when the title speaks of a topic and none of the letters that usually cover it is named."""
    key = rule.kolom[0]
    topics = [(t["nama"], frozenset(t["huruf"]), phrase_finder(t["frasa"])) for t in rule.isi["pokok"]]
    any_topic = phrase_finder(phrase for t in rule.isi["pokok"] for phrase in t["frasa"])

    def check_row(case: Case) -> tuple[Hit] | None:
        if not case.huruf:
            return None
        for name, letters, find in topics if any_topic(case, "judul_informasi") else ():
            if case.huruf.isdisjoint(letters) and (found := find(case, "judul_informasi")):
                facts = {"frasa": found, "pokok": name, "huruf": " atau ".join(sorted(letters))}
                return (Hit(key, facts),)
        return None

    return check_row


@word("huruf_tanpa_frasa", "huruf", "frasa")
def letter_without_phrase(rule: Rule, _: Context) -> RowCheck:
    """Advise when a letter is named and a filled column has none of the phrases that tell its harm."""
    letters, key = frozenset(rule.isi["huruf"]), rule.kolom[0]
    find = phrase_finder(rule.isi["frasa"])

    def check_row(case: Case) -> tuple[Hit] | None:
        if case.huruf.isdisjoint(letters) or not case.plain[key] or find(case, key):
            return None
        return (Hit(key, NO_FACTS),)

    return check_row


def _name(references: Iterable[Rujukan]) -> Facts | None:
    first = next(iter(references), None)
    return None if first is None else _describe(first)


def _describe(rujukan: Rujukan) -> Facts:
    return {"rujukan": format_rujukan(rujukan), "huruf": rujukan.huruf}
