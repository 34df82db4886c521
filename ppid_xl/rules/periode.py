"""Jangka waktu of an exclusion: how long at most, until when, and what passes with time."""

from __future__ import annotations

from ppid_xl.jangka_waktu import JangkaWaktu, names_other_start, needs_mulai
from ppid_xl.jangka_waktu.lama import Lama, add_lama
from ppid_xl.rules.case import BACAAN, Case, Context
from ppid_xl.rules.frasa import phrase_finder
from ppid_xl.rules.rule import NO_FACTS, Facts, Hit, RowCheck, Rule, judge, word
from ppid_xl.rules.words import show_date

PERIOD = (*BACAAN, "terhitung_mulai")
_PER_TAHUN = {"tahun": 1.0, "bulan": 12.0, "minggu": 52.1775, "hari": 365.2425, "hari kerja": 240.0}


@judge("jangka_waktu_tidak_jelas", reads=PERIOD)
def unclear(case: Case) -> Facts | None:
    """Report words that name neither length, date nor condition; a date that does not exist is told apart."""
    period = case.jangka_waktu
    unread = case.text["jangka_waktu"] and period.jenis == "tidak_jelas" and not period.mustahil
    return NO_FACTS if unread else None


@judge("tanggal_mustahil_tertulis", reads=PERIOD)
def impossible_date(case: Case) -> Facts | None:
    """Report a date in the words of Jangka Waktu that no calendar has."""
    found = case.jangka_waktu.mustahil
    return {"tertulis": found} if found else None


@word("durasi_terlalu_lama", "huruf", "tahun", reads=PERIOD)
def too_long(rule: Rule, _: Context) -> RowCheck:
    """Report a length over so many years for the listed letters."""
    letters, most, key = frozenset(rule.isi["huruf"]), int(rule.isi["tahun"]), rule.kolom[0]

    def check_row(case: Case) -> tuple[Hit] | None:
        if case.huruf.isdisjoint(letters):
            return None
        period = case.jangka_waktu
        if period.jenis != "durasi" or _years(period) <= most:
            return None
        return (Hit(key, {"lama": f"{period.jumlah} {period.satuan}", "paling_lama": str(most)}),)

    return check_row


@word("tanggal_akhir_terlalu_lama", "huruf", "tahun", reads=PERIOD)
def end_too_late(rule: Rule, _: Context) -> RowCheck:
    """Report a written end that lies more than so many years after the start, for the listed letters."""
    letters, most, key = frozenset(rule.isi["huruf"]), int(rule.isi["tahun"]), rule.kolom[0]

    def check_row(case: Case) -> tuple[Hit] | None:
        period = case.jangka_waktu
        if case.huruf.isdisjoint(letters) or period.jenis != "tanggal" or not (period.mulai and period.akhir):
            return None
        limit = add_lama(period.mulai, Lama(most, "tahun"))
        if limit is None or period.akhir <= limit:
            return None
        facts = {"mulai": show_date(period.mulai), "akhir": show_date(period.akhir), "paling_lama": str(most)}
        return (Hit(key, facts),)

    return check_row


@word("tanpa_batas", "huruf", "kecuali", reads=PERIOD)
def without_limit(rule: Rule, _: Context) -> RowCheck:
    """Report a period without limit for the listed letters, unless it holds an excepted phrase."""
    letters, key = frozenset(rule.isi["huruf"]), rule.kolom[0]
    excepted = phrase_finder(rule.isi.get("kecuali", ()))

    def check_row(case: Case) -> tuple[Hit] | None:
        named = case.huruf & letters
        if not named or case.jangka_waktu.jenis != "tanpa_batas" or excepted(case, key):
            return None
        return (Hit(key, {"huruf": " dan ".join(sorted(named))}),)

    return check_row


