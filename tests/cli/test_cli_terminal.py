"""Findings on a terminal: every part of a line can be told from the next."""

from __future__ import annotations

import pytest

from ppid_xl.cli.terminal import show_findings, show_stopping
from ppid_xl.model import Finding


@pytest.mark.parametrize(("sheet", "cell"), [("Uji Konsekuensi", "F5"), ("Rekap", "O5")])
def test_a_blank_stands_between_cell_and_id(
    sheet: str, cell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = Finding(
        tingkat="catatan", aturan="ppid-xl/di-luar-tabel", pesan="ppid-xl.di-luar-tabel", lembar=sheet, sel=cell,
        kolom="Hasil", id="UJI-2026-0001", fakta={"jumlah": "1", "baris": "5"},
    )  # fmt: skip
    show_findings([found])
    assert f"{cell} " in capsys.readouterr().out.split("UJI-2026-0001")[0]


@pytest.mark.parametrize(
    ("number", "told"), [(5, ""), (31, "… dan 26 galat lain; lihat semuanya dengan ppid periksa.")]
)
def test_what_stops_an_act_is_told_by_its_first_five_galat(
    number: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = Finding(
        tingkat="galat", aturan="kata/wajib", pesan="kata.wajib", lembar="Rekap", sel="O5", kolom="Retensi", fakta={},
    )  # fmt: skip
    show_stopping([found] * number)
    out = capsys.readouterr().out
    assert out.count("✖ galat") == 5
    assert ("galat lain" in out, told in out) == (bool(told), True)
