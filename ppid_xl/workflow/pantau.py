"""Pantau: what ends when, so that no exclusion is forgotten and nothing past its end is kept closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ppid_xl.model import Book
from ppid_xl.rules import Case, Context
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.status import BATAS_UBAH_HARI_KERJA

SOON_DAYS = 90
LEWAT = "terbuka demi hukum"
LEWAT_BATAS = "lewat batas ubah"
SEGERA = "berakhir dalam 90 hari"
TINJAU = "peristiwa untuk ditinjau"
TANPA_TANGGAL = "tanpa tanggal akhir"
REVIEWED = ("peristiwa", "persetujuan", "selama_dibutuhkan")


@dataclass(frozen=True, slots=True)
class Watched:
    """One excluded informasi on the watch list; ``sisa`` is in hari kerja, under both readings of cuti bersama."""

    id: str
    judul: str
    unit: str
    keadaan: str
    jangka_waktu: str
    akhir: date | None = None
    batas_ubah: date | None = None
    sisa: int | None = None
    sisa_lain: int | None = None
    sementara: bool = False


def pantau(book: Book, knowledge: Knowledge, today: date) -> list[Watched]:
    """Return every excluded informasi that needs a look, those that end first at the top.

    ``sementara`` marks a count over a year whose holidays tblLibur does not know.
    """
    table = book.tables["tblRekap"]
    context = knowledge.context(book, today)
    cases = [Case(row, table, context) for row in table.rows]
    watched = [watch(case, context) for case in cases if case.dikecualikan]
    return sorted(watched, key=lambda w: (w.akhir or date.max, w.keadaan == TANPA_TANGGAL, w.id))


def watch(case: Case, context: Context) -> Watched:
    """Return what is known about the end of one exclusion."""
    row, end = case.row, case.akhir
    identity = (row.text("id"), row.text("judul_informasi"), row.text("unit_penguasa"))
    if end is None:
        state = TINJAU if case.jangka_waktu.jenis in REVIEWED else TANPA_TANGGAL
        return Watched(*identity, state, row.text("jangka_waktu"))
    limit = context.kalender.add_hari_kerja(end, -BATAS_UBAH_HARI_KERJA)
    return Watched(
        *identity,
        _state(context.today, limit, end),
        row.text("jangka_waktu"),
        end,
        limit,
        context.kalender.count_hari_kerja(context.today, end),
        context.kalender_lain.count_hari_kerja(context.today, end),
        bool(context.kalender.years_without_libur(context.today, end)),
    )


def _state(today: date, limit: date, end: date) -> str:
    if today > end:
        return LEWAT  # PP 61/2010 Pasal 11 ayat (3)
    if today > limit:
        return LEWAT_BATAS  # PP 61/2010 Pasal 11 ayat (2)
    return SEGERA if (end - today).days <= SOON_DAYS else "berjalan"


def grouped(watched: Sequence[Watched]) -> dict[str, list[Watched]]:
    """Return the list by state, the most pressing state first."""
    order = (LEWAT, LEWAT_BATAS, SEGERA, TINJAU, TANPA_TANGGAL, "berjalan")
    return {state: found for state in order if (found := [w for w in watched if w.keadaan == state])}
