"""One contract for every host: the same actions give the same workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ppid_xl.errors import InputError
from ppid_xl.hosts import Host
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.model import Action, AppendRows, ReplaceRows, SetColumn, SetName
from ppid_xl.workflow.knowledge import Knowledge

ROWS = [
    {"judul_informasi": f"Informasi {n}", "klasifikasi": "Dikecualikan", "id": f"INF-2026-{n:04}"}
    for n in (1, 2, 3)
]


@pytest.fixture(params=["memory", "file"])
def any_host(request: pytest.FixtureRequest, rekap: Path, knowledge: Knowledge) -> Host:
    makers: dict[str, Callable[[], Host]] = {
        "memory": lambda: MemoryHost(
            blank_book(knowledge.dictionary, {"KodeSOP": "disperindag-kalbar-2020"})
        ),
        "file": lambda: FileHost(rekap, knowledge.dictionary),
    }
    return makers[request.param]()


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
