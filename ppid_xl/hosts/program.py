"""What a spreadsheet program does for us, in plain data: hand over an open workbook, take changes, ask a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from ppid_xl.errors import HostError
from ppid_xl.hosts import FileKind
from ppid_xl.model import Value
from ppid_xl.tables import DAY_ZERO

Area = tuple[int, int, int, int]
Block = Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Cells:
    """The used cells of a sheet: ``rows[0][0]`` stands in row ``top``, column ``left`` (both from 1)."""

    top: int
    left: int
    rows: Block


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table of an open workbook: ``ref`` spans its headings, when it shows them, to its totals."""

    sheet: str
    ref: str
    totals: int = 0
    headed: bool = True


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected: rectangles (top, left, bottom, right) of rows that are not hidden, on one sheet."""

    sheet: str = ""
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenBook:
    """An open workbook as values; ``names`` gives what each workbook-wide name refers to (``Sheet!$A$1``)."""

    name: str
    sheets: Mapping[str, Cells]
    tables: Mapping[str, OpenTable]
    names: Mapping[str, str]
    selection: Selection = field(default_factory=Selection)


@dataclass(frozen=True, slots=True)
class PutCells:
    """Write a rectangle; ``was`` is what stands there, None where nothing does."""

    sheet: str
    top: int
    left: int
    rows: Block
    was: Block


@dataclass(frozen=True, slots=True)
class ResizeTable:
    """Let a table end elsewhere; rows that it takes in get the look of its last row."""

    name: str
    sheet: str
    ref: str
    was: str


@dataclass(frozen=True, slots=True)
class PutHeights:
    """Give rows their height in points."""

    sheet: str
    heights: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class PutLinks:
    """Let cells jump to places inside the workbook: cell → ``'Rekap'!R22``, or "" for no link any more."""

    sheet: str
    links: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PutPage:
    """Add a sheet of ours as the last tab, or replace all of it; its first row holds the headings.

    The hidden name ``owner`` tells it from sheets of the user; empty when the workbook has it already.
    """

    sheet: str
    rows: Block
    links: Mapping[str, str]
    owner: str


Change = PutCells | ResizeTable | PutHeights | PutLinks | PutPage


class Program(Protocol):
    """A spreadsheet program with one workbook in it and a person at its window."""

    @property
    def path(self) -> Path:
        """Where the workbook was saved last."""
        ...

    def read(self) -> OpenBook:
        """Return the workbook as it stands on the screen."""
        ...

    def write(self, step: str, changes: Sequence[Change]) -> None:
        """Carry out all changes or, as far as the program can, none; ``step`` is what undoing them is called."""
        ...

    def save(self) -> None:
        """Save the workbook under its own name."""
        ...

    def save_copy(self, target: Path) -> None:
        """Write what is on the screen to another file."""
        ...

    def ask_yes(self, question: str) -> bool:
        """Ask yes or no."""
        ...

    def ask_text(self, question: str, default: str) -> str | None:
        """Ask for one line of text; None when cancelled."""
        ...

    def ask_file(self, question: str, kind: FileKind) -> tuple[Path, ...] | None:
        """Ask for files or a folder; None when cancelled."""
        ...

    def ask_secret(self, question: str) -> str | None:
        """Ask for a secret that is not shown; None when cancelled."""
        ...

    def tell(self, text: str) -> None:
        """Say something and wait until it is read."""
        ...

    def show_progress(self, text: str) -> None:
        """Show a line while work goes on; an empty one gives the place back to the program."""
        ...


def undone(change: Change) -> Change | None:
    """Return the change that takes cells or the end of a table back; None for what has no memory."""
    if isinstance(change, PutCells):
        return PutCells(change.sheet, change.top, change.left, change.was, change.rows)
    if isinstance(change, ResizeTable):
        return ResizeTable(change.name, change.sheet, change.was, change.ref)
    return None


def as_day(moment: datetime) -> date:
    """Return a cell's date without time of day as a date, as files are read; else the moment to the second.

    A time of day alone stays a moment of Excel's day zero.
    """
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    midnight = not (moment.hour or moment.minute or moment.second)
    return moment.date() if midnight and moment.date() != DAY_ZERO else moment


def saved_path(place: str, name: str) -> Path:
    """Return the path of an open workbook; raise HostError when it was never saved or lies on a web server."""
    if not place or "://" in place or not Path(place).is_absolute():
        raise HostError("buku-belum-disimpan", berkas=name)
    return Path(place)
