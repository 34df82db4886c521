"""Ekspor: a version, or what it holds of one informasi, as a BagIt bag to hand over or to keep elsewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.bagit import write_bag
from ppid_xl.arsip.chain import read_chain
from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.store import (
    Act,
    Arsip,
    head_version,
    list_objects,
    list_versions,
    open_arsip,
    record_act,
    refuse_damaged,
    version_bytes,
)
from ppid_xl.errors import ArsipError, InputError, PpidXlError
from ppid_xl.evidence import read_evidence
from ppid_xl.identitas import collapse_ids, expand_ids
from ppid_xl.version import VERSION
from ppid_xl.workflow.arsip.buku_lain import ROWS
from ppid_xl.workflow.arsip.simpan import Person, canonical
from ppid_xl.workflow.ground.archived_rows import origin_of
from ppid_xl.workflow.ground.isi_versi import broken_record, read_record, rows_in
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.versi_terakhir import archived_book
from ppid_xl.workflow.periksa.bukti_arsip import EVIDENCE_FILE

EXPORT = "ekspor"
FINDINGS, APPROVAL = "temuan.json", "persetujuan.json"
KINDS = ("informasi-", "surat-", "bukti-")
_LETTERS = re.compile(r"SR-[0-9]{4}-[0-9]+")


@dataclass(frozen=True)
class Bag:
    """The bag that was written: its version, its files, and why its line is not in the log, None when it is."""

    path: Path
    version: Version
    files: tuple[str, ...]
    trouble: PpidXlError | None = None


def ekspor(
    folder: Path, name: str, number: int | None, ids: Sequence[str], into: Path, knowledge: Knowledge,
    now: datetime, person: Person,
) -> Bag:  # fmt: skip
    """Write a bag with a version, the newest unless one is named; with ``ids`` only what is about those informasi.

    Every byte is verified on the way. Raises ArsipError for damage, InputError for an ID that the version has not, or a
    folder that is there already.
    """
    arsip = open_arsip(folder)
    if os.path.lexists(into):
        raise InputError("berkas-sudah-ada", berkas=into)
    refuse_damaged(arsip, name)
    versions = {version.number: version for version in list_versions(arsip, name)}
    version = versions.get(number or max(versions))
    if version is None:
        raise ArsipError("arsip-versi-tidak-ada", objek=name, versi=f"v{number}")
    wanted = set(expand_ids(ids)) if ids else set()
    files = _dossier(arsip, version, wanted, knowledge) if wanted else _everything(arsip, version)
    payload = {f"{name}/{version.name}/{path}": content for path, content in sorted(files.items())}
    for other in _own_objects(arsip, name, wanted):
        base = f"{other.object_id}/{other.name}"
        payload |= {f"{base}/{path}": content for path, content in _everything(arsip, other).items()}
    payload["log.jsonl"] = _log_lines(arsip, name)
    digests = write_bag(into, payload, _info(arsip, version, wanted, now, person))
    return Bag(into, version, tuple(digests), _record(arsip, version, wanted, into, now, person))


def _everything(arsip: Arsip, version: Version) -> dict[str, bytes]:
    return {path: _bytes(arsip, version, path) for path in version.files}


def _dossier(arsip: Arsip, version: Version, ids: set[str], knowledge: Knowledge) -> dict[str, bytes]:
    """Return what a version holds of some informasi: rows, findings, evidence, letters, copies, law and SOP."""
    rows = _of_ids(arsip, version, ROWS, ids, "id")
    if missing := ids - {str(row.get("id", "")).strip().upper() for row in rows}:
        raise InputError("id-tidak-di-versi", id=collapse_ids(missing), versi=version.name)
    told = read_record(arsip, version, EVIDENCE_FILE)
    if not isinstance(told, dict | None):
        raise broken_record(version, EVIDENCE_FILE)
    files = {
        ROWS: canonical(rows),
        FINDINGS: canonical(_of_ids(arsip, version, FINDINGS, ids, "id")),
        EVIDENCE_FILE: canonical({key: value for key, value in (told or {}).items() if key in ids}),
    }
    wanted = set(_papers(arsip, version, ids, knowledge))
    for path in version.files:
        first, *rest = path.split("/")
        about = first == "softcopy" and rest[0].upper() in ids
        if first in ("aturan", "sop") or about or (first == "dokumen" and rest[-1] in wanted):
            files[path] = _bytes(arsip, version, path)
    return files


def _own_objects(arsip: Arsip, name: str, ids: set[str]) -> list[Version]:
    """Return the newest versions of the objects that keep these informasi, their letters and their evidence."""
    names = list_objects(arsip)
    newest = {one: head_version(arsip, one) for one in names if one.startswith(KINDS)}
    mine = [one for one in newest.values() if origin_of(arsip, one) == name]
    kept = [one for one in mine if _identity(one.object_id, "informasi-") in ids]
    cited = b"\n".join(_bytes(arsip, one, APPROVAL) for one in kept if APPROVAL in one.files).decode()
    letters = [one for one in mine if one.object_id.startswith("surat-")]
    return [
        *kept,
        *(one for one in letters if _identity(one.object_id, "surat-") in _LETTERS.findall(cited)),
        *(one for one in mine if one.object_id.startswith("bukti-") and f'"{one.object_id}"' in cited),
    ]


def _identity(name: str, kind: str) -> str:
    """Return the ID at the head of an object's name; empty for another kind of object."""
    return "-".join(name.removeprefix(kind).split("-")[:3]) if name.startswith(kind) else ""


