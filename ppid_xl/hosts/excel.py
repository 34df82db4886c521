"""Excel as a spreadsheet program, through xlwings: one bulk read per sheet, one bulk write per block."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from ppid_xl.columns import Dictionary
from ppid_xl.hosts import FileKind
from ppid_xl.hosts.excel_cells import from_excel
from ppid_xl.hosts.excel_refusals import told_plainly
from ppid_xl.hosts.excel_writing import carry_out, kept_quiet
from ppid_xl.hosts.live import LiveFloors, OpenWorkbook
from ppid_xl.hosts.program import (
    Area,
    Cells,
    Change,
    OpenBook,
    OpenTable,
    Selection,
    saved_path,
    undone,
)
from ppid_xl.hosts.xlwings_part import find_book, load_xlwings

TITLE = "PPID"
MOST_ROWS = (
    50_000  # a longer used range is mostly blank formatted rows: read in parts, to the first blank one
)
LONGEST_PROMPT = 250  # of Application.InputBox
FOLDER_PICKER = 4  # MsoFileDialogType


def open_excel(
    name: str, dictionary: Dictionary, *, hwnd: int = 0, floors: LiveFloors | None = None
) -> OpenWorkbook:
    """Return the workbook of that name that is open in Excel, in the Excel of a window when several have one.

    Raises HostError when Excel, xlwings or the workbook is not there, or the workbook was never saved.
    """
    xlwings = load_xlwings()
    with told_plainly(name):
        return OpenWorkbook(ExcelProgram(find_book(xlwings, name, hwnd)), dictionary, floors)


class ExcelProgram:
    """One open workbook of Excel."""

    def __init__(self, book: Any) -> None:
        """Take a book of xlwings; raise HostError when it was never saved or lies on a web server."""
        self._book = book
        self.name: str = book.name
        self.path = saved_path(getattr(book.api, "FullName", None) or book.fullname, self.name)

    def read(self) -> OpenBook:
        """Return the workbook as it stands; a sheet is read when it is first looked at."""
        with told_plainly(self.name):
            sheets = {sheet.name: sheet for sheet in self._book.sheets}
            tables = {
                table.name: _open_table(name, table)
                for name, sheet in sheets.items()
                for table in sheet.tables
            }
            names = {
                name.name: (name.refers_to or "").removeprefix("=")
                for name in self._book.names
                if "!" not in name.name
            }
            return OpenBook(self.name, _SheetCells(self.name, sheets), tables, names, self._selection())

    def _selection(self) -> Selection:
        chosen = self._book.app.selection
        if chosen is None or chosen.sheet.book.name != self.name:
            return Selection()
        single = not set(":,").intersection(chosen.address)
        areas = [chosen] if single else chosen.get_special_cells("visible")
        return Selection(chosen.sheet.name, tuple(_area(area) for area in areas))

    def write(self, step: str, changes: Sequence[Change]) -> None:
        """Carry out all changes; when Excel refuses one, take back those before it as far as Excel lets us."""
        with told_plainly(self.name), kept_quiet(self._book, f"{TITLE}: {step} …", changes):
            for place, change in enumerate(changes):
                try:
                    carry_out(self._book, change)
                except BaseException:
                    self._take_back(changes[: place + 1])
                    raise

    def _take_back(self, changes: Sequence[Change]) -> None:
        for change in reversed(changes):
            back = undone(change)
            if back is not None:
                with suppress(Exception):
                    carry_out(self._book, back)

    def save(self) -> None:
        """Save the workbook under its own name."""
        with told_plainly(self.name):
            self._book.save()

    def save_copy(self, target: Path) -> None:
        """Write what is on the screen to another file; where Excel has no such order, save and copy the file."""
        with told_plainly(self.name):
            copy = getattr(self._book.api, "SaveCopyAs", None)
            if copy is not None:
                copy(str(target))
            else:
                self._book.save()
                shutil.copyfile(self.path, target)

    def ask_yes(self, question: str) -> bool:
        """Ask yes or no."""
        with told_plainly(self.name):
            return bool(self._book.app.alert(question, TITLE, buttons="yes_no", mode="info") == "yes")

    def tell(self, text: str) -> None:
        """Say something and wait until it is read."""
        with told_plainly(self.name):
            self._book.app.alert(text, TITLE, buttons="ok", mode="info")

    def ask_text(self, question: str, default: str) -> str | None:
        """Ask for one line of text in Excel's own box, or in a window where Excel has none."""
        with told_plainly(self.name):
            box = getattr(self._book.app.api, "InputBox", None)
            if box is not None and len(question) <= LONGEST_PROMPT:
                answer = box(Prompt=question, Title=TITLE, Default=default, Type=2)
                return None if answer is False else str(answer)
        from ppid_xl.hosts.asking_window import ask_line

        return ask_line(TITLE, question, default)

    def ask_secret(self, question: str) -> str | None:
        """Ask in a window of the operating system that shows no letter; Excel's box would show them all."""
        from ppid_xl.hosts.asking_window import ask_line

        return ask_line(TITLE, question, masked=True)

    def ask_file(self, question: str, kind: FileKind) -> tuple[Path, ...] | None:
        """Ask for files or a folder in Excel's own windows, or in one of the operating system."""
        with told_plainly(self.name):
            api = self._book.app.api
            if kind == "folder" and hasattr(api, "FileDialog"):
                return _picked_folder(api.FileDialog(FOLDER_PICKER), question)
            if kind != "folder" and hasattr(api, "GetOpenFilename"):
                chosen = api.GetOpenFilename(Title=question, MultiSelect=kind == "berkas_banyak")
                return _picked_files(chosen)
        from ppid_xl.hosts.asking_window import ask_place

        return ask_place(question, kind)

    def show_progress(self, text: str) -> None:
        """Show a line in the status bar; an empty one gives it back to Excel."""
        with told_plainly(self.name):
            self._book.app.status_bar = text or False


