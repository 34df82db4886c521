"""The few WordprocessingML settings that python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# ECMA-376 part 1: the order in which these children must stand in their parent.
_TABLE_ORDER = ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook")
_ROW_ORDER = ("cantSplit", "trHeight", "tblHeader")
_CELL_ORDER = ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "tcMar", "vAlign")


def element(tag: str, **attributes: object) -> Any:
    """Return a new element of the w: namespace with w: attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def put_table(table: Any, child: Any) -> None:
    """Set one property of a table, replacing an earlier one."""
    _put(table._tbl.tblPr, child, _TABLE_ORDER)


def put_row(row: Any, child: Any) -> None:
    """Set one property of a row, replacing an earlier one."""
    _put(row._tr.get_or_add_trPr(), child, _ROW_ORDER)


def put_cell(cell: Any, child: Any) -> None:
    """Set one property of a cell, replacing an earlier one."""
    _put(cell._tc.get_or_add_tcPr(), child, _CELL_ORDER)


def add_field(paragraph: Any, instruction: str) -> None:
    """Add a field such as PAGE to the end of a paragraph."""
    field = element("fldSimple", instr=instruction)
    run = element("r")
    text = element("t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _put(parent: Any, child: Any, order: tuple[str, ...]) -> None:
    names = [qn(f"w:{name}") for name in order]
    for old in parent.findall(child.tag):
        parent.remove(old)
    rank = names.index(child.tag)
    after = [one for one in parent if one.tag in names and names.index(one.tag) > rank]
    if after:
        after[0].addprevious(child)
    else:
        parent.append(child)
