"""The new file takes the old one's place in one step; a busy program is waited for, a copy is kept."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from patch_steps import set_and_save
from sample_books import calamine_cell, full_book

from ppid_xl.errors import HostError
from ppid_xl.ooxml.file_replace import BACKUP_FOLDER
from ppid_xl.ooxml.patcher import Patch


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[float]]:
    """Let the system refuse the next few replacements as Windows does; return the pauses that follow."""

    def refuse(times: int) -> list[float]:
        pauses: list[float] = []
        left = iter(range(times))
        replace = os.replace

        def refused(source: str, target: str) -> None:
            if next(left, None) is not None:
                raise PermissionError(errno.EACCES, "sharing violation")
            replace(source, target)

        monkeypatch.setattr(os, "replace", refused)
        monkeypatch.setattr(time, "sleep", pauses.append)
        return pauses

    return refuse


@pytest.mark.parametrize("times", [1, 3, 5])
def test_a_file_held_for_a_moment_is_written_at_last(
    book: Path, busy: Callable[[int], list[float]], times: int
) -> None:
    pauses = busy(times)
    set_and_save(book, {"F5": "sabar"})
    assert calamine_cell(book, "F5") == "sabar"
    assert len(pauses) == times


def test_a_file_held_too_long_stays_as_it_is(book: Path, busy: Callable[[int], list[float]]) -> None:
    before = book.read_bytes()
    pauses = busy(6)
    with pytest.raises(HostError, match="berkas-hanya-baca"):
        set_and_save(book, {"F5": "x"})
    assert sum(pauses) < 2
    assert book.read_bytes() == before
    assert not list(book.parent.glob(".ppid_xl-*"))


def test_the_file_as_it_was_is_kept_once_in_the_folder_for_it(book: Path) -> None:
    for text in ("satu", "dua"):
        before = book.read_bytes()
        patch = Patch(book)
        patch.set_cells("Rekap", {"F5": text})
        patch.save(book.parent / BACKUP_FOLDER)
        assert [path.read_bytes() for path in (book.parent / "cadangan").iterdir()] == [before]


def test_saving_without_a_change_keeps_no_copy(book: Path) -> None:
    assert not Patch(book).save(book.parent / BACKUP_FOLDER).written
    assert not (book.parent / BACKUP_FOLDER).exists()


def test_without_a_place_for_the_copy_nothing_is_written(book: Path) -> None:
    before = book.read_bytes()
    (book.parent / BACKUP_FOLDER).write_text("sebuah berkas")
    patch = Patch(book)
    patch.set_cells("Rekap", {"F5": "x"})
    with pytest.raises(HostError, match="berkas-tidak-tertulis"):
        patch.save(book.parent / BACKUP_FOLDER)
    assert book.read_bytes() == before


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any account can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "kantor"
        folder.mkdir()
        Path(name).chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_folder_that_takes_no_files_is_told(open_folder: Path) -> None:
    book = full_book(open_folder / "rekap.xlsx")
    before = book.read_bytes()
    book.chmod(0o666)
    open_folder.chmod(0o555)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        if not os.geteuid():
            os.setuid(65534)
        try:
            set_and_save(book, {"F5": "x"})
        except HostError as reason:
            os.write(writing, reason.kode.encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reading, 100) == b"berkas-hanya-baca"
    assert book.read_bytes() == before
