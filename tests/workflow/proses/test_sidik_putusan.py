"""What builds on a test or a decision needs its digest: a blank one proves nothing and lets nothing through."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from kantor import ANSWERS, ONE, fill_desk, office

from ppid_xl.errors import InputError
from ppid_xl.hosts import Host
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.messages import sentence
from ppid_xl.model import SetColumn, Value
from ppid_xl.surat.konteks import Surat
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.masa.perpanjang import Extension, perpanjang
from ppid_xl.workflow.proses.persetujuan import DIAJUKAN, DIKEMBALIKAN, DISETUJUI, decide
from ppid_xl.workflow.proses.uji import uji
from ppid_xl.workflow.surat.surat_resmi import Issued, surat_resmi

TWO = "INF-2026-0002"
BLANK_OR_TOO_SHORT = [None, "", "   ", "0", "d6ada3"]


@pytest.fixture
def desk(rekap: Path, knowledge: Knowledge) -> FileHost:
    return fill_desk(rekap, knowledge)


@pytest.fixture
def bkd(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "bkd-kalteng-2025", {"A": "Atasan PPID", "T": "TIM PPID Pembantu"}, rows=2)


def meet(host: Host, knowledge: Knowledge, now: datetime) -> None:
    codes = [row.text("kode") for row in host.snapshot().rows("tblPejabat")]
    uji(host, knowledge, now, Deed(codes[0], now, ids=[ONE], tempat="Ruang Rapat", peserta="A; K"), ANSWERS)


def overwrite(host: Host, table: str, key: str, value: Value) -> None:
    rows = host.snapshot().rows(table)
    host.apply([SetColumn(table, key, {row.number: value for row in rows})])


def letter(host: FileHost, knowledge: Knowledge, now: datetime) -> Issued:
    folder = host.path.parent
    return surat_resmi(host, "nota-dinas", knowledge, now, folder / "dokumen", Deed("K"), workbook_folder=folder,
                       kepala=Surat(nomor="7/2026"))  # fmt: skip


@pytest.mark.parametrize("keputusan", [DIAJUKAN, DISETUJUI])
@pytest.mark.parametrize("sidik", BLANK_OR_TOO_SHORT)
def test_a_changed_row_is_not_approved_behind_a_blanked_digest(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, keputusan: str, sidik: Value
) -> None:
    meet(bkd, knowledge, now)
    overwrite(bkd, "tblRekap", "jangka_waktu", "20 tahun")
    overwrite(bkd, "tblUji", "sidik", sidik)
    before = bkd.snapshot()
    with pytest.raises(InputError) as refusal:
        decide(bkd, knowledge, now, keputusan, Deed("A", ids=[ONE]))
    assert refusal.value.kode == "sidik-putusan-kosong"
    assert bkd.snapshot() == before


@pytest.mark.parametrize("blanked", [True, False])
def test_the_refusal_names_the_row_the_act_and_the_way_on(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, blanked: bool
) -> None:
    meet(bkd, knowledge, now)
    if blanked:
        overwrite(bkd, "tblUji", "sidik", None)
    else:
        overwrite(bkd, "tblRekap", "jangka_waktu", "20 tahun")
    with pytest.raises(InputError) as refusal:
        decide(bkd, knowledge, now, DISETUJUI, Deed("A", ids=[ONE]))
    said = sentence(refusal.value)
    assert all(word in said for word in (ONE, "UJI-2026-0001", "ppid uji", "Kembalikan"))


def test_a_test_from_before_the_tool_goes_on_with_another_test(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    meet(bkd, knowledge, now)
    overwrite(bkd, "tblUji", "sidik", None)
    decide(bkd, knowledge, now, DIKEMBALIKAN, Deed("A", ids=[ONE], catatan="diuji lagi"))
    meet(bkd, knowledge, now)
    assert decide(bkd, knowledge, now, DISETUJUI, Deed("A", ids=[ONE])).id_langkah


def test_nothing_is_extended_on_a_test_without_a_digest(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    meet(bkd, knowledge, now)
    overwrite(bkd, "tblRekap", "dasar_hukum", "Pasal 17 huruf h UU 14/2008")
    overwrite(bkd, "tblUji", "sidik", None)
    with pytest.raises(InputError) as refusal:
        perpanjang(bkd, knowledge, now, Deed("A", ids=[ONE], bukti="p.pdf"), Extension("2 tahun"))
    assert (refusal.value.kode, refusal.value.fakta["id"]) == ("sidik-putusan-kosong", ONE)


def test_a_row_tested_without_a_digest_gets_no_official_letter(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    meet(desk, knowledge, now)
    overwrite(desk, "tblUji", "sidik", None)
    with pytest.raises(InputError) as refusal:
        letter(desk, knowledge, now)
    assert (refusal.value.kode, refusal.value.fakta["id"]) == ("sidik-putusan-kosong", ONE)
    assert not desk.snapshot().rows("tblAgenda")


def test_an_approval_whose_digest_was_taken_away_carries_no_letter_until_it_is_given_again(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    decide(desk, knowledge, now, DISETUJUI, Deed("A", ids=[TWO], bukti="s.pdf"))
    overwrite(desk, "tblLangkah", "catatan", "rapat 3/11")
    with pytest.raises(InputError) as refusal:
        letter(desk, knowledge, now)
    facts = refusal.value.fakta
    assert (refusal.value.kode, facts["id"], facts["tindakan"]) == (
        "sidik-putusan-kosong",
        TWO,
        "LK-2026-0001",
    )
    decide(desk, knowledge, now, DISETUJUI, Deed("A", ids=[TWO], bukti="s.pdf"))
    assert letter(desk, knowledge, now).entered is not None


def test_an_approval_that_was_returned_stands_in_the_way_of_nothing(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    decide(desk, knowledge, now, DISETUJUI, Deed("A", ids=[TWO], bukti="s.pdf"))
    overwrite(desk, "tblLangkah", "catatan", None)
    decide(desk, knowledge, now, DIKEMBALIKAN, Deed("A", ids=[TWO], catatan="lengkapi"))
    assert letter(desk, knowledge, now).entered is not None


def test_rows_that_nobody_decided_on_need_no_digest(
    desk: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    decide(desk, knowledge, now, DIAJUKAN, Deed("K", ids=[ONE]))
    assert letter(desk, knowledge, now).entered is not None
