"""Langkah: a statement of what people did becomes one line, whatever the number of informasi."""

from __future__ import annotations

from datetime import datetime

import pytest

from ppid_xl.errors import ConfigError, InputError
from ppid_xl.evidence import read_evidence
from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.identitas import expand_ids
from ppid_xl.model import AppendRows
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.langkah import langkah
from ppid_xl.workflow.ground.tindakan import Deed


@pytest.fixture
def kaltara(knowledge: Knowledge) -> MemoryHost:
    host = MemoryHost(blank_book(knowledge.dictionary, {"KodeSOP": "diskominfo-kaltara-2017"}))
    rows = [{"id": f"INF-2026-{n:04}", "judul_informasi": f"Informasi {n}"} for n in range(1, 6)]
    officers = [{"kode": "PET", "nama": "Contoh Satu", "peran": "Petugas PPID"},
                {"kode": "ATASAN", "nama": "Contoh Dua", "peran": "Atasan PPID"}]  # fmt: skip
    host.apply([AppendRows("tblRekap", rows), AppendRows("tblPejabat", officers)])
    return host


MULAI = datetime(2026, 11, 20, 9, 0)


def test_one_act_covers_many_informasi(kaltara: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    deed = Deed("PET", MULAI, ids=[f"INF-2026-{n:04}" for n in (1, 2, 3, 5)])
    done = langkah(kaltara, knowledge, now, 3, deed)
    (row,) = kaltara.snapshot().rows("tblLangkah")
    assert (done.id_langkah, row.text("id_informasi"), row["putaran"]) == (
        "LK-2026-0001",
        "INF-2026-0001..0003; 0005",
        1,
    )
    assert row.text("kegiatan").startswith("3. Mempersiapkan peralatan")


def test_minutes_of_the_sop_give_a_deadline_only_when_the_start_is_known(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    assert langkah(kaltara, knowledge, now, 3, Deed("PET", MULAI)).tenggat == datetime(2026, 11, 20, 9, 30)
    assert langkah(kaltara, knowledge, now, 3, Deed("PET")).tenggat is None


def test_lateness_and_another_role_are_noted_not_refused(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    late = Deed("ATASAN", MULAI, datetime(2026, 11, 20, 11, 0))
    told = langkah(kaltara, knowledge, now, 3, late).notes
    (row,) = kaltara.snapshot().rows("tblLangkah")
    for note in (
        "Menurut bacaan SOP, kegiatan ini dilakukan Petugas PPID.",
        "Selesai sesudah waktu SOP (30 Menit).",
    ):
        assert note in told
        assert note in row.text("catatan")


def test_what_comes_before_in_the_sop_and_its_kelengkapan_are_noted(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    langkah(kaltara, knowledge, now, 1, Deed("PET", MULAI, ids=["INF-2026-0001"]))
    told = langkah(kaltara, knowledge, now, 3, Deed("PET", MULAI, ids=["INF-2026-0001"])).notes
    assert told == (
        "Kegiatan 2 menurut SOP belum tercatat.",
        "Kelengkapan menurut SOP belum ditunjukkan (--bukti): PC.",
    )
    for nomor in (2, 3):
        last = langkah(kaltara, knowledge, now, nomor, Deed("PET", MULAI, bukti="daftar.pdf"))
    assert last.notes == ()


def test_an_act_without_a_day_is_noted(kaltara: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    assert (
        "Harinya tidak disebut (--mulai, --selesai)."
        in langkah(kaltara, knowledge, now, 1, Deed("PET")).notes
    )


def test_acts_are_numbered_on(kaltara: MemoryHost, knowledge: Knowledge, now: datetime) -> None:
    ids = [langkah(kaltara, knowledge, now, 2, Deed("PET")).id_langkah for _ in range(3)]
    assert ids == ["LK-2026-0001", "LK-2026-0002", "LK-2026-0003"]


@pytest.mark.parametrize(
    ("nomor", "deed", "kode"),
    [
        (9, Deed("PET"), "kegiatan-tidak-ada"),
        (3, Deed("PETT"), "kode-pejabat-tidak-ada"),
        (3, Deed("PET", ids=["INF-2026-0099"]), "id-tidak-ada"),
    ],
)
def test_what_does_not_exist_is_refused_before_anything_is_written(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime, nomor: int, deed: Deed, kode: str
) -> None:
    with pytest.raises(InputError) as refusal:
        langkah(kaltara, knowledge, now, nomor, deed)
    assert refusal.value.kode == kode
    assert not kaltara.snapshot().rows("tblLangkah")


def test_an_unknown_code_is_answered_with_the_codes_there_are(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    with pytest.raises(InputError) as refusal:
        langkah(kaltara, knowledge, now, 3, Deed("XYZ"))
    assert "PET (Petugas PPID)" in str(refusal.value.fakta["pilihan"])


def test_every_id_that_is_not_there_is_named(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    with pytest.raises(InputError) as refusal:
        langkah(kaltara, knowledge, now, 3, Deed("PET", ids=expand_ids(["INF-2026-0004..0008"])))
    assert refusal.value.fakta["id"] == "INF-2026-0006..0008"


def test_the_act_is_evidence_of_each_informasi(
    kaltara: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    langkah(kaltara, knowledge, now, 3, Deed("PET", ids=["INF-2026-0001", "INF-2026-0002"]))
    evidence = read_evidence(kaltara.snapshot())
    assert [act.id_langkah for act in evidence.acts["INF-2026-0002"]] == ["LK-2026-0001"]
    assert "INF-2026-0003" not in evidence.acts


def test_without_kode_sop_the_setting_is_named(knowledge: Knowledge, now: datetime) -> None:
    host = MemoryHost(blank_book(knowledge.dictionary))
    with pytest.raises(ConfigError, match="kode-sop-kosong"):
        langkah(host, knowledge, now, 1, Deed("PPID"))


def test_an_empty_sheet_of_officers_is_said_so(knowledge: Knowledge, now: datetime) -> None:
    host = MemoryHost(blank_book(knowledge.dictionary, {"KodeSOP": "diskominfo-kaltara-2017"}))
    with pytest.raises(InputError) as refusal:
        langkah(host, knowledge, now, 3, Deed("PET"))
    assert refusal.value.kode == "pejabat-kosong"
