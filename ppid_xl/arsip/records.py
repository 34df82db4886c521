"""What the log says of versions: the line that saved each one, and which of them an interruption left unfinished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ppid_xl.arsip import ocfl
from ppid_xl.arsip.chain import Chain, Line
from ppid_xl.arsip.faults import Fault, fault

CREATE, SAVE, RECOVER = "buat", "simpan", "pemulihan"
KEY = "kunci"
Key = tuple[str, str]
Objects = frozenset[str] | None
"""The objects of interest; None for all."""


def key_of(line: Line) -> Key:
    """Return object and version that a line is about."""
    entry = line.facts
    return str(entry.get("objek", "")), str(entry.get("versi", ""))


def digest_in(line: Line) -> str:
    """Return the inventory digest that a line tells."""
    return str(line.facts.get("sidik_inventory", ""))


@dataclass(frozen=True, slots=True)
class _Saves:
    """The lines that saved a version, by version and by idempotency key; ``twins`` saved one that had been saved."""

    lines: dict[Key, Line] = field(default_factory=dict)
    digests: dict[Key, str] = field(default_factory=dict)
    by_key: dict[Key, Line] = field(default_factory=dict)
    twins: list[Line] = field(default_factory=list)

    def add(self, line: Line, key: Key) -> None:
        """Take a line; of two for one version the first counts."""
        if key in self.lines:
            self.twins.append(line)
            return
        self.lines[key], self.digests[key] = line, digest_in(line)
        if kunci := str(line.facts.get(KEY, "")):
            self.by_key.setdefault((key[0], kunci), line)


@lru_cache(maxsize=2)
def _saves(chain: Chain, objects: Objects) -> _Saves:
    found = _Saves()
    for line in chain.telling("objek", objects) if objects is not None else _whole(chain):
        if line.facts.get("tindakan") == SAVE:
            found.add(line, key_of(line))
    return found


def sealed_digests(chain: Chain) -> Mapping[str, str]:
    """Return path → sha256 of the files around the versions, as the first entry has them."""
    first = next((entry for entry in chain.entries if entry.get("tindakan") == CREATE), {})
    told = first.get("berkas")
    return told if isinstance(told, dict) else {}


def saves(chain: Chain, objects: Objects = None) -> Mapping[Key, Line]:
    """Return (object, version) → the line that saved it; of two for one version the first counts."""
    return _saves(chain, objects).lines


def recorded_digests(chain: Chain) -> Mapping[Key, str]:
    """Return (object, version) → inventory digest, as the log has them."""
    return _saves(chain, None).digests


def saves_by_key(chain: Chain, objects: Objects) -> dict[Key, Line]:
    """Return (object, idempotency key) → the line that saved it."""
    return dict(_saves(chain, objects).by_key)


def twin_saves(chain: Chain, place: str, objects: Objects = None) -> Iterator[Fault]:
    """Name each line that saves a version which an earlier line has saved already."""
    for line in _saves(chain, objects).twins:
        object_id, name = key = key_of(line)
        earlier = saves(chain, objects)[key].number
        yield fault(
            "arsip-catatan-kembar", place, objek=object_id, versi=name, baris=line.number, dulu=earlier
        )


def other_references(chain: Chain) -> Iterator[Line]:
    """Yield the lines that tell the inventory digest of a version without having saved it."""
    for line in _whole(chain):
        if digest_in(line) and line.facts.get("tindakan") != SAVE:
            yield line


def staged_saves(root: Path, chain: Chain) -> Iterator[ocfl.Staged]:
    """Yield what is recorded and lies complete in the staging folder."""
    for staged in ocfl.staged_versions(root):
        version = staged.version
        if recorded_digests(chain).get((version.object_id, version.name)) == version.inventory_digest:
            yield staged


def awaits_recorded_head(root: Path, object_id: str, chain: Chain) -> bool:
    """Tell whether only the last step of a recorded save is missing."""
    if not ocfl.awaits_head(root, object_id):
        return False
    name = ocfl.newest_version(root, object_id)
    return recorded_digests(chain).get((object_id, name)) == ocfl.version_digest(root / object_id / name)


def _whole(chain: Chain) -> Iterator[Line]:
    return (line for line in chain.lines if line.entry is not None and line.is_whole)
