"""The fonts a template asks for: one that a computer lacks is replaced there, and lines and pages shift."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from docx.oxml.ns import qn

from ppid_xl.surat.lint.fault import CATATAN, Fault, Piece

# What every Windows with Office has; Arial, Times New Roman, Courier New, Calibri and Cambria have doubles of equal
# width on Linux (Liberation, Carlito, Caladea).
EVERYWHERE = frozenset(
    (
        "arial", "arial narrow", "bookman old style", "calibri", "cambria", "courier new", "georgia", "segoe ui",
        "symbol", "tahoma", "times new roman", "verdana", "wingdings",
    )
)  # fmt: skip
_KINDS = ("w:ascii", "w:hAnsi")


def check_fonts(document: Any, pieces: Iterable[Piece], installed: Collection[str]) -> Iterator[Fault]:
    """Give each font that is neither on every Windows nor ``installed`` here, once."""
    known = EVERYWHERE | {name.casefold() for name in installed}
    told: set[str] = set()
    for place, paragraf, name in _asked(document, pieces):
        if name.casefold() not in known | told:
            told.add(name.casefold())
            yield Fault("template-huruf", place, paragraf, "", CATATAN, {"huruf": name})


def _asked(document: Any, pieces: Iterable[Piece]) -> Iterator[tuple[str, str, str]]:
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    used: set[str] = set()
    for piece in pieces:
        used |= {mark.get(qn("w:val"), "") for mark in piece.element.iter(qn("w:pStyle"), qn("w:rStyle"))}
        for name in _names(piece.element):
            yield piece.tempat, piece.quoted, name
    if defaults is not None:
        for name in _names(defaults):
            yield "gaya bawaan", "", name
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) in used or style.get(qn("w:default")) == "1":
            for name in _names(style):
                yield f"gaya {style.find(qn('w:name')).get(qn('w:val'))}", "", name


def _names(element: Any) -> Iterator[str]:
    for fonts in element.iter(qn("w:rFonts")):
        for kind in _KINDS:
            if name := fonts.get(qn(kind)):
                yield name
