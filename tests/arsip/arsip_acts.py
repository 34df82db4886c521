"""What the tests of the archive share: acts with a clock handed in, and the verdict of ocfl-py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ocfl
from arsip_acts_plain import WIB, files_of_save
from arsip_acts_plain import plain_act as make_act

from ppid_xl.arsip.store import Act

__all__ = ["WIB", "MakeAct", "files_of_save", "is_valid_root", "make_act"]

MakeAct = Callable[..., Act]


def is_valid_root(root: Path) -> bool:
    """Tell whether ocfl-py accepts the storage root with all its objects."""
    judge = ocfl.StorageRoot(root=str(root))
    return bool(judge.validate()) and judge.num_objects == judge.good_objects
