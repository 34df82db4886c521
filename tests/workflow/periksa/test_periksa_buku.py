"""Periksa on a rekap whose form suffered: a column gone, no SOP chosen, an ID used twice."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.messages import explain
from ppid_xl.model import AppendRows, Finding, SetName
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.periksa.periksa import periksa
from ppid_xl.workflow.surat.dokumen import surat

KOLOM, TANPA_SOP, GANDA = "ppid-xl/kolom-tidak-ada", "ppid-xl/tanpa-sop", "ppid-xl/id-ganda"
GAJI = {"judul_informasi": "Data gaji", "unit_penguasa": "Sekretariat", "klasifikasi": "Dikecualikan"}


def rename_column(path: Path, old: str) -> None:
    """Give a column of the rekap a heading that nobody knows."""
    book = load_workbook(path)
    sheet = book["Rekap"]
    table = sheet.tables["tblRekap"]
    place = [column.name for column in table.tableColumns].index(old)
    table.tableColumns[place].name = "Xyz"
    sheet.cell(int(table.ref[1]), place + 1).value = "Xyz"
    book.save(path)


def told(host: FileHost, knowledge: Knowledge, now: datetime, aturan: str, **options: bool) -> list[Finding]:
    return [f for f in periksa(host, knowledge, now, **options).findings if f.aturan == aturan]  # type: ignore[arg-type]


@pytest.fixture
def without_column(host: FileHost) -> FileHost:
    host.apply([AppendRows("tblRekap", [{**GAJI, "judul_informasi": f"Data gaji {n}"} for n in range(3)])])
    rename_column(host.path, "Dasar Hukum")
    return host


def test_a_deleted_column_is_told_once(without_column: FileHost, knowledge: Knowledge, now: datetime) -> None:
    found = told(without_column, knowledge, now, KOLOM)
    assert [(f.lembar, f.sel, f.kolom, f.tingkat) for f in found] == [("Rekap", "A4", "Dasar Hukum", "galat")]
    assert explain(found[0]).masalah == "Kolom Dasar Hukum tidak ada di lembar Rekap."
    rest = periksa(without_column, knowledge, now).findings
    assert not [f for f in rest if f.kolom == "Dasar Hukum" and f.aturan != KOLOM]


@pytest.mark.parametrize("heading", ["_tanda", "Temuan"])
def test_a_deleted_column_of_the_tool_is_named_as_staff_saw_it(
    host: FileHost, knowledge: Knowledge, now: datetime, heading: str
) -> None:
    host.apply([AppendRows("tblRekap", [GAJI])])
    rename_column(host.path, heading)
    with pytest.raises(InputError, match="kolom-tidak-ada") as refusal:
        periksa(host, knowledge, now, write=True)
    assert refusal.value.fakta["kolom"] == heading


def test_a_deleted_column_still_stops_the_document_of_every_row(
    without_column: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    without_column.apply(
        [AppendRows("tblPejabat", [{"nama": "Siti Aminah", "peran": "PPID", "jabatan": "Sekretaris"}])]
    )
    made = surat(without_column.snapshot(), "daftar-dikecualikan", knowledge, now, tmp_path / "dokumen")
    assert made.path is None
    assert len({f.row for f in made.blocking if f.kolom == "Dasar Hukum"}) == 3


def test_findings_are_written_home_without_the_deleted_column(
    without_column: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    assert periksa(without_column, knowledge, now, write=True).written
    assert not periksa(without_column, knowledge, now, write=True).written


def test_a_rekap_without_sop_says_so_at_its_cell(host: FileHost, knowledge: Knowledge, now: datetime) -> None:
    host.apply([SetName("KodeSOP", None)])
    found = told(host, knowledge, now, TANPA_SOP)
    assert [(f.tingkat, f.lembar) for f in found] == [("peringatan", "Pengaturan")]
    book = load_workbook(host.path)
    assert book.defined_names["KodeSOP"].attr_text == f"Pengaturan!${found[0].sel[0]}${found[0].sel[1:]}"
    assert "ppid sop" in explain(found[0]).saran


def test_a_chosen_sop_is_no_finding(host: FileHost, knowledge: Knowledge, now: datetime) -> None:
    assert not told(host, knowledge, now, TANPA_SOP)
    host.apply([SetName("KodeSOP", None)])
    report = periksa(host, knowledge, now, sop="bkd-kalteng-2025")
    assert TANPA_SOP not in {f.aturan for f in report.findings}


def test_an_id_used_twice_is_told_without_writing(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    rows = [{**GAJI, "id": "INF-2026-0001", "judul_informasi": f"Data gaji {n}"} for n in range(3)]
    host.apply([AppendRows("tblRekap", rows)])
    before = host.path.read_bytes()
    found = told(host, knowledge, now, GANDA)
    assert [(f.tingkat, f.sel, f.isi) for f in found] == [
        ("peringatan", "C6", "INF-2026-0001"),
        ("peringatan", "C7", "INF-2026-0001"),
    ]
    assert "C5" in explain(found[0]).masalah
    assert host.path.read_bytes() == before


def test_an_id_used_twice_is_told_once_per_copy_when_written(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    rows = [{**GAJI, "id": "INF-2026-0001", "judul_informasi": f"Data gaji {n}"} for n in range(2)]
    host.apply([AppendRows("tblRekap", rows)])
    assert [f.id for f in told(host, knowledge, now, GANDA, write=True)] == ["INF-2026-0002"]
    assert not told(host, knowledge, now, GANDA)


def test_the_guide_explains_every_finding_about_the_book_itself() -> None:
    root = Path(__file__).parents[3]
    messages = tomllib.loads((root / "ppid_xl" / "data" / "pesan.toml").read_text(encoding="utf-8"))
    codes = {key.removeprefix("ppid-xl.") for key in messages if key.startswith("ppid-xl.")}
    rows = (root / "PANDUAN.md").read_text(encoding="utf-8")
    assert not sorted(code for code in codes - {"id-ganda-terbaca"} if f"| {code} |" not in rows)
