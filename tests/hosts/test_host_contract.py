"""One contract for every host: the same actions give the same workbook."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from ppid_xl.errors import InputError
from ppid_xl.hosts import Host
from ppid_xl.model import Action, AppendRows, PutSheet, ReplaceRows, SetColumn, SetName, Value
from ppid_xl.workflow.ground.knowledge import Knowledge

ROWS = [
    {"judul_informasi": f"Informasi {n}", "klasifikasi": "Dikecualikan", "id": f"INF-2026-{n:04}"}
    for n in (1, 2, 3)
]


def test_a_new_workbook_has_every_table_and_no_rows(any_host: Host, knowledge: Knowledge) -> None:
    book = any_host.snapshot()
    assert set(book.tables) == set(knowledge.dictionary.tabel)
    assert not book.rows("tblRekap")


def test_settings_are_read_by_their_names(any_host: Host) -> None:
    assert any_host.snapshot().setting("KodeSOP") == "disperindag-kalbar-2020"


def test_appended_rows_are_read_back_with_their_types(any_host: Host) -> None:
    row = {
        "judul_informasi": "=1+1",
        "terhitung_mulai": date(2026, 1, 2),
        "jangka_waktu": "5 tahun\nsejak penetapan",
    }
    assert any_host.apply([AppendRows("tblRekap", [row])])
    (found,) = any_host.snapshot().rows("tblRekap")
    assert {key: found[key] for key in row} == row


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+62 561 739000", "-", "- dua", "@ppid", "'kutip", "0012", "12.500", "1/2", "2026-01-02", "5 Mei 2026",
        "Mei 2026", "08:30", "10%", "1e5", "TRUE", "Benar", "#N/A bukan galat", "(5)", "Rp 5.000", "a\nb\n=c",
        "198001012005011001", "x" * 9000,
    ],
)  # fmt: skip
def test_text_stays_text_whatever_it_looks_like(any_host: Host, text: str) -> None:
    rows: list[dict[str, Value]] = [
        {"judul_informasi": text, "ringkasan_isi": text},
        {"judul_informasi": "b"},
    ]
    any_host.apply([AppendRows("tblRekap", rows)])
    first = any_host.snapshot().rows("tblRekap")[0]
    assert (first["judul_informasi"], first["ringkasan_isi"]) == (text, text)


def test_a_nip_keeps_its_18_digits(any_host: Host) -> None:
    any_host.apply([AppendRows("tblPejabat", [{"kode": "PPID", "nip": "198001012005011001"}])])
    assert any_host.snapshot().rows("tblPejabat")[0]["nip"] == "198001012005011001"


def test_days_moments_and_numbers_come_back_as_what_they_were(any_host: Host) -> None:
    row: dict[str, Value] = {
        "id_langkah": "LK-2026-0001", "putaran": 2, "mulai": datetime(2026, 1, 2, 9, 30),
        "selesai": datetime(2026, 1, 2, 16, 5), "tenggat": date(2026, 1, 20),
    }  # fmt: skip
    any_host.apply([AppendRows("tblLangkah", [row])])
    (found,) = any_host.snapshot().rows("tblLangkah")
    assert dict(found.values) == row
    assert [type(found[key]) for key in ("mulai", "tenggat")] == [datetime, date]


def test_rows_a_table_grows_by_have_the_formats_of_its_rows(any_host: Host) -> None:
    rows: list[dict[str, Value]] = [
        {"id": f"INF-2026-{n:04}", "judul_informasi": "x", "terhitung_mulai": date(2026, 1, n)}
        for n in (1, 2, 3)
    ]
    for row in rows:
        any_host.apply([AppendRows("tblRekap", [row])])
    assert [dict(row.values) for row in any_host.snapshot().rows("tblRekap")] == rows


def test_yes_and_no_are_written(any_host: Host) -> None:
    any_host.apply([SetName("UrutINF", True)])
    assert any_host.snapshot().settings["UrutINF"] is True


def test_a_table_beside_others_grows_and_shrinks_alone(any_host: Host) -> None:
    before = any_host.snapshot()
    for count in (7, 2, 1):
        any_host.apply([ReplaceRows("tblUnit", [{"unit": f"Bidang {n}"} for n in range(count)])])
        after = any_host.snapshot()
        assert [row.text("unit") for row in after.rows("tblUnit")] == [f"Bidang {n}" for n in range(count)]
        for name in ("tblLibur", "tblSOP"):
            assert after.tables[name] == before.tables[name]


def test_a_sheet_is_put_once_and_replaced_when_it_differs(any_host: Host) -> None:
    def put(*rows: list[Value]) -> bool:
        page = PutSheet("Daftar Pak'De", ("No", "Isi"), rows, ["'Rekap'!A5"] * len(rows), 1)
        return any_host.apply([page])

    assert put([1, "=a"], [2, None])
    assert not put([1, "=a"], [2, None])
    assert put([1, "=a"])
    assert not put([1, "=a"])


def test_a_cell_typed_over_by_staff_is_seen(any_host: Host) -> None:
    any_host.apply([AppendRows("tblRekap", ROWS)])
    any_host.apply(
        [SetColumn("tblRekap", "judul_informasi", {any_host.snapshot().rows("tblRekap")[1].number: "b"})]
    )
    titles = [row.text("judul_informasi") for row in any_host.snapshot().rows("tblRekap")]
    assert titles == ["Informasi 1", "b", "Informasi 3"]


def test_appending_twice_keeps_order_and_every_row(any_host: Host) -> None:
    any_host.apply([AppendRows("tblRekap", ROWS[:2])])
    any_host.apply([AppendRows("tblRekap", ROWS[2:])])
    assert [row.text("id") for row in any_host.snapshot().rows("tblRekap")] == [r["id"] for r in ROWS]


def test_many_rows_grow_the_table(any_host: Host) -> None:
    any_host.apply([AppendRows("tblRekap", [{"judul_informasi": f"x{n}"} for n in range(300)])])
    assert len(any_host.snapshot().rows("tblRekap")) == 300


def test_a_column_is_written_row_by_row(any_host: Host) -> None:
    any_host.apply([AppendRows("tblRekap", ROWS)])
    numbers = [row.number for row in any_host.snapshot().rows("tblRekap")]
    any_host.apply([SetColumn("tblRekap", "status", {numbers[0]: "A", numbers[2]: "C"})])
    assert [row.text("status") for row in any_host.snapshot().rows("tblRekap")] == ["A", "", "C"]


def test_writing_nothing_into_a_cell_empties_it(any_host: Host) -> None:
    any_host.apply([AppendRows("tblRekap", ROWS[:1])])
    (row,) = any_host.snapshot().rows("tblRekap")
    any_host.apply([SetColumn("tblRekap", "klasifikasi", {row.number: None})])
    assert any_host.snapshot().rows("tblRekap")[0]["klasifikasi"] is None


def test_a_replaced_table_holds_only_the_new_rows(any_host: Host) -> None:
    for count in (5, 2, 4):
        rows = [{"no": n, "sel": f"D{n}", "masalah": f"m{n}"} for n in range(1, count + 1)]
        any_host.apply(
            [ReplaceRows("tblTemuan", rows, [f"'Rekap'!D{n}" for n in range(1, count + 1)], "sel")]
        )
        assert [row.text("masalah") for row in any_host.snapshot().rows("tblTemuan")] == [
            r["masalah"] for r in rows
        ]


def test_a_named_cell_is_written_and_read(any_host: Host) -> None:
    any_host.apply([SetName("UrutINF", 14)])
    assert any_host.snapshot().setting("UrutINF") == "14"


def test_the_same_actions_again_change_nothing(any_host: Host) -> None:
    actions: list[Action] = [SetName("UrutINF", 3), ReplaceRows("tblTemuan", [{"no": 1, "masalah": "m"}])]
    assert any_host.apply(actions)
    assert not any_host.apply(actions)


@pytest.mark.parametrize(
    "bad",
    [
        SetColumn("tblTidakAda", "x", {5: 1}),
        SetColumn("tblRekap", "tidak_ada", {5: 1}),
        AppendRows("tblX", [{}]),
    ],
)
def test_one_impossible_action_stops_them_all(any_host: Host, bad: Action) -> None:
    before = any_host.snapshot()
    with pytest.raises(InputError):
        any_host.apply([SetName("UrutINF", 99), AppendRows("tblRekap", ROWS), bad])
    after = any_host.snapshot()
    assert (after.tables, after.settings) == (before.tables, before.settings)


def test_a_copy_is_written_elsewhere(any_host: Host, tmp_path: Path) -> None:
    any_host.save_copy(tmp_path / "salinan.xlsx")
    assert (tmp_path / "salinan.xlsx").is_file()
