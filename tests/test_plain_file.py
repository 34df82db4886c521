"""A file that somebody named: read whole when it is an ordinary file, else refused by its own reason."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from ppid_xl.errors import PpidXlError
from ppid_xl.plain_file import read_plain


def refused(path: Path, largest: int = 100) -> str:
    with pytest.raises(PpidXlError) as refusal:
        read_plain(path, largest)
    return refusal.value.kode


def test_an_ordinary_file_is_read_whole_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a" * 100)
    assert read_plain(path, 100) == b"a" * 100
    path.write_bytes(b"a" * 101)
    assert refused(path) == "berkas-terlalu-besar"


def test_a_link_to_an_ordinary_file_that_somebody_named_is_followed(tmp_path: Path) -> None:
    (tmp_path / "asli").write_bytes(b"isi")
    (tmp_path / "tautan").symlink_to(tmp_path / "asli")
    assert read_plain(tmp_path / "tautan") == b"isi"


def test_what_is_no_ordinary_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "soket"))
        found = [refused(tmp_path / name) for name in ("pipa", "soket")]
    assert [*found, refused(Path("/dev/zero")), refused(tmp_path)] == ["berkas-bukan-biasa"] * 3 + [
        "berkas-folder"
    ]


def test_a_link_that_leads_nowhere_or_round_is_refused(tmp_path: Path) -> None:
    (tmp_path / "putar").symlink_to(tmp_path / "putar")
    (tmp_path / "hilang").symlink_to(tmp_path / "tiada")
    assert (refused(tmp_path / "putar"), refused(tmp_path / "hilang")) == (
        "berkas-dipakai",
        "berkas-tidak-ada",
    )


@pytest.mark.parametrize(
    "name", ["a\u202efdp.exe", "a\u200b.csv", "a\n.csv", "a\x00.csv", "a\udcff.csv", "\ufeffa.csv"]
)
def test_a_name_with_hidden_characters_is_refused_before_it_is_looked_for(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path / name) == "berkas-nama-tersembunyi"


@pytest.mark.parametrize(
    "name", ["CON.xlsx", "con", "Aux.txt.csv", "nul .csv", "LPT1.pdf", "com¹.csv", "CONIN$"]
)
def test_a_name_that_means_a_device_on_windows_is_refused(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path / name) == "berkas-nama-perangkat"


@pytest.mark.parametrize("name", ["CONTOH.xlsx", "a.con", "COM10.csv", "nulla.csv"])
def test_a_name_that_only_begins_like_a_device_passes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"isi")
    assert read_plain(tmp_path / name) == b"isi"


def test_a_file_that_holds_more_than_it_says_is_refused() -> None:
    assert refused(Path("/proc/self/status")) == "berkas-sedang-berubah"


def test_a_file_that_is_written_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path, done = tmp_path / "a.csv", threading.Event()
    path.write_bytes(bytes(100 << 20))

    def write() -> None:
        with path.open("r+b") as stream:
            while not done.is_set():
                stream.seek(0)
                stream.write(os.urandom(8))
                stream.flush()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert refused(path, 200 << 20) == "berkas-sedang-berubah"
    finally:
        done.set()
        writer.join()


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / ("a" * 300)) == "berkas-nama-panjang"


@pytest.mark.parametrize(
    "name", ["Surat Keputusan – Nº 7 “final”.csv", "données.csv", "информация.csv", "a b (1).csv"]
)
def test_an_honest_name_of_any_script_passes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"isi")
    assert read_plain(tmp_path / name) == b"isi"
