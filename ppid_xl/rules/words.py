"""The general vocabulary: what any SOP may say about its columns."""

from __future__ import annotations

from datetime import date

from ppid_xl.columns import normalise
from ppid_xl.model import BadCell, Value
from ppid_xl.rules.case import Case, Context
from ppid_xl.rules.frasa import phrase_finder
from ppid_xl.rules.rule import NO_FACTS, Hit, RowCheck, Rule, word
from ppid_xl.rules.usulan import read_tanggal


def is_empty(value: Value) -> bool:
    """Say whether a cell holds nothing that can be used: blank, or an error such as ``#REF!``."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or isinstance(value, BadCell)


@word("wajib")
def required(rule: Rule, _: Context) -> RowCheck:
    """Report each listed column that is empty."""
    keys = rule.kolom

    def check_row(case: Case) -> list[Hit] | None:
        missing: list[Hit] | None = None
        values = case.row.values
        for key in keys:
            if is_empty(values.get(key)):
                missing = [*(missing or ()), Hit(key, NO_FACTS)]
        return missing

    return check_row


@word("pilihan", "pilihan")
def one_of(rule: Rule, context: Context) -> RowCheck:
    """Report a filled column whose words are none of the choices, however they are capitalised."""
    key = rule.kolom[0]
    spec = context.dictionary.tabel[rule.tabel].column(key)
    choices = rule.isi.get("pilihan") or (context.dictionary.daftar[spec.daftar].isi if spec.daftar else ())
    known = {normalise(choice) for choice in choices}
    hit = (Hit(key, {"pilihan": ", ".join(choices)}),)

    def check_row(case: Case) -> tuple[Hit] | None:
        plain = case.plain[key]
        return hit if plain and plain not in known else None

    return check_row


@word("urutan", "sesudah")
def in_order(rule: Rule, context: Context) -> RowCheck:
    """Report a date that comes before the date it must follow."""
    key, earlier = rule.kolom[0], str(rule.isi["sesudah"])
    other = context.dictionary.tabel[rule.tabel].heading(earlier)

    def check_row(case: Case) -> tuple[Hit] | None:
        late, early = read_tanggal(case.row[key]), read_tanggal(case.row[earlier])
        if late is None or early is None or late >= early:
            return None
        facts = {"tanggal": show_date(late), "pembanding": show_date(early), "kolom_pembanding": other}
        return (Hit(key, facts),)

    return check_row


@word("tenggat_sebelum_akhir", "hari_kerja")
def before_the_end(rule: Rule, _: Context) -> RowCheck:
    """Report an exclusion whose last day to decide, so many working days before its end, has passed.

    Not once the end itself has passed, nor when its latest uji decided to open it. Late under one reading of
    cuti bersama only: never more than peringatan (R56).
    """
    key, days = rule.kolom[0], int(rule.isi["hari_kerja"])

    def check_row(case: Case) -> tuple[Hit] | None:
        end, today = case.akhir, case.context.today
        if end is None or not case.dikecualikan or today > end or case.will_open:
            return None
        limits = case.working_days_before_end(days)
        if limits is None or today <= min(limits):
            return None
        limit, other = limits
        facts = {
            "akhir": show_date(end),
            "hari_kerja": str(days),
            "batas": show_date(limit),
            "batas_lain": show_date(other),
        }
        softened = today <= max(limits) and rule.can_block
        return (Hit(key, facts, "peringatan" if softened else None),)

    return check_row


@word("paling_lama", "bulan")
def not_older(rule: Rule, context: Context) -> RowCheck:
    """Report a date that lies more than so many months before today."""
    key, months = rule.kolom[0], int(rule.isi["bulan"])
    oldest = months_before(context.today, months)

    def check_row(case: Case) -> tuple[Hit] | None:
        day = read_tanggal(case.row[key])
        if day is None or day >= oldest:
            return None
        return (Hit(key, {"tanggal": show_date(day), "bulan": str(months)}),)

    return check_row


@word("memuat", "frasa", "kecuali", "di_awal")
def holds(rule: Rule, _: Context) -> RowCheck:
    """Report each listed column that holds one of the phrases, and none of the exceptions."""
    keys = rule.kolom
    isi = rule.isi
    find = phrase_finder(isi["frasa"], isi.get("kecuali", ()), at_start=isi.get("di_awal", False))

    def check_row(case: Case) -> list[Hit] | None:
        hits = [Hit(key, {"frasa": found}) for key in keys if (found := find(case, key))]
        return hits or None

    return check_row


@word("kata_minimal", "kata_minimal")
def long_enough(rule: Rule, _: Context) -> RowCheck:
    """Report each listed column that is filled with fewer words than asked."""
    keys, least = rule.kolom, int(rule.isi["kata_minimal"])

    def check_row(case: Case) -> list[Hit] | None:
        hits = [
            Hit(key, {"jumlah": str(count), "paling_sedikit": str(least)})
            for key in keys
            if 0 < (count := len(case.text[key].split())) < least
        ]
        return hits or None

    return check_row


def show_date(day: date) -> str:
    """Return a date as the workbook shows it, day first."""
    return f"{day:%d/%m/%Y}"


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    return date.min
