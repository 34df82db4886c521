"""The Daftar Informasi Publik is set by a letter and made anew every six months; what lacks is told in one line."""

from __future__ import annotations

from datetime import date

import pytest
from kantor import GOOD, office

from ppid_xl.bawaan import data_path
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.messages import explain
from ppid_xl.model import AppendRows, Finding, Value
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.periksa.temuan_daftar import (
    KUTIPAN,
    KUTIPAN_PENETAPAN,
    KUTIPAN_PERSETUJUAN,
    daftar_findings,
)

TODAY = date(2026, 11, 21)
PUBLIC: dict[str, Value] = {**GOOD, "id": "INF-2026-0101", "klasifikasi": "Berkala"}
SIGNED, WAITING = "Ditandatangani (basah)", "Menunggu tanda tangan"
LETTER: dict[str, Value] = {
    "id_surat": "SR-2026-0001", "arah": "Keluar", "jenis": "daftar-informasi-publik",
    "keadaan_tanda_tangan": SIGNED, "id_langkah": "LK-2026-0002",
}  # fmt: skip
APPROVAL: dict[str, Value] = {
    "id_langkah": "LK-2026-0001", "kegiatan": "Persetujuan", "id_informasi": "INF-2026-0101", "oleh": "ATASAN",
    "sebagai": "Atasan PPID", "keputusan": "Disetujui", "mulai": date(2025, 1, 2),
}  # fmt: skip
MADE: dict[str, Value] = {
    "id_langkah": "LK-2026-0002", "kegiatan": "Surat keluar", "id_informasi": "INF-2026-0101", "keputusan": "Dicatat",
}  # fmt: skip


@pytest.fixture
def desk(knowledge: Knowledge) -> MemoryHost:
    host = office(knowledge, "", {}, rows=2)
    host.apply([AppendRows("tblRekap", [PUBLIC]), AppendRows("tblLangkah", [APPROVAL, MADE])])
    return host


@pytest.fixture
def unapproved(knowledge: Knowledge) -> MemoryHost:
    host = office(knowledge, "", {}, rows=2)
    host.apply([AppendRows("tblRekap", [PUBLIC]), AppendRows("tblLangkah", [MADE])])
    return host


def told(host: MemoryHost, knowledge: Knowledge, today: date = TODAY) -> list[Finding]:
    book = host.snapshot()
    found = daftar_findings(book, knowledge.context(book, today))
    assert all(f.aturan == "perki-1-2021/R49" and f.lembar == "Rekap" and explain(f).masalah for f in found)
    assert len(found) < 2
    return found


def write(host: MemoryHost, **cells: Value) -> MemoryHost:
    host.apply([AppendRows("tblAgenda", [{**LETTER, **cells}])])
    return host


def test_public_rows_without_any_list_on_record_have_one_note(desk: MemoryHost, knowledge: Knowledge) -> None:
    assert [f.tingkat for f in told(desk, knowledge)] == ["catatan"]


def test_a_rekap_of_exclusions_only_has_none(knowledge: Knowledge) -> None:
    assert told(office(knowledge, "", {}, rows=2), knowledge) == []


def test_a_list_is_old_the_day_after_six_months(desk: MemoryHost, knowledge: Knowledge) -> None:
    write(desk, tanggal=date(2026, 5, 21))
    assert told(desk, knowledge, date(2026, 11, 21)) == []
    (found,) = told(desk, knowledge, date(2026, 11, 22))
    assert (found.tingkat, found.id, found.fakta["sampai"]) == ("peringatan", "SR-2026-0001", "21/11/2026")


def test_the_latest_list_counts_and_one_waiting_for_its_number_is_a_note(
    desk: MemoryHost, knowledge: Knowledge
) -> None:
    write(desk, tanggal=date(2025, 1, 2))
    assert [(f.tingkat, f.pesan) for f in told(desk, knowledge)] == [("peringatan", "R49.lama")]
    write(desk, id_surat="SR-2026-0002", tanggal=None, keadaan_tanda_tangan="Menunggu nomor dan tanda tangan")
    (found,) = told(desk, knowledge)
    assert (found.tingkat, found.pesan, found.id) == ("catatan", "R49.belum_sah", "SR-2026-0002")


