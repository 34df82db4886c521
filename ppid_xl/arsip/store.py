"""The archive of an office: one folder with an OCFL root, the log, and what a successor needs to read them.

A version comes to be in three steps: complete on disk beside the root, written into the log, renamed into
the root. Killed before the second step it never was; after it, the next act finishes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ppid_xl.arsip import chain, durable, ocfl
from ppid_xl.arsip.damage import find_damage, log_damage
from ppid_xl.arsip.durable import Source
from ppid_xl.arsip.faults import Fault
from ppid_xl.arsip.inventory import files_of, load_inventory
from ppid_xl.arsip.lock import LOCK, locked, refuse_if_locked
from ppid_xl.arsip.names import check_logical_paths, check_object_id, timestamp
from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.records import CREATE, RECOVER, SAVE, awaits_recorded_head, recorded_digests, saves
from ppid_xl.bawaan import data_path
from ppid_xl.errors import ArsipError, HostError
from ppid_xl.messages import sentence

ROOT, LOG = "ocfl", "log.jsonl"
COMPANIONS = ("BACA-SAYA.txt", "pulihkan.py")
SEALED = (*COMPANIONS, f"{ROOT}/{ocfl.ROOT_DECLARATION}", f"{ROOT}/{ocfl.LAYOUT}")


@dataclass(frozen=True, slots=True)
class Arsip:
    """An archive folder."""

    path: Path

    @property
    def root(self) -> Path:
        """Return the OCFL storage root."""
        return self.path / ROOT

    @property
    def log(self) -> Path:
        """Return the file of the chain."""
        return self.path / LOG


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something to the archive, when and why; field names as in the log."""

    pelaku: str
    akun: str
    waktu: datetime
    alasan: str = ""
    atas_nama: str = ""
    nomor: str = ""
    versi_alat: str = ""
    rincian: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """What was archived; ``head`` is the digest of the log line, fit to be printed as a witness.

    ``clock_back`` tells that the moment lies before the last entry of the log; both are recorded as they are.
    """

    version: Version
    head: str
    clock_back: bool = False


def create_arsip(path: Path, act: Act) -> Arsip:
    """Make an empty archive in a folder that is new, empty, or left by an interrupted attempt.

    Raises ArsipError when the folder holds an archive or anything else.
    """
    arsip = Arsip(path)
    _refuse_taken(arsip)
    facts = _facts(act, CREATE)
    with durable.writing(path):
        path.mkdir(parents=True, exist_ok=True)
    with locked(path, act.akun, act.waktu), durable.writing(path):
        ocfl.create_root(arsip.root)
        staging = ocfl.staging_of(arsip.root)
        for name in COMPANIONS:
            ocfl.put_file(path / name, data_path("arsip", name).read_bytes(), staging)
        sealed = {name: hashlib.sha256((path / name).read_bytes()).hexdigest() for name in SEALED}
        chain.create_log(arsip.log, staging / f"{LOG}.baru", act.waktu, facts | {"berkas": sealed})
        durable.remove_if_empty(staging)
    return arsip


def _refuse_taken(arsip: Arsip) -> None:
    if arsip.log.exists():
        raise ArsipError("arsip-sudah-ada", folder=arsip.path)
    known = {ROOT, ocfl.STAGING, *COMPANIONS}
    found = sorted(entry.name for entry in arsip.path.iterdir()) if arsip.path.is_dir() else []
    for name in found:
        if name not in known and not name.startswith(LOCK):
            raise ArsipError("arsip-folder-terisi", folder=arsip.path, berkas=name)
    if arsip.root.is_dir() and ocfl.object_ids(arsip.root):
        raise ArsipError("arsip-log-hilang", berkas=arsip.log)


def open_arsip(path: Path) -> Arsip:
    """Return the archive in a folder; raise ArsipError when there is none."""
    arsip = Arsip(path)
    if not arsip.log.is_file() and not (arsip.root / ocfl.ROOT_DECLARATION).is_file():
        raise ArsipError("arsip-tidak-ada", folder=path)
    return arsip


def save_version(arsip: Arsip, object_id: str, files: Mapping[str, Source], act: Act) -> Saved:
    """Archive the files as the next version of an object, with its entry in the log.

    Raises ArsipError when the archive is damaged or a name, the object or the disk does not allow it, HostError
    when a file cannot be read or another process works on the archive. ``arsip-belum-selesai`` alone means that
    the version is recorded and will be finished by the next act; every other error leaves the archive as it was.
    """
    check_object_id(object_id)
    facts = _facts(act, SAVE)
    with locked(arsip.path, act.akun, act.waktu):
        _refuse(arsip, next(_damage(arsip, object_id), None))
        clock_back = chain.is_before(act.waktu, chain.read_chain(arsip.log))
        _finish(arsip, act, {object_id})
        staged = ocfl.stage_version(
            arsip.root,
            object_id,
            files,
            message=act.alasan,
            user_name=act.pelaku,
            user_address=address_of(act.akun),
            created=act.waktu,
        )
        try:
            line = chain.append_entry(arsip.log, act.waktu, facts | _reference(staged.version))
        except BaseException:
            if not _is_recorded(arsip, staged.version):
                durable.discard(staged.folder)
            raise
        return Saved(_commit(staged), line.digest, clock_back)


