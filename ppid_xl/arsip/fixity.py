"""Check one OCFL object on disk: every byte re-hashed, every inventory against its sidecar and the others."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from pathlib import Path

from ppid_xl.arsip.durable import blocks
from ppid_xl.arsip.faults import Fault, fault
from ppid_xl.arsip.inventory import (
    Inventory,
    files_of,
    is_intact,
    load_inventory,
    number_of,
    parse_json,
    sidecar_of,
)
from ppid_xl.arsip.inventory_rules import ALGORITHMS, INVENTORY, inventory_problems
from ppid_xl.arsip.ocfl import OBJECT_DECLARATION
from ppid_xl.errors import HostError

DigestOf = Callable[[str, str], str]

_HASHES = {"md5": "md5", "sha1": "sha1", "sha256": "sha256", "sha512": "sha512", "blake2b-512": "blake2b"}


def check_object(
    folder: Path, place: str, *, strict: bool = True, known: Collection[str] = ()
) -> list[Fault]:
    """Return every fault of the object in ``folder``, its files named below ``place``.

    OCFL tolerates logs, extensions and stray folders; ``strict`` reports what stands in them, because our
    writer makes none. Where an inventory and its sidecar disagree, ``known`` (sha512 of inventories) tells
    which of the two was changed.
    """
    faults = [*_declaration(folder, place), *_links(folder, place)]
    if any(found.kode == "arsip-tautan" for found in faults):
        return faults
    head, problems = _inventory(folder, place, strict, known)
    faults += problems
    if problems and strict:
        head = _newest_inventory(folder) or head
    if head is None:
        return faults
    faults += _strangers(folder, place, head, strict)
    faults += _content(folder, place, head)
    for name in head["versions"]:
        faults += _version(folder, place, head, name, strict, known)
    if not problems:
        faults += _head_copy(folder, place, head["head"])
    return faults


def _declaration(folder: Path, place: str) -> Iterator[Fault]:
    path = folder / OBJECT_DECLARATION
    if not path.is_file():
        yield fault("arsip-berkas-hilang", f"{place}/{OBJECT_DECLARATION}")
    elif path.read_bytes() != b"ocfl_object_1.1\n":
        yield fault("arsip-berkas-berubah", f"{place}/{OBJECT_DECLARATION}", nama=OBJECT_DECLARATION)


def _links(folder: Path, place: str) -> Iterator[Fault]:
    for path in folder.rglob("*"):
        if path.is_symlink():
            yield fault("arsip-tautan", f"{place}/{path.relative_to(folder).as_posix()}")


def _inventory(
    folder: Path, place: str, strict: bool, known: Collection[str]
) -> tuple[Inventory | None, list[Fault]]:
    """Return the inventory of a folder, None when it cannot be used, and its own faults."""
    name = f"{place}/{INVENTORY}"
    if not (folder / INVENTORY).is_file():
        return None, [fault("arsip-berkas-hilang", name)]
    content = (folder / INVENTORY).read_bytes()
    try:
        data = parse_json(content)
    except (ValueError, RecursionError):
        return None, [fault("arsip-inventaris-rusak", name)]
    problems = [
        fault("arsip-inventaris-tidak-sah", name, butir=clause, tempat=where)
        for clause, where in inventory_problems(data)
    ]
    if problems:
        return None, problems
    return data, _sidecar(folder, place, content, data["digestAlgorithm"], strict, known)


def _newest_inventory(folder: Path) -> Inventory | None:
    """Return the inventory of the highest version, to go on with when that of the object is unusable."""
    names = sorted((entry.name for entry in folder.glob("v*") if number_of(entry.name)), key=number_of)
    return load_inventory(folder / names[-1])[1] if names and is_intact(folder / names[-1]) else None


def _sidecar(
    folder: Path, place: str, content: bytes, algorithm: str, strict: bool, known: Collection[str]
) -> list[Fault]:
    path = folder / f"{INVENTORY}.{algorithm}"
    if not path.is_file():
        return [fault("arsip-berkas-hilang", f"{place}/{path.name}")]
    found, digest = path.read_bytes(), hashlib.new(algorithm, content).hexdigest()
    words = re.fullmatch(rb"([0-9a-fA-F]+)[ \t]+inventory\.json\s*", found)
    agrees = words is not None and words[1].decode().lower() == digest
    if agrees and not (strict and found != sidecar_of(content)):
        return []
    if agrees or words is None or digest in known:
        return [fault("arsip-sidecar-rusak", f"{place}/{path.name}")]
    return [fault("arsip-inventaris-berubah", f"{place}/{INVENTORY}")]


def _strangers(folder: Path, place: str, head: Inventory, strict: bool) -> Iterator[Fault]:
    """Name what no inventory knows: stray files and folders beside and inside the versions."""
    ours = {OBJECT_DECLARATION, INVENTORY, f"{INVENTORY}.{head['digestAlgorithm']}", *head["versions"]}
    for entry in sorted(folder.iterdir()):
        tolerated = entry.is_dir() and entry.name in ("logs", "extensions") and not strict
        if tolerated and entry.name == "extensions":
            yield from (_foreign(place, folder, file) for file in entry.iterdir() if file.is_file())
        elif entry.name not in ours and not tolerated:
            yield _foreign(place, folder, entry)
    kept = set(_content_paths(head))
    content = head.get("contentDirectory", "content")
    for name in head["versions"]:
        for entry in sorted((folder / name).iterdir()) if (folder / name).is_dir() else []:
            if entry.name == content and entry.is_dir():
                yield from _strange_content(folder, place, entry, kept)
            elif not entry.name.startswith(INVENTORY) and (strict or entry.is_file()):
                yield _foreign(place, folder, entry)


def _strange_content(folder: Path, place: str, content: Path, kept: set[str]) -> Iterator[Fault]:
    for path in sorted(content.rglob("*")):
        empty = path.is_dir() and not any(path.iterdir())
        if empty or (path.is_file() and path.relative_to(folder).as_posix() not in kept):
            yield _foreign(place, folder, path)


def _foreign(place: str, folder: Path, path: Path) -> Fault:
    return fault("arsip-berkas-asing", f"{place}/{path.relative_to(folder).as_posix()}")


def _content(folder: Path, place: str, head: Inventory) -> Iterator[Fault]:
    """Re-hash every file the head inventory knows, also by the digests of its fixity block."""
    names = _logical_names(head)
    blocks_by_algorithm = {head["digestAlgorithm"]: head["manifest"]} | {
        name: block for name, block in head.get("fixity", {}).items() if name in _HASHES
    }
    read = _digest_reader(folder)
    reported: set[str] = set()
    for algorithm, block in blocks_by_algorithm.items():
        for digest, paths in block.items():
            for path in paths:
                kode = _verdict(read, path, algorithm, digest)
                if kode and path not in reported:
                    reported.add(path)
                    yield fault(kode, f"{place}/{path}", nama=names.get(path, path))


def _verdict(read: DigestOf, path: str, algorithm: str, digest: str) -> str:
    try:
        found = read(path, algorithm)
    except HostError:
        return "arsip-berkas-tidak-terbaca"
    if not found:
        return "arsip-berkas-hilang"
    return "" if found == digest.lower() else "arsip-berkas-berubah"


def _digest_reader(folder: Path) -> DigestOf:
    @cache
    def read(path: str, algorithm: str) -> str:
        if not os.path.isfile(folder / path):
            return ""
        digest = hashlib.new(_HASHES[algorithm])
        for block in blocks(folder / path):
            digest.update(block)
        return digest.hexdigest()

    return read


def _version(
    folder: Path, place: str, head: Inventory, name: str, strict: bool, known: Collection[str]
) -> Iterator[Fault]:
    """Check the inventory kept in a version folder against the head inventory (OCFL 1.1, 3.7)."""
    kept, path = folder / name, f"{place}/{name}/{INVENTORY}"
    if not kept.is_dir():
        yield fault("arsip-berkas-hilang", f"{place}/{name}")
        return
    if not (kept / INVENTORY).is_file():
        yield from _stray_sidecars(kept, f"{place}/{name}")
        if strict:
            yield fault("arsip-berkas-hilang", path)
        return
    old, problems = _inventory(kept, f"{place}/{name}", strict, known)
    yield from problems
    if old is not None and name != head["head"]:
        for clause in _disagreements(folder, head, old, name):
            yield fault("arsip-inventaris-berbeda", path, butir=clause)
    yield from _stray_sidecars(kept, f"{place}/{name}", old)


def _head_copy(folder: Path, place: str, name: str) -> Iterator[Fault]:
    copy = folder / name / INVENTORY
    if copy.is_file() and copy.read_bytes() != (folder / INVENTORY).read_bytes():
        yield fault("arsip-inventaris-berbeda", f"{place}/{name}/{INVENTORY}", butir="E064")


def _stray_sidecars(kept: Path, place: str, old: Inventory | None = None) -> Iterator[Fault]:
    algorithms = {old["digestAlgorithm"]} if old else set(ALGORITHMS)
    known = {INVENTORY} | {f"{INVENTORY}.{algorithm}" for algorithm in algorithms}
    for entry in sorted(kept.glob(f"{INVENTORY}*")):
        if entry.name not in known or (old is None and not (kept / INVENTORY).is_file()):
            yield fault("arsip-berkas-asing", f"{place}/{entry.name}")


def _disagreements(folder: Path, head: Inventory, old: Inventory, name: str) -> Iterator[str]:
    if old["head"] != name:
        yield "E040"
        return
    if old["id"] != head["id"]:
        yield "E110"
    if old.get("contentDirectory", "content") != head.get("contentDirectory", "content"):
        yield "E019"
    for version in old["versions"]:
        if version not in head["versions"] or not _is_kept(_state(old, version), _state(head, version)):
            yield "E066"
            break
    algorithm, paths = old["digestAlgorithm"], dict(_content_digests(old))
    found = dict(_content_digests(head))
    if algorithm != head["digestAlgorithm"]:
        found = {path: _digest_reader(folder)(path, algorithm) for path in paths}
    if any(found.get(path) != digest for path, digest in paths.items()):
        yield "E092"
    if any(path.split("/")[0] in old["versions"] and path not in paths for path in _content_paths(head)):
        yield "E023"


def _state(inventory: Inventory, version: str) -> dict[str, set[str]]:
    """Return logical path → the content paths that hold its bytes."""
    files = files_of(inventory, version)
    return {path: set(inventory["manifest"][digest]) for path, digest in files.items()}


def _is_kept(old: dict[str, set[str]], new: dict[str, set[str]]) -> bool:
    return old.keys() == new.keys() and all(paths <= new[path] for path, paths in old.items())


def _content_paths(inventory: Inventory) -> list[str]:
    return [path for paths in inventory["manifest"].values() for path in paths]


def _content_digests(inventory: Inventory) -> Iterator[tuple[str, str]]:
    for digest, paths in inventory["manifest"].items():
        for path in paths:
            yield path, digest.lower()


def _logical_names(inventory: Inventory) -> dict[str, str]:
    """Return content path → a logical name that people know it by."""
    names: dict[str, str] = {}
    for version in inventory["versions"]:
        for path, digest in files_of(inventory, version).items():
            for content in inventory["manifest"][digest]:
                names.setdefault(content, path)
    return names
