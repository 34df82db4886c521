"""Formulir: each unit gets its own rows to answer, and its answers come home without overwriting anything."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from isi_formulir import fill_form
from kantor import GOOD, good_rows
from openpyxl import load_workbook

from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.lists import read_list
from ppid_xl.model import AppendRows, BadCell, Book, Value
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.formulir import OF_THE_OFFICE, Forms, write_forms
from ppid_xl.workflow.isi.formulir_kembali import impor_forms, read_form
from ppid_xl.workflow.periksa.usul_perubahan import still_open

AUDIT, UMUM = "Inspektorat", "Bagian Umum"
PUBLIK: dict[str, Value] = {
    "id": "INF-2026-0004", "judul_informasi": "Laporan kinerja 2025", "unit_penguasa": "bagian  UMUM",
    "klasifikasi": "Berkala",
}  # fmt: skip


@pytest.fixture
def office_host(host: FileHost) -> FileHost:
    host.apply([
        AppendRows("tblUnit", [{"unit": AUDIT}, {"unit": UMUM}, {"unit": "Bidang Kosong"}]),
        AppendRows("tblRekap", [*good_rows(3), PUBLIK]),
    ])  # fmt: skip
    return host


def made(host: FileHost, knowledge: Knowledge, now: datetime, folder: Path, *units: str) -> Forms:
    return write_forms(host.snapshot(), knowledge, now, folder, units=units)


def returned(
    host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path, cells: dict[tuple[str, str], object],
    new: dict[str, object] | None = None, unit: str = AUDIT, **options: Any,
) -> tuple[Any, list[str], Book]:  # fmt: skip
    form = made(host, knowledge, now, tmp_path / "formulir", unit).paths[unit]
    back = fill_form(form, tmp_path / "kiriman.xlsx", cells, new)
    balance, notes = impor_forms(host, [read_list(back)], knowledge, now, **options)[0]
    return balance, notes, host.snapshot()


def sheet_of(path: Path) -> Any:
    return load_workbook(path).worksheets[0]


def test_each_unit_gets_one_form_with_its_own_rows(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    forms = made(office_host, knowledge, now, tmp_path)
    assert list(forms.paths) == [AUDIT, UMUM, "Bidang Kosong"]
    ids = {unit: [row[0].value for row in sheet_of(path).iter_rows(min_row=5, max_row=8)]
           for unit, path in forms.paths.items()}  # fmt: skip
    assert ids[AUDIT][:4] == ["INF-2026-0001", "INF-2026-0002", "INF-2026-0003", None]
    assert ids[UMUM][:2] == ["INF-2026-0004", None]
    assert ids["Bidang Kosong"][0] is None


def test_only_the_named_units_get_a_form(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    assert list(made(office_host, knowledge, now, tmp_path, "bagian umum").paths) == [UMUM]


def test_a_misspelt_unit_is_refused_with_the_nearest_one(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="terdekat=Inspektorat"):
        made(office_host, knowledge, now, tmp_path / "f", AUDIT, "Inspektoratt")
    assert not (tmp_path / "f").exists()


def test_a_workbook_without_units_is_refused(
    host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="tanpa-unit"):
        made(host, knowledge, now, tmp_path / "f")


def test_a_form_that_may_have_been_filled_in_is_never_overwritten(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    kept = made(office_host, knowledge, now, tmp_path / "f", UMUM).paths[UMUM].read_bytes()
    with pytest.raises(InputError, match="formulir-sudah-ada"):
        made(office_host, knowledge, now, tmp_path / "f")
    assert [path.read_bytes() for path in (tmp_path / "f").iterdir()] == [kept]


def test_units_whose_names_differ_only_in_signs_get_two_files(
    host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host.apply([AppendRows("tblUnit", [{"unit": "UPT 1/2"}, {"unit": "UPT 1:2:3"}, {"unit": "UPT 1 2 3"}])])
    names = [path.name for path in made(host, knowledge, now, tmp_path / "f").paths.values()]
    assert names == ["Formulir-UPT 1 2-2026.xlsx", "Formulir-UPT 1 2 3-2026.xlsx"]


def test_a_form_asks_the_unit_nothing_that_the_office_fills(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    sheet = sheet_of(made(office_host, knowledge, now, tmp_path, AUDIT).paths[AUDIT])
    spec = knowledge.dictionary.tabel["tblRekap"]
    headings = [cell.value for cell in sheet[4]]
    assert headings[:3] == ["ID", "Masih Berlaku?", "Judul Informasi"]
    assert not {spec.heading(key) for key in OF_THE_OFFICE} & set(headings)
    assert not {c.judul for c in spec.kolom if c.pengisi == "alat" and c.kunci != "id"} & set(headings)


def test_a_form_offers_its_lists_without_another_sheet(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    sheet = sheet_of(made(office_host, knowledge, now, tmp_path, AUDIT).paths[AUDIT])
    lists = {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert '"Ya,Ubah,Buka"' in lists
    assert '"Berkala,Serta Merta,Setiap Saat,Dikecualikan"' in lists
    assert all(one.startswith('"') and len(one) < 256 for one in lists)


def test_dates_stay_dates_and_a_faulty_cell_is_blank(office_host: FileHost, knowledge: Knowledge) -> None:
    from ppid_xl.workflow.isi.formulir import cells_of

    row = office_host.snapshot().rows("tblRekap")[0]
    spec = knowledge.dictionary.tabel["tblRekap"]
    columns = [spec.column("terhitung_mulai"), spec.column("retensi")]
    faulty = type(row)(row.table, row.number, {**row.values, "retensi": BadCell("#REF!")})
    assert cells_of(faulty, columns) == {"terhitung_mulai": date(2026, 1, 2), "retensi": None}


def test_a_column_that_the_sop_hides_is_asked_only_where_a_row_has_something_in_it(
    knowledge: Knowledge,
) -> None:
    from ppid_xl.model import Row
    from ppid_xl.workflow.isi.formulir import unit_columns

    spec = knowledge.dictionary.tabel["tblRekap"]
    empty, full = Row("tblRekap", 5, GOOD), Row("tblRekap", 6, {**GOOD, "tahap": "Direncanakan"})
    assert "tahap" not in [c.kunci for c in unit_columns(spec, ("tahap",), [empty])]
    assert "tahap" in [c.kunci for c in unit_columns(spec, ("tahap",), [empty, full])]


def test_rows_that_reach_no_form_are_told(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    office_host.apply([AppendRows("tblRekap", [{"judul_informasi": "Yatim"},
                                               {"judul_informasi": "Baru", "unit_penguasa": UMUM}])])  # fmt: skip
    notes = made(office_host, knowledge, now, tmp_path / "f").notes
    assert any(note.startswith("1 baris belum menyebut Unit Penguasa") for note in notes)
    assert any(note.startswith("1 baris belum ber-ID") for note in notes)


# ---- and back


def test_a_form_sent_back_untouched_changes_nothing(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    before = office_host.snapshot().tables
    balance, _, after = returned(office_host, knowledge, now, tmp_path, {})
    assert (len(balance.known), len(balance.changed), len(balance.new)) == (3, 0, 0)
    assert {name: t.rows for name, t in after.tables.items()} == {name: t.rows for name, t in before.items()}


def test_ya_ubah_and_a_new_row_go_their_three_ways(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    cells: dict[tuple[str, str], object] = {
        ("INF-2026-0001", "Masih Berlaku?"): "Ya",
        ("INF-2026-0002", "Masih Berlaku?"): "Ubah",
        ("INF-2026-0002", "Jangka Waktu"): "3 tahun",
        ("INF-2026-0003", "Masih Berlaku?"): "Ya",
    }
    new: dict[str, object] = {"Judul Informasi": "Daftar gratifikasi", "Klasifikasi": "Dikecualikan"}
    balance, notes, after = returned(office_host, knowledge, now, tmp_path, cells, new)
    assert [name for _, name in balance.known] == ["INF-2026-0001", "INF-2026-0003"]
    assert [(c.key, c.old, c.new) for _, _, changes in balance.changed for c in changes] == [
        ("jangka_waktu", "5 tahun", "3 tahun")
    ]
    assert after.rows("tblRekap")[1]["jangka_waktu"] == "5 tahun"
    fresh = after.rows("tblRekap")[-1]
    assert (fresh.text("unit_penguasa"), fresh.text("judul_informasi")) == (AUDIT, "Daftar gratifikasi")
    assert notes == []


def test_terima_applies_what_the_unit_changed(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    cells: dict[tuple[str, str], object] = {("INF-2026-0002", "Jangka Waktu"): "3 tahun"}
    _, _, after = returned(office_host, knowledge, now, tmp_path, cells, accept=True)
    assert after.rows("tblRekap")[1]["jangka_waktu"] == "3 tahun"


def test_buka_is_proposed_in_temuan_and_not_done(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    cells: dict[tuple[str, str], object] = {("INF-2026-0003", "Masih Berlaku?"): "buka"}
    _, notes, after = returned(office_host, knowledge, now, tmp_path, cells, accept=True)
    proposals = still_open(after)
    assert [(p.text("id"), p.text("kolom")) for p in proposals] == [("INF-2026-0003", "Klasifikasi")]
    assert proposals[0].text("masalah").startswith("Inspektorat mengusulkan informasi ini dibuka")
    assert after.rows("tblRekap")[2]["klasifikasi"] == "Dikecualikan"
    assert any("1 baris diusulkan dibuka" in note for note in notes)


def test_the_same_form_twice_proposes_once(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    cells: dict[tuple[str, str], object] = {("INF-2026-0003", "Masih Berlaku?"): "Buka"}
    returned(office_host, knowledge, now, tmp_path, cells)
    impor_forms(office_host, [read_list(tmp_path / "kiriman.xlsx")], knowledge, now)
    assert len(office_host.snapshot().rows("tblTemuan")) == 1


def test_buka_on_public_informasi_is_only_told(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    cells: dict[tuple[str, str], object] = {("INF-2026-0004", "Masih Berlaku?"): "Buka"}
    _, notes, after = returned(office_host, knowledge, now, tmp_path, cells, unit=UMUM)
    assert after.rows("tblTemuan") == ()
    assert any("memang tidak dikecualikan" in note for note in notes)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (
            {("INF-2026-0001", "Masih Berlaku?"): "Ya", ("INF-2026-0001", "Retensi"): "9 tahun"},
            "dijawab Ya, tetapi",
        ),
        ({("INF-2026-0001", "Masih Berlaku?"): "Ubah"}, "dijawab Ubah, tetapi isinya sama"),
        ({("INF-2026-0001", "Masih Berlaku?"): "mungkin"}, "dengan kata lain"),
        (
            {("INF-2026-0001", "Lokasi Fisik"): None},
            "Kosong di daftar, tetap di Rekap: Lokasi Fisik (INF-2026-0001).",
        ),
        ({("INF-2026-0001", "Masih Berlaku?"): "Ya"}, "2 baris belum dijawab"),
    ],
)
def test_an_answer_that_does_not_fit_is_told(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path,
    cells: dict[tuple[str, str], object], words: str,
) -> None:  # fmt: skip
    _, notes, _ = returned(office_host, knowledge, now, tmp_path, cells)
    assert any(words in note for note in notes)


def test_any_other_list_is_no_form(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text("ID;Judul Informasi;Jangka Waktu\n1;Data gaji;1 tahun\n", encoding="utf-8")
    assert read_form(read_list(path)) is None


def test_a_form_says_whose_it_is_even_under_another_name(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    path = made(office_host, knowledge, now, tmp_path / "f", UMUM).paths[UMUM].rename(tmp_path / "a.xlsx")
    form = read_form(read_list(path))
    assert form is not None
    assert (form.unit, form.id_langkah) == (UMUM, "")
    assert [grid.name for grid in form.file.grids] == ["Formulir"]


def test_many_ids_are_named_as_a_range(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    _, notes, _ = returned(office_host, knowledge, now, tmp_path, {})
    assert notes == ["3 baris belum dijawab di Masih Berlaku?: INF-2026-0001..0003."]


def test_a_list_of_others_goes_the_way_it_always_went(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text("Judul Informasi;Jangka Waktu\nData gaji;1 tahun\n", encoding="utf-8")
    [(balance, notes)] = impor_forms(office_host, [read_list(path)], knowledge, now, unit=UMUM)
    assert (len(balance.new), notes) == (1, [])
    assert office_host.snapshot().rows("tblRekap")[-1].text("unit_penguasa") == UMUM


def test_forms_of_several_units_come_home_together(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    paths = made(office_host, knowledge, now, tmp_path / "f", AUDIT, UMUM).paths
    new = {"Judul Informasi": "Daftar aset", "Klasifikasi": "Berkala"}
    back = [fill_form(path, tmp_path / f"{n}.xlsx", {}, new) for n, path in enumerate(paths.values())]
    impor_forms(office_host, [read_list(path) for path in back], knowledge, now)
    fresh = office_host.snapshot().rows("tblRekap")[4:]
    assert [(row.text("id"), row.text("unit_penguasa")) for row in fresh] == [
        ("INF-2026-0005", AUDIT),
        ("INF-2026-0006", UMUM),
    ]