def refuse_damaged(arsip: Arsip, object_id: str) -> None:
    """Raise ArsipError, naming the first fault, when a save of the object would build on damage.

    Raises HostError while another process writes.
    """
    check_object_id(object_id)
    while True:
        refuse_if_locked(arsip.path)
        before = chain.read_chain(arsip.log).head
        found = next(_damage(arsip, object_id), None)
        if before == chain.read_chain(arsip.log).head:
            return _refuse(arsip, found)


def _damage(arsip: Arsip, object_id: str) -> Iterator[Fault]:
    return find_damage(arsip.root, arsip.log, object_id)


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


def record_act(arsip: Arsip, tindakan: str, act: Act, version: Version | None = None) -> str:
    """Add an entry about something other than saving (``tindakan``), and return its digest.

    Raises ArsipError for a damaged log, HostError while another process writes.
    """
    facts = _facts(act, tindakan) | (_reference(version) if version else {})
    with locked(arsip.path, act.akun, act.waktu):
        _refuse(arsip, next(log_damage(arsip.log), None))
        return chain.append_entry(arsip.log, act.waktu, facts).digest


def recover_arsip(arsip: Arsip, act: Act) -> list[str]:
    """Finish and log every save interrupted after it was recorded; return them as ``rekap-2026/v3``."""
    with locked(arsip.path, act.akun, act.waktu):
        return _finish(arsip, act, set(ocfl.object_ids(arsip.root)))


def _finish(arsip: Arsip, act: Act, object_ids: set[str]) -> list[str]:
    root, recorded = arsip.root, recorded_versions(arsip)
    finished = []
    for staged in ocfl.staged_versions(root):
        version = staged.version
        if recorded.get((version.object_id, version.name)) == version.inventory_digest:
            chain.append_entry(arsip.log, act.waktu, _facts(act, RECOVER) | _reference(version))
            ocfl.commit(staged)
            finished.append(f"{version.object_id}/{version.name}")
    for object_id in sorted(object_ids | ocfl.staged_ids(root)):
        if awaits_recorded_head(root, object_id, recorded):
            name = ocfl.newest_version(root, object_id)
            facts = {"objek": object_id, "versi": name, "sidik_inventory": recorded[object_id, name]}
            chain.append_entry(arsip.log, act.waktu, _facts(act, RECOVER) | facts)
            ocfl.finish_head(root, object_id)
            finished.append(f"{object_id}/{name}")
        ocfl.sweep(root, object_id)
    return finished


def recorded_versions(arsip: Arsip) -> dict[tuple[str, str], str]:
    """Return (object, version) → inventory digest, as the log has them."""
    return recorded_digests(chain.read_chain(arsip.log))


def _is_recorded(arsip: Arsip, version: Version) -> bool:
    try:
        recorded = recorded_versions(arsip)
    except ArsipError:
        return True
    return recorded.get((version.object_id, version.name)) == version.inventory_digest


def same_as_head(arsip: Arsip, object_id: str, files: Mapping[str, Source]) -> bool:
    """Tell whether the newest version of an object holds exactly these files."""
    return ocfl.same_as_head(arsip.root, object_id, files)


def list_objects(arsip: Arsip) -> list[str]:
    """Return the ids of all archived objects, sorted."""
    return ocfl.object_ids(arsip.root)


def head_file(arsip: Arsip, object_id: str, path: str) -> Path | None:
    """Return where the newest version keeps the bytes of a logical path; None when it has none."""
    return ocfl.head_file(arsip.root, object_id, path)


def version_bytes(arsip: Arsip, version: Version, path: str) -> bytes | None:
    """Return the bytes that a version keeps under a logical path; None when it has none.

    Raises ArsipError when they are gone or not as they were archived.
    """
    if path not in version.files:
        return None
    folder, digest = arsip.root / version.object_id, version.files[path]
    stored = folder / load_inventory(folder / version.name)[1]["manifest"][digest][0]
    try:
        content: bytes = stored.read_bytes()
    except OSError as reason:
        raise ArsipError("arsip-berkas-hilang", berkas=f"{path} ({stored})") from reason
    if hashlib.sha512(content).hexdigest() != digest:
        raise ArsipError("arsip-berkas-berubah", berkas=stored, nama=path)
    return content


