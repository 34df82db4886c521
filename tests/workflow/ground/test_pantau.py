"""Pantau: every exclusion enters its window on the day the law's count says, over years with joint leave."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.model import AppendRows, Book, Value
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.pantau import (
    BERJALAN,
    DEKAT,
    LEWAT,
    TANPA_TANGGAL,
    TINJAU,
    Watched,
    grouped,
    near,
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


def test_the_state_changes_on_the_limit_and_on_the_day_after_the_end(knowledge: Knowledge) -> None:
    book = book_with(knowledge, ("1 tahun", date(2026, 1, 29)))
    limit, end = workday_back(date(2027, 1, 29), 30, {*LIBUR, *CUTI}), date(2027, 1, 29)
    day = timedelta(days=1)
    days = (limit - day, limit, limit + day, end, end + day)
    seen = [state_on(knowledge, book, when) for when in days]
    assert [one.keadaan for one in seen] == [near(90), DEKAT, DEKAT, DEKAT, LEWAT]
    assert [one.lewat_batas for one in seen] == [False, False, True, True, True]


def test_how_many_days_count_as_near_can_be_chosen(knowledge: Knowledge) -> None:
    book, today = book_with(knowledge, ("1 tahun", date(2026, 1, 29))), date(2026, 10, 1)
    seen = [pantau(book, knowledge, today, days) for days in (119, 120)]
    assert [watched[0].keadaan for watched in seen] == [BERJALAN, near(120)]
    assert list(grouped(seen[1], 120)) == [near(120)]


def days_off(first: int, last: int) -> tuple[list[date], list[date]]:
    """Return made-up holidays and joint leave of some years: fixed dates, some on weekends, some in a row."""
    libur = [date(year, month, day) for year in range(first, last + 1)
             for month, day in ((1, 1), (3, 19), (3, 20), (3, 21), (5, 1), (6, 1), (8, 17), (12, 25))]  # fmt: skip
    cuti = [date(year, month, day) for year in range(first, last + 1)
            for month, day in ((3, 18), (3, 22), (3, 23), (12, 24), (12, 26))]  # fmt: skip
    return libur, cuti


def expected(today: date, end: date, limit: date) -> str:
    if today > end:
        return LEWAT
    if today >= limit:
        return DEKAT
    return near(90) if (end - today).days <= 90 else BERJALAN


@pytest.mark.parametrize("joint_leave_worked", [False, True])
def test_over_six_years_each_exclusion_enters_its_window_on_the_day_counted_back(
    knowledge: Knowledge, joint_leave_worked: bool
) -> None:
    libur, cuti = days_off(2025, 2032)
    ends = [date(2026, 2, 1) + timedelta(days=83 * n) for n in range(24)]
    host = MemoryHost(
        blank_book(knowledge.dictionary, {"CutiBersamaHariKerja": "Ya" if joint_leave_worked else "Tidak"})
    )
    rows: list[dict[str, Value]] = [
        {"id": f"INF-2026-{n:04}", "judul_informasi": f"Informasi {n}", "klasifikasi": "Dikecualikan",
         "jangka_waktu": f"sampai {end:%d/%m/%Y}"}
        for n, end in enumerate(ends, 1)
    ]  # fmt: skip
    off: list[dict[str, Value]] = [{"tanggal": d, "nama": "x", "jenis": "libur"} for d in libur]
    off += [{"tanggal": d, "nama": "x", "jenis": "cuti bersama"} for d in cuti]
    host.apply([AppendRows("tblRekap", rows), AppendRows("tblLibur", off)])
    book = host.snapshot()
    closed = {*libur} if joint_leave_worked else {*libur, *cuti}
    limits = {end: workday_back(end, 30, closed) for end in ends}
    today, wrong = date(2026, 1, 1), []
    while today <= date(2031, 12, 31):
        watched = pantau(book, knowledge, today)
        assert [one.akhir for one in watched] == ends
        wrong += [(today, w) for w, end in zip(watched, ends, strict=True)
                  if w.keadaan != expected(today, end, limits[end]) or w.batas_ubah != limits[end]]  # fmt: skip
        today += timedelta(days=1)
    assert not wrong


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
