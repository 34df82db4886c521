"""Plays our Python's side of the conversation with the extension, as a file tells it; standard library only.

``python pemain_protokol.py REQUESTS ANSWERS KEY``: REQUESTS holds a JSON list of requests, or {"mode": "diam"} (say
nothing), "mati" (die with a message), "lama" (an old version). What came back is written to ANSWERS.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main(requests: Path, answers: Path, key: str) -> int:
    """Send the requests one after the other and keep what is answered."""
    told = json.loads(requests.read_text(encoding="utf-8"))
    if isinstance(told, dict):
        return misbehave(told["mode"])
    kept: list[object] = [key]
    for number, request in enumerate(told):
        print(json.dumps({**({} if number else {"versi": 1}), **request}), flush=True)
        kept.append(json.loads(sys.stdin.readline()))
    answers.write_text(json.dumps(kept), encoding="utf-8")
    print(json.dumps({"minta": "selesai", "kode": 0}), flush=True)
    return 0


def misbehave(mode: str) -> int:
    """Do what a broken program does."""
    if mode == "mati":
        print("Traceback: ada yang rusak", file=sys.stderr)
        return 3
    if mode == "lama":
        print(json.dumps({"versi": 99, "minta": "buka"}), flush=True)
    time.sleep(600)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
