"""The container, judged by olefile: streams small and large, many and none, names, and what it refuses."""

from __future__ import annotations

import io
import random
import re

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_xl.addin.cfb import MINI_CUTOFF, write_compound
from ppid_xl.errors import ConfigError
from ppid_xl.messages import sentence

NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,30}", fullmatch=True)
SIZES = st.one_of(
    st.integers(0, 200), st.integers(MINI_CUTOFF - 70, MINI_CUTOFF + 70), st.integers(0, 20_000)
)


def read(data: bytes) -> dict[str, bytes]:
    """Return path → stream; anything olefile calls incorrect is an error."""
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as file:
        assert not file.parsing_issues
        return {"/".join(path): file.openstream(path).read() for path in file.listdir()}


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(NAMES, SIZES, max_size=25))
def test_streams_of_every_size_come_back(sizes: dict[str, int]) -> None:
    by_name = {name.lower(): (name, size) for name, size in sizes.items()}
    tree = {name: noise(size) for name, size in by_name.values()}
    assert read(write_compound(tree)) == tree


def test_streams_on_both_sides_of_the_mini_stream_come_back() -> None:
    tree = {f"s{size}": noise(size) for size in (0, 1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097, 70_000)}
    assert read(write_compound(tree)) == tree


def test_more_than_one_sector_of_mini_fat_and_of_fat_come_back() -> None:
    tree = {f"kecil{number}": noise(4000) for number in range(40)} | {"besar": noise(900_000)}
    assert read(write_compound(tree)) == tree


def test_storages_within_storages_come_back() -> None:
    made = write_compound({"A": {"B": {"C": b"isi"}}, "kosong": {}, "D": b""})
    assert read(made) == {"A/B/C": b"isi", "D": b""}


def test_every_name_is_found_by_its_key_whatever_the_number_of_siblings() -> None:
    for count in range(1, 40):
        made = write_compound({f"Modul{number}": b"x" for number in range(count)})
        assert len(_search_paths(made)) == count


def _search_paths(data: bytes) -> list[str]:
    """Walk each sibling tree as a search tree (MS-CFB 2.6.4) and return the names in order; fail if out of order."""
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        entries = file.direntries

        def walk(number: int) -> list[str]:
            if number == olefile.NOSTREAM:
                return []
            entry = entries[number] or file._load_direntry(number)
            return [*walk(entry.sid_left), entry.name, *walk(entry.sid_right)]

        names = walk(entries[0].sid_child)
    assert names == sorted(names, key=lambda name: (len(name), name.upper()))
    return names


def test_equal_trees_give_equal_bytes_in_whatever_order() -> None:
    assert write_compound({"a": b"1", "b": b"2"}) == write_compound({"b": b"2", "a": b"1"})


def test_what_does_not_fit_109_sectors_of_fat_is_refused_with_its_limit() -> None:
    with pytest.raises(ConfigError) as refused:
        write_compound({"besar": bytes(8_000_000)})
    assert refused.value.kode == "proyek-vba-terlalu-besar"
    assert re.search(r"\b7 MB", sentence(refused.value))


@pytest.mark.parametrize("name", ["", "x" * 32, "a/b", "a!b"])
def test_a_name_that_no_entry_holds_is_refused(name: str) -> None:
    with pytest.raises(ConfigError) as refused:
        write_compound({name: b""})
    assert refused.value.kode == "nama-modul-tidak-muat"
