"""Siapkan: one of the two keys of the brankas is made at its holder's own place, or its public half taken over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.store import Act, Arsip, create_arsip, open_arsip, record_act
from ppid_xl.brankas.keys import fingerprint
from ppid_xl.errors import InputError
from ppid_xl.model import Book
from ppid_xl.workflow.arsip.simpan import Person
from ppid_xl.workflow.brankas.amplop import envelope_objects
from ppid_xl.workflow.brankas.lembar_kunci import made_key
from ppid_xl.workflow.brankas.penerima import (
    KUNCI,
    PERAN,
    Brankas,
    Penerima,
    act_of,
    read_brankas,
    write_brankas,
)
from ppid_xl.workflow.brankas.shared_place import refuse_shared
from ppid_xl.workflow.brankas.uji_pulih import try_key
from ppid_xl.workflow.ground.tindakan import find_pejabat


def register_new(
    book: Book, workbook: Path, folder: Path, peran: str, path: Path, passphrase: str, person: Person,
    now: datetime,
) -> Brankas:  # fmt: skip
    """Make a key pair, prove the file of its secret half, and register the public half; return the new state.

    Raises InputError for a shared place, and as made_key and register_public do; then no file is left behind.
    """
    officer = find_pejabat(book, person.oleh)
    refuse_shared(path, workbook, folder)
    refuse_unfit(read_brankas(folder), folder, peran, person.oleh)
    with made_key(path, passphrase, peran, officer, now) as key:
        brankas = _register(folder, peran, key.public, person, now)
        try_key(open_arsip(folder), brankas, key, person, now, 0)
    return read_brankas(folder)


def register_public(
    book: Book, folder: Path, peran: str, public: str, person: Person, now: datetime
) -> Brankas:
    """Register a public key whose secret half was made elsewhere; its holder proves it with uji-pulih.

    Raises InputError when the role has a key in use, or one person or one key would stand for both roles.
    """
    find_pejabat(book, person.oleh)
    return _register(folder, peran, public, person, now)


def refuse_unfit(brankas: Brankas, folder: Path, peran: str, oleh: str) -> None:
    """Raise InputError when a role has a key in use, or its holder holds the other one."""
    if PERAN[peran] in brankas.penerima and (brankas.is_on or _has_envelopes(folder)):
        raise InputError("kunci-sudah-ada", peran=PERAN[peran], pilihan=peran)
    refuse_same_holder(brankas, peran, oleh)


def refuse_same_holder(brankas: Brankas, peran: str, oleh: str) -> None:
    """Raise InputError when the holder of the other role's key would hold this one too."""
    for role, one in brankas.penerima.items():
        if role != PERAN[peran] and one.pemegang.casefold() == oleh.casefold():
            raise InputError("kunci-satu-orang", pejabat=oleh, peran=role)


def refuse_same_key(brankas: Brankas, peran: str, public: str, *, renewed: bool = False) -> None:
    """Raise InputError for a key that the other role has already; ``renewed``: or this one."""
    for role, one in brankas.penerima.items():
        if one.kunci == public and (renewed or role != PERAN[peran]):
            raise InputError("kunci-sama", peran=role, sidik=one.sidik)


def _has_envelopes(folder: Path) -> bool:
    return (folder / "log.jsonl").is_file() and bool(envelope_objects(open_arsip(folder)))


def _register(folder: Path, peran: str, public: str, person: Person, now: datetime) -> Brankas:
    brankas, role = read_brankas(folder), PERAN[peran]
    refuse_unfit(brankas, folder, peran, person.oleh)
    refuse_same_key(brankas, peran, public)
    one = Penerima(role, public, fingerprint(public), person.oleh, now.date().isoformat())
    act = act_of(person, now, f"Kunci penerima {role} didaftarkan", peran=role, sidik_kunci=one.sidik)
    arsip = _open_or_begin(folder, act)
    write_brankas(arsip, replace(brankas, penerima={**brankas.penerima, role: one}), act)
    record_act(arsip, KUNCI, act)
    return read_brankas(folder)


def _open_or_begin(folder: Path, act: Act) -> Arsip:
    if (folder / "log.jsonl").is_file() or (folder / "ocfl").is_dir():
        return open_arsip(folder)
    return create_arsip(folder, replace(act, alasan="Dimulai untuk brankas", rincian={}))
