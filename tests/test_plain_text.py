"""No cell of a CSV becomes a formula, by whatever separator a spreadsheet divides it, and every text reads back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ppid_xl.hosts.lists import read_list
from ppid_xl.plain_text import formula_free, guarded_text

TEXTS = st.text(st.sampled_from("=+-@＝＋－,;\t\r\n \"'a1|!(\xa0\u3000"), max_size=14)
REACHES_OUT = re.compile(r"[|!]|\w\(")


def written(*cells: str, quoting: int) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", quoting=quoting, lineterminator="\r\n").writerow(["1", *cells, "akhir"])  # type: ignore[arg-type]
    return stream.getvalue()


def cells_by(text: str, delimiter: str) -> Iterator[str]:
    """Yield what a spreadsheet that divides by a separator takes for cells."""
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield from line


def is_formula(cell: str) -> bool:
    bare = cell.lstrip()
    return bare.startswith(tuple("=@＝＠")) or (
        bare.startswith(tuple("+-＋－")) and bool(REACHES_OUT.search(bare))
    )


@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
@given(text=TEXTS)
@example("a,=cmd|' /C calc'!A0,b")
@example("a;=cmd|' /C calc'!A0;b")
@example('a,"=cmd|calc!A0')
@example("a\n-2+3+cmd|' /C calc'!A0")
@example("a\t@SUM(1)")
@example(" \t=cmd")
@example('x,"" "=1')
def test_no_separator_makes_a_formula_of_a_text(quoting: int, text: str) -> None:
    line = written(formula_free(text), quoting=quoting)
    for delimiter in ",;\t":
        found = [cell for cell in cells_by(line, delimiter) if is_formula(cell)]
        assert not found, (line, delimiter)


def test_a_dash_that_would_take_in_the_next_cell_is_guarded() -> None:
    line = written(formula_free("a,-2+"), formula_free("&cmd|' /C calc'!A0,"), quoting=csv.QUOTE_ALL)
    assert not [cell for cell in cells_by(line, ",") if is_formula(cell)]


@given(TEXTS | st.text(max_size=20))
@example("'=a")
@example("''=a")
@example("a,'=b")
@example("a,'-b\n=c")
@example(" \t=cmd")
def test_a_guarded_text_is_taken_back_whole(text: str) -> None:
    assert guarded_text(formula_free(text)) == text


@given(st.text(st.characters(exclude_characters="=+-@＝＋－＠\t\r"), max_size=30))
def test_a_text_without_such_signs_is_left_alone(text: str) -> None:
    assert formula_free(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Bagian:\n- NIK\n- alamat, - telepon",
        "UU 14/2008; - PP 61/2010",
        "Seleksi 2025, + lampiran (2 berkas)",
        "a = b, c",
        "surel@contoh.go.id",
    ],
)
def test_what_people_write_keeps_its_look(text: str) -> None:
    assert formula_free(text) == text


def test_a_list_of_ours_that_is_read_again_says_what_it_said(tmp_path: Path) -> None:
    texts = ["=1+1", "a,=cmd|x!A0", "'=kutip", "Bagian:\n- NIK", "biasa"]
    path = tmp_path / "daftar.csv"
    line = written(*map(formula_free, texts), quoting=csv.QUOTE_ALL)
    path.write_text("\ufeff" + line * 3, encoding="utf-8", newline="")
    (grid,) = read_list(path).grids
    assert [list(row)[1:-1] for row in grid.cells] == [texts] * 3


def test_a_long_text_of_signs_takes_no_long_time() -> None:
    text = ",+" * 16_000 + "|" + "," * 16_000 + " " * 32_000
    assert len(formula_free(text)) == len(text) + 16_000
