"""Forms that come back: what was asked beside each row is read apart, and the rows go the way of every import."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise

from ppid_xl.columns import normalise
from ppid_xl.evidence import read_evidence
from ppid_xl.hosts import Host
from ppid_xl.hosts.lists import ListFile
from ppid_xl.identitas import collapse_ids, expand_ids, plain_id
from ppid_xl.model import Book, ReplaceRows, Row, Value
from ppid_xl.tables import Grid, as_text, is_blank
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import find_pejabat, is_excluded
from ppid_xl.workflow.isi.formulir import ANSWER, rows_of_unit
from ppid_xl.workflow.isi.impor import Balance, impor, origin_of
from ppid_xl.workflow.isi.pengembalian import REASON, record_correction, returned_ids
from ppid_xl.workflow.isi.sumber import SourceRow
from ppid_xl.workflow.periksa.tulis import link_to
from ppid_xl.workflow.periksa.usul_perubahan import ATURAN, disputed_notes, held_notes

PETUNJUK = "petunjuk"
QUESTIONS = (normalise(ANSWER.judul), normalise(REASON.judul))
HEADER_SEARCH = 30
UNIT_HEADING = "Unit Penguasa"
LABELS = ("unit", "badan publik", "pengembalian")


@dataclass(frozen=True)
class Form:
    """A form as it came back: the list in it, whose it is, what it answers, and Masih Berlaku? by sheet row.

    ``without_unit`` when it came without a column of units, which was then added.
    """

    file: ListFile
    sheet: str
    unit: str = ""
    id_langkah: str = ""
    answers: Mapping[int, str] = field(default_factory=dict)
    without_unit: bool = False


def impor_forms(
    host: Host, files: Sequence[ListFile], knowledge: Knowledge, now: datetime, *, unit: str = "",
    accept: bool = False, oleh: str = "",
) -> list[tuple[Balance, list[str]]]:  # fmt: skip
    """Take lists and forms into the rekap; return the balance of each with what staff should know about it.

    Besides the rows, a form for one unit proposes what it asks to open, and a returned one leaves an act by
    ``oleh``, the code of an officer, or by the unit. Raises InputError as impor does, and for an unknown code.
    """
    officer = find_pejabat(host.snapshot(), oleh) if oleh else None
    known = {plain_id(row.text("id")) for row in host.snapshot().rows("tblRekap")}
    forms = [read_form(file, known) for file in files]
    lists = [form.file if form else file for form, file in zip(forms, files, strict=True)]
    own = [ids_of_form(form, host.snapshot()) if form else None for form in forms]
    balances = impor(host, lists, knowledge, now, unit=unit, accept=accept, own=own)
    done: list[tuple[Balance, list[str]]] = []
    told: set[str] = set()
    for file, form, balance in zip(files, forms, balances, strict=True):
        if form and form.without_unit:
            balance.blank.pop(UNIT_HEADING, None)
        changed = [(row, changes) for _, row, changes in balance.changed]
        disputed = [note for note in disputed_notes(changed) if note not in told]
        told.update(disputed)
        notes = [*_carried(file), *held_notes(changed), *disputed, *_left_blank(balance)]
        done.append((balance, notes))
        if form is None:
            continue
        notes += _foreign(form, balance)
        notes += _answered(host, form, balance)
        if form.id_langkah:
            notes += record_correction(
                host, now, officer, form.id_langkah, form.unit, balance.changed, form.file
            )
    return done


def _carried(file: ListFile) -> list[str]:
    told = []
    if file.carried:
        kinds = ", ".join(file.carried)
        told.append(f"{file.name} memuat {kinds}; yang diambil hanya isi selnya, sisanya tidak dijalankan.")
    if file.unseen:
        told.append(f"{file.name} memuat {', '.join(file.unseen)}; isinya ikut dibaca seperti yang terlihat.")
    return told


def ids_of_form(form: Form, book: Book) -> frozenset[str]:
    """Return the IDs that a form was made for: the rows of its unit, of a returned one those that its act returned."""
    ids = {row.text("id") for row in rows_of_unit(book, form.unit)}
    if form.id_langkah:
        ids &= returned_ids(read_evidence(book).acts, form.id_langkah)
    return frozenset(ids)


def _foreign(form: Form, balance: Balance) -> list[str]:
    if not balance.foreign:
        return []
    what = f"dikembalikan dengan {form.id_langkah} kepada" if form.id_langkah else "dari"
    return [
        f"{len(balance.foreign)} baris tidak diterapkan karena ID atau judulnya milik baris yang tidak {what}"
        f" {form.unit or 'unit formulir ini'}: {_named([name for _, name in balance.foreign])}. Periksa kolom ID-nya."
    ]


def read_form(file: ListFile, known: Collection[str] = ()) -> Form | None:
    """Return a list as the form it is, its questions taken out; None for any other list.

    Rows whose ID is not among ``known`` get the unit that stands above the table.
    """
    for place, grid in enumerate(file.grids):
        number = _header_row(grid)
        if number:
            form = _split(grid, number, known)
            others = [g for g in file.grids if g is not grid and normalise(g.name) != PETUNJUK]
            grids = (*others[:place], form.file.grids[0], *others[place:])
            return replace(form, file=replace(file, grids=grids))
    return None


def _header_row(grid: Grid) -> int:
    """Return the sheet row with the headings of a form; 0 when there is none."""
    for place, cells in enumerate(grid.cells[:HEADER_SEARCH]):
        words = {normalise(as_text(value)) for value in cells}
        ours = words.intersection(QUESTIONS) or _is_kop(grid.cells[:place])
        if ours and {"id", "judul informasi"} <= words:
            return grid.top + place
    return 0


def _is_kop(lines: Sequence[Sequence[Value]]) -> bool:
    """Say whether a form begins with these lines, whatever became of its question."""
    return _beside(lines, "pengembalian").startswith("LK-") or bool(
        _beside(lines, "unit") and _beside(lines, "badan publik")
    )


def _split(grid: Grid, number: int, known: Collection[str]) -> Form:
    header = [normalise(as_text(value)) for value in grid.row(number)]
    questions = [place for place, word in enumerate(header) if word in QUESTIONS]
    asked = header.index(QUESTIONS[0]) if QUESTIONS[0] in header else -1
    kop = grid.cells[: number - grid.top]
    unit = _beside(kop, "unit")
    answers = {
        row: normalise(as_text(line[asked])) if asked < len(line) else ""
        for row, line in enumerate(grid.cells, grid.top)
        if row > number and asked >= 0
    }
    cells = [list(line) for line in grid.cells]
    for line in cells[number - grid.top :]:
        for place in questions:
            line[place : place + 1] = [None] if place < len(line) else []
    without_unit = normalise(UNIT_HEADING) not in header
    if without_unit:
        cells = _with_unit(cells, number - grid.top, header.index("id"), unit, known)
    clean = replace(grid, cells=cells)
    return Form(
        ListFile("", "", (clean,)), grid.name, unit, _beside(kop, "pengembalian"), answers, without_unit
    )


def _with_unit(
    cells: Sequence[Sequence[Value]], head: int, id_place: int, unit: str, known: Collection[str]
) -> list[list[Value]]:
    """Return the cells with one more column: the unit, for filled rows that the rekap does not know by ID."""
    width = max(map(len, cells))
    wider: list[list[Value]] = []
    for place, line in enumerate(cells):
        values = [*line, *[None] * (width - len(line))]
        fresh = place > head and plain_id(as_text(values[id_place])) not in known
        added = UNIT_HEADING if place == head else unit if fresh and not all(map(is_blank, values)) else None
        wider.append([*values, added or None])
    return wider


def _beside(lines: Sequence[Sequence[Value]], label: str) -> str:
    """Return the text of the next filled cell after a label."""
    for line in lines:
        texts = [as_text(value).strip() for value in line if not is_blank(value)]
        for text, following in pairwise([*texts, ""]):
            if normalise(text) == label:
                return "" if normalise(following) in LABELS else following
    return ""


def _rows_with_id(balance: Balance, sheet: str) -> list[tuple[SourceRow, str]]:
    changed = [(row, old.text("id")) for row, old, _ in balance.changed]
    return [(row, name) for row, name in (*balance.known, *changed) if row.sheet == sheet and name]


def _left_blank(balance: Balance) -> list[str]:
    """Name the cells that a list leaves empty and the rekap does not: an import never empties anything."""
    return [
        f"Kosong di daftar, tetap di Rekap: {heading} ({_named(ids)})."
        for heading, ids in balance.blank.items()
    ]


def _answered(host: Host, form: Form, balance: Balance) -> list[str]:
    """Propose what the unit asks to open, and name the answers that do not fit the row."""
    given = [
        (row, name, form.answers.get(row.number, "")) for row, name in _rows_with_id(balance, form.sheet)
    ]
    changed = {old.text("id") for _, old, _ in balance.changed}
    notes = []
    if form.answers:
        silent = [name for _, name, answer in given if not answer]
        touched = [name for _, name, answer in given if answer == "ya" and name in changed]
        same = [name for _, name, answer in given if answer == "ubah" and name not in changed]
        strange = [name for _, name, answer in given if answer not in ("", "ya", "ubah", "buka")]
        for names, words in (
            (silent, "belum dijawab di Masih Berlaku?"),
            (touched, "dijawab Ya, tetapi isinya berubah; perubahannya tetap diusulkan"),
            (same, "dijawab Ubah, tetapi isinya sama"),
            (strange, "dijawab dengan kata lain dari Ya, Ubah, atau Buka"),
        ):
            if names:
                notes.append(f"{len(names)} baris {words}: {_named(names)}.")
    opened = [(row, name) for row, name, answer in given if answer == "buka"]
    return notes + (_propose_opening(host, form, balance, opened) if opened else [])


def _named(ids: Sequence[str]) -> str:
    """Return IDs as short as they can be read back, and in full where one is of another form."""
    short = collapse_ids(ids)
    return short if len(expand_ids([short])) == len(set(ids)) else "; ".join(ids)


def _propose_opening(
    host: Host, form: Form, balance: Balance, opened: Sequence[tuple[SourceRow, str]]
) -> list[str]:
    book = host.snapshot()
    rekap = {row.text("id"): row for row in book.rows("tblRekap")}
    rows: list[dict[str, Value]] = [dict(row.values) for row in book.rows("tblTemuan")]
    there = {(as_text(row.get("sel")), as_text(row.get("masalah"))) for row in rows}
    public, fresh = [], []
    for source, name in opened:
        row = rekap[name]
        if not is_excluded(row):
            public.append(name)
            continue
        line = _opening_line(book, row, form.unit, origin_of(balance.source, source))
        if (line["sel"], line["masalah"]) not in there:
            fresh.append(line)
    if fresh:
        rows += fresh
        links = [link_to(as_text(row.get("lembar")), as_text(row.get("sel"))) for row in rows]
        numbered = [{**row, "no": place} for place, row in enumerate(rows, 1)]
        host.apply([ReplaceRows("tblTemuan", numbered, links, "sel")])
    names = [name for _, name in opened if name not in public]
    notes = []
    if names:
        notes.append(f"{len(names)} baris diusulkan dibuka, tercatat di lembar Temuan: {_named(names)}.")
    if public:
        notes.append(f"{len(public)} baris dijawab Buka, tetapi memang tidak dikecualikan: {_named(public)}.")
    return notes


def _opening_line(book: Book, row: Row, unit: str, origin: str) -> dict[str, Value]:
    table = book.tables["tblRekap"]
    who = unit or row.text("unit_penguasa") or "Unit"
    return {
        "tingkat": "• Usul perubahan", "lembar": table.sheet, "sel": table.address("klasifikasi", row.number),
        "id": row.text("id"), "kolom": "Klasifikasi", "isi": as_text(row["klasifikasi"]),
        "masalah": f"{who} mengusulkan informasi ini dibuka: tidak perlu lagi dikecualikan.", "dasar": origin,
        "saran": "Uji dahulu: ppid uji --hasil Dibuka. Bila tidak disetujui, biarkan dan sampaikan alasannya.",
        "aturan": ATURAN, "tindakan": "Belum",
    }  # fmt: skip
