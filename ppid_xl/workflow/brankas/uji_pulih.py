"""Uji pulih: a key opens a test envelope made for the recipients, and every envelope there is; the log keeps that."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.store import Arsip, open_arsip, record_act
from ppid_xl.brankas.bundle import Asli
from ppid_xl.brankas.envelope import seal, unseal
from ppid_xl.brankas.keys import OpenKey
from ppid_xl.errors import ArsipError, InputError
from ppid_xl.model import Book
from ppid_xl.workflow.arsip.simpan import Person
from ppid_xl.workflow.brankas.amplop import open_all
from ppid_xl.workflow.brankas.penerima import UJI_PULIH, Brankas, act_of, read_brankas
from ppid_xl.workflow.ground.tindakan import find_pejabat

TEST_SIZE = 200_000  # several pieces of an envelope


@dataclass(frozen=True, slots=True)
class Tried:
    """A role whose key opened the test envelope and so many others."""

    peran: str
    sidik: str
    amplop: int


def uji_pulih(book: Book, folder: Path, key: OpenKey, person: Person, now: datetime) -> Tried:
    """Try one key and record it.

    Raises InputError for a key that is nobody's, ArsipError when it does not open what it should.
    """
    find_pejabat(book, person.oleh)
    brankas = read_brankas(folder)
    if not brankas.penerima:
        raise InputError("brankas-tanpa-kunci")
    peran = brankas.role_of(key)
    arsip, opened = open_arsip(folder), 0
    if key.public in brankas.keys:
        opened, refused = open_all(arsip, key)
        if refused:
            raise ArsipError("uji-pulih-gagal", peran=peran, jumlah=len(refused), berkas=refused[0])
    return try_key(arsip, brankas, key, person, now, opened)


def try_key(
    arsip: Arsip, brankas: Brankas, key: OpenKey, person: Person, now: datetime, opened: int
) -> Tried:
    """Let a key open a test envelope made for the recipients as they are, or will be, and record it."""
    peran = brankas.role_of(key)
    others = brankas if key.public in brankas.keys else brankas.with_usulan()
    if not _opens(key, others.keys):
        raise ArsipError("uji-pulih-gagal", peran=peran, jumlah=1, berkas="amplop uji")
    facts = {"peran": peran, "sidik_kunci": key.sidik, "amplop": str(opened)}
    record_act(arsip, UJI_PULIH, act_of(person, now, f"Kunci {peran} membuka amplop uji", **facts))
    return Tried(peran, key.sidik, opened)


def _opens(key: OpenKey, recipients: tuple[str, ...]) -> bool:
    content = os.urandom(TEST_SIZE)
    asli = Asli("uji", len(content), hashlib.sha256(content).hexdigest(), "", ())
    found = bytearray()
    with tempfile.TemporaryDirectory(prefix="ppid-uji-", ignore_cleanup_errors=True) as aside:
        envelope = Path(aside) / "uji.age"
        seal(asli, io.BytesIO(content), recipients, envelope)
        return unseal(envelope, key, found.extend) == asli and bytes(found) == content
