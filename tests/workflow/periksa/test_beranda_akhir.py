"""Beranda counts what ends within 90 days, and what ends by an event that no calendar knows."""

from __future__ import annotations

from datetime import date, datetime

from kantor import GOOD
from openpyxl import load_workbook

from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, Value
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.periksa.periksa import periksa

PERIODS: list[tuple[str, date | None]] = [
    ("1 tahun", date(2025, 11, 20)),  # ended yesterday
    ("1 tahun", date(2025, 11, 21)),  # ends today
    ("1 tahun", date(2026, 2, 19)),  # ends in 90 days
    ("1 tahun", date(2026, 2, 20)),  # ends in 91 days
    ("Sampai pejabatnya dilantik", None),
    ("Sampai ada persetujuan yang bersangkutan", None),
    ("1 tahun", None),
    ("Permanen", None),
]


def test_the_ends_near_and_the_ends_by_an_event_are_counted(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    rows: list[dict[str, Value]] = [
        {**GOOD, "id": f"INF-2026-{n:04}", "judul_informasi": f"Kertas {n}", "jangka_waktu": lama,
         "terhitung_mulai": mulai}
        for n, (lama, mulai) in enumerate(PERIODS, 1)
    ]  # fmt: skip
    host.apply([AppendRows("tblRekap", rows)])
    periksa(host, knowledge, now, write=True)
    book = load_workbook(host.path)
    found = {}
    for name in ("BerandaDalam90Hari", "BerandaPeristiwa"):
        ((sheet, cell),) = book.defined_names[name].destinations
        found[name] = book[sheet][cell.replace("$", "")].value
    assert found == {"BerandaDalam90Hari": 2, "BerandaPeristiwa": 2}
