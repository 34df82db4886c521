"""IDs such as ``INF-2026-0014``: issued in order, never reused, written in ranges where many are meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ppid_xl.errors import InputError

LONGEST_RANGE = 10_000
MOST_IDS = 200_000
_NUMBER = re.compile(r"-([0-9]{1,18})$")
_RANGE = re.compile(r"([A-Z]+-[0-9]{4}-)([0-9]{1,18})(?:\.\.(?:[A-Z]+-[0-9]{4}-)?([0-9]{1,18}))?")


def new_id(prefix: str, year: int, number: int) -> str:
    """Return an ID such as ``INF-2026-0014``."""
    return f"{prefix}-{year}-{number:04}"


def plain_id(text: str) -> str:
    """Return an ID as the tool writes it, in whatever letters and between whatever blanks it was typed."""
    return text.strip().upper()


def is_id(text: str) -> bool:
    """Say whether a text is one ID as the tool writes it."""
    found = _RANGE.fullmatch(text)
    return found is not None and found[3] is None


def highest(ids: Iterable[str], prefix: str) -> int:
    """Return the highest running number among IDs of a prefix; 0 when there is none."""
    numbers = (m for text in ids if text.startswith(f"{prefix}-") and (m := _NUMBER.search(text)))
    return max((int(m[1]) for m in numbers), default=0)


def expand_ids(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the IDs meant by lists and ranges such as ``INF-2026-0001..0020; 0093``, in capitals or not.

    Raises InputError for anything else, for a range that runs backwards, and for one of more than LONGEST_RANGE.
    """
    found: dict[str, None] = {}
    for text in texts:
        head = ""
        for part in filter(None, (piece.strip().upper() for piece in re.split(r"[;,]", text))):
            match = _RANGE.fullmatch(part if part[0].isalpha() else f"{head}{part}")
            if match is None or (match[3] and int(match[3]) < int(match[2])):
                raise InputError("id-tidak-terbaca", id=part)
            head, first, last = match[1], match[2], match[3] or match[2]
            if int(last) - int(first) >= LONGEST_RANGE or len(found) > MOST_IDS:
                raise InputError("deret-terlalu-panjang", id=part, batas=LONGEST_RANGE)
            for number in range(int(first), int(last) + 1):
                found[f"{head}{number:0{len(first)}}"] = None
    return tuple(found)


def chosen_ids(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the IDs that a person named; raise InputError when words were given but name nothing.

    Without any words everything is meant, so an empty word must never count as none.
    """
    for text in texts:
        if not expand_ids([text]):
            raise InputError("id-tidak-terbaca", id=text)
    return expand_ids(texts)


def collapse_ids(ids: Iterable[str]) -> str:
    """Write IDs as short as ``expand_ids`` reads them back: ``INF-2026-0001..0080; 0093``."""
    pieces: list[str] = []
    head = ""
    for prefix, first, last in _runs(ids):
        text = first if first == last else f"{first}..{last}"
        pieces.append(text if prefix == head else f"{prefix}{text}")
        head = prefix
    return "; ".join(pieces)


def _runs(ids: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return runs of consecutive numbers as (prefix, first, last), in the order of prefix and number."""
    keyed = sorted({(m[1], int(m[2]), m[2]) for text in ids if (m := _RANGE.fullmatch(text))})
    runs: list[tuple[str, str, str]] = []
    for prefix, number, digits in keyed:
        if (
            runs
            and runs[-1][0] == prefix
            and int(runs[-1][2]) == number - 1
            and len(runs[-1][2]) == len(digits)
            and number - int(runs[-1][1]) < LONGEST_RANGE
        ):
            runs[-1] = (prefix, runs[-1][1], digits)
        else:
            runs.append((prefix, digits, digits))
    return runs
