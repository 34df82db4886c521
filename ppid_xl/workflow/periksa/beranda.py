"""The figures of sheet Beranda, as of the last Periksa."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from ppid_xl.buku.names import TENGGAT_FIELDS, TENGGAT_ROWS, tenggat_name
from ppid_xl.model import Action, Book, Finding, SetName, Value
from ppid_xl.rules import Case, Context, count_levels
from ppid_xl.workflow.ground.pantau import REVIEWED, SOON_DAYS
from ppid_xl.workflow.ground.status import is_waiting
from ppid_xl.workflow.periksa.chart_figures import chart_figures

NO_ENDS = "Belum ada pengecualian yang berakhir pada tanggal tertentu."


def beranda_actions(
    book: Book, counted: Sequence[Finding], context: Context, now: datetime, states: Mapping[int, str]
) -> list[Action]:
    """Return the cells of Beranda: counts, charts, the nearest ends, and when they were counted.

    ``states`` is the status of each rekap row by its number on the sheet.
    """
    table = book.tables.get("tblRekap")
    cases = context.cases(table) if table else ()
    closed = [case for case in cases if case.dikecualikan]
    levels = count_levels(counted)
    ends = [states[case.row.number] for case in closed]
    zone = book.setting("ZonaWaktu", "WIB")
    values: dict[str, Value] = {
        "BerandaJumlahInformasi": len(cases),
        "BerandaDikecualikan": len(closed),
        "BerandaGalat": levels["galat"],
        "BerandaPeringatan": levels["peringatan"],
        "BerandaCatatan": levels["catatan"],
        "BerandaBelumTerima": sum(bool(c.row.text("dasar_hukum")) and not c.accepted for c in closed),
        "BerandaMenunggu": sum(map(is_waiting, ends)),
        "BerandaLewat": ends.count("Terbuka demi hukum"),
        "BerandaSegera": ends.count("Mendekati akhir"),
        "BerandaDalam90Hari": sum(_ends_soon(case, context.today) for case in closed),
        "BerandaPeristiwa": sum(c.akhir is None and c.jangka_waktu.jenis in REVIEWED for c in closed),
        "BerandaNamaBadan": book.setting("NamaBadan"),
    }
    values.update(chart_figures(cases, context))
    values.update(_deadlines(closed, context, states))
    checked = f"{now:%d/%m/%Y} pukul {now:%H.%M} {zone}"
    return [*(SetName(*item) for item in values.items()), SetName("BerandaPemeriksaan", checked, stamp=True)]


def _ends_soon(case: Case, today: date) -> bool:
    return case.akhir is not None and 0 <= (case.akhir - today).days <= SOON_DAYS


def _deadlines(closed: Sequence[Case], context: Context, states: Mapping[int, str]) -> dict[str, Value]:
    dated = sorted((c for c in closed if c.akhir), key=lambda c: (c.akhir or context.today, c.row.number))
    values: dict[str, Value] = {}
    for number in range(1, TENGGAT_ROWS + 1):
        case = dated[number - 1] if number <= len(dated) else None
        cells: dict[str, Value] = dict.fromkeys(TENGGAT_FIELDS)
        if case is not None and case.akhir is not None:
            cells = {
                "ID": case.row.text("id"),
                "Judul": case.row.text("judul_informasi"),
                "Akhir": case.akhir,
                "Sisa": context.kalender.count_hari_kerja(context.today, case.akhir),
                "Keadaan": states[case.row.number],
            }
        values.update({tenggat_name(number, field): value for field, value in cells.items()})
    if not dated:
        values[tenggat_name(1, "Judul")] = NO_ENDS
    return values
