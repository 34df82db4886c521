"""Do one act on copies of an archive, failing at each file event in turn: `python crash_child.py AWAL FOLDER ACT MODE`.

ACT is `buat`, `simpan-K` (save content K), `setujui-K` (the K-th approval: a letter and two informasi under one key)
or `pulih` (recovery); MODE is `mati` (the process ends on the spot) or `penuh` (the disk is full). The n-th copy is
FOLDER/titik-n/arsip. Prints one JSON list: per event whether the process died, and the kode of the error that came out.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from arsip_acts_plain import files_of_save, packets_of_approval, plain_act

from ppid_xl.arsip.office_key import keyring_backend
from ppid_xl.arsip.store import create_arsip, open_arsip, recover_arsip, save_version, save_versions
from ppid_xl.errors import PpidXlError

CHANGES = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.truncate", "os.link"}
DIED, NEVER = 9, 8
WRITES = os.O_WRONLY | os.O_RDWR


class Failure:
    """Counts what changes files below a folder, and fails at the chosen one."""

    def __init__(self, folder: Path, mode: str, at: int) -> None:
        self.folder, self.mode, self.left = str(folder), mode, at
        os.fsync = self.fsync  # type: ignore[assignment]
        sys.addaudithook(self.hear)

    def hear(self, event: str, args: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(args[2], int) and args[2] & WRITES
        if (writes or event in CHANGES) and str(args[0]).startswith(self.folder):
            self.count()

    def fsync(self, _handle: int) -> None:
        self.count()

    def count(self) -> None:
        self.left -= 1
        if self.left == 0:
            if self.mode == "mati":
                os._exit(DIED)
            raise OSError(errno.ENOSPC, "No space left on device")


def run(folder: Path, act: str) -> str:
    """Return the kode of the error that came out, or nothing."""
    kind, _, number = act.partition("-")
    try:
        if kind == "buat":
            create_arsip(folder, plain_act(0))
        elif kind == "pulih":
            recover_arsip(open_arsip(folder), plain_act(50))
        elif kind == "setujui":
            save_versions(open_arsip(folder), packets_of_approval(int(number)))
        else:
            save_version(open_arsip(folder), "rekap-2026", files_of_save(int(number)), plain_act(int(number)))
    except PpidXlError as reason:
        return reason.kode
    return ""


def run_to(folder: Path, act: str, mode: str, point: int) -> tuple[int, str]:
    """Run the act in a child that fails at a point; return how it ended and the kode it told."""
    told = folder.parent / "kode"
    child = os.fork()
    if not child:
        failure = Failure(folder, mode, point)
        kode = run(folder, act)
        failure.folder = "\0"
        told.write_text(kode)
        os._exit(0 if failure.left <= 0 else NEVER)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return ended, told.read_text() if ended != DIED else ""


keyring_backend()  # looked up once, before the children


def main(template: Path, folder: Path, act: str, mode: str) -> None:
    outcomes = []
    for point in range(1, 400):
        target = folder / f"titik-{point}" / "arsip"
        shutil.copytree(template, target) if template.exists() else target.parent.mkdir(parents=True)
        ended, kode = run_to(target, act, mode, point)
        if ended == NEVER:
            break
        outcomes.append({"died": ended == DIED, "kode": kode, "ended": ended})
    print(json.dumps(outcomes))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
