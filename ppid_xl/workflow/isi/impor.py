"""Impor: take an existing list into the rekap; nothing is refused for its content, nothing is dropped unseen."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ppid_xl.columns import TableSpec, normalise
from ppid_xl.errors import InputError
from ppid_xl.evidence import read_evidence
from ppid_xl.hosts import Host
from ppid_xl.hosts.lists import TEXT_FILES, ListFile
from ppid_xl.hosts.memory import apply_actions
from ppid_xl.identitas import new_id, plain_id
from ppid_xl.model import Action, AppendRows, BadCell, Book, ReplaceRows, Row, SetColumn, SetName, Value
from ppid_xl.tables import as_text, is_blank
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.registers import REKAP, check_registers
from ppid_xl.workflow.ground.tindakan import last_number
from ppid_xl.workflow.isi.sumber import NotData, Source, SourceRow, read_source
from ppid_xl.workflow.periksa.usul_perubahan import Change, opens_closed, proposal_rows, still_open

FOREIGN = "baris lain"
_ORIGIN = re.compile(r"(.*?) \| (.*) \| baris (\d+) \| ([0-9a-f]{12})", re.DOTALL)

Changed = tuple[SourceRow, Row, list[Change]]


@dataclass
class Balance:
    """What became of every filled line of one file.

    ``blank`` are the cells that the file leaves empty and the rekap does not, as heading → IDs: nothing empties them.
    ``renamed`` are the IDs of the file that no row has, each with the new one.
    """

    source: Source
    new: list[tuple[SourceRow, str]] = field(default_factory=list)
    known: list[tuple[SourceRow, str]] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    foreign: list[tuple[SourceRow, str]] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    blank: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def applied(self) -> list[Changed]:
        """The changes that an import with --terima applies."""
        kept = ((source, row, [c for c in changes if not c.stays]) for source, row, changes in self.changed)
        return [one for one in kept if one[2]]

    @property
    def not_data(self) -> tuple[NotData, ...]:
        """The filled lines that are no informasi, and those about rows that the file was not made for."""
        return self.source.not_data + tuple(
            NotData(row.sheet, row.number, FOREIGN, " | ".join(map(as_text, row.values.values())))
            for row, _ in self.foreign
        )

    def line(self) -> str:
        """Return the balance: baris berisi = baru + sudah ada + usul perubahan + bukan data."""
        return (
            f"{self.source.name}: {self.source.filled} baris berisi = {len(self.new)} baru + {len(self.known)} sudah"
            f" ada + {len(self.changed)} usul perubahan + {len(self.not_data)} bukan data"
        )


class _Register:
    """The rekap as it stood before the import, to look up what a list says again."""

    def __init__(self, book: Book, spec: TableSpec) -> None:
        self.spec = spec
        self.evidence = read_evidence(book)
        self.typed = [c for c in spec.kolom if c.pengisi != "alat" and c.kunci != "terima"]
        rows = book.rows("tblRekap")
        self.by_id = {
            plain_id(row.text("id")): row for row in reversed(rows) if row.text("id")
        }  # the first keeps its ID
        self.by_origin = {_line_key(row.text("asal")): row for row in rows if row.text("asal")}
        self.by_title: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.by_cells: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in rows:
            self.by_title[self._title(row.values)].append(row)
            self.by_cells[self._cells(row.values)].append(row)
        self.used: Counter[int] = Counter()

    def _title(self, values: object) -> tuple[str, str]:
        get = values.get  # type: ignore[attr-defined]
        return normalise(as_text(get("unit_penguasa"))), normalise(as_text(get("judul_informasi")))

    def _cells(self, values: object) -> tuple[str, ...]:
        return tuple(as_text(values.get(c.kunci)) for c in self.typed)  # type: ignore[attr-defined]

    def same_line(self, origin: str) -> Row | None:
        """Return the row that came from the same line of a file with the same bytes."""
        return self.by_origin.get(_line_key(origin))

    def same_cells(self, values: dict[str, Value]) -> Row | None:
        """Return an unclaimed row with equal cells."""
        return self._claim(self.by_cells.get(self._cells(values), ()))

    def earlier_row(self, values: dict[str, Value]) -> Row | None:
        """Return the row with our ID, or an unclaimed earlier row of that unit with the same title."""
        own = self.by_id.get(plain_id(as_text(values.get("id"))))
        unit, title = self._title(values)
        return own or (self._claim(self.by_title.get((unit, title), ())) if title and unit else None)

    def _claim(self, rows: Sequence[Row]) -> Row | None:
        for row in rows:
            if not self.used[row.number]:
                self.used[row.number] += 1
                return row
        return None

    def changes(self, row: Row, values: dict[str, Value]) -> list[Change]:
        """Return the typed cells that the list words differently; a blank cell of the list proposes nothing."""
        return [
            Change(
                c.kunci, c.judul, row[c.kunci], values[c.kunci], self._holds(row, c.kunci, values[c.kunci])
            )
            for c in self.typed
            if c.kunci in values and as_text(values[c.kunci]) != as_text(row[c.kunci])
        ]

    def blank(self, row: Row, source: SourceRow, values: dict[str, Value]) -> list[str]:
        """Return the headings of typed cells that a line leaves empty and the rekap does not."""
        return [
            c.judul
            for c in self.typed
            if c.kunci in source.blank
            and c.kunci not in values
            and not is_blank(row[c.kunci])
            and not isinstance(row[c.kunci], BadCell)
        ]

    def _holds(self, row: Row, key: str, new: Value) -> bool:
        return opens_closed(row, key, new, self.evidence)


def origin_of(source: Source, row: SourceRow) -> str:
    """Return where a row came from: file, sheet, line, and the start of the file's digest."""
    return f"{source.name} | {row.sheet} | baris {row.number} | {source.digest[:12]}"


