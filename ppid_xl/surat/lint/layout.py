"""Tables that Word and LibreOffice would draw differently, and signatures that a page break may split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from docx.oxml.ns import qn

from ppid_xl.surat.lint.fault import PERINGATAN, Fault, Piece, fault_at
from ppid_xl.surat.lint.tags import Tag, without_tags

# Twips by which Word itself rounds a column.
TOLERANCE = 20
SIGNERS = ("ttd", "ttd_kedua")
TEAMS = ("tim", "langkah.peserta")
_ROW, _CELL, _OFF = qn("w:tr"), qn("w:tc"), ("0", "false", "off")


def check_widths(pieces: Sequence[Piece], tags: Sequence[Tag]) -> Iterator[Fault]:
    """Give the first row of each table whose cells (which Word obeys) differ from its grid (LibreOffice)."""
    gone = {id(tag.piece.row) for tag in tags if tag.scope == "tr"}
    seen: list[Any] = []
    for piece in pieces:
        if piece.row is None or id(piece.row) in gone:
            continue
        table = next(piece.row.iterancestors(qn("w:tbl")))
        if any(table is one for one in seen) or (wrong := _wrong_cell(table, piece.row)) is None:
            continue
        seen.append(table)
        cell, grid = wrong
        yield fault_at(piece, "template-lebar-kolom", "", PERINGATAN, sel=cell, kisi=grid)


def _wrong_cell(table: Any, row: Any) -> tuple[int, int] | None:
    grid = [_number(column, "w:w") for column in table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
    place = _child_number(row, "w:trPr/w:gridBefore")
    for cell in row.findall(_CELL):
        span = _child_number(cell, "w:tcPr/w:gridSpan") or 1
        width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        drawn = sum(grid[place : place + span])
        place += span
        if width is None or width.get(qn("w:type"), "dxa") != "dxa":
            continue
        if abs(_number(width, "w:w") - drawn) > TOLERANCE:
            return _number(width, "w:w"), drawn
    return None


def check_signatures(pieces: Sequence[Piece], tags: Sequence[Tag], styles: Any) -> Iterator[Fault]:
    """Give the signature blocks that may be split, and the rows of a team that may be."""
    gone = {id(tag.piece) for tag in tags if tag.scope and not without_tags(tag.piece.text)}
    for signer in SIGNERS:
        for first, last in _blocks(tags, signer):
            between = pieces[pieces.index(first) : pieces.index(last) + 1]
            lines = [piece for piece in between if id(piece) not in gone]
            if (loose := _loose(lines, styles)) is not None:
                yield fault_at(loose, "template-tanda-tangan-terpisah", f"{signer}.nama", PERINGATAN)
    for tag in tags:
        words = tag.words.split()
        if tag.scope == "tr" and words[:1] == ["for"] and words[-1] in TEAMS:
            yield from _check_rows(pieces, tag)


def _blocks(tags: Sequence[Tag], signer: str) -> Iterator[tuple[Piece, Piece]]:
    """Give the first and last line of each block of a signer: from a post to the name, rank or NIP that follows it."""
    first: Piece | None = None
    last: Piece | None = None
    for tag in tags:
        words = set(tag.words.split())
        if f"{signer}.jabatan" in words:
            if first is not None and last is not None:
                yield first, last
            first, last = tag.piece, None
        elif first is not None and (f"{signer}.nama" in words or (last and words & _below(signer))):
            last = tag.piece
    if first is not None and last is not None:
        yield first, last


def _below(signer: str) -> set[str]:
    return {f"{signer}.{key}" for key in ("pangkat", "nip")}


def _loose(lines: Sequence[Piece], styles: Any) -> Piece | None:
    """Return the first line that a page break may part from the rest: rows stay whole, each line with the next."""
    for piece in lines:
        if piece.row is not None and not _is_on(piece.row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}")):
            return piece
    for piece, following in pairwise(lines):
        if piece.row is not None and piece.row is following.row:
            continue
        if not _row_keeps(piece, lines, styles):
            return piece
    return None


def _row_keeps(piece: Piece, lines: Sequence[Piece], styles: Any) -> bool:
    """Say whether a line stays with the next; in a row any paragraph of it may say so, and its last row need not."""
    if piece.row is None:
        return _keeps(piece, styles)
    if piece.row is lines[-1].row:
        return True
    return any(_keeps(one, styles) for one in lines if one.row is piece.row)


def _check_rows(pieces: Sequence[Piece], loop: Tag) -> Iterator[Fault]:
    row = loop.piece.row.getnext() if loop.piece.row is not None else None
    if row is None or row.tag != _ROW or _is_on(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}")):
        return
    piece = next((one for one in pieces if one.row is row), loop.piece)
    yield fault_at(piece, "template-tanda-tangan-terpisah", loop.text, PERINGATAN)


def _keeps(piece: Piece, styles: Any) -> bool:
    properties = piece.element.find(qn("w:pPr"))
    own = properties.find(qn("w:keepNext")) if properties is not None else None
    if own is not None:
        return _is_on(own)
    named = properties.find(qn("w:pStyle")) if properties is not None else None
    name = named.get(qn("w:val")) if named is not None else ""
    for _ in range(20):
        style = next((one for one in styles.findall(qn("w:style")) if one.get(qn("w:styleId")) == name), None)
        if style is None:
            return False
        found = style.find(f"{qn('w:pPr')}/{qn('w:keepNext')}")
        if found is not None:
            return _is_on(found)
        parent = style.find(qn("w:basedOn"))
        name = parent.get(qn("w:val")) if parent is not None else ""
    return False


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(qn("w:val"), "true") not in _OFF


def _child_number(element: Any, path: str) -> int:
    found = element.find("/".join(qn(step) for step in path.split("/")))
    return _number(found, "w:val") if found is not None else 0


def _number(element: Any, name: str) -> int:
    text = element.get(qn(name), "0")
    return round(float(text)) if text.replace(".", "", 1).lstrip("-").isdigit() else 0
