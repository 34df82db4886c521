"""Our letter against the text of a PDF that came back: what was filled in for tokens, and what else differs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

NOMOR, TANGGAL = "${nomor_naskah}", "${tanggal_naskah}"
NUMERAL = "#"  # stands in a margin text for the number of the page
# What may be filled in: one number, one date, a stamp in the place of a signature, else a line or two.
ALLOWED = {NOMOR: r"\S.{0,79}?", TANGGAL: r"\d{1,2}[\s./-]+\w+[\s./-]+\d{4}"}
SIGNATURE, OTHER = r".{0,300}?", r".{0,150}?"
TOGETHER, GAP = 3, 15  # how many differences, how many equal words apart, one filled token may explain
CONTEXT = 4
ANY_ORDER = 5  # words of a margin text from which their order does not count
_TOKEN = re.compile(r"\$\{[a-z_0-9]+\}|[.…]{5,}")
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00ad": None, "\ufffe": "-"}
)
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
    runs = {tuple(map(_fold, split_words(text))) for text in margins} - {()}
    patterns = sorted((run for run in runs if len(run) > 1), key=len, reverse=True)
    alone = {run[0] for run in runs if len(run) == 1}
    a, b = (_without(split_words(text), patterns) for text in (_with_tokens(ours, values or {}), theirs))
    ops = [op[1:] for op in SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if op[0] != "equal"]
    filled: dict[str, dict[str, None]] = {}
    beda, place = [], 0
    while place < len(ops):
        taken, fills = _explained(a, b, ops[place : place + TOGETHER + 1])
        taken = taken or _only_margin(a, b, ops[place], alone)
        for token, text in fills:
            filled.setdefault(token, {})[text] = None
        if not taken:
            i, k, j, m = ops[place]
            theirs_here = " ".join(_trimmed(b[j:m], alone))
            beda.append(Difference(" ".join(a[i:k]), theirs_here, " ".join(a[max(0, i - CONTEXT) : i])))
        place += taken or 1
    return Comparison({token: tuple(texts) for token, texts in filled.items()}, tuple(beda))


def split_words(text: str) -> list[str]:
    """Return the words of a text in one spelling of quotes, dashes and compatible letters."""
    return unicodedata.normalize("NFKC", text).translate(_QUOTES).split()


def _with_tokens(text: str, values: Mapping[str, str]) -> str:
    for token, value in values.items():
        if value.strip():
            words = r"\s+".join(re.escape(word) for word in value.split())
            text = token.join(re.split(rf"(?<![\w/]){words}(?![\w/])", text))
    return text


def _without(words: list[str], patterns: Sequence[tuple[str, ...]]) -> list[str]:
    """Return words without each run that is one of the patterns, the longest first."""
    folded = [_fold(word) for word in words]
    by_word: dict[str, list[tuple[str, ...]]] = {}
    for pattern in patterns:
        for word in set(pattern if len(pattern) >= ANY_ORDER else pattern[:1]):
            by_word.setdefault(word, []).append(pattern)
    kept, place = [], 0
    while place < len(words):
        near = (*by_word.get(folded[place], ()), *by_word.get(NUMERAL, ()))
        run = next((len(p) for p in near if _matches(folded[place : place + len(p)], p)), 0)
        if not run:
            kept.append(words[place])
        place += run or 1
    return kept


def _matches(words: Sequence[str], pattern: tuple[str, ...]) -> bool:
    """Say whether a run is a pattern; a long one in any order, for merged header cells are read in several."""
    if NUMERAL in pattern:
        words = [NUMERAL if word.isdigit() else word for word in words]
    if len(pattern) >= ANY_ORDER:
        return sorted(words) == sorted(pattern)
    return tuple(words) == pattern


def _fold(word: str) -> str:
    plain = re.sub(r"[^\w#]", "", word).casefold()
    return plain or word


def _only_margin(a: Sequence[str], b: Sequence[str], op: Op, alone: Collection[str]) -> bool:
    """Say whether nothing but margin texts of one word were put between our words."""
    i, k, j, m = op
    numbered = NUMERAL in alone
    return not a[i:k] and all(_fold(w) in alone or (numbered and w.isdigit()) for w in b[j:m])


def _trimmed(words: list[str], alone: Collection[str]) -> list[str]:
    """Return words without margin texts at their end."""
    while words and _fold(words[-1]) in alone:
        words = words[:-1]
    return words


def _explained(a: Sequence[str], b: Sequence[str], ops: Sequence[Op]) -> tuple[int, list[tuple[str, str]]]:
    """Return how many of these differences are none or only filled tokens, and what was filled in."""
    i, first_end, j, last_end = ops[0]
    if "".join(a[i:first_end]) == "".join(b[j:last_end]):
        return 1, []
    for count in range(min(TOGETHER + 1, len(ops)), 0, -1):
        if any(after[0] - before[1] > GAP for before, after in pairwise(ops[:count])):
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
