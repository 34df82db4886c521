"""Patch every workbook of a folder in children that die at their n-th file event: `python killed_patch.py FOLDER`.

Prints one JSON object: per file how many events there are, and after each death whether the file is ``lama``,
``baru`` or ``rusak``.
"""

from __future__ import annotations

import json
import os
import sys
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ppid_xl.ooxml.patcher import Patch

CHANGES = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.truncate", "os.link", "os.chmod"}


class Death:
    """Ends the process at the n-th event that changes a file below a folder."""

    def __init__(self, folder: Path, at: int) -> None:
        self.folder, self.left = str(folder), at
        self.sync = os.fsync
        os.fsync = self.fsync  # type: ignore[assignment]
        sys.addaudithook(self.hear)

    def hear(self, event: str, args: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        if (writes or event in CHANGES) and str(args[0]).startswith(self.folder):
            self.come_closer()

    def fsync(self, handle: int) -> None:
        self.come_closer()
        self.sync(handle)

    def come_closer(self) -> None:
        self.left -= 1
        if self.left == 0:
            os._exit(9)


def patch(path: Path) -> None:
    work = Patch(path)
    work.set_cells("Rekap", {"C5": "ditulis sebelum mati", "E6": 99})
    work.append_rows("tblRekap", [{"B": "INF-2026-0099"}])
    work.save(path.parent / "cadangan")


def killed_at(path: Path, number: int) -> bool:
    """Patch in a child; return whether it died on the way."""
    child = os.fork()
    if not child:
        Death(path.parent, number)
        patch(path)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def outcomes(path: Path) -> tuple[int, list[str]]:
    old = path.read_bytes()
    patch(path)
    known = {old: "lama", path.read_bytes(): "baru"}
    found = []
    for number in count(1):
        path.write_bytes(old)
        died = killed_at(path, number)
        found.append(known.get(path.read_bytes(), "rusak"))
        backup = path.parent / "cadangan" / path.name
        if backup.exists() and backup.read_bytes() != old:
            found.append("cadangan rusak")
        if not died:
            return number - 1, found
    raise AssertionError


if __name__ == "__main__":
    files = sorted(path for path in Path(sys.argv[1]).iterdir() if path.suffix in (".xlsx", ".xlsm"))
    print(json.dumps({path.name: outcomes(path) for path in files}))
