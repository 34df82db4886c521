"""Banding: archive twice, change in between, and be told exactly what was changed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from kantor_arsip import CLOSED, OPEN, archive, archive_again, change

from ppid_xl.errors import ArsipError, InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, ReplaceRows, SetName
from ppid_xl.workflow.arsip.banding import Comparison, banding, to_json
from ppid_xl.workflow.arsip.halaman_banding import comparison_page
from ppid_xl.workflow.ground.knowledge import Knowledge

Told = list[tuple[str, str, str, tuple[str, ...]]]


@pytest.fixture
def office(rekap: Path, knowledge: Knowledge, now: datetime) -> FileHost:
    """Return a workbook of two rows that was archived once."""
    return archive(rekap, knowledge, now)


@pytest.fixture
def told(office: FileHost, knowledge: Knowledge, now: datetime) -> Callable[[], Told]:
    """Return a function that archives the workbook again and tells what differs from the first version."""

    def archived() -> Told:
        archive_again(office, knowledge, now + timedelta(minutes=5))
        found = banding(office.path.parent / "arsip", "buku-rekap", 1, 2, knowledge)
        return [
            (sheet.lembar, row.id, row.jenis, tuple(f"{c.kolom}: {c.lama} | {c.baru}" for c in row.sel))
            for sheet in found.tabel
            for row in sheet.baris
        ]

    return archived


def test_one_changed_cell_is_all_that_is_told(office: FileHost, told: Callable[[], Told]) -> None:
    change(office, "lokasi_fisik", "Lemari 9")
    assert told() == [("Rekap", "INF-2026-0001", "diubah", ("Lokasi Fisik: Lemari 1 | Lemari 9",))]


def test_an_opened_informasi_is_called_opened(office: FileHost, told: Callable[[], Told]) -> None:
    change(office, "klasifikasi", "Setiap Saat")
    assert told() == [("Rekap", "INF-2026-0001", "dibuka", ("Klasifikasi: Dikecualikan | Setiap Saat",))]


def test_a_longer_period_is_called_extended_before_its_end_is_computed(
    office: FileHost, told: Callable[[], Told]
) -> None:
    change(office, "jangka_waktu", "7 tahun")
    assert told() == [("Rekap", "INF-2026-0001", "diperpanjang", ("Jangka Waktu: 5 tahun | 7 tahun",))]


def test_dates_are_told_as_staff_see_them(office: FileHost, told: Callable[[], Told]) -> None:
    change(office, "terhitung_mulai", date(2026, 3, 2))
    cells = ("Terhitung Mulai: 02/01/2026 | 02/03/2026",)
    assert told() == [("Rekap", "INF-2026-0001", "diperpanjang", cells)]


def test_rows_added_and_gone_are_told_with_what_stood_in_them(
    office: FileHost, told: Callable[[], Told]
) -> None:
    new = {"id": "INF-2026-0003", "judul_informasi": "Peta rawan", "klasifikasi": "Berkala"}
    office.apply([ReplaceRows("tblRekap", [CLOSED, new])])
    (added, gone) = told()
    assert added[:3] == ("Rekap", "INF-2026-0003", "ditambah")
    assert added[3] == ("ID:  | INF-2026-0003", "Judul Informasi:  | Peta rawan", "Klasifikasi:  | Berkala")
    assert gone[:3] == ("Rekap", "INF-2026-0002", "hilang")
    assert f"Judul Informasi: {OPEN['judul_informasi']} | " in gone[3]


def test_sorting_the_sheet_changes_nothing(office: FileHost, told: Callable[[], Told]) -> None:
    office.apply([ReplaceRows("tblRekap", [OPEN, CLOSED])])
    assert told() == []


def test_the_other_sheets_and_settings_are_compared_too(office: FileHost, told: Callable[[], Told]) -> None:
    act = {"id_langkah": "LK-2026-0001", "kegiatan": "3 Uji"}
    office.apply([AppendRows("tblLangkah", [act]), SetName("NamaBadan", "Dinas Contoh")])
    kinds = [(lembar, name, kind) for lembar, name, kind, _ in told()]
    assert ("Langkah SOP", "LK-2026-0001", "ditambah") in kinds
    assert [kind for kind in kinds if kind[0] == "Pengaturan"] == [
        ("Pengaturan", "Nama badan publik", "diubah")
    ]


def test_a_version_compared_with_itself_differs_in_nothing(office: FileHost, knowledge: Knowledge) -> None:
    assert banding(office.path.parent / "arsip", "buku-rekap", 1, 1, knowledge).tabel == ()


def test_without_numbers_the_two_newest_versions_are_compared(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    for minute in (1, 2):
        change(office, "lokasi_fisik", f"Lemari {minute + 1}")
        archive_again(office, knowledge, now + timedelta(minutes=minute))
    found = banding(office.path.parent / "arsip", "buku-rekap", None, None, knowledge)
    assert (found.lama.number, found.baru.number) == (2, 3)


def test_one_version_alone_cannot_be_compared(office: FileHost, knowledge: Knowledge) -> None:
    with pytest.raises(InputError, match="banding-satu-versi"):
        banding(office.path.parent / "arsip", "buku-rekap", None, None, knowledge)


def test_a_version_that_is_not_there_is_refused(office: FileHost, knowledge: Knowledge) -> None:
    with pytest.raises(ArsipError, match="arsip-versi-tidak-ada"):
        banding(office.path.parent / "arsip", "buku-rekap", 1, 7, knowledge)


def test_a_damaged_version_is_never_compared(office: FileHost, knowledge: Knowledge, now: datetime) -> None:
    change(office, "lokasi_fisik", "Lemari 9")
    archive_again(office, knowledge, now + timedelta(minutes=1))
    next((office.path.parent / "arsip/ocfl/buku-rekap/v1").rglob("*.xlsx")).write_bytes(b"lain")
    with pytest.raises(ArsipError):
        banding(office.path.parent / "arsip", "buku-rekap", 1, 2, knowledge)


@pytest.fixture
def compared(office: FileHost, knowledge: Knowledge, now: datetime) -> Comparison:
    change(office, "judul_informasi", "<script>alert(1)</script> & lain")
    archive_again(office, knowledge, now + timedelta(minutes=5))
    return banding(office.path.parent / "arsip", "buku-rekap", 1, 2, knowledge)


def test_the_page_shows_old_and_new_and_lets_nothing_run(compared: Comparison) -> None:
    page = comparison_page(compared, date(2026, 11, 21))
    assert "<del>Kertas kerja audit 2025</del>" in page
    assert "<ins>&lt;script&gt;alert(1)&lt;/script&gt; &amp; lain</ins>" in page
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_json_names_both_versions_and_each_cell(compared: Comparison) -> None:
    told = json.loads(json.dumps(to_json(compared)))
    assert (told["objek"], told["lama"]["versi"], told["baru"]["versi"]) == ("buku-rekap", 1, 2)
    assert told["ringkasan"] == {"Rekap": {"diubah": 1}}
    (row,) = told["perbedaan"]
    assert row["sel"] == [
        {
            "kolom": "Judul Informasi",
            "lama": "Kertas kerja audit 2025",
            "baru": "<script>alert(1)</script> & lain",
        }
    ]


@pytest.mark.program
def test_a_real_browser_shows_every_row_of_the_page(compared: Comparison, tmp_path: Path) -> None:
    page = tmp_path / "banding.html"
    page.write_text(comparison_page(compared, date(2026, 11, 21)), encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", page.as_uri()]
    shown = subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode()
    assert "INF-2026-0001" in shown
    assert "<ins>&lt;script&gt;alert(1)&lt;/script&gt;" in shown
