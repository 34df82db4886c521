"""A small engine under the real object model of xlwings: cells that behave as Excel's do; any other call raises.

What it copies of Excel is what can go wrong there: typed text is read as a formula, number, date or truth value unless
an apostrophe or the format ``@`` keeps it; cells of a protected sheet refuse; a cell being filled in stops everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from isi_buku import Galat, IsiBuku, Lembar, as_cell, bounds

from ppid_xl.hosts.xlwings_part import load_xlwings
from ppid_xl.ooxml.address import join_range

xlwings = load_xlwings()
base = __import__("xlwings.base_classes", fromlist=["base_classes"])

ERRORS = {"#DIV/0!": -2146826281, "#N/A": -2146826246, "#REF!": -2146826265, "#VALUE!": -2146826273}
ERROR_TEXTS = {number: text for text, number in ERRORS.items()}
BUSY, REFUSED, EXCEPTION = -2146777998, -2146827284, -2147352567
MOST_ROWS = 1_048_576
NUMBER = re.compile(r"\s*[-+(]?\d[\d.,]*(e[-+]?\d+)?%?\)?\s*", re.IGNORECASE)
DAY = re.compile(
    r"(\d{1,2})[-/ ](\d{1,2}|[A-Za-z]{3,9})([-/ ]\d{2,4})?|(\d{4})-(\d{2})-(\d{2})|\d{1,2}:\d{2}"
)


class ComError(Exception):
    """An error of OLE as pywin32 raises it."""

    def __init__(self, hresult: int, scode: int | None = None, text: str = "") -> None:
        super().__init__(hresult, text)
        self.hresult = hresult
        self.strerror = text
        self.excepinfo = (0, "Microsoft Excel", text, None, 0, scode) if scode is not None else None


class Mesin:
    """The engine, its one app and its books; ``log`` keeps each bulk operation as (what, sheet, range)."""

    name = "excel"
    type = "desktop"

    def __init__(self, *contents: IsiBuku) -> None:
        self.log: list[tuple[str, str, str]] = []
        self.said: list[str] = []
        self.answers: list[Any] = []
        self.busy = False
        self.refuse: tuple[str, str] | None = None
        self.mac = False
        self.windows = [(1, 4711)]
        self.screen_updating: Any = True
        self.status_bar: Any = False
        self.enable_events: Any = True
        self.shown: list[Any] = []
        self.selected: tuple[str, list[str]] | None = None
        self.books = [MesinBook(self, content) for content in contents]
        self.apps = MesinApps(self)

    def did(self, what: str, sheet: str = "", ref: str = "") -> None:
        """Note an operation, or refuse it when the test wants that."""
        if self.busy:
            raise ComError(EXCEPTION, BUSY)
        if self.refuse == (what, sheet):
            raise ComError(EXCEPTION, REFUSED, "Excel tidak mau.")
        self.log.append((what, sheet, ref))

    def count(self, what: str) -> dict[str, int]:
        """Return how often something was done, per sheet."""
        sheets = [sheet for done, sheet, _ in self.log if done == what]
        return {sheet: sheets.count(sheet) for sheet in sheets}

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(data: Any, dates: Any, empty: Any, numbers: Any, err_to_str: bool) -> Any:
        def clean(value: Any) -> Any:
            if value in ("", None):
                return empty
            if type(value) is int and value in ERROR_TEXTS:
                return ERROR_TEXTS[value] if err_to_str else None
            return value

        return [[clean(value) for value in row] for row in data]

    def activate(self) -> Any:
        """Make this the only engine of xlwings, and return the first book through the object model."""
        engine = xlwings.Engine(impl=self)
        xlwings.engines.engines[:] = [engine]
        xlwings.engines.engines_by_name.clear()
        xlwings.engines.engines_by_name[self.name] = engine
        xlwings.engines.active = engine
        return xlwings.apps.active.books[0]


class MesinApps(base.Apps):
    def __init__(self, mesin: Mesin) -> None:
        self.mesin = mesin

    def keys(self) -> list[int]:
        return [pid for pid, _ in self.mesin.windows]

    def __iter__(self) -> Iterator[Any]:
        return (MesinApp(self.mesin, pid, hwnd) for pid, hwnd in self.mesin.windows)

    def __len__(self) -> int:
        return len(self.mesin.windows)


class MesinApp(base.App):
    pid: Any = 0
    hwnd: Any = 0
    engine: Any = None
    display_alerts: Any = True

    def __init__(self, mesin: Mesin, pid: int, hwnd: int) -> None:
        self.mesin = mesin
        self.engine = mesin
        self.pid, self.hwnd = pid, hwnd

    @property
    def books(self) -> Any:
        return MesinBooks(self)

    @property
    def api(self) -> Any:
        return object() if self.mesin.mac else AppApi(self.mesin)

    @property
    def selection(self) -> Any:
        if self.mesin.selected is None:
            return None
        sheet, refs = self.mesin.selected
        return MesinRange(self.mesin.books[0].sheet(sheet), *bounds(refs[0]), refs=refs)

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: Any) -> str:
        self.mesin.did("alert")
        self.mesin.said.append(prompt)
        return str(self.mesin.answers.pop(0)) if buttons == "yes_no" else "ok"


def _kept(name: str) -> property:
    def read(self: MesinApp) -> Any:
        return getattr(self.mesin, name)

    def write(self: MesinApp, value: Any) -> None:
        if self.mesin.busy:
            raise ComError(EXCEPTION, BUSY)
        self.mesin.shown.append((name, value))
        setattr(self.mesin, name, value)

    return property(read, write)


for _name in ("screen_updating", "status_bar", "enable_events"):
    setattr(MesinApp, _name, _kept(_name))


class AppApi:
    """What of Excel's own object is used: its boxes."""

    def __init__(self, mesin: Mesin) -> None:
        self._mesin = mesin

    def InputBox(self, Prompt: str, Title: str, Default: str, Type: int) -> Any:
        assert Type == 2
        self._mesin.said.append(f"{Prompt} [{Default}]")
        return self._mesin.answers.pop(0)

    def GetOpenFilename(self, Title: str, MultiSelect: bool) -> Any:
        self._mesin.said.append(Title)
        return self._mesin.answers.pop(0)

    def FileDialog(self, kind: int) -> Any:
        assert kind == 4
        return FolderDialog(self._mesin)


