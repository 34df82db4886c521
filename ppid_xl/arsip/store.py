"""The door of the archive: one folder with an OCFL root, the log, and what a successor needs to read them.

A version comes to be in three steps: complete on disk beside the root, written into the log, renamed into
the root. Killed before the second step it never was; after it, the next act finishes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from ppid_xl.arsip import chain, durable, ocfl
from ppid_xl.arsip.act import Act, address_of, facts_of, reference
from ppid_xl.arsip.chain import Chain, Line
from ppid_xl.arsip.clock import clock_facts
from ppid_xl.arsip.creation import create_arsip
from ppid_xl.arsip.damage import find_damage, log_damage
from ppid_xl.arsip.durable import Source
from ppid_xl.arsip.faults import Fault
from ppid_xl.arsip.folder import LOG, ROOT, SEALED, Arsip, open_arsip
from ppid_xl.arsip.inventory import ALGORITHM
from ppid_xl.arsip.lock import Owner, locked, refuse_if_locked
from ppid_xl.arsip.names import check_object_id
from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.reading import (
    has_line,
    head_file,
    head_version,
    list_entries,
    list_objects,
    list_versions,
    recorded_versions,
    same_as_head,
    version_bytes,
)
from ppid_xl.arsip.records import (
    KEY,
    RECOVER,
    SAVE,
    Key,
    awaits_recorded_head,
    key_of,
    recorded_digests,
    saves_by_key,
    staged_saves,
)
from ppid_xl.arsip.restore import restore_version
from ppid_xl.arsip.signed_head import sign_head
from ppid_xl.errors import ArsipError
from ppid_xl.messages import sentence

__all__ = [
    "LOG", "ROOT", "SEALED", "Act", "Arsip", "Packet", "Saved", "address_of", "create_arsip", "has_line",
    "head_file", "head_version", "list_entries", "list_objects", "list_versions", "needs_recovery", "open_arsip",
    "record_act",
    "recorded_versions", "recover_arsip", "refuse_damaged", "restore_version", "same_as_head", "save_version",
    "save_versions", "version_bytes",
]  # fmt: skip

AFTER = "kunci_ditinggal"


@dataclass(frozen=True, slots=True)
class Packet:
    """What becomes the next version of one object.

    The same ``kunci`` is never archived twice in an object. ``expected`` is the number of the newest version that
    the caller has read, 0 for none; None when it does not matter.
    """

    object_id: str
    files: Mapping[str, Source]
    act: Act
    kunci: str = ""
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What was archived; ``head`` is the digest of the log line, fit to be printed as a witness.

    ``clock_back`` tells that the moment lies before the last entry of the log; both are recorded as they are.
    ``again`` tells that this key had been archived before and nothing was added; ``left_by`` names whose lock, left
    by a process that had stopped, was taken over.
    """

    version: Version
    head: str
    clock_back: bool = False
    again: bool = False
    left_by: Owner | None = None


@dataclass
class _Held:
    """An archive whose lock we hold, with its chain as it now stands."""

    arsip: Arsip
    chain: Chain
    left_by: Owner | None
    is_told: bool = False

    def append(self, act: Act, facts: Mapping[str, Any], *, happened: bool = False) -> Line:
        """Add a line; ``happened`` lets one whose act cannot be undone stand without a reason for its clock."""
        told = clock_facts(self.chain, act, happened=happened)
        if (owner := self.left_by) and not self.is_told:
            told[AFTER] = f"{owner.akun} di {owner.komputer} sejak {owner.waktu}"
            self.is_told = True
        self.chain = chain.extend_log(self.arsip.log, self.chain, act.waktu, dict(facts) | told)
        return self.chain.lines[-1]

    def is_recorded(self, version: Version) -> bool:
        """Tell whether the log on disk names a version; a log that cannot be read may."""
        try:
            recorded = recorded_versions(self.arsip)
        except ArsipError:
            return True
        return recorded.get((version.object_id, version.name)) == version.inventory_digest


