"""Registers: the tables that evidence stands in; no act works on a list of others, or where one of them is gone."""

from __future__ import annotations

from collections.abc import Collection

from ppid_xl.columns import Dictionary
from ppid_xl.errors import InputError
from ppid_xl.model import Book

REKAP = ("tblRekap",)
REGISTERS = (*REKAP, "tblUji", "tblLangkah", "tblAgenda", "tblPejabat")


def check_registers(book: Book, dictionary: Dictionary, needs: Collection[str] = REGISTERS) -> None:
    """Raise InputError for a list that is no rekap of ours, and for the tables that a rekap of ours has no more."""
    if needs and not book.ours:
        raise InputError("bukan-rekap", berkas=book.name)
    gone = [f"{name} (lembar {dictionary.tabel[name].lembar})" for name in needs if name not in book.tables]
    if gone:
        raise InputError("register-hilang", berkas=book.name, tabel=", ".join(gone))
