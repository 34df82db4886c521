"""Jangka waktu: how long an exclusion holds, read from an office's own words into one normal form, never guessed."""

from ppid_xl.jangka_waktu.notasi import (
    JENIS,
    JangkaWaktu,
    format_jangka_waktu,
    names_other_start,
    needs_mulai,
    parse_jangka_waktu,
)
from ppid_xl.jangka_waktu.waktu import START_MISSING

__all__ = [
    "JENIS",
    "START_MISSING",
    "JangkaWaktu",
    "format_jangka_waktu",
    "names_other_start",
    "needs_mulai",
    "parse_jangka_waktu",
]
