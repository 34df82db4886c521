"""Dasar hukum: what an office's legal citations refer to, read without guessing and written in one normal form."""

from ppid_xl.dasar_hukum.notasi import (
    ANGKA_PASAL_17,
    NOT_NAMED,
    DasarHukum,
    Rujukan,
    format_dasar_hukum,
    format_rujukan,
    parse_dasar_hukum,
)
from ppid_xl.dasar_hukum.tie import HURUF_PASAL_17

__all__ = [
    "ANGKA_PASAL_17",
    "HURUF_PASAL_17",
    "NOT_NAMED",
    "DasarHukum",
    "Rujukan",
    "format_dasar_hukum",
    "format_rujukan",
    "parse_dasar_hukum",
]
