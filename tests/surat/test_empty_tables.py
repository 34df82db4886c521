"""What a loop over nothing leaves of a table is taken out; other tables stay."""

from __future__ import annotations

from typing import Any

import docx
import pytest

from ppid_xl.surat.empty_tables import drop_empty_tables


def tables(document: Any) -> list[list[str]]:
    drop_empty_tables(document)
    return [[cell.text for row in table.rows for cell in row.cells] for table in document.tables]


def with_table(rows: int) -> Any:
    document = docx.Document()
    table = document.add_table(rows=rows, cols=1)
    for number, row in enumerate(table.rows):
        row.cells[0].text = str(number)
    return document


def test_a_table_with_rows_stays() -> None:
    assert tables(with_table(2)) == [["0", "1"]]


def test_a_table_without_rows_goes() -> None:
    assert tables(with_table(0)) == []


@pytest.mark.parametrize("others", [0, 1])
def test_a_row_without_cells_goes_and_its_table_when_it_has_no_other(others: int) -> None:
    document = with_table(others)
    document.tables[0]._tbl.append(docx.oxml.OxmlElement("w:tr"))
    assert tables(document) == [["0"]] * others


def test_a_table_in_a_cell_goes_and_its_cell_keeps_a_paragraph() -> None:
    document = with_table(1)
    cell = document.tables[0].cell(0, 0)
    cell.add_table(0, 1)
    drop_empty_tables(document)
    assert (cell.tables, len(cell.paragraphs)) == ([], 2)
