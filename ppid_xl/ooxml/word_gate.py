"""A Word file from outside: refused when it would hurt, and what in it reaches out, acts, or tells of its authors."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ppid_xl.errors import InputError
from ppid_xl.ooxml.gate import is_xml, ole_kind, refuse_dtd, refuse_two_faces
from ppid_xl.ooxml.relations import read_rels
from ppid_xl.ooxml.xml_elements import Element, parse_elements
from ppid_xl.ooxml.zip_parts import ZipParts

MACRO, REACH, OBJECT, FIELD = "template-makro", "template-tautan-luar", "template-objek", "template-bidang"
TYPES = "[Content_Types].xml"
COMMENT, PLACE = "template-komentar", "template-jalur-komputer"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Fields that print what the document itself holds (ECMA-376 Part 1, 17.16.5); all others read, run or tell something.
_NAMES = (
    "= ADVANCE AUTONUM AUTONUMLGL AUTONUMOUT BIBLIOGRAPHY CITATION COMPARE CREATEDATE DATE DISPLAYBARCODE "
    "DOCPROPERTY EDITTIME EQ FORMCHECKBOX FORMDROPDOWN FORMTEXT GREETINGLINE HYPERLINK IF INDEX LISTNUM "
    "MERGEFIELD MERGEREC MERGESEQ NEXT NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE REF "
    "REVNUM SAVEDATE SECTION SECTIONPAGES SEQ SET STYLEREF SUBJECT SYMBOL TA TC TIME TITLE TOA TOC XE"
)
_FIELDS = frozenset(_NAMES.split())
_ACTIVE = ("vbaproject", "vbadata", "activex/", "customui")
_INSIDE = frozenset(("aFChunk", "control", "oleObject", "package", "subDocument"))
_WEB = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_FIELD_WORD = re.compile(r'\s*(=|[^\s"=\\]*)')
_FIELD_TARGET = re.compile(r'"([^"]*)"|(\S+)')
_PLACES = re.compile(
    r"(?<![A-Za-z])[A-Za-z]:\\[^\s<\"]+|\\\\[^\s\\<]+\\[^\s<\"]+|file:/+[^\s<\"]+|/(?:home|Users)/[^\s<\"]+"
)
_UNSHOWN = (".rels", "docprops/app.xml", "docprops/custom.xml")
_VML = "urn:schemas-microsoft-com:vml"
_FETCHED = frozenset(("fill", "imagedata", "image", "stroke"))
_AWAY = re.compile(r"\s*(?:[A-Za-z][A-Za-z+.-]*:|\\\\|//)")
_AUTHORED = frozenset(("ins", "del", "moveFrom", "moveTo", "comment"))


@dataclass(frozen=True, slots=True)
class Hazard:
    """One thing that a letter must not carry: its code, the part it is in, and its words."""

    kode: str
    bagian: str
    isi: str = ""


def admit_word(data: bytes, label: str) -> ZipParts:
    """Return the parts of a Word file; raise InputError for anything else, a bomb, a DTD, and two files in one."""
    if data.startswith(_OLE):
        raise InputError(ole_kind(data), berkas=label)
    if not data.startswith(b"PK\x03\x04"):
        raise InputError("bukan-docx", berkas=label)
    refuse_two_faces(data, label)
    parts = ZipParts(data, label)
    for name in parts.names:
        if is_xml(parts, name):
            refuse_dtd(parts, name)
    main = next((rel.target for rel in read_rels(parts, "") if rel.type == "officeDocument"), "")
    if (
        not parts.find(main)
        or not parts.find(TYPES)
        or parse_elements(parts.read(main), main)[0].name != "document"
    ):
        raise InputError("bukan-docx", berkas=label)
    return parts


def find_hazards(parts: ZipParts) -> Iterator[Hazard]:
    """Give what in a Word file acts, reaches out of it, or tells of its authors and their computers."""
    for name in parts.names:
        if any(word in name.lower() for word in _ACTIVE):
            yield Hazard(MACRO, name, posixpath.basename(name))
    if b"macroEnabled" in parts.read(TYPES):
        yield Hazard(MACRO, TYPES, "macroEnabled")
    yield from _of_relations(parts, "")
    for name in parts.names:
        yield from _of_relations(parts, name)
        if is_xml(parts, name) and not name.lower().endswith(_UNSHOWN):
            elements = parse_elements(parts.read(name), name)
            yield from _of_fields(elements, name)
            yield from _of_addresses(elements, name)
            yield from _of_authors(elements, name)


def _of_relations(parts: ZipParts, name: str) -> Iterator[Hazard]:
    for relation in read_rels(parts, name):
        if relation.type == "hyperlink":
            if relation.external and not _WEB.match(relation.target) and not relation.target.startswith("#"):
                yield Hazard(REACH, name, relation.target)
        elif relation.external or "://" in relation.target:
            yield Hazard(REACH, name, relation.target)
        elif relation.type in _INSIDE:
            yield Hazard(OBJECT, name, posixpath.basename(relation.target))


def _of_fields(elements: list[Element], name: str) -> Iterator[Hazard]:
    """Give the fields that are not allowed; one whose name another field makes has none that can be read."""
    open_fields: list[str | None] = []
    for element in elements:
        kind = element.get("fldCharType") if element.name == "fldChar" else ""
        if kind == "begin":
            open_fields.append("")
        elif kind in ("separate", "end") and open_fields:
            said = open_fields.pop()
            if said is not None:
                yield from _of_field(said, name)
            if kind == "separate":
                open_fields.append(None)
        elif element.name in ("instrText", "delInstrText"):
            if not open_fields or open_fields[-1] is None:
                yield from _of_field(element.text, name)
            else:
                open_fields[-1] += element.text
        elif element.name == "fldSimple":
            yield from _of_field(element.get("instr"), name)


def _of_field(said: str, name: str) -> Iterator[Hazard]:
    found = _FIELD_WORD.match(said)
    word = found[1].upper() if found else ""
    if word not in _FIELDS:
        yield Hazard(FIELD, name, word or "(tanpa nama)")
    elif word == "HYPERLINK" and found:
        target = _FIELD_TARGET.match(said[found.end() :].lstrip())
        words = (target[1] or target[2] or "") if target else ""
        if words and not words.startswith("\\") and not _WEB.match(words):
            yield Hazard(REACH, name, words)


def _of_addresses(elements: list[Element], name: str) -> Iterator[Hazard]:
    """Give the pictures of old that are fetched from an address as the page is shown (ECMA-376 Part 4, 19.1)."""
    for element in elements:
        if element.namespace == _VML:
            for key in ("src", "href") if element.name in _FETCHED else ("src",):
                if _AWAY.match(element.get(key)):
                    yield Hazard(REACH, name, element.get(key))


def _of_authors(elements: list[Element], name: str) -> Iterator[Hazard]:
    authors = dict.fromkeys(
        one.get("author") for one in elements if one.name in _AUTHORED and one.get("author")
    )
    for author in authors:
        yield Hazard(COMMENT, name, author)
    texts = (text for one in elements for text in (*one.attributes.values(), one.text))
    for place in dict.fromkeys(found[0] for text in texts for found in _PLACES.finditer(text)):
        yield Hazard(PLACE, name, place)
