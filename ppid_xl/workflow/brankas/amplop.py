"""Amplop: softcopies sealed into the archive, one object per informasi, and opened again with one of the two keys.

Outside an envelope only a neutral name is seen (``0001.age``); the real name and the digest are inside. After a key
leaked, or an object was destroyed, envelopes go on in an object with a number behind its name.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.disposal import tombstones
from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.store import (
    Arsip,
    Packet,
    head_file,
    head_version,
    list_entries,
    list_objects,
    list_versions,
    open_arsip,
    record_act,
    refuse_damaged,
    save_versions,
)
from ppid_xl.brankas.bundle import Asli
from ppid_xl.brankas.envelope import look_into, seal, unseal
from ppid_xl.brankas.keys import OpenKey
from ppid_xl.errors import ArsipError, HostError, InputError
from ppid_xl.hosts.lists import file_digest
from ppid_xl.patience import replace_patiently
from ppid_xl.system_reasons import reason_of
from ppid_xl.workflow.arsip.simpan import Person
from ppid_xl.workflow.berkas.brankas_place import Keep, place_in_brankas
from ppid_xl.workflow.brankas.penerima import Brankas, act_of, check_brankas, read_brankas, set_of
from ppid_xl.workflow.brankas.shared_place import make_private, open_private, refuse_shared
from ppid_xl.workflow.ground.archived_counters import object_id
from ppid_xl.workflow.ground.new_file import file_stem, free_name

PREFIX, FOLDER = "brankas-", "softcopy"
READ = "baca"
MIXED = "campuran"
_GENERATION = re.compile(r"(.+-[A-Z]+-[0-9]{4}-[0-9]+)(?:-([0-9]+))?")
_NAME = re.compile(rf"{FOLDER}/([0-9]{{4,}})\.age")


@dataclass(frozen=True, slots=True)
class Opened:
    """A softcopy written in the clear, and what it was."""

    path: Path
    asli: Asli


def envelope_object(workbook: Path, informasi: str) -> str:
    """Return the archive's first name for the envelopes of one informasi of a workbook."""
    return f"{PREFIX}{object_id(workbook).removeprefix('buku-')}-{informasi}"


def successor(name: str) -> str:
    """Return the name of the object that takes the place of one."""
    found = _GENERATION.fullmatch(name)
    return f"{found[1]}-{int(found[2] or 1) + 1}" if found else f"{name}-2"


def current_object(arsip: Arsip, workbook: Path, informasi: str) -> str:
    """Return the object in which the envelopes of an informasi lie, or will: never one that was destroyed."""
    stones = tombstones(arsip)
    known = {*list_objects(arsip), *stones}
    name = envelope_object(workbook, informasi)
    while name in stones or successor(name) in known:
        name = successor(name)
    return name


def current_objects(arsip: Arsip) -> list[str]:
    """Return the objects of envelopes that no other has taken the place of."""
    known = {*list_objects(arsip), *tombstones(arsip)}
    return [name for name in envelope_objects(arsip) if successor(name) not in known]


def has_envelope(folder: Path, workbook: Path, informasi: str, name: str) -> bool:
    """Tell whether an envelope is in the archive of a workbook."""
    if not (folder / "log.jsonl").is_file():
        return False
    try:
        arsip = open_arsip(folder)
        path = head_file(arsip, current_object(arsip, workbook, informasi), f"{FOLDER}/{name}")
    except ArsipError:
        return False
    return path is not None and path.is_file()


def envelopes(arsip: Arsip, name: str) -> dict[str, Path]:
    """Return the envelopes in the newest version of an object by logical path; none when it is not there."""
    if name not in list_objects(arsip):
        return {}
    found = {path: head_file(arsip, name, path) for path in head_version(arsip, name).files}
    return {path: stored for path, stored in found.items() if stored is not None}


def envelope_objects(arsip: Arsip) -> list[str]:
    """Return the objects that hold envelopes."""
    return [name for name in list_objects(arsip) if name.startswith(PREFIX)]


def made_for(arsip: Arsip) -> dict[str, list[str]]:
    """Return for each object of envelopes the mark of the recipients that each version was made for, in order."""
    found: dict[str, list[str]] = {}
    for one in list_entries(arsip):
        if one.get("tindakan") == "simpan" and str(one.get("objek", "")).startswith(PREFIX):
            found.setdefault(str(one["objek"]), []).append(str(one.get("penerima", "")))
    return found


def cells_name(arsip: Arsip, name: str, book: str) -> str:
    """Return how cells of a workbook's object name the envelopes in an object; blank for those of others or of old."""
    found = _GENERATION.fullmatch(name)
    own = found is not None and found[1].startswith(f"{PREFIX}{book.removeprefix('buku-')}-")
    if found is None or not own or name not in current_objects(arsip):
        return ""
    return place_in_brankas("-".join(found[1].rsplit("-", 3)[1:]), "").rstrip("/")


def keeper(folder: Path, workbook: Path, person: Person, now: datetime) -> Keep | None:
    """Return what seals files into the archive of a workbook; None while the brankas is not on."""
    if not read_brankas(folder).is_on:
        return None
    return lambda files: keep_copies(folder, workbook, files, person, now)


