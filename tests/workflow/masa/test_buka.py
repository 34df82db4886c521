"""Buka: a row becomes public, its history stays, and the SOP's own words decide whose approval comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from kantor import ONE, office

from ppid_xl.errors import InputError
from ppid_xl.evidence import DISETUJUI, read_evidence
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import Row, SetColumn
from ppid_xl.workflow.ground.catatan import former_values
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.pantau import pantau
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.masa.buka import buka
from ppid_xl.workflow.proses.persetujuan import decide
from ppid_xl.workflow.proses.uji import Answers, uji

TWO = "INF-2026-0002"
ROLES = {
    "P": "Ketua PPID", "PIM": "Pimpinan Badan Publik", "TIM": "Tim Pertimbangan", "KADIS": "Atasan PPID",
}  # fmt: skip


@pytest.fixture
def disperindag(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "disperindag-kalbar-2020", ROLES, rows=3)


@pytest.fixture
def kaltara(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "diskominfo-kaltara-2017", {"P": "PPID Utama"}, rows=3)


def first(host: MemoryHost) -> Row:
    return host.snapshot().rows("tblRekap")[0]


def end_in_the_past(host: MemoryHost) -> None:
    host.apply([SetColumn("tblRekap", "jangka_waktu", {first(host).number: "3 bulan"})])


def test_the_row_becomes_public_and_nothing_else_in_it_changes(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    before = first(kaltara)
    buka(kaltara, knowledge, now, Deed("P", ids=[ONE], bukti="penetapan.pdf"))
    assert first(kaltara) == replace(before, values={**before.values, "klasifikasi": "Setiap Saat"})


def test_another_public_class_can_be_named(kaltara: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    buka(kaltara, knowledge, now, Deed("P", ids=[ONE]), klasifikasi="Berkala")
    assert first(kaltara).text("klasifikasi") == "Berkala"


def test_the_act_keeps_what_the_row_was(kaltara: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    done = buka(kaltara, knowledge, now, Deed("P", ids=[ONE, TWO], catatan="Audit selesai"))
    (act,) = kaltara.snapshot().rows("tblLangkah")
    assert (act.text("id_langkah"), act.text("keputusan"), act.text("id_informasi")) == (
        done.id_langkah,
        "Dibuka",
        "INF-2026-0001..0002",
    )
    assert act.text("catatan").startswith(
        'Audit selesai\nsemula: id "INF-2026-0001..0002"; klasifikasi "Dikecualikan"'
    )
    assert former_values(read_evidence(kaltara.snapshot()), TWO) == [
        {"id": "INF-2026-0001..0002", "klasifikasi": "Dikecualikan", "dasar_hukum": "Pasal 17 huruf i UU 14/2008",
         "jangka_waktu": "5 tahun", "terhitung_mulai": "02/01/2026", "akhir_pengecualian": "02/01/2031"}
    ]  # fmt: skip


def test_before_its_end_the_words_of_the_sop_ask_for_the_approval_of_the_pimpinan(
    disperindag: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    with pytest.raises(InputError) as refusal:
        buka(disperindag, knowledge, now, Deed("P", ids=[ONE]))
    assert refusal.value.kode == "buka-tanpa-persetujuan"
    assert refusal.value.fakta["kutipan"] == "dengan persetujuan pimpinan badan publik"
    assert not disperindag.snapshot().rows("tblLangkah")
    assert first(disperindag).text("klasifikasi") == "Dikecualikan"


@pytest.mark.parametrize(
    "deed",
    [Deed("P", ids=[ONE], bukti="persetujuan.pdf"), Deed("PIM", ids=[ONE]), Deed("KADIS", ids=[ONE])],
)
def test_a_letter_or_the_pimpinan_in_person_is_that_approval(
    disperindag: MemoryHost, knowledge: Knowledge, now: datetime, deed: Deed
) -> None:
    assert buka(disperindag, knowledge, now, deed).id_langkah


def test_an_approval_on_record_counts_only_after_a_test_that_decided_to_open(
    disperindag: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    decide(disperindag, knowledge, now, DISETUJUI, Deed("PIM", ids=[ONE]))
    with pytest.raises(InputError):
        buka(disperindag, knowledge, now, Deed("P", ids=[ONE]))
    uji(disperindag, knowledge, now, Deed("TIM", now, ids=[ONE]), Answers(hasil="Dibuka"))
    with pytest.raises(InputError):
        buka(disperindag, knowledge, now, Deed("P", ids=[ONE]))
    decide(disperindag, knowledge, now, DISETUJUI, Deed("PIM", ids=[ONE]))
    assert buka(disperindag, knowledge, now, Deed("P", ids=[ONE])).id_langkah == "LK-2026-0004"


def test_an_atasan_who_is_the_pimpinan_approves_once_and_then_it_is_opened(
    disperindag: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    uji(disperindag, knowledge, now, Deed("TIM", now, ids=[ONE]), Answers(hasil="Dibuka"))
    decide(disperindag, knowledge, now, DISETUJUI, Deed("KADIS", ids=[ONE]))
    assert buka(disperindag, knowledge, now, Deed("P", ids=[ONE])).id_langkah == "LK-2026-0003"


def test_a_ketua_is_not_the_pimpinan(disperindag: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    uji(disperindag, knowledge, now, Deed("TIM", now, ids=[ONE]), Answers(hasil="Dibuka"))
    with pytest.raises(InputError) as refusal:
        decide(disperindag, knowledge, now, DISETUJUI, Deed("P", ids=[ONE]))
    assert refusal.value.kode == "setujui-uji-membuka"


def test_past_its_end_it_is_open_by_law_and_needs_nobody(
    disperindag: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    end_in_the_past(disperindag)
    done = buka(disperindag, knowledge, now, Deed("P", ids=[ONE]))
    assert done.by_law == (ONE,)
    assert any("Pasal 11 ayat (3)" in note for note in done.notes)


def test_on_its_last_day_it_is_still_closed(
    disperindag: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    last_day = now.replace(year=2031, month=1, day=2)
    with pytest.raises(InputError):
        buka(disperindag, knowledge, last_day, Deed("P", ids=[ONE]))
    assert buka(disperindag, knowledge, last_day.replace(day=3), Deed("P", ids=[ONE])).by_law == (ONE,)


def test_one_row_before_its_end_stops_the_whole_act(
    disperindag: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    end_in_the_past(disperindag)
    with pytest.raises(InputError) as refusal:
        buka(disperindag, knowledge, now, Deed("P", ids=[ONE, TWO]))
    assert refusal.value.fakta["id"] == TWO
    assert first(disperindag).text("klasifikasi") == "Dikecualikan"


def test_where_the_sop_is_silent_missing_proof_is_only_a_note(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    notes = buka(kaltara, knowledge, now, Deed("P", ids=[ONE])).notes
    assert any("Bukti menyusul" in note for note in notes)
    assert any("hasil Dibuka" in note for note in notes)


def test_the_notes_name_what_a_public_row_still_misses(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    notes = buka(kaltara, knowledge, now, Deed("P", ids=[ONE], bukti="x.pdf")).notes
    assert any("Ringkasan Isi" in note and "Unit Penguasa" not in note for note in notes)


def test_the_notes_say_how_to_make_the_list_of_what_was_opened(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    notes = buka(kaltara, knowledge, now, Deed("P", ids=[ONE], bukti="x.pdf")).notes
    assert [note for note in notes if "ppid surat rekap.xlsx daftar-dapat-diakses" in note] == [notes[-1]]


def test_a_public_row_is_refused(kaltara: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    buka(kaltara, knowledge, now, Deed("P", ids=[ONE]))
    with pytest.raises(InputError) as refusal:
        buka(kaltara, knowledge, now, Deed("P", ids=[ONE, TWO]))
    assert (refusal.value.kode, refusal.value.fakta["id"]) == ("hanya-dikecualikan", ONE)


def test_the_test_that_decided_to_open_is_linked_to_the_act(
    disperindag: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    uji(disperindag, knowledge, now, Deed("TIM", now, ids=[ONE]), Answers(hasil="Dibuka"))
    done = buka(disperindag, knowledge, now, Deed("PIM", ids=[ONE]))
    (test,) = disperindag.snapshot().rows("tblUji")
    assert test.text("id_keputusan") == done.id_langkah


def test_what_is_opened_leaves_the_watch_list(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    buka(kaltara, knowledge, now, Deed("P", ids=[ONE]))
    watched = pantau(kaltara.snapshot(), knowledge, now.date())
    assert [one.id for one in watched] == [TWO, "INF-2026-0003"]


def test_the_act_carries_the_words_of_the_kegiatan(
    disperindag: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    buka(disperindag, knowledge, now, Deed("PIM", ids=[ONE]))
    (act,) = disperindag.snapshot().rows("tblLangkah")
    assert act.text("kegiatan").startswith("3. Mengubah informasi yang dikecualikan")
