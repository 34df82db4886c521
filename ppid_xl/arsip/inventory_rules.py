"""What OCFL 1.1 asks of one inventory, judged from its words alone; clauses are named by validation code.

https://ocfl.io/1.1/spec/validation-codes.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

TYPE = "https://ocfl.io/1.1/spec/#inventory"
INVENTORY = "inventory.json"
ALGORITHMS = {"sha512": 128, "sha256": 64}

Problem = tuple[str, str]
"""Clause and place, such as ``("E050", "versions/v2/state")``."""

_VERSION = re.compile(r"v(0*)([1-9]\d*)")
_HEXADECIMAL = re.compile(r"[0-9a-fA-F]+")
_ODD_PARTS = frozenset({"", ".", ".."})
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.I)


def inventory_problems(data: Any) -> list[Problem]:
    """Return every clause the inventory breaks; what a broken part would decide is left unjudged."""
    if not isinstance(data, dict):
        return [("E034", "")]
    problems = list(_heading(data))
    if not isinstance(data.get("manifest"), dict):
        problems.append(("E041", "manifest"))
    if not isinstance(data.get("versions"), dict) or not data["versions"]:
        problems.append(("E008" if data.get("versions") == {} else "E044", "versions"))
    if problems:
        return problems
    problems += _numbering(data)
    problems += _manifest(data)
    for name, block in data["versions"].items():
        problems += _version(block, f"versions/{name}")
    if not problems:
        problems += _references(data)
        problems += _fixity(data)
    return problems


def _heading(data: dict[str, Any]) -> Iterator[Problem]:
    for key in ("id", "type", "digestAlgorithm", "head"):
        if key not in data:
            yield "E036", key
    if "id" in data and not (isinstance(data["id"], str) and data["id"]):
        yield "E037", "id"
    if "type" in data and data["type"] != TYPE:
        yield "E038", "type"
    if "digestAlgorithm" in data and data["digestAlgorithm"] not in list(ALGORITHMS):
        yield "E025", "digestAlgorithm"
    content = data.get("contentDirectory", "content")
    if not isinstance(content, str) or "/" in content:
        yield "E017", "contentDirectory"
    elif content in ("", ".", ".."):
        yield "E018", "contentDirectory"


def _numbering(data: dict[str, Any]) -> Iterator[Problem]:
    names = list(data["versions"])
    found = [_VERSION.fullmatch(name) for name in names]
    if not all(found):
        yield "E046", "versions"
        return
    if sorted(int(match[2]) for match in found if match) != list(range(1, len(names) + 1)):
        yield "E010", "versions"
    widths = {len(name) for name in names}
    if any(match[1] for match in found if match) and len(widths) > 1:
        yield "E012", "versions"
    if data["head"] not in names or int(data["head"][1:]) != len(names):
        yield "E040", "head"


def _manifest(data: dict[str, Any]) -> Iterator[Problem]:
    manifest, content = data["manifest"], data.get("contentDirectory", "content")
    length = ALGORITHMS[data["digestAlgorithm"]]
    yield from _digest_block(manifest, "manifest")
    if any(len(digest) != length or not _HEXADECIMAL.fullmatch(digest) for digest in manifest):
        yield "E025", "manifest"
    if not all(_is_list_of_text(paths) for paths in manifest.values()):
        return
    if not all(manifest.values()):
        yield "E092", "manifest"
    for path in _paths(manifest):
        version, *rest = path.split("/")
        if version not in data["versions"] or rest[:1] != [content] or len(rest) < 2:
            yield "E042", path


def _digest_block(block: dict[str, Any], place: str) -> Iterator[Problem]:
    """Judge a manifest or one algorithm of fixity: digest → content paths."""
    if len({digest.lower() for digest in block}) < len(block):
        yield "E097" if place.startswith("fixity") else "E096", place
    if not all(_is_list_of_text(paths) for paths in block.values()):
        yield "E057" if place.startswith("fixity") else "E092", place
        return
    yield from _path_problems(_paths(block), place, broken="E100", twice="E101")


def _path_problems(paths: Iterable[str], place: str, broken: str, twice: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for path in paths:
        if not _ODD_PARTS.isdisjoint(path.split("/")):
            yield broken, f"{place}: {path}"
        if path in seen:
            yield twice, f"{place}: {path}"
        seen.add(path)
    for path in seen:
        above = path
        while above := above.rpartition("/")[0]:
            if above in seen:
                yield twice, f"{place}: {path}"
                break


def _version(block: Any, place: str) -> Iterator[Problem]:
    if not isinstance(block, dict):
        yield "E047", place
        return
    if "created" not in block:
        yield "E048", place
    elif not _is_moment(block["created"]):
        yield "E049", f"{place}/created"
    if not isinstance(block.get("message", ""), str):
        yield "E094", f"{place}/message"
    user = block.get("user", {"name": "-"})
    if not isinstance(user, dict) or not isinstance(user.get("name"), str):
        yield "E054", f"{place}/user"
    state = block.get("state")
    if not isinstance(state, dict) or not all(_is_list_of_text(paths) for paths in state.values()):
        yield "E050", f"{place}/state"
        return
    yield from _path_problems(_paths(state), f"{place}/state", broken="E053", twice="E095")


def _references(data: dict[str, Any]) -> Iterator[Problem]:
    manifest = data["manifest"]
    used: set[str] = set()
    for name, block in data["versions"].items():
        used |= block["state"].keys()
        if not block["state"].keys() <= manifest.keys():
            yield "E050", f"versions/{name}/state"
    for digest, paths in manifest.items():
        if digest not in used:
            yield "E107", paths[0] if paths else digest


def _fixity(data: dict[str, Any]) -> Iterator[Problem]:
    fixity = data.get("fixity", {})
    if not isinstance(fixity, dict) or not all(isinstance(block, dict) for block in fixity.values()):
        yield "E111", "fixity"
        return
    known = set(_paths(data["manifest"]))
    for name, block in fixity.items():
        problems = list(_digest_block(block, f"fixity/{name}"))
        yield from problems
        if not problems and not set(_paths(block)) <= known:
            yield "E093", f"fixity/{name}"


def _is_moment(value: Any) -> bool:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value.upper())
    except ValueError:
        return False
    return True


def _is_list_of_text(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _paths(block: dict[str, list[str]]) -> list[str]:
    return [path for paths in block.values() for path in paths]
