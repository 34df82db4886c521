"""Findings about old tests: older than the regulation a row cites, or than the office itself allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ppid_xl.dasar_hukum import parse_dasar_hukum
from ppid_xl.jangka_waktu.lama import Lama, add_lama
from ppid_xl.model import Book, Finding
from ppid_xl.ooxml.address import split_ref
from ppid_xl.peraturan import Peraturan
from ppid_xl.rules import Case, Context

OLD_UJI, PAST_AGE, BAD_AGE = "uji-lama", "uji-lewat-umur", "umur-uji-keliru"
STALE = (f"ppid-xl/{OLD_UJI}", f"ppid-xl/{PAST_AGE}")
SETTING = "UmurUjiTahun"
SUMBER = "UU 14/2008 Pasal 19"


def old_uji_findings(book: Book, context: Context) -> list[Finding]:
    """Return each excluded row of a workbook of ours whose latest test is out of date, and an unreadable age limit."""
    table, evidence = book.tables.get("tblRekap"), context.evidence
    if table is None or not book.ours:
        return []
    years, found = _years(book, context)
    if not evidence.uji:
        return found
    cited = _dated(context.peraturan)
    for case in context.cases(table):
        informasi = case.text["id"]
        test = evidence.latest_uji(informasi)
        if test is None or not case.dikecualikan or evidence.is_opened(informasi):
            continue
        day = evidence.tested_on(test)
        if day is not None:
            found += [*_by_regulation(case, day, cited), *_by_age(book, case, day, test.row, years)]
    return found


def _years(book: Book, context: Context) -> tuple[int, list[Finding]]:
    """Return the age limit in years, 0 for none, and a finding when what stands there is no number of years."""
    written = book.setting(SETTING)
    if not written or (written.isascii() and written.isdigit() and int(written)):
        return int(written or 0), []
    sheet, cell = book.setting_cell(SETTING)
    return 0, [
        Finding(
            tingkat="peringatan", aturan=f"ppid-xl/{BAD_AGE}", pesan=f"ppid-xl.{BAD_AGE}", lembar=sheet, sel=cell,
            kolom=context.dictionary.setting_heading(SETTING), isi=written, row=split_ref(cell)[0],
        )
    ]  # fmt: skip


def _dated(peraturan: Mapping[str, Peraturan]) -> dict[str, Peraturan]:
    """Return the regulations with a day to compare with, by the name that a row's words are read to."""
    return by_name(one for one in peraturan.values() if one.berlaku_sejak or one.sejak)


def by_name(peraturan: Iterable[Peraturan]) -> dict[str, Peraturan]:
    """Return regulations by the name that a row's words are read to."""
    named = [
        (parse_dasar_hukum(f"{one.jenis} Nomor {one.nomor} Tahun {one.tahun}"), one) for one in peraturan
    ]
    return {read.rujukan[0].peraturan: one for read, one in named if read.rujukan}


def _by_regulation(case: Case, day: date, cited: Mapping[str, Peraturan]) -> Iterator[Finding]:
    for name in dict.fromkeys(one.peraturan for one in case.dasar_hukum.rujukan):
        known = cited.get(name)
        event = _since(known, day, case.context) if known else None
        if known and event:
            what, moment = event
            facts = {
                "diuji": f"{day:%d/%m/%Y}",
                "peraturan": name,
                "peristiwa": what,
                "tanggal": f"{moment:%d/%m/%Y}",
            }
            sumber = SUMBER if known.terverifikasi else f"{SUMBER}; tanggal {name} belum diverifikasi"
            yield _finding(case, "dasar_hukum", OLD_UJI, facts)._replace(sumber=sumber)
            return


def _since(known: Peraturan, day: date, context: Context) -> tuple[str, date] | None:
    """Return what happened to a regulation after a day and by today, and when."""
    if known.berlaku_sejak and day < known.berlaku_sejak <= context.today:
        return "mulai berlaku", known.berlaku_sejak
    if known.sejak and day < known.sejak <= context.today:
        return f"diganti {context.peraturan[known.diganti_oleh].singkatan}", known.sejak
    return None


def _by_age(book: Book, case: Case, day: date, row: int, years: int) -> Iterator[Finding]:
    until = add_lama(day, Lama(years, "tahun")) if years else None
    table = book.tables.get("tblUji")
    if until is None or table is None or until >= case.context.today:
        return
    facts = {"diuji": f"{day:%d/%m/%Y}", "tahun": str(years), "sampai": f"{until:%d/%m/%Y}"}
    heading = case.context.dictionary.tabel[table.name].heading("id_informasi")
    yield _finding(case, "id", PAST_AGE, facts)._replace(
        lembar=table.sheet, sel=table.address("id_informasi", row), kolom=heading, table=table.name, row=row
    )


def _finding(case: Case, key: str, kode: str, facts: Mapping[str, str]) -> Finding:
    heading = case.context.dictionary.tabel[case.table.name].heading(key)
    return Finding(
        tingkat="peringatan", aturan=f"ppid-xl/{kode}", pesan=f"ppid-xl.{kode}", lembar=case.table.sheet,
        sel=case.table.address(key, case.row.number), kolom=heading, id=case.text["id"], isi=case.text[key],
        fakta=facts, sumber=SUMBER, unit=case.text["unit_penguasa"], table=case.table.name, row=case.row.number,
    )  # fmt: skip
