"""The tags in a paragraph: whole ones with their words, and the torn ones as faults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from ppid_xl.surat.lint.fault import Fault, Piece, fault_at

OPENERS, CLOSERS = ("{{", "{%", "{#"), ("}}", "%}", "#}")
_CLOSER = dict(zip(OPENERS, CLOSERS, strict=True))
_OPENER = re.compile(r"\{[{%#]")
_PARTED = re.compile(r"\{\s+[{%#]|[%}#]\s+\}")
_SCOPE = re.compile(r"(?:tr|tc|p|r)(?=\s)")
_TOKEN = re.compile(r"\$\{(?!\{)")
_WHOLE_TOKEN = re.compile(r"\$\{[A-Za-z0-9_]+\}")
_NEARBY = 24
MOST_TORN = 200  # that are told of one paragraph


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as written, its sort (``{{``, ``{%``), the element it acts on (tr, tc, p or none) and its words."""

    text: str
    sort: str
    scope: str
    words: str
    piece: Piece


def tags_of(piece: Piece) -> tuple[list[Tag], list[Fault]]:
    """Return the tags of a paragraph and what is torn: a tag that ends in another paragraph swallows all between."""
    tags, faults = [], []
    for start, end in _whole(piece.text):
        text = piece.text[start:end]
        if any(mark in text[2:-2] for mark in OPENERS):
            faults.append(fault_at(piece, "template-tag-tak-tertutup", _short(text)))
        elif not text.startswith("{#"):
            tags.append(_tag(text, piece))
    torn = chain(_torn(piece, _without_whole(piece.text, "\x00")), _tokens(piece))
    return tags, [*faults, *islice(torn, MOST_TORN)]


def without_tags(text: str) -> str:
    """Return what a paragraph prints besides its tags."""
    return _without_whole(text, "").strip()


def _whole(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each tag begins and ends, in one pass however many are never closed."""
    place, unclosed = 0, set[str]()
    while found := _OPENER.search(text, place):
        end = -1 if found[0] in unclosed else text.find(_CLOSER[found[0]], found.end())
        if end < 0:
            unclosed.add(found[0])
            place = found.start() + 1
        else:
            place = end + 2
            yield found.start(), place


def _without_whole(text: str, instead: str) -> str:
    pieces, place = [], 0
    for start, end in _whole(text):
        pieces.append(text[place:start])
        place = end
    return instead.join([*pieces, text[place:]])


def _tag(text: str, piece: Piece) -> Tag:
    scope = _SCOPE.match(text, 2)
    words = text[scope.end() if scope else 2 : -2].removeprefix("-").removesuffix("-")
    return Tag(text, text[:2], scope[0] if scope else "", words.strip(), piece)


def _torn(piece: Piece, rest: str) -> Iterator[Fault]:
    for parted in _PARTED.finditer(rest):
        yield fault_at(piece, "template-tag-renggang", _around(rest, parted.start()))
    for marks, kode in ((OPENERS, "template-tag-tak-tertutup"), (CLOSERS, "template-tag-tak-terbuka")):
        for mark in marks:
            if mark in rest and mark not in ("{#", "#}"):
                yield fault_at(piece, kode, _around(rest, rest.index(mark)))


def _tokens(piece: Piece) -> Iterator[Fault]:
    """Give the tokens of SRIKANDI, which it finds only when they stand in one run."""
    for start in (found.start() for found in _TOKEN.finditer(piece.text)):
        whole = _WHOLE_TOKEN.match(piece.text, start)
        if whole is None:
            yield fault_at(piece, "template-token-rusak", _around(piece.text, start))
        elif not _in_one_run(piece, start, whole.end()):
            yield fault_at(piece, "template-token-terpecah", whole[0])


def _in_one_run(piece: Piece, start: int, end: int) -> bool:
    place = 0
    for text in piece.texts:
        if place <= start < place + len(text):
            return end <= place + len(text)
        place += len(text)
    return False


def _around(text: str, place: int) -> str:
    return _short(text[max(0, place - _NEARBY // 2) : place + _NEARBY].replace("\x00", "…"))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 2 * _NEARBY else f"{words[: 2 * _NEARBY]}…"
