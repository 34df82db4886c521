"""Findings about excluded rows that rest on a regulation which another replaced (R43)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ppid_xl.model import Book, Finding
from ppid_xl.peraturan import Peraturan, successor
from ppid_xl.rules import Case, Context
from ppid_xl.workflow.periksa.temuan_uji import by_name

KOLOM = "dasar_hukum"


def replaced_findings(book: Book, context: Context) -> list[Finding]:
    """Return one finding per excluded row of a workbook of ours and regulation that was replaced by today."""
    table = book.tables.get("tblRekap")
    if table is None or not book.ours:
        return []
    replaced = [
        one for one in context.peraturan.values() if successor(one.kode, context.peraturan, context.today)
    ]
    known = by_name(replaced)
    return [one for case in context.cases(table) if case.dikecualikan for one in _of(case, known)]


def _of(case: Case, known: Mapping[str, Peraturan]) -> Iterator[Finding]:
    context = case.context
    for name in dict.fromkeys(one.peraturan for one in case.dasar_hukum.rujukan):
        old = known.get(name)
        new = successor(old.kode, context.peraturan, context.today) if old else None
        if old is None or new is None:
            continue
        facts = {
            "lama": name,
            "baru": new.judul,
            "sejak": f" sejak {old.sejak:%d/%m/%Y}" if old.sejak else "",
        }
        yield Finding(
            tingkat="peringatan", aturan=f"{new.kode}/R43", pesan="R43.baris", lembar=case.table.sheet,
            sel=case.table.address(KOLOM, case.row.number),
            kolom=context.dictionary.tabel[case.table.name].heading(KOLOM), id=case.text["id"],
            isi=case.text[KOLOM], fakta=facts,
            sumber=old.dasar_penggantian + ("" if old.terverifikasi else " (belum diverifikasi)"),
            unit=case.text["unit_penguasa"], table=case.table.name, row=case.row.number,
        )  # fmt: skip
