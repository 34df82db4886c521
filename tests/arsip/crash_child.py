"""Do one act on an archive and fail at its n-th file event: `python crash_child.py ARSIP ACT MODE N`.

ACT is `buat` or `simpan-K` (save content K); MODE is `mati` (the process ends on the spot) or `penuh` (the
disk is full). Prints one JSON line {"kode": …, "reached": …}; a process that ended prints none, and exits 9.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from arsip_acts_plain import files_of_save, plain_act

from ppid_xl.arsip.store import create_arsip, open_arsip, save_version
from ppid_xl.errors import PpidXlError

CHANGES = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.truncate", "os.link"}


class Failure:
    """Counts what changes files below a folder, and fails at the chosen one."""

    def __init__(self, folder: Path, mode: str, at: int) -> None:
        self.folder, self.mode, self.left = str(folder), mode, at
        self.sync = os.fsync
        os.fsync = self.fsync  # type: ignore[assignment]
        sys.addaudithook(self.hear)

    @property
    def reached(self) -> bool:
        return self.left <= 0

    def hear(self, event: str, args: tuple[object, ...]) -> None:
        writes = event == "open" and (args[1] is None or str(args[1])[:1] in "xwa")
        if ((writes and args[1] is not None) or event in CHANGES) and str(args[0]).startswith(self.folder):
            self.count()

    def fsync(self, handle: int) -> None:
        self.count()
        self.sync(handle)

    def count(self) -> None:
        self.left -= 1
        if self.left == 0:
            if self.mode == "mati":
                os._exit(9)
            raise OSError(errno.ENOSPC, "No space left on device")


def run(folder: Path, act: str, failure: Failure) -> str:
    """Return the kode of the error that came out, or nothing."""
    try:
        if act == "buat":
            create_arsip(folder, plain_act(0))
        else:
            number = int(act.rpartition("-")[2])
            save_version(open_arsip(folder), "rekap-2026", files_of_save(number), plain_act(number))
    except PpidXlError as reason:
        return reason.kode
    return ""


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    failure = Failure(folder, sys.argv[3], int(sys.argv[4]))
    print(json.dumps({"kode": run(folder, sys.argv[2], failure), "reached": failure.reached}))
