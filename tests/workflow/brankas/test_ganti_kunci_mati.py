"""A change of key that dies at any file event goes on: no envelope is lost, and the new key opens all in the end."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from kantor_brankas import (
    ATASAN,
    BARU,
    ONE,
    PPID,
    TWO,
    Kantor,
    key_file,
    open_office,
    register_both,
    try_both,
)

from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.store import open_arsip
from ppid_xl.brankas.keys import new_key
from ppid_xl.workflow.brankas.amplop import keep_copies, read_copies
from ppid_xl.workflow.brankas.ganti_kunci import carry_out, propose_public
from ppid_xl.workflow.brankas.penerima import read_brankas
from ppid_xl.workflow.brankas.uji_pulih import uji_pulih

pytestmark = pytest.mark.lama

CHILD = """
import os, sys
from datetime import datetime
from pathlib import Path
from kantor_brankas import ATASAN
from ppid_xl.brankas.keys import open_key
from ppid_xl.hosts.file import FileHost
from ppid_xl.workflow.brankas.ganti_kunci import carry_out
from ppid_xl.workflow.ground.knowledge import load_knowledge
buku, arsip, kunci, sidik, waktu, last = sys.argv[1:]
book = FileHost(Path(buku), load_knowledge().dictionary).snapshot()
key = open_key(Path(kunci).read_bytes(), "", "k")
left = int(last)
def watch(event, words):
    global left
    if event in ("os.rename", "os.mkdir", "os.remove") or event == "open" and words[1] and set(words[1]) & set("wxa+"):
        if arsip in str(words[0]):
            left -= 1
            if left == 0:
                os._exit(9)
sys.addaudithook(watch)
carry_out(book, Path(arsip), key, sidik, ATASAN, datetime.fromisoformat(waktu), lambda *_: None)
"""


@pytest.fixture
def kantor(tmp_path: Path, blank_rekap: bytes, now: datetime) -> Kantor:
    made = open_office(tmp_path, blank_rekap)
    register_both(made, now)
    try_both(made, now)
    for informasi in (ONE, TWO):
        keep_copies(made.arsip, made.buku, {informasi: [made.softcopy(f"{informasi}.pdf")]}, PPID, now)
    return made


@pytest.mark.parametrize("event", [*range(1, 69, 4), 1000])
def test_a_change_of_key_that_dies_goes_on(kantor: Kantor, now: datetime, event: int) -> None:
    fresh, book = new_key(), kantor.host().snapshot()
    propose_public(book, kantor.arsip, "ppid", fresh.public, BARU, now, "")
    uji_pulih(book, kantor.arsip, fresh, BARU, now)
    key = key_file(kantor.atasan, kantor.usb / "atasan.txt")
    words = (kantor.buku, kantor.arsip, key, fresh.sidik, now.isoformat(), event)
    died = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, words)], capture_output=True, text=True, timeout=60,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert died.returncode == (9 if event < 1000 else 0), died.stderr
    for informasi in (ONE, TWO):
        opened = read_copies(
            kantor.arsip, kantor.buku, informasi, kantor.atasan, kantor.usb / informasi, PPID, now, "x"
        )
        assert [one.path.name for one in opened] == [f"{informasi}.pdf"]
    if read_brankas(kantor.arsip).usulan:
        carry_out(book, kantor.arsip, kantor.atasan, fresh.sidik, ATASAN, now, lambda *_: None)
    assert uji_pulih(book, kantor.arsip, fresh, BARU, now).amplop == 2
    assert uji_pulih(book, kantor.arsip, kantor.atasan, ATASAN, now).amplop == 2
    assert not check_arsip(open_arsip(kantor.arsip))
