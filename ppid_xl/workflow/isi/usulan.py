"""Terima usulan: staff accept what the tool read; the unit's own words stay as they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ppid_xl.hosts import Host
from ppid_xl.jangka_waktu import names_other_start, needs_mulai
from ppid_xl.model import Action, SetColumn, Value
from ppid_xl.rules import Case
from ppid_xl.rules.usulan import is_own_wording
from ppid_xl.tables import is_blank
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.registers import REKAP, check_registers
from ppid_xl.workflow.ground.tindakan import check_ids


@dataclass(frozen=True)
class Accepted:
    """What was accepted, and which rows still miss the one date that nobody but the office can know.

    ``other_start`` are rows that a given start was not written to, with the start that they name themselves;
    ``without_period`` are rows of which only Dasar Hukum could be read and accepted.
    """

    ids: tuple[str, ...]
    without_start: tuple[tuple[str, str], ...]
    unreadable: tuple[str, ...]
    other_start: tuple[tuple[str, str], ...] = ()
    without_period: tuple[str, ...] = ()


def terima_usulan(host: Host, knowledge: Knowledge, today: date, *, ids: Collection[str] = (),
                  mulai: date | None = None) -> Accepted:  # fmt: skip
    """Accept the reading of the chosen rows, all Dikecualikan rows when none is chosen.

    ``mulai`` is written into Terhitung Mulai of chosen rows whose period needs a start, has none, and whose
    words name no other. Terima stays as it is where nothing was read. Raises InputError for a book that is no rekap.
    """
    book = host.snapshot()
    check_registers(book, knowledge.dictionary, REKAP)
    table = book.tables["tblRekap"]
    check_ids(book, tuple(ids))
    context = knowledge.context(book, today)
    readings: dict[int, Value] = {}
    starts: dict[int, Value] = {}
    done, waiting, unreadable, other, lawful = [], [], [], [], []
    for row in table.rows:
        case = Case(row, table, context)
        if not case.dikecualikan or (ids and row.text("id") not in ids):
            continue
        text = case.usulan
        if not _reads_something(case):
            unreadable.append(row.text("id"))
            continue
        if case.jangka_waktu.jenis == "tidak_jelas" and row.text("jangka_waktu"):
            lawful.append(row.text("id"))
        readings[row.number] = text
        done.append(row.text("id"))
        if needs_mulai(case.jangka_waktu) and case.terhitung_mulai is None:
            if mulai is not None and names_other_start(case.jangka_waktu, mulai):
                other.append((row.text("id"), case.jangka_waktu.titik_mulai))
            elif mulai is not None and not is_blank(row["terhitung_mulai"]):
                other.append((row.text("id"), row.text("terhitung_mulai")))
            elif mulai is not None:
                starts[row.number] = mulai
            else:
                waiting.append((row.text("id"), table.address("terhitung_mulai", row.number)))
    actions: list[Action] = []
    if starts:
        actions.append(SetColumn("tblRekap", "terhitung_mulai", starts))
    if readings:
        actions += [
            SetColumn("tblRekap", "usulan", readings),
            SetColumn("tblRekap", "terima", dict.fromkeys(readings, "Ya")),
        ]
        host.apply(actions)
    return Accepted(tuple(done), tuple(waiting), tuple(unreadable), tuple(other), tuple(lawful))


def _reads_something(case: Case) -> bool:
    """Tell whether there is a reading to accept; a Dasar Hukum in its own words beside an unread period is none."""
    if not case.usulan or case.jangka_waktu.jenis != "tidak_jelas" or not case.text["jangka_waktu"]:
        return bool(case.usulan)
    return not is_own_wording(case.text["dasar_hukum"], case.text["jangka_waktu"])
