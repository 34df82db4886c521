"""Findings about sheet Pengaturan: years without days off, settings that hold nothing they accept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ppid_xl.columns import Dictionary, Setting
from ppid_xl.model import Book, Finding, Value
from ppid_xl.ooxml.address import split_ref
from ppid_xl.rules import Case, Context
from ppid_xl.rules.periode import PERIOD
from ppid_xl.tables import as_text
from ppid_xl.workflow.ground.status import BATAS_UBAH_HARI_KERJA


def libur_findings(book: Book, context: Context) -> list[Finding]:
    """Return this year, and the next when an exclusion's last day to decide falls in it, without a day in tblLibur.

    Later years are not told: nobody can know their days off yet.
    """
    table, rekap = book.tables.get("tblLibur"), book.tables.get("tblRekap")
    if table is None or rekap is None or not book.ours or not rekap.rows:
        return []
    year = context.today.year
    unknown = [one for one in (year, year + 1) if not context.kalender.covers(one)]
    if year + 1 in unknown and not _has_deadline(context.cases(rekap), context, year + 1):
        unknown.remove(year + 1)
    heading = context.dictionary.tabel[table.name].heading("tanggal")
    return [
        Finding(
            tingkat="catatan", aturan="ppid-xl/libur-belum-ada", pesan="ppid-xl.libur-belum-ada",
            lembar=table.sheet, sel=table.heading_cell(), kolom=heading, id=str(one), isi=str(one),
            fakta={"tahun": str(one)}, table=table.name, row=table.header_row,
        )
        for one in unknown
    ]  # fmt: skip


def setting_findings(book: Book, dictionary: Dictionary) -> list[Finding]:
    """Return each filled setting of a workbook of ours that holds nothing which ``kolom.toml`` says it accepts."""
    found = []
    for setting in dictionary.pengaturan if book.ours else ():
        written = as_text(book.settings.get(setting.nama)).strip()
        if not written or setting.accepts(written):
            continue
        sheet, cell = book.setting_cell(setting.nama)
        found.append(
            Finding(
                tingkat="peringatan", aturan="ppid-xl/setelan-keliru",
                pesan="ppid-xl.setelan-keliru", lembar=sheet, sel=cell, kolom=setting.judul, isi=written,
                fakta={"pilihan": _accepted(setting), "akibat": setting.akibat}, row=split_ref(cell)[0],
            )
        )  # fmt: skip
    return found


def _has_deadline(cases: Sequence[Case], context: Context, year: int) -> bool:
    """Say whether the last day to decide on some exclusion falls in a year."""
    ends = (case.akhir for case in _distinct(cases))
    near = (end for end in ends if end is not None and end.year in (year, year + 1))
    return any(context.kalender.add_hari_kerja(end, -BATAS_UBAH_HARI_KERJA).year == year for end in near)


def _distinct(cases: Sequence[Case]) -> Iterator[Case]:
    """Yield the excluded rows, of those that agree in the cells of their period only the first."""
    seen: set[tuple[Value, ...]] = set()
    for case in cases:
        cells = tuple([case.row.values.get(key) for key in PERIOD])
        if case.dikecualikan and cells not in seen:
            seen.add(cells)
            yield case


def _accepted(setting: Setting) -> str:
    """Return what a setting accepts in words: ``F4 atau A4``, ``angka 2000 sampai 2100``, ``angka mulai 0``."""
    if setting.angka:
        lowest, *highest = setting.angka
        return f"angka {lowest} sampai {highest[0]}" if highest else f"angka mulai {lowest}"
    *first, last = setting.pilihan
    return f"{', '.join(first)}{',' * (len(first) > 1)} atau {last}"
