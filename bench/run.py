"""Run the benchmark and print its tables: `python bench/run.py [PART…|all]`, the parts as below."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

PARTS = {
    "cold": "cold",
    "rules": "rules_by_hand",
    "tulis": "write_back",
    "bukti": "proof",
    "rapat": "meeting",
    "klik": "click",
    "arsip": "archive",
    "pdf": "pdf",
    "ttd": "signing",
}


def main(words: list[str]) -> int:
    """Run the parts named, all by default; 0 when every target is met, 1 when not, 2 for an unknown word."""
    wanted = list(PARTS) if words in ([], ["all"]) else words
    if not set(wanted) <= set(PARTS):
        print(f"python bench/run.py [{'|'.join(PARTS)}|all]", file=sys.stderr)
        return 2
    gc.set_threshold(200_000, 20, 20)  # as `ppid` does; every side of each comparison has the same
    print(f"CPython {sys.version.split()[0]} on {sys.platform}; ratios count, seconds are this machine's")
    met = [import_module(PARTS[name]).run() for name in wanted]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
