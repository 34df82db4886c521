"""Pengembalian: a workbook per unit with what must be mended, and the correction on record round by round."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from isi_formulir import fill_form
from kantor import good_rows
from openpyxl import load_workbook

from ppid_xl.errors import InputError
from ppid_xl.evidence import DIAJUKAN, DIKEMBALIKAN, read_evidence
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.lists import read_list
from ppid_xl.model import AppendRows, SetColumn
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.isi.formulir_kembali import impor_forms
from ppid_xl.workflow.isi.pengembalian import KEGIATAN, write_returns
from ppid_xl.workflow.proses.persetujuan import decide

ONE, TWO = "INF-2026-0001", "INF-2026-0002"
UNIT = "Bidang Lain"


@pytest.fixture
def office_host(host: FileHost) -> FileHost:
    rows = good_rows(3)
    rows[2]["unit_penguasa"] = UNIT
    officer = {"kode": "A", "nama": "Contoh", "jabatan": "Kepala", "peran": "Atasan PPID"}
    host.apply([AppendRows("tblRekap", rows), AppendRows("tblPejabat", [officer])])
    return host


def give_back(
    host: FileHost,
    knowledge: Knowledge,
    now: datetime,
    folder: Path,
    *ids: str,
    why: str = "Pasal belum tepat",
) -> tuple[str, list[Path]]:
    deed = Deed("A", ids=ids or (ONE, TWO), catatan=why)
    done = decide(host, knowledge, now, DIKEMBALIKAN, deed)
    return done.id_langkah, write_returns(host.snapshot(), knowledge, now, done.id_langkah, deed, folder)


def corrections(host: FileHost) -> list[Any]:
    return [row for row in host.snapshot().rows("tblLangkah") if row.text("kegiatan") == KEGIATAN]


def test_each_unit_gets_its_returned_rows_and_no_other(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    _, paths = give_back(office_host, knowledge, now, tmp_path / "kembali", ONE, "INF-2026-0003")
    ids = [[row[0].value for row in load_workbook(p).worksheets[0].iter_rows(min_row=5)] for p in paths]
    assert [path.name for path in paths] == ["Inspektorat-LK-2026-0001.xlsx", f"{UNIT}-LK-2026-0001.xlsx"]
    assert ids == [[ONE], ["INF-2026-0003"]]


def test_a_returned_row_says_why_and_what_the_check_found(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    row = office_host.snapshot().rows("tblRekap")[0]
    office_host.apply([SetColumn("tblRekap", "konsekuensi_bila_dibuka", {row.number: None})])
    _, paths = give_back(office_host, knowledge, now, tmp_path / "kembali", ONE)
    reason = load_workbook(paths[0]).worksheets[0]["B5"].value
    assert reason.startswith("Pasal belum tepat\n• ")
    assert "Konsekuensi Bila Dibuka belum diisi" in reason


def test_a_correction_is_proposed_and_its_act_stands_in_the_new_round(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    id_langkah, paths = give_back(office_host, knowledge, now, tmp_path / "kembali")
    back = fill_form(paths[0], tmp_path / "b.xlsx", {(ONE, "Jangka Waktu"): "2 tahun"})
    balance, notes = impor_forms(office_host, [read_list(back)], knowledge, now)[0]
    assert [old.text("id") for _, old, _ in balance.changed] == [ONE]
    act = corrections(office_host)[0]
    assert (act.text("id_informasi"), act["putaran"], act.text("sebagai")) == (ONE, 2, "Inspektorat")
    assert id_langkah in act.text("catatan")
    assert 'jangka_waktu "5 tahun"' in act.text("catatan")
    assert office_host.snapshot().rows("tblRekap")[0]["jangka_waktu"] == "5 tahun"
    assert any("putaran 2" in note for note in notes)


def test_terima_of_the_same_file_applies_it_and_records_no_second_act(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    _, paths = give_back(office_host, knowledge, now, tmp_path / "kembali")
    back = read_list(fill_form(paths[0], tmp_path / "b.xlsx", {(ONE, "Jangka Waktu"): "2 tahun"}))
    for accept in (False, True, True):
        impor_forms(office_host, [back], knowledge, now, accept=accept)
    assert office_host.snapshot().rows("tblRekap")[0]["jangka_waktu"] == "2 tahun"
    assert len(corrections(office_host)) == 1


@pytest.mark.parametrize("typed", [TWO.lower(), f" {TWO} ", "Inf-2026-0002"])
def test_an_id_in_other_letters_is_still_ours(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path, typed: str
) -> None:
    _, paths = give_back(office_host, knowledge, now, tmp_path / "kembali")
    answers = {(TWO, "ID"): typed, (TWO, "Judul Informasi"): "Judul yang lain"}
    back = fill_form(paths[0], tmp_path / "b.xlsx", answers)
    balance, _ = impor_forms(office_host, [read_list(back)], knowledge, now)[0]
    assert (balance.new, balance.renamed, balance.foreign) == ([], [], [])
    assert [(old.text("id"), [c.heading for c in changes]) for _, old, changes in balance.changed] == [
        (TWO, ["Judul Informasi"])
    ]


def test_the_officer_who_took_the_correction_in_is_named(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    _, paths = give_back(office_host, knowledge, now, tmp_path / "kembali")
    back = fill_form(paths[0], tmp_path / "b.xlsx", {(ONE, "Jangka Waktu"): "2 tahun"})
    impor_forms(office_host, [read_list(back)], knowledge, now, oleh="a")
    assert (corrections(office_host)[0].text("oleh"), corrections(office_host)[0].text("sebagai")) == (
        "A",
        "Atasan PPID",
    )


def test_an_unknown_officer_is_refused_before_anything_is_imported(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    _, paths = give_back(office_host, knowledge, now, tmp_path / "kembali")
    back = fill_form(paths[0], tmp_path / "b.xlsx", {(ONE, "Jangka Waktu"): "2 tahun"})
    before = office_host.path.read_bytes()
    with pytest.raises(InputError, match="kode-pejabat-tidak-ada"):
        impor_forms(office_host, [read_list(back)], knowledge, now, accept=True, oleh="Z")
    assert office_host.path.read_bytes() == before


def test_a_workbook_sent_back_as_it_was_leaves_no_act(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    _, paths = give_back(office_host, knowledge, now, tmp_path / "kembali")
    [(_, notes)] = impor_forms(office_host, [read_list(paths[0])], knowledge, now)
    assert corrections(office_host) == []
    assert any("Tidak ada yang berubah" in note for note in notes)


def test_a_return_of_another_workbook_is_told(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    _, paths = give_back(office_host, knowledge, now, tmp_path / "kembali")
    book = load_workbook(paths[0])
    book.worksheets[0]["E2"] = "LK-2026-0099"
    book.save(tmp_path / "b.xlsx")
    [(_, notes)] = impor_forms(office_host, [read_list(tmp_path / "b.xlsx")], knowledge, now)
    assert any("LK-2026-0099 tidak ada di buku ini" in note for note in notes)


def test_an_act_that_returned_nothing_lets_no_row_be_corrected(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    every = Deed("A", ids=[ONE, TWO, "INF-2026-0003"])
    other = decide(office_host, knowledge, now, DIAJUKAN, every).id_langkah
    _, paths = give_back(office_host, knowledge, now, tmp_path / "kembali", ONE)
    book = load_workbook(paths[0])
    book.worksheets[0]["E2"] = other
    book.worksheets[0]["A5"] = TWO
    book.worksheets[0]["C5"] = "Judul yang diganti"
    book.save(tmp_path / "b.xlsx")
    [(balance, notes)] = impor_forms(
        office_host, [read_list(tmp_path / "b.xlsx")], knowledge, now, accept=True
    )
    assert any(f"{other} tidak ada di buku ini" in note for note in notes)
    assert [name for _, name in balance.foreign] == [TWO]
    assert not corrections(office_host)


def test_three_rounds_leave_three_acts_one_row_and_no_other_id(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    for number in (1, 2, 3):
        _, paths = give_back(office_host, knowledge, now, tmp_path / "kembali", ONE, why=f"Putaran {number}")
        cells = {(ONE, "Jangka Waktu"): f"{number + 1} tahun"}
        back = fill_form(paths[0], tmp_path / f"b{number}.xlsx", cells)
        impor_forms(office_host, [read_list(back)], knowledge, now, accept=True)
    book = office_host.snapshot()
    assert [row["putaran"] for row in corrections(office_host)] == [2, 3, 4]
    assert [row.text("id") for row in book.rows("tblRekap")] == [ONE, TWO, "INF-2026-0003"]
    assert book.rows("tblRekap")[0]["jangka_waktu"] == "4 tahun"
    assert read_evidence(book).putaran(ONE) == 4


def test_an_answer_to_an_older_return_is_told(
    office_host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    _, first = give_back(office_host, knowledge, now, tmp_path / "kembali", ONE)
    number = office_host.snapshot().rows("tblRekap")[0].number
    office_host.apply([SetColumn("tblRekap", "lokasi_fisik", {number: "Lemari 9"})])
    give_back(office_host, knowledge, now, tmp_path / "kembali", ONE)
    back = fill_form(first[0], tmp_path / "b.xlsx", {(ONE, "Jangka Waktu"): "2 tahun"})
    [(_, notes)] = impor_forms(office_host, [read_list(back)], knowledge, now)
    assert any("bukan pengembalian terakhir" in note for note in notes)
