"""Fifty objects: one bit flipped in each single file is found, and the right file is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from arsip_acts import make_act

from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.store import Arsip, Packet, create_arsip, save_versions

OBJECTS = 50


@pytest.fixture
def fifty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Arsip:
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    arsip = create_arsip(tmp_path / "rusak" / "arsip", make_act())
    save_versions(
        arsip,
        [
            Packet(
                f"informasi-INF-2026-{number:04d}",
                {"persetujuan.json": b'{"id":%d}' % number},
                make_act(number),
            )
            for number in range(1, OBJECTS + 1)
        ],
    )
    return arsip


def test_one_flipped_bit_in_each_file_of_fifty_objects_is_found_and_named(fifty: Arsip) -> None:
    files = sorted(path for path in fifty.path.rglob("*") if path.is_file())
    assert len(files) > OBJECTS * 6
    assert check_arsip(fifty) == []
    for position, path in enumerate(files):
        before = path.read_bytes()
        bit = position * 37 % (len(before) * 8)
        after = bytearray(before)
        after[bit // 8] ^= 1 << bit % 8
        path.write_bytes(after)
        assert {found.berkas for found in check_arsip(fifty)} == {path.relative_to(fifty.path).as_posix()}
        path.write_bytes(before)
    assert check_arsip(fifty) == []