@contextmanager
def _held(arsip: Arsip, act: Act) -> Iterator[_Held]:
    with locked(arsip.path, act.akun, act.waktu) as left_by:
        held = _Held(arsip, chain.read_chain(arsip.log), left_by)
        before = held.chain
        try:
            yield held
        finally:
            if held.chain is not before:
                with suppress(ArsipError):  # the line stands; the next act signs for both
                    sign_head(arsip, held.chain, act)


def save_version(
    arsip: Arsip, object_id: str, files: Mapping[str, Source], act: Act, *, kunci: str = "",
    expected: int | None = None,
) -> Saved:  # fmt: skip
    """Archive the files as the next version of an object, as save_versions does."""
    return save_versions(arsip, [Packet(object_id, files, act, kunci, expected)])[0]


def save_versions(arsip: Arsip, packets: Sequence[Packet]) -> list[Saved]:
    """Archive packets in order under one lock, each with its entry in the log; those before a failure stay.

    Raises ArsipError when the archive is damaged, when a name, the object, the clock or the disk does not allow it,
    or when a head is not the expected one; HostError when a file cannot be read or another process works on the
    archive. ``arsip-belum-selesai`` alone means that the version is recorded and will be finished by the next act;
    every other error leaves the object of its packet as it was.
    """
    for packet in packets:
        check_object_id(packet.object_id)
        facts_of(packet.act, SAVE)
    if not packets:
        return []
    with _held(arsip, packets[0].act) as held:
        touched = frozenset(packet.object_id for packet in packets)
        _refuse(arsip, next(find_damage(arsip.root, held.chain, LOG, touched), None))
        for packet in packets:
            clock_facts(held.chain, packet.act)
        sizes = (durable.size_of(source) for packet in packets for source in packet.files.values())
        durable.refuse_full(arsip.path, sum(sizes))
        _finish(held, packets[0].act, touched)
        ocfl.refuse_twins(arsip.root, touched)
        known = saves_by_key(held.chain, touched)
        return [_save(held, packet, known) for packet in packets]


def _save(held: _Held, packet: Packet, known: dict[Key, Line]) -> Saved:
    """Archive one packet; ``known`` are the lines that saved by a key, and gets this one's."""
    arsip, act, object_id = held.arsip, packet.act, packet.object_id
    if packet.kunci and (line := known.get((object_id, packet.kunci))):
        version = _version_of(arsip, line)
        _refuse_reused(packet, version)
        return Saved(version, line.digest, again=True, left_by=held.left_by)
    _refuse_moved(arsip, packet)
    clock_back = chain.is_before(act.waktu, held.chain)
    staged = ocfl.stage_version(
        arsip.root,
        object_id,
        packet.files,
        message=act.alasan,
        user_name=act.pelaku,
        user_address=address_of(act.akun),
        created=act.waktu,
    )
    key = {KEY: packet.kunci} if packet.kunci else {}
    try:
        line = held.append(act, facts_of(act, SAVE) | reference(staged.version) | key)
    except BaseException:
        if not held.is_recorded(staged.version):
            durable.discard(staged.folder)
        raise
    if packet.kunci:
        known[object_id, packet.kunci] = line
    return Saved(_commit(staged), line.digest, clock_back, left_by=held.left_by)


def _version_of(arsip: Arsip, line: Line) -> Version:
    """Return the version that a line saved; raise ArsipError when the object has none of that name."""
    object_id, name = key_of(line)
    for version in ocfl.read_versions(arsip.root, object_id):
        if version.name == name:
            return version
    place = f"{ROOT}/{object_id}/{name}"
    raise ArsipError(
        "arsip-catatan-tanpa-versi", berkas=place, objek=object_id, versi=name, baris=line.number
    )


def _refuse_reused(packet: Packet, version: Version) -> None:
    """Raise ArsipError when a key that was archived comes back with other files."""
    found = {path: durable.digest_of(source, ALGORITHM) for path, source in packet.files.items()}
    if found != dict(version.files):
        raise ArsipError(
            "arsip-kunci-terpakai", objek=packet.object_id, kunci=packet.kunci, versi=version.name
        )


