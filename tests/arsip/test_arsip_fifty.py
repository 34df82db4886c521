"""Fifty objects: one bit flipped in each single file is found, and the right file is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from arsip_acts import flip, make_act

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
    """Flip the same file of all objects at a time, and the files around them one by one."""
    rounds: dict[str, list[Path]] = {}
    for path in sorted(fifty.path.rglob("*")):
        if path.is_file():
            parts = path.relative_to(fifty.path).parts
            rounds.setdefault("/".join(parts[2:]) if len(parts) > 2 else path.name, []).append(path)
    assert sum(map(len, rounds.values())) > OBJECTS * 6
    assert check_arsip(fifty) == []
    for paths in rounds.values():
        for position, path in enumerate(paths):
            flip(path, position * 37)
        named = {path.relative_to(fifty.path).as_posix() for path in paths}
        assert {found.berkas for found in check_arsip(fifty)} == named
        for position, path in enumerate(paths):
            flip(path, position * 37)
    assert check_arsip(fifty) == []
