"""When an archive is checked, and the reports that are kept of it: files beside the versions, sealed by the log."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.chain import read_chain
from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.damage import version_damage
from ppid_xl.arsip.disposal import DISPOSE, judge_disposals
from ppid_xl.arsip.durable import write_new, writing
from ppid_xl.arsip.faults import Fault, fault
from ppid_xl.arsip.records import CREATE, SAVE, digest_in, key_of
from ppid_xl.arsip.store import Act, Arsip, record_act
from ppid_xl.errors import PpidXlError
from ppid_xl.messages import sentence

CHECK, FAULTY, DRILL, REPAIR = "periksa", "cacat", "coba-pulih", "perbaikan"
REPORTS = "laporan"
FULL_DAYS = 7


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a report was kept; ``trouble`` is why it is not in the log, None when it is."""

    path: Path | None
    trouble: PpidXlError | None = None


def check_all(arsip: Arsip) -> list[Fault]:
    """Return every fault of an archive: files, inventories, chain, disposals and kept reports, ordered by file.

    Raises HostError while another process writes.
    """
    faults = [*judge_disposals(arsip, check_arsip(arsip)), *_report_faults(arsip)]
    return sorted(faults, key=lambda found: (found.berkas, found.kode))


def check_touched(arsip: Arsip, waktu: datetime) -> str:
    """Return the first fault in what the saves of a moment wrote: inventories, and each byte of their versions.

    Empty when there is none. The log and what was there before the save has checked itself.
    """
    for object_id, name, digest in _touched(arsip, waktu.isoformat(timespec="seconds")):
        if found := next(version_damage(arsip.root, object_id, name, digest), None):
            return sentence(found)
    return ""


def _touched(arsip: Arsip, waktu: str) -> list[tuple[str, str, str]]:
    """Return object, version and digest of what was saved at a moment and still stands."""
    lines = list(read_chain(arsip.log).telling("waktu", {waktu}))
    gone = {key_of(line)[0] for line in lines if line.facts.get("tindakan") == DISPOSE}
    saved = [line for line in lines if line.facts.get("tindakan") == SAVE and key_of(line)[0] not in gone]
    return [(*key_of(line), digest_in(line)) for line in saved]


def last_full_check(arsip: Arsip) -> datetime | None:
    """Return when the whole archive was checked last, or begun; None when the log cannot tell."""
    checks = list(read_chain(arsip.log).telling("tindakan", {CHECK, FAULTY, CREATE}))
    for line in reversed(checks):
        with suppress(KeyError, TypeError, ValueError):
            return datetime.fromisoformat(line.facts["waktu"])
    return None


def is_check_due(arsip: Arsip, now: datetime) -> bool:
    """Tell whether the last full check is over seven days old, or stands in the future of a clock gone wrong."""
    last = last_full_check(arsip)
    return last is None or not 0 <= (now.date() - last.date()).days <= FULL_DAYS


def keep_report(arsip: Arsip, tindakan: str, report: Mapping[str, object], act: Act) -> Kept:
    """Keep a report as a file of the archive and its digest in the log.

    A log that takes no line (damage, another process, no right to write) leaves the report alone, and is told.
    """
    content = json.dumps(report, ensure_ascii=False, sort_keys=True, indent=1).encode()
    try:
        path = _write(arsip, tindakan, content, act.waktu)
    except PpidXlError as reason:
        return Kept(None, reason)
    facts = {"laporan": f"{REPORTS}/{path.name}", "sidik_laporan": hashlib.sha256(content).hexdigest()}
    try:
        record_act(arsip, tindakan, replace(act, rincian={**act.rincian, **facts}), happened=True)
    except PpidXlError as reason:
        return Kept(path, reason)
    return Kept(path)


def _write(arsip: Arsip, tindakan: str, content: bytes, waktu: datetime) -> Path:
    folder = arsip.path / REPORTS
    with writing(folder):
        folder.mkdir(exist_ok=True)
        stem, number = f"{tindakan}-{waktu:%Y%m%dT%H%M%S}", 1
        path = folder / f"{stem}.json"
        while path.exists():
            number += 1
            path = folder / f"{stem}-{number}.json"
        write_new(path, content)
    return path


def _report_faults(arsip: Arsip) -> Iterator[Fault]:
    """Compare the kept reports with the digests that the log has of them."""
    entries = read_chain(arsip.log).entries if arsip.log.is_file() else ()
    for entry in entries:
        name, digest = entry.get("laporan"), entry.get("sidik_laporan")
        if not isinstance(name, str) or not name.startswith(f"{REPORTS}/") or ".." in name:
            continue
        path = arsip.path / name
        if not path.is_file():
            yield fault("arsip-berkas-hilang", name)
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield fault("arsip-berkas-berubah", name, nama=name)
