"""Read an archive: its objects, their versions and bytes, and what the log says of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from ppid_xl.arsip import chain, versions
from ppid_xl.arsip.durable import Source
from ppid_xl.arsip.folder import ROOT, Arsip
from ppid_xl.arsip.inventory import load_inventory
from ppid_xl.arsip.inventory_rules import INVENTORY
from ppid_xl.arsip.names import check_object_id
from ppid_xl.arsip.records import recorded_digests, saves
from ppid_xl.arsip.versions import Version
from ppid_xl.errors import ArsipError


def list_objects(arsip: Arsip) -> list[str]:
    """Return the ids of all archived objects, sorted."""
    return versions.object_ids(arsip.root)


def list_versions(arsip: Arsip, object_id: str) -> list[Version]:
    """Return all versions of an object, oldest first; raise ArsipError when it is damaged or not there."""
    check_object_id(object_id)
    if not (arsip.root / object_id).is_dir():
        refuse_lost(arsip, object_id)
    return versions.read_versions(arsip.root, object_id)


def head_version(arsip: Arsip, object_id: str) -> Version:
    """Return the newest version of an object, whatever the number of others; raise as list_versions does."""
    check_object_id(object_id)
    if not (arsip.root / object_id).is_dir():
        refuse_lost(arsip, object_id)
    return versions.read_last(arsip.root, object_id)


def same_as_head(arsip: Arsip, object_id: str, files: Mapping[str, Source]) -> bool:
    """Tell whether the newest version of an object holds exactly these files."""
    return versions.same_as_head(arsip.root, object_id, files)


def head_file(arsip: Arsip, object_id: str, path: str) -> Path | None:
    """Return where the newest version keeps the bytes of a logical path; None when it has none."""
    return versions.head_file(arsip.root, object_id, path)


def version_bytes(arsip: Arsip, version: Version, path: str) -> bytes | None:
    """Return the bytes that a version keeps under a logical path; None when it has none.

    Raises ArsipError when they are gone or not as they were archived.
    """
    if path not in version.files:
        return None
    folder, digest = arsip.root / version.object_id, version.files[path]
    paths = load_inventory(folder / version.name)[1]["manifest"].get(digest)
    if not paths:
        inventory = folder / version.name / INVENTORY
        raise ArsipError(
            "arsip-inventaris-diganti", berkas=inventory, objek=version.object_id, versi=version.name
        )
    stored = folder / paths[0]
    try:
        content: bytes = stored.read_bytes()
    except (OSError, ValueError) as reason:
        raise ArsipError("arsip-berkas-hilang", berkas=f"{path} ({stored})") from reason
    if hashlib.sha512(content).hexdigest() != digest:
        raise ArsipError("arsip-berkas-berubah", berkas=stored, nama=path)
    return content


def recorded_versions(arsip: Arsip) -> Mapping[tuple[str, str], str]:
    """Return (object, version) → inventory digest, as the log has them."""
    return recorded_digests(chain.read_chain(arsip.log))


def refuse_lost(arsip: Arsip, object_id: str, name: str = "") -> None:
    """Raise ArsipError when the log saved what is gone from the root: an object, or one version of it."""
    for key, line in saves(chain.read_chain(arsip.log), frozenset({object_id})).items():
        if name in ("", key[1]):
            place = f"{ROOT}/{object_id}/{key[1]}"
            raise ArsipError(
                "arsip-catatan-tanpa-versi", berkas=place, objek=object_id, versi=key[1], baris=line.number
            )


def list_entries(arsip: Arsip, object_id: str = "") -> list[chain.Entry]:
    """Return the log entries about an object, or all, in order."""
    log = chain.read_chain(arsip.log)
    if not object_id:
        return list(log.entries)
    return [line.facts for line in log.telling("objek", {object_id})]


def has_line(arsip: Arsip, digest: str) -> bool:
    """Tell whether the log still holds the line with this digest, as once printed on a document."""
    return any(line.digest == digest for line in chain.read_chain(arsip.log).lines)
