"""Whatever a list looks like, each filled line of it is accounted for once and no real row is altered."""

from __future__ import annotations

import csv
import random
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_xl.hosts.lists import ListFile, read_list
from ppid_xl.model import BadCell, Value
from ppid_xl.tables import Grid, as_text, is_blank
from ppid_xl.workflow.ground.knowledge import load_knowledge
from ppid_xl.workflow.isi.sumber import read_source

DATA = Path(__file__).parents[2] / "data"
SPEC = load_knowledge().dictionary.tabel["tblRekap"]
WORDS: tuple[Value, ...] = (
    None, "", " ", "No", "Judul Informasi", "Ringkasan Isi", "Dasar Hukum", "Konsekuensi", "Dibuka", "Ditutup", "Unit",
    "Bentuk", "Cetak", "Jangka Waktu", "ID", "Status", "Usulan", "A", "I", "1", "(2)", "v", "Jumlah", "Total: 3", "=A1",
    "Mengetahui,", "NIP. 1", "Data gaji", "A. Sekretariat", 1, 2.0, True, date(2026, 1, 2),
    datetime(1899, 12, 30, 7, 5), BadCell("="), BadCell("#REF!"),
)  # fmt: skip
LINES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), max_size=9)
MERGES = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 6), st.integers(0, 3), st.integers(0, 3)), max_size=3
)


@settings(max_examples=150, deadline=None)
@given(LINES, MERGES, st.integers(1, 4), st.integers(1, 3), st.booleans())
def test_each_filled_line_is_data_or_named_as_something_else(
    cells: list[list[Value]], merges: list[tuple[int, int, int, int]], top: int, left: int, own: bool
) -> None:
    merged = tuple((row, column, row + down, column + right) for row, column, down, right in merges)
    file = ListFile("x.xlsx", "0" * 64, (Grid("S", cells, top, left, merged),), own)
    source = read_source(file, SPEC)
    found = sorted([row.number for row in source.rows] + [line.number for line in source.not_data])
    assert found == [top + i for i, line in enumerate(cells) if not all(map(is_blank, line))]
    assert all(line.text for line in source.not_data)
    assert not any(is_blank(v) or isinstance(v, BadCell) for row in source.rows for v in row.values.values())


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", ["dik_nyata.csv", "dip_nyata.csv"])
def test_real_rows_come_in_unaltered_under_kop_and_in_any_order_of_columns(
    tmp_path: Path, name: str, seed: int
) -> None:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    straight = [row.values for row in read_source(read_list(DATA / name), SPEC).rows]
    rng = random.Random(seed)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["PEMERINTAH PROVINSI"])
    sheet.append(["DAFTAR INFORMASI"])
    headings = list(lines[0])
    for number, line in enumerate(lines):
        if number % 40 == 0:
            rng.shuffle(headings)
            sheet.append([None] * seed + headings)
        sheet.append([None] * seed + [(line[h].replace("\r\n", "\n") or None) for h in headings])
    book.save(tmp_path / "a.xlsx")
    moved = [row.values for row in read_source(read_list(tmp_path / "a.xlsx"), SPEC).rows]
    assert [_texts(values) for values in moved] == [_texts(values) for values in straight]


def _texts(values: dict[str, Value]) -> dict[str, str]:
    return {key: as_text(value) for key, value in values.items()}
