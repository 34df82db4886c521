"""Builds the rekap workbook from the data dictionary; openpyxl is loaded only when a workbook is built."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ppid_xl.buku.names import (
    BERANDA_CARDS,
    BERANDA_COUNTS,
    BERANDA_NAMES,
    BERANDA_TEXTS,
    CHART_NAMES,
    CHART_SHEET,
    TENGGAT_FIELDS,
    TENGGAT_ROWS,
    tenggat_name,
)

if TYPE_CHECKING:
    from ppid_xl.columns import Dictionary

__all__ = [
    "BERANDA_CARDS",
    "BERANDA_COUNTS",
    "BERANDA_NAMES",
    "BERANDA_TEXTS",
    "CHART_NAMES",
    "CHART_SHEET",
    "TENGGAT_FIELDS",
    "TENGGAT_ROWS",
    "build_rekap",
    "tenggat_name",
]


def build_rekap(
    dictionary: Dictionary,
    sop: Mapping[str, Any],
    settings: Mapping[str, object],
    libur: Sequence[object],
    units: Sequence[str],
    *,
    created: datetime,
    hidden: Collection[str] = (),
) -> bytes:
    """Return a blank rekap workbook as the bytes of an .xlsx file, equal for equal arguments.

    ``sop`` holds kode, nomor, nama, instansi and kegiatan (rows with nomor, uraian, pelaksana, kelengkapan,
    waktu, output, as mappings or ``sop.Kegiatan`` values; lists are joined); ``settings`` overrules the
    defaults by defined name; ``libur`` holds ``kalender.Libur`` values or mappings with tanggal, nama, jenis,
    dasar; ``hidden`` holds keys of tblRekap columns that this SOP does not use. Raises ConfigError for a
    setting or hidden column that does not exist.
    """
    from ppid_xl.buku.build import assemble

    return assemble(dictionary, sop, settings, libur, units, created, frozenset(hidden))
