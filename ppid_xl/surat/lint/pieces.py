"""The paragraphs of a template in the order of the document, each with the words that say where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from ppid_xl.surat.lint.fault import Piece

BODY = "isi"
PARTS = {"header": "kepala halaman", "footer": "kaki halaman", "footnotes": "catatan kaki"}
_PARAGRAPH, _TEXT, _TABLE, _ROW, _CELL = (qn(f"w:{name}") for name in ("p", "t", "tbl", "tr", "tc"))
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t"}


def roots(document: Any) -> Iterator[tuple[str, Any]]:
    """Give the body, then each header, footer and the footnotes, with their Indonesian name."""
    yield BODY, document.element.body
    counts: dict[str, int] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in PARTS and not relation.is_external:
            counts[kind] = counts.get(kind, 0) + 1
            root = _root(relation.target_part)
            if root is not None:
                yield f"{PARTS[kind]} {counts[kind]}", root


def pieces_of(bagian: str, root: Any) -> list[Piece]:
    """Return the paragraphs of one part, numbered through outside tables and by row and column inside."""
    tables = {table: number for number, table in enumerate(root.iter(_TABLE), 1)}
    lines = _lines_of(root)
    found, number = [], 0
    for element in root.iter(_PARAGRAPH):
        row = next(element.iterancestors(_ROW), None)
        cell = next(element.iterancestors(_CELL), None)
        if row is None or cell is None:
            number += 1
            place = f"{bagian}, paragraf {number}"
        else:
            place = f"{bagian}, {_place_in_table(row, cell, tables, lines)}"
        texts = tuple(_texts(element))
        found.append(Piece(element, bagian, place, "".join(texts), texts, row, cell))
    return found


def _lines_of(root: Any) -> dict[Any, int]:
    """Return the number of each table row within its own table."""
    count: dict[Any, int] = {}
    lines = {}
    for row in root.iter(_ROW):
        table = next(row.iterancestors(_TABLE))
        lines[row] = count[table] = count.get(table, 0) + 1
    return lines


def _place_in_table(row: Any, cell: Any, tables: dict[Any, int], lines: dict[Any, int]) -> str:
    table = next(row.iterancestors(_TABLE))
    return f"tabel {tables[table]}, baris {lines[row]}, kolom {row.findall(_CELL).index(cell) + 1}"


def _texts(element: Any) -> Iterator[str]:
    """Give the text of each run of a paragraph, without the paragraphs of a text box in it."""
    for run in element.iter(qn("w:r")):
        if next(run.iterancestors(_PARAGRAPH)) is not element:
            continue
        yield "".join(
            (child.text or "") if child.tag == _TEXT else _BREAKS.get(child.tag, "")
            for child in run.iterchildren()
        )


def _root(part: Any) -> Any:
    if hasattr(part, "element"):
        return part.element
    from docx.oxml import parse_xml

    return parse_xml(part.blob)