def _line_key(origin: str) -> tuple[str, ...]:
    """Return what makes two lines the same line: digest, sheet and row; a text file has one sheet under any name."""
    match = _ORIGIN.fullmatch(origin)
    if match is None:
        return (origin,)
    name, sheet, number, digest = match.groups()
    return digest, "" if name.lower().endswith(TEXT_FILES) else sheet, number


def impor(host: Host, files: Sequence[ListFile], knowledge: Knowledge, now: datetime, *, unit: str = "",
          accept: bool = False, own: Sequence[Collection[str] | None] = ()) -> list[Balance]:  # fmt: skip
    """Take lists into the rekap and return the balance of each file.

    ``unit`` fills blank Unit Penguasa cells; ``accept`` also applies the proposed changes, but for those that would
    open what is closed and those about which the lists do not agree. ``own`` gives by file the IDs of the rows it
    may speak of, None for all.
    """
    book = host.snapshot()
    check_registers(book, knowledge.dictionary, REKAP)
    spec = knowledge.dictionary.tabel["tblRekap"]
    balances: list[Balance] = []
    actions: list[Action] = []
    for file, ids in zip(files, own or [None] * len(files), strict=True):
        balance, appended = _sort_file(book, file, spec, now.year, unit, ids)
        fresh = _additions(book, appended)
        book = apply_actions(book, fresh)
        balances.append(balance)
        actions += fresh
    _mark_disputed(balances)
    for balance in balances:
        fresh = _actions(book, balance, accept=accept)
        book = apply_actions(book, fresh)
        actions += fresh
    host.apply(actions)
    return balances


def _sort_file(
    book: Book, file: ListFile, spec: TableSpec, year: int, unit: str, own: Collection[str] | None
) -> tuple[Balance, list[dict[str, Value]]]:
    """Return what becomes of each line of a list, and the rows that it adds."""
    register, number = _Register(book, spec), last_number(book, "tblRekap")
    others = bool(file.badan) and normalise(file.badan) != normalise(book.setting("NamaBadan"))
    balance, appended = Balance(read_source(file, spec)), list[dict[str, Value]]()
    for row in balance.source.rows:
        values = {"unit_penguasa": unit, **row.values} if unit else dict(row.values)
        values.pop("no", None)
        if others:
            values.pop("id", None)  # the ID of another body's rekap names another informasi
        origin = origin_of(balance.source, row)
        if not _sort_row(balance, row, values, origin, register, own):
            number += 1
            name = new_id("INF", year, number)
            if said := as_text(values.get("id")).strip():
                balance.renamed.append((said, name))
            appended.append({**values, "id": name, "asal": origin})
            balance.new.append((row, name))
    return balance, appended


def _sort_row(
    balance: Balance, row: SourceRow, values: dict[str, Value], origin: str, register: _Register,
    own: Collection[str] | None,
) -> bool:  # fmt: skip
    """File a line under 'sudah ada', 'usul perubahan' or rows of others; return False when it is new."""
    same = register.same_line(origin) or register.same_cells(values)
    if same is not None:
        balance.known.append((row, same.text("id")))
        return True
    earlier = register.earlier_row(values)
    if earlier is None:
        return False
    if own is not None and earlier.text("id") not in own:
        balance.foreign.append((row, earlier.text("id")))
        return True
    for heading in register.blank(earlier, row, values):
        balance.blank[heading].append(earlier.text("id") or f"baris {earlier.number}")
    changes = register.changes(earlier, values)
    if changes:
        balance.changed.append((row, earlier, changes))
    else:
        balance.known.append((row, earlier.text("id")))
    return True


