"""Read what a person typed at a question: a date, a moment, a choice; what cannot be read is asked again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ppid_xl.buttons import Question
from ppid_xl.ribbon.choices import Choice, find_choice, nearest_choice
from ppid_xl.tanggal import parse_tanggal

_JAM = re.compile(
    r"(?P<day>.*?[^0-9.:])(?:(?:pukul|jam|pkl\.?) *)?(?P<hour>[01]?[0-9]|2[0-3])[.:](?P<minute>[0-5][0-9])",
    re.I,
)
Reader = Callable[[str], tuple[str, str]]


def reader_of(question: Question, choices: Sequence[Choice]) -> Reader:
    """Return the function from typed words to (answer for the command line, what is wrong with the words)."""
    read: Reader = {"tanggal": read_day, "waktu": read_moment}.get(question.jenis, _as_typed)
    if choices:
        read = _chooser(choices)

    def read_needed(typed: str) -> tuple[str, str]:
        if typed.strip():
            return read(typed.strip())
        return "", "Bagian ini perlu diisi; Batal menghentikan tombolnya." if question.wajib else ""

    return read_needed


def _as_typed(typed: str) -> tuple[str, str]:
    return typed, ""


def _chooser(choices: Sequence[Choice]) -> Reader:
    def read(typed: str) -> tuple[str, str]:
        found = find_choice(typed, choices)
        nearest = nearest_choice(typed, choices)
        return found, "" if found else f'"{typed}" bukan salah satunya; mungkin {nearest}.'

    return read


def read_day(typed: str) -> tuple[str, str]:
    """Read a date as YYYY-MM-DD."""
    found = parse_tanggal(typed)
    if found.tanggal is None or not found.hari_fits:
        return "", f'"{typed}" tidak terbaca sebagai tanggal. Tulis seperti 2 Januari 2026.'
    return found.tanggal.isoformat(), ""


def read_moment(typed: str) -> tuple[str, str]:
    """Read a date, with or without the time of day, as YYYY-MM-DD or YYYY-MM-DDTHH:MM."""
    timed = _JAM.fullmatch(typed)
    day, problem = read_day(timed["day"].strip(" ,T") if timed else typed)
    if problem:
        return "", f'"{typed}" tidak terbaca sebagai waktu. Tulis seperti 2 Januari 2026 pukul 09.00.'
    return (f"{day}T{int(timed['hour']):02}:{timed['minute']}" if timed else day), ""
