"""What Excel asks of a workbook beyond its schema: cells in order, tables with their headings, names once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TALLEST, LONGEST_FORMULA, LONGEST_TEXT = 409.5, 255, 32_767
Parts = dict[str, etree._Element]


def sheet_faults(sheet: etree._Element, parts: Parts, targets: dict[str, str]) -> Iterator[str]:
    styles = parts["xl/styles.xml"]
    looks, marks = (len(styles.findall(f"{MAIN}{group}/*")) for group in ("cellXfs", "dxfs"))
    rows = [int(row.get("r")) for row in sheet.iter(f"{MAIN}row")]
    places = [place(cell.get("r")) for cell in sheet.iter(f"{MAIN}c")]
    if rows != sorted(set(rows)) or places != sorted(set(places)):
        yield "rows or cells are out of order or double"
    yield from (
        f"row {r.get('r')} too high" for r in sheet.iter(f"{MAIN}row") if float(r.get("ht", 0)) > TALLEST
    )
    yield from (f"no style of {c.get('r')}" for c in sheet.iter(f"{MAIN}c") if int(c.get("s", 0)) >= looks)
    yield from ("text too long" for t in sheet.iter(f"{MAIN}t") if len(t.text or "") > LONGEST_TEXT)
    yield from (f"formula {f.text}" for f in sheet.iter(f"{MAIN}f") if (f.text or "").startswith("="))
    rules = list(sheet.iter(f"{MAIN}cfRule"))
    yield from (f"priority twice: {p}" for p in twice(rule.get("priority") for rule in rules))
    yield from ("no look of a rule" for rule in rules if int(rule.get("dxfId", 0)) >= max(marks, 1))
    yield from overlaps(cell.get("ref") for cell in sheet.iter(f"{MAIN}mergeCell"))
    yield from overlaps(
        ref for one in sheet.iter(f"{MAIN}dataValidation") for ref in one.get("sqref").split()
    )
    for one in sheet.iter(f"{MAIN}dataValidation"):
        formulas = [child.text or "" for child in one]
        if any(not 0 < len(text) <= LONGEST_FORMULA or "[" in text for text in formulas):
            yield f"validation of {one.get('sqref')}: {formulas}"
        if max(len(one.get("error", "")), len(one.get("prompt", ""))) > LONGEST_FORMULA:
            yield f"message of {one.get('sqref')} too long"
    for part in sheet.iter(f"{MAIN}tablePart"):
        yield from table_faults(
            parts[targets[part.get(f"{REL}id")]], sheet, parts.get("xl/sharedStrings.xml")
        )


def table_faults(
    table: etree._Element, sheet: etree._Element, shared: etree._Element | None
) -> Iterator[str]:
    ref = table.get("ref")
    top, left, bottom, right = box(ref)
    columns = [one.get("name") for one in table.iter(f"{MAIN}tableColumn")]
    heads = [c for c in sheet.iter(f"{MAIN}c") if place(c.get("r"))[0] == top]
    texts = (shared[int(c[0].text)] if shared is not None and c.get("t") == "s" else c for c in heads)
    cells = {place(c.get("r")): "".join(t.itertext()) for c, t in zip(heads, texts, strict=True)}
    if [cells.get((top, at)) for at in range(left, right + 1)] != columns or bottom == top:
        yield f"headings of {table.get('name')} in {ref}"
    yield from (f"column twice: {name}" for name in twice(name.lower() for name in columns))
    yield from (
        f"filter {f.get('ref')} of {ref}" for f in table.iter(f"{MAIN}autoFilter") if f.get("ref") != ref
    )


def book_faults(parts: Parts) -> Iterator[str]:
    tables = [part for part in parts.values() if part.tag == f"{MAIN}table"]
    names = list(parts.get("xl/workbook.xml", etree.Element("none")).iter(f"{MAIN}definedName"))
    yield from (f"table id twice: {one}" for one in twice(table.get("id") for table in tables))
    plain = [n.get("name").lower() for n in names if not n.get("localSheetId")]
    yield from (f"name twice: {one}" for one in twice([*plain, *(t.get("name").lower() for t in tables)]))
    local = (f"{n.get('name')} of sheet {n.get('localSheetId')}" for n in names if n.get("localSheetId"))
    yield from (f"name twice: {one}" for one in twice(local))
    yield from (f"name like a cell: {n}" for n in plain if re.fullmatch(r"[a-z]{1,3}\d+|r\d*c\d*|[rc]", n))
    sheets = [one.get("name") for part in parts.values() for one in part.iter(f"{MAIN}sheet")]
    yield from (f"sheet {one}" for one in sheets if len(one) > 31 or set(one) & set("\\/?*[]:"))
    links = [h.get("location") for part in parts.values() for h in part.iter(f"{MAIN}hyperlink")]
    known = {*sheets, *(f"'{one}'" for one in sheets)}
    yield from (f"link to {one}" for one in filter(None, links) if one.rpartition("!")[0] not in known)


def chart_faults(chart: etree._Element) -> Iterator[str]:
    """ECMA-376 part 1, 21.2.2.49: the labels of single points come before what holds for all."""
    for labels in chart.iter(f"{CHART}dLbls"):
        single = [child.tag == f"{CHART}dLbl" for child in labels]
        if single != sorted(single, reverse=True):
            yield "labels of points out of order"


def place(ref: str) -> tuple[int, int]:
    letters = ref.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(ref[len(letters) :]), column


def box(ref: str) -> tuple[int, int, int, int]:
    first, _, last = ref.partition(":")
    return *place(first), *place(last or first)


def overlaps(refs: Iterable[str]) -> Iterator[str]:
    known = [(ref, box(ref)) for ref in refs]
    for number, (ref, (top, left, bottom, right)) in enumerate(known):
        for other, (up, west, down, east) in known[:number]:
            if top <= down and up <= bottom and left <= east and west <= right:
                yield f"{ref} over {other}"


def twice(values: Iterable[str | None]) -> list[str | None]:
    return [value for value, count in Counter(values).items() if count > 1]
