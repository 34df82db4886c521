"""Repair from a second copy: what is damaged here and sound there, shown first, replaced only on request.

The log is the root of trust: it tells the digest of each inventory, and those tell the digest of every other file.
A file is taken from the copy only when its bytes are those that the log leads to.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.arsip import durable, ocfl
from ppid_xl.arsip.chain import Chain, Line, check_chain, read_chain
from ppid_xl.arsip.damage import TORN
from ppid_xl.arsip.disposal import RUINS, tombstones
from ppid_xl.arsip.inventory import SIDECAR, number_of, parse_json, sidecar_of
from ppid_xl.arsip.inventory_rules import INVENTORY, inventory_problems
from ppid_xl.arsip.lock import locked
from ppid_xl.arsip.names import is_object_id
from ppid_xl.arsip.records import recorded_digests, sealed_digests
from ppid_xl.arsip.store import LOG, ROOT, SEALED, Act, Arsip
from ppid_xl.errors import ArsipError

Digest = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Repair:
    """One file that the copy can mend; ``ada`` tells that a damaged one stands in its place."""

    berkas: str
    ada: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What a copy can mend of an archive, and what neither of them has sound."""

    bisa: tuple[Repair, ...]
    tidak: tuple[str, ...]


def plan_repair(arsip: Arsip, copy: Arsip) -> Plan:
    """Return what a second copy could mend; nothing is written.

    Raises ArsipError when the log is damaged and the copy's cannot stand in for it.
    """
    log = _sound_log(arsip, copy)
    mendable, lost = [], []
    if log is not None:
        mendable.append(Repair(LOG, arsip.log.is_file()))
    for place, digest in _expected(arsip, copy, copy.log if log is not None else arsip.log).items():
        if _digest(arsip.path / place, digest[0]) == digest[1]:
            continue
        if _digest(copy.path / place, digest[0]) == digest[1]:
            mendable.append(Repair(place, (arsip.path / place).exists()))
        else:
            lost.append(place)
    return Plan(tuple(mendable), tuple(lost))


def apply_repair(arsip: Arsip, copy: Arsip, act: Act) -> Plan:
    """Take from the copy what it can mend; each damaged file is moved to ``rusak/`` and never deleted.

    Raises what plan_repair raises, and HostError while another process writes.
    """
    with locked(arsip.path, act.akun, act.waktu):
        plan = plan_repair(arsip, copy)
        aside = arsip.path / RUINS / f"{act.waktu:%Y%m%dT%H%M%S}"
        with durable.writing(arsip.path):
            for one in plan.bisa:
                _take(arsip, copy, one, aside)
            durable.remove_if_empty(ocfl.staging_of(arsip.root))
    return plan


def _take(arsip: Arsip, copy: Arsip, one: Repair, aside: Path) -> None:
    target = arsip.path / one.berkas
    draft = ocfl.staging_of(arsip.root) / "perbaikan.baru"
    draft.parent.mkdir(exist_ok=True)
    draft.unlink(missing_ok=True)
    durable.write_new(draft, copy.path / one.berkas)
    if one.ada:
        kept = aside / one.berkas
        kept.parent.mkdir(parents=True, exist_ok=True)
        if kept.exists():
            raise ArsipError("arsip-nama-terisi", berkas=kept)
        durable.write_new(kept, target.read_bytes())
    target.parent.mkdir(parents=True, exist_ok=True)
    durable.replace(draft, target)


def _sound_log(arsip: Arsip, copy: Arsip) -> Chain | None:
    """Return the copy's log when ours is damaged and it holds every sound line of ours; None when ours is sound.

    A last line that was not written to its end is no damage: the next line tells of it.
    """
    if all(found.kode == TORN for found in check_chain(arsip.log)):
        return None
    if not copy.log.is_file() or check_chain(copy.log):
        raise ArsipError("perbaikan-log-rusak", folder=copy.path)
    ours = read_chain(arsip.log).lines if arsip.log.is_file() else ()
    theirs = read_chain(copy.log)
    known = {line.content for line in theirs.lines}
    if any(_is_sound(line) and line.content not in known for line in ours):
        raise ArsipError("perbaikan-log-lebih-tua", folder=copy.path)
    return theirs


def _is_sound(line: Line) -> bool:
    return line.entry is not None and line.is_whole


def _expected(arsip: Arsip, copy: Arsip, log: Path) -> dict[str, Digest]:
    """Return path in the archive → algorithm and digest, for every file that the log leads to."""
    chain = read_chain(log)
    gone = tombstones(Arsip(log.parent))
    expected = dict(_sealed(chain))
    versions: dict[str, dict[str, str]] = {}
    for (object_id, name), digest in recorded_digests(chain).items():
        if object_id not in gone and is_object_id(object_id) and number_of(name):
            versions.setdefault(object_id, {})[name] = digest
    for object_id, digests in sorted(versions.items()):
        expected |= _object((arsip, copy), object_id, digests)
    return expected


def _sealed(chain: Chain) -> Iterator[tuple[str, Digest]]:
    return ((name, ("sha256", digest)) for name, digest in sealed_digests(chain).items() if name in SEALED)


def _object(places: tuple[Arsip, Arsip], object_id: str, digests: Mapping[str, str]) -> dict[str, Digest]:
    """Return what one object consists of: declaration, inventories with sidecars, and the content they name."""
    base = f"{ROOT}/{object_id}"
    expected = {f"{base}/{ocfl.OBJECT_DECLARATION}": ("sha512", _sha512(b"ocfl_object_1.1\n"))}
    newest = max(digests, key=number_of)
    for name, digest in digests.items():
        content = _trusted(places, f"{base}/{name}/{INVENTORY}", digest)
        for folder in (f"{base}/{name}", base) if name == newest else (f"{base}/{name}",):
            expected[f"{folder}/{INVENTORY}"] = ("sha512", digest)
            if content is not None:
                expected[f"{folder}/{SIDECAR}"] = ("sha512", _sha512(sidecar_of(content)))
        if content is not None:
            expected |= _content(base, content)
    return expected


def _trusted(places: tuple[Arsip, Arsip], path: str, digest: str) -> bytes | None:
    """Return the inventory with this digest from whichever archive has it."""
    for arsip in places:
        if _digest(arsip.path / path, "sha512") == digest:
            return (arsip.path / path).read_bytes()
    return None


def _content(base: str, inventory: bytes) -> dict[str, Digest]:
    """Return what an inventory names; nothing when it is none, whatever the log says of its digest."""
    try:
        data = parse_json(inventory)
        if inventory_problems(data):
            return {}
    except (ValueError, RecursionError):
        return {}
    manifest: Mapping[str, list[str]] = data["manifest"]
    return {f"{base}/{path}": ("sha512", digest) for digest, paths in manifest.items() for path in paths}


def _digest(path: Path, algorithm: str) -> str:
    return durable.digest_of(path, algorithm) if os.path.isfile(path) else ""


def _sha512(content: bytes) -> str:
    return hashlib.sha512(content).hexdigest()
