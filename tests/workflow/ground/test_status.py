"""Status follows the evidence through the acts, and nothing else; where a row enters and ends is the SOP's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from contoh_pdf import plain_pdf
from kantor import ANSWERS, ONE, office

from ppid_xl.evidence import read_evidence
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import SetColumn
from ppid_xl.workflow.agenda.agenda import cancel, register_out
from ppid_xl.workflow.arsip.tersimpan import record_stored
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.langkah import langkah
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.masa.buka import buka
from ppid_xl.workflow.masa.perpanjang import Extension, perpanjang
from ppid_xl.workflow.periksa.periksa import judge, periksa
from ppid_xl.workflow.proses.persetujuan import DIAJUKAN, DIKEMBALIKAN, DISETUJUI, decide, is_final
from ppid_xl.workflow.proses.uji import uji
from ppid_xl.workflow.surat.pokok_surat import unapproved
from ppid_xl.workflow.tanda_tangan.terima_ttd import Signed, terima_ttd

PUBLIC = (
    ("klasifikasi", "Berkala"), ("tahap", "Sudah dilakukan"), ("ringkasan_isi", "Isi"),
    ("penanggung_jawab", "Kepala"), ("waktu_dan_tempat_pembuatan", "Palangka Raya, 2026"), ("bentuk", "Cetak"),
    ("retensi", "5 tahun"),
)  # fmt: skip


def state(host: MemoryHost, knowledge: Knowledge, now: datetime) -> str:
    periksa(host, knowledge, now, write=True)
    return host.snapshot().rows("tblRekap")[0].text("status")


def told(host: MemoryHost, key: str, value: object) -> None:
    number = host.snapshot().rows("tblRekap")[0].number
    host.apply([SetColumn("tblRekap", key, {number: value})])  # type: ignore[dict-item]


def test_a_row_lives_through_the_states_of_its_sop(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host = office(knowledge, "diskominfo-kaltara-2017", {"U": "PPID Utama", "A": "Atasan PPID"})
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(plain_pdf(2))

    def decided(kode: str, word: str, **more: str) -> str:
        decide(host, knowledge, now, word, Deed(kode, ids=[ONE], **more))  # type: ignore[arg-type]
        return state(host, knowledge, now)

    def sent(jenis: str, nomor: str) -> str:
        register_out(host, now, Deed("U", ids=[ONE]), jenis=jenis, tanggal=now.date(), nomor=nomor)
        return state(host, knowledge, now)

    meeting = Deed("U", datetime(2026, 11, 20, 9, 0), ids=[ONE])
    told(host, "manfaat_bila_ditutup", None)
    seen = [state(host, knowledge, now)]
    told(host, "manfaat_bila_ditutup", "Proses audit berjalan tanpa tekanan.")
    seen += [state(host, knowledge, now)]
    uji(host, knowledge, now, meeting, ANSWERS)
    seen += [
        state(host, knowledge, now),
        decided("U", DIAJUKAN),
        decided("A", DIKEMBALIKAN, catatan="sebut bagiannya"),
    ]
    uji(host, knowledge, now, meeting, ANSWERS)
    seen += [
        state(host, knowledge, now),
        decided("U", DISETUJUI),
        decided("A", DISETUJUI),
        decided("A", DISETUJUI, bukti="surat.pdf"),
        sent("nota-dinas", "1/2026"),
        sent("penetapan", "2/2026"),
    ]
    terima_ttd(host, now, scan, "SR-2026-0001", Signed("basah"), Deed("A"), folder=tmp_path)
    seen += [state(host, knowledge, now)]
    terima_ttd(host, now, scan, "SR-2026-0002", Signed("basah"), Deed("A"), folder=tmp_path)
    seen += [state(host, knowledge, now), decided("A", DIKEMBALIKAN, catatan="salah huruf")]
    assert seen == [
        "Usulan", "Menunggu uji", "Diuji", "Diajukan", "Dikembalikan", "Diuji", "Diajukan", "Menunggu tanda tangan",
        "Disetujui", "Disetujui", "Menunggu tanda tangan", "Menunggu tanda tangan", "Sah", "Dikembalikan",
    ]  # fmt: skip


def test_a_cancelled_letter_signs_nothing(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "diskominfo-kaltara-2017", {"A": "Atasan PPID"})
    decide(host, knowledge, now, DISETUJUI, Deed("A", ids=[ONE], bukti="surat.pdf"))
    register_out(host, now, Deed("A", ids=[ONE]), jenis="penetapan", tanggal=now.date(), nomor="1/2026")
    assert state(host, knowledge, now) == "Menunggu tanda tangan"
    cancel(host, now, "SR-2026-0001", Deed("A", catatan="salah ketik"))
    assert state(host, knowledge, now) == "Disetujui"


def test_a_signed_list_makes_sah_only_where_the_sop_has_the_list_signed(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    scan = tmp_path / "daftar.pdf"
    scan.write_bytes(plain_pdf(1))
    for kode, wanted in (("bkd-kalteng-2025", "Sah"), ("diskominfo-kaltara-2017", "Disetujui")):
        host = office(knowledge, kode, {"A": "Atasan PPID"})
        uji(host, knowledge, now, Deed("A", now, ids=[ONE], tempat="Ruang Rapat"), ANSWERS)
        decide(host, knowledge, now, DISETUJUI, Deed("A", ids=[ONE], bukti="surat.pdf"))
        register_out(
            host, now, Deed("A", ids=[ONE]), jenis="daftar-dikecualikan", tanggal=now.date(), nomor="1/2026"
        )
        terima_ttd(host, now, scan, "SR-2026-0001", Signed("basah"), Deed("A"), folder=tmp_path)
        assert state(host, knowledge, now) == wanted


def test_where_the_units_claim_it_the_row_is_sah_in_their_words_until_tested(
    knowledge: Knowledge, now: datetime
) -> None:
    host = office(knowledge, "disperindag-kalbar-2020", {"K": "Ketua PPID"})
    assert state(host, knowledge, now) == "Sah (menurut unit)"
    uji(host, knowledge, now, Deed("K", now, ids=[ONE]))
    assert state(host, knowledge, now) == "Diuji"


def test_an_sop_that_ends_in_storage_ends_there(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "kesra-kalbar-2021", {"P": "PPID"})
    told(host, "diverifikasi_oleh", "P")
    told(host, "diverifikasi_pada", date(2026, 11, 2))
    langkah(host, knowledge, now, 2, Deed("P", ids=[ONE], bukti="tanda-terima.pdf"))
    assert state(host, knowledge, now) == "Menunggu uji"
    langkah(host, knowledge, now, 3, Deed("P", ids=[ONE], bukti="buku-simpan.pdf"))
    assert state(host, knowledge, now) == "Tersimpan"


def test_public_rows_of_bkd_2024_are_classed_then_sent(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "bkd-kalteng-2024", {"B": "Kepala Bidang", "K": "Kepala Badan", "J": "JFU"})
    for key, value in PUBLIC:
        told(host, key, value)
    seen = [state(host, knowledge, now)]
    for kode in ("B", "K"):
        decide(host, knowledge, now, DISETUJUI, Deed(kode, ids=[ONE]))
        seen.append(state(host, knowledge, now))
    langkah(host, knowledge, now, 5, Deed("J", ids=[ONE], bukti="tanda-terima.pdf"))
    seen.append(state(host, knowledge, now))
    assert seen == ["Usulan", "Diajukan", "Terklasifikasi", "Terkirim"]


def test_an_extension_and_an_opening_are_told_by_their_acts(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "diskominfo-kaltara-2017", {"A": "Atasan PPID"})
    late = now.replace(year=2030, month=11, day=1)
    assert state(host, knowledge, late) == "Menunggu uji"
    assert state(host, knowledge, late.replace(month=12)) == "Mendekati akhir"
    uji(host, knowledge, late, Deed("A", late, ids=[ONE]), ANSWERS)
    decide(host, knowledge, late, DISETUJUI, Deed("A", ids=[ONE], bukti="a.pdf"))
    uji(host, knowledge, late, Deed("A", late, ids=[ONE]), ANSWERS)
    perpanjang(host, knowledge, late, Deed("A", ids=[ONE], bukti="b.pdf"), Extension("2 tahun"))
    assert state(host, knowledge, late.replace(month=12)) == "Diperpanjang"
    assert state(host, knowledge, late.replace(year=2033)) == "Terbuka demi hukum"
    uji(host, knowledge, late, Deed("A", late, ids=[ONE]), replace(ANSWERS, hasil="Dibuka"))
    buka(host, knowledge, late, Deed("A", ids=[ONE], bukti="c.pdf"))
    assert state(host, knowledge, late) == "Dibuka"
    told(host, "tautan_publikasi", "https://ppid.example.id/1")
    assert state(host, knowledge, late) == "Terbit"


@pytest.mark.parametrize("kode", ["", "diskominfo-kaltara-2017"])
def test_past_its_end_a_row_is_open_whatever_was_signed(
    knowledge: Knowledge, now: datetime, kode: str
) -> None:
    host = office(knowledge, kode, {"A": "Atasan PPID"})
    assert state(host, knowledge, now.replace(year=2031, month=2)) == "Terbuka demi hukum"


def test_acts_of_a_former_round_store_nothing_now(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "kesra-kalbar-2021", {"P": "PPID"})
    langkah(host, knowledge, now, 3, Deed("P", ids=[ONE], bukti="buku-simpan.pdf"))
    assert state(host, knowledge, now) == "Tersimpan"
    decide(host, knowledge, now, DIKEMBALIKAN, replace(Deed("P", ids=[ONE]), catatan="isi berganti"))
    assert state(host, knowledge, now) == "Dikembalikan"


def test_an_archived_version_is_the_storage_of_an_sop_that_ends_there(
    knowledge: Knowledge, now: datetime
) -> None:
    host = office(knowledge, "kesra-kalbar-2021", {"P": "PPID"}, rows=2)
    assert record_stored(host, knowledge, now, "P", "arsip buku-rekap v1").id_langkah == "LK-2026-0001"
    assert state(host, knowledge, now) == "Tersimpan"
    (act,) = host.snapshot().rows("tblLangkah")
    assert (act.text("id_informasi"), act.text("bukti")) == ("INF-2026-0001..0002", "arsip buku-rekap v1")
    assert record_stored(host, knowledge, now, "P", "arsip buku-rekap v2").id_langkah == ""


def test_an_sop_without_a_kegiatan_of_storage_does_not_count_an_archived_version(
    knowledge: Knowledge, now: datetime
) -> None:
    host = office(knowledge, "disperindag-kalbar-2020", {"A": "Atasan PPID"})
    assert record_stored(host, knowledge, now, "A", "arsip buku-rekap v1").id_langkah == ""
    assert not host.snapshot().rows("tblLangkah")


def test_a_letter_signed_in_a_former_round_signs_nothing_now(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host = office(knowledge, "diskominfo-kaltara-2017", {"A": "Atasan PPID"})
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(plain_pdf(1))
    approved = Deed("A", ids=[ONE], bukti="surat.pdf")
    decide(host, knowledge, now, DISETUJUI, approved)
    register_out(host, now, Deed("A", ids=[ONE]), jenis="penetapan", tanggal=now.date(), nomor="1/2026")
    terima_ttd(host, now, scan, "SR-2026-0001", Signed("basah"), Deed("A"), folder=tmp_path)
    assert state(host, knowledge, now) == "Sah"
    decide(host, knowledge, now, DIKEMBALIKAN, replace(approved, catatan="isi berganti"))
    decide(host, knowledge, now, DISETUJUI, approved)
    assert state(host, knowledge, now) == "Disetujui"


def test_a_signature_that_is_only_typed_leaves_a_row_waiting(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "diskominfo-kaltara-2017", {"A": "Atasan PPID"})
    decide(host, knowledge, now, DISETUJUI, Deed("A", ids=[ONE], bukti="surat.pdf"))
    register_out(host, now, Deed("A", ids=[ONE]), jenis="penetapan", tanggal=now.date(), nomor="1/2026")
    (letter,) = host.snapshot().rows("tblAgenda")
    host.apply([SetColumn("tblAgenda", "keadaan_tanda_tangan", {letter.number: "Ditandatangani (basah)"})])
    assert state(host, knowledge, now) == "Menunggu tanda tangan"


def test_an_approval_of_a_day_before_the_test_approves_nothing(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "diskominfo-kaltara-2017", {"A": "Atasan PPID"})
    uji(host, knowledge, now, Deed("A", now, ids=[ONE], tempat="Ruang Rapat", peserta="A"), ANSWERS)
    decide(host, knowledge, now, DISETUJUI, Deed("A", ids=[ONE], bukti="surat.pdf"))
    assert state(host, knowledge, now) == "Disetujui"
    *_, decision = host.snapshot().rows("tblLangkah")
    host.apply([SetColumn("tblLangkah", "mulai", {decision.number: date(2026, 11, 1)})])
    assert state(host, knowledge, now) == "Diuji"


@pytest.mark.parametrize("order", [["U", "A"], ["A", "U"], ["U", "A", "U"], ["A", "L"]])
def test_an_approval_below_one_that_stands_does_not_take_its_place(
    order: list[str], knowledge: Knowledge, now: datetime
) -> None:
    roles = {"U": "PPID Utama", "A": "Atasan PPID", "L": "Tim Pertimbangan"}
    host = office(knowledge, "diskominfo-kaltara-2017", roles)
    uji(host, knowledge, now, Deed("U", now, ids=[ONE], tempat="Ruang Rapat"), ANSWERS)
    for kode in order:
        decide(host, knowledge, now, DISETUJUI, Deed(kode, ids=[ONE]))
    sop, evidence = knowledge.sop("diskominfo-kaltara-2017", None), read_evidence(host.snapshot())
    assert state(host, knowledge, now) == "Menunggu tanda tangan"
    assert is_final(sop, evidence, ONE)
    assert unapproved([ONE], evidence, sop) == []
    findings, _ = judge(host.snapshot(), knowledge, now.date())
    assert not [f for f in findings if f.aturan.endswith("/R22")]


def test_a_return_or_a_submission_after_the_highest_approval_reopens_the_row(
    knowledge: Knowledge, now: datetime
) -> None:
    for word, wanted in ((DIAJUKAN, "Diajukan"), (DIKEMBALIKAN, "Diajukan")):
        host = office(knowledge, "diskominfo-kaltara-2017", {"U": "PPID Utama", "A": "Atasan PPID"})
        decide(host, knowledge, now, DISETUJUI, Deed("A", ids=[ONE]))
        decide(host, knowledge, now, word, Deed("U", ids=[ONE], catatan="isi berganti"))
        decide(host, knowledge, now, DISETUJUI, Deed("U", ids=[ONE]))
        assert state(host, knowledge, now) == wanted


def test_a_statement_without_evidence_brings_a_row_to_no_state(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "kesra-kalbar-2021", {"P": "PPID"})
    langkah(host, knowledge, now, 3, Deed("P", ids=[ONE]))
    assert state(host, knowledge, now) == "Menunggu uji"
    langkah(host, knowledge, now, 3, Deed("P", ids=[ONE], bukti="buku-simpan.pdf"))
    assert state(host, knowledge, now) == "Tersimpan"


def test_what_was_sent_stays_sent_when_its_class_is_approved_again(
    knowledge: Knowledge, now: datetime
) -> None:
    host = office(knowledge, "bkd-kalteng-2024", {"K": "Kepala Badan", "J": "JFU"})
    for key, value in PUBLIC:
        told(host, key, value)
    langkah(host, knowledge, now, 5, Deed("J", ids=[ONE], bukti="tanda-terima.pdf"))
    decide(host, knowledge, now, DISETUJUI, Deed("K", ids=[ONE]))
    assert state(host, knowledge, now) == "Terkirim"
