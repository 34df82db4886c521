"""One meeting recorded by several commands: told once, it stays one meeting."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from kantor import ONE, office

from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.proses.uji import Answers, uji

TWO = "INF-2026-0002"
CLOSED, PARTLY = (
    Answers(hasil=hasil, pertimbangan="Sudah ditimbang.") for hasil in ("Ditutup", "Ditutup sebagian")
)


@pytest.fixture
def kantor(knowledge: Knowledge) -> MemoryHost:
    roles = {"K": "Ketua PPID", "TIM": "Tim Pertimbangan"}
    return office(knowledge, "disperindag-kalbar-2020", roles, rows=3)


def rules_about_meetings(host: MemoryHost, knowledge: Knowledge, now: datetime) -> list[tuple[str, str]]:
    findings, _ = judge(host.snapshot(), knowledge, now.date())
    return [
        (one.tingkat, one.sel)
        for one in findings
        if one.lembar == "Langkah SOP" and one.aturan.endswith("/R19")
    ]


def test_a_second_command_goes_on_with_the_place_and_people_of_its_meeting(
    kantor: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    uji(kantor, knowledge, now, Deed("K", now, ids=[ONE], tempat="Ruang Melati", peserta="K; TIM"), CLOSED)
    done = uji(kantor, knowledge, now, Deed("K", now, ids=[TWO]), PARTLY)
    second = kantor.snapshot().rows("tblLangkah")[1]
    assert (second.text("tempat"), second.text("peserta")) == ("Ruang Melati", "K; TIM")
    assert any("LK-2026-0001" in note for note in done.notes)
    assert rules_about_meetings(kantor, knowledge, now) == []


@pytest.mark.parametrize(
    "other",
    [
        {"oleh": "TIM"},
        {"mulai": timedelta(days=-1)},
        {"tempat": "Aula"},
    ],
)
def test_another_meeting_takes_nothing_over(
    kantor: MemoryHost, knowledge: Knowledge, now: datetime, other: dict[str, object]
) -> None:
    uji(kantor, knowledge, now, Deed("K", now, ids=[ONE], tempat="Ruang Melati", peserta="K; TIM"), CLOSED)
    moment = now + (other["mulai"] if isinstance(other.get("mulai"), timedelta) else timedelta())
    deed = Deed(str(other.get("oleh", "K")), moment, ids=[TWO], tempat=str(other.get("tempat", "")))
    done = uji(kantor, knowledge, now, deed, PARTLY)
    second = kantor.snapshot().rows("tblLangkah")[1]
    assert (second.text("tempat"), second.text("peserta")) == (deed.tempat, "")
    assert done.notes == ()


def test_people_who_came_for_a_part_of_a_meeting_are_counted_together(
    kantor: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    for informasi, peserta in ((ONE, "K"), (TWO, "TIM")):
        uji(
            kantor,
            knowledge,
            now,
            Deed("K", now, ids=[informasi], tempat="Ruang Melati", peserta=peserta),
            CLOSED,
        )
    assert rules_about_meetings(kantor, knowledge, now) == []
    uji(kantor, knowledge, now, Deed("K", now, ids=["INF-2026-0003"], tempat="Aula", peserta="K"), CLOSED)
    assert [level for level, _ in rules_about_meetings(kantor, knowledge, now)] == ["peringatan"]
