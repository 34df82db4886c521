"""Facts kept in the Catatan of an act, one line each, that staff can read and the tool reads back.

A line looks like ``semula: id "INF-2026-0001..0003"; jangka_waktu "5 tahun"; terhitung_mulai "02/01/2026"``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ppid_xl.errors import InputError
from ppid_xl.evidence import Evidence
from ppid_xl.identitas import collapse_ids, expand_ids
from ppid_xl.model import Row
from ppid_xl.tables import as_text

SEMULA = "semula"
_FACT = re.compile(r'([a-z_]+) ("(?:[^"\\]|\\.)*")(?:; )?')


def write_fact_line(word: str, facts: Mapping[str, str]) -> str:
    """Return one line of facts; an empty fact is left out."""
    quoted = (f"{key} {json.dumps(text, ensure_ascii=False)}" for key, text in facts.items() if text)
    return f"{word}: {'; '.join(quoted)}"


def read_fact_lines(catatan: str, word: str) -> list[dict[str, str]]:
    """Return the facts of each line of one word; a line that somebody rewrote is passed over, blanks aside."""
    found = []
    for line in catatan.replace("\r", "\n").split("\n"):
        head, _, rest = line.strip().partition(": ")
        if head == word and _FACT.sub("", rest).strip() == "":
            found.append({match[1]: _text(match[2]) for match in _FACT.finditer(rest)})
    return found


def _text(quoted: str) -> str:
    try:
        text: Any = json.loads(quoted)
    except json.JSONDecodeError:
        return quoted
    return str(text)


def former_lines(
    rows: Iterable[Row], keys: Iterable[str], more: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """Return what rows said before an act changes them, rows that said the same on one line.

    ``more`` gives further facts by ID.
    """
    keys = tuple(keys)
    alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for row in rows:
        informasi = row.text("id")
        facts = {**{key: as_text(row[key]) for key in keys}, **more.get(informasi, {})}
        alike.setdefault(tuple(facts.items()), []).append(informasi)
    return [write_fact_line(SEMULA, {"id": collapse_ids(ids), **dict(facts)}) for facts, ids in alike.items()]


def former_values(evidence: Evidence, informasi: str) -> list[dict[str, str]]:
    """Return what an informasi said before each act that changed it, oldest first."""
    return [
        facts
        for act in evidence.acts.get(informasi, ())
        for facts in read_fact_lines(act.catatan, SEMULA)
        if informasi in ids_of(facts)
    ]


def ids_of(facts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the IDs that a line of facts is about; none when they cannot be read."""
    try:
        return expand_ids([facts.get("id", "")])
    except InputError:
        return ()


def with_lines(catatan: str, lines: Iterable[str]) -> str:
    """Return the words of staff with lines of facts below them."""
    return "\n".join(text for text in (catatan.strip(), *lines) if text)
