"""The lists as data: what goes in comes out, and no cell becomes a formula."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.columns import Column
from ppid_xl.plain_text import guarded_text
from ppid_xl.terbit.berkas import as_records, to_csv, to_json
from ppid_xl.terbit.daftar import INFORMASI_PUBLIK, Daftar, Item, clean

JUDUL = Column("judul_informasi", "Judul Informasi", "teks", "ketik", 30)
MULAI = Column("terhitung_mulai", "Terhitung Mulai", "tanggal", "ketik", 10)
FORMULAS = st.builds(lambda sign, rest: sign + rest, st.sampled_from("=+-@＝＋－＠"), st.text(max_size=20))


def daftar(*texts: str) -> Daftar:
    items = tuple(
        Item({"judul_informasi": clean(text), "terhitung_mulai": date(2026, 1, 2)}, 5) for text in texts
    )
    return Daftar(INFORMASI_PUBLIK, (JUDUL, MULAI), items)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_opens_in_excel_of_indonesia_with_its_letters_whole() -> None:
    data = to_csv(daftar("Évaluasi; “audit”"))
    assert data.startswith(b"\xef\xbb\xbf")
    assert read(data) == [
        ["No", "Judul Informasi", "Terhitung Mulai"],
        ["1", "Évaluasi; “audit”", "02/01/2026"],
    ]


@given(st.text())
def test_a_text_comes_back_from_csv_as_it_was_published(text: str) -> None:
    assert guarded_text(read(to_csv(daftar(text)))[1][1]) == clean(text)


@given(FORMULAS)
def test_no_field_of_a_csv_begins_as_a_formula(text: str) -> None:
    field = read(to_csv(daftar(text)))[1][1]
    assert not field.lstrip().startswith(tuple("=+-@＝＋－＠"))


@given(st.text())
def test_json_holds_every_text_and_iso_dates(text: str) -> None:
    (record,) = json.loads(to_json({"x": as_records(daftar(text))}))["x"]
    assert record == {"judul_informasi": clean(text), "terhitung_mulai": "2026-01-02"}


@given(st.text(st.characters()))
def test_published_text_can_always_be_written(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode()


def test_line_breaks_stay_and_unseen_characters_go() -> None:
    assert clean(" a\u202eb\r\nc\u200b\x00d\t ") == "ab\ncd"
