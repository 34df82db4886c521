"""The parts that list a package's content: workbook, relationships, content types; changed by splicing."""

from __future__ import annotations

from collections.abc import Callable, Collection

from ppid_xl.ooxml.address import join_reference
from ppid_xl.ooxml.xml_encoding import to_utf8
from ppid_xl.ooxml.xml_spans import (
    Span,
    append_child,
    escape_attribute,
    escape_text,
    find_spans,
    insert,
    qualified,
    set_attribute,
)

OWNER_NAME = "_ppid_xl_lembar_"  # with a number: the hidden defined name that marks a sheet as ours
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# CT_Workbook, ECMA-376 Part 1, 18.2.27: the children in their order, as far as we insert any.
_ORDER = ("sheets", "functionGroups", "externalReferences", "definedNames", "calcPr")


def add_relation(data: bytes, part: str, kind: str, target: str) -> tuple[bytes, str]:
    """Return the relationships part with one more internal relation, and the id it got."""
    data = to_utf8(data)
    spans = find_spans(data, part)
    taken = {span.attributes.get("Id") for span in spans}
    new = next(f"rId{number}" for number in range(1, len(spans) + 2) if f"rId{number}" not in taken)
    element = f'<{qualified(spans[0], "Relationship")} Id="{new}" Type="{_TYPES}{kind}" Target="/{target}"/>'
    return append_child(data, spans[0], element.encode()), new


def drop_relation(data: bytes, part: str, kind: str) -> bytes:
    """Return the relationships part without the relations of a kind, such as ``calcChain``."""
    return _drop(data, part, "Type", lambda value: value.rpartition("/")[2] == kind)


def add_content_type(data: bytes, part: str, target: str, content_type: str) -> bytes:
    """Return the content types with an override for one more part."""
    data = to_utf8(data)
    root = find_spans(data, part)[0]
    name = escape_attribute("/" + target).decode()
    element = f'<{qualified(root, "Override")} PartName="{name}" ContentType="{content_type}"/>'
    return append_child(data, root, element.encode())


def drop_content_type(data: bytes, part: str, target: str) -> bytes:
    """Return the content types without the override of a part."""
    return _drop(data, part, "PartName", lambda value: value.lower() == f"/{target}".lower())


def add_sheet(data: bytes, part: str, name: str, relation: str) -> bytes:
    """Return the workbook part with a sheet added as the last tab."""
    data = to_utf8(data)
    spans = find_spans(data, part)
    box = next(span for span in spans if span.depth == 1 and span.name == "sheets")
    sheets = [span for span in spans if span.depth == 2 and span.name == "sheet"]
    number = 1 + max(int(span.attributes.get("sheetId", "0")) for span in sheets)
    link = next(key for key in sheets[0].attributes if key.endswith(":id"))
    tag = qualified(box, "sheet").encode()
    element = b'<%s%s name="%s" sheetId="%d" %s="%s"/>' % (
        tag,
        _own_namespace(sheets[0], link),
        escape_attribute(name),
        number,
        link.encode(),
        relation.encode(),
    )
    return append_child(data, box, element)


def _own_namespace(sheet: Span, link: str) -> bytes:
    """Return the namespace that a sheet element declares for its link by itself, as openpyxl writes it."""
    declared = "xmlns:" + link.partition(":")[0]
    uri = sheet.attributes.get(declared)
    return b' %s="%s"' % (declared.encode(), escape_attribute(uri)) if uri else b""


def new_owner_name(names: Collection[str]) -> str:
    """Return the first owner name that a workbook with these defined names has not used yet, in any case."""
    taken = {name.lower() for name in names}
    return next(name for n in range(1, len(taken) + 2) if (name := f"{OWNER_NAME}{n}") not in taken)


def add_hidden_name(data: bytes, part: str, name: str, sheet: str) -> bytes:
    """Return the workbook part with a hidden defined name that points to a sheet's first cell."""
    data = _ensure_child(to_utf8(data), part, "definedNames")
    box = next(span for span in find_spans(data, part) if span.depth == 1 and span.name == "definedNames")
    tag = qualified(box, "definedName").encode()
    reference = escape_text(join_reference(sheet, "$A$1"))
    element = b'<%s name="%s" hidden="1">%s</%s>' % (tag, escape_attribute(name), reference, tag)
    return append_child(data, box, element)


def calculate_on_load(data: bytes, part: str) -> bytes:
    """Return the workbook part asking Excel to recalculate everything when it opens the file."""
    data = _ensure_child(to_utf8(data), part, "calcPr")
    found = next(span for span in find_spans(data, part) if span.depth == 1 and span.name == "calcPr")
    if found.attributes.get("fullCalcOnLoad") in ("1", "true"):
        return data
    return set_attribute(data, found, "fullCalcOnLoad", "1")


def _ensure_child(data: bytes, part: str, name: str) -> bytes:
    spans = find_spans(data, part)
    top = [span for span in spans if span.depth == 1]
    if any(span.name == name for span in top):
        return data
    earlier = _ORDER[: _ORDER.index(name)]
    after: Span = next(span for span in reversed(top) if span.name in earlier)
    return insert(data, after.end, f"<{qualified(after, name)}/>".encode())


def _drop(data: bytes, part: str, attribute: str, matches: Callable[[str], bool]) -> bytes:
    data = to_utf8(data)
    for span in reversed(find_spans(data, part)):
        if span.depth == 1 and matches(span.attributes.get(attribute, "")):
            data = data[: span.start] + data[span.end :]
    return data
