"""What a filled line below headings is: data, or a total, a group, column numbers, a heading again, signatures."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ppid_xl.columns import normalise
from ppid_xl.model import Value
from ppid_xl.tables import Grid, Header, as_text, is_blank

WIDE = 3  # filled cells of a typical line, from which on a line with one text stands out
_TOTAL = re.compile(r"(grand |sub ?)?(jumlah|total)\b", re.IGNORECASE)
_BARE_TOTAL = re.compile(
    r"(grand |sub ?)?(jumlah|total)( (seluruh|seluruhnya|keseluruhan|semua|informasi|dokumen|daftar|baris|publik|yang"
    r"|dikecualikan))*( \d+)?( (informasi|dokumen|berkas|buah|baris))?"
)
_NUMBER = re.compile(r"\(?[\d.,]+%?\)?")
_COUNT = re.compile(r"\(?[\d.,]+\)?( \w+)?")
_LETTER = re.compile(r"[A-Za-z]|[IVXL]+")
_LETTERED = re.compile(r"([A-Z]|[IVXL]+)[.)]\s*\D")
_SIGNED = re.compile(
    r"(ditetapkan|disahkan|dikeluarkan|mengetahui|menyetujui|mengesahkan|nip\b"
    r"|[\w .]{3,40}, ?(\d{1,2}|\.{2,}|…) ?\w+ \d{4}$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One filled line below headings: its cells, and the texts among them."""

    number: int
    cells: Sequence[Value]
    texts: tuple[str, ...]


def filled_lines(grid: Grid, first: int, last: int) -> list[Line]:
    """Return the lines from one sheet row to another that hold something."""
    lines = []
    for number in range(first, last + 1):
        texts = tuple(as_text(v).strip() for v in grid.row(number) if not is_blank(v))
        if texts:
            lines.append(Line(number, grid.row(number), texts))
    return lines


def kinds_of(lines: Sequence[Line], header: Header, grid: Grid, typed: Container[int]) -> dict[int, str]:
    """Return what each line that is no data is; ``typed`` are the rows with something in a known column."""
    signed = _signatures(lines, header)
    typical = _typical([line for line in lines if line.number not in signed])
    numbered, lettered = _is_numbered(lines, header), _has_lettered_groups(lines, header, typical)
    kinds: dict[int, str] = {}
    for place, line in enumerate(lines):
        if line.number in grid.totals or _is_total(line.texts, typical):
            kinds[line.number] = "jumlah"
        elif _repeats_header(line.cells, header):
            kinds[line.number] = "judul kolom"
        elif place == 0 and _numbers_columns(line):
            kinds[line.number] = "nomor kolom"
        elif typical >= WIDE and line.number in signed:
            kinds[line.number] = "tanda tangan"
        elif line.number not in typed or _is_group(
            line, header, grid, typical, numbered=numbered, lettered=lettered
        ):
            kinds[line.number] = "judul kelompok"
    return kinds


def _typical(lines: Sequence[Line]) -> int:
    counts = sorted(len(line.texts) for line in lines)
    return counts[len(counts) // 2] if counts else 0


def _has_lettered_groups(lines: Sequence[Line], header: Header, typical: int) -> bool:
    """Say whether a letter for a number marks a group: entries are wide, and most of them have no letter."""
    place = header.positions.get("no", -1)
    entries = [line for line in lines if _has(line, place) and _bare(line, place).isdigit()]
    full = [line for line in lines if len(line.texts) >= WIDE]
    letters = [line for line in full if _has(line, place) and _LETTER.fullmatch(_bare(line, place))]
    return max(typical, _typical(entries)) >= WIDE and 2 * len(letters) <= len(full)


def _bare(line: Line, place: int) -> str:
    return as_text(line.cells[place]).strip(" .)")


def _is_numbered(lines: Sequence[Line], header: Header) -> bool:
    """Say whether at least half of the lines with several texts have a number of their own."""
    place = header.positions.get("no")
    if place is None:
        return False
    full = [line for line in lines if len(line.texts) >= WIDE]
    return 2 * sum(_has(line, place) for line in full) >= len(full)


def _has(line: Line, place: int) -> bool:
    return 0 <= place < len(line.cells) and not is_blank(line.cells[place])


def _is_total(texts: Sequence[str], typical: int) -> bool:
    if not _TOTAL.match(texts[0]):
        return False
    rest = texts[1:]
    if _BARE_TOTAL.fullmatch(normalise(texts[0])):
        counted = len(texts) <= 2 and all(map(_COUNT.fullmatch, rest))
        return counted or all(map(_NUMBER.fullmatch, rest))
    return typical >= WIDE and bool(rest) and all(map(_NUMBER.fullmatch, rest))


def _repeats_header(cells: Sequence[Value], header: Header) -> bool:
    shared = [
        normalise(as_text(cells[i])) == normalise(header.headings[i])
        for i in header.positions.values()
        if i < len(cells) and not is_blank(cells[i])
    ]
    return bool(shared) and len(shared) >= min(2, len(header.positions)) and all(shared)


def _numbers_columns(line: Line) -> bool:
    """Say whether a line counts the columns: 1 2 3 …, or a b c …"""
    plain = [text.strip("().") for text in line.texts]
    if all(text.isdigit() and len(text) < 3 for text in plain):
        numbers = [int(text) for text in plain]
    elif all(re.fullmatch("[a-z]", text) for text in plain):
        numbers = [ord(text) - ord("a") + 1 for text in plain]
    else:
        return False
    rising = all(a < b for a, b in pairwise(numbers))
    return len(numbers) > 1 and rising and numbers[0] <= 2 and numbers[-1] <= len(line.cells) + 2


def _is_group(
    line: Line, header: Header, grid: Grid, typical: int, *, numbered: bool, lettered: bool
) -> bool:
    if len(line.texts) == 1 and any(
        first == last == line.number and right - left >= 2 for first, left, last, right in grid.merged
    ):
        return True
    if len(line.texts) == 2:
        return lettered and bool(_LETTER.fullmatch(line.texts[0].strip(" .)")))
    if typical < WIDE:
        return False
    titled = any(_has(line, header.positions.get(key, -1)) for key in ("judul_informasi", "ringkasan_isi"))
    return len(line.texts) == 1 and (numbered or not titled or bool(_LETTERED.match(line.texts[0])))


def _signatures(lines: Sequence[Line], header: Header) -> set[int]:
    """Return the lines at the end from the first that is signed on, when no entry of the list follows it."""
    place = header.positions.get("no", -1)
    tail: list[Line] = []
    for line in reversed(lines):
        if len(line.texts) > 2 or (_has(line, place) and as_text(line.cells[place]).strip(" .").isdigit()):
            break
        tail.insert(0, line)
    for start, line in enumerate(tail):
        if any(_SIGNED.match(text) for text in line.texts):
            return {later.number for later in tail[start:]}
    return set()