def _mark_disputed(balances: Sequence[Balance]) -> None:
    """Mark the changes of cells about which the lines of a list, or the changes of several lists, do not agree."""
    texts: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for balance in balances:
        for (name, key), said in _said(balance).items():
            texts[name, key].update(said)
    for balance in balances:
        for place, (source, row, changes) in enumerate(balance.changed):
            marked = [
                replace(change, disputed=tuple(said))
                if len(said := texts[row.text("id"), change.key]) > 1 and row.text("id")
                else change
                for change in changes
            ]
            balance.changed[place] = source, row, marked


def _said(balance: Balance) -> dict[tuple[str, str], dict[str, None]]:
    """Return by ID and column what the lines of one list say about the cells that they change."""
    said: dict[tuple[str, str], dict[str, None]] = {
        (row.text("id"), change.key): {} for _, row, changes in balance.changed for change in changes
    }
    lines = [(source, row.text("id")) for source, row, _ in balance.changed] + balance.known
    for source, name in sorted(lines, key=lambda line: line[0].number):
        for key, value in source.values.items():
            if (name, key) in said:
                said[name, key][as_text(value)] = None
    return said


def _additions(book: Book, appended: Sequence[dict[str, Value]]) -> list[Action]:
    if not appended:
        return []
    offset = len(book.rows("tblRekap"))
    rows = [{**values, "no": offset + i} for i, values in enumerate(appended, start=1)]
    number = last_number(book, "tblRekap") + len(appended)
    return [AppendRows("tblRekap", rows), SetName("UrutINF", number), *_new_units(book, appended)]


def _actions(book: Book, balance: Balance, *, accept: bool) -> list[Action]:
    actions = _accepted(balance.applied) if accept else []
    waiting = _waiting(balance.changed, accept=accept)
    if waiting:
        actions.append(_proposals(book, balance.source, waiting))
    return actions


def _waiting(changed: Sequence[Changed], *, accept: bool) -> list[Changed]:
    """Return the changes that stay proposals: all of them, or after --terima those that no import applies."""
    kept = ((source, row, [c for c in changes if c.stays or not accept]) for source, row, changes in changed)
    return [one for one in kept if one[2]]


def _accepted(changed: Sequence[Changed]) -> list[Action]:
    columns: dict[str, dict[int, Value]] = defaultdict(dict)
    for _, row, changes in changed:
        for change in changes:
            columns[change.key][row.number] = change.new
    return [SetColumn("tblRekap", key, values) for key, values in columns.items()]


def _proposals(book: Book, source: Source, waiting: Sequence[Changed]) -> ReplaceRows:
    """Show old | new below what tblTemuan already says; raise InputError when the workbook has no tblTemuan."""
    if "tblTemuan" not in book.tables:
        raise InputError("tabel-tidak-ada", berkas=book.name, tabel="tblTemuan")
    rekap, temuan = book.tables["tblRekap"], book.tables["tblTemuan"]
    rows: list[dict[str, Value]] = [dict(row.values) for row in temuan.rows]
    open_before = {(r.text("sel"), as_text(r["masalah"])) for r in still_open(book)}
    for source_row, row, changes in waiting:
        for line in proposal_rows(rekap, row, changes, origin_of(source, source_row)):
            if (line["sel"], line["masalah"]) not in open_before:
                rows.append(line)
    links = [f"'{as_text(row.get('lembar'))}'!{as_text(row.get('sel'))}" for row in rows]
    return ReplaceRows("tblTemuan", [{**row, "no": i} for i, row in enumerate(rows, 1)], links, "sel")


def _new_units(book: Book, appended: Sequence[dict[str, Value]]) -> list[Action]:
    """Add units not yet in tblUnit, so that the drop-down list offers them.

    The first units of a list that nobody began bring those of the rows along: a list of one unit would make the
    other rows look wrong.
    """
    known = {normalise(row.text("unit")) for row in book.rows("tblUnit")}
    names = [as_text(values.get("unit_penguasa")).strip() for values in appended]
    if any(names) and not known:
        names = [*(row.text("unit_penguasa") for row in book.rows("tblRekap")), *names]
    fresh: dict[str, str] = {}
    for name in names:
        if name and normalise(name) not in known:
            fresh.setdefault(normalise(name), name)
    return [AppendRows("tblUnit", [{"unit": name} for name in fresh.values()])] if fresh else []
