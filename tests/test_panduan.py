"""The guide and the README: every command line can be typed, every command, picture and rule is there."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from ppid_xl.bawaan import data_path
from ppid_xl.cli.arsip import ARSIP_ACTS
from ppid_xl.cli.berkas import BERKAS_ACTS
from ppid_xl.cli.groups import all_commands
from ppid_xl.cli.parser import build_parser

ROOT = Path(__file__).parents[1]
PANDUAN, README = ROOT / "PANDUAN.md", ROOT / "README.md"
PARSER = build_parser(all_commands())


def typed_lines(path: Path) -> list[str]:
    """Return the words after ``ppid`` of each command shown at a prompt or between backticks."""
    text = path.read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    at_prompt = re.findall(r"^\$ (?:\./)?ppid +(.+)$", text, re.MULTILINE)
    in_prose = re.findall(r"`(?:\./)?ppid(?:\.cmd)? +([^`]+)`", prose)
    return [line.split(" # ")[0] for line in (*at_prompt, *in_prose)]


LINES = [(path.name, line) for path in (PANDUAN, README) for line in typed_lines(path)]


def can_be_typed(line: str) -> bool:
    """Tell whether the parser takes a line; prose that only names a command (``ppid buat``) is no line."""
    if line in {command.name for command in all_commands()}:
        return True
    try:
        PARSER.parse_args(shlex.split(line))
    except SystemExit as leaving:
        return leaving.code == 0
    return True


@pytest.mark.parametrize(("source", "line"), LINES, ids=[f"{name}: {line[:50]}" for name, line in LINES])
def test_a_command_line_shown_can_be_typed(source: str, line: str) -> None:
    assert can_be_typed(line)


def test_a_mistyped_command_line_is_noticed() -> None:
    assert not can_be_typed("periksa rekap.xlsx --tullis")
    assert not can_be_typed("arsip simpan")


def test_both_files_show_commands() -> None:
    assert {name for name, _ in LINES} == {"PANDUAN.md", "README.md"}


def test_the_guide_explains_every_command() -> None:
    text = PANDUAN.read_text(encoding="utf-8")
    assert not [command.name for command in all_commands() if f"ppid {command.name}" not in text]
    assert not [act for act in ARSIP_ACTS if f"ppid arsip {act}" not in text]
    assert not [act for act in BERKAS_ACTS if f"ppid berkas {act}" not in text]


@pytest.mark.parametrize("path", [PANDUAN, README], ids=lambda p: p.name)
def test_every_picture_and_file_linked_to_exists(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert links
    assert not [link for link in links if not (ROOT / link).is_file()]


def test_the_guide_shows_every_picture_there_is() -> None:
    text = PANDUAN.read_text(encoding="utf-8")
    pictures = [p.name for p in (ROOT / "docs" / "gambar").glob("*.png")]
    assert not [name for name in pictures if f"docs/gambar/{name}" not in text]


def test_the_guide_says_what_every_rule_means() -> None:
    rules = tomllib.loads((ROOT / "ppid_xl" / "data" / "hukum.toml").read_text(encoding="utf-8"))["aturan"]
    text = PANDUAN.read_text(encoding="utf-8")
    assert not sorted({rule["kode"] for rule in rules if not re.search(rf"\b{rule['kode']}\b", text)})


def test_the_guide_names_every_visible_column_of_rekap() -> None:
    dictionary = tomllib.loads((ROOT / "ppid_xl" / "data" / "kolom.toml").read_text(encoding="utf-8"))
    rekap = next(tabel for tabel in dictionary["tabel"] if tabel["nama"] == "tblRekap")
    text = PANDUAN.read_text(encoding="utf-8")
    shown = [kolom["judul"] for kolom in rekap["kolom"] if not kolom.get("tersembunyi")]
    assert not [judul for judul in shown if judul not in text]


def test_the_guide_explains_every_button_and_how_much_it_asks() -> None:
    buttons = tomllib.loads(data_path("tombol.toml").read_text(encoding="utf-8"))["tombol"]
    lines = re.findall(
        r"^\| ([^|*]+) \| [^|]+ \| ([^|]+) \|$", PANDUAN.read_text(encoding="utf-8"), re.MULTILINE
    )
    told = dict(lines)
    assert not [button["label"] for button in buttons if button["label"] not in told]
    nothing = [button["label"] for button in buttons if not button.get("tanya")]
    assert [label for label in nothing if not told[label].startswith("tidak ada")] == []
