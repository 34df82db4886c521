"""Pantau: what ends when, so that no exclusion is forgotten and nothing past its end is kept closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ppid_xl.model import Book
from ppid_xl.rules import Case, Context
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.status import BATAS_UBAH_HARI_KERJA

SOON_DAYS = 90
LEWAT = "terbuka demi hukum"
DEKAT = f"berakhir dalam {BATAS_UBAH_HARI_KERJA} hari kerja"
TINJAU = "peristiwa untuk ditinjau"
TANPA_TANGGAL = "tanpa tanggal akhir"
BERJALAN = "berjalan"
REVIEWED = ("peristiwa", "persetujuan", "selama_dibutuhkan")


@dataclass(frozen=True, slots=True)
class Watched:
    """One excluded informasi on the watch list; ``sisa`` is in hari kerja, under both readings of cuti bersama.

    ``lewat_batas`` says that the last day to decide (``batas_ubah``) is over.
    """

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
    lewat_batas: bool = False


def pantau(book: Book, knowledge: Knowledge, today: date, days: int = SOON_DAYS) -> list[Watched]:
    """Return every excluded informasi, those that end first at the top.

    ``days`` is how many days ahead of its end an exclusion is called near. ``sementara`` marks a count over a year
    whose holidays tblLibur does not know.
    """
    context = knowledge.context(book, today)
    cases = context.cases(book.tables["tblRekap"])
    watched = [watch(case, context, days) for case in cases if case.dikecualikan]
    return sorted(watched, key=lambda w: (w.akhir or date.max, w.keadaan == TANPA_TANGGAL, w.id))


def watch(case: Case, context: Context, days: int = SOON_DAYS) -> Watched:
    """Return what is known about the end of one exclusion."""
    row, end = case.row, case.akhir
    identity = (row.text("id"), row.text("judul_informasi"), row.text("unit_penguasa"))
    if end is None:
        state = TINJAU if case.jangka_waktu.jenis in REVIEWED else TANPA_TANGGAL
        return Watched(*identity, state, row.text("jangka_waktu"))
    limit = context.kalender.add_hari_kerja(end, -BATAS_UBAH_HARI_KERJA)
    return Watched(
        *identity,
        _state(context.today, limit, end, days),
        row.text("jangka_waktu"),
        end,
        limit,
        context.kalender.count_hari_kerja(context.today, end),
        context.kalender_lain.count_hari_kerja(context.today, end),
        bool(context.kalender.years_without_libur(context.today, end)),
        context.today > limit,
    )


def near(days: int) -> str:
    """Return the name of the group that ends within so many days."""
    return f"berakhir dalam {days} hari"


def _state(today: date, limit: date, end: date, days: int) -> str:
    if today > end:
        return LEWAT  # PP 61/2010 Pasal 11 ayat (3)
    if today >= limit:
        return DEKAT  # PP 61/2010 Pasal 11 ayat (2): from its last day to decide
    return near(days) if (end - today).days <= days else BERJALAN


def grouped(watched: Sequence[Watched], days: int = SOON_DAYS) -> dict[str, list[Watched]]:
    """Return the list by state, the most pressing state first."""
    order = (LEWAT, DEKAT, near(days), TINJAU, TANPA_TANGGAL, BERJALAN)
    return {state: found for state in order if (found := [w for w in watched if w.keadaan == state])}
