"""Runs commands one after another in a process of its own and tells of each: exit code, words, time, memory."""

from __future__ import annotations

import contextlib
import io
import json
import resource
import sys
import time
from pathlib import Path


def own_peak() -> float:
    """Return the most megabytes that this process ever used; getrusage would count those of its parent, too."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def child_peak() -> float:
    """Return the most megabytes that any child which has ended ever used."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def look(path: str) -> int:
    """Look into a scan as terima-ttd does before anything else."""
    from ppid_xl.errors import PpidXlError
    from ppid_xl.messages import sentence
    from ppid_xl.workflow.agenda.isi_naskah import look_inside

    try:
        inside = look_inside(Path(path))
    except PpidXlError as error:
        print(sentence(error), file=sys.stderr)
        return error.exit_code
    print(inside.scan.suffix, len(inside.pages), *inside.notes)
    return 0


def run(words: list[str]) -> dict[str, object]:
    """Run one command; a traceback is told as one."""
    from ppid_xl.cli import main

    out, err, start = io.StringIO(), io.StringIO(), time.monotonic()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = look(words[1]) if words[0] == "lihat" else main(words)
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        except BaseException as error:
            code, _ = 99, print(f"Traceback {error!r}", file=err)
    return {
        "code": code, "out": out.getvalue(), "err": err.getvalue(), "seconds": time.monotonic() - start,
        "child": child_peak(), "own": own_peak(),
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps([run(words) for words in json.loads(sys.stdin.read())]))
