"""Small XML parts as flat lists of elements, by expat alone: no tree, no lxml, no entities."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pyexpat import ExpatError, ParserCreate

from ppid_xl.errors import InputError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"

_ESCAPE = re.compile(r"_x((?:[0-9A-CE-Fa-ce-f][0-9A-Fa-f]|[Dd][0-7])[0-9A-Fa-f]{2})_")


@dataclass(slots=True)
class Element:
    """An element with its local name; attributes go by local name too, an unqualified one winning."""

    name: str
    namespace: str
    attributes: dict[str, str]
    depth: int
    text: str = ""

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute, or ``default``."""
        return self.attributes.get(name, default)


def parse_elements(data: bytes, part: str) -> list[Element]:
    """Return every element in document order, ``text`` being its own character data.

    Raises InputError when the part is not well-formed XML.
    """
    found: list[Element] = []
    stack: list[Element] = []

    def open_element(qualified: str, attributes: dict[str, str]) -> None:
        namespace, _, name = qualified.rpartition(" ")
        stack.append(Element(name, namespace, _by_local_name(attributes), len(stack)))
        found.append(stack[-1])

    def add_text(text: str) -> None:
        stack[-1].text += text

    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = open_element
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = add_text
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError) as reason:
        raise InputError("xml-rusak", bagian=part, alasan=reason) from None
    return found


def named(elements: Iterable[Element], name: str) -> list[Element]:
    """Return the elements with this local name."""
    return [element for element in elements if element.name == name]


def decode_escapes(text: str) -> str:
    """Return text with ``_x000a_`` read as the character it stands for (ECMA-376 Part 1, 22.9.2.19)."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def _by_local_name(attributes: dict[str, str]) -> dict[str, str]:
    plain = {name: value for name, value in attributes.items() if " " not in name}
    for name, value in attributes.items():
        plain.setdefault(name.rpartition(" ")[2], value)
    return plain
