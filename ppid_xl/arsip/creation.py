"""Begin an archive: the root, what a successor needs beside it, and the first line of the log."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ppid_xl.arsip import chain, durable, ocfl
from ppid_xl.arsip.act import Act, facts_of
from ppid_xl.arsip.folder import COMPANIONS, LOG, ROOT, SEALED, Arsip
from ppid_xl.arsip.lock import LOCK, locked
from ppid_xl.arsip.records import CREATE
from ppid_xl.bawaan import data_path
from ppid_xl.errors import ArsipError


def create_arsip(path: Path, act: Act) -> Arsip:
    """Make an empty archive in a folder that is new, empty, or left by an interrupted attempt.

    Raises ArsipError when the folder holds an archive or anything else.
    """
    arsip = Arsip(path)
    _refuse_taken(arsip)
    facts = facts_of(act, CREATE)
    with durable.writing(path):
        path.mkdir(parents=True, exist_ok=True)
    durable.refuse_full(path, 0)
    with locked(path, act.akun, act.waktu), durable.writing(path):
        _refuse_taken(arsip)
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
