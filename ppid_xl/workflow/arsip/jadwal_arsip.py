"""Jadwal arsip: what was touched is checked at each save, everything once a week; each full check leaves a report."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.drill import Drill, all_versions, newest_versions, restore_drill
from ppid_xl.arsip.faults import Fault
from ppid_xl.arsip.repair import Plan, apply_repair, plan_repair
from ppid_xl.arsip.schedule import (
    CHECK,
    DRILL,
    FAULTY,
    REPAIR,
    Kept,
    check_all,
    check_touched,
    is_check_due,
    keep_report,
    last_full_check,
)
from ppid_xl.arsip.store import Act, Arsip, list_objects, open_arsip
from ppid_xl.messages import sentence
from ppid_xl.version import VERSION
from ppid_xl.workflow.arsip.simpan import Person

RANDOM_VERSIONS = 3


@dataclass(frozen=True)
class Checked:
    """What was found: the sentences of all faults, whether everything was looked at, where the report is kept."""

    faults: tuple[str, ...]
    full: bool
    kept: Kept | None = None


@dataclass(frozen=True)
class Drilled:
    """What became of each version of a restore drill, of how many there are, and where its report is kept."""

    drills: tuple[Drill, ...]
    total: int
    kept: Kept


def check_after_save(arsip: Arsip, now: datetime, person: Person) -> Checked:
    """Check what the saves of this moment touched; everything when the last full check is over seven days old."""
    if is_check_due(arsip, now):
        return full_check(arsip.path, now, person, "Pemeriksaan berkala saat menyimpan")
    trouble = check_touched(arsip, now)
    return Checked((trouble,) if trouble else (), False)


def full_check(folder: Path, now: datetime, person: Person, alasan: str = "") -> Checked:
    """Check everything and keep the report; raises HostError while another process writes to the archive."""
    arsip = open_arsip(folder)
    last = last_full_check(arsip) if arsip.log.is_file() else None
    faults = check_all(arsip)
    report = {
        "jenis": CHECK, "waktu": now.isoformat(timespec="seconds"), "akun": person.akun, "versi_alat": VERSION,
        "sebelumnya": last.isoformat() if last else "", "objek": list_objects(arsip) if arsip.root.is_dir() else [],
        "cacat": [{**found.fakta, "kode": found.kode, "kalimat": sentence(found)} for found in faults],
    }  # fmt: skip
    kept = keep_report(arsip, FAULTY if faults else CHECK, report, _act(person, now, alasan, _told(faults)))
    return Checked(tuple(map(sentence, faults)), True, kept)


def _told(faults: Sequence[Fault]) -> str:
    return f"{len(faults)} cacat" if faults else "utuh"


def _act(person: Person, now: datetime, alasan: str, hasil: str) -> Act:
    return Act(
        person.oleh or person.akun, person.akun, now, alasan, person.oleh, "", VERSION, {"hasil": hasil}
    )


def drill(folder: Path, now: datetime, person: Person, *, everything: bool, chance: random.Random) -> Drilled:
    """Restore the newest version of each object and a few older ones by chance, or all, and keep the report."""
    arsip = open_arsip(folder)
    versions = all_versions(arsip)
    chosen = versions
    if not everything:
        newest = newest_versions(versions)
        older = [version for version in versions if version not in newest]
        chosen = newest + chance.sample(older, min(RANDOM_VERSIONS, len(older)))
    with tempfile.TemporaryDirectory(prefix="ppid-uji-pulih-", ignore_cleanup_errors=True) as place:
        drills = tuple(restore_drill(arsip, chosen, Path(place)))
    failed = sum(bool(one.masalah) for one in drills)
    report = {
        "jenis": DRILL, "waktu": now.isoformat(timespec="seconds"), "akun": person.akun, "versi_alat": VERSION,
        "jumlah_versi": len(versions), "hasil": [asdict(one) for one in drills],
    }  # fmt: skip
    act = _act(person, now, "", f"{failed} gagal" if failed else f"{len(drills)} versi pulih")
    return Drilled(drills, len(versions), keep_report(arsip, DRILL, report, act))


def preview_repair(folder: Path, copy: Path) -> Plan:
    """Return what a second copy of the archive could mend; nothing is written."""
    return plan_repair(Arsip(folder), open_arsip(copy))


def repair(folder: Path, copy: Path, now: datetime, person: Person) -> tuple[Plan, Kept]:
    """Mend the archive from a second copy and keep the report; each damaged file stays in ``rusak/``."""
    arsip = Arsip(folder)
    act = _act(person, now, f"Diambil dari {copy.name}", "")
    plan = apply_repair(arsip, open_arsip(copy), act)
    report = {
        "jenis": REPAIR, "waktu": now.isoformat(timespec="seconds"), "akun": person.akun, "salinan": str(copy),
        "dipulihkan": [one.berkas for one in plan.bisa], "tidak_dapat": list(plan.tidak),
    }  # fmt: skip
    told = _act(person, now, act.alasan, f"{len(plan.bisa)} berkas dipulihkan")
    return plan, keep_report(arsip, REPAIR, report, told) if plan.bisa else Kept(None)