def _refuse_moved(arsip: Arsip, packet: Packet) -> None:
    """Raise ArsipError when the head is not the one that the caller has read."""
    if packet.expected is None:
        return
    head = ocfl.read_head(arsip.root, packet.object_id)
    found = len(head["versions"]) if head else 0
    if found != packet.expected:
        raise ArsipError("arsip-kepala-berubah", objek=packet.object_id, dibaca=packet.expected, kini=found)


def refuse_damaged(arsip: Arsip, object_id: str) -> None:
    """Raise ArsipError, naming the first fault, when a save of the object would build on damage.

    Raises HostError while another process writes.
    """
    check_object_id(object_id)
    while True:
        refuse_if_locked(arsip.path)
        log = chain.read_chain(arsip.log)
        found = next(find_damage(arsip.root, log, LOG, [object_id]), None)
        if log.head == chain.read_chain(arsip.log).head:
            return _refuse(arsip, found)


def _refuse(arsip: Arsip, found: Fault | None) -> None:
    if found:
        raise ArsipError("arsip-rusak", folder=arsip.path, cacat=sentence(found))


def _commit(staged: ocfl.Staged) -> Version:
    try:
        return ocfl.commit(staged)
    except ArsipError as reason:
        raise ArsipError(
            "arsip-belum-selesai", objek=staged.version.object_id, versi=staged.version.name
        ) from reason


def record_act(
    arsip: Arsip, tindakan: str, act: Act, version: Version | None = None, *, happened: bool = False
) -> str:
    """Add an entry about something other than saving (``tindakan``), and return its digest.

    ``happened`` says that the act cannot be refused any more: a clock that went back is then recorded without a
    reason. Raises ArsipError for a damaged log or such a clock, HostError while another process writes.
    """
    facts = facts_of(act, tindakan) | (reference(version) if version else {})
    with _held(arsip, act) as held:
        _refuse(arsip, next(log_damage(held.chain, LOG), None))
        return held.append(act, facts, happened=happened).digest


def needs_recovery(arsip: Arsip) -> bool:
    """Tell whether an interrupted save left something in the staging folder."""
    with suppress(OSError):
        return any(ocfl.staging_of(arsip.root).iterdir())
    return False


def recover_arsip(arsip: Arsip, act: Act) -> list[str]:
    """Finish and log every save interrupted after it was recorded; return them as ``rekap-2026/v3``."""
    with _held(arsip, act) as held:
        return _finish(held, act, ocfl.object_ids(arsip.root))


def _finish(held: _Held, act: Act, object_ids: Iterable[str]) -> list[str]:
    root, log = held.arsip.root, held.chain
    finished = []
    for staged in staged_saves(root, log):
        version = staged.version
        _log_recovery(held, act, reference(version))
        ocfl.commit(staged)
        finished.append(f"{version.object_id}/{version.name}")
    for object_id in sorted({*object_ids, *ocfl.staged_ids(root)}):
        if awaits_recorded_head(root, object_id, log):
            name = ocfl.newest_version(root, object_id)
            told = {
                "objek": object_id,
                "versi": name,
                "sidik_inventory": recorded_digests(log)[object_id, name],
            }
            _log_recovery(held, act, told)
            ocfl.finish_head(root, object_id)
            finished.append(f"{object_id}/{name}")
        ocfl.sweep(root, object_id)
    return finished


def _log_recovery(held: _Held, act: Act, told: Mapping[str, Any]) -> None:
    """Record that a save is being finished, once however often the finishing is interrupted."""
    last = held.chain.lines[-1].facts
    if last.get("tindakan") == RECOVER and all(last.get(name) == value for name, value in told.items()):
        return
    bare = replace(act, rincian={})
    held.append(bare, facts_of(bare, RECOVER) | dict(told), happened=True)
