"""What the tests of the archive share: acts with a clock handed in, and the verdict of ocfl-py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import ocfl
from arsip_acts_plain import WIB, files_of_save
from arsip_acts_plain import plain_act as make_act

from ppid_xl.arsip.chain import extend_log, read_chain
from ppid_xl.arsip.store import Act

__all__ = ["WIB", "MakeAct", "append_entry", "files_of_save", "flip", "is_valid_root", "make_act"]

MakeAct = Callable[..., Act]


def append_entry(log: Path, waktu: datetime, facts: dict[str, object]) -> None:
    """Add one entry to a log as it lies on the disk."""
    extend_log(log, read_chain(log), waktu, facts)


def flip(path: Path, bit: int) -> None:
    """Turn one bit of a file over."""
    content = bytearray(path.read_bytes())
    content[bit // 8 % len(content)] ^= 1 << bit % 8
    path.write_bytes(content)


def is_valid_root(root: Path) -> bool:
    """Tell whether ocfl-py accepts the storage root with all its objects."""
    judge = ocfl.StorageRoot(root=str(root))
    return bool(judge.validate()) and judge.num_objects == judge.good_objects
