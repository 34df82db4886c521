"""What a file or a name makes the terminal show: nothing that moves, hides or colours what stands there."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from kantor_brankas import ONE, open_office

from ppid_xl.cli import main
from ppid_xl.plain_text import visible

CLEAR = "\x1b[2J\x1b[31m"
Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("hidden", ["\x1b[2J", "\x9b2J", "a\rb", "\u202eexe", "\x07", "\u2066x"])
def test_what_is_hidden_is_shown_by_its_number(hidden: str) -> None:
    assert "<U+" in visible(hidden)
    assert visible(visible(hidden)) == visible(hidden)


@pytest.mark.parametrize("honest", ["dua\nbaris\tdan tab", "Nº 7 “final”", "информация", "✖ galat"])
def test_honest_words_are_shown_as_they_are(honest: str) -> None:
    assert visible(honest) == honest


@pytest.mark.parametrize(
    "words",
    [
        ["periksa", f"{CLEAR}.xlsx"], ["impor", "BUKU", f"{CLEAR}.csv"], ["template", "periksa", f"{CLEAR}.docx"],
        ["verifikasi", f"{CLEAR}.pdf"], ["sop", "periksa", f"{CLEAR}.toml"], [f"{CLEAR}"], ["periksa", "BUKU", CLEAR],
        ["berkas", "masuk", "BUKU", f"{CLEAR}.pdf", "--id", "INF-2026-0001", "--dari", "X", "--oleh", "PPID"],
        ["bukti", "BUKU", CLEAR], ["arsip", "riwayat", CLEAR], ["surat", "BUKU", CLEAR],
    ],
)  # fmt: skip
def test_a_name_cannot_command_the_terminal(
    tmp_path: Path, blank_rekap: bytes, capsys: Capture, words: list[str]
) -> None:
    book = tmp_path / "rekap.xlsx"
    book.write_bytes(blank_rekap)
    with contextlib.suppress(SystemExit):
        main([str(book) if word == "BUKU" else word for word in words])
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err
    assert told.out + told.err


def test_a_cell_cannot_command_the_terminal(tmp_path: Path, blank_rekap: bytes, capsys: Capture) -> None:
    book, lama = tmp_path / "rekap.xlsx", tmp_path / "lama.csv"
    book.write_bytes(blank_rekap)
    lama.write_text(
        f"Judul Informasi;Unit Penguasa;Kolom{CLEAR}\nData {CLEAR}gaji;\x9b2JSekretariat;x\n{CLEAR};;\n"
    )
    assert main(["impor", str(book), str(lama), "--rinci"]) == 0
    main(["periksa", str(book), "--semua"])
    told = capsys.readouterr()
    assert "<U+001B>" in told.out
    assert "\x1b" not in told.out + told.err
    assert "\x9b" not in told.out + told.err


def test_an_ill_named_copy_is_not_registered(tmp_path: Path, blank_rekap: bytes, capsys: Capture) -> None:
    buku = open_office(tmp_path, blank_rekap).buku
    before, copy = buku.read_bytes(), tmp_path / "a\nlain.pdf"
    copy.write_bytes(b"isi")
    words = ["berkas", "masuk", str(buku), str(copy), "--id", ONE, "--dari", "X", "--oleh", "PPID"]
    assert (main(words), buku.read_bytes()) == (2, before)
    assert "tidak terlihat" in capsys.readouterr().err
    assert main([*words[:3], str(copy.rename(tmp_path / "a lain.pdf")), *words[4:]]) == 0
