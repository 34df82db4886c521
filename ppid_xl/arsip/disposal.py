"""Disposal: a whole object leaves the archive after a berita acara; a tombstone in the log and a record stay.

The order survives a crash: the record is archived, the tombstone written into the log, then the object removed.
What was interrupted after the tombstone is finished by the next act.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ppid_xl.arsip import durable, ocfl
from ppid_xl.arsip.chain import Line, read_chain
from ppid_xl.arsip.durable import Source
from ppid_xl.arsip.faults import Fault, fault
from ppid_xl.arsip.inventory import number_of
from ppid_xl.arsip.lock import locked
from ppid_xl.arsip.names import check_object_id, is_object_id
from ppid_xl.arsip.records import saves
from ppid_xl.arsip.store import (
    ROOT,
    Act,
    Arsip,
    list_objects,
    list_versions,
    record_act,
    refuse_damaged,
    same_as_head,
    save_version,
)
from ppid_xl.errors import ArsipError

DISPOSE = "pemusnahan"
RECORD, RECORD_FILE = "musnah-", "pemusnahan.json"
RUINS = "rusak"
_ASIDE = ".musnah"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of a destroyed object; ``baris`` is its line in the log, ``sidik`` its last inventory's sha512."""

    objek: str
    versi: str
    sidik: str
    baris: int
    waktu: str
    pelaku: str
    alasan: str
    nomor: str

    @property
    def tanggal(self) -> str:
        """Return the day of the disposal, day first."""
        year, month, day = self.waktu[:10].split("-")
        return f"{day}/{month}/{year}"


def tombstones(arsip: Arsip) -> dict[str, Tombstone]:
    """Return object → its tombstone, the first one of each, as the whole lines of the log tell."""
    found: dict[str, Tombstone] = {}
    for line in read_chain(arsip.log).telling("tindakan", {DISPOSE}):
        stone = _stone(line)
        found.setdefault(stone.objek, stone)
    return found


def _stone(line: Line) -> Tombstone:
    entry = line.facts
    texts = ("objek", "versi", "sidik_inventory", "waktu", "pelaku", "alasan", "nomor")
    objek, versi, sidik, waktu, pelaku, alasan, nomor = (str(entry.get(name, "")) for name in texts)
    return Tombstone(objek, versi, sidik, line.number, waktu, pelaku, alasan, nomor)


def refuse_destroyed(arsip: Arsip, object_id: str) -> None:
    """Raise ArsipError for an object that was destroyed: its name is never used again."""
    if stone := tombstones(arsip).get(object_id):
        raise ArsipError(
            "objek-dimusnahkan",
            objek=object_id,
            tanggal=stone.tanggal,
            nomor=stone.nomor,
            pelaku=stone.pelaku,
        )


def destroy_object(arsip: Arsip, object_id: str, papers: Mapping[str, Source], act: Act) -> Tombstone:
    """Destroy an object: archive the papers as its record, write the tombstone, remove the object.

    Raises ArsipError, with nothing changed, for an object that is damaged, not there, destroyed already or itself
    the record of a disposal; HostError while another process writes.
    """
    check_object_id(f"{RECORD}{object_id}")
    refuse_destroyed(arsip, object_id)
    if object_id.startswith(RECORD):
        raise ArsipError("musnah-catatan", objek=object_id)
    refuse_damaged(arsip, object_id)
    versions = list_versions(arsip, object_id)
    record = dict(papers) | {RECORD_FILE: _record(versions, act)}
    name = f"{RECORD}{object_id}"
    if name not in list_objects(arsip) or not same_as_head(arsip, name, record):
        save_version(arsip, name, record, act)
    record_act(arsip, DISPOSE, replace(act, rincian={**act.rincian, "catatan": name}), versions[-1])
    finish_disposals(arsip, act)
    return tombstones(arsip)[object_id]


