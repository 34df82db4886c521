"""The log of an archive: one canonical JSON line per act, each carrying the digest of the line before it."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from ppid_xl.arsip.durable import replace, write_new, writing
from ppid_xl.arsip.faults import Fault, fault
from ppid_xl.arsip.inventory import parse_json
from ppid_xl.errors import ArsipError

FIRST_PREV = "0" * 64
_SEAL = re.compile(rb'"sidik_baris":"([0-9a-f]{64})",')
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One line as its bytes without the line end, parsed when asked."""

    number: int
    content: bytes

    @cached_property
    def digest(self) -> str:
        """Return the sha256 that the next line must carry as ``prev``."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def entry(self) -> Entry | None:
        """Return what the line tells; None when it is not an entry."""
        try:
            data = parse_json(self.content)
        except (ValueError, RecursionError):
            return None
        return data if isinstance(data, dict) else None

    @property
    def facts(self) -> Entry:
        """Return what the line tells; nothing when it is not an entry."""
        return self.entry or {}

    @cached_property
    def is_whole(self) -> bool:
        """Tell whether the line is as ``seal`` wrote it: the digest of the rest tells, without writing it anew."""
        found = _SEAL.search(self.content)
        if found is None or self.entry is None or self.entry.get("sidik_baris") != found[1].decode():
            return False
        rest = self.content[: found.start()] + self.content[found.end() :]
        return hashlib.sha256(rest).hexdigest().encode() == found[1]


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """All lines of a log, the same only as itself; ``torn`` tells that the last one was not written to its end."""

    lines: tuple[Line, ...]
    torn: bool

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries in order, without the lines that are damaged."""
        return tuple(line.entry for line in self.lines if line.entry is not None and line.is_whole)

    def telling(self, field: str, values: Collection[str]) -> Iterator[Line]:
        """Yield the whole lines that tell one of some plain words in a field; of the others hardly one is parsed."""
        name, wanted = f'"{field}"'.encode(), {value.encode() for value in values}
        for line in self.lines:
            if (
                _may_tell(line.content, name, wanted)
                and line.is_whole
                and str(line.facts.get(field)) in values
            ):
                yield line

    @property
    def head(self) -> str:
        """Return the digest of the last line: what a printed document can bear witness to."""
        return self.lines[-1].digest if self.lines else FIRST_PREV


def read_chain(path: Path) -> Chain:
    """Read the log; a missing file raises ArsipError, a damaged line is kept as it is."""
    try:
        content = path.read_bytes()
    except OSError as reason:
        raise ArsipError("arsip-log-hilang", berkas=path) from reason
    *lines, rest = content.split(b"\n")
    if rest:
        lines.append(rest)
    return Chain(tuple(Line(number, line) for number, line in enumerate(lines, 1)), bool(rest))


def create_log(path: Path, draft: Path, waktu: datetime, facts: Mapping[str, Any]) -> None:
    """Start a log with its first entry, in one step."""
    draft.unlink(missing_ok=True)
    write_new(draft, next_line(Chain((), False), waktu, facts) + b"\n")
    replace(draft, path)


def extend_log(path: Path, chain: Chain, waktu: datetime, facts: Mapping[str, Any]) -> Chain:
    """Add one entry, flushed to the disk, to the log whose chain is at hand, and return the chain with it.

    Raises ArsipError when the disk does not take the line; the log is then as it was.
    """
    content = next_line(chain, waktu, facts)
    with writing(path.parent):
        _append(path, b"\n" * chain.torn + content + b"\n")
    return Chain((*chain.lines, Line(len(chain.lines) + 1, content)), False)


def next_line(chain: Chain, waktu: datetime, facts: Mapping[str, Any]) -> bytes:
    """Return the line that follows on the chain.

    A clock that went backwards is recorded as ``jam_mundur``, the digest of a torn line as ``baris_robek``.
    """
    latest = (line.entry for line in reversed(chain.lines) if line.entry is not None)
    entry = dict(facts) | {
        "seq": next((_number(entry.get("seq")) for entry in latest), 0) + 1,
        "waktu": waktu.isoformat(timespec="seconds"),
        "prev": chain.head,
    }
    if is_before(waktu, chain):
        entry["jam_mundur"] = True
    if chain.torn:
        entry["baris_robek"] = chain.head
    return seal(entry)


