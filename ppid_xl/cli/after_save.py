"""After something went into the archive: what was touched is checked, everything once a week, and staff are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.parser import say
from ppid_xl.errors import EXIT_FINE, ArsipError, PpidXlError
from ppid_xl.messages import sentence

if TYPE_CHECKING:
    from ppid_xl.arsip.schedule import Kept
    from ppid_xl.arsip.store import Arsip
    from ppid_xl.workflow.arsip.simpan import Person

Say = Callable[[str], object]


def check_saved(arsip: Arsip, now: datetime, person: Person, *, quiet: bool = False) -> int:
    """Check what the saves of this moment touched, or all when that is due, and print what staff should know.

    The version is saved whatever is found. ``quiet`` prints faults only, on stderr. Returns the exit code.
    """
    from ppid_xl.workflow.arsip.jadwal_arsip import check_after_save

    tell: Say = _tell_aside if quiet else say
    try:
        checked = check_after_save(arsip, now, person)
    except PpidXlError as reason:
        tell(f"  Catatan: Sudah tersimpan, tetapi arsip belum diperiksa. {sentence(reason)}")
        return reason.exit_code
    if checked.faults:
        tell("PERHATIAN: sudah tersimpan, tetapi arsip tidak utuh.")
        show_faults(arsip.path, checked.faults, tell)
    elif checked.full and not quiet:
        say("Seluruh arsip diperiksa dan utuh: pemeriksaan lengkap terakhir sudah lewat tujuh hari.")
    if checked.faults or not quiet:
        show_report(checked.kept, tell)
    return ArsipError.exit_code if checked.faults else EXIT_FINE


def show_faults(folder: Path, faults: Sequence[str], tell: Say = say) -> int:
    """Print what a check found and return its exit code."""
    if not faults:
        tell(f"Arsip di folder {folder} utuh: semua berkas, daftar isi, dan rantai cocok.")
        return EXIT_FINE
    tell(f"{len(faults)} cacat di arsip {folder}:")
    for one in faults:
        tell(f"  {one}")
    return ArsipError.exit_code


def show_report(kept: Kept | None, tell: Say = say) -> None:
    """Print where the report of a check is kept, when there is one."""
    if kept is None:
        return
    if kept.path is not None:
        tell(f"Laporan: {kept.path}")
    if kept.trouble is not None:
        place = "tersimpan, tetapi belum tercatat di log" if kept.path else "tidak tersimpan"
        tell(f"  Catatan: Laporan ini {place}. {sentence(kept.trouble)}")


def _tell_aside(text: str) -> None:
    print(text, file=sys.stderr)
