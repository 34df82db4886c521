"""Hari kerja: the days an office works, and deadlines counted in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from ppid_xl.errors import ConfigError
from ppid_xl.strict_toml import build, check_keys, read_toml

JenisLibur = Literal["libur", "cuti bersama"]


@dataclass(frozen=True, slots=True)
class Libur:
    """One day off and the decision behind it; ``terverifikasi`` when the date was compared with it."""

    tanggal: date
    nama: str
    jenis: JenisLibur
    dasar: str
    terverifikasi: bool


@dataclass(frozen=True)
class Kalender:
    """The working week and the days off of an office.

    ``hari_per_minggu`` counts from Monday: 5, 6 or 7; ConfigError for any other number.
    With ``cuti_bersama_libur`` false the office works on cuti bersama.
    """

    libur: frozenset[date] = field(default_factory=frozenset)
    cuti_bersama: frozenset[date] = field(default_factory=frozenset)
    hari_per_minggu: int = 5
    cuti_bersama_libur: bool = True

    def __post_init__(self) -> None:
        if self.hari_per_minggu not in (5, 6, 7):
            raise ConfigError("hari-per-minggu", isi=self.hari_per_minggu)

    def add_hari_kerja(self, day: date, n: int) -> date:
        """Return the n-th working day after ``day``, or before it when n < 0, as Excel's WORKDAY does.

        ``day`` itself is never counted and need not be a working day; n = 0 returns it.
        Raises ValueError or OverflowError outside the years 1 to 9999.
        """
        start = day.toordinal()
        if n == 0:
            return date.fromordinal(start)
        rank = self._worked(start) + n if n > 0 else self._worked(start - 1) + n + 1
        position = rank + bisect_left(self._ranks, rank)
        week, weekday = divmod(position - 1, self.hari_per_minggu)
        return date.fromordinal(7 * week + weekday + 1)

    def count_hari_kerja(self, start: date, end: date) -> int:
        """Count the working days after ``start`` up to and including ``end``.

        When ``end`` is earlier: minus those before ``start`` back to and including ``end``, so that
        ``count_hari_kerja(day, add_hari_kerja(day, n)) == n`` for every n.
        """
        first, last = start.toordinal(), end.toordinal()
        if last >= first:
            return self._worked(last) - self._worked(first)
        return self._worked(last - 1) - self._worked(first - 1)

    def with_cuti_bersama(self, libur: bool) -> Kalender:
        """Return this calendar with cuti bersama as days off, or as working days."""
        return self if libur == self.cuti_bersama_libur else self._twin

    def covers(self, year: int) -> bool:
        """Tell whether any libur of a year is known; deadlines in other years are provisional."""
        return year in self._years

    def years_without_libur(self, start: date, end: date) -> tuple[int, ...]:
        """Return the years touched between two dates, in either order, of which no libur is known."""
        first, last = sorted((start.year, end.year))
        return tuple(year for year in range(first, last + 1) if not self.covers(year))

    def _position(self, ordinal: int) -> int:
        weeks, days = divmod(ordinal, 7)
        return weeks * self.hari_per_minggu + min(days, self.hari_per_minggu)

    def _worked(self, ordinal: int) -> int:
        return self._position(ordinal) - bisect_right(self._off, ordinal)

    @cached_property
    def _off(self) -> list[int]:
        days = self.libur | self.cuti_bersama if self.cuti_bersama_libur else self.libur
        ordinals = {day.toordinal() for day in days}
        return sorted(o for o in ordinals if self._position(o) > self._position(o - 1))

    @cached_property
    def _ranks(self) -> list[int]:
        return [self._position(ordinal) - number for number, ordinal in enumerate(self._off, 1)]

    @cached_property
    def _years(self) -> frozenset[int]:
        return frozenset(day.year for day in self.libur)

    @cached_property
    def _twin(self) -> Kalender:
        return replace(self, cuti_bersama_libur=not self.cuti_bersama_libur)


def make_kalender(
    daftar: Iterable[Libur], hari_per_minggu: int = 5, cuti_bersama_libur: bool = True
) -> Kalender:
    """Return the calendar of a list of days off; a day listed as both is a libur."""
    daftar = tuple(daftar)
    return Kalender(
        frozenset(one.tanggal for one in daftar if one.jenis == "libur"),
        frozenset(one.tanggal for one in daftar if one.jenis == "cuti bersama"),
        hari_per_minggu,
        cuti_bersama_libur,
    )


def load_libur(path: Path) -> tuple[Libur, ...]:
    """Read days off from a TOML file, sorted; raise ConfigError for a wrong entry or a date given twice."""
    content = read_toml(path)
    check_keys(content, ["libur"], path, "paling atas")
    found: dict[date, Libur] = {}
    for number, table in enumerate(content.get("libur", []), 1):
        place = f"libur ke-{number}"
        libur = build(Libur, table, path, place)
        for kunci, wanted in _wrong_keys(libur):
            isi = getattr(libur, kunci)
            raise ConfigError(
                "libur-isi-salah", berkas=path, tempat=place, kunci=kunci, isi=isi, harus=wanted
            )
        if libur.tanggal in found:
            raise ConfigError("libur-ganda", berkas=path, tempat=place, tanggal=libur.tanggal)
        found[libur.tanggal] = libur
    return tuple(found[day] for day in sorted(found))


def _wrong_keys(libur: Libur) -> Iterator[tuple[str, str]]:
    if not isinstance(libur.tanggal, date) or isinstance(libur.tanggal, datetime):
        yield "tanggal", "tanggal tanpa tanda kutip, misalnya 2026-08-17"
    if libur.jenis not in get_args(JenisLibur):
        yield "jenis", '"libur" atau "cuti bersama"'
    if not isinstance(libur.terverifikasi, bool):
        yield "terverifikasi", "true atau false, tanpa tanda kutip"
    for kunci in ("nama", "dasar"):
        isi = getattr(libur, kunci)
        if not isinstance(isi, str) or not isi.strip():
            yield kunci, "teks yang tidak kosong"
