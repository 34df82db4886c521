"""What the log says of versions: the line that saved each one, and which of them an interruption left unfinished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from ppid_xl.arsip import ocfl
from ppid_xl.arsip.chain import Chain, Line
from ppid_xl.arsip.faults import Fault, fault

CREATE, SAVE, RECOVER = "buat", "simpan", "pemulihan"
KEY = "kunci"
Key = tuple[str, str]


def key_of(line: Line) -> Key:
    """Return object and version that a line is about."""
    entry = line.entry or {}
    return str(entry.get("objek", "")), str(entry.get("versi", ""))


def digest_in(line: Line) -> str:
    """Return the inventory digest that a line tells."""
    return str((line.entry or {}).get("sidik_inventory", ""))


@lru_cache(maxsize=2)
def saves(chain: Chain) -> Mapping[Key, Line]:
    """Return (object, version) → the line that saved it; of two for one version the first counts."""
    found: dict[Key, Line] = {}
    for line in _whole(chain):
        if (line.entry or {}).get("tindakan") == SAVE:
            found.setdefault(key_of(line), line)
    return found


@lru_cache(maxsize=2)
def recorded_digests(chain: Chain) -> Mapping[Key, str]:
    """Return (object, version) → inventory digest, as the log has them."""
    return {key: digest_in(line) for key, line in saves(chain).items()}


def saves_by_key(chain: Chain) -> dict[Key, Line]:
    """Return (object, idempotency key) → the line that saved it."""
    found: dict[Key, Line] = {}
    for line in saves(chain).values():
        entry = line.entry or {}
        if kunci := str(entry.get(KEY, "")):
            found.setdefault((str(entry.get("objek", "")), kunci), line)
    return found


def twin_saves(chain: Chain, place: str) -> Iterator[Fault]:
    """Name each line that saves a version which an earlier line has saved already."""
    first = saves(chain)
    for line in _whole(chain):
        object_id, name = key = key_of(line)
        if (line.entry or {}).get("tindakan") == SAVE and first[key] is not line:
            earlier = first[key].number
            yield fault(
                "arsip-catatan-kembar", place, objek=object_id, versi=name, baris=line.number, dulu=earlier
            )


def other_references(chain: Chain) -> Iterator[Line]:
    """Yield the lines that tell the inventory digest of a version without having saved it."""
    for line in _whole(chain):
        if digest_in(line) and (line.entry or {}).get("tindakan") != SAVE:
            yield line


def staged_saves(root: Path, recorded: Mapping[Key, str]) -> Iterator[Key]:
    """Yield object and version of what is recorded and lies complete in the staging folder."""
    for staged in ocfl.staged_versions(root):
        key = (staged.version.object_id, staged.version.name)
        if recorded.get(key) == staged.version.inventory_digest:
            yield key


def awaits_recorded_head(root: Path, object_id: str, recorded: Mapping[Key, str]) -> bool:
    """Tell whether only the last step of a recorded save is missing."""
    if not ocfl.awaits_head(root, object_id):
        return False
    name = ocfl.newest_version(root, object_id)
    return recorded.get((object_id, name)) == ocfl.version_digest(root / object_id / name)


def _whole(chain: Chain) -> Iterator[Line]:
    return (line for line in chain.lines if line.entry is not None and line.is_whole)
