"""The berita acara of a disposal is read within bounds, before anybody is asked and anything is touched."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from kantor_arsip import OPEN, archive

from ppid_xl.arsip.store import list_versions, open_arsip
from ppid_xl.errors import InputError, SigningError
from ppid_xl.messages import sentence
from ppid_xl.scan import LARGEST
from ppid_xl.workflow.arsip.simpan import Person
from ppid_xl.workflow.brankas.musnahkan import Paper, Request, musnahkan
from ppid_xl.workflow.ground.knowledge import Knowledge


@pytest.fixture
def folder(rekap: Path, knowledge: Knowledge, now: datetime) -> Path:
    archive(rekap, knowledge, now, [OPEN])
    return rekap.parent / "arsip"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def destroy(folder: Path, paper: Path, now: datetime) -> None:
    request = Request("buku-rekap", list_versions(open_arsip(folder), "buku-rekap")[-1], ())
    musnahkan(folder, request, Paper("9/BA/2031", paper), now, Person("uji@contoh"), never_asked)


def never_asked() -> bool:
    raise AssertionError("asked about a berita acara that cannot be kept")


def test_a_berita_acara_that_is_too_large_is_one_sentence_and_nothing_is_touched(
    folder: Path, now: datetime, tmp_path: Path
) -> None:
    paper, before = tmp_path / "berita-acara.pdf", contents(folder)
    paper.write_bytes(b"%PDF-1.7")
    os.truncate(paper, LARGEST + 1)
    with pytest.raises(SigningError) as refusal:
        destroy(folder, paper, now)
    assert sentence(refusal.value).startswith("Berkas berita-acara.pdf lebih besar dari 200 MB.")
    assert refusal.value.exit_code == 6
    assert contents(folder) == before


def test_a_pipe_in_place_of_the_berita_acara_never_waits(folder: Path, now: datetime, tmp_path: Path) -> None:
    paper = tmp_path / "berita-acara.pdf"
    os.mkfifo(paper)
    with pytest.raises(InputError, match="berkas-bukan-biasa"):
        destroy(folder, paper, now)
