"""Read an OCFL storage root: which objects and versions it holds, and where their bytes are."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip import durable
from ppid_xl.arsip.durable import Source
from ppid_xl.arsip.inventory import (
    ALGORITHM,
    SIDECAR,
    Inventory,
    files_of,
    is_intact,
    load_inventory,
    number_of,
)
from ppid_xl.arsip.inventory_rules import INVENTORY
from ppid_xl.errors import ArsipError

ROOT_DECLARATION = "0=ocfl_1.1"
OBJECT_DECLARATION = "0=ocfl_object_1.1"
LAYOUT = "ocfl_layout.json"


@dataclass(frozen=True, slots=True)
class Version:
    """One archived version: ``files`` is logical path → sha512, ``inventory_digest`` is sha512 too."""

    object_id: str
    number: int
    created: datetime
    message: str
    user_name: str
    files: Mapping[str, str]
    inventory_digest: str

    @property
    def name(self) -> str:
        """Return the version as OCFL writes it, such as ``v3``."""
        return f"v{self.number}"


def newest_version(root: Path, object_id: str) -> str:
    """Return the highest version folder of an object, such as ``v3``; ``v0`` when there is none."""
    folder = root / object_id
    return f"v{max(map(number_of, os.listdir(folder)), default=0) if folder.is_dir() else 0}"


def awaits_head(root: Path, object_id: str) -> bool:
    """Tell whether the object stands between the rename of its newest version and the head that follows."""
    target = root / object_id
    number = number_of(newest_version(root, object_id))
    newest, before = target / f"v{number}", target / f"v{number - 1}"
    if number < 2:
        return False
    found, new, old = (_pair_in(folder) for folder in (target, newest, before))
    half = (new[0], old[1])
    return found != new and found in (old, half) and is_intact(newest) and is_intact(before)


def read_head(root: Path, object_id: str) -> Inventory | None:
    """Return the head inventory, None when the object does not exist; raise ArsipError when it is damaged."""
    folder = root / object_id
    if not folder.is_dir():
        return None
    try:
        inventory = load_inventory(folder)[1]
    except ArsipError:
        if not awaits_head(root, object_id):
            raise
        inventory = load_inventory(folder / newest_version(root, object_id))[1]
    if inventory["id"] != object_id:
        raise ArsipError("arsip-inventaris-tidak-sah", berkas=folder / INVENTORY, butir="E037", tempat="id")
    return inventory


def same_as_head(root: Path, object_id: str, files: Mapping[str, Source]) -> bool:
    """Tell whether the head version holds exactly these files, under these names."""
    head = read_head(root, object_id)
    if head is None:
        return False
    return files_of(head, head["head"]) == {
        path: durable.digest_of(source, ALGORITHM) for path, source in sorted(files.items())
    }


def head_file(root: Path, object_id: str, path: str) -> Path | None:
    """Return where the newest version keeps the bytes of a logical path; None when it has none."""
    head = read_head(root, object_id)
    digest = files_of(head, head["head"]).get(path) if head else None
    return root / object_id / head["manifest"][digest][0] if head and digest else None


def object_ids(root: Path) -> list[str]:
    """Return the ids of all objects, sorted; none without a root."""
    entries = root.iterdir() if root.is_dir() else ()
    return sorted(entry.name for entry in entries if entry.is_dir() and entry.name != "extensions")


def read_versions(root: Path, object_id: str) -> list[Version]:
    """Return all versions of an object, oldest first; raise ArsipError when it is damaged or not there."""
    head = _head(root, object_id)
    names = sorted(head["versions"], key=number_of)
    return [version_in(head, name, version_digest(root / object_id / name)) for name in names]


def read_last(root: Path, object_id: str) -> Version:
    """Return the newest version of an object; raise ArsipError when it is damaged or not there."""
    head = _head(root, object_id)
    return version_in(head, head["head"], version_digest(root / object_id / head["head"]))


def _head(root: Path, object_id: str) -> Inventory:
    head = read_head(root, object_id)
    if head is None:
        raise ArsipError("arsip-objek-tidak-ada", objek=object_id, folder=root)
    return head


def version_digest(folder: Path) -> str:
    """Return the sha512 of the inventory kept in a version folder; empty when there is none."""
    content = _bytes_of(folder / INVENTORY)
    return "" if content is None else hashlib.sha512(content).hexdigest()


def version_in(inventory: Inventory, name: str, inventory_digest: str) -> Version:
    """Return a version as an inventory has it."""
    block = inventory["versions"][name]
    return Version(
        object_id=inventory["id"],
        number=number_of(name),
        created=datetime.fromisoformat(block["created"].upper()),
        message=block.get("message", ""),
        user_name=block.get("user", {}).get("name", ""),
        files=files_of(inventory, name),
        inventory_digest=inventory_digest,
    )


def _pair_in(folder: Path) -> tuple[bytes | None, bytes | None]:
    return _bytes_of(folder / INVENTORY), _bytes_of(folder / SIDECAR)


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
