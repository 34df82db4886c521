"""The inventory of an OCFL object: what each version held, and where its bytes are."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ppid_xl.arsip.inventory_rules import INVENTORY, Problem, inventory_problems
from ppid_xl.errors import ArsipError

ALGORITHM = "sha512"
SIDECAR = f"{INVENTORY}.{ALGORITHM}"

Inventory = dict[str, Any]
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading an inventory that nothing has judged yet may raise."""


def to_bytes(inventory: Inventory) -> bytes:
    """Return the inventory as it is stored: JSON that people can read too, one digest to a line."""
    return json.dumps(inventory, ensure_ascii=False, separators=(",\n", ": ")).encode()


def sidecar_of(content: bytes) -> bytes:
    """Return the sidecar line of an inventory (OCFL 1.1, 3.6)."""
    return sidecar_line(hashlib.sha512(content).hexdigest())


def sidecar_line(digest: str) -> bytes:
    """Return the sidecar line of an inventory with this sha512."""
    return f"{digest} {INVENTORY}\n".encode()


def parse_json(content: bytes) -> Any:
    """Return the parsed JSON; raise ValueError when it is none, or when a key stands in it twice."""
    return _STRICT.decode(content.decode("utf-8"))


def load_inventory(folder: Path) -> tuple[bytes, Inventory]:
    """Return the inventory of an object or version folder, as bytes and parsed.

    Raises ArsipError when it is missing, differs from its sidecar, or breaks a clause of OCFL 1.1.
    """
    path = folder / INVENTORY
    try:
        content, sidecar = path.read_bytes(), (folder / SIDECAR).read_bytes()
    except OSError as reason:
        raise ArsipError("arsip-inventaris-hilang", berkas=reason.filename) from reason
    if sidecar.split() != sidecar_of(content).split():
        raise ArsipError("arsip-inventaris-berubah", berkas=path)
    try:
        problem = _first_problem(content)
    except (ValueError, RecursionError) as reason:
        raise ArsipError("arsip-inventaris-rusak", berkas=path) from reason
    if problem:
        raise ArsipError("arsip-inventaris-tidak-sah", berkas=path, butir=problem[0], tempat=problem[1])
    return content, json.loads(content)


@lru_cache(maxsize=4)
def _first_problem(content: bytes) -> Problem | None:
    """Return what an inventory breaks first; one command reads the same head again and again."""
    return next(iter(inventory_problems(parse_json(content))), None)


def is_intact(folder: Path) -> bool:
    """Tell whether the folder holds an inventory that agrees with its sidecar and with OCFL."""
    try:
        load_inventory(folder)
    except ArsipError:
        return False
    return True


def number_of(name: str) -> int:
    """Return the number in a version name such as ``v3``; 0 when it is not one."""
    return int(name[1:]) if re.fullmatch(r"v[1-9]\d*", name) else 0


def files_of(inventory: Inventory, version: str) -> dict[str, str]:
    """Return logical path → digest of one version, in the order of the paths."""
    state = inventory["versions"][version]["state"]
    return dict(sorted((path, digest) for digest, paths in state.items() for path in paths))


def state_of(files: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the OCFL state (digest → logical paths) of logical path → digest."""
    state: dict[str, list[str]] = {}
    for path, digest in sorted(files.items()):
        state.setdefault(digest, []).append(path)
    return state


def content_name(number: int, position: int, logical_path: str) -> str:
    """Return a neutral content path such as ``v3/content/0001.xlsx``; only a plain suffix is kept."""
    suffix = re.search(r"[^/](\.[a-z0-9]{1,8})$", logical_path.lower())
    return f"v{number}/content/{position:04d}{suffix[1] if suffix else ''}"


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("duplicate key")
    return found


_STRICT = json.JSONDecoder(object_pairs_hook=_without_twins)
