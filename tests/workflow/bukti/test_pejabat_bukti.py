"""Bukti: who tested and who approved is an officer of sheet Pejabat, in office with that role on the day."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from kantor import ANSWERS, ONE, office

from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import AppendRows, ReplaceRows, SetColumn, Value
from ppid_xl.workflow.bukti.bukti import bukti
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.proses.persetujuan import DISETUJUI, decide
from ppid_xl.workflow.proses.uji import uji

MEETING, APPROVAL = "LK-2026-0001", "LK-2026-0002"


@pytest.fixture
def bkd(knowledge: Knowledge, now: datetime) -> MemoryHost:
    host = office(knowledge, "bkd-kalteng-2025", {"T": "TIM PPID Pembantu", "A": "Atasan PPID"})
    uji(host, knowledge, now, Deed("T", now, ids=[ONE], tempat="Ruang Rapat", peserta="T; A"), ANSWERS)
    decide(host, knowledge, now, DISETUJUI, Deed("A", ids=[ONE], bukti="persetujuan.pdf"))
    return host


def lacking(host: MemoryHost, knowledge: Knowledge, now: datetime, folder: Path) -> tuple[str, ...]:
    book = host.snapshot()
    return bukti(book, ONE, knowledge, now, workbook=folder / "rekap.xlsx", arsip=folder / "arsip").kurang


def put(host: MemoryHost, table: str, identity: str, key: str, value: Value) -> None:
    (row,) = [row for row in host.snapshot().rows(table) if identity in row.values.values()]
    host.apply([SetColumn(table, key, {row.number: value})])


def test_officers_in_office_leave_no_doubt(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    assert lacking(bkd, knowledge, now, tmp_path) == ()


@pytest.mark.parametrize("act", [MEETING, APPROVAL])
@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("oleh", "", "siapa yang mengerjakan {act}"),
        ("oleh", "X", "pejabat X ({act}); kodenya tidak ada"),
        ("mulai", None, "tanggal {act}"),
        ("sebagai", "Kepala Dinas", "bukan Kepala Dinas"),
    ],
)
def test_an_act_written_over_names_nobody_who_could_do_it(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path, act: str, key: str, value: Value, said: str
) -> None:  # fmt: skip
    put(bkd, "tblLangkah", act, key, value)
    assert any(said.format(act=act) in words for words in lacking(bkd, knowledge, now, tmp_path))


@pytest.mark.parametrize(("key", "day"), [("selesai", date(2026, 11, 20)), ("mulai", date(2026, 11, 22))])
def test_an_officer_out_of_office_that_day_approves_nothing(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path, key: str, day: date
) -> None:
    put(bkd, "tblPejabat", "A", key, day)
    (missing,) = lacking(bkd, knowledge, now, tmp_path)
    assert "tidak menjabat pada 21/11/2026" in missing


def test_an_officer_of_another_role_today_has_a_line_for_the_role_of_then(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    put(bkd, "tblPejabat", "A", "peran", "PPID")
    (missing,) = lacking(bkd, knowledge, now, tmp_path)
    assert "Perannya di lembar Pejabat PPID, bukan Atasan PPID" in missing
    then: dict[str, Value] = {"kode": "A", "nama": "Contoh 2", "peran": "Atasan PPID", "selesai": now.date()}
    bkd.apply([AppendRows("tblPejabat", [then])])
    assert lacking(bkd, knowledge, now, tmp_path) == ()


def test_a_code_that_two_people_bear_on_one_day_names_neither(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    other: dict[str, Value] = {"kode": "a", "nama": "Orang Lain", "peran": "Atasan PPID"}
    bkd.apply([AppendRows("tblPejabat", [other])])
    (missing,) = lacking(bkd, knowledge, now, tmp_path)
    assert "dipakai Contoh 2 dan Orang Lain" in missing
    put(bkd, "tblPejabat", "Orang Lain", "mulai", date(2026, 11, 22))
    assert lacking(bkd, knowledge, now, tmp_path) == ()


def test_a_deleted_officer_is_missed(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    kept = [dict(row.values) for row in bkd.snapshot().rows("tblPejabat") if row.text("kode") != "A"]
    bkd.apply([ReplaceRows("tblPejabat", kept)])
    assert any("tidak ada di lembar Pejabat" in words for words in lacking(bkd, knowledge, now, tmp_path))


def test_a_test_that_names_no_meeting_says_so(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    put(bkd, "tblUji", ONE, "id_langkah", "")
    assert "rapat uji UJI-2026-0001; ID Langkah-nya kosong" in lacking(bkd, knowledge, now, tmp_path)


@pytest.mark.parametrize("length", [0, 1, 7])
def test_a_digest_too_short_to_tell_proves_no_content(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path, length: int
) -> None:
    (test,) = bkd.snapshot().rows("tblUji")
    put(bkd, "tblUji", ONE, "sidik", test.text("sidik")[:length])
    assert any("berubah sesudah diuji" in words for words in lacking(bkd, knowledge, now, tmp_path))


def test_two_rows_with_one_id_prove_neither(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    (row,) = bkd.snapshot().rows("tblRekap")
    bkd.apply([AppendRows("tblRekap", [{**row.values, "jangka_waktu": "30 tahun"}])])
    (missing,) = lacking(bkd, knowledge, now, tmp_path)
    assert missing.startswith(f"satu baris untuk {ONE}; ID itu ada pada 2 baris Rekap")


def test_a_signed_letter_dated_before_the_test_approves_no_result(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    put(bkd, "tblLangkah", APPROVAL, "bukti", "")
    (tmp_path / "surat.pdf").write_bytes(b"surat")
    letter: dict[str, Value] = {
        "id_surat": "SR-2026-0001", "arah": "Keluar", "jenis": "penetapan", "nomor": "7/2026", "id_langkah": APPROVAL,
        "tanggal": date(2026, 11, 20), "keadaan_tanda_tangan": "Ditandatangani (basah)", "berkas": "surat.pdf",
        "sidik": hashlib.sha256(b"surat").hexdigest()[:16],
    }  # fmt: skip
    bkd.apply([AppendRows("tblAgenda", [letter])])
    missing = lacking(bkd, knowledge, now, tmp_path)
    assert "surat bertanda tangan atas persetujuan itu; SR-2026-0001 bertanggal sebelum ujinya" in missing
    put(bkd, "tblAgenda", "SR-2026-0001", "tanggal", date(2026, 11, 21))
    assert not [words for words in lacking(bkd, knowledge, now, tmp_path) if words.startswith("surat")]


def test_what_is_dated_after_the_day_of_the_proof_proves_nothing_that_day(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    assert lacking(bkd, knowledge, now - timedelta(days=1), tmp_path) == (
        f"{MEETING}; tanggalnya (21/11/2026) belum tiba",
        f"{APPROVAL}; tanggalnya (21/11/2026) belum tiba",
    )


def test_an_act_is_told_with_the_name_of_the_officer_of_that_day(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host = office(knowledge, "diskominfo-kaltara-2017", {"U": "PPID Utama", "A": "Atasan PPID"})
    first, second = (row.number for row in host.snapshot().rows("tblPejabat"))
    host.apply(
        [
            SetColumn("tblPejabat", "kode", {first: "U", second: "U"}),
            SetColumn("tblPejabat", "nama", {first: "Contoh Lama", second: "Contoh Baru"}),
            SetColumn("tblPejabat", "peran", {first: "PPID Utama", second: "PPID Utama"}),
            SetColumn("tblPejabat", "selesai", {first: date(2020, 12, 31)}),
        ]
    )
    uji(host, knowledge, now, Deed("U", now, ids=[ONE], tempat="Ruang Rapat", peserta="U"), ANSWERS)
    proof = bukti(
        host.snapshot(), ONE, knowledge, now, workbook=tmp_path / "rekap.xlsx", arsip=tmp_path / "arsip"
    )
    assert [act["nama"] for act in proof.tindakan] == ["Contoh Baru"]
    assert [test["nama"] for test in proof.uji] == ["Contoh Baru"]
    assert proof.sop == "diskominfo-kaltara-2017"
