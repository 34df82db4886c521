"""Formulir: one small workbook per unit with the rows it has, to be answered and sent back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.bawaan import data_path
from ppid_xl.columns import Column, TableSpec, normalise
from ppid_xl.errors import InputError
from ppid_xl.model import BadCell, Book, Row, Value
from ppid_xl.strict_toml import nearest
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.new_file import file_stem, write_new

SHEET = "Formulir"
ANSWERS = ("Ya", "Ubah", "Buka")
ANSWER = Column(
    "masih_berlaku", "Masih Berlaku?", "pilihan", "pilih", 15, daftar=",".join(ANSWERS), rata="tengah",
    petunjuk="Ya: isinya masih benar. Ubah: perbaiki selnya. Buka: tidak perlu lagi dikecualikan. Kosong bila baru.",
)  # fmt: skip
BLANK_ROWS = 10
# Columns that the office fills and not the unit; Unit Penguasa stands above the table.
OF_THE_OFFICE = (
    "unit_penguasa",
    "terima",
    "diverifikasi_oleh",
    "diverifikasi_pada",
    "tautan_publikasi",
    "versi_publik_dari",
)


@dataclass(frozen=True)
class Forms:
    """The forms that were written, by unit, and what staff should know about them."""

    paths: Mapping[str, Path]
    notes: tuple[str, ...] = ()


def write_forms(
    book: Book,
    knowledge: Knowledge,
    now: datetime,
    folder: Path,
    *,
    units: Sequence[str] = (),
    workbook_folder: Path | None = None,
) -> Forms:
    """Write a form for each unit, or for those named, with its present rows.

    Raises InputError before anything is written for an unknown unit, a workbook without units, and a form that
    is there already: it may have been filled in.
    """
    names = _chosen_units(book, units)
    hidden = hidden_columns(book, knowledge, workbook_folder)
    year = book.setting("Tahun", str(now.year))
    stems = _stems({unit: f"Formulir-{file_stem(unit)}-{year}" for unit in all_units(book)})
    targets = _targets(folder, {unit: stems[unit] for unit in names})
    spec = knowledge.dictionary.tabel["tblRekap"]
    folder.mkdir(parents=True, exist_ok=True)
    for unit, target in targets.items():
        rows = rows_of_unit(book, unit)
        columns = [spec.column("id"), ANSWER, *unit_columns(spec, hidden, rows)]
        write_new(target, _form(book, knowledge, now, unit, year, columns, rows))
    return Forms(targets, tuple(_notes(book, names)))


def _form(
    book: Book, knowledge: Knowledge, now: datetime, unit: str, year: str, columns: Sequence[Column],
    rows: Sequence[Row],
) -> bytes:  # fmt: skip
    from ppid_xl.buku.formulir_book import Kop, assemble_form

    kop = Kop(
        f"Formulir Daftar Informasi Tahun {year}",
        (("Unit", unit), ("Badan publik", book.setting("NamaBadan"))),
    )
    return assemble_form(
        knowledge.dictionary, SHEET, kop, columns, [cells_of(row, columns) for row in rows],
        data_path("petunjuk_formulir.toml"), blank_rows=BLANK_ROWS, created=now.replace(tzinfo=None, microsecond=0),
    )  # fmt: skip


def all_units(book: Book) -> list[str]:
    """Return the units of tblUnit and those that rows name besides, each in its first spelling."""
    texts = [row.text("unit") for row in book.rows("tblUnit")]
    texts += [row.text("unit_penguasa") for row in book.rows("tblRekap")]
    first: dict[str, str] = {}
    for text in texts:
        if normalise(text):
            first.setdefault(normalise(text), " ".join(text.split()))
    return list(first.values())


def rows_of_unit(book: Book, unit: str) -> list[Row]:
    """Return the rows of a unit, however its name is capitalised."""
    return [row for row in book.rows("tblRekap") if normalise(row.text("unit_penguasa")) == normalise(unit)]


def hidden_columns(book: Book, knowledge: Knowledge, folder: Path | None) -> Collection[str]:
    """Return the keys of columns that the workbook's SOP does not use."""
    kode = book.setting("KodeSOP")
    return knowledge.sop(kode, folder).tersembunyi if kode else ()


def unit_columns(spec: TableSpec, hidden: Collection[str], rows: Sequence[Row]) -> list[Column]:
    """Return the columns that a unit fills; one that the SOP hides only where a row has something in it."""
    return [
        column
        for column in spec.kolom
        if column.pengisi != "alat"
        and column.kunci not in OF_THE_OFFICE
        and (column.kunci not in hidden or any(cell_of(row[column.kunci]) is not None for row in rows))
    ]


def cells_of(row: Row, columns: Sequence[Column]) -> dict[str, Value]:
    """Return the cells of a row for a form."""
    return {column.kunci: cell_of(row[column.kunci]) for column in columns}


def cell_of(value: Value) -> Value:
    """Return a cell as a form shows it: a faulty one is blank."""
    return None if isinstance(value, BadCell) else value


def _chosen_units(book: Book, wanted: Sequence[str]) -> list[str]:
    known = {normalise(unit): unit for unit in all_units(book)}
    if not known:
        raise InputError("tanpa-unit", berkas=book.name)
    for name in wanted:
        if normalise(name) not in known:
            raise InputError(
                "unit-tidak-ada", unit=name, berkas=book.name, terdekat=nearest(name, known.values())
            )
    return list(dict.fromkeys(known[normalise(name)] for name in wanted)) or list(known.values())


def _stems(stems: Mapping[str, str]) -> dict[str, str]:
    """Return a file name per unit, names that come out alike numbered, whichever units get a form today."""
    named: dict[str, str] = {}
    taken: set[str] = set()
    for unit, stem in stems.items():
        name, number = stem, 2
        while name.casefold() in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.casefold())
        named[unit] = name
    return named


def _targets(folder: Path, stems: Mapping[str, str]) -> dict[str, Path]:
    """Return a path per unit; raise InputError for one that exists."""
    targets = {unit: folder / f"{stem}.xlsx" for unit, stem in stems.items()}
    for target in targets.values():
        if target.exists():
            raise InputError("formulir-sudah-ada", berkas=target)
    return targets


def _notes(book: Book, units: Sequence[str]) -> list[str]:
    notes = []
    homeless = sum(not row.text("unit_penguasa") for row in book.rows("tblRekap"))
    if homeless:
        notes.append(f"{homeless} baris belum menyebut Unit Penguasa, jadi tidak masuk formulir mana pun.")
    nameless = sum(not row.text("id") for unit in units for row in rows_of_unit(book, unit))
    if nameless:
        notes.append(f"{nameless} baris belum ber-ID; sebaiknya ppid periksa --tulis dahulu, lalu buat lagi.")
    return notes
