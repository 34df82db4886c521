"""Write an OCFL 1.1 storage root that no crash can leave half-done: stage, flush, rename, then the head.

https://ocfl.io/1.1/spec/ with storage layout extension 0002-flat-direct-storage-layout.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip import durable
from ppid_xl.arsip.durable import Source
from ppid_xl.arsip.inventory import (
    ALGORITHM,
    SIDECAR,
    Inventory,
    content_name,
    is_intact,
    load_inventory,
    number_of,
    sidecar_line,
    state_of,
    to_bytes,
)
from ppid_xl.arsip.inventory_rules import INVENTORY, TYPE
from ppid_xl.arsip.names import (
    check_logical_paths,
    check_object_id,
    check_path_length,
    is_object_id,
    timestamp,
)
from ppid_xl.arsip.versions import (
    LAYOUT,
    OBJECT_DECLARATION,
    ROOT_DECLARATION,
    Version,
    awaits_head,
    head_file,
    newest_version,
    object_ids,
    read_head,
    read_versions,
    same_as_head,
    version_digest,
    version_in,
)
from ppid_xl.errors import ArsipError

__all__ = [
    "LAYOUT", "OBJECT_DECLARATION", "ROOT_DECLARATION", "STAGING", "Staged", "Version", "awaits_head",
    "commit", "create_root", "finish_head", "head_file", "newest_version", "object_ids", "put_file", "read_head",
    "read_versions", "refuse_twins", "same_as_head", "stage_version", "staged_ids", "staged_versions",
    "staging_of", "sweep", "version_digest",
]  # fmt: skip

STAGING = "kerja"


@dataclass(frozen=True, slots=True)
class Staged:
    """A version complete on disk beside the root, waiting for the rename that makes it exist."""

    root: Path
    folder: Path
    version: Version


def create_root(root: Path) -> None:
    """Make an empty storage root; what is there of an earlier, interrupted attempt is completed."""
    layout = {
        "extension": "0002-flat-direct-storage-layout",
        "description": "The folder of an object is named like the object's id.",
    }
    with durable.writing(root):
        root.mkdir(parents=True, exist_ok=True)
        put_file(root / ROOT_DECLARATION, b"ocfl_1.1\n", staging_of(root))
        put_file(root / LAYOUT, json.dumps(layout, indent=1).encode(), staging_of(root))
        durable.remove_if_empty(staging_of(root))


def staging_of(root: Path) -> Path:
    """Return the folder beside the root where versions are prepared."""
    return root.parent / STAGING


def put_file(path: Path, content: bytes, staging: Path) -> None:
    """Write a small file in one step, over an old one too."""
    staging.mkdir(exist_ok=True)
    draft = staging / f"{path.name}.baru"
    draft.unlink(missing_ok=True)
    durable.write_new(draft, content)
    durable.replace(draft, path)


def stage_version(
    root: Path,
    object_id: str,
    files: Mapping[str, Source],
    *,
    message: str,
    user_name: str,
    user_address: str,
    created: datetime,
) -> Staged:
    """Prepare the next version beside the root, flushed to the disk; the root knows nothing of it yet.

    Its state is exactly these files. Raises ArsipError when a name, the object or the disk does not allow it, HostError
    when a file cannot be read; nothing of it stays then.
    """
    check_object_id(object_id)
    check_logical_paths(files)
    inventory = _next_inventory(read_head(root, object_id), object_id)
    name = inventory["head"]
    check_path_length(root.parent, f"{STAGING}/{object_id}.{name}/{name}/{SIDECAR}")
    block = {
        "created": timestamp(created),
        "state": {},
        "message": message,
        "user": {"name": user_name, "address": user_address},
    }
    inventory["versions"][name] = block
    if (taken := root / object_id / ("" if name == "v1" else name)).exists():
        raise ArsipError("arsip-nama-terisi", berkas=taken)
    folder = staging_of(root) / f"{object_id}.{name}"
    try:
        with durable.writing(root):
            (folder / name).mkdir(parents=True)
            block["state"] = state_of(_stage_content((folder, root / object_id), inventory, files))
            digest = _stage_inventory(folder, name, to_bytes(inventory))
    except BaseException:
        durable.discard(folder)
        raise
    return Staged(root, folder, version_in(inventory, name, digest))


def refuse_twins(root: Path, object_ids: Collection[str]) -> None:
    """Raise ArsipError for an object whose name differs from another's by the case of its letters alone."""
    wanted = {object_id.casefold(): object_id for object_id in object_ids}
    for other in [*object_ids, *(os.listdir(root) if root.is_dir() else ())]:
        if wanted.get(other.casefold(), other) != other:
            raise ArsipError("arsip-nama-kembar", nama=wanted[other.casefold()], kembaran=other)


