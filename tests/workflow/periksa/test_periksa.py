"""Periksa: findings go home into the workbook, tool-owned cells only, and a second run changes nothing."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.lists import read_list
from ppid_xl.model import AppendRows, SetColumn
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.impor import impor
from ppid_xl.workflow.periksa.periksa import periksa

DATA = Path(__file__).parents[2] / "data"
GOOD = {
    "judul_informasi": "Laporan hasil audit internal 2025", "unit_penguasa": "Inspektorat",
    "klasifikasi": "Dikecualikan",
    "dasar_hukum": "Pasal 17 huruf i UU 14/2008", "bagian_yang_ditutup": "Seluruh dokumen",
    "konsekuensi_bila_dibuka": "Mengurangi kebebasan dan kejujuran dalam pengajuan usul.",
    "manfaat_bila_ditutup": "Proses audit berjalan tanpa tekanan dari luar.", "jangka_waktu": "5 tahun",
    "terhitung_mulai": date(2026, 1, 2), "lokasi_fisik": "Lemari 1",
}  # fmt: skip
FIELDS = ("tingkat", "aturan", "lembar", "sel", "id", "kolom", "isi", "pesan", "saran", "kutipan", "sumber")


@pytest.fixture
def filled(host: FileHost) -> FileHost:
    host.apply(
        [
            AppendRows(
                "tblRekap", [GOOD, {**GOOD, "judul_informasi": "Notula rapat", "manfaat_bila_ditutup": None}]
            )
        ]
    )
    return host


def test_findings_have_the_form_of_the_contract(
    filled: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    report = periksa(filled, knowledge, now)
    document = json.loads(json.dumps(report.as_json()))
    assert set(document) == {"temuan", "ringkasan"}
    assert all(tuple(one) == FIELDS for one in document["temuan"])
    galat = [one for one in document["temuan"] if one["tingkat"] == "galat"]
    assert [(one["aturan"], one["lembar"], one["kolom"]) for one in galat] == [
        ("perki-1-2021/R10", "Rekap", "Manfaat Bila Ditutup")
    ]
    assert galat[0]["sel"] == "P6"
    assert galat[0]["kutipan"] == "analisis konsekuensi"


def test_nothing_is_written_without_being_asked(
    filled: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    before = filled.path.read_bytes()
    periksa(filled, knowledge, now)
    assert filled.path.read_bytes() == before


def test_rows_get_ids_dates_status_and_marks(filled: FileHost, knowledge: Knowledge, now: datetime) -> None:
    periksa(filled, knowledge, now, write=True)
    good, bad = filled.snapshot().rows("tblRekap")
    assert (good["id"], good["akhir_pengecualian"], good["status"]) == (
        "INF-2026-0001",
        date(2031, 1, 2),
        "Sah (menurut unit)",
    )
    assert good["batas_ubah"] is not None
    assert "|G:Manfaat Bila Ditutup|" in bad.text("tanda")
    assert (bad.text("cek"), bad.text("temuan").startswith("✖ ")) == ("✖", True)


def test_a_second_run_changes_no_byte(filled: FileHost, knowledge: Knowledge, now: datetime) -> None:
    assert periksa(filled, knowledge, now, write=True).written
    once = filled.path.read_bytes()
    assert not periksa(filled, knowledge, now, write=True).written
    assert filled.path.read_bytes() == once


def test_a_second_run_changes_nothing_when_the_first_worked_out_a_last_day(
    filled: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    rows = filled.snapshot().rows("tblRekap")
    filled.apply([SetColumn("tblRekap", "terhitung_mulai", {row.number: date(2022, 1, 3) for row in rows})])
    found = periksa(filled, knowledge, now, write=True).findings
    assert {f.isi for f in found if f.kolom == "Batas Ubah"} == {""}
    assert not periksa(filled, knowledge, now, write=True).written


def test_what_staff_typed_stays_as_they_typed_it(
    filled: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    before = [dict(row.values) for row in filled.snapshot().rows("tblRekap")]
    periksa(filled, knowledge, now, write=True)
    after = filled.snapshot().rows("tblRekap")
    assert [{key: row[key] for key in old} for row, old in zip(after, before, strict=True)] == before


def test_findings_stand_in_sheet_temuan_with_links(
    filled: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    report = periksa(filled, knowledge, now, write=True)
    rows = filled.snapshot().rows("tblTemuan")
    assert len(rows) == len(report.findings)
    assert rows[0].text("tingkat") == "✖ Galat"
    from openpyxl import load_workbook

    sheet = load_workbook(filled.path)["Temuan"]
    links = {
        cell.coordinate: cell.hyperlink.location
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links["D5"] == "'Rekap'!P6"


def answer(host: FileHost, aturan: str, action: str, reason: str) -> None:
    numbers = [row.number for row in host.snapshot().rows("tblTemuan") if row.text("aturan") == aturan]
    host.apply([SetColumn("tblTemuan", "tindakan", dict.fromkeys(numbers, action)),
                SetColumn("tblTemuan", "alasan_diabaikan", dict.fromkeys(numbers, reason))])  # fmt: skip


def test_a_dismissed_warning_leaves_the_summary_and_keeps_its_answer(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    host.apply([AppendRows("tblRekap", [{**GOOD, "lokasi_fisik": None}])])
    aturan = "disperindag-kalbar-2020/lokasi-hardcopy"
    first = periksa(host, knowledge, now, write=True)
    assert [f.tingkat for f in first.counted if f.aturan == aturan] == ["peringatan"]
    answer(host, aturan, "Abaikan", "arsip elektronik")
    second = periksa(host, knowledge, now, write=True)
    assert not [f for f in second.counted if f.aturan == aturan]
    kept = [row for row in host.snapshot().rows("tblTemuan") if row.text("aturan") == aturan]
    assert [(row.text("tindakan"), row.text("alasan_diabaikan")) for row in kept] == [
        ("Abaikan", "arsip elektronik")
    ]


def test_a_galat_stays_a_galat_whatever_is_answered(
    filled: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    periksa(filled, knowledge, now, write=True)
    answer(filled, "perki-1-2021/R10", "Abaikan", "tidak perlu")
    assert periksa(filled, knowledge, now, write=True).has_galat


def test_dismissing_without_a_reason_hides_nothing(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    host.apply([AppendRows("tblRekap", [{**GOOD, "lokasi_fisik": None}])])
    aturan = "disperindag-kalbar-2020/lokasi-hardcopy"
    periksa(host, knowledge, now, write=True)
    answer(host, aturan, "Abaikan", "")
    assert [f for f in periksa(host, knowledge, now, write=True).counted if f.aturan == aturan]


def test_a_copied_row_gets_an_id_of_its_own(filled: FileHost, knowledge: Knowledge, now: datetime) -> None:
    periksa(filled, knowledge, now, write=True)
    filled.apply(
        [AppendRows("tblRekap", [{**GOOD, "id": "INF-2026-0001", "judul_informasi": "Salinan baris"}])]
    )
    report = periksa(filled, knowledge, now, write=True)
    assert [row.text("id") for row in filled.snapshot().rows("tblRekap")] == [
        f"INF-2026-000{n}" for n in (1, 2, 3)
    ]
    assert [f.isi for f in report.findings if f.aturan == "ppid-xl/id-ganda"] == ["INF-2026-0001"]


def test_rows_typed_below_the_table_are_adopted_and_reported(
    filled: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    from ppid_xl.ooxml.patcher import Patch

    patch = Patch(filled.path)
    patch.set_cells("Rekap", {"D9": "Baris di luar tabel", "K9": "Berkala"})
    patch.save()
    report = periksa(filled, knowledge, now, write=True)
    assert [f.fakta["jumlah"] for f in report.findings if f.aturan == "ppid-xl/di-luar-tabel"] == ["1"]
    assert filled.snapshot().rows("tblRekap")[-1].text("id") == "INF-2026-0003"
    assert not [f for f in periksa(filled, knowledge, now).findings if f.aturan == "ppid-xl/di-luar-tabel"]


def test_255_real_rows_are_written_home_and_nothing_changes_on_the_second_run(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    impor(host, [read_list(DATA / "dik_nyata.csv"), read_list(DATA / "dip_nyata.csv")], knowledge, now)
    report = periksa(host, knowledge, now, write=True)
    assert (report.rows, report.written) == (255, True)
    assert not periksa(host, knowledge, now, write=True).written
