"""Awasi: a saved workbook is checked by itself; an open one is written only once it is closed."""

from __future__ import annotations

import queue
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

import openpyxl
import pytest
from kantor_arsip import CLOSED

from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.mesin.awasi import Look, awasi, is_watched, look, workbook_of_lock

pytestmark = pytest.mark.lama

SECONDS = 20
FAULTY = CLOSED | {"dasar_hukum": None}


class Watched:
    """A folder being watched, and what was told of it."""

    def __init__(self, folder: Path, knowledge: Knowledge, now: datetime) -> None:
        self.told: queue.SimpleQueue[Look] = queue.SimpleQueue()
        self.stop = Event()
        self._thread = Thread(target=awasi, args=(folder, knowledge, lambda: now, self.told.put, self.stop))
        self._thread.start()

    def next(self) -> Look:
        return self.told.get(timeout=SECONDS)

    def end(self) -> None:
        self.stop.set()
        self._thread.join(SECONDS)


@pytest.fixture
def faulty(rekap: Path, knowledge: Knowledge) -> Path:
    FileHost(rekap, knowledge.dictionary).apply([AppendRows("tblRekap", [FAULTY])])
    return rekap


@pytest.fixture
def watched(tmp_path: Path, knowledge: Knowledge, now: datetime) -> Iterator[Watched]:
    folder = tmp_path / "bersama"
    folder.mkdir()
    watching = Watched(folder, knowledge, now)
    yield watching
    watching.end()


def findings_in(path: Path, knowledge: Knowledge) -> int:
    return len(FileHost(path, knowledge.dictionary).snapshot().rows("tblTemuan"))


def test_a_saved_workbook_is_checked_written_and_gets_its_page(
    watched: Watched, faulty: Path, tmp_path: Path, knowledge: Knowledge
) -> None:
    target = tmp_path / "bersama" / "rekap.xlsx"
    shutil.copy(faulty, target)
    seen = watched.next()
    assert seen.page == target.with_name("rekap – temuan.html")
    assert "Dasar Hukum" in seen.page.read_text(encoding="utf-8")
    assert findings_in(target, knowledge) > 0


def test_what_it_wrote_itself_is_not_told_again(watched: Watched, faulty: Path, tmp_path: Path) -> None:
    shutil.copy(faulty, tmp_path / "bersama" / "rekap.xlsx")
    watched.next()
    with pytest.raises(queue.Empty):
        watched.told.get(timeout=3)


def test_an_open_workbook_waits_until_it_is_closed(
    watched: Watched, faulty: Path, tmp_path: Path, knowledge: Knowledge
) -> None:
    target = tmp_path / "bersama" / "rekap.xlsx"
    lock = target.with_name("~$rekap.xlsx")
    lock.write_bytes(b"\x04Budi")
    shutil.copy(faulty, target)
    before = target.read_bytes()
    assert watched.next().waits
    assert target.read_bytes() == before
    lock.unlink()
    assert not watched.next().waits
    assert findings_in(target, knowledge) > 0


def test_a_page_that_cannot_be_replaced_is_told_in_one_sentence(
    faulty: Path, knowledge: Knowledge, now: datetime
) -> None:
    faulty.with_name("rekap – temuan.html").mkdir()
    seen = look(faulty, knowledge, now)
    assert seen is not None
    assert "rekap – temuan.html" in seen.problem


def test_the_same_trouble_is_told_once(watched: Watched, faulty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bersama"
    (folder / "rekap – temuan.html").mkdir()
    shutil.copy(faulty, folder / "rekap.xlsx")
    assert "rekap – temuan.html" in watched.next().problem
    with pytest.raises(queue.Empty):
        watched.told.get(timeout=3)


def test_a_folder_that_goes_is_told_and_watched_again_when_it_is_back(
    watched: Watched, faulty: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "bersama"
    folder.rename(tmp_path / "pindah")
    gone = watched.next()
    assert gone.path == folder
    assert "bersama" in gone.problem
    folder.mkdir()
    shutil.copy(faulty, folder / "rekap.xlsx")
    assert watched.next().page


def test_looking_again_at_a_checked_workbook_changes_nothing(
    faulty: Path, knowledge: Knowledge, now: datetime
) -> None:
    look(faulty, knowledge, now)
    before = {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in faulty.parent.iterdir()
        if path.is_file()
    }
    look(faulty, knowledge, now)
    after = {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in faulty.parent.iterdir()
        if path.is_file()
    }
    assert after == before


def test_a_workbook_of_somebody_else_is_left_alone(
    tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    path = tmp_path / "daftar.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["No", "Judul Informasi", "Dasar Hukum"])
    book.active.append([1, "Data gaji", "Pasal 17 huruf h"])
    book.save(path)
    before = path.read_bytes()
    assert look(path, knowledge, now) is None
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["daftar.xlsx"]


def test_a_damaged_workbook_is_told_in_one_sentence(
    tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    path = tmp_path / "rusak.xlsx"
    path.write_bytes(b"PK\x03\x04bukan zip")
    seen = look(path, knowledge, now)
    assert seen is not None
    assert "rusak.xlsx" in seen.problem
    assert seen.page is None


@pytest.mark.parametrize(
    "name", ["~$rekap.xlsx", ".rekap.xlsx.sementara", ".~lock.rekap.xlsx#", "surat.docx"]
)
def test_lock_files_drafts_and_other_files_are_not_looked_at(name: str) -> None:
    assert not is_watched(Path(name))


@pytest.mark.parametrize("name", ["~$rekap.xlsx", ".~lock.rekap.xlsx#"])
def test_a_lock_file_names_its_workbook(name: str) -> None:
    assert workbook_of_lock(Path("a") / name) == Path("a/rekap.xlsx")
