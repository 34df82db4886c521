"""Terima usulan: staff accept what the tool read; the unit's own words stay as they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ppid_xl.hosts import Host
from ppid_xl.jangka_waktu import needs_mulai
from ppid_xl.model import Action, SetColumn, Value
from ppid_xl.rules import Case
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.tindakan import check_ids


@dataclass(frozen=True)
class Accepted:
    """What was accepted, and which rows still miss the one date that nobody but the office can know."""

    ids: tuple[str, ...]
    without_start: tuple[tuple[str, str], ...]
    unreadable: tuple[str, ...]


def terima_usulan(host: Host, knowledge: Knowledge, today: date, *, ids: Collection[str] = (),
                  mulai: date | None = None) -> Accepted:  # fmt: skip
    """Accept the reading of the chosen rows, all Dikecualikan rows when none is chosen.

    ``mulai`` is written into Terhitung Mulai of chosen rows whose period needs a start and has none.
    """
    book = host.snapshot()
    table = book.tables["tblRekap"]
    check_ids(book, tuple(ids))
    context = knowledge.context(book, today)
    readings: dict[int, Value] = {}
    starts: dict[int, Value] = {}
    done, waiting, unreadable = [], [], []
    for row in table.rows:
        case = Case(row, table, context)
        if not case.dikecualikan or (ids and row.text("id") not in ids):
            continue
        text = case.usulan
        if not text:
            unreadable.append(row.text("id"))
            continue
        readings[row.number] = text
        done.append(row.text("id"))
        if needs_mulai(case.jangka_waktu) and case.terhitung_mulai is None:
            if mulai is not None:
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
    return Accepted(tuple(done), tuple(waiting), tuple(unreadable))
