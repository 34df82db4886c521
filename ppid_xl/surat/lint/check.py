"""All checks of one template, and a trial filling for what no single check sees."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from ppid_xl.errors import TemplateError
from ppid_xl.surat.lint.fault import GALAT, Fault
from ppid_xl.surat.lint.fonts import check_fonts
from ppid_xl.surat.lint.hazards import read_template
from ppid_xl.surat.lint.layout import check_signatures, check_widths
from ppid_xl.surat.lint.pieces import pieces_of, roots
from ppid_xl.surat.lint.scope import check_tags
from ppid_xl.surat.lint.shape import bare_context, known_context
from ppid_xl.surat.lint.tags import tags_of
from ppid_xl.surat.lint.traps import check_traps
from ppid_xl.surat.render import fill_template

EVERYWHERE = "seluruh berkas"


def lint_template(template: Path, kind: str = "", *, fonts: Collection[str] = ()) -> list[Fault]:
    """Return the faults of a template for a kind of document, in the order of the document, part by part.

    ``fonts`` are those of this computer. A template without a galat fills with everything known and with nothing.
    Raises TemplateError for a file that is absent, no Word document, or dangerous to open.
    """
    data, faults = read_template(template)
    if any(fault.tingkat == GALAT for fault in faults):
        return faults
    document = _open(data, template)
    pieces = []
    for bagian, root in roots(document):
        inside = pieces_of(bagian, root)
        faults += _of_part(inside, kind, document.styles.element)
        pieces += inside
    faults += check_fonts(document, pieces, fonts)
    if not any(fault.tingkat == GALAT for fault in faults):
        faults += _trial(template, kind)
    return faults


def _of_part(pieces: list[Any], kind: str, styles: Any) -> Iterator[Fault]:
    tags, places = [], {piece.tempat: number for number, piece in enumerate(pieces)}
    found: list[Fault] = []
    for piece in pieces:
        inside, torn = tags_of(piece)
        tags += inside
        found += [*torn, *check_traps(piece)]
    found += check_tags(tags, known_context(kind))
    found += check_widths(pieces, tags)
    found += check_signatures(pieces, tags, styles)
    yield from sorted(found, key=lambda fault: places.get(fault.tempat, len(places)))


def _trial(template: Path, kind: str) -> Iterator[Fault]:
    for context in (known_context(kind), bare_context(kind)):
        try:
            fill_template(template, context)
        except TemplateError as reason:
            yield Fault(reason.kode, EVERYWHERE, fakta=reason.fakta)
            return


def _open(data: bytes, template: Path) -> Any:
    from docx import Document

    try:
        return Document(BytesIO(data))
    except Exception as reason:  # python-docx answers a damaged package with errors of every class
        raise TemplateError("template-bukan-docx", template=template) from reason
