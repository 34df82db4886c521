"""Write a version out again, each byte verified; nothing is overwritten and nothing half-written is left."""

from __future__ import annotations

import os
from pathlib import Path

from ppid_xl.arsip import durable, versions
from ppid_xl.arsip.folder import LOG, Arsip
from ppid_xl.arsip.inventory import files_of, load_inventory
from ppid_xl.arsip.names import check_logical_paths, check_object_id
from ppid_xl.arsip.reading import recorded_versions, refuse_lost
from ppid_xl.errors import ArsipError, HostError


def restore_version(arsip: Arsip, object_id: str, number: int, into: Path) -> list[Path]:
    """Write the files of a version into a folder, each byte verified, and return their paths in order.

    Raises ArsipError before the first byte when a file is there already or the log knows another inventory,
    and leaves nothing behind when a stored file turns out damaged.
    """
    check_object_id(object_id)
    folder = arsip.root / object_id / f"v{number}"
    if not folder.is_dir():
        refuse_lost(arsip, object_id, folder.name)
        raise ArsipError("arsip-versi-tidak-ada", objek=object_id, versi=f"v{number}")
    recorded = recorded_versions(arsip).get((object_id, folder.name))
    if recorded is None:
        raise ArsipError("arsip-versi-tanpa-catatan", berkas=LOG, objek=object_id, versi=folder.name)
    if recorded != versions.version_digest(folder):
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
    if not os.path.isfile(source):
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