def _record(versions: Iterable[ocfl.Version], act: Act) -> bytes:
    """Return what is remembered of each version: when, who, why and its digest; never what was in it."""
    told = {
        **act.rincian, "pelaku": act.pelaku, "nomor": act.nomor, "alasan": act.alasan,
        "versi": [
            {"versi": one.name, "waktu": one.created.isoformat(), "pelaku": one.user_name, "alasan": one.message,
             "jumlah_berkas": len(one.files), "sidik_inventory": one.inventory_digest}
            for one in versions
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode()


def finish_disposals(arsip: Arsip, act: Act) -> list[str]:
    """Remove what a tombstone says is destroyed and still lies there; return those objects.

    An object that got a version after its tombstone is left for the check to report, and so is what no object can
    be called: a line of the log leads nowhere outside the root.
    """
    stones = {name: stone for name, stone in tombstones(arsip).items() if is_object_id(name)}
    if not any(_remains(arsip, name) for name in stones):
        return []
    finished = []
    with locked(arsip.path, act.akun, act.waktu), durable.writing(arsip.root):
        for name, stone in stones.items():
            folder, aside = _places(arsip, name)
            if folder.is_dir() and ocfl.newest_version(arsip.root, name) == stone.versi:
                aside.parent.mkdir(exist_ok=True)
                if aside.exists():
                    shutil.rmtree(aside)
                durable.move(folder, aside)
            left = [place for place in (aside, *_ruins(arsip, name)) if place.is_dir()]
            for place in left:
                shutil.rmtree(place)
            durable.remove_if_empty(aside.parent)
            finished += [name] if left else []
    return finished


def _places(arsip: Arsip, object_id: str) -> tuple[Path, Path]:
    """Return where an object stands, and where it is put on its way out."""
    return arsip.root / object_id, ocfl.staging_of(arsip.root) / f"{object_id}{_ASIDE}"


def _ruins(arsip: Arsip, object_id: str) -> list[Path]:
    """Return what repairs once set aside of an object: damaged, and still readable."""
    return sorted((arsip.path / RUINS).glob(f"*/{ROOT}/{object_id}"))


def _remains(arsip: Arsip, object_id: str) -> bool:
    return any(place.is_dir() for place in (*_places(arsip, object_id), *_ruins(arsip, object_id)))


def judge_disposals(arsip: Arsip, faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults of a check without those that a tombstone explains, and with those of the disposals."""
    if not arsip.log.is_file():
        return list(faults)
    stones = tombstones(arsip)
    recorded = saves(read_chain(arsip.log))
    kept = [found for found in faults if not _is_explained(arsip, found, stones, recorded)]
    return [*kept, *_disposal_faults(arsip, stones)]


def _is_explained(
    arsip: Arsip, found: Fault, stones: Mapping[str, Tombstone], recorded: Mapping[tuple[str, str], Line]
) -> bool:
    if found.kode == "arsip-catatan-tanpa-versi":
        objek, versi = found.fakta["objek"], found.fakta["versi"]
        stone, line = stones.get(objek), recorded.get((objek, versi))
        gone = not (arsip.root / objek).is_dir()
        return bool(gone and stone and line and line.number < stone.baris and _is_older(versi, stone.versi))
    aside = {f"{ocfl.STAGING}/{name}{_ASIDE}" for name in stones}
    return found.kode == "arsip-berkas-asing" and found.berkas in aside


def _is_older(versi: str, last: str) -> bool:
    return number_of(versi) <= number_of(last)


def _disposal_faults(arsip: Arsip, stones: Mapping[str, Tombstone]) -> Iterator[Fault]:
    """Name a destroyed object that is still there, and a tombstone without its record."""
    for name, stone in stones.items():
        if _remains(arsip, name):
            yield fault("pemusnahan-terputus", f"{ROOT}/{name}", objek=name, baris=stone.baris)
        if not (arsip.root / f"{RECORD}{name}").is_dir():
            place = f"{ROOT}/{RECORD}{name}"
            yield fault("pemusnahan-tanpa-catatan", place, objek=name, baris=stone.baris)
