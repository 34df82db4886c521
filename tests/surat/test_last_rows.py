"""The last row of a list goes with the signature below it."""

from __future__ import annotations

from typing import Any

import docx
import pytest

from ppid_xl.surat.last_rows import hold_last_rows


def listed(keeps: bool) -> Any:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    below = document.add_paragraph("Jumlah: 3 informasi.")
    below.paragraph_format.keep_with_next = keeps
    hold_last_rows(document)
    return table


def held(row: Any) -> set[bool | None]:
    return {paragraph.paragraph_format.keep_with_next for cell in row.cells for paragraph in cell.paragraphs}


def test_the_last_row_goes_with_a_signature_block() -> None:
    first, second, last = listed(keeps=True).rows
    assert (held(first), held(second), held(last)) == ({None}, {None}, {True})


def test_a_list_before_ordinary_text_stays_as_it_is() -> None:
    assert held(listed(keeps=False).rows[-1]) == {None}


@pytest.mark.parametrize("rest", [None, "sectPr"])
def test_a_table_with_nothing_below_stays_as_it_is(rest: str | None) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=1)
    if rest is None:
        document.element.body.remove(document.element.body.sectPr)
    hold_last_rows(document)
    assert held(table.rows[0]) == {None}
