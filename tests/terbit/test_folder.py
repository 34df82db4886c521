"""The folder for uploading: ours is replaced, theirs is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppid_xl.errors import InputError
from ppid_xl.terbit.folder import read_terbitan, write_terbitan


def test_the_next_publication_replaces_ours_and_takes_away_what_is_no_more(tmp_path: Path) -> None:
    write_terbitan(tmp_path, {"a.html": b"1", "b.docx": b"x"}, {"versi": 1})
    write_terbitan(tmp_path, {"a.html": b"2"}, {"versi": 2})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.html", "terbitan.json"]
    assert read_terbitan(tmp_path)["versi"] == 2


@pytest.mark.parametrize("before", [{}, {"a.html": b"1"}])
def test_a_file_that_is_not_as_we_wrote_it_stops_before_the_first_byte(
    tmp_path: Path, before: dict[str, bytes]
) -> None:
    if before:
        write_terbitan(tmp_path, before, {})
    (tmp_path / "a.html").write_bytes(b"milik petugas")
    with pytest.raises(InputError) as refusal:
        write_terbitan(tmp_path, {"0.csv": b"", "a.html": b"2"}, {})
    assert refusal.value.kode == "terbitan-berubah"
    assert not (tmp_path / "0.csv").exists()
    assert (tmp_path / "a.html").read_bytes() == b"milik petugas"


def test_other_files_in_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("saya")
    write_terbitan(tmp_path, {"a.html": b"1"}, {})
    write_terbitan(tmp_path, {}, {})
    assert [p.name for p in tmp_path.iterdir() if p.name != "terbitan.json"] == ["catatan.txt"]


def test_a_record_cannot_point_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "luar.txt").write_text("saya")
    inside = tmp_path / "terbitan"
    inside.mkdir()
    (inside / "terbitan.json").write_text('{"berkas": {"../luar.txt": "0"}}')
    write_terbitan(inside, {}, {})
    assert (tmp_path / "luar.txt").read_text() == "saya"


def test_nothing_published_cannot_be_recorded(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        read_terbitan(tmp_path / "tidak-ada")
    assert refusal.value.kode == "belum-terbit"