def list_versions(arsip: Arsip, object_id: str) -> list[Version]:
    """Return all versions of an object, oldest first; raise ArsipError when it is damaged or not there."""
    check_object_id(object_id)
    if not (arsip.root / object_id).is_dir():
        _refuse_lost(arsip, object_id)
    return ocfl.read_versions(arsip.root, object_id)


def _refuse_lost(arsip: Arsip, object_id: str, name: str = "") -> None:
    """Raise ArsipError when the log saved what is gone from the root: an object, or one version of it."""
    for key, line in saves(chain.read_chain(arsip.log)).items():
        if key[0] == object_id and name in ("", key[1]):
            place = f"{ROOT}/{object_id}/{key[1]}"
            raise ArsipError(
                "arsip-catatan-tanpa-versi", berkas=place, objek=object_id, versi=key[1], baris=line.number
            )


def list_entries(arsip: Arsip, object_id: str = "") -> list[chain.Entry]:
    """Return the log entries about an object, or all, in order."""
    entries = chain.read_chain(arsip.log).entries
    return [entry for entry in entries if not object_id or entry.get("objek") == object_id]


def has_line(arsip: Arsip, digest: str) -> bool:
    """Tell whether the log still holds the line with this digest, as once printed on a document."""
    return any(line.digest == digest for line in chain.read_chain(arsip.log).lines)


def restore_version(arsip: Arsip, object_id: str, number: int, into: Path) -> list[Path]:
    """Write the files of a version into a folder, each byte verified, and return their paths in order.

    Raises ArsipError before the first byte when a file is there already or the log knows another inventory,
    and leaves nothing behind when a stored file turns out damaged.
    """
    check_object_id(object_id)
    folder = arsip.root / object_id / f"v{number}"
    if not folder.is_dir():
        _refuse_lost(arsip, object_id, folder.name)
        raise ArsipError("arsip-versi-tidak-ada", objek=object_id, versi=f"v{number}")
    recorded = recorded_versions(arsip).get((object_id, folder.name))
    if recorded is None:
        raise ArsipError("arsip-versi-tanpa-catatan", berkas=LOG, objek=object_id, versi=folder.name)
    if recorded != ocfl.version_digest(folder):
        raise ArsipError("arsip-inventaris-diganti", berkas=folder, objek=object_id, versi=folder.name)
    return _write_files(folder, into)


def _write_files(folder: Path, into: Path) -> list[Path]:
    inventory = load_inventory(folder)[1]
    files = files_of(inventory, folder.name)
    check_logical_paths(files)
    for target in (into / path for path in files):
        if target.exists():
            raise ArsipError("arsip-tujuan-terisi", berkas=target)
    written: list[Path] = []
    try:
        for path, digest in files.items():
            _restore(folder.parent / inventory["manifest"][digest][0], into, path, digest, written)
    except BaseException:
        for target in written:
            target.unlink(missing_ok=True)
        raise
    return written


def _restore(source: Path, into: Path, path: str, digest: str, written: list[Path]) -> None:
    if not source.is_file():
        raise ArsipError("arsip-berkas-hilang", berkas=f"{path} ({source})")
    target = into / path
    with durable.writing(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        written.append(target)
        try:
            found = durable.write_new(target, source)
        except HostError as reason:
            raise ArsipError("arsip-berkas-tidak-terbaca", berkas=f"{path} ({source})") from reason
        if found != digest:
            raise ArsipError("arsip-berkas-berubah", berkas=source, nama=path)


def address_of(akun: str) -> str:
    """Return the account as the URI that OCFL asks for: an e-mail address, or a name of ours."""
    return f"mailto:{akun}" if "@" in akun else f"urn:ppid:akun:{quote(akun, safe='')}"


def _reference(version: Version) -> dict[str, Any]:
    return {
        "objek": version.object_id,
        "versi": version.name,
        "sidik_inventory": version.inventory_digest,
    }


def _facts(act: Act, tindakan: str) -> dict[str, Any]:
    timestamp(act.waktu)
    facts: dict[str, Any] = dict(act.rincian) | {
        "objek": "",
        "versi": "",
        "sidik_inventory": "",
        "pelaku": act.pelaku,
        "akun": act.akun,
        "atas_nama": act.atas_nama,
        "tindakan": tindakan,
        "alasan": act.alasan,
        "nomor": act.nomor,
        "versi_alat": act.versi_alat,
    }
    try:
        "".join(facts.values()).encode()
    except UnicodeEncodeError as reason:
        raise ArsipError("arsip-teks-rusak", isi=ascii(reason.object)) from reason
    return facts