def keep_copies(
    folder: Path, workbook: Path, files: Mapping[str, Sequence[Path]], person: Person, now: datetime
) -> dict[str, list[str]]:
    """Seal files, by informasi, into the archive; return the names of their envelopes.

    Each file is sealed once; every informasi it belongs to gets the envelope. Raises InputError while the brankas is
    not on, HostError for a file that changes meanwhile or a full disk, ArsipError as save_versions does.
    """
    brankas, arsip = check_brankas(folder), open_arsip(folder)
    with tempfile.TemporaryDirectory(prefix="ppid-amplop-", ignore_cleanup_errors=True) as aside:
        sealed = _sealed(files, brankas, Path(aside), now)
        names, packets = dict[str, list[str]](), []
        for informasi, paths in files.items():
            name = current_object(arsip, workbook, informasi)
            known = list_versions(arsip, name) if name in list_objects(arsip) else []
            first = _next_number(known)
            new = {f"{FOLDER}/{first + at:04}.age": sealed[path] for at, path in enumerate(paths)}
            names[informasi] = [path.rpartition("/")[2] for path in new]
            packets.append(
                Packet(
                    name,
                    envelopes(arsip, name) | new,
                    act_of(
                        person, now, f"{len(new)} softcopy masuk brankas", informasi,
                        penerima=_mark(arsip, name, brankas),
                    ),
                    expected=len(known),
                )
            )  # fmt: skip
        save_versions(arsip, packets)
    return names


def _sealed(
    files: Mapping[str, Sequence[Path]], brankas: Brankas, aside: Path, now: datetime
) -> dict[Path, Path]:
    owners: dict[Path, list[str]] = {}
    for informasi, paths in files.items():
        for path in paths:
            owners.setdefault(path, []).append(informasi)
    sealed = {}
    for number, (path, ids) in enumerate(owners.items()):
        sealed[path] = aside / f"{number}.age"
        found = path.stat()
        changed = datetime.fromtimestamp(int(found.st_mtime), now.tzinfo).isoformat()
        asli = Asli(path.name, found.st_size, file_digest(path), changed, tuple(ids))
        with path.open("rb") as source:
            seal(asli, source, brankas.keys, sealed[path])
    return sealed


def _next_number(known: Iterable[Version]) -> int:
    """Return a number that no envelope of an object ever had."""
    taken = [int(m[1]) for version in known for path in version.files if (m := _NAME.fullmatch(path))]
    return max(taken, default=0) + 1


def _mark(arsip: Arsip, name: str, brankas: Brankas) -> str:
    mark, before = set_of(brankas.keys), made_for(arsip).get(name, [])[-1:]
    return mark if before in ([], [mark]) else MIXED


def read_copies(
    folder: Path, workbook: Path, informasi: str, key: OpenKey, into: Path, person: Person, now: datetime,
    alasan: str, name: str = "",
) -> list[Opened]:  # fmt: skip
    """Write the softcopies of an informasi in the clear into a folder, all or none; the log tells it before.

    ``name`` is the object when it is not that of the workbook. Raises InputError for a shared folder, a key that is
    not a recipient's, and where there is no envelope; ArsipError for a damaged one.
    """
    refuse_shared(into, workbook, folder)
    arsip, brankas = open_arsip(folder), read_brankas(folder)
    peran = brankas.role_of(key)
    wanted = name or current_object(arsip, workbook, informasi)
    found = envelopes(arsip, wanted)
    if not found:
        others = [one for one in envelope_objects(arsip) if f"-{informasi}-" in f"{one}-"]
        raise InputError("amplop-tidak-ada", id=informasi, lain=", ".join(others) or "tidak ada")
    refuse_damaged(arsip, wanted)
    act = act_of(person, now, alasan, informasi, informasi=informasi, peran=peran, amplop=str(len(found)))
    record_act(arsip, READ, act, head_version(arsip, wanted))
    return _write_all(found, key, informasi, into)


def _write_all(found: Mapping[str, Path], key: OpenKey, informasi: str, into: Path) -> list[Opened]:
    make_private(into)
    opened: list[Opened] = []
    try:
        for _, envelope in sorted(found.items()):
            opened.append(_write(envelope, key, informasi, into))
    except BaseException:
        for one in opened:
            one.path.unlink(missing_ok=True)
        raise
    return opened


def _write(envelope: Path, key: OpenKey, informasi: str, into: Path) -> Opened:
    draft = into / f".amplop-{os.getpid()}.sementara"
    try:
        with os.fdopen(open_private(draft), "wb") as clear:
            asli = unseal(envelope, key, clear.write)
            clear.flush()
            os.fsync(clear.fileno())
        if informasi not in asli.informasi:
            raise ArsipError("amplop-tertukar", berkas=envelope, id=informasi)
        stem, _, suffix = asli.nama.rpartition(".")
        whole = file_stem(stem or suffix)
        target = free_name(into, whole, f".{file_stem(suffix)}" if stem else "")
        replace_patiently(draft, target)
    except OSError as reason:
        raise HostError("amplop-tidak-tertulis", folder=into, alasan=reason_of(reason)) from None
    finally:
        draft.unlink(missing_ok=True)
    return Opened(target, asli)


def open_all(arsip: Arsip, key: OpenKey) -> tuple[int, list[str]]:
    """Open every envelope without keeping anything; return how many opened, and the places of those that did not."""
    opened, refused = 0, []
    for name in current_objects(arsip):
        for path, envelope in envelopes(arsip, name).items():
            try:
                look_into(envelope, key)
                opened += 1
            except (ArsipError, InputError):
                refused.append(f"{name}/{path}")
    return opened, refused