@pytest.mark.parametrize("state", [WAITING, None])
def test_a_list_that_nobody_signed_sets_nothing(desk: MemoryHost, knowledge: Knowledge, state: Value) -> None:
    (found,) = told(write(desk, tanggal=TODAY, keadaan_tanda_tangan=state), knowledge)
    assert (found.tingkat, found.pesan, found.id) == ("peringatan", "R49.belum_sah", "SR-2026-0001")


def test_while_the_next_list_waits_the_one_that_is_signed_still_holds(
    desk: MemoryHost, knowledge: Knowledge
) -> None:
    write(desk, tanggal=date(2026, 10, 1))
    write(desk, id_surat="SR-2026-0002", tanggal=TODAY, keadaan_tanda_tangan=WAITING)
    assert told(desk, knowledge) == []


def test_a_signed_list_without_approval_of_the_atasan_ppid_is_told(
    unapproved: MemoryHost, knowledge: Knowledge
) -> None:
    (found,) = told(write(unapproved, tanggal=TODAY), knowledge)
    assert (found.tingkat, found.pesan, found.id) == ("peringatan", "R49.belum_disetujui", "SR-2026-0001")
    assert found.kutipan == KUTIPAN_PERSETUJUAN
    assert found.sumber.endswith("ayat (6)")


@pytest.mark.parametrize(
    "cells",
    [{}, {"id_informasi": None, "id_surat": "SR-2026-0001"}, {"id_informasi": None, "bukti": "SR-2026-0001"},
     {"sebagai": "Pimpinan Badan Publik"}],
    ids=["its rows", "its letter", "its letter as proof", "the pimpinan"],
)  # fmt: skip
def test_an_approval_of_its_rows_or_of_the_letter_is_enough(
    unapproved: MemoryHost, knowledge: Knowledge, cells: dict[str, Value]
) -> None:
    unapproved.apply([AppendRows("tblLangkah", [{**APPROVAL, **cells}])])
    assert told(write(unapproved, tanggal=TODAY), knowledge) == []


@pytest.mark.parametrize(
    "cells",
    [{"sebagai": "Ketua PPID"}, {"keputusan": "Diajukan"}, {"id_informasi": "INF-2026-0001"},
     {"mulai": date(2026, 11, 22)}],
    ids=["another role", "no approval", "other rows", "after the list"],
)  # fmt: skip
def test_what_is_no_approval_of_the_list_before_it_was_set_does_not_count(
    unapproved: MemoryHost, knowledge: Knowledge, cells: dict[str, Value]
) -> None:
    unapproved.apply([AppendRows("tblLangkah", [{**APPROVAL, **cells}])])
    assert [f.pesan for f in told(write(unapproved, tanggal=TODAY), knowledge)] == ["R49.belum_disetujui"]


@pytest.mark.parametrize(
    "cells",
    [{"keadaan_tanda_tangan": "Dibatalkan"}, {"arah": "Masuk"}, {"jenis": "surat-pengantar"}],
    ids=["cancelled", "another's", "its sending"],
)
def test_what_does_not_set_the_list_does_not_count(
    desk: MemoryHost, knowledge: Knowledge, cells: dict[str, Value]
) -> None:
    assert [f.tingkat for f in told(write(desk, tanggal=TODAY, **cells), knowledge)] == ["catatan"]


def test_a_decision_written_by_hand_counts_by_its_subject(desk: MemoryHost, knowledge: Knowledge) -> None:
    write(desk, jenis="Keputusan", perihal="Penetapan Daftar Informasi Publik", tanggal=TODAY)
    assert told(desk, knowledge) == []


def test_the_quotation_stands_in_the_regulation() -> None:
    law = (data_path("sumber") / "perki-1-2021.txt").read_text(encoding="utf-8")
    assert all(words in law for words in (KUTIPAN, KUTIPAN_PERSETUJUAN, KUTIPAN_PENETAPAN))
