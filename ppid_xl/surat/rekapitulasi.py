"""The context of ``rekapitulasi.docx``: every count a text, every table with its own columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ppid_xl.surat.konteks.frame import Rekap, logo_value, office_values, rekap_values
from ppid_xl.surat.konteks.value import counted
from ppid_xl.tanggal import format_tanggal

NONE = "–"
JUDUL = "Rekapitulasi Informasi"
Line = Sequence[str | int]


def rekapitulasi_context(
    tables: Sequence[tuple[str, str, Line, Sequence[Line], Line]],
    belum_mengirim: Sequence[tuple[str, str]],
    pengaturan: Mapping[str, str],
    rekap: Rekap,
    *,
    tanggal: date,
    jumlah: int,
    logo: Path | None = None,
) -> dict[str, object]:
    """Return the context: tables as (title, note, headings, lines, sums), units without rows as (unit, year)."""
    office = office_values(pengaturan)
    return {
        **office,
        "logo": logo_value(logo),
        "konsep": False,
        "rekap": rekap_values(rekap),
        "properti": {"judul": JUDUL, "penyusun": office["nama_badan_biasa"], "waktu": rekap.waktu},
        "per_tanggal": format_tanggal(tanggal),
        "jumlah": counted(jumlah),
        "daftar_tabel": [_table(number, *table) for number, table in enumerate(tables, 1)],
        "belum_mengirim": [f"{unit} (tahun {tahun})" for unit, tahun in belum_mengirim],
    }


def _table(
    number: int, title: str, note: str, headings: Line, lines: Sequence[Line], sums: Line
) -> dict[str, object]:
    return {
        "judul": f"{number}. {title}",
        "keterangan": note,
        "pokok": str(headings[0]),
        "kolom": [str(heading) for heading in headings[1:]],
        "baris": [_line(line) for line in lines],
        "jumlah": _line(sums),
    }


def _line(cells: Line) -> dict[str, object]:
    name = str(cells[0]) if cells else ""
    return {"nama": name, "angka": [str(cell) if cell else NONE for cell in cells[1:]]}