def _next_inventory(head: Inventory | None, object_id: str) -> Inventory:
    if head is None:
        return {
            "id": object_id,
            "type": TYPE,
            "digestAlgorithm": ALGORITHM,
            "head": "v1",
            "manifest": {},
            "versions": {},
        }
    return head | {"head": f"v{number_of(head['head']) + 1}"}


def _stage_content(
    places: Sequence[Path], inventory: Inventory, files: Mapping[str, Source]
) -> dict[str, str]:
    """Copy into the first place what no place holds intact yet; return logical path → digest."""
    folder, name, manifest = places[0], inventory["head"], inventory["manifest"]
    digests: dict[str, str] = {}
    position = 0
    for path, source in sorted(files.items()):
        digest = digests[path] = durable.digest_of(source, ALGORITHM)
        if _is_held(places, manifest.get(digest, []), digest):
            continue
        position += 1
        stored = content_name(number_of(name), position, path)
        (folder / stored).parent.mkdir(exist_ok=True)
        if durable.write_new(folder / stored, source, ALGORITHM) != digest:
            raise ArsipError("arsip-sumber-berubah", berkas=source if isinstance(source, Path) else path)
        manifest[digest] = [stored, *manifest.get(digest, [])]
    if position:
        durable.sync_folder(folder / name / "content")
    return digests


def _is_held(places: Sequence[Path], paths: Sequence[str], digest: str) -> bool:
    """Tell whether the bytes are there and unharmed; a damaged old copy must not stand for a new file."""
    copies = (place / path for place in places for path in paths)
    return any(copy.is_file() and durable.digest_of(copy, ALGORITHM) == digest for copy in copies)


def _stage_inventory(folder: Path, name: str, content: bytes) -> str:
    """Write the inventory twice, with its sidecars, and return its sha512."""
    for place in (folder / name, folder):
        digest = durable.write_new(place / INVENTORY, content, ALGORITHM)
        durable.write_new(place / SIDECAR, sidecar_line(digest))
    if name == "v1":
        durable.write_new(folder / OBJECT_DECLARATION, b"ocfl_object_1.1\n")
    durable.sync_folder(folder / name)
    durable.sync_folder(folder)
    return digest


def commit(staged: Staged) -> Version:
    """Make a staged version part of its object; raise ArsipError when that version exists already."""
    target, name = staged.root / staged.version.object_id, staged.version.name
    with durable.writing(staged.root):
        if name == "v1":
            durable.move(staged.folder, target)
        else:
            durable.move(staged.folder / name, target / name)
            for file in (INVENTORY, SIDECAR):
                durable.replace(staged.folder / file, target / file)
    durable.discard(staged.folder)
    return staged.version


def staged_versions(root: Path) -> list[Staged]:
    """Return the versions found complete in the staging folder: prepared, and never made to exist."""
    staging = staging_of(root)
    found = []
    for folder in sorted(staging.iterdir()) if staging.is_dir() else []:
        object_id, _, name = folder.name.rpartition(".")
        needed = (folder / file for file in (INVENTORY, SIDECAR))
        if number_of(name) and is_intact(folder / name) and all(file.is_file() for file in needed):
            content, inventory = load_inventory(folder / name)
            if (inventory["id"], inventory["head"]) != (object_id, name):
                continue
            version = version_in(inventory, name, hashlib.sha512(content).hexdigest())
            found.append(Staged(root, folder, version))
    return found


def finish_head(root: Path, object_id: str) -> None:
    """Make the inventory of the newest version the inventory of the object."""
    target = root / object_id
    newest = target / newest_version(root, object_id)
    with durable.writing(root):
        for file in (INVENTORY, SIDECAR):
            put_file(target / file, (newest / file).read_bytes(), staging_of(root))


def sweep(root: Path, object_id: str) -> None:
    """Remove what was prepared for an object and never became a version."""
    for leftover in staging_of(root).glob(f"{object_id}.v*"):
        durable.discard(leftover)
    for draft in staging_of(root).glob("*.baru"):
        draft.unlink(missing_ok=True)
    durable.remove_if_empty(staging_of(root))


def staged_ids(root: Path) -> set[str]:
    """Return the ids of the objects for which something is left in the staging folder."""
    names = (entry.name.rpartition(".")[0] for entry in staging_of(root).glob("*.v*"))
    return {name for name in names if is_object_id(name)}
