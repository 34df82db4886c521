"""Pantau: every exclusion enters its window on the day the law's count says, over years with joint leave."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.model import AppendRows, Book, Value
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.pantau import (
    LEWAT,
    LEWAT_BATAS,
    SEGERA,
    TANPA_TANGGAL,
    TINJAU,
    Watched,
    grouped,
    pantau,
)

LIBUR = [date(2026, 12, 25), date(2027, 1, 1)]
CUTI = [date(2026, 12, 24)]


def book_with(knowledge: Knowledge, *periods: tuple[str, date | None]) -> Book:
    host = MemoryHost(blank_book(knowledge.dictionary))
    rows: list[dict[str, Value]] = [
        {"id": f"INF-2026-{n:04}", "judul_informasi": f"Informasi {n}", "klasifikasi": "Dikecualikan",
         "jangka_waktu": words, "terhitung_mulai": start}
        for n, (words, start) in enumerate(periods, 1)
    ]  # fmt: skip
    days: list[dict[str, Value]] = [{"tanggal": day, "nama": "x", "jenis": "libur"} for day in LIBUR]
    days += [{"tanggal": day, "nama": "x", "jenis": "cuti bersama"} for day in CUTI]
    host.apply([AppendRows("tblRekap", rows), AppendRows("tblLibur", days)])
    return host.snapshot()


def workday_back(end: date, count: int, off: set[date]) -> date:
    """Count back day by day, as WORKDAY does; written apart from the code it judges."""
    day = end
    while count:
        day -= timedelta(days=1)
        if day.weekday() < 5 and day not in off:
            count -= 1
    return day


def state_on(knowledge: Knowledge, book: Book, today: date) -> Watched:
    (one,) = pantau(book, knowledge, today)
    return one


def test_the_limit_is_thirty_working_days_before_the_end(knowledge: Knowledge) -> None:
    book = book_with(knowledge, ("1 tahun", date(2026, 1, 29)))
    one = state_on(knowledge, book, date(2026, 11, 2))
    assert (one.akhir, one.batas_ubah) == (
        date(2027, 1, 29),
        workday_back(date(2027, 1, 29), 30, {*LIBUR, *CUTI}),
    )


def test_the_state_changes_on_the_day_after_the_limit_and_after_the_end(knowledge: Knowledge) -> None:
    book = book_with(knowledge, ("1 tahun", date(2026, 1, 29)))
    limit, end = workday_back(date(2027, 1, 29), 30, {*LIBUR, *CUTI}), date(2027, 1, 29)
    day = timedelta(days=1)
    seen = [state_on(knowledge, book, when).keadaan for when in (limit, limit + day, end, end + day)]
    assert seen == [SEGERA, LEWAT_BATAS, LEWAT_BATAS, LEWAT]


def test_both_readings_of_joint_leave_are_shown(knowledge: Knowledge) -> None:
    one = state_on(knowledge, book_with(knowledge, ("1 tahun", date(2026, 1, 29))), date(2026, 12, 21))
    assert (one.sisa, one.sisa_lain) == (26, 27)


def test_a_year_without_holidays_makes_the_count_provisional(knowledge: Knowledge) -> None:
    assert not state_on(
        knowledge, book_with(knowledge, ("1 tahun", date(2026, 1, 29))), date(2026, 12, 1)
    ).sementara
    assert state_on(
        knowledge, book_with(knowledge, ("3 tahun", date(2026, 1, 29))), date(2026, 12, 1)
    ).sementara


@pytest.mark.parametrize(
    ("words", "state"),
    [("Sampai seleksi selesai", TINJAU), ("Sampai memperoleh persetujuan", TINJAU), ("Tidak terbatas", TANPA_TANGGAL),
     ("1 Tahun", TANPA_TANGGAL)],
)  # fmt: skip
def test_what_has_no_date_is_named_and_never_given_one(knowledge: Knowledge, words: str, state: str) -> None:
    one = state_on(knowledge, book_with(knowledge, (words, None)), date(2026, 12, 1))
    assert (one.keadaan, one.akhir) == (state, None)


def test_what_ends_first_stands_first_and_what_presses_most_is_the_first_group(knowledge: Knowledge) -> None:
    book = book_with(
        knowledge, ("5 tahun", date(2026, 1, 5)), ("1 tahun", date(2025, 1, 6)), ("Tidak terbatas", None)
    )
    watched = pantau(book, knowledge, date(2026, 11, 21))
    assert [w.id for w in watched] == ["INF-2026-0002", "INF-2026-0001", "INF-2026-0003"]
    assert next(iter(grouped(watched))) == LEWAT