class FolderDialog:
    Title = ""

    def __init__(self, mesin: Mesin) -> None:
        self._mesin = mesin

    def Show(self) -> int:
        self._mesin.said.append(self.Title)
        return -1 if self._mesin.answers[0] else 0

    def SelectedItems(self, place: int) -> str:
        return str(self._mesin.answers.pop(place - 1))


class MesinBooks(base.Books):
    def __init__(self, app: MesinApp) -> None:
        self.app = app

    def __iter__(self) -> Iterator[Any]:
        return iter(self.app.mesin.books)

    def __len__(self) -> int:
        return len(self.app.mesin.books)

    def __call__(self, key: int | str) -> Any:
        books = self.app.mesin.books
        return books[key - 1] if isinstance(key, int) else next(b for b in books if b.name == key)


class MesinBook(base.Book):
    def __init__(self, mesin: Mesin, content: IsiBuku) -> None:
        self.mesin = mesin
        self.content = content
        self.place = str(content.origin)
        self.active = next(iter(content.sheets))

    @property
    def name(self) -> str:
        return re.split(r"[/\\]", self.place)[-1]

    @property
    def fullname(self) -> str:
        return self.place

    @property
    def app(self) -> Any:
        return MesinApp(self.mesin, *self.mesin.windows[0])

    @property
    def sheets(self) -> Any:
        return MesinSheets(self)

    @property
    def names(self) -> Any:
        return MesinNames(self)

    @property
    def api(self) -> Any:
        return object() if self.mesin.mac else BookApi(self)

    def sheet(self, name: str) -> MesinSheet:
        return MesinSheet(self, self.content.sheets[name])

    def save(self, path: Any = None, password: Any = None) -> None:
        assert path is None
        self.mesin.did("save")
        self.content.save(Path(self.place))


