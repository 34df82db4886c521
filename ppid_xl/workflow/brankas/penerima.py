"""Penerima: the two public keys that softcopies are sealed for, kept as an object of the archive, and their state.

The brankas is on once both roles have a key and each key has opened a test envelope.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ppid_xl.arsip.store import (
    Act,
    Arsip,
    head_version,
    list_entries,
    list_objects,
    open_arsip,
    recorded_versions,
    refuse_damaged,
    save_version,
    version_bytes,
)
from ppid_xl.brankas.keys import OpenKey, fingerprint
from ppid_xl.errors import ArsipError, InputError
from ppid_xl.version import VERSION
from ppid_xl.workflow.arsip.simpan import Person

OBJECT, FILE = "kunci-brankas", "penerima.json"
PERAN = {"ppid": "PPID", "atasan": "Atasan PPID"}
KUNCI, UJI_PULIH = "kunci", "uji-pulih"
STALE_DAYS = 365
SET_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Penerima:
    """A public key that envelopes are made for, and who holds its secret half; field names as in ``penerima.json``."""

    peran: str
    kunci: str
    sidik: str
    pemegang: str
    sejak: str


@dataclass(frozen=True)
class Brankas:
    """The recipients by role, one proposed in the place of another, and when each fingerprint was last tried.

    ``nomor`` is the version of ``penerima.json`` that was read, 0 for none.
    """

    penerima: Mapping[str, Penerima] = field(default_factory=dict)
    usulan: Penerima | None = None
    dicoba: Mapping[str, datetime] = field(default_factory=dict)
    nomor: int = 0

    @property
    def is_on(self) -> bool:
        """Tell whether softcopies can be sealed: both keys are there, and both were tried."""
        return all(
            peran in self.penerima and self.penerima[peran].sidik in self.dicoba for peran in PERAN.values()
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the public keys, those of both roles in their order."""
        return tuple(self.penerima[peran].kunci for peran in PERAN.values() if peran in self.penerima)

    @property
    def lacks(self) -> tuple[str, ...]:
        """Return what is missing until the brankas is on, in words."""
        missing = []
        for peran in PERAN.values():
            if peran not in self.penerima:
                missing.append(f"kunci {peran} belum ada")
            elif self.penerima[peran].sidik not in self.dicoba:
                missing.append(f"kunci {peran} belum dicoba")
        return tuple(missing)

    def role_of(self, key: OpenKey) -> str:
        """Return the role whose key this is; raise InputError when it is nobody's."""
        for one in (*self.penerima.values(), *([self.usulan] if self.usulan else [])):
            if one.kunci == key.public:
                return one.peran
        raise InputError("kunci-bukan-penerima", sidik=key.sidik)

    def with_usulan(self) -> Brankas:
        """Return the brankas as it is once the proposed key has taken its place."""
        if self.usulan is None:
            return self
        return replace(self, penerima={**self.penerima, self.usulan.peran: self.usulan}, usulan=None)

    def stale_roles(self, now: datetime) -> list[str]:
        """Return the roles whose key nobody tried for a year."""
        return [
            peran
            for peran, one in self.penerima.items()
            if one.sidik in self.dicoba and (now - self.dicoba[one.sidik]).days > STALE_DAYS
        ]


def set_of(keys: tuple[str, ...]) -> str:
    """Return the mark of a set of recipients, by which the log tells for whom envelopes were made."""
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:SET_LENGTH]


def read_brankas(folder: Path) -> Brankas:
    """Return the brankas of an archive folder, empty when there is none.

    Raises ArsipError when what is kept is not what was recorded.
    """
    if not (folder / "log.jsonl").is_file():
        return Brankas()
    arsip = open_arsip(folder)
    if OBJECT not in list_objects(arsip):
        return Brankas()
    version = head_version(arsip, OBJECT)
    recorded = recorded_versions(arsip).get((OBJECT, version.name))
    content = version_bytes(arsip, version, FILE)
    if content is None or recorded != version.inventory_digest:
        raise ArsipError("penerima-rusak", berkas=f"{OBJECT}/{version.name}/{FILE}")
    told = _parsed(content, version.name)
    tried = {
        str(one.get("sidik_kunci")): datetime.fromisoformat(one["waktu"])
        for one in list_entries(arsip)
        if one.get("tindakan") == UJI_PULIH
    }
    return Brankas(
        {one.peran: one for one in told[0]}, told[1][0] if told[1] else None, tried, version.number
    )


def _parsed(content: bytes, name: str) -> tuple[list[Penerima], list[Penerima]]:
    try:
        told: dict[str, Any] = json.loads(content)
        penerima, usulan = ([Penerima(**one) for one in told[key]] for key in ("penerima", "usulan"))
    except (ValueError, KeyError, TypeError):
        raise ArsipError("penerima-rusak", berkas=f"{OBJECT}/{name}/{FILE}") from None
    if any(one.sidik != fingerprint(one.kunci) for one in (*penerima, *usulan)):
        raise ArsipError("penerima-rusak", berkas=f"{OBJECT}/{name}/{FILE}")
    return penerima, usulan


def write_brankas(arsip: Arsip, brankas: Brankas, act: Act) -> None:
    """Archive the recipients; raise ArsipError when somebody else changed them meanwhile."""
    told = {
        "penerima": [asdict(one) for one in brankas.penerima.values()],
        "usulan": [asdict(brankas.usulan)] if brankas.usulan else [],
    }
    content = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode()
    save_version(arsip, OBJECT, {FILE: content}, act, expected=brankas.nomor)


def check_brankas(folder: Path) -> Brankas:
    """Return the brankas, its object and the log checked to the last byte.

    Raises ArsipError for damage, InputError when the brankas is not on.
    """
    found = read_brankas(folder)
    if not found.is_on:
        raise InputError("brankas-belum-siap", kurang="; ".join(found.lacks))
    refuse_damaged(open_arsip(folder), OBJECT)
    return found


def act_of(person: Person, now: datetime, alasan: str, nomor: str = "", **rincian: str) -> Act:
    """Return an act of the brankas as the log of the archive keeps it."""
    return Act(
        person.oleh or person.akun, person.akun, now, alasan, person.oleh, nomor, VERSION, rincian,
    )  # fmt: skip


def state_words(brankas: Brankas) -> str:
    """Return in a few words whether the brankas is on, and what is missing."""
    if brankas.is_on:
        return "siap; penerima " + ", ".join(
            f"{one.peran} ({one.pemegang})" for one in brankas.penerima.values()
        )
    return f"belum siap: {'; '.join(brankas.lacks)}"
