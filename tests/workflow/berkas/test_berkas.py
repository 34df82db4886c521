"""Berkas: copies are registered by place, size and date; what is excluded leaves no digest in the workbook."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from kantor import ANSWERS, ONE, office

from ppid_xl.errors import InputError
from ppid_xl.evidence import DISETUJUI, read_evidence
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import AppendRows, Row, SetColumn, Value
from ppid_xl.workflow.arsip.simpan import Person, simpan
from ppid_xl.workflow.berkas.berkas import (
    LEMBAR_UJI,
    Intake,
    Received,
    Softcopy,
    handed_over,
    has_lembar_uji,
    masuk,
    public_files,
    read_softcopies,
    with_sidik,
)
from ppid_xl.workflow.ground.catatan import former_values
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.masa.buka import buka
from ppid_xl.workflow.masa.periksa_berkas import (
    BERUBAH,
    HILANG,
    LAMA,
    MENUNGGU,
    TANPA_LEMBAR,
    TERLAMBAT,
    grouped,
    periksa_berkas,
)
from ppid_xl.workflow.proses.persetujuan import decide
from ppid_xl.workflow.proses.uji import uji

TWO = "INF-2026-0002"
CONTENT = b"kertas kerja"
SIDIK = hashlib.sha256(CONTENT).hexdigest()
ROLES = {"P": "Atasan PPID", "V": "Bidang/bagian"}
Take = Callable[..., Received]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "berkas").mkdir()
    path = tmp_path / "berkas" / "kka 2025.pdf"
    path.write_bytes(CONTENT)
    moment = datetime.fromisoformat("2026-11-20T09:30:15+07:00").timestamp()
    os.utime(path, (moment, moment))
    return tmp_path


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "berkas" / "kka 2025.pdf"


@pytest.fixture
def bkd(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "bkd-kalteng-2025", ROLES, rows=2)


@pytest.fixture
def kesra(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, "kesra-kalbar-2021", {"P": "PPID"}, rows=2)


@pytest.fixture
def take(knowledge: Knowledge, now: datetime, folder: Path) -> Take:
    def taken(host: MemoryHost, *files: Path, ids: tuple[str, ...] = (ONE,), **told: object) -> Received:
        intake = replace(Intake(files, "Inspektorat"), **told)  # type: ignore[arg-type]
        return masuk(host, knowledge, now, Deed("P", ids=ids), intake, workbook=folder / "rekap.xlsx")

    return taken


def row(host: MemoryHost, informasi: str = ONE) -> Row:
    return next(one for one in host.snapshot().rows("tblRekap") if one.text("id") == informasi)


def everything(host: MemoryHost) -> str:
    return str([table.rows for table in host.snapshot().tables.values()])


def make_public(host: MemoryHost, informasi: str = ONE) -> None:
    host.apply([SetColumn("tblRekap", "klasifikasi", {row(host, informasi).number: "Berkala"})])


def test_a_copy_is_known_by_place_size_and_date(bkd: MemoryHost, take: Take, file: Path) -> None:
    take(bkd, file)
    assert row(bkd).text("softcopy") == "berkas/kka 2025.pdf (12 bita, 20/11/2026 09:30:15)"
    assert read_softcopies(row(bkd).text("softcopy")) == [
        Softcopy("berkas/kka 2025.pdf", 12, datetime(2026, 11, 20, 9, 30, 15))
    ]


def test_the_digest_of_an_excluded_copy_is_told_and_never_written(
    bkd: MemoryHost, take: Take, file: Path
) -> None:
    done = take(bkd, file)
    assert [sidik for _, sidik in done.copies] == [SIDIK]
    assert SIDIK[:8] not in everything(bkd)


def test_the_digest_of_a_public_copy_is_on_record(bkd: MemoryHost, take: Take, file: Path) -> None:
    make_public(bkd)
    done = take(bkd, file)
    assert handed_over(bkd.snapshot(), done.id_langkah)[0]["sidik"] == SIDIK


def test_one_excluded_informasi_among_those_named_keeps_the_digest_out(
    bkd: MemoryHost, take: Take, file: Path
) -> None:
    make_public(bkd)
    take(bkd, file, ids=(ONE, TWO))
    assert SIDIK not in everything(bkd)


def test_what_was_handed_over_reads_back_as_a_tanda_terima_lists_it(
    bkd: MemoryHost, take: Take, file: Path
) -> None:
    done = take(bkd, file, ids=(ONE, TWO), dari='Bidang "A"; Sekretariat')
    assert handed_over(bkd.snapshot(), done.id_langkah) == [
        {"nomor": nomor, "id": informasi, "judul_informasi": f"Kertas kerja audit {nomor}",
         "lokasi": "berkas/kka 2025.pdf", "ukuran": "12", "tanggal": "20/11/2026 09:30:15", "sidik": "",
         "penyerah": 'Bidang "A"; Sekretariat', "penerima": "Contoh 1"}
        for nomor, informasi in (("1", ONE), ("2", TWO))
    ]  # fmt: skip
    assert handed_over(bkd.snapshot(), "LK-2026-0099") == []


def test_the_digest_for_a_tanda_terima_is_read_only_from_the_very_file(
    bkd: MemoryHost, take: Take, file: Path, folder: Path
) -> None:
    done = take(bkd, file)
    book = bkd.snapshot()
    listed = handed_over(book, done.id_langkah)
    assert with_sidik(listed, {}, book, folder)[0]["sidik"] == SIDIK
    file.write_bytes(b"lain sama sekali")
    assert with_sidik(listed, {}, book, folder)[0]["sidik"] == ""


def test_only_named_columns_of_staff_are_set_and_the_former_content_is_kept(
    bkd: MemoryHost, take: Take, file: Path
) -> None:
    before = row(bkd)
    take(bkd, file)
    assert row(bkd) == replace(before, values={**before.values, "softcopy": row(bkd)["softcopy"]})
    take(bkd, lokasi="Lemari 2", verifikasi="v", verifikasi_pada=date(2026, 11, 1))
    after = row(bkd)
    assert (after.text("lokasi_fisik"), after.text("diverifikasi_oleh"), after["diverifikasi_pada"]) == (
        "Lemari 2",
        "V",
        date(2026, 11, 1),
    )
    assert former_values(read_evidence(bkd.snapshot()), ONE) == [{"id": ONE, "lokasi_fisik": "Lemari 1"}]


def test_a_copy_at_the_same_place_replaces_its_line_and_another_is_added(
    bkd: MemoryHost, take: Take, file: Path, folder: Path
) -> None:
    take(bkd, file)
    other = folder / "lain.pdf"
    other.write_bytes(b"x")
    file.write_bytes(b"baru")
    take(bkd, file, other)
    assert [copy.ukuran for copy in read_softcopies(row(bkd).text("softcopy"))] == [4, 1]


@pytest.mark.parametrize(
    ("told", "kode"),
    [({"dari": " "}, "berkas-tanpa-penyerah"), ({"verifikasi": "SIAPA"}, "kode-pejabat-tidak-ada")],
)
def test_what_is_not_known_is_refused_before_anything_is_written(
    bkd: MemoryHost, take: Take, file: Path, told: dict[str, str], kode: str
) -> None:
    before = bkd.snapshot()
    with pytest.raises(InputError) as refusal:
        take(bkd, file, **told)
    assert (refusal.value.kode, bkd.snapshot()) == (kode, before)


def test_a_file_that_is_not_there_and_an_empty_act_are_refused(
    bkd: MemoryHost, take: Take, folder: Path
) -> None:
    for files, kode in (((folder / "tidak.pdf",), "berkas-tidak-ada"), ((), "berkas-masuk-kosong")):
        with pytest.raises(InputError) as refusal:
            take(bkd, *files)
        assert refusal.value.kode == kode


def test_a_received_lembar_uji_is_attached_and_the_missing_ones_are_listed(
    bkd: MemoryHost, take: Take, file: Path, knowledge: Knowledge, now: datetime, folder: Path
) -> None:
    def missing() -> list[str]:
        lacks = periksa_berkas(bkd.snapshot(), knowledge, now.date(), workbook=folder / "rekap.xlsx")
        return [one.id for one in grouped(lacks).get(TANPA_LEMBAR, [])]

    assert missing() == [ONE, TWO]
    take(bkd, file, jenis=LEMBAR_UJI)
    assert missing() == [TWO]
    assert not row(bkd).text("softcopy")
    uji(bkd, knowledge, now, Deed("P", now, ids=[TWO]))
    assert has_lembar_uji(read_evidence(bkd.snapshot()), TWO)
    assert missing() == []


@pytest.fixture
def states(knowledge: Knowledge, folder: Path) -> Callable[..., list[tuple[str, str]]]:
    def found(host: MemoryHost, today: date, days: int = 365) -> list[tuple[str, str]]:
        lacks = periksa_berkas(host.snapshot(), knowledge, today, workbook=folder / "rekap.xlsx", days=days)
        return [(one.id, one.keadaan) for one in lacks if one.keadaan != TANPA_LEMBAR]

    return found


def test_a_file_gone_or_changed_in_size_or_date_is_found(
    bkd: MemoryHost, take: Take, file: Path, states: Callable[..., list[tuple[str, str]]], now: datetime
) -> None:
    take(bkd, file)
    moment = file.stat().st_mtime
    assert states(bkd, now.date()) == []
    os.utime(file, (moment, moment + 2))
    assert states(bkd, now.date()) == []
    os.utime(file, (moment, moment + 3))
    assert states(bkd, now.date()) == [(ONE, BERUBAH)]
    file.write_bytes(b"x")
    os.utime(file, (moment, moment))
    assert states(bkd, now.date()) == [(ONE, BERUBAH)]
    file.unlink()
    assert states(bkd, now.date()) == [(ONE, HILANG)]


def test_two_working_days_after_approval_both_copies_must_be_in_place(
    bkd: MemoryHost, take: Take, file: Path, states: Callable[..., list[tuple[str, str]]],
    knowledge: Knowledge,
) -> None:  # fmt: skip
    friday = datetime.fromisoformat("2026-12-18T10:00:00+07:00")
    off: list[dict[str, Value]] = [
        {"tanggal": date(2026, 12, 21), "nama": "x", "jenis": "libur"},
        {"tanggal": date(2026, 12, 23), "nama": "y", "jenis": "cuti bersama"},
    ]
    bkd.apply([AppendRows("tblLibur", off)])
    assert states(bkd, date(2026, 12, 31)) == []
    uji(bkd, knowledge, friday, Deed("P", friday, ids=[ONE], tempat="Ruang Rapat"), ANSWERS)
    decide(bkd, knowledge, friday, DISETUJUI, Deed("P", friday, ids=[ONE], bukti="surat.pdf"))
    seen = {day: states(bkd, date(2026, 12, day)) for day in (18, 23, 24, 25)}
    assert seen == {
        18: [(ONE, MENUNGGU)],
        23: [(ONE, MENUNGGU)],
        24: [(ONE, MENUNGGU)],
        25: [(ONE, TERLAMBAT)],
    }
    take(bkd, file)
    assert states(bkd, date(2026, 12, 31)) == []


def test_a_verification_grows_old_where_the_sop_asks_for_one(
    kesra: MemoryHost, bkd: MemoryHost, take: Take, states: Callable[..., list[tuple[str, str]]]
) -> None:
    day = date(2026, 11, 21)
    assert states(bkd, day) == []
    assert states(kesra, day) == [(ONE, LAMA), (TWO, LAMA)]
    take(kesra, verifikasi="P", verifikasi_pada=day)
    assert states(kesra, day + timedelta(days=365)) == [(TWO, LAMA)]
    assert states(kesra, day + timedelta(days=366)) == [(ONE, LAMA), (TWO, LAMA)]
    assert states(kesra, day + timedelta(days=31), 30) == [(ONE, LAMA), (TWO, LAMA)]


def test_only_files_of_public_rows_go_into_the_archive(
    bkd: MemoryHost, take: Take, file: Path, folder: Path, knowledge: Knowledge, now: datetime
) -> None:
    public = folder / "renja.pdf"
    public.write_bytes(b"rencana kerja")
    make_public(bkd, TWO)
    take(bkd, file)
    take(bkd, public, ids=(TWO,))
    book, workbook = bkd.snapshot(), folder / "rekap.xlsx"
    workbook.write_bytes(b"buku")
    assert public_files(book, folder) == {f"softcopy/{TWO}/renja.pdf": public}
    saved, arsip = simpan(
        workbook, book, [], knowledge, now, folder=folder / "arsip", person=Person("uji"), alasan="uji"
    )
    assert saved is not None
    kept = [path.read_bytes() for path in arsip.path.rglob("*") if path.is_file()]
    assert b"rencana kerja" in kept
    assert CONTENT not in kept


def test_a_file_that_an_excluded_row_names_too_stays_out(
    bkd: MemoryHost, take: Take, file: Path, folder: Path, knowledge: Knowledge, now: datetime
) -> None:
    take(bkd, file, ids=(ONE, TWO))
    make_public(bkd, TWO)
    assert public_files(bkd.snapshot(), folder) == {}
    buka(bkd, knowledge, now, Deed("P", ids=[ONE], bukti="x.pdf"))
    assert list(public_files(bkd.snapshot(), folder)) == [
        f"softcopy/{ONE}/kka 2025.pdf",
        f"softcopy/{TWO}/kka 2025.pdf",
    ]


def test_two_copies_of_one_name_are_both_kept(bkd: MemoryHost, take: Take, folder: Path) -> None:
    make_public(bkd)
    for place in ("a", "b"):
        (folder / place).mkdir()
        (folder / place / "Isi.pdf").write_bytes(place.encode())
    take(bkd, folder / "a" / "Isi.pdf", folder / "b" / "Isi.pdf")
    assert sorted(public_files(bkd.snapshot(), folder)) == [
        f"softcopy/{ONE}/Isi.pdf",
        f"softcopy/{ONE}/berkas-2",
    ]


def test_who_only_verifies_hands_nothing_over(knowledge: Knowledge, now: datetime, tmp_path: Path) -> None:
    host = office(knowledge, "kesra-kalbar-2021", {"P": "PPID"})
    done = masuk(
        host, knowledge, now, Deed("P", ids=[ONE]), Intake(verifikasi="P"), workbook=tmp_path / "rekap.xlsx"
    )
    (act,) = host.snapshot().rows("tblLangkah")
    assert (act.text("id_langkah"), act.text("kegiatan")) == (done.id_langkah, "Verifikasi berkas")


def test_a_verification_of_a_day_to_come_is_refused(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host = office(knowledge, "kesra-kalbar-2021", {"P": "PPID"})
    intake = Intake(verifikasi="P", verifikasi_pada=now.date() + timedelta(days=1))
    with pytest.raises(InputError) as refusal:
        masuk(host, knowledge, now, Deed("P", ids=[ONE]), intake, workbook=tmp_path / "rekap.xlsx")
    assert refusal.value.kode == "waktu-mendatang"
    assert not host.snapshot().rows("tblLangkah")
