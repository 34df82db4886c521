"""The documents that change or end an exclusion are not stopped by its end, only by what else is wrong."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from kantor import ONE, office

from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import SetColumn
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.proses.uji import uji
from ppid_xl.workflow.surat.dokumen import surat

CHANGING = ("lembar-uji-pengubahan", "penetapan-pengubahan")


ENDED, TOO_LATE = ("pp-61-2010/R17", date(2021, 1, 2)), ("pp-61-2010/R16", date(2021, 12, 2))


@pytest.fixture(params=[ENDED, TOO_LATE], ids=["ended", "within 30 working days of its end"])
def ended(knowledge: Knowledge, now: datetime, request: pytest.FixtureRequest) -> MemoryHost:
    """An office whose only row was tested in time, and whose exclusion is over today, or about to be."""
    host = office(knowledge, "diskominfo-kaltara-2017", {"P": "PPID Utama", "A": "Atasan PPID"})
    uji(host, knowledge, now, Deed("P", datetime(2026, 2, 2, 9, 0), ids=[ONE]))
    set_cell(host, "terhitung_mulai", request.param[1])
    return host


def set_cell(host: MemoryHost, key: str, value: str | date) -> None:
    host.apply([SetColumn("tblRekap", key, {host.snapshot().rows("tblRekap")[0].number: value})])


@pytest.mark.parametrize("kind", CHANGING)
def test_the_end_of_the_exclusion_does_not_stop_the_document_that_ends_it(
    ended: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path, kind: str
) -> None:
    made = surat(ended.snapshot(), kind, knowledge, now, tmp_path, ids=[ONE])
    assert (made.blocking, made.rows) == ((), (ONE,))


@pytest.mark.parametrize("kind", CHANGING)
def test_another_galat_of_the_row_does(
    ended: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path, kind: str
) -> None:
    set_cell(ended, "konsekuensi_bila_dibuka", "")
    made = surat(ended.snapshot(), kind, knowledge, now, tmp_path, ids=[ONE])
    assert made.path is None
    assert {f.aturan for f in made.blocking} == {"perki-1-2021/R10"}


def test_the_list_of_excluded_informasi_is_still_stopped(
    ended: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    made = surat(ended.snapshot(), "daftar-dikecualikan", knowledge, now, tmp_path)
    (stopped,) = made.blocking
    assert stopped.aturan in (ENDED[0], TOO_LATE[0])
