"""Cell addresses: column letters, references such as ``R22``, ranges, and references that name a sheet."""

from __future__ import annotations

import re
from functools import lru_cache

from ppid_xl.errors import InputError

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384

_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_QUOTED = re.compile(r"'((?:[^']|'')*)'!(.*)", re.DOTALL)


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Return the number of a column, ``A`` being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=1024)
def column_letter(number: int) -> str:
    """Return the letters of a column, 1 being ``A``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def split_ref(ref: str) -> tuple[int, int]:
    """Return (row, column), both from 1, of ``R22`` or ``$R$22``; raise InputError for anything else."""
    found = _REF.fullmatch(ref)
    if found:
        row, column = int(found[2]), column_number(found[1])
        if row <= MAX_ROW and column <= MAX_COLUMN:
            return row, column
    raise InputError("alamat-sel-salah", sel=ref)


def join_ref(row: int, column: int) -> str:
    """Return the reference of a cell, such as ``R22``."""
    return f"{column_letter(column)}{row}"


def split_range(ref: str) -> tuple[int, int, int, int]:
    """Return (first row, first column, last row, last column) of ``A4:R22``; a single cell is a range too."""
    first, _, last = ref.partition(":")
    row, column = split_ref(first)
    return (row, column, *(split_ref(last) if last else (row, column)))


def join_range(first_row: int, first_col: int, last_row: int, last_col: int) -> str:
    """Return the reference of a range; one cell is written without a colon."""
    first, last = join_ref(first_row, first_col), join_ref(last_row, last_col)
    return first if first == last else f"{first}:{last}"


def split_reference(text: str) -> tuple[str, str]:
    """Return (sheet, reference without ``$``) of ``'Pak''s'!$A$1``; the sheet is empty when none is named."""
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        return quoted[1].replace("''", "'"), quoted[2].replace("$", "")
    sheet, _, ref = text.rpartition("!")
    return sheet, ref.replace("$", "")


def join_reference(sheet: str, ref: str) -> str:
    """Return a reference that names its sheet, quoted so that any sheet name is safe."""
    return "'" + sheet.replace("'", "''") + "'!" + ref
