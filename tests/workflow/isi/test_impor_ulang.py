"""Impor again: a line that is in the rekap already is never taken in twice, and nothing is half written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from ppid_xl.cli.isi import show_balance
from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.model import AppendRows, SetName
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.impor import Balance
from ppid_xl.workflow.periksa.periksa import periksa

Take = Callable[..., list[Balance]]
HEAD = "Unit;Judul Informasi;Dasar Hukum;Jangka Waktu\n"
LINE = "A;satu;Pasal 17 huruf h;1 Tahun\n"


def write(path: Path, *lines: str) -> Path:
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path


def counts(balance: Balance) -> tuple[int, int, int]:
    return len(balance.new), len(balance.known), len(balance.changed)


def test_one_file_named_twice_is_taken_in_once(memory: MemoryHost, take: Take, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", LINE, LINE)
    first, second = take(memory, path, path)
    assert (counts(first), counts(second)) == ((2, 0, 0), (0, 2, 0))
    assert len(memory.snapshot().rows("tblRekap")) == 2


@pytest.mark.parametrize("together", [True, False])
def test_a_copy_under_another_name_is_already_there(
    memory: MemoryHost, take: Take, tmp_path: Path, together: bool
) -> None:
    one, two = write(tmp_path / "a.csv", LINE, LINE), write(tmp_path / "salinan.csv", LINE, LINE)
    if together:
        _, found = take(memory, one, two)
    else:
        take(memory, one)
        (found,) = take(memory, two)
    assert counts(found) == (0, 2, 0)


@pytest.mark.parametrize("together", [True, False])
def test_lists_taken_together_end_as_lists_taken_one_by_one(
    host: FileHost, take: Take, tmp_path: Path, together: bool
) -> None:
    one = write(tmp_path / "a.csv", LINE, "A;dua;x;y\n")
    two = write(tmp_path / "b.csv", LINE, "A;dua;Pasal 17 huruf i;y\n", "A;tiga;x;y\n")
    if together:
        _, found = take(host, one, two, accept=True)
    else:
        take(host, one, accept=True)
        (found,) = take(host, two, accept=True)
    assert counts(found) == (1, 1, 1)
    rows = host.snapshot().rows("tblRekap")
    assert [(r.text("id")[-1], r.text("judul_informasi"), r.text("dasar_hukum")) for r in rows] == [
        ("1", "satu", "Pasal 17 huruf h"),
        ("2", "dua", "Pasal 17 huruf i"),
        ("3", "tiga", "x"),
    ]


def test_a_change_to_a_line_of_the_list_before_is_shown_at_its_new_row(
    host: FileHost, take: Take, tmp_path: Path
) -> None:
    one, two = write(tmp_path / "a.csv", LINE), write(tmp_path / "b.csv", LINE.replace("1 Tahun", "2 Tahun"))
    take(host, one, two)
    book = host.snapshot()
    (row,) = book.rows("tblRekap")
    (shown,) = book.rows("tblTemuan")
    assert shown.text("sel") == book.tables["tblRekap"].address("jangka_waktu", row.number)
    assert shown.text("id") == row.text("id")


def test_the_rekap_itself_is_all_there_already(
    host: FileHost, take: Take, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    take(host, write(tmp_path / "a.csv", LINE, "A;dua;x;y\n"))
    host.apply([AppendRows("tblRekap", [{"judul_informasi": "tiga", "terhitung_mulai": date(2026, 1, 2)}])])
    periksa(host, knowledge, now, write=True)
    (balance,) = take(host, host.path)
    assert counts(balance) == (0, 3, 0)


def test_what_the_tool_wrote_in_another_rekap_stays_there(
    host: FileHost, memory: MemoryHost, take: Take, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    take(host, write(tmp_path / "a.csv", "A;satu;Pasal 17 huruf h;5 tahun sejak 1 Januari 2026\n"))
    periksa(host, knowledge, now, write=True)
    take(memory, host.path)
    (row,) = memory.snapshot().rows("tblRekap")
    assert row["jangka_waktu"] == "5 tahun sejak 1 Januari 2026"
    assert not {"status", "temuan", "tanda", "cek", "akhir_pengecualian", "batas_ubah"} & set(row.values)


def test_of_two_rows_sharing_an_id_the_first_is_meant(memory: MemoryHost, take: Take, tmp_path: Path) -> None:
    rows = [
        {"id": "INF-2026-0001", "judul_informasi": judul, "unit_penguasa": "A"}
        for judul in ("asli", "salinan")
    ]
    memory.apply([AppendRows("tblRekap", rows)])
    path = tmp_path / "a.csv"
    path.write_text("ID;Judul Informasi;Unit\nINF-2026-0001;asli diperbaiki;A\n", encoding="utf-8")
    take(memory, path, accept=True)
    titles = [row.text("judul_informasi") for row in memory.snapshot().rows("tblRekap")]
    assert titles == ["asli diperbaiki", "salinan"]


def test_an_id_of_another_bodys_rekap_names_no_row_of_ours(
    host: FileHost, take: Take, knowledge: Knowledge, tmp_path: Path
) -> None:
    take(host, write(tmp_path / "a.csv", LINE))
    ours = MemoryHost(blank_book(knowledge.dictionary, {"NamaBadan": "Dinas Lain"}))
    take(ours, write(tmp_path / "b.csv", "B;milik kami;Pasal 17 huruf i;2 Tahun\n"))
    host.apply([SetName("NamaBadan", "Dinas Contoh")])
    (balance,) = take(ours, host.path, accept=True)
    assert counts(balance) == (1, 0, 0)
    rows = ours.snapshot().rows("tblRekap")
    assert [(r.text("id"), r.text("judul_informasi")) for r in rows] == [
        ("INF-2026-0001", "milik kami"),
        ("INF-2026-0002", "satu"),
    ]


@pytest.mark.parametrize("accept", [True, False])
def test_without_a_findings_table_changes_are_refused_before_anything_is_written(
    memory: MemoryHost, take: Take, tmp_path: Path, accept: bool
) -> None:
    take(memory, write(tmp_path / "a.csv", LINE))
    tables = {name: table for name, table in memory.book.tables.items() if name != "tblTemuan"}
    memory.book = before = replace(memory.book, tables=tables)
    path = write(tmp_path / "b.csv", LINE.replace("1 Tahun", "2 Tahun"), "A;baru;x;y\n")
    if accept:
        take(memory, path, accept=True)
        assert [r.text("jangka_waktu") for r in memory.book.rows("tblRekap")] == ["2 Tahun", "y"]
        return
    with pytest.raises(InputError) as refused:
        take(memory, path)
    assert (refused.value.kode, refused.value.fakta["tabel"]) == ("tabel-tidak-ada", "tblTemuan")
    assert memory.book == before


def test_a_blank_cell_is_shown_as_nothing(
    memory: MemoryHost, take: Take, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take(memory, write(tmp_path / "a.csv", "A;satu;;1 Tahun\n"))
    (balance,) = take(memory, write(tmp_path / "b.csv", LINE))
    show_balance(balance, True)
    told = capsys.readouterr().out
    assert "None" not in told
    assert "Dasar Hukum: (kosong) | Pasal 17 huruf h" in told


def test_an_error_in_a_list_keeps_its_text_and_is_told(
    memory: MemoryHost, take: Take, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["Unit", "Judul Informasi", "Dasar Hukum"], ["A", "satu", "#REF!"]):
        sheet.append(line)
    sheet["C2"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    (balance,) = take(memory, tmp_path / "a.xlsx")
    assert memory.snapshot().rows("tblRekap")[0]["dasar_hukum"] == "#REF!"
    show_balance(balance, False)
    assert "Sheet!C2 #REF!" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "told"),
    [("Nama;Umur\nAni;3\n", "tidak dikenal"),
     ("No;Judul Informasi;Unit\n", "tidak ada isi")],
)  # fmt: skip
def test_a_list_that_gives_no_row_says_why(
    memory: MemoryHost,
    take: Take,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: str,
    told: str,
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    (balance,) = take(memory, path)
    show_balance(balance, False)
    assert told in capsys.readouterr().out


def test_a_heading_of_several_lines_is_shown_on_one(
    memory: MemoryHost, take: Take, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text('No;"Judul\nInformasi";Unit\n1;Data gaji;A\n', encoding="utf-8")
    (balance,) = take(memory, path)
    show_balance(balance, False)
    assert "(judul kolom): No | Judul Informasi | Unit" in capsys.readouterr().out


def test_a_summary_that_serves_as_title_is_told(
    memory: MemoryHost, take: Take, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dip.csv"
    path.write_text("No;Ringkasan Isi Informasi;Bentuk\n1;Profil dinas;Cetak\n", encoding="utf-8")
    (balance,) = take(memory, path)
    show_balance(balance, False)
    assert "Ringkasan Isi Informasi" in capsys.readouterr().out
    assert memory.snapshot().rows("tblRekap")[0]["judul_informasi"] == "Profil dinas"


def test_a_cell_too_long_in_a_column_that_stays_out_stops_nothing(
    memory: MemoryHost, take: Take, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Judul Informasi;Bentuk;Keterangan Lain\nsatu;Cetak;{'x' * 40_000}\n", encoding="utf-8")
    (balance,) = take(memory, path)
    assert counts(balance) == (1, 0, 0)
