"""Impor of what was closed: no list, form or return makes it public, and no unit writes into the row of another."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from isi_formulir import fill_form
from kantor import good_rows
from openpyxl import load_workbook

from ppid_xl.evidence import DIKEMBALIKAN
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.lists import read_list
from ppid_xl.model import AppendRows, Row, SetColumn
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.isi.formulir import write_forms
from ppid_xl.workflow.isi.formulir_kembali import impor_forms
from ppid_xl.workflow.isi.impor import Balance
from ppid_xl.workflow.isi.pengembalian import KEGIATAN, write_returns
from ppid_xl.workflow.periksa.usul_perubahan import still_open
from ppid_xl.workflow.proses.persetujuan import decide

ONE, TWO, THREE = "INF-2026-0001", "INF-2026-0002", "INF-2026-0003"
LONG = tuple(f"Unit Pelaksana Teknis {'Daerah ' * 10}Wilayah {number}" for number in (1, 2))
UNIT, OTHER = "Inspektorat", "Bidang Lain"
CHANGED = "ID;Judul Informasi;Klasifikasi;Retensi\n{};{};Berkala;9 tahun\n"
RAPAT = {"id_langkah": "LK-2026-0001", "kegiatan": "Rapat", "id_informasi": ONE, "putaran": 1}
UJI = {
    "id_uji": "UJI-2026-0001",
    "id_informasi": ONE,
    "putaran": 1,
    "id_langkah": "LK-2026-0001",
    "hasil": "Ditutup",
}


@pytest.fixture
def office_host(host: FileHost) -> FileHost:
    rows = good_rows(3)
    rows[2]["unit_penguasa"] = OTHER
    officer = {"kode": "A", "nama": "Contoh", "jabatan": "Kepala", "peran": "Atasan PPID"}
    host.apply([AppendRows("tblRekap", rows), AppendRows("tblPejabat", [officer])])
    return host


@pytest.fixture
def tested(office_host: FileHost) -> FileHost:
    office_host.apply([AppendRows("tblLangkah", [RAPAT]), AppendRows("tblUji", [UJI])])
    return office_host


def row_of(host: FileHost, name: str) -> Row:
    return next(row for row in host.snapshot().rows("tblRekap") if row.text("id") == name)


def taken(
    host: FileHost, knowledge: Knowledge, now: datetime, path: Path, **options: Any
) -> tuple[Balance, list[str]]:
    return impor_forms(host, [read_list(path)], knowledge, now, **{"accept": True, **options})[0]


def listed(folder: Path, name: str, text: str = CHANGED) -> Path:
    path = folder / "ubah.csv"
    path.write_text(text.format(name, f"Kertas kerja audit {int(name[-1])}"), encoding="utf-8")
    return path


def test_a_list_opens_nothing_that_was_tested_and_its_other_cells_come_in(
    tested: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    _, notes = taken(tested, knowledge, now, listed(tmp_path, ONE))
    row = row_of(tested, ONE)
    assert (row["klasifikasi"], row["retensi"]) == ("Dikecualikan", "9 tahun")
    assert any(ONE in note and "ppid buka" in note for note in notes)


def test_what_was_not_applied_stays_a_proposal_that_names_the_way(
    tested: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    for accept in (False, True, True):
        taken(tested, knowledge, now, listed(tmp_path, ONE), accept=accept)
    closed = [p for p in still_open(tested.snapshot()) if p.text("kolom") == "Klasifikasi"]
    assert [(p.text("id"), p.text("masalah")) for p in closed] == [
        (ONE, "Daftar yang diimpor menulis lain: Berkala")
    ]
    assert "ppid uji --hasil Dibuka" in closed[0].text("saran")
    assert "--terima" not in closed[0].text("saran")


@pytest.mark.parametrize("keputusan", ["Diajukan", "Disetujui", "Dikembalikan", "Diperpanjang"])
def test_a_decision_without_a_test_holds_it_too(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path, keputusan: str
) -> None:
    office_host.apply([AppendRows("tblLangkah", [{**RAPAT, "keputusan": keputusan}])])
    taken(office_host, knowledge, now, listed(tmp_path, ONE))
    assert row_of(office_host, ONE)["klasifikasi"] == "Dikecualikan"


def test_a_row_emptied_of_its_class_by_hand_is_not_opened_by_a_list_either(
    tested: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    tested.apply([SetColumn("tblRekap", "klasifikasi", {row_of(tested, ONE).number: None})])
    taken(tested, knowledge, now, listed(tmp_path, ONE))
    assert not row_of(tested, ONE).text("klasifikasi")


def test_a_word_for_no_class_is_not_taken_in_for_what_was_tested(
    tested: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    taken(tested, knowledge, now, listed(tmp_path, ONE, CHANGED.replace("Berkala", "Terbuka")))
    assert row_of(tested, ONE)["klasifikasi"] == "Dikecualikan"


def test_a_row_without_any_record_is_changed_as_ever(
    tested: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    _, notes = taken(tested, knowledge, now, listed(tmp_path, TWO))
    assert (row_of(tested, TWO)["klasifikasi"], notes) == ("Berkala", [])


def test_a_row_that_was_opened_goes_from_one_public_class_to_another(
    tested: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    opened = {**RAPAT, "id_langkah": "LK-2026-0002", "keputusan": "Dibuka"}
    tested.apply([
        AppendRows("tblLangkah", [opened]),
        SetColumn("tblRekap", "klasifikasi", {row_of(tested, ONE).number: "Setiap Saat"}),
    ])  # fmt: skip
    taken(tested, knowledge, now, listed(tmp_path, ONE))
    assert row_of(tested, ONE)["klasifikasi"] == "Berkala"


def test_a_form_opens_nothing_that_was_tested(
    tested: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    form = write_forms(tested.snapshot(), knowledge, now, tmp_path / "f", units=[UNIT]).paths[UNIT]
    cells = {(ONE, "Klasifikasi"): "Setiap Saat", (ONE, "Jangka Waktu"): "2 tahun"}
    taken(tested, knowledge, now, fill_form(form, tmp_path / "b.xlsx", cells))
    row = row_of(tested, ONE)
    assert (row["klasifikasi"], row["jangka_waktu"]) == ("Dikecualikan", "2 tahun")


def given_back(host: FileHost, knowledge: Knowledge, now: datetime, folder: Path, *ids: str) -> list[Path]:
    deed = Deed("A", ids=ids, catatan="Pasal belum tepat")
    done = decide(host, knowledge, now, DIKEMBALIKAN, deed)
    return write_returns(host.snapshot(), knowledge, now, done.id_langkah, deed, folder)


def edited(path: Path, target: Path, cells: dict[str, object]) -> Path:
    book = load_workbook(path)
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(target)
    return target


def corrections(host: FileHost) -> list[Row]:
    return [row for row in host.snapshot().rows("tblLangkah") if row.text("kegiatan") == KEGIATAN]


def test_a_returned_workbook_opens_nothing_and_its_act_tells_only_what_may_be_done(
    tested: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    (path,) = given_back(tested, knowledge, now, tmp_path / "k", ONE)
    cells = {(ONE, "Klasifikasi"): "Berkala", (ONE, "Jangka Waktu"): "2 tahun"}
    taken(tested, knowledge, now, fill_form(path, tmp_path / "b.xlsx", cells))
    row = row_of(tested, ONE)
    assert (row["klasifikasi"], row["jangka_waktu"]) == ("Dikecualikan", "2 tahun")
    (act,) = corrections(tested)
    assert "jangka_waktu" in act.text("catatan")
    assert "klasifikasi" not in act.text("catatan")


@pytest.mark.parametrize("foreign", [TWO, THREE], ids=["of the unit, not returned", "of another unit"])
def test_a_returned_workbook_with_the_id_of_another_row_changes_nothing_there(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path, foreign: str
) -> None:
    (path,) = given_back(office_host, knowledge, now, tmp_path / "k", ONE)
    before = office_host.snapshot().rows("tblRekap")
    balance, notes = taken(office_host, knowledge, now, edited(path, tmp_path / "b.xlsx", {"A5": foreign}))
    assert office_host.snapshot().rows("tblRekap") == before
    assert [line.kind for line in balance.not_data if foreign in line.text] == ["baris lain"]
    assert balance.source.filled == len(balance.not_data)
    assert any(foreign in note and "tidak diterapkan" in note for note in notes)
    assert corrections(office_host) == []


def test_a_return_names_the_rows_of_one_unit_only(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    paths = given_back(office_host, knowledge, now, tmp_path / "k", ONE, THREE)
    before = office_host.snapshot().rows("tblRekap")
    taken(office_host, knowledge, now, edited(paths[0], tmp_path / "b.xlsx", {"A5": THREE}))
    assert office_host.snapshot().rows("tblRekap") == before


def test_a_form_with_the_id_of_another_unit_changes_nothing_there(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    form = write_forms(office_host.snapshot(), knowledge, now, tmp_path / "f", units=[UNIT]).paths[UNIT]
    before = office_host.snapshot().rows("tblRekap")
    back = edited(form, tmp_path / "b.xlsx", {"A5": THREE, "B5": "Buka"})
    _, notes = taken(office_host, knowledge, now, back)
    assert office_host.snapshot().rows("tblRekap") == before
    assert not still_open(office_host.snapshot())
    assert any(THREE in note and UNIT in note for note in notes)


@pytest.mark.parametrize("heading", ["Alasan", None])
def test_a_returned_workbook_without_its_question_is_still_one(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path, heading: str | None
) -> None:
    (path,) = given_back(office_host, knowledge, now, tmp_path / "k", ONE)
    before = office_host.snapshot().rows("tblRekap")
    taken(office_host, knowledge, now, edited(path, tmp_path / "b.xlsx", {"A5": THREE, "B4": heading}))
    assert office_host.snapshot().rows("tblRekap") == before


def test_a_form_cannot_reach_another_unit_by_naming_it_and_its_title(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    form = write_forms(office_host.snapshot(), knowledge, now, tmp_path / "f", units=[UNIT]).paths[UNIT]
    book = load_workbook(form)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[4]}
    sheet.cell(4, sheet.max_column + 1).value = "Unit Penguasa"
    sheet.cell(7, sheet.max_column).value = OTHER
    sheet.cell(7, places["Judul Informasi"]).value = "Kertas kerja audit 3"
    sheet.cell(7, places["Jangka Waktu"]).value = "1 hari"
    book.save(tmp_path / "b.xlsx")
    taken(office_host, knowledge, now, tmp_path / "b.xlsx")
    assert row_of(office_host, THREE)["jangka_waktu"] == "5 tahun"


def test_a_return_to_rows_without_a_unit_comes_home(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    number = row_of(office_host, ONE).number
    office_host.apply([SetColumn("tblRekap", "unit_penguasa", {number: None})])
    (path,) = given_back(office_host, knowledge, now, tmp_path / "k", ONE)
    taken(
        office_host, knowledge, now, fill_form(path, tmp_path / "b.xlsx", {(ONE, "Jangka Waktu"): "2 tahun"})
    )
    assert row_of(office_host, ONE)["jangka_waktu"] == "2 tahun"
    assert corrections(office_host)[0].text("sebagai") == "Tanpa unit"


def test_two_units_whose_names_come_out_alike_get_two_returned_workbooks(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    units = {row_of(office_host, name).number: unit for name, unit in ((ONE, LONG[0]), (TWO, LONG[1]))}
    office_host.apply([SetColumn("tblRekap", "unit_penguasa", dict(units))])
    paths = given_back(office_host, knowledge, now, tmp_path / "k", ONE, TWO)
    assert [load_workbook(path).worksheets[0]["A5"].value for path in paths] == [ONE, TWO]


def test_two_units_whose_names_come_out_alike_get_their_forms_one_after_the_other(
    host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host.apply([AppendRows("tblUnit", [{"unit": unit} for unit in LONG])])
    forms = [
        write_forms(host.snapshot(), knowledge, now, tmp_path / "f", units=[unit]).paths[unit]
        for unit in reversed(LONG)
    ]
    assert [load_workbook(path).worksheets[0]["B2"].value for path in forms] == list(reversed(LONG))
