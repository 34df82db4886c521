"""What a PC with Windows does to the files of this tool, as far as another system can tell."""

from __future__ import annotations

import ctypes
import errno
import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from ppid_xl.cli import main
from ppid_xl.cli.machine import font_families
from ppid_xl.cli.parser import say_json
from ppid_xl.cli.terminal import colour
from ppid_xl.surat.package import write_whole
from ppid_xl.terbit.folder import write_terbitan
from ppid_xl.workflow.ground.new_file import file_stem, write_new

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "ppid_xl").rglob("*.py"))


def test_the_command_file_is_ascii_with_the_line_ends_that_cmd_reads() -> None:
    content = (ROOT / "ppid.cmd").read_bytes()
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n") == len(content.splitlines())


def test_git_for_windows_leaves_the_bytes_of_every_file_as_they_are(tmp_path: Path) -> None:
    names = ["ppid", "ppid.cmd", "ppid_xl/data/hukum.toml", "workbooks/contoh/poltekkes-jakarta-iii.csv"]
    for name in [".gitattributes", *names]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    git = ["git", "-c", "core.autocrlf=true", "-c", "core.safecrlf=false"]
    for words in (["init", "-q"], ["add", "."]):
        subprocess.run([*git, *words], cwd=tmp_path, check=True)
    for name in names:
        (tmp_path / name).unlink()
    subprocess.run([*git, "checkout", "-q", "--", "."], cwd=tmp_path, check=True)
    assert [name for name in names if (tmp_path / name).read_bytes() != (ROOT / name).read_bytes()] == []


def test_types_hold_with_what_python_has_on_windows() -> None:
    words = ["--platform", "win32", "--python-version", "3.13", "--cache-dir", ".mypy_cache/windows"]
    done = subprocess.run([sys.executable, "-m", "mypy", *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_a_temporary_folder_that_a_virus_scanner_holds_ends_no_command() -> None:
    made = re.compile(r"TemporaryDirectory\((.*?)\) as", re.DOTALL)
    found = {path: made.findall(path.read_text(encoding="utf-8")) for path in SOURCES}
    assert sum(map(len, found.values())) > 10
    assert [
        (path.name, words)
        for path, calls in found.items()
        for words in calls
        if "ignore_cleanup_errors=True" not in words
    ] == []


def test_every_file_that_is_put_in_place_waits_for_a_virus_scanner() -> None:
    impatient = re.compile(r"\bos\.(?:replace|rename)\(|\.rename\(")
    others = [path for path in SOURCES if path.name not in ("patience.py", "durable.py")]
    assert [path.name for path in others if impatient.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "put",
    [
        write_new,
        write_whole,
        lambda target, content: write_terbitan(target.parent, {target.name: content}, {}),
    ],
    ids=["new file", "letter", "publication"],
)
def test_a_file_that_a_virus_scanner_holds_for_a_moment_is_put_in_place_at_last(
    put: Callable[[Path, bytes], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, refusals = os.replace, iter([PermissionError(errno.EACCES, "sharing violation")] * 3)

    def refused(source: Path, target: Path) -> None:
        for refusal in refusals:
            raise refusal
        real(source, target)

    monkeypatch.setattr(os, "replace", refused)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    put(tmp_path / "surat.docx", b"isi")
    assert (tmp_path / "surat.docx").read_bytes() == b"isi"
    assert not list(tmp_path.glob("*.sementara"))


def test_a_refusal_that_may_mean_a_file_open_elsewhere_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "sharing violation", str(tmp_path / "ppid.xlam"))

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    assert main(["bangun-addin", "--keluar", str(tmp_path)]) == 5
    assert "program lain" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("encoding", "told"), [("utf-8", "Pasal 17 – “b” ✖"), ("cp1252", r"Pasal 17 \u2013")]
)
def test_a_json_document_is_utf_8_in_every_code_page(
    encoding: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding, errors="replace"))
    say_json({"masalah": "Pasal 17 – “b” ✖"})
    sys.stdout.flush()
    assert json.loads(written.getvalue().decode("utf-8")) == {"masalah": "Pasal 17 – “b” ✖"}
    assert told in written.getvalue().decode("utf-8")


@pytest.mark.parametrize(("takes", "told"), [(1, "\x1b[31mgalat\x1b[0m"), (0, "galat")])
def test_a_window_of_cmd_is_asked_for_colours_and_spared_their_codes_where_it_has_none(
    takes: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    kernel = SimpleNamespace(
        GetStdHandle=lambda _: 7,
        GetConsoleMode=lambda _screen, _mode: 1,
        SetConsoleMode=lambda _screen, mode: asked.append(mode) or takes,
    )
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: True))
    assert colour("galat", "31") == told
    assert asked == [4]


def test_a_font_whose_name_is_no_utf_8_does_not_end_diagnosa(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fc-list").write_text("#!/bin/sh\nprintf 'Arial\\nGr\\374n\\n'\n", encoding="utf-8")
    (tmp_path / "fc-list").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert "Arial" in (font_families() or ())


@pytest.mark.parametrize("title", ["con", "NUL.txt", "com¹", "aux .txt", "conin$"])
def test_no_file_is_given_the_name_of_a_device(title: str) -> None:
    assert file_stem(title) == f"_{title}"
