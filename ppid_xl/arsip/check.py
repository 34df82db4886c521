"""The full check of an archive: every byte, every inventory, the chain, and the chain against them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from ppid_xl.arsip import ocfl
from ppid_xl.arsip.chain import Chain, Entry, Line, check_chain, read_chain
from ppid_xl.arsip.faults import Fault, fault
from ppid_xl.arsip.fixity import check_object
from ppid_xl.arsip.folder import LOG, ROOT, SEALED, Arsip
from ppid_xl.arsip.inventory import SIDECAR, UNREADABLE, is_intact, load_inventory, number_of, parse_json
from ppid_xl.arsip.inventory_rules import INVENTORY
from ppid_xl.arsip.lock import refuse_if_locked
from ppid_xl.arsip.names import is_object_id
from ppid_xl.arsip.records import (
    awaits_recorded_head,
    digest_in,
    key_of,
    other_references,
    recorded_digests,
    saves,
    sealed_digests,
    staged_saves,
    twin_saves,
)
from ppid_xl.arsip.signed_head import head_faults
from ppid_xl.errors import ArsipError

Recorded = Mapping[tuple[str, str], Line]


def check_arsip(arsip: Arsip) -> list[Fault]:
    """Return every fault of an archive, ordered by file; an archive nobody touched has none.

    What an interrupted save left is named as such, not as damage. Raises HostError while another process
    writes.
    """
    while True:
        refuse_if_locked(arsip.path)
        before = _log_size(arsip)
        faults = list(_faults(arsip))
        if before == _log_size(arsip):
            return sorted(faults, key=lambda found: (found.berkas, found.kode))


def _faults(arsip: Arsip) -> Iterator[Fault]:
    yield from check_chain(arsip.log, LOG)
    log = _chain(arsip)
    recorded, digests = saves(log), frozenset(recorded_digests(log).values())
    yield from twin_saves(log, LOG)
    yield from _sealed(arsip, log)
    yield from head_faults(arsip, log)
    yield from _root(arsip.root)
    yield from _leftovers(ocfl.staging_of(arsip.root))
    known = {(one.version.object_id, one.version.name) for one in staged_saves(arsip.root, log)}
    for object_id in _objects(arsip.root):
        yield from _object(arsip, object_id, log, digests)
        for name in _versions(arsip.root / object_id):
            known.add((object_id, name))
            yield from _agreement(arsip.root, object_id, name, recorded)
    for key, line in recorded.items():
        if key not in known:
            yield _without_version(line)
    yield from _references(arsip.root, log, known, recorded)


def _chain(arsip: Arsip) -> Chain:
    try:
        return read_chain(arsip.log)
    except ArsipError:
        return Chain((), False)


def _sealed(arsip: Arsip, log: Chain) -> Iterator[Fault]:
    """Check the files around the versions against the digests in the first entry."""
    digests = sealed_digests(log)
    for name in SEALED:
        path = arsip.path / name
        if not path.is_file():
            yield fault("arsip-berkas-hilang", name)
        elif name in digests and hashlib.sha256(path.read_bytes()).hexdigest() != digests[name]:
            yield fault("arsip-berkas-berubah", name, nama=name)


def _root(root: Path) -> Iterator[Fault]:
    """Name what stands in the storage root and is neither its declaration nor an object."""
    for entry in sorted(root.iterdir()) if root.is_dir() else []:
        if entry.is_dir() and not entry.is_symlink():
            continue
        if entry.name not in (ocfl.ROOT_DECLARATION, ocfl.LAYOUT):
            yield fault("arsip-berkas-asing", f"{ROOT}/{entry.name}")


def _objects(root: Path) -> list[str]:
    return sorted(entry.name for entry in root.iterdir() if entry.is_dir()) if root.is_dir() else []


def _leftovers(staging: Path) -> Iterator[Fault]:
    for entry in sorted(staging.iterdir()) if staging.is_dir() else []:
        object_id, _, version = entry.name.rpartition(".")
        place = f"{staging.name}/{entry.name}"
        if entry.is_dir() and not any(entry.iterdir()):
            continue
        if is_object_id(object_id) and number_of(version):
            yield fault("arsip-simpan-terputus", place, objek=object_id, versi=version)
        elif not entry.name.endswith(".baru"):
            yield fault("arsip-berkas-asing", place)


def _versions(folder: Path) -> list[str]:
    return sorted((entry.name for entry in folder.iterdir() if number_of(entry.name)), key=number_of)


def _object(arsip: Arsip, object_id: str, log: Chain, digests: frozenset[str]) -> Iterator[Fault]:
    """Check one object; between the last two steps of a save only its newest version is not judged yet."""
    folder, place = arsip.root / object_id, f"{ROOT}/{object_id}"
    faults = check_object(folder, place, known=digests)
    if awaits_recorded_head(arsip.root, object_id, log):
        newest = ocfl.newest_version(arsip.root, object_id)
        pending = (f"{place}/{newest}", f"{place}/{INVENTORY}", f"{place}/{SIDECAR}")
        faults = [found for found in faults if found.berkas not in pending]
        yield fault("arsip-simpan-terputus", pending[1], objek=object_id, versi=newest)
    yield from faults
    if is_intact(folder) and load_inventory(folder)[1]["id"] != object_id:
        yield fault("arsip-inventaris-tidak-sah", f"{place}/{INVENTORY}", butir="E037", tempat="id")


def _agreement(root: Path, object_id: str, name: str, recorded: Recorded) -> Iterator[Fault]:
    """Compare a version with its entry: the inventory digest, and who, when and why."""
    folder = root / object_id / name
    place = f"{ROOT}/{object_id}/{name}/{INVENTORY}"
    if (object_id, name) not in recorded:
        yield fault("arsip-versi-tanpa-catatan", LOG, objek=object_id, versi=name)
        return
    line = recorded[object_id, name]
    if digest_in(line) != ocfl.version_digest(folder):
        yield fault("arsip-inventaris-diganti", place, objek=object_id, versi=name, baris=line.number)
    elif _tells_another(folder / INVENTORY, name, line.facts):
        yield fault("arsip-catatan-berbeda", LOG, objek=object_id, versi=name, baris=line.number)


def _references(
    root: Path, log: Chain, known: Collection[tuple[str, str]], recorded: Recorded
) -> Iterator[Fault]:
    """Compare the lines that tell of a version without having saved it, such as that of a recovery."""
    for line in other_references(log):
        key = object_id, name = key_of(line)
        if key not in known and key not in recorded:
            yield _without_version(line)
        elif key in recorded and digest_in(recorded[key]) == digest_in(line):
            continue  # the line that saved it has been compared
        elif ocfl.version_digest(root / object_id / name) not in ("", digest_in(line)):
            place = f"{ROOT}/{object_id}/{name}/{INVENTORY}"
            yield fault("arsip-inventaris-diganti", place, objek=object_id, versi=name, baris=line.number)


def _without_version(line: Line) -> Fault:
    object_id, name = key_of(line)
    place = f"{ROOT}/{object_id}/{name}"
    return fault("arsip-catatan-tanpa-versi", place, objek=object_id, versi=name, baris=line.number)


def _tells_another(inventory: Path, name: str, entry: Entry) -> bool:
    """Tell whether an inventory that can be read names another moment, person or reason than the log."""
    try:
        block = parse_json(inventory.read_bytes())["versions"][name]
        told = (block["created"], block.get("user", {}).get("name"), block.get("message"))
    except (OSError, *UNREADABLE):
        return False
    return told != (entry.get("waktu"), entry.get("pelaku"), entry.get("alasan"))


def _log_size(arsip: Arsip) -> int:
    return arsip.log.stat().st_size if arsip.log.is_file() else -1