def _papers(arsip: Arsip, version: Version, ids: set[str], knowledge: Knowledge) -> Iterator[str]:
    """Yield the names of the files that the letters of some informasi are kept in."""
    evidence = read_evidence(archived_book(arsip, version, knowledge.dictionary))
    for informasi in ids:
        for letter in evidence.letters.get(informasi, ()):
            if letter.berkas:
                yield letter.berkas.replace("\\", "/").rpartition("/")[2]


def _of_ids(arsip: Arsip, version: Version, path: str, ids: set[str], key: str) -> list[Mapping[str, object]]:
    found = rows_in(arsip, version, path)
    return [one for one in found if str(one.get(key, "")).strip().upper() in ids]


def _bytes(arsip: Arsip, version: Version, path: str) -> bytes:
    content = version_bytes(arsip, version, path)
    if content is None:
        raise ArsipError("arsip-berkas-hilang", berkas=path)
    return content


def _log_lines(arsip: Arsip, name: str) -> bytes:
    """Return the lines of the log about an object, each as it stands there."""
    lines = read_chain(arsip.log).lines
    return b"".join(line.content + b"\n" for line in lines if line.entry and line.entry.get("objek") == name)


def _info(arsip: Arsip, version: Version, ids: set[str], now: datetime, person: Person) -> dict[str, str]:
    return {
        "Bagging-Date": now.date().isoformat(),
        "Bag-Software-Agent": f"ppid_xl {VERSION}",
        "Contact-Name": person.oleh or person.akun,
        "External-Identifier": f"{version.object_id}/{version.name}",
        "External-Description": f"Informasi {collapse_ids(ids)}" if ids else version.message,
        "Sidik-Inventory": version.inventory_digest,
        "Sidik-Rantai": read_chain(arsip.log).head,
    }


def _record(
    arsip: Arsip, version: Version, ids: set[str], into: Path, now: datetime, person: Person
) -> PpidXlError | None:
    """Write the export into the log; the bag is there already, so a log that takes no line is told."""
    facts = {"informasi": collapse_ids(ids), "paket": into.name}
    act = Act(person.oleh or person.akun, person.akun, now, "", person.oleh, "", VERSION, facts)
    try:
        record_act(arsip, EXPORT, act, version, happened=True)
    except PpidXlError as reason:
        return reason
    return None
