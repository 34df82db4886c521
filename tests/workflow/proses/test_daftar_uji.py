"""Daftar uji: a meeting finds its work in lists, names them instead of IDs, and sees how far it is."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from kantor import office

from ppid_xl.errors import InputError
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import SetColumn, Value
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.proses.daftar_uji import DaftarUji, daftar_uji, expand_lists, names_list
from ppid_xl.workflow.proses.uji import Answers, uji

ALL = [f"INF-2026-{n:04}" for n in range(1, 7)]


@pytest.fixture
def six(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "bkd-kalteng-2025", {"A": "Atasan PPID", "B": "PPID"}, rows=6)


def held(host: MemoryHost, knowledge: Knowledge, now: datetime, *ids: str) -> None:
    deed = Deed("A", now, now, list(ids), tempat="Ruang Rapat", peserta="A; B")
    assert not uji(host, knowledge, now, deed, Answers(hasil="Ditutup", pertimbangan="Ditimbang")).blocking


def typed(host: MemoryHost, informasi: str, key: str, value: Value) -> None:
    rows = {row.text("id"): row.number for row in host.snapshot().rows("tblRekap")}
    host.apply([SetColumn("tblRekap", key, {rows[informasi]: value})])


def lists(host: MemoryHost, knowledge: Knowledge, now: datetime) -> DaftarUji:
    book = host.snapshot()
    return daftar_uji(book, knowledge, knowledge.context(book, now.date()))


def test_what_nobody_tested_is_new(six: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    found = lists(six, knowledge, now)
    assert found.daftar == {
        "baru": tuple(ALL),
        "berubah": (),
        "kedaluwarsa": (),
        "akan-berakhir": (),
        "tertunda": (),
    }
    assert found.counter() == "0 dari 6 informasi dikecualikan sudah diuji pada putaran ini."


def test_what_was_tested_leaves_the_list_and_is_counted(
    six: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    held(six, knowledge, now, *ALL[:2])
    found = lists(six, knowledge, now)
    assert found.daftar["baru"] == tuple(ALL[2:])
    assert found.counter().startswith("2 dari 6 ")


def test_a_row_changed_after_its_test_is_to_be_tested_again(
    six: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    held(six, knowledge, now, *ALL)
    typed(six, ALL[3], "bagian_yang_ditutup", "Lampiran")
    assert lists(six, knowledge, now).daftar["berubah"] == (ALL[3],)
    held(six, knowledge, now, ALL[3])
    assert lists(six, knowledge, now).daftar["berubah"] == ()


def test_a_test_older_than_the_office_allows_is_out_of_date(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "bkd-kalteng-2025", {"A": "Atasan PPID", "B": "PPID"}, UmurUjiTahun="1")
    held(host, knowledge, now, ALL[0])
    assert lists(host, knowledge, now.replace(year=2028)).daftar["kedaluwarsa"] == (ALL[0],)


def test_an_exclusion_near_its_end_is_listed_until_it_is_tested(
    six: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    held(six, knowledge, now.replace(month=3), *ALL)
    typed(six, ALL[0], "jangka_waktu", "1 tahun")
    typed(six, ALL[0], "terhitung_mulai", date(2026, 1, 29))
    held(six, knowledge, now.replace(month=4), ALL[0])
    found = lists(six, knowledge, now)
    assert found.daftar["akan-berakhir"] == (ALL[0],)
    held(six, knowledge, now, ALL[0])
    assert lists(six, knowledge, now).daftar["akan-berakhir"] == ()


def test_a_row_with_galat_is_named_apart_for_it_would_stop_the_meeting(
    six: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    typed(six, ALL[1], "konsekuensi_bila_dibuka", None)
    found = lists(six, knowledge, now)
    assert (found.galat, ALL[1] in found.daftar["baru"]) == ((ALL[1],), False)


def test_what_is_past_its_end_is_not_tested_but_opened(
    six: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    assert lists(six, knowledge, now.replace(year=2032)).lewat == tuple(ALL)


def test_the_name_of_a_list_stands_for_its_ids(six: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    held(six, knowledge, now, *ALL[:4])
    found = lists(six, knowledge, now)
    assert expand_lists(["baru"], found) == ["INF-2026-0005..0006"]
    assert expand_lists(["Baru; INF-2026-0001"], found) == ["INF-2026-0005..0006", " INF-2026-0001"]
    assert names_list(["INF-2026-0001; akan-berakhir"])
    assert not names_list(["INF-2026-0001..0003"])


def test_an_empty_list_is_refused_by_name(six: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    with pytest.raises(InputError, match="daftar-uji-kosong"):
        expand_lists(["berubah"], lists(six, knowledge, now))


@pytest.mark.parametrize("hasil", ["Ditunda", ""])
def test_what_a_meeting_postponed_waits_on_a_list_of_its_own_and_is_not_counted(
    hasil: str, six: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    held(six, knowledge, now, *ALL[:2])
    meeting = Deed("A", now, now, ALL[4:], tempat="Ruang Rapat", peserta="A; B")
    uji(six, knowledge, now, meeting, Answers(hasil=hasil, pertimbangan="Berkasnya belum ada"))
    found = lists(six, knowledge, now)
    assert found.daftar["tertunda"] == tuple(ALL[4:])
    assert found.daftar["baru"] == tuple(ALL[2:4])
    assert found.counter() == "2 dari 6 informasi dikecualikan sudah diuji pada putaran ini; 2 tertunda."
    held(six, knowledge, now, *ALL[4:])
    assert lists(six, knowledge, now).counter().startswith("4 dari 6 ")