@judge("akhir_tidak_cocok", evident=True, reads=PERIOD)
def two_ends(case: Case) -> Facts | None:
    """Report a written end that is not the start plus the written length."""
    computed, written = case.jangka_waktu.akhir, case.jangka_waktu.akhir_tertulis
    if computed is None or written is None or computed == written:
        return None
    return {"akhir_tertulis": show_date(written), "akhir_hitungan": show_date(computed)}


@judge("akhir_sebelum_mulai", evident=True, reads=PERIOD)
def end_before_start(case: Case) -> Facts | None:
    """Report an end that lies before the start, which the words or Terhitung Mulai name."""
    start, end = case.jangka_waktu.mulai or case.terhitung_mulai, case.akhir
    if start is None or end is None or end >= start:
        return None
    return {"akhir": show_date(end), "mulai": show_date(start)}


@judge("akhir_diketik_berbeda", evident=True)
def typed_end_differs(case: Case) -> Facts | None:
    """Report a hand-typed Akhir Pengecualian that is not the computed end."""
    typed = case.akhir_typed
    if typed is None or case.akhir is None or typed == case.akhir:
        return None
    return {"akhir_tertulis": show_date(typed), "akhir_hitungan": show_date(case.akhir)}


@judge("akhir_diketik_tanpa_dasar")
def typed_end_without_ground(case: Case) -> Facts | None:
    """Report a hand-typed Akhir Pengecualian that no length or date in the row leads to."""
    typed = case.akhir_typed
    if typed is None or case.akhir is not None:
        return None
    return {"akhir_tertulis": show_date(typed)}


@judge("durasi_tanpa_mulai", reads=PERIOD)
def length_without_start(case: Case) -> Facts | None:
    """Report a length whose start is not known, so that it has no end."""
    if not needs_mulai(case.jangka_waktu) or case.row["terhitung_mulai"] is not None:
        return None
    return {"jangka_waktu": case.text["jangka_waktu"]}


@judge("mulai_berbeda", reads=PERIOD)
def two_starts(case: Case) -> Facts | None:
    """Report a start in the words of Jangka Waktu that is not the one in Terhitung Mulai."""
    written, cell = case.jangka_waktu.mulai, case.terhitung_mulai
    if written is None or cell is None or written == cell:
        return None
    return {"mulai_tertulis": show_date(written)}


@judge("mulai_bertentangan", reads=PERIOD)
def start_against_words(case: Case) -> Facts | None:
    """Report a Terhitung Mulai of another day, month or year than the words of Jangka Waktu count from."""
    period, cell = case.jangka_waktu, case.terhitung_mulai
    if cell is None or period.mulai is not None or not names_other_start(period, cell):
        return None
    return {"mulai_tertulis": period.titik_mulai}


@word("menjelang_akhir", "sejak_hari_kerja", "hari_kerja")
def end_approaches(rule: Rule, _: Context) -> RowCheck:
    """Report an exclusion from so many working days before its end until the last day to decide."""
    key, from_days, to_days = rule.kolom[0], int(rule.isi["sejak_hari_kerja"]), int(rule.isi["hari_kerja"])

    def check_row(case: Case) -> tuple[Hit] | None:
        end, today = case.akhir, case.context.today
        if end is None or today > end or case.will_open:
            return None
        first, last = case.working_days_before_end(from_days), case.working_days_before_end(to_days)
        if first is None or last is None or not first[0] <= today <= min(last):
            return None
        left = case.context.kalender.count_hari_kerja(today, last[0])
        limit = {"batas": show_date(last[0]), "sisa": str(left), "hari_kerja": str(to_days)}
        return (Hit(key, {"akhir": show_date(end), **limit}),)

    return check_row


@judge("sudah_berakhir", evident=True, reads=PERIOD)
def ended(case: Case) -> Facts | None:
    """Report an exclusion whose end has passed."""
    if case.akhir is None or not case.akhir < case.context.today:
        return None
    return {"akhir": show_date(case.akhir)}


def _years(period: JangkaWaktu) -> float:
    return (period.jumlah or 0) / _PER_TAHUN.get(period.satuan or "", 1.0)
