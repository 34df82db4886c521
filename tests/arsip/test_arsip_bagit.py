"""A bag is what RFC 8493 says, by the verdict of the library of the Library of Congress."""

from __future__ import annotations

from pathlib import Path

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppid_xl.arsip.bagit import write_bag
from ppid_xl.errors import ArsipError

PAYLOAD = {"buku/rekap 1%.xlsx": b"PK isi", "log.jsonl": b"{}\n", "surat/é.pdf": b""}
INFO = {"Contact-Name": "Siti", "External-Description": "dua\nbaris", "Kosong": ""}


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    write_bag(tmp_path / "paket", PAYLOAD, INFO)
    return tmp_path / "paket"


def test_the_independent_library_finds_the_bag_valid(bag: Path) -> None:
    read = bagit.Bag(str(bag))
    read.validate(processes=1)
    assert (read.version, read.algorithms) == ("1.0", ["sha256"])
    assert read.info["External-Description"] == "dua baris"
    assert "Kosong" not in read.info


def test_nothing_of_a_bag_is_left_to_be_fetched(bag: Path) -> None:
    assert sorted(path.name for path in bag.iterdir()) == [
        "bag-info.txt", "bagit.txt", "data", "manifest-sha256.txt", "tagmanifest-sha256.txt",
    ]  # fmt: skip


FILES = [
    "data/buku/rekap 1_.xlsx", "data/log.jsonl", "data/surat/é.pdf", "bag-info.txt", "bagit.txt",
    "manifest-sha256.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_found(bag: Path, name: str) -> None:
    path = bag / name
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(bag)).validate(processes=1)


@pytest.mark.parametrize("name", FILES)
def test_a_removed_file_is_found(bag: Path, name: str) -> None:
    (bag / name).unlink()
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(bag)).validate(processes=1)


def test_an_added_file_is_found(bag: Path) -> None:
    (bag / "data/lain.txt").write_bytes(b"x")
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(bag)).validate(processes=1)


def test_a_taken_folder_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "paket").mkdir()
    (tmp_path / "paket/milik.txt").write_bytes(b"orang")
    with pytest.raises(ArsipError, match="arsip-nama-terisi"):
        write_bag(tmp_path / "paket", PAYLOAD, INFO)
    assert [path.name for path in tmp_path.rglob("*.txt")] == ["milik.txt"]


def test_a_source_that_cannot_be_read_leaves_no_half_bag(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="arsip-sumber-tidak-terbaca"):
        write_bag(tmp_path / "paket", {"a.txt": b"a", "b.txt": tmp_path / "tidak-ada"}, INFO)
    assert list(tmp_path.iterdir()) == []


NAMES = st.text(alphabet="aé%& ", min_size=1, max_size=8).filter(lambda name: name == name.strip())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(st.dictionaries(NAMES, st.binary(max_size=20), min_size=1, max_size=3))
def test_any_names_and_contents_make_a_valid_bag(
    tmp_path_factory: pytest.TempPathFactory, payload: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("paket") / "p"
    write_bag(folder, {f"{name}.txt": content for name, content in payload.items()}, {})
    bagit.Bag(str(folder)).validate(processes=1)
    assert sorted(path.read_bytes() for path in (folder / "data").iterdir()) == sorted(payload.values())


def test_two_names_that_would_become_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ArsipError, match="arsip-nama-kembar"):
        write_bag(tmp_path / "paket", {"1%.txt": b"a", "1_.txt": b"b"}, INFO)
    assert list(tmp_path.iterdir()) == []
