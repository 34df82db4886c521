"""What Excel and Word ask of a file beyond its schema, before they offer to repair it: the faults of one package."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO

from buku_sah import CHART, MAIN, REL, Parts, book_faults, chart_faults, sheet_faults, twice
from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FRAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
# ECMA-376 part 1, 17.6.17: the children of a section in their order.
SECTION = ("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc",
           "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg",
           "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings")  # fmt: skip


def faults(content: bytes) -> list[str]:
    """Return what may make Excel or Word offer to repair a file, a line each; none when it is sound."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        parts = {n: etree.fromstring(package.read(n)) for n in names if n.endswith((".xml", ".rels"))}
    targets = {name: relations(name, parts) for name in ["", *names] if not name.endswith(".rels")}
    found = [*package_faults(names, parts, targets)]
    for name, part in parts.items():
        if part.tag == f"{MAIN}worksheet":
            found += [f"{name}: {fault}" for fault in sheet_faults(part, parts, targets[name])]
        elif part.tag == f"{CHART}chartSpace":
            found += [f"{name}: {fault}" for fault in chart_faults(part)]
        elif part.tag in {f"{WORD}{kind}" for kind in ("document", "hdr", "ftr", "styles", "settings")}:
            found += [f"{name}: {fault}" for fault in word_faults(part, parts)]
    return [*found, *book_faults(parts), *frame_faults(parts)]


def relations(name: str, parts: Parts) -> dict[str, str]:
    folder, base = posixpath.split(name)
    found = parts.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    inner = () if found is None else (one for one in found if one.get("TargetMode") != "External")
    return {
        one.get("Id"): posixpath.normpath(posixpath.join("/", folder, one.get("Target")))[1:] for one in inner
    }


def package_faults(names: list[str], parts: Parts, targets: dict[str, dict[str, str]]) -> Iterator[str]:
    yield from (f"part twice: {name}" for name in twice(name.lower() for name in names))
    types = parts["[Content_Types].xml"]
    named = [one.get("PartName", "")[1:] for one in types]
    yield from (
        f"no part for the content type of {name}" for name in filter(None, named) if name not in names
    )
    endings = {one.get("Extension") for one in types}
    known = (name for name in names if name in named or name.rpartition(".")[2] in endings)
    yield from (f"no content type: {name}" for name in set(names) - {*known, "[Content_Types].xml"})
    yield from (
        f"no target {t} of {n}" for n, all_ in targets.items() for t in all_.values() if t not in names
    )
    for name, part in parts.items():
        used = {value for one in part.iter("*") for key, value in one.items() if key.startswith(REL)}
        linked = parts.get(
            posixpath.join(posixpath.dirname(name), "_rels", f"{posixpath.basename(name)}.rels"), ()
        )
        yield from (f"{name}: no relation {key}" for key in used - {one.get("Id") for one in linked} - {""})


def word_faults(part: etree._Element, parts: Parts) -> Iterator[str]:
    styles = {one.get(f"{WORD}styleId") for one in parts["word/styles.xml"].iter(f"{WORD}style")}
    kinds = [f"{WORD}{kind}" for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")]
    yield from (
        f"no style {e.get(f'{WORD}val')}" for e in part.iter(*kinds) if e.get(f"{WORD}val") not in styles
    )
    yield from ("zoom without percent" for one in part.iter(f"{WORD}zoom") if not one.get(f"{WORD}percent"))
    yield from ("cell without a last paragraph" for c in part.iter(f"{WORD}tc") if c[-1].tag != f"{WORD}p")
    for section in part.iter(f"{WORD}sectPr"):
        order = [SECTION.index(etree.QName(one).localname) for one in section]
        if [max(at, 1) for at in order] != sorted(max(at, 1) for at in order):
            yield f"section out of order: {[SECTION[at] for at in order]}"
    for table in part.iter(f"{WORD}tbl"):
        spans = {sum(width(cell) for cell in row.findall(f"{WORD}tc")) for row in table.findall(f"{WORD}tr")}
        if spans != {len(table.find(f"{WORD}tblGrid"))}:
            yield f"rows of {spans} cells in a grid of {len(table.find(f'{WORD}tblGrid'))}"


def frame_faults(parts: Parts) -> Iterator[str]:
    yield from (
        f"picture id twice: {i}" for i in twice(f.get("id") for p in parts.values() for f in p.iter(FRAME))
    )


def width(cell: etree._Element) -> int:
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    return 1 if span is None else int(span.get(f"{WORD}val"))
