"""No rule ever raises, whatever stands in the cells, and every finding can be told."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from buku_uji import NYATA, book, dictionary, judge, real_rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppid_xl.messages import explain
from ppid_xl.model import BadCell, Value

pytestmark = pytest.mark.lama

SEEDS = sorted({str(cell) for row in real_rows(NYATA) for cell in row.values() if cell})
WORDS = """Dikecualikan; Berkala; serta merta; Ya; Pasal 17 huruf a angka 9 UU 14/2008; 17 huruf j; tidak terbatas
99999 tahun; 5 tahun sejak 31 Desember 9998; sampai 31-02-2026; 13/14/2026; Oktober 2017; |A:9999-99-99|; Masuk
870/{urut}/x; 19691103 199403 1 003; 1,9E+17; Pembina IV/z; {isi}; {; %s; Seluruh dokumen; sebagian; Pasal 17 huruf k
30 hari kerja; 0 tahun; sampai 1 Januari 1900; UU 14/2018; PP 61/2010 tentang; tanpa batas""".replace(
    "\n", "; "
).split("; ")
values = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.sampled_from(WORDS),
    st.sampled_from(SEEDS),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.sampled_from([BadCell("#REF!"), BadCell("="), date.min, date.max, datetime.max]),
)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, list[dict[str, Value]]]:
    made: dict[str, list[dict[str, Value]]] = {}
    for name, spec in dictionary().tabel.items():
        cells = st.fixed_dictionaries({}, optional={column.kunci: values for column in spec.kolom})
        made[name] = draw(st.lists(cells, max_size=3))
    return made


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    tables(),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)),
    st.sampled_from(["", "penetapan"]),
)
def test_no_rule_raises_and_every_finding_can_be_told(
    made: dict[str, list[dict[str, Value]]], today: date, untuk: str
) -> None:
    for finding in judge(book(made), today, untuk=untuk):
        assert explain(finding).masalah


@settings(max_examples=300, deadline=None)
@given(
    st.fixed_dictionaries({
        "judul_informasi": st.sampled_from(SEEDS) | st.text(max_size=30),
        "klasifikasi": st.just("Dikecualikan"),
        "dasar_hukum": st.sampled_from(SEEDS) | st.sampled_from(WORDS) | st.text(max_size=60),
        "jangka_waktu": st.sampled_from(SEEDS) | st.sampled_from(WORDS) | st.text(max_size=60),
        "terhitung_mulai": st.dates() | st.sampled_from(WORDS) | st.none(),
        "akhir_pengecualian": st.dates() | st.none(),
        "terima": st.sampled_from(["Ya", "ya", "", "Tidak"]),
    }),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)),
)  # fmt: skip
def test_an_excluded_row_of_any_words_is_judged(cells: dict[str, Value], today: date) -> None:
    for finding in judge(book({"tblRekap": [cells]}), today):
        assert explain(finding).saran
