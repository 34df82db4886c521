"""Bukti: one line of the list is proved, or what is missing is named."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from contoh_pdf import plain_pdf
from kantor import ONE, office

from ppid_xl.bawaan import data_path
from ppid_xl.errors import InputError
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import SetColumn, Value
from ppid_xl.workflow.agenda.agenda import register_out
from ppid_xl.workflow.bukti.bukti import PUBLIK, PUBLIK_DIBUKA, Proof, bukti
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.masa.buka import buka
from ppid_xl.workflow.proses.persetujuan import DISETUJUI, decide
from ppid_xl.workflow.proses.uji import Answers, uji
from ppid_xl.workflow.tanda_tangan.terima_ttd import Signed, terima_ttd

MEETING = Deed("A", datetime(2026, 11, 20, 9, 0), ids=[ONE], tempat="Ruang Rapat", peserta="A; B")
CLOSED = Answers(hasil="Ditutup", pertimbangan="Kepentingan umum terpenuhi dengan ringkasannya")
OPENED = Answers(hasil="Dibuka", pertimbangan="Auditnya selesai")


@pytest.fixture
def bkd(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "bkd-kalteng-2025", {"A": "Atasan PPID"})


def proof(host: MemoryHost, knowledge: Knowledge, now: datetime, folder: Path) -> Proof:
    return bukti(host.snapshot(), ONE, knowledge, now, workbook=folder / "rekap.xlsx", arsip=folder / "arsip")


def test_an_untested_line_says_what_is_missing(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    one = proof(bkd, knowledge, now, tmp_path)
    assert not one.holds
    assert [words.split(" (")[0] for words in one.kurang] == [
        "uji konsekuensi",
        "persetujuan pimpinan Badan Publik",
    ]


def test_a_tested_and_approved_line_with_its_letter_holds(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(bkd, knowledge, now, MEETING, CLOSED)
    decide(bkd, knowledge, now, DISETUJUI, Deed("A", ids=[ONE], bukti="persetujuan.pdf"))
    one = proof(bkd, knowledge, now, tmp_path)
    assert (one.holds, one.kurang, one.galat) == (True, (), ())
    assert (one.akhir, one.rujukan) == (date(2031, 1, 2), ("Pasal 17 huruf i UU 14/2008",))
    assert [test["id_uji"] for test in one.uji] == ["UJI-2026-0001"]
    assert [act["keputusan"] for act in one.tindakan] == ["Dicatat", "Disetujui"]


def test_a_change_after_the_test_breaks_the_proof(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(bkd, knowledge, now, MEETING, CLOSED)
    decide(bkd, knowledge, now, DISETUJUI, Deed("A", ids=[ONE], bukti="persetujuan.pdf"))
    number = bkd.snapshot().rows("tblRekap")[0].number
    bkd.apply([SetColumn("tblRekap", "jangka_waktu", {number: "20 tahun"})])
    assert any("berubah sesudah diuji" in words for words in proof(bkd, knowledge, now, tmp_path).kurang)


def test_an_exclusion_past_its_end_does_not_hold(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(bkd, knowledge, now, MEETING, CLOSED)
    decide(bkd, knowledge, now, DISETUJUI, Deed("A", ids=[ONE], bukti="persetujuan.pdf"))
    one = proof(bkd, knowledge, now.replace(year=2031, month=2), tmp_path)
    assert one.keadaan == "terbuka demi hukum"
    assert any("R17" in sentence for sentence in one.galat)


def test_a_signed_letter_is_the_proof_of_an_approval(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(bkd, knowledge, now, MEETING, CLOSED)
    decide(bkd, knowledge, now, DISETUJUI, Deed("A", ids=[ONE]))
    register_out(bkd, now, Deed("A", ids=[ONE]), jenis="penetapan", tanggal=now.date(), nomor="7/2026")
    waiting = proof(bkd, knowledge, now, tmp_path)
    assert waiting.kurang == ("surat bertanda tangan atas persetujuan itu",)
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(plain_pdf(1))
    filed = terima_ttd(bkd, now, scan, "SR-2026-0001", Signed("basah"), Deed("A"), folder=tmp_path)
    one = proof(bkd, knowledge, now, tmp_path)
    assert one.holds
    (letter,) = one.surat
    assert (letter["nomor"], letter["tanggal"], letter["keadaan"], letter["sidik"]) == (
        "7/2026", now.date(), "Ditandatangani (basah)", filed.sidik,
    )  # fmt: skip


def test_an_unknown_id_is_refused(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    with pytest.raises(InputError):
        bukti(
            bkd.snapshot(),
            "INF-2026-0009",
            knowledge,
            now,
            workbook=tmp_path / "r.xlsx",
            arsip=tmp_path / "arsip",
        )


def test_the_words_of_the_law_stand_beside_what_the_row_cites(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    change(bkd, "dasar_hukum", "Pasal 17 huruf h angka 4 UU 14/2008")
    (quoted,) = proof(bkd, knowledge, now, tmp_path).kutipan
    law = data_path("sumber", "uu-14-2008.txt").read_text(encoding="utf-8").splitlines()
    assert quoted.rujukan == "Pasal 17 huruf h angka 4 UU 14/2008"
    assert quoted.pokok.startswith("4. hasil-hasil evaluasi")
    assert quoted.pokok in law
    assert quoted.bunyi.startswith("h. Informasi Publik yang apabila dibuka")


def test_a_letter_is_quoted_with_all_its_numbers(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    change(bkd, "dasar_hukum", "Pasal 17 huruf h UU 14/2008")
    (quoted,) = proof(bkd, knowledge, now, tmp_path).kutipan
    assert "5. catatan yang menyangkut pribadi" in quoted.bunyi
    assert quoted.pokok.endswith("rahasia pribadi, yaitu:")


def test_other_laws_are_not_quoted(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    change(bkd, "dasar_hukum", "Pasal 44 UU 43/2009")
    assert proof(bkd, knowledge, now, tmp_path).kutipan == ()


def test_a_test_says_when_it_was_and_who_led_it(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(bkd, knowledge, now, MEETING, CLOSED)
    (test,) = proof(bkd, knowledge, now, tmp_path).uji
    assert (test["tanggal"], test["oleh"], test["sebagai"]) == (date(2026, 11, 20), "A", "Atasan PPID")


def change(host: MemoryHost, key: str, value: Value) -> None:
    number = host.snapshot().rows("tblRekap")[0].number
    host.apply([SetColumn("tblRekap", key, {number: value})])


def test_a_public_row_that_was_closed_once_lacks_the_act_that_opened_it(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(bkd, knowledge, now, MEETING, CLOSED)
    change(bkd, "klasifikasi", "Berkala")
    one = proof(bkd, knowledge, now, tmp_path)
    assert (one.keadaan, one.holds) == (PUBLIK, False)
    assert any("tindakan Dibuka" in words for words in one.kurang)


def test_a_row_that_was_always_public_lacks_nothing(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    change(bkd, "klasifikasi", "Berkala")
    assert proof(bkd, knowledge, now, tmp_path).kurang == ()


def test_an_opened_row_shows_the_act_its_approval_and_its_test(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(bkd, knowledge, now, MEETING, OPENED)
    buka(bkd, knowledge, now, Deed("A", ids=[ONE], bukti="persetujuan.pdf"))
    one = proof(bkd, knowledge, now, tmp_path)
    assert (one.keadaan, one.kurang) == (PUBLIK_DIBUKA, ())
    assert one.pembukaan is not None
    assert (one.pembukaan.tindakan.id_langkah, one.pembukaan.tindakan.bukti) == (
        "LK-2026-0002", "persetujuan.pdf",
    )  # fmt: skip
    assert one.pembukaan.uji is not None
    assert one.pembukaan.uji.id_uji == "UJI-2026-0001"


def test_an_opening_without_test_and_approval_says_what_it_lacks(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    bkd = office(knowledge, "bkd-kalteng-2025", {"P": "PPID"})
    buka(bkd, knowledge, now, Deed("P", ids=[ONE]))
    one = proof(bkd, knowledge, now, tmp_path)
    assert (one.keadaan, one.holds) == (PUBLIK_DIBUKA, False)
    assert [words.split(" (")[0] for words in one.kurang] == [
        "uji konsekuensi dengan hasil Dibuka",
        "persetujuan atas pembukaannya",
    ]


def test_an_approved_opening_lacks_the_signed_letter_until_one_is_named(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    bkd = office(knowledge, "disperindag-kalbar-2020", {"A": "Pimpinan Badan Publik", "K": "Ketua PPID"})
    uji(bkd, knowledge, now, MEETING, OPENED)
    decide(bkd, knowledge, now, DISETUJUI, Deed("A", ids=[ONE]))
    buka(bkd, knowledge, now, Deed("K", ids=[ONE]))
    assert proof(bkd, knowledge, now, tmp_path).kurang == ("surat bertanda tangan atas pembukaannya",)
    number = next(r.number for r in bkd.snapshot().rows("tblLangkah") if r.text("keputusan") == DISETUJUI)
    bkd.apply([SetColumn("tblLangkah", "bukti", {number: "persetujuan.pdf"})])
    assert proof(bkd, knowledge, now, tmp_path).kurang == ()


def test_a_pimpinan_who_opens_approves_by_it_and_the_letter_is_to_follow(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(bkd, knowledge, now, MEETING, OPENED)
    buka(bkd, knowledge, now, Deed("A", ids=[ONE]))
    assert proof(bkd, knowledge, now, tmp_path).kurang == ("surat bertanda tangan atas pembukaannya",)


def test_what_became_public_by_law_needs_neither_test_nor_approval(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    later = now.replace(year=2031, month=2)
    buka(bkd, knowledge, later, Deed("A", ids=[ONE]))
    assert proof(bkd, knowledge, later, tmp_path).kurang == ()


@pytest.mark.parametrize("hasil", ["", "Ditunda"])
def test_a_test_that_decided_nothing_proves_nothing(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path, hasil: str
) -> None:
    uji(bkd, knowledge, now, MEETING, Answers(hasil=hasil))
    assert any("belum memutuskan" in words for words in proof(bkd, knowledge, now, tmp_path).kurang)


def test_a_test_to_keep_it_closed_after_the_opening_undoes_the_opening(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    uji(bkd, knowledge, now, MEETING, OPENED)
    buka(bkd, knowledge, now, Deed("A", ids=[ONE], bukti="persetujuan.pdf"))
    change(bkd, "klasifikasi", "Dikecualikan")
    uji(bkd, knowledge, now, MEETING, CLOSED)
    change(bkd, "klasifikasi", "Berkala")
    one = proof(bkd, knowledge, now, tmp_path)
    assert (one.pembukaan, one.keadaan, one.holds) == (None, PUBLIK, False)


def test_days_over_a_year_without_holidays_are_marked(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    assert proof(bkd, knowledge, now, tmp_path).sementara
