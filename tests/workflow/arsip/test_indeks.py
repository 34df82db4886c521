"""Indeks: by end of exclusion, made of the archive alone, the same bytes wherever and however often it is made."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from kantor_arsip import CLOSED, OPEN, archive, archive_again, change

from ppid_xl.arsip.schedule import check_all
from ppid_xl.arsip.store import Arsip
from ppid_xl.errors import ArsipError
from ppid_xl.model import AppendRows
from ppid_xl.workflow.arsip.indeks import indeks, refresh_index
from ppid_xl.workflow.ground.knowledge import Knowledge

LATER = {**CLOSED, "id": "INF-2026-0003", "judul_informasi": "=Naskah soal", "jangka_waktu": "7 tahun"}
ENDLESS = {
    **CLOSED,
    "id": "INF-2026-0004",
    "judul_informasi": "Strategi",
    "jangka_waktu": "sampai seleksi selesai",
}
SOONER = {**CLOSED, "id": "INF-2026-0005", "judul_informasi": "Denah", "jangka_waktu": "2 tahun"}


@pytest.fixture
def arsip(rekap: Path, blank_rekap: bytes, knowledge: Knowledge, now: datetime) -> Path:
    """Return the folder of an archive with three workbooks."""
    archive(rekap, knowledge, now, (LATER, ENDLESS, OPEN))
    for number, row in ((1, CLOSED), (2, SOONER)):
        other = rekap.with_name(f"lain-{number}.xlsx")
        other.write_bytes(blank_rekap)
        archive(other, knowledge, now + timedelta(minutes=number), (row,))
    return rekap.parent / "arsip"


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))


def test_what_ends_first_stands_first_over_all_objects(arsip: Path, knowledge: Knowledge) -> None:
    entries, (table, _) = indeks(arsip, knowledge)
    assert [entry.id for entry in entries] == [
        "INF-2026-0005", "INF-2026-0001", "INF-2026-0003", "INF-2026-0004",
    ]  # fmt: skip
    assert entries[0].akhir == date(2028, 1, 2)
    assert [row["Objek"] for row in read(table)] == ["buku-lain-2", "buku-lain-1", "buku-rekap", "buku-rekap"]
    assert read(table)[3]["Akhir Pengecualian"] == ""


def test_no_title_becomes_a_formula(arsip: Path, knowledge: Knowledge) -> None:
    _, (table, page) = indeks(arsip, knowledge)
    assert read(table)[2]["Judul Informasi"] == "'=Naskah soal"
    assert "<td>=Naskah soal</td>" in page.read_text(encoding="utf-8")


def test_a_deleted_index_comes_back_byte_for_byte(arsip: Path, knowledge: Knowledge) -> None:
    _, paths = indeks(arsip, knowledge)
    before = [path.read_bytes() for path in paths]
    for path in paths:
        path.unlink()
    indeks(arsip, knowledge)
    assert [path.read_bytes() for path in paths] == before


def test_another_machine_with_its_folders_in_another_order_makes_the_same_index(
    arsip: Path, knowledge: Knowledge, tmp_path: Path
) -> None:
    _, paths = indeks(arsip, knowledge)
    other = tmp_path / "mesin lain" / "arsip"
    (other / "ocfl").mkdir(parents=True)
    for entry in sorted(arsip.iterdir(), reverse=True):
        if entry.is_file() and not entry.name.startswith("indeks"):
            shutil.copy(entry, other)
    for entry in sorted((arsip / "ocfl").iterdir(), reverse=True):
        target = other / "ocfl" / entry.name
        shutil.copytree(entry, target) if entry.is_dir() else shutil.copy(entry, target)
    _, again = indeks(other, knowledge)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in paths]


def test_the_index_follows_the_newest_version(
    arsip: Path, rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    from ppid_xl.hosts.file import FileHost

    assert not refresh_index(arsip, knowledge)
    indeks(arsip, knowledge)
    host = FileHost(rekap, knowledge.dictionary)
    change(host, "jangka_waktu", "1 tahun")
    archive_again(host, knowledge, now + timedelta(hours=1))
    assert refresh_index(arsip, knowledge)
    assert read(arsip / "indeks.csv")[0]["ID"] == "INF-2026-0003"


def test_the_index_is_no_stranger_in_the_archive(arsip: Path, knowledge: Knowledge) -> None:
    indeks(arsip, knowledge)
    assert check_all(Arsip(arsip)) == []


def test_a_damaged_object_is_never_indexed(arsip: Path, knowledge: Knowledge) -> None:
    next((arsip / "ocfl/buku-lain-1").rglob("*.xlsx")).write_bytes(b"lain")
    with pytest.raises(ArsipError):
        indeks(arsip, knowledge)
    assert not (arsip / "indeks.csv").exists()


DECIDED = {"id_langkah": "LK-2026-0001", "kegiatan": "8 Penetapan", "id_informasi": "INF-2026-0001", "putaran": 1,
           "oleh": "PPID", "keputusan": "Disetujui"}  # fmt: skip


def test_a_decided_informasi_is_listed_once_by_its_own_object(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    host = archive(rekap, knowledge, now, (CLOSED, LATER))
    host.apply([AppendRows("tblLangkah", [DECIDED])])
    archive_again(host, knowledge, now + timedelta(minutes=5))
    entries, _ = indeks(rekap.parent / "arsip", knowledge)
    assert [(entry.id, entry.objek) for entry in entries] == [
        ("INF-2026-0001", "informasi-INF-2026-0001"), ("INF-2026-0003", "buku-rekap"),
    ]  # fmt: skip
    assert entries[0].akhir == date(2031, 1, 2)


def test_a_decided_informasi_whose_row_says_another_end_is_listed_twice(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    host = archive(rekap, knowledge, now, (CLOSED,))
    host.apply([AppendRows("tblLangkah", [DECIDED])])
    archive_again(host, knowledge, now + timedelta(minutes=5))
    change(host, "jangka_waktu", "7 tahun")
    archive_again(host, knowledge, now + timedelta(minutes=6))
    entries, _ = indeks(rekap.parent / "arsip", knowledge)
    assert [entry.objek for entry in entries] == ["informasi-INF-2026-0001", "buku-rekap"]
