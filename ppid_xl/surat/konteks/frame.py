"""What surrounds the rows of every document: the office, the workbook, the head of the letter, the day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ppid_xl.surat.jenis import Jenis
from ppid_xl.surat.konteks.value import value_text
from ppid_xl.surat.signature import DOTTED_DAY, DOTTED_LINE
from ppid_xl.tanggal import format_tanggal, hari, tanggal_terbilang

OFFICE_KEYS = (
    "nama_pemerintah", "nama_badan", "alamat", "kontak", "tempat", "tahun", "tanda_naskah", "zona_waktu",
)  # fmt: skip
SIDIK_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Rekap:
    """The workbook a document is made from: file name, hexadecimal digest of its content, and the moment."""

    berkas: str
    sidik: str
    waktu: datetime


@dataclass(frozen=True, slots=True)
class Surat:
    """The head of a letter, all of it optional.

    A blank number or date becomes a dotted line, a token (``${nomor_naskah}``) stays; blank hal, tujuan and
    lampiran become those of the kind. ``oleh`` is the code of the officer who signs (blank: by role and
    date), ``tanda`` stands in the space for the signature (``${ttd_pengirim}``), ``batas`` is a deadline.
    """

    nomor: str = ""
    tanggal: date | str | None = None
    sifat: str = "Biasa"
    lampiran: str = ""
    hal: str = ""
    tujuan: str = ""
    tempat_tujuan: str = "Tempat"
    id: str = ""
    batas: date | str | None = None
    oleh: str = ""
    tanda: str = ""
    tembusan: tuple[str, ...] = ()
    alasan: tuple[str, ...] = ()

    def day(self, now: date) -> date:
        """Return the day of the letter: its own date, else today's."""
        day = self.tanggal if isinstance(self.tanggal, date) else now
        return day.date() if isinstance(day, datetime) else day


def office_values(pengaturan: Mapping[str, str]) -> dict[str, str]:
    """Return the office's own words; a blank Tempat is a dotted line."""
    values = {key: str(pengaturan.get(key, "")).strip() for key in OFFICE_KEYS}
    return {
        **values,
        "nama_pemerintah": values["nama_pemerintah"].upper(),
        "nama_badan": values["nama_badan"].upper(),
        "nama_badan_biasa": values["nama_badan"],
        "tempat": values["tempat"] or DOTTED_LINE,
    }


def rekap_values(rekap: Rekap) -> dict[str, str]:
    """Return which workbook a document was made from, its digest short enough for a footer."""
    return {
        "berkas": rekap.berkas,
        "sidik": rekap.sidik[:SIDIK_LENGTH],
        "tanggal": format_tanggal(rekap.waktu.date()),
    }


def head_values(surat: Surat, jenis: Jenis, tahun: str) -> dict[str, str]:
    """Return the head of a letter, what is not yet known as dotted lines."""
    return {
        "id": surat.id,
        "nomor": surat.nomor.strip() or DOTTED_LINE,
        "nomor_tahun": _number_of_year(surat, tahun),
        "tanggal": _day_or_dots(surat.tanggal, tahun),
        "batas": _day_or_dots(surat.batas, tahun),
        "sifat": surat.sifat,
        "lampiran": surat.lampiran or jenis.lampiran or "-",
        "hal": surat.hal or jenis.hal,
        "tujuan": surat.tujuan or jenis.tujuan or DOTTED_LINE,
        "tempat_tujuan": surat.tempat_tujuan,
    }


def day_values(day: date | None) -> dict[str, str]:
    """Return a day as date, weekday and words (``hari ini, Kamis, tanggal …``); dotted lines for None."""
    if day is None:
        words = f"hari ini, {DOTTED_LINE}, tanggal {DOTTED_LINE} bulan {DOTTED_LINE} tahun {DOTTED_LINE}"
        return {"tanggal": DOTTED_LINE, "hari": DOTTED_LINE, "terbilang": words}
    return {
        "tanggal": format_tanggal(day),
        "hari": hari(day),
        "terbilang": tanggal_terbilang(day, "penuh").removeprefix("Pada "),
    }


def logo_value(logo: Path | None) -> Path | str:
    """Return the picture of the kop, or nothing."""
    return logo or ""


def _number_of_year(surat: Surat, tahun: str) -> str:
    """Return the number with ``TAHUN`` and the year of the letter, unless it ends in one or is a token."""
    nomor = surat.nomor.strip()
    year = str(surat.tanggal.year) if isinstance(surat.tanggal, date) else tahun
    pieces = re.split(r"[^0-9A-Za-z]+", nomor)
    if nomor.startswith("${") or (len(pieces) > 1 and pieces[-1] in {year, tahun}):
        return nomor
    return f"{nomor or DOTTED_LINE} TAHUN {year}".strip()


def _day_or_dots(day: date | str | None, tahun: str) -> str:
    return value_text(day) or f"{DOTTED_DAY} {tahun}".strip()
