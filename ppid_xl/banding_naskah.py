"""Our letter against the text of a PDF that came back: what was filled in for tokens, and what else differs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

NOMOR, TANGGAL = "${nomor_naskah}", "${tanggal_naskah}"
NUMERAL = "#"  # stands in a margin text for the number of the page
# What may be filled in: one number, one date, a stamp in the place of a signature, else a line or two.
ALLOWED = {NOMOR: r"\S.{0,79}?", TANGGAL: r"\d{1,2}[\s./-]+\w+[\s./-]+\d{4}"}
SIGNATURE, OTHER = r".{0,300}?", r".{0,150}?"
TOGETHER, GAP = 3, 15  # how many differences, how many equal words apart, one filled token may explain
CONTEXT = 4
_TOKEN = re.compile(r"\$\{[a-z_0-9]+\}|[.…]{5,}")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00ad": None, "\ufffe": "-"})
Op = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of ours and what stands there instead, either of them blank; ``sesudah`` are the words before."""

    kita: str
    mereka: str
    sesudah: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was filled in for each token, as often as it differs, and what else is not as we wrote it."""

    isian: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beda: tuple[Difference, ...] = ()


def compare_texts(
    ours: str, theirs: str, margins: Sequence[str] = (), values: Mapping[str, str] | None = None
) -> Comparison:
    """Compare the text of our letter with that of a PDF, blind to line breaks and to texts of the margins.

    ``margins`` are texts that may stand anywhere, such as heads, feet and header rows, NUMERAL for a number;
    ``values`` gives by token what we printed in its place, for another may stand there.
    """
    patterns = sorted(({tuple(map(_fold, split_words(text))) for text in margins} - {()}), key=len, reverse=True)
    a, b = (_without(split_words(text), patterns) for text in (_with_tokens(ours, values or {}), theirs))
    ops = [op[1:] for op in SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if op[0] != "equal"]
    filled: dict[str, dict[str, None]] = {}
    beda, place = [], 0
    while place < len(ops):
        taken, fills = _explained(a, b, ops[place : place + TOGETHER + 1])
        for token, text in fills:
            filled.setdefault(token, {})[text] = None
        if not taken:
            i, k, j, m = ops[place]
            beda.append(Difference(" ".join(a[i:k]), " ".join(b[j:m]), " ".join(a[max(0, i - CONTEXT) : i])))
        place += taken or 1
    return Comparison({token: tuple(texts) for token, texts in filled.items()}, tuple(beda))


def split_words(text: str) -> list[str]:
    """Return the words of a text in one spelling of quotes, dashes and compatible letters."""
    return unicodedata.normalize("NFKC", text).translate(_QUOTES).split()


def _with_tokens(text: str, values: Mapping[str, str]) -> str:
    for token, value in values.items():
        if value.strip():
            words = r"\s+".join(re.escape(word) for word in value.split())
            text = re.sub(rf"(?<![\w/]){words}(?![\w/])", lambda _, token=token: token, text)
    return text


def _without(words: list[str], patterns: Sequence[tuple[str, ...]]) -> list[str]:
    """Return words without each run that is one of the patterns, the longest first."""
    folded = [_fold(word) for word in words]
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for pattern in patterns:
        by_first.setdefault(pattern[0], []).append(pattern)
    kept, place = [], 0
    while place < len(words):
        first = (*by_first.get(folded[place], ()), *by_first.get(NUMERAL, ()))
        run = next((len(p) for p in first if _matches(folded[place : place + len(p)], p)), 0)
        if not run:
            kept.append(words[place])
        place += run or 1
    return kept


def _matches(words: Sequence[str], pattern: tuple[str, ...]) -> bool:
    return len(words) == len(pattern) and all(
        word == wanted or (wanted == NUMERAL and word.isdigit())
        for word, wanted in zip(words, pattern, strict=True)
    )


def _fold(word: str) -> str:
    plain = re.sub(r"[^\w#]", "", word).casefold()
    return plain or word


def _explained(a: Sequence[str], b: Sequence[str], ops: Sequence[Op]) -> tuple[int, list[tuple[str, str]]]:
    """Return how many of these differences are none or only filled tokens, and what was filled in."""
    i, first_end, j, last_end = ops[0]
    if "".join(a[i:first_end]) == "".join(b[j:last_end]):
        return 1, []
    for count in range(min(TOGETHER + 1, len(ops)), 0, -1):
        gaps = [after[0] - before[1] for before, after in zip(ops[: count - 1], ops[1:count], strict=True)]
        if any(gap > GAP for gap in gaps):
            continue
        fills = _fills(" ".join(a[i : ops[count - 1][1]]), " ".join(b[j : ops[count - 1][3]]))
        if fills is not None:
            return count, fills
    return 0, []


def _fills(ours: str, theirs: str) -> list[tuple[str, str]] | None:
    tokens = _TOKEN.findall(ours)
    if not tokens:
        return None
    pieces = [r"\s*".join(re.escape(word) for word in piece.split()) for piece in _TOKEN.split(ours)]
    pattern = pieces[0]
    for token, piece in zip(tokens, pieces[1:], strict=True):
        pattern += rf"\s*({_allowed(token)})\s*{piece}"
    found = re.fullmatch(pattern, theirs)
    return list(zip(tokens, found.groups(), strict=True)) if found else None


def _allowed(token: str) -> str:
    return ALLOWED.get(token, SIGNATURE if token.startswith("${ttd") else OTHER)