class _SheetCells(Mapping[str, Cells]):
    """The cells of each sheet, read in bulk when first asked for."""

    def __init__(self, book: str, sheets: Mapping[str, Any]) -> None:
        self._book = book
        self._sheets = sheets
        self._read: dict[str, Cells] = {}

    def __getitem__(self, name: str) -> Cells:
        if name not in self._read:
            with told_plainly(self._book):
                self._read[name] = _read_cells(self._sheets[name])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sheets)

    def __len__(self) -> int:
        return len(self._sheets)

    def __contains__(self, name: object) -> bool:
        return name in self._sheets


def _read_cells(sheet: Any) -> Cells:
    used = sheet.used_range
    height, width = used.shape
    values: list[Sequence[Any]] = []
    for start in range(0, height, MOST_ROWS):
        part = used if height <= MOST_ROWS else used[start : min(start + MOST_ROWS, height), :width]
        rows = part.options(ndim=2, err_to_str=True).value
        values += rows
        if all(cell is None for row in rows for cell in row):
            break
    return Cells(used.row, used.column, from_excel(values))


def _open_table(sheet: str, table: Any) -> OpenTable:
    ref = table.range.address.replace("$", "")
    return OpenTable(sheet, ref, int(bool(table.show_totals)), bool(table.show_headers))


def _area(area: Any) -> Area:
    height, width = area.shape
    return area.row, area.column, area.row + height - 1, area.column + width - 1


def _picked_files(chosen: Any) -> tuple[Path, ...] | None:
    if chosen is False or not chosen:
        return None
    return tuple(Path(place) for place in ([chosen] if isinstance(chosen, str) else chosen))


def _picked_folder(dialog: Any, question: str) -> tuple[Path, ...] | None:
    dialog.Title = question
    return (Path(dialog.SelectedItems(1)),) if dialog.Show() else None
