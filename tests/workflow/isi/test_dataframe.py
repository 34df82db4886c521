"""to_dataframe: a table in pandas, each cell still what it was."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pandas
import pytest
from kantor import GOOD
from pandas.api.types import is_datetime64_any_dtype

import ppid_xl
from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.lists import read_list
from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.model import AppendRows, BadCell, Book, Value
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.impor import impor


def book_of(knowledge: Knowledge, *rows: dict[str, Value]) -> Book:
    host = MemoryHost(blank_book(knowledge.dictionary))
    host.apply([AppendRows("tblRekap", rows)])
    return host.snapshot()


def test_columns_are_the_keys_of_the_dictionary_in_order(knowledge: Knowledge) -> None:
    frame = ppid_xl.to_dataframe(book_of(knowledge, GOOD))
    assert list(frame.columns) == [c.kunci for c in knowledge.dictionary.tabel["tblRekap"].kolom]


def test_dates_are_dates_numbers_whole_and_texts_texts(knowledge: Knowledge) -> None:
    frame = ppid_xl.to_dataframe(book_of(knowledge, {**GOOD, "no": 1}))
    assert frame["terhitung_mulai"].iloc[0] == pandas.Timestamp(2026, 1, 2)
    assert is_datetime64_any_dtype(frame["terhitung_mulai"])
    assert (str(frame["no"].dtype), str(frame["judul_informasi"].dtype)) == ("Int64", "string")


def test_a_blank_cell_and_a_faulty_one_are_na(knowledge: Knowledge) -> None:
    row = {**GOOD, "retensi": BadCell("#REF!"), "terhitung_mulai": BadCell("#VALUE!"), "no": BadCell("=")}
    frame = ppid_xl.to_dataframe(book_of(knowledge, row, GOOD))
    assert frame.loc[frame.index[0], ["retensi", "terhitung_mulai", "no", "bentuk"]].isna().all()


def test_a_date_in_words_keeps_its_column_as_it_is(knowledge: Knowledge) -> None:
    words = {**GOOD, "terhitung_mulai": "awal 2026"}
    frame = ppid_xl.to_dataframe(book_of(knowledge, GOOD, words))
    assert frame["terhitung_mulai"].tolist() == [date(2026, 1, 2), "awal 2026"]


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-02",
        "02/01/2026",
        "2-1-2026",
        "2 Januari 2026",
        "Jumat, 2 Januari 2026",
        "tanggal 2 Jan 26",
        "02.01.2026",
    ],
)
def test_dates_in_text_become_dates_when_all_can_be_read(knowledge: Knowledge, written: str) -> None:
    frame = ppid_xl.to_dataframe(
        book_of(knowledge, GOOD, {**GOOD, "terhitung_mulai": written}, {"id": "INF-2026-0009"})
    )
    assert is_datetime64_any_dtype(frame["terhitung_mulai"])
    assert frame["terhitung_mulai"].tolist()[:2] == [pandas.Timestamp(2026, 1, 2)] * 2
    assert frame["terhitung_mulai"].isna().tolist() == [False, False, True]


@pytest.mark.parametrize(
    "written", ["Januari 2026", "31/02/2026", "Senin, 2 Januari 2026", "02/01/26", "46024", 46024]
)
def test_what_names_no_sure_day_keeps_its_column_as_it_is(knowledge: Knowledge, written: Value) -> None:
    rows = ({**GOOD, "terhitung_mulai": "2 Januari 2026"}, {**GOOD, "terhitung_mulai": written})
    frame = ppid_xl.to_dataframe(book_of(knowledge, *rows))
    assert frame["terhitung_mulai"].tolist() == ["2 Januari 2026", written]


def test_a_moment_in_text_keeps_its_hour(knowledge: Knowledge) -> None:
    host = MemoryHost(blank_book(knowledge.dictionary))
    host.apply([AppendRows("tblLangkah", [{"mulai": "2026-10-26 09:30"}, {"mulai": "26 Oktober 2026"}])])
    frame = ppid_xl.to_dataframe(host.snapshot(), "tblLangkah")
    assert frame["mulai"].tolist() == [pandas.Timestamp(2026, 10, 26, 9, 30), pandas.Timestamp(2026, 10, 26)]


def test_a_date_column_from_a_list_in_text_has_its_type(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(
        "Judul Informasi;Terhitung Mulai\nsatu;2 Januari 2026\ndua;03/01/2026\n", encoding="utf-8"
    )
    host = MemoryHost(blank_book(knowledge.dictionary))
    impor(host, [read_list(path)], knowledge, now)
    frame = ppid_xl.to_dataframe(host.snapshot())
    assert frame["terhitung_mulai"].tolist() == [pandas.Timestamp(2026, 1, 2), pandas.Timestamp(2026, 1, 3)]


def test_a_day_far_ahead_stays_a_date(knowledge: Knowledge) -> None:
    frame = ppid_xl.to_dataframe(book_of(knowledge, {**GOOD, "terhitung_mulai": date(9999, 12, 31)}))
    assert frame["terhitung_mulai"].iloc[0].to_pydatetime() == datetime(9999, 12, 31)


def test_the_index_is_the_row_on_the_sheet_so_a_copied_id_harms_nothing(knowledge: Knowledge) -> None:
    frame = ppid_xl.to_dataframe(book_of(knowledge, GOOD, GOOD))
    assert (frame.index.name, frame.index.tolist()) == ("baris", [5, 6])


def test_an_empty_table_has_its_types(knowledge: Knowledge) -> None:
    frame = ppid_xl.to_dataframe(book_of(knowledge), "tblUji")
    assert len(frame) == 0
    assert (str(frame["putaran"].dtype), str(frame["hasil"].dtype)) == ("Int64", "string")


def test_a_file_is_read_as_its_host_reads_it(host: FileHost, rekap: Path) -> None:
    host.apply([AppendRows("tblRekap", [GOOD])])
    frame = ppid_xl.to_dataframe(str(rekap))
    assert frame["terhitung_mulai"].tolist() == [pandas.Timestamp(2026, 1, 2)]


def test_an_unknown_table_is_refused_with_the_nearest(knowledge: Knowledge) -> None:
    with pytest.raises(InputError, match="terdekat=tblRekap"):
        ppid_xl.to_dataframe(book_of(knowledge), "tblRekapp")