class BookApi:
    def __init__(self, book: MesinBook) -> None:
        self._book = book
        self.FullName = book.place

    def SaveCopyAs(self, target: str) -> None:
        self._book.mesin.did("copy")
        self._book.content.save(Path(target))


class MesinSheets(base.Sheets):
    def __init__(self, book: MesinBook) -> None:
        self.book = book

    @property
    def active(self) -> Any:
        return self.book.sheet(self.book.active)

    def __call__(self, key: int | str) -> Any:
        return self.book.sheet(list(self.book.content.sheets)[key - 1] if isinstance(key, int) else key)

    def __len__(self) -> int:
        return len(self.book.content.sheets)

    def __iter__(self) -> Iterator[Any]:
        return (self.book.sheet(name) for name in self.book.content.sheets)

    def add(self, before: Any = None, after: Any = None, name: Any = None) -> Any:
        assert before is None
        assert after.name == list(self.book.content.sheets)[-1]
        self.book.mesin.did("add", name)
        self.book.content.sheets[name] = Lembar(name)
        self.book.active = name
        return self.book.sheet(name)


class MesinSheet(base.Sheet):
    def __init__(self, book: MesinBook, lembar: Lembar) -> None:
        self._book = book
        self.lembar = lembar

    @property
    def name(self) -> str:
        return self.lembar.name

    @property
    def book(self) -> Any:
        return self._book

    @property
    def api(self) -> Any:
        return object() if self._book.mesin.mac else SheetApi(self)

    @property
    def used_range(self) -> Any:
        return MesinRange(self, *self.lembar.used())

    @property
    def tables(self) -> Any:
        return MesinTables(self)

    def range(self, first: Any, last: Any = None) -> Any:
        if isinstance(first, str):
            return MesinRange(self, *bounds(first))
        if isinstance(first, tuple) and len(first) == 4:
            top, left, height, width = first
            return MesinRange(self, top, left, top + height - 1, left + width - 1)
        start = (first.row, first.column) if isinstance(first, MesinRange) else first
        end = (last.row, last.column) if isinstance(last, MesinRange) else last or start
        return MesinRange(self, *start, *end)

    def clear(self) -> None:
        self._book.mesin.did("clear", self.name)
        for part in (self.lembar.cells, self.lembar.formats, self.lembar.formulas, self.lembar.links):
            part.clear()


class SheetApi:
    """Protection and links, which xlwings has no word for."""

    def __init__(self, sheet: MesinSheet) -> None:
        self._sheet = sheet
        self.Protection = AllAllowed()
        self.ProtectDrawingObjects = self.ProtectScenarios = True
        self.Hyperlinks = self

    @property
    def ProtectContents(self) -> bool:
        return self._sheet.lembar.protected

    def Unprotect(self, password: str) -> None:
        self._sheet.lembar.protected = False

    def Protect(self, *words: Any) -> None:
        assert len(words) == 16
        self._sheet.lembar.protected = True

    def Activate(self) -> None:
        self._sheet.book.active = self._sheet.name

    def Add(self, Anchor: Any, Address: str, SubAddress: str, ScreenTip: str) -> None:
        self._sheet.book.mesin.did("link", self._sheet.name, Anchor.range.address)
        self._sheet.lembar.links[Anchor.range.row, Anchor.range.column] = SubAddress


class AllAllowed:
    def __getattr__(self, name: str) -> bool:
        assert name.startswith("Allow")
        return False


class RangeApi:
    def __init__(self, range_: MesinRange) -> None:
        self.range = range_

    def ClearHyperlinks(self) -> None:
        for place in self.range.places():
            self.range.lembar.links.pop(place, None)