def seal(entry: Entry) -> bytes:
    """Return the canonical line of an entry, with ``sidik_baris``: the digest of all its other fields."""
    bare = {name: value for name, value in entry.items() if name != "sidik_baris"}
    return _canonical(bare | {"sidik_baris": hashlib.sha256(_canonical(bare)).hexdigest()})


def check_chain(path: Path, place: str = "log.jsonl") -> list[Fault]:
    """Return the faults of the log, each naming its line (``baris``)."""
    try:
        chain = read_chain(path)
    except ArsipError:
        return [fault("arsip-berkas-hilang", place)]
    return check_lines(chain, place)


def check_lines(chain: Chain, place: str = "log.jsonl") -> list[Fault]:
    """Return the faults of a log that is read, each naming its line."""
    if not chain.lines:
        return [fault("arsip-log-kosong", place)]
    faults = [fault(kode, place, baris=line.number) for kode, line in _faults(chain)]
    if chain.torn:
        faults.append(fault("arsip-log-robek", place, baris=len(chain.lines)))
    return faults


def is_linked(chain: Chain) -> bool:
    """Tell from bytes alone that every line names the digest of the one before it and the last is whole.

    No line but the last is parsed: what the next one sealed has not been changed since. False may have a reason
    that is no fault, such as a torn line that is recorded; check_lines judges.
    """
    prev, following = FIRST_PREV, FIRST_PREV
    for line in chain.lines:
        prev, following = following, line.digest
        if b'"prev":"%b"' % prev.encode() not in line.content:
            return False
    last = chain.lines[-1] if chain.lines and not chain.torn else None
    return last is not None and last.is_whole and _place_of(last) == (prev, last.number)


def _may_tell(content: bytes, name: bytes, wanted: Collection[bytes]) -> bool:
    """Tell False only where the bytes prove it: the name stands there once or never, and no letter is escaped."""
    at, value = content.find(name), content.find(name) + len(name)
    if content.rfind(name) != at or (b"\\" in content and b"\\u" in content):
        return True
    if at < 0:
        return False
    plain = content.startswith(b':"', value)
    return content[value + 2 : content.find(b'"', value + 2)] in wanted if plain else True


def _place_of(line: Line) -> tuple[object, object]:
    return line.facts.get("prev"), line.facts.get("seq")


def _faults(chain: Chain) -> Iterator[tuple[str, Line]]:
    prev, seq = FIRST_PREV, 0
    for line, following in zip(chain.lines, [*chain.lines[1:], None], strict=True):
        entry = line.entry
        if entry is None:
            last_and_torn = following is None and chain.torn
            if not last_and_torn and not _is_recorded_as_torn(line, following):
                yield "arsip-log-rusak", line
        elif entry.get("prev") != prev:
            yield "arsip-log-putus", line
        elif not line.is_whole:
            yield "arsip-log-berubah", line
        elif entry.get("seq") != seq + 1:
            yield "arsip-log-urutan", line
        seq = seq if entry is None else _number(entry.get("seq"))
        prev = line.digest


def _is_recorded_as_torn(line: Line, following: Line | None) -> bool:
    return bool(following and following.entry and following.entry.get("baris_robek") == line.digest)


def _append(path: Path, content: bytes) -> None:
    size = path.stat().st_size
    try:
        with path.open("ab") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            os.truncate(path, size)
        raise


def _canonical(entry: Entry) -> bytes:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def is_before(waktu: datetime, chain: Chain) -> bool:
    """Tell whether a moment lies before the last entry whose moment can be read."""
    latest = latest_moment(chain)
    return latest is not None and waktu < latest


def latest_moment(chain: Chain) -> datetime | None:
    """Return the moment of the last entry that has one; None when none can be read."""
    for line in reversed(chain.lines):
        if line.entry is not None and line.is_whole:
            with suppress(KeyError, TypeError, ValueError):
                moment = datetime.fromisoformat(line.entry["waktu"])
                return moment if moment.utcoffset() is not None else None
    return None
