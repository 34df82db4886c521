"""Destroy an object on copies of an archive, failing at each file event in turn: `disposal_child.py AWAL FOLDER MODE`.

MODE is `mati` or `penuh`, as in crash_child. Prints one JSON list: how each child ended.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from arsip_acts_plain import plain_act
from crash_child import NEVER, Failure

from ppid_xl.arsip.disposal import destroy_object
from ppid_xl.arsip.store import open_arsip
from ppid_xl.errors import PpidXlError

PAPERS = {"berita-acara.pdf": b"%PDF berita acara"}


def destroy_to(folder: Path, mode: str, point: int) -> int:
    """Destroy in a child that fails at a point; return how it ended."""
    child = os.fork()
    if not child:
        failure = Failure(folder, mode, point)
        with suppress(PpidXlError):
            destroy_object(open_arsip(folder), "rekap-2026", PAPERS, plain_act(60, nomor="1/BA/2026"))
        os._exit(0 if failure.left <= 0 else NEVER)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(template: Path, folder: Path, mode: str) -> None:
    ended: list[int] = []
    for point in range(1, 400):
        target = folder / f"titik-{point}" / "arsip"
        shutil.copytree(template, target)
        ended.append(destroy_to(target, mode, point))
        if ended[-1] == NEVER:
            break
    print(json.dumps(ended[:-1]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