class MesinRange(base.Range):
    options: Any = None
    row: Any = 0
    column: Any = 0
    sheet: Any = None

    def __init__(
        self, sheet: MesinSheet, top: int, left: int, bottom: int, right: int, refs: list[str] | None = None
    ) -> None:
        self.sheet = sheet
        self.lembar = sheet.lembar
        self.mesin = sheet.book.mesin
        self.row, self.column, self.bottom, self.right = top, left, bottom, right
        self.refs = refs or [join_range(top, left, bottom, right)]

    @property
    def shape(self) -> tuple[int, int]:
        return self.bottom - self.row + 1, self.right - self.column + 1

    def __call__(self, row: int, column: int | None = None) -> Any:
        assert column is not None
        place = self.row + row - 1, self.column + column - 1
        return MesinRange(self.sheet, *place, *place)

    def __len__(self) -> int:
        return (self.bottom - self.row + 1) * (self.right - self.column + 1)

    def __bool__(self) -> bool:
        return True

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield each cell's row and column."""
        return ((r, c) for r in range(self.row, self.bottom + 1) for c in range(self.column, self.right + 1))

    @property
    def address(self) -> str:
        return ",".join(re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", ref) for ref in self.refs)

    @property
    def api(self) -> Any:
        return RangeApi(self)

    @property
    def raw_value(self) -> Any:
        self.mesin.did("read", self.sheet.name, self.address)
        cells = self.lembar.cells
        rows = tuple(
            tuple(_given(cells.get((r, c))) for c in range(self.column, self.right + 1))
            for r in range(self.row, self.bottom + 1)
        )
        return rows[0][0] if len(self) == 1 else rows

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        self.mesin.did("write", self.sheet.name, self.address)
        self._refuse_protected()
        rows = data if isinstance(data, list) else [[data] * (self.right - self.column + 1)]
        assert [len(row) for row in rows] == [self.shape[1]] * self.shape[0]
        assert len(self) == 1 or all(len(v) < 8204 for row in rows for v in row if isinstance(v, str))
        for (row, column), value in zip(self.places(), (v for line in rows for v in line), strict=True):
            self._enter((row, column), value)

    def _refuse_protected(self) -> None:
        if self.lembar.protected:
            raise ComError(EXCEPTION, REFUSED, "Sel dilindungi.")

    def _enter(self, place: tuple[int, int], value: Any) -> None:
        as_text = self.lembar.formats.get(place) == "@"
        self.lembar.formulas.pop(place, None)
        if isinstance(value, str):
            value = value[1:] if value.startswith("'") else value if as_text else self._typed(place, value)
        elif as_text and value is not None:
            value = f"{value:%d/%m/%Y}" if isinstance(value, datetime) else f"{value:.15g}"
        elif isinstance(value, datetime) and place not in self.lembar.formats:
            self.lembar.formats[place] = "dd/mm/yyyy"
        self.lembar.cells[place] = None if value == "" else as_cell(value)

    def _typed(self, place: tuple[int, int], text: str) -> Any:
        """Return what Excel makes of typed text."""
        if text[:1] in ("=", "+", "-", "@") and len(text) > 1:
            self.lembar.formulas[place] = text
            return 2.0
        if text.casefold() in ("true", "false", "benar", "salah"):
            return text.casefold() in ("true", "benar")
        if text in ERRORS:
            return Galat(text)
        if DAY.fullmatch(text):
            return datetime(2001, 2, 3)
        return float(re.sub(r"[^0-9]", "", text)[:15]) if NUMBER.fullmatch(text) else text

    def get_special_cells(self, cell_type: str, value_type: Any) -> list[Any]:
        assert (cell_type, value_type) == ("visible", None)
        found = []
        for ref in self.refs:
            top, left, bottom, right = bounds(ref)
            hidden = sorted({top - 1, bottom + 1, *self.lembar.hidden})
            pairs = [(a + 1, b - 1) for a, b in pairwise(n for n in hidden if top - 1 <= n <= bottom + 1)]
            found += [MesinRange(self.sheet, a, left, b, right) for a, b in pairs if a <= b]
        return found

    def autofill(self, destination: Any, type_: str) -> None:
        assert type_ == "fill_formats"
        self.mesin.did("autofill", self.sheet.name, destination.impl.address)
        for row, column in destination.impl.places():
            pattern = self.lembar.formats.get((self.row, column))
            if pattern:
                self.lembar.formats[row, column] = pattern

    def add_hyperlink(self, address: str, text: str, tip: str) -> None:
        self.mesin.did("link", self.sheet.name, self.address)
        self._enter((self.row, self.column), text)
        self.lembar.links[self.row, self.column] = address.removeprefix("#")

    @property
    def row_height(self) -> Any:
        raise NotImplementedError

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.mesin.did("height", self.sheet.name, self.address)
        self._refuse_protected()
        self.lembar.heights.update(dict.fromkeys(range(self.row, self.bottom + 1), value))

    @property
    def column_width(self) -> Any:
        raise NotImplementedError

    @column_width.setter
    def column_width(self, value: float) -> None:
        assert 0 < value < 256

    @property
    def wrap_text(self) -> Any:
        raise NotImplementedError

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        assert value

    @property
    def font(self) -> Any:
        return MesinFont()


class MesinFont(base.Font):
    @property
    def bold(self) -> Any:
        raise NotImplementedError

    @bold.setter
    def bold(self, value: bool) -> None:
        assert value


class MesinTables(base.Tables):
    def __init__(self, sheet: MesinSheet) -> None:
        self.sheet = sheet

    def _names(self) -> list[str]:
        tables = self.sheet.book.content.tables
        return [name for name, table in tables.items() if table.sheet == self.sheet.name]

    def __iter__(self) -> Iterator[Any]:
        return (MesinTable(self.sheet, name) for name in self._names())

    def __len__(self) -> int:
        return len(self._names())

    def __call__(self, key: int | str) -> Any:
        return MesinTable(self.sheet, self._names()[key - 1] if isinstance(key, int) else key)


class MesinTable(base.Table):
    show_headers = True

    def __init__(self, sheet: MesinSheet, name: str) -> None:
        self.sheet = sheet
        self._name = name

    @property
    def _table(self) -> Any:
        return self.sheet.book.content.tables[self._name]

    @property
    def name(self) -> str:
        return self._name

    @property
    def range(self) -> Any:
        return MesinRange(self.sheet, *bounds(self._table.ref))

    @property
    def show_totals(self) -> bool:
        return bool(self._table.totals)

    def resize(self, range_: Any) -> None:
        self.sheet.book.mesin.did("resize", self.sheet.name, range_.address)
        self._table.ref = range_.address.replace("$", "")


class MesinNames(base.Names):
    def __init__(self, book: MesinBook) -> None:
        self.book = book

    def __call__(self, key: int | str) -> Any:
        return MesinName(self.book, list(self.book.content.names)[key - 1] if isinstance(key, int) else key)

    def __len__(self) -> int:
        return len(self.book.content.names)

    def contains(self, key: str) -> bool:
        return key in self.book.content.names

    def add(self, name: str, refers_to: str) -> Any:
        self.book.content.names[name] = refers_to.removeprefix("=")
        return MesinName(self.book, name)


class NameApi:
    Visible = True


class MesinName(base.Name):
    def __init__(self, book: MesinBook, name: str) -> None:
        self.book = book
        self._name = name

    @property
    def name(self) -> str:
        return self._name

    @property
    def refers_to(self) -> str:
        return "=" + self.book.content.names[self._name]

    @property
    def api(self) -> Any:
        return NameApi()


def _given(value: Any) -> Any:
    return ERRORS[value.text] if isinstance(value, Galat) else value
