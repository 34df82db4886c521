"""The whole job once, as a new user sees it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.store import open_arsip
from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.workflow.contoh import contoh
from ppid_xl.workflow.ground.knowledge import Knowledge


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    from ppid_xl.workflow.ground.knowledge import load_knowledge

    folder, lines = tmp_path_factory.mktemp("contoh") / "hasil", list[str]()
    contoh(folder, load_knowledge(), datetime(2026, 11, 21, 8, 15).astimezone(), "uji@contoh", lines.append)
    return folder, lines


def test_every_result_is_named_with_its_path(told: tuple[Path, list[str]]) -> None:
    folder, lines = told
    story = "\n".join(lines)
    for name in (
        "rekap-contoh.xlsx",
        "dokumen/daftar-dikecualikan.docx",
        "dokumen/persetujuan.docx",
        "arsip",
    ):
        assert (folder / name).exists()
        assert str(folder / name) in story


def test_all_rows_of_the_lists_are_in_the_rekap(told: tuple[Path, list[str]], knowledge: Knowledge) -> None:
    book = FileHost(told[0] / "rekap-contoh.xlsx", knowledge.dictionary).snapshot()
    assert len(book.rows("tblRekap")) == 35 + 61 + 16 + 7


def test_some_rows_pass_and_some_are_stopped(told: tuple[Path, list[str]]) -> None:
    documents = [line for line in told[1] if ".docx" in line]
    assert len(documents) == 2
    assert all("(0 informasi" not in line and "ditinggalkan" in line for line in documents)


def test_the_archive_is_whole(told: tuple[Path, list[str]]) -> None:
    assert not check_arsip(open_arsip(told[0] / "arsip"))


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    (tmp_path / "milik.txt").write_text("saya")
    with pytest.raises(InputError):
        contoh(tmp_path, knowledge, now, "uji", print)
    assert [p.name for p in tmp_path.iterdir()] == ["milik.txt"]
