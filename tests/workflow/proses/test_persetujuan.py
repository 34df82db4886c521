"""Uji, ajukan, setujui, kembalikan: evidence first, and a no that leads back to the unit."""

from __future__ import annotations

from datetime import datetime

import pytest
from kantor import ANSWERS, ONE, office

from ppid_xl.errors import InputError
from ppid_xl.evidence import read_evidence
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import SetColumn
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.proses.persetujuan import DIAJUKAN, DIKEMBALIKAN, DISETUJUI, decide, is_final
from ppid_xl.workflow.proses.uji import uji


@pytest.fixture
def bkd(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "bkd-kalteng-2025", {"P1": "Atasan PPID", "P2": "TIM PPID Pembantu"}, rows=3)


@pytest.fixture
def kaltara(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "diskominfo-kaltara-2017", {"P1": "PPID Utama", "P2": "Atasan PPID"}, rows=3)


def meeting(*ids: str) -> Deed:
    return Deed("P1", datetime(2026, 11, 20, 9, 0), ids=ids or (ONE,), tempat="Ruang Rapat", peserta="P1; P2")


def test_a_meeting_is_one_act_with_a_line_per_informasi(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    done = uji(bkd, knowledge, now, meeting("INF-2026-0001", "INF-2026-0002", "INF-2026-0003"), ANSWERS)
    (act,) = bkd.snapshot().rows("tblLangkah")
    tests = bkd.snapshot().rows("tblUji")
    assert act.text("id_informasi") == "INF-2026-0001..0003"
    assert (
        [row.text("id_uji") for row in tests] == list(done.id_uji) == [f"UJI-2026-000{n}" for n in (1, 2, 3)]
    )
    assert len({row.text("sidik") for row in tests}) == 3


def test_approval_without_its_uji_is_refused_where_the_sop_puts_it_first(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    with pytest.raises(InputError) as refusal:
        decide(bkd, knowledge, now, DISETUJUI, Deed("P1", ids=[ONE]))
    assert refusal.value.kode == "belum-diuji"
    assert "setelah proses uji konsekuensi" in refusal.value.fakta["kutipan"]
    assert not bkd.snapshot().rows("tblLangkah")


def test_where_the_sop_is_silent_the_law_only_warns(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    done = decide(kaltara, knowledge, now, DISETUJUI, Deed("P1", ids=[ONE]))
    assert any("UU 14/2008 Pasal 19" in note for note in done.notes)


def test_two_levels_must_both_say_yes(kaltara: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    uji(kaltara, knowledge, now, meeting(), ANSWERS)
    sop = knowledge.sop("diskominfo-kaltara-2017", None)
    decide(kaltara, knowledge, now, DISETUJUI, Deed("P1", ids=[ONE], bukti="surat.pdf"))
    assert not is_final(sop, read_evidence(kaltara.snapshot()), ONE)
    decide(kaltara, knowledge, now, DISETUJUI, Deed("P2", ids=[ONE], bukti="surat.pdf"))
    assert is_final(sop, read_evidence(kaltara.snapshot()), ONE)


def test_a_return_opens_the_next_round_and_overwrites_nothing(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    uji(kaltara, knowledge, now, meeting(), ANSWERS)
    decide(kaltara, knowledge, now, DIKEMBALIKAN, Deed("P2", ids=[ONE], catatan="sebut bagian yang ditutup"))
    assert read_evidence(kaltara.snapshot()).putaran(ONE) == 2
    uji(kaltara, knowledge, now, meeting(), ANSWERS)
    tests = kaltara.snapshot().rows("tblUji")
    assert [(row.text("id_uji"), row["putaran"]) for row in tests] == [
        ("UJI-2026-0001", 1),
        ("UJI-2026-0002", 2),
    ]


def test_another_test_of_the_same_informasi_is_another_round(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    for _ in range(2):
        uji(bkd, knowledge, now, meeting(), ANSWERS)
    assert [row["putaran"] for row in bkd.snapshot().rows("tblUji")] == [1, 2]


def test_a_return_needs_a_reason(kaltara: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    with pytest.raises(InputError) as refusal:
        decide(kaltara, knowledge, now, DIKEMBALIKAN, Deed("P2", ids=[ONE]))
    assert refusal.value.kode == "kembalikan-tanpa-catatan"


def test_a_row_changed_after_its_uji_cannot_be_approved(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    uji(bkd, knowledge, now, meeting(), ANSWERS)
    number = bkd.snapshot().rows("tblRekap")[0].number
    bkd.apply([SetColumn("tblRekap", "jangka_waktu", {number: "20 tahun"})])
    with pytest.raises(InputError) as refusal:
        decide(bkd, knowledge, now, DISETUJUI, Deed("P1", ids=[ONE]))
    assert refusal.value.kode == "berubah-sesudah-uji"


def test_capitals_and_blanks_are_no_change(bkd: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    uji(bkd, knowledge, now, meeting(), ANSWERS)
    number = bkd.snapshot().rows("tblRekap")[0].number
    bkd.apply([SetColumn("tblRekap", "jangka_waktu", {number: "5  Tahun"})])
    assert decide(bkd, knowledge, now, DISETUJUI, Deed("P1", ids=[ONE], bukti="x.pdf")).id_langkah


@pytest.mark.parametrize("act", ["uji", "ajukan", "setujui"])
def test_a_row_with_galat_stops_the_act_and_names_its_cells(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime, act: str
) -> None:
    number = kaltara.snapshot().rows("tblRekap")[1].number
    kaltara.apply([SetColumn("tblRekap", "manfaat_bila_ditutup", {number: None})])
    ids = [ONE, "INF-2026-0002"]
    if act == "uji":
        stopped = uji(kaltara, knowledge, now, meeting(*ids), ANSWERS).blocking
    else:
        word = DIAJUKAN if act == "ajukan" else DISETUJUI
        stopped = decide(kaltara, knowledge, now, word, Deed("P1", ids=ids)).blocking
    assert [(f.id, f.kolom) for f in stopped] == [("INF-2026-0002", "Manfaat Bila Ditutup")]
    assert not kaltara.snapshot().rows("tblLangkah")


def test_approval_without_proof_says_that_proof_is_to_follow(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    uji(kaltara, knowledge, now, meeting(), ANSWERS)
    assert any(
        "Bukti menyusul" in n for n in decide(kaltara, knowledge, now, DISETUJUI, Deed("P1", ids=[ONE])).notes
    )


def test_only_excluded_informasi_is_tested(kaltara: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    number = kaltara.snapshot().rows("tblRekap")[0].number
    kaltara.apply([SetColumn("tblRekap", "klasifikasi", {number: "Berkala"})])
    with pytest.raises(InputError) as refusal:
        uji(kaltara, knowledge, now, meeting(), ANSWERS)
    assert refusal.value.kode == "bukan-dikecualikan"
