"""What is changed in an open workbook of Excel, one call per block; the screen is quiet meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import groupby
from typing import Any

from ppid_xl.hosts.blocks import rectangles
from ppid_xl.hosts.excel_cells import to_excel
from ppid_xl.hosts.program import Change, PutCells, PutHeights, PutLinks, PutPage, ResizeTable
from ppid_xl.model import Value
from ppid_xl.ooxml.address import join_reference, split_range, split_ref

LONGEST_IN_BLOCK = 8000  # Excel takes longer texts only one by one
NARROWEST, WIDEST = 8, 60
LINK_TIP = "Buka sel ini"
NO_PASSWORD = "ppid"  # Excel passes over it where a sheet has none, and asks nobody where a sheet has one
ALLOWANCES = (
    "FormattingCells", "FormattingColumns", "FormattingRows", "InsertingColumns", "InsertingRows",
    "InsertingHyperlinks", "DeletingColumns", "DeletingRows", "Sorting", "Filtering", "UsingPivotTables",
)  # fmt: skip  # in the order that Worksheet.Protect takes them


def carry_out(book: Any, change: Change) -> None:
    """Make one change in a book of xlwings."""
    if isinstance(change, PutCells):
        _put_cells(book.sheets[change.sheet], change.top, change.left, change.rows)
    elif isinstance(change, ResizeTable):
        _resize_table(book.sheets[change.sheet], change)
    elif isinstance(change, PutHeights):
        _put_heights(book.sheets[change.sheet], change.heights)
    elif isinstance(change, PutLinks):
        _put_links(book.sheets[change.sheet], change.links)
    else:
        _put_page(book, change)


@contextmanager
def kept_quiet(book: Any, text: str, changes: Sequence[Change]) -> Iterator[None]:
    """Hold the screen still, show a line, open protected sheets; whatever happens, all of it is put back."""
    app = book.app
    present = {sheet.name for sheet in book.sheets}
    with ExitStack() as after:
        for name, value in (("status_bar", text), ("enable_events", False), ("screen_updating", False)):
            after.callback(setattr, app, name, getattr(app, name))
            setattr(app, name, value)
        for name in sorted({change.sheet for change in changes} & present):
            _unprotect(book.sheets[name].api, after)
        yield


def _unprotect(api: Any, after: ExitStack) -> None:
    """Let a protected sheet be written, and have it protected again as it was."""
    if not getattr(api, "ProtectContents", False):
        return
    allowed = [bool(getattr(api.Protection, f"Allow{name}")) for name in ALLOWANCES]
    again = ("", bool(api.ProtectDrawingObjects), True, bool(api.ProtectScenarios), False, *allowed)
    api.Unprotect(NO_PASSWORD)
    after.callback(api.Protect, *again)


def _put_cells(sheet: Any, top: int, left: int, rows: Sequence[Sequence[Value]]) -> None:
    cells = [[to_excel(value) for value in row] for row in rows]
    single = [
        (row, column)
        for row, line in enumerate(cells)
        for column, value in enumerate(line)
        if isinstance(value, str) and len(value) > LONGEST_IN_BLOCK and len(cells) * len(line) > 1
    ]
    long = [(row, column, cells[row][column]) for row, column in single]
    for row, column in single:
        cells[row][column] = None
    bottom, right = top + len(cells) - 1, left + len(cells[0]) - 1
    sheet.range((top, left), (bottom, right)).value = cells
    for row, column, text in long:
        sheet.range((top + row, left + column)).value = text


def _resize_table(sheet: Any, change: ResizeTable) -> None:
    """Resize a table; rows that it takes in get the formats of its last row, which Excel does not promise."""
    sheet.tables[change.name].resize(sheet.range(change.ref))
    _, left, last, right = split_range(change.was)
    bottom = split_range(change.ref)[2]
    if bottom > last:
        pattern = sheet.range((last, left), (last, right))
        pattern.autofill(sheet.range((last, left), (bottom, right)), "fill_formats")


def _put_heights(sheet: Any, heights: Mapping[int, float]) -> None:
    runs = groupby(sorted(heights.items()), key=_run_key())
    for (_, height), rows in runs:
        numbers = [number for number, _ in rows]
        sheet.range((numbers[0], 1), (numbers[-1], 1)).row_height = height


def _run_key() -> Any:
    """Return a key that is the same for rows of one height that follow each other."""
    seen = {"row": 0, "run": 0, "height": 0.0}

    def key(item: tuple[int, float]) -> tuple[float, float]:
        number, height = item
        if number != seen["row"] + 1 or height != seen["height"]:
            seen["run"] += 1
        seen.update(row=number, height=height)
        return seen["run"], height

    return key


def _put_links(sheet: Any, links: Mapping[str, str]) -> None:
    for top, bottom, (left, right) in rectangles(split_ref(ref) for ref, place in links.items() if not place):
        api = sheet.range((top, left), (bottom, right)).api
        if hasattr(api, "ClearHyperlinks"):
            api.ClearHyperlinks()
    for ref, place in links.items():
        if place:
            _link(sheet, sheet.range(ref), place)


def _link(sheet: Any, cell: Any, place: str) -> None:
    """Let a cell jump to a place of the workbook; its text stays."""
    found = getattr(sheet.api, "Hyperlinks", None)
    if found is not None:
        found.Add(Anchor=cell.api, Address="", SubAddress=place, ScreenTip=LINK_TIP)
    else:
        cell.add_hyperlink(f"#{place}", str(cell.value), LINK_TIP)


def _put_page(book: Any, change: PutPage) -> None:
    if change.owner:
        shown = book.sheets.active
        sheet = book.sheets.add(change.sheet, after=book.sheets[len(book.sheets) - 1])
        with suppress(AttributeError):
            shown.api.Activate()  # a new sheet comes to the front; the one that was looked at comes back
        name = book.names.add(change.owner, "=" + join_reference(change.sheet, "$A$1"))
        with suppress(AttributeError):
            name.api.Visible = False
    else:
        sheet = book.sheets[change.sheet]
        sheet.clear()
    width = max(len(row) for row in change.rows)
    rows = [[*row, *[None] * (width - len(row))] for row in change.rows]
    _put_cells(sheet, 1, 1, rows)
    sheet.range((1, 1), (len(rows), width)).wrap_text = True
    sheet.range((1, 1), (1, width)).font.bold = True
    for column in range(width):
        longest = max(len(str(row[column])) for row in rows if row[column] is not None or row is rows[0])
        sheet.range((1, column + 1)).column_width = min(max(longest + 2, NARROWEST), WIDEST)
    _put_links(sheet, change.links)
