"""What law and SOP ask before a decision: the test's answer, the order of days, and whether it was said before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from kantor import ANSWERS, ONE, office

from ppid_xl.bawaan import data_path
from ppid_xl.errors import InputError
from ppid_xl.evidence import DIAJUKAN, DIKEMBALIKAN, DISETUJUI, read_evidence
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import ReplaceRows, SetColumn
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.langkah import langkah
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.masa.buka import buka
from ppid_xl.workflow.masa.perpanjang import Extension, perpanjang
from ppid_xl.workflow.periksa.periksa import periksa
from ppid_xl.workflow.proses.persetujuan import Decided, decide, is_final
from ppid_xl.workflow.proses.syarat_putusan import PENGUBAHAN, PENGUJIAN
from ppid_xl.workflow.proses.uji import Answers, uji

TWO = "INF-2026-0002"
BKD, KALTARA, DISPERINDAG = "bkd-kalteng-2025", "diskominfo-kaltara-2017", "disperindag-kalbar-2020"
ROLES = {
    BKD: {"A": "Atasan PPID", "T": "TIM PPID Pembantu"},
    KALTARA: {"A": "Atasan PPID", "T": "PPID Utama"},
    DISPERINDAG: {"A": "Pimpinan Badan Publik", "T": "Ketua PPID"},
}


@pytest.fixture
def open_office(knowledge: Knowledge) -> Callable[[str], MemoryHost]:
    return lambda kode: office(knowledge, kode, ROLES[kode], rows=2)


@pytest.fixture
def meet(knowledge: Knowledge, now: datetime) -> Callable[..., None]:
    def hold(host: MemoryHost, hasil: str = "Ditutup", **more: object) -> None:
        answers = replace(ANSWERS, hasil=hasil)
        moment = more.get("at", now)
        assert isinstance(moment, datetime)
        deed = Deed("T", moment, ids=[ONE], tempat=str(more.get("tempat", "Ruang Rapat")))
        assert uji(host, knowledge, now, deed, answers).id_langkah

    return hold


@pytest.fixture
def say(knowledge: Knowledge, now: datetime) -> Callable[..., Decided]:
    def decided(host: MemoryHost, word: str, oleh: str = "A", at: datetime | None = None) -> Decided:
        return decide(host, knowledge, now, word, Deed(oleh, at, ids=[ONE], catatan="Sebut bagiannya"))

    return decided


def refused(act: Callable[[], object], host: MemoryHost) -> InputError:
    before = host.snapshot()
    with pytest.raises(InputError) as refusal:
        act()
    assert host.snapshot() == before
    return refusal.value


def first_number(host: MemoryHost) -> int:
    return host.snapshot().rows("tblRekap")[0].number


# ---- the answer of the test


@pytest.mark.parametrize("kode", [BKD, KALTARA])
def test_what_the_test_opened_is_not_approved_as_excluded(
    kode: str, open_office: Callable[..., MemoryHost], meet: Callable[..., None], say: Callable[..., Decided]
) -> None:
    host = open_office(kode)
    meet(host, "Dibuka")
    refusal = refused(lambda: say(host, DISETUJUI), host)
    assert refusal.kode == "setujui-uji-membuka"
    assert refusal.fakta["uji"] == "UJI-2026-0001"


def test_where_the_sop_asks_for_the_approval_of_opening_that_approval_excludes_nothing(
    open_office: Callable[..., MemoryHost], meet: Callable[..., None], say: Callable[..., Decided],
    knowledge: Knowledge, now: datetime,
) -> None:  # fmt: skip
    host = open_office(DISPERINDAG)
    meet(host, "Dibuka")
    assert say(host, DISETUJUI).id_langkah
    periksa(host, knowledge, now, write=True)
    assert host.snapshot().rows("tblRekap")[0].text("status") == "Diuji"
    assert not is_final(knowledge.sop(DISPERINDAG, None), read_evidence(host.snapshot()), ONE)
    assert refused(lambda: say(host, DISETUJUI, "T"), host).kode == "setujui-uji-membuka"


@pytest.mark.parametrize("hasil", ["Ditunda", ""])
def test_a_test_without_an_answer_stops_approval_where_the_sop_puts_the_test_first(
    hasil: str, open_office: Callable[..., MemoryHost], meet: Callable[..., None], say: Callable[..., Decided]
) -> None:
    strict, silent = open_office(BKD), open_office(KALTARA)
    meet(strict, hasil)
    meet(silent, hasil)
    refusal = refused(lambda: say(strict, DISETUJUI), strict)
    assert refusal.kode == "uji-belum-memutuskan"
    assert "setelah proses uji konsekuensi" in refusal.fakta["kutipan"]
    assert any("belum memutuskan" in note for note in say(silent, DISETUJUI).notes)


@pytest.mark.parametrize(("hasil", "words"), [("Dibuka", "ppid buka"), ("Ditunda", "belum memutuskan")])
def test_a_submission_against_the_test_is_told(
    hasil: str, words: str, open_office: Callable[..., MemoryHost], meet: Callable[..., None],
    say: Callable[..., Decided],
) -> None:  # fmt: skip
    host = open_office(BKD)
    meet(host, hasil)
    assert any(words in note for note in say(host, DIAJUKAN).notes)


def test_a_gap_in_the_test_stops_approval_where_the_sop_puts_the_test_first(
    open_office: Callable[..., MemoryHost], meet: Callable[..., None], say: Callable[..., Decided],
    knowledge: Knowledge, now: datetime,
) -> None:  # fmt: skip
    host = open_office(BKD)
    meet(host, tempat="")
    number = host.snapshot().rows("tblUji")[0].number
    host.apply([SetColumn("tblUji", "pertimbangan_kepentingan_umum", {number: None})])
    stopped = say(host, DISETUJUI).blocking
    assert {(f.table, f.kolom) for f in stopped} == {
        ("tblUji", "Pertimbangan Kepentingan Umum"), ("tblLangkah", "Tempat"),
    }  # fmt: skip
    assert len(host.snapshot().rows("tblLangkah")) == 1
    assert say(host, DIAJUKAN).id_langkah
    silent = open_office(KALTARA)
    meet(silent, tempat="")
    assert say(silent, DISETUJUI).id_langkah


def test_the_latest_test_is_the_one_with_the_highest_id_however_the_sheet_is_sorted(
    open_office: Callable[..., MemoryHost], meet: Callable[..., None]
) -> None:
    host = open_office(KALTARA)
    meet(host, "Dibuka")
    meet(host, "Ditutup")
    rows = [{**row.values, "putaran": 1} for row in reversed(host.snapshot().rows("tblUji"))]
    host.apply([ReplaceRows("tblUji", rows)])
    latest = read_evidence(host.snapshot()).latest_uji(ONE)
    assert latest is not None
    assert latest.id_uji == "UJI-2026-0002"


# ---- extension and opening


def test_a_postponed_test_extends_nothing(
    open_office: Callable[..., MemoryHost], meet: Callable[..., None], knowledge: Knowledge, now: datetime
) -> None:
    host = open_office(BKD)
    meet(host, "Ditunda")
    deed = Deed("A", ids=[ONE], bukti="penetapan.pdf")
    refusal = refused(lambda: perpanjang(host, knowledge, now, deed, Extension("2 tahun")), host)
    assert refusal.kode == "perpanjang-uji-ditunda"


@pytest.mark.parametrize("hasil", ["Ditutup", "Ditutup sebagian", "Ditunda", ""])
def test_before_its_end_nothing_is_opened_against_its_test(
    hasil: str, open_office: Callable[..., MemoryHost], meet: Callable[..., None], knowledge: Knowledge,
    now: datetime,
) -> None:  # fmt: skip
    host = open_office(KALTARA)
    meet(host, hasil)
    deed = Deed("A", ids=[ONE], bukti="penetapan.pdf")
    assert refused(lambda: buka(host, knowledge, now, deed), host).kode == "buka-bertentangan-uji"
    assert buka(host, knowledge, now.replace(year=2031, month=2), deed).by_law == (ONE,)


def test_the_regulations_are_quoted_as_they_stand() -> None:
    law = data_path("sumber/pp-61-2010.txt").read_text(encoding="utf-8")
    assert PENGUJIAN in law
    assert PENGUBAHAN in law


# ---- levels and repetition


def test_a_higher_level_before_the_lower_is_told_and_recorded(
    open_office: Callable[..., MemoryHost], meet: Callable[..., None], say: Callable[..., Decided]
) -> None:
    host = open_office(KALTARA)
    meet(host)
    assert any("PPID Utama belum menyetujui" in note for note in say(host, DISETUJUI).notes)
    assert "PPID Utama belum menyetujui" in host.snapshot().rows("tblLangkah")[-1].text("catatan")
    orderly = open_office(KALTARA)
    meet(orderly)
    for kode in ("T", "A"):
        assert not any("belum menyetujui" in note for note in say(orderly, DISETUJUI, kode).notes)


def test_a_decision_typed_in_other_letters_is_the_same_decision(
    open_office: Callable[..., MemoryHost], meet: Callable[..., None], say: Callable[..., Decided],
    knowledge: Knowledge,
) -> None:  # fmt: skip
    host = open_office(KALTARA)
    meet(host)
    say(host, DISETUJUI)
    number = host.snapshot().rows("tblLangkah")[-1].number
    host.apply([SetColumn("tblLangkah", "keputusan", {number: " disetujui"})])
    assert is_final(knowledge.sop(KALTARA, None), read_evidence(host.snapshot()), ONE)


def test_an_officer_without_a_role_is_named_as_such(
    open_office: Callable[..., MemoryHost], say: Callable[..., Decided]
) -> None:
    host = open_office(KALTARA)
    host.apply(
        [SetColumn("tblPejabat", "peran", {row.number: None for row in host.snapshot().rows("tblPejabat")})]
    )
    (note,) = [one for one in say(host, DISETUJUI).notes if "sebagai yang menyetujui" in one]
    assert note.endswith("bukan A (Peran kosong di lembar Pejabat).")


@pytest.mark.parametrize("word", [DIAJUKAN, DISETUJUI])
def test_an_act_told_twice_is_recorded_with_a_word_about_the_first(
    word: str, open_office: Callable[..., MemoryHost], meet: Callable[..., None], say: Callable[..., Decided]
) -> None:
    host = open_office(BKD)
    meet(host)
    done = say(host, word)
    assert not any("dicatat lagi" in note for note in done.notes)
    again = say(host, word)
    assert any(f"sudah {word.lower()} pada {done.id_langkah}" in note for note in again.notes)
    meet(host)
    assert not any("dicatat lagi" in note for note in say(host, word).notes)


def test_a_row_returned_already_is_not_returned_again_before_it_was_corrected(
    open_office: Callable[..., MemoryHost], say: Callable[..., Decided]
) -> None:
    host = open_office(KALTARA)
    done = say(host, DIKEMBALIKAN)
    refusal = refused(lambda: say(host, DIKEMBALIKAN), host)
    assert (refusal.kode, refusal.fakta["langkah"]) == ("sudah-dikembalikan", done.id_langkah)
    host.apply([SetColumn("tblRekap", "bagian_yang_ditutup", {first_number(host): "Lampiran"})])
    assert say(host, DIKEMBALIKAN).id_langkah


def test_a_row_tested_or_submitted_after_its_return_can_be_returned_again(
    open_office: Callable[..., MemoryHost], say: Callable[..., Decided], meet: Callable[..., None]
) -> None:
    host = open_office(KALTARA)
    say(host, DIKEMBALIKAN)
    meet(host)
    assert say(host, DIKEMBALIKAN).id_langkah
    say(host, DIAJUKAN)
    assert say(host, DIKEMBALIKAN).id_langkah


# ---- days


@pytest.mark.parametrize(
    ("mulai", "selesai", "kode"),
    [
        (datetime(2026, 11, 20, 9), datetime(2026, 11, 20, 8), "waktu-terbalik"),
        (datetime(2026, 11, 22), None, "waktu-mendatang"),
        (datetime(2026, 11, 20), datetime(2026, 12, 1), "waktu-mendatang"),
        (datetime(2008, 4, 29), None, "waktu-terlalu-lama"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    mulai: datetime, selesai: datetime | None, kode: str, open_office: Callable[..., MemoryHost],
    knowledge: Knowledge, now: datetime,
) -> None:  # fmt: skip
    host = open_office(KALTARA)
    deed = Deed("T", mulai, selesai, [ONE])
    assert refused(lambda: langkah(host, knowledge, now, 2, deed), host).kode == kode
    assert refused(lambda: uji(host, knowledge, now, deed, Answers(hasil="Ditutup")), host).kode == kode
    assert refused(lambda: decide(host, knowledge, now, DIAJUKAN, deed), host).kode == kode
    assert refused(lambda: buka(host, knowledge, now, deed), host).kode == kode


def test_today_and_the_first_day_of_the_law_are_taken(
    open_office: Callable[..., MemoryHost], knowledge: Knowledge, now: datetime
) -> None:
    host = open_office(KALTARA)
    for day in (now.replace(hour=23), datetime(2008, 4, 30)):
        assert langkah(host, knowledge, now, 2, Deed("T", day, ids=[ONE])).id_langkah


def test_an_approval_dated_before_its_test_is_refused_where_the_sop_puts_the_test_first(
    open_office: Callable[..., MemoryHost], meet: Callable[..., None], say: Callable[..., Decided],
    now: datetime,
) -> None:  # fmt: skip
    host, before = open_office(BKD), now - timedelta(days=1)
    meet(host)
    refusal = refused(lambda: say(host, DISETUJUI, at=before), host)
    assert (refusal.kode, refusal.fakta["tanggal"]) == ("setujui-sebelum-uji", "20/11/2026")
    silent = open_office(KALTARA)
    meet(silent)
    assert say(silent, DISETUJUI, at=before).id_langkah


def test_an_officer_out_of_office_that_day_is_told_and_recorded(
    open_office: Callable[..., MemoryHost], meet: Callable[..., None], say: Callable[..., Decided],
    knowledge: Knowledge, now: datetime,
) -> None:  # fmt: skip
    host = open_office(KALTARA)
    numbers = [row.number for row in host.snapshot().rows("tblPejabat")]
    host.apply([SetColumn("tblPejabat", "selesai", dict.fromkeys(numbers, date(2026, 11, 20)))])
    deed = Deed("T", now, ids=[ONE])
    told = [
        uji(host, knowledge, now, deed, ANSWERS).notes,
        say(host, DISETUJUI).notes,
        langkah(host, knowledge, now, 2, deed).notes,
    ]
    assert all(any("tidak menjabat pada 21/11/2026" in note for note in notes) for notes in told)
    acts = host.snapshot().rows("tblLangkah")
    assert all("tidak menjabat pada 21/11/2026" in act.text("catatan") for act in acts)
    early = langkah(host, knowledge, now, 2, replace(deed, mulai=datetime(2026, 11, 20, 9)))
    assert not any("menjabat" in note for note in early.notes)
