"""The full check of an archive: every byte, every inventory, the chain, and the chain against them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from ppid_xl.arsip import ocfl
from ppid_xl.arsip.chain import Chain, Entry, check_chain, read_chain
from ppid_xl.arsip.faults import Fault, fault
from ppid_xl.arsip.fixity import check_object
from ppid_xl.arsip.inventory import SIDECAR, Inventory, is_intact, load_inventory, number_of
from ppid_xl.arsip.inventory_rules import INVENTORY
from ppid_xl.arsip.lock import refuse_if_locked
from ppid_xl.arsip.names import is_object_id
from ppid_xl.arsip.store import CREATE, LOG, ROOT, SAVE, SEALED, Arsip, awaits_recorded_head
from ppid_xl.errors import ArsipError

Recorded = Mapping[tuple[str, str], tuple[int, Entry]]


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
    recorded = _recorded(log)
    yield from _sealed(arsip, log)
    yield from _root(arsip.root)
    yield from _leftovers(ocfl.staging_of(arsip.root))
    known = set(_staged(arsip.root, recorded))
    for object_id in _objects(arsip.root):
        yield from _object(arsip, object_id, recorded)
        for name in _versions(arsip.root / object_id):
            known.add((object_id, name))
            yield from _agreement(arsip.root, object_id, name, recorded)
    for (object_id, name), (number, _) in recorded.items():
        if (object_id, name) not in known:
            place = f"{ROOT}/{object_id}/{name}"
            yield fault("arsip-catatan-tanpa-versi", place, objek=object_id, versi=name, baris=number)


def _chain(arsip: Arsip) -> Chain:
    try:
        return read_chain(arsip.log)
    except ArsipError:
        return Chain((), False)


def _recorded(log: Chain) -> Recorded:
    return {
        (str(line.entry.get("objek")), str(line.entry.get("versi"))): (line.number, line.entry)
        for line in log.lines
        if line.entry is not None and line.is_whole and line.entry.get("tindakan") == SAVE
    }


def _sealed(arsip: Arsip, log: Chain) -> Iterator[Fault]:
    """Check the files around the versions against the digests in the first entry."""
    first = next((entry for entry in log.entries if entry.get("tindakan") == CREATE), {})
    digests = first.get("berkas", {})
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


def _staged(root: Path, recorded: Recorded) -> Iterator[tuple[str, str]]:
    """Yield object and version of what is recorded and lies complete in the staging folder."""
    for staged in ocfl.staged_versions(root):
        key = (staged.version.object_id, staged.version.name)
        if key in recorded and recorded[key][1].get("sidik_inventory") == staged.version.inventory_digest:
            yield key


def _versions(folder: Path) -> list[str]:
    return sorted((entry.name for entry in folder.iterdir() if number_of(entry.name)), key=number_of)


def _object(arsip: Arsip, object_id: str, recorded: Recorded) -> Iterator[Fault]:
    """Check one object; between the last two steps of a save only its newest version is not judged yet."""
    folder, place = arsip.root / object_id, f"{ROOT}/{object_id}"
    digests = {key: str(entry.get("sidik_inventory")) for key, (_, entry) in recorded.items()}
    faults = check_object(folder, place, known=frozenset(digests.values()))
    if awaits_recorded_head(arsip, object_id, digests):
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
    number, entry = recorded[object_id, name]
    if entry.get("sidik_inventory") != ocfl.version_digest(folder):
        yield fault("arsip-inventaris-diganti", place, objek=object_id, versi=name, baris=number)
    elif is_intact(folder) and not _tells_the_same(load_inventory(folder)[1], name, entry):
        yield fault("arsip-catatan-berbeda", LOG, objek=object_id, versi=name, baris=number)


def _tells_the_same(inventory: Inventory, name: str, entry: Entry) -> bool:
    block = inventory["versions"][name]
    told = (block["created"], block.get("user", {}).get("name"), block.get("message"))
    return told == (entry.get("waktu"), entry.get("pelaku"), entry.get("alasan"))


def _log_size(arsip: Arsip) -> int:
    return arsip.log.stat().st_size if arsip.log.is_file() else -1
