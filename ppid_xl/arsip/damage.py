"""What forbids a save: the whole log, and of the object its newest version; older ones must stand as the log tells."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ppid_xl.arsip import ocfl
from ppid_xl.arsip.chain import Chain, Line, check_lines, is_linked
from ppid_xl.arsip.durable import digest_of
from ppid_xl.arsip.faults import Fault, fault
from ppid_xl.arsip.inventory import (
    ALGORITHM,
    SIDECAR,
    UNREADABLE,
    Inventory,
    files_of,
    number_of,
    sidecar_line,
)
from ppid_xl.arsip.inventory_rules import INVENTORY
from ppid_xl.arsip.records import (
    awaits_recorded_head,
    digest_in,
    saves,
    staged_saves,
    twin_saves,
)
from ppid_xl.errors import HostError

# the next line of the log records a torn one, so it stops nothing
TORN = "arsip-log-robek"


def find_damage(root: Path, chain: Chain, log: str, object_ids: Iterable[str]) -> Iterator[Fault]:
    """Yield the faults that forbid a save of some objects; what an interrupted save left is none.

    ``log`` is the name of the log in a fault. The bytes of older versions and of their inventories are only looked
    for, not read, and of the log's lines only those of the objects: the rest is the full check's, so that a save
    costs little more however many there are.
    """
    objects = frozenset(object_ids)
    yield from log_damage(chain, log)
    yield from twin_saves(chain, log, objects)
    if not (root / ocfl.ROOT_DECLARATION).is_file():
        yield fault("arsip-berkas-hilang", f"{root.name}/{ocfl.ROOT_DECLARATION}")
    pending = {(staged.version.object_id, staged.version.name) for staged in staged_saves(root, chain)}
    missing = {key for key in pending if not root.joinpath(*key).is_dir()}
    saved = {key: line for key, line in saves(chain, objects).items() if key not in missing}
    for object_id in sorted(objects):
        lines = {version: line for (owner, version), line in saved.items() if owner == object_id}
        yield from _versions(root, log, object_id, lines)
        if lines:
            yield from _object(root, object_id, lines, chain)


def version_damage(root: Path, object_id: str, name: str, digest: str) -> Iterator[Fault]:
    """Yield the faults of one version: its inventory, which must have a digest, and every byte that it holds."""
    folder, place = root / object_id, f"{root.name}/{object_id}"
    yield from _head(folder / name, f"{place}/{name}", digest)
    if ocfl.version_digest(folder / name) == digest:
        yield from _content(folder, place, name, only=True)


def log_damage(chain: Chain, log: str) -> Iterator[Fault]:
    """Yield the faults that forbid another line in the log; one whose lines name each other is not parsed."""
    if not is_linked(chain):
        yield from (found for found in check_lines(chain, log) if found.kode != TORN)


def _versions(root: Path, log: str, object_id: str, lines: Mapping[str, Line]) -> Iterator[Fault]:
    newest, stem = max(lines, key=number_of, default=""), f"{root / object_id}"
    for name, line in lines.items():
        if name != newest and _stands(f"{stem}/{name}", digest_in(line)):
            continue
        folder, place = root / object_id / name, f"{root.name}/{object_id}/{name}"
        number = line.number
        if not folder.is_dir():
            yield fault("arsip-catatan-tanpa-versi", place, objek=object_id, versi=name, baris=number)
        elif not (folder / INVENTORY).is_file():
            yield fault("arsip-berkas-hilang", f"{place}/{INVENTORY}")
        elif name == newest and ocfl.version_digest(folder) != digest_in(line):
            inventory = f"{place}/{INVENTORY}"
            yield fault("arsip-inventaris-diganti", inventory, objek=object_id, versi=name, baris=number)
        else:
            yield from _sidecar(folder, place, digest_in(line))
    for name in sorted(os.listdir(stem)) if os.path.isdir(stem) else ():
        if name not in lines and number_of(name):
            yield fault("arsip-versi-tanpa-catatan", log, objek=object_id, versi=name)


def _stands(folder: str, digest: str) -> bool:
    """Tell whether a version folder has an inventory, and a sidecar with the digest that the log tells."""
    try:
        with open(f"{folder}/{SIDECAR}", "rb", buffering=0) as file:
            return file.read() == sidecar_line(digest) and os.path.isfile(f"{folder}/{INVENTORY}")
    except OSError:
        return False


def _sidecar(folder: Path, place: str, digest: str) -> Iterator[Fault]:
    if not (folder / SIDECAR).is_file():
        yield fault("arsip-berkas-hilang", f"{place}/{SIDECAR}")
    elif (folder / SIDECAR).read_bytes() != sidecar_line(digest):
        yield fault("arsip-sidecar-rusak", f"{place}/{SIDECAR}")


def _object(root: Path, object_id: str, lines: Mapping[str, Line], chain: Chain) -> Iterator[Fault]:
    """Check the object's declaration, its inventory, which is that of the newest version, and what it needs."""
    folder, place = root / object_id, f"{root.name}/{object_id}"
    newest = max(lines, key=number_of)
    if not (folder / ocfl.OBJECT_DECLARATION).is_file():
        yield fault("arsip-berkas-hilang", f"{place}/{ocfl.OBJECT_DECLARATION}")
    digest, sound = digest_in(lines[newest]), ""
    if not (_stands(str(folder), digest) and ocfl.version_digest(folder) == digest):
        if not awaits_recorded_head(root, object_id, chain):
            yield from _head(folder, place, digest)
        sound = newest
    if not sound or ocfl.version_digest(folder / sound) == digest:
        yield from _content(folder, place, sound)


def _head(folder: Path, place: str, digest: str) -> Iterator[Fault]:
    if not (folder / INVENTORY).is_file():
        yield fault("arsip-berkas-hilang", f"{place}/{INVENTORY}")
    elif ocfl.version_digest(folder) != digest:
        yield fault("arsip-inventaris-berubah", f"{place}/{INVENTORY}")
    else:
        yield from _sidecar(folder, place, digest)


def _content(folder: Path, place: str, kept: str, *, only: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with the content that an inventory names, that of its newest version byte for byte.

    ``kept`` is where in the object the inventory stands; ``only`` leaves out what other versions alone hold.
    """
    path = f"{kept}/{INVENTORY}".lstrip("/")
    try:
        names, manifest = _named(json.loads((folder / path).read_bytes()), only)
    except UNREADABLE:
        yield fault("arsip-inventaris-rusak", f"{place}/{path}")
        return
    stem = str(folder)
    for digest, paths in manifest.items():
        for one in paths:
            if not os.path.isfile(f"{stem}/{one}"):
                yield fault("arsip-berkas-hilang", f"{place}/{one}")
            elif digest in names and (kode := _verdict(folder / one, digest)):
                yield fault(kode, f"{place}/{one}", nama=names[digest])


def _named(head: Inventory, only: bool) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return digest → logical path of the newest version, and digest → content paths."""
    names = {digest: name for name, digest in files_of(head, head["head"]).items()}
    manifest = head["manifest"]
    return names, {digest: list(manifest[digest]) for digest in (names if only else manifest)}


def _verdict(path: Path, digest: str) -> str:
    try:
        return "" if digest_of(path, ALGORITHM) == digest else "arsip-berkas-berubah"
    except HostError:
        return "arsip-berkas-tidak-terbaca"
