"""Banding: what changed between two archived versions of a workbook, row by row and cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.arsip.compare import CLOSED, JENIS, OPEN, Line, RowChange, compare_lines
from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.store import list_versions, open_arsip
from ppid_xl.columns import TableSpec
from ppid_xl.errors import ArsipError, InputError
from ppid_xl.model import Book, Row
from ppid_xl.rules.case import Case
from ppid_xl.tables import as_text
from ppid_xl.workflow.arsip.buku_lain import ROWS
from ppid_xl.workflow.ground.archived_rows import book_of, cases_of
from ppid_xl.workflow.ground.isi_versi import PACKED
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.periksa.bukti_arsip import EVIDENCE_FILE

DERIVED = ("no", "cek", "temuan", "tanda")
ID_AND_TITLE = {
    "tblRekap": ("id", "judul_informasi"),
    "tblUji": ("id_uji", "id_informasi"),
    "tblLangkah": ("id_langkah", "kegiatan"),
    "tblAgenda": ("id_surat", "perihal"),
    "tblPejabat": ("kode", "nama"),
}
UNCOMPARED = ("tblTemuan", "tblSOP")
SETTINGS, FILES = "Pengaturan", "Berkas arsip"
SHOWN_DIGEST = 16


@dataclass(frozen=True)
class SheetChanges:
    """The rows of one table that differ; ``lembar`` is what staff call it."""

    lembar: str
    baris: tuple[RowChange, ...]


@dataclass(frozen=True)
class Comparison:
    """Two versions of one object and every table in which they differ."""

    lama: Version
    baru: Version
    tabel: tuple[SheetChanges, ...]


def banding(
    folder: Path, name: str, first: int | None, second: int | None, knowledge: Knowledge
) -> Comparison:
    """Compare two versions of a workbook; without ``second`` the newest, without ``first`` the one before ``second``.

    Raises InputError when there is only one version, ArsipError for a version that is not there or damaged.
    """
    arsip = open_arsip(folder)
    versions = {version.number: version for version in list_versions(arsip, name)}
    new = second or max(versions)
    old = first or new - 1
    if not first and old not in versions and new in versions:
        raise InputError("banding-satu-versi", objek=name, versi=f"v{new}")
    for number in (old, new):
        if number not in versions:
            raise ArsipError("arsip-versi-tidak-ada", objek=name, versi=f"v{number}")
    lama, baru = versions[old], versions[new]
    books = [book_of(arsip, version, knowledge.dictionary) for version in (lama, baru)]
    return Comparison(lama, baru, tuple(_sheets(books, (lama, baru), knowledge)))


def _sheets(
    books: list[Book], versions: tuple[Version, Version], knowledge: Knowledge
) -> Iterator[SheetChanges]:
    for spec in knowledge.dictionary.tabel.values():
        if spec.nama not in UNCOMPARED:
            states = [
                _lines(book, spec, version, knowledge) for book, version in zip(books, versions, strict=True)
            ]
            sheet = spec.lembar if spec.nama in ID_AND_TITLE else f"{spec.lembar}: {spec.judul}"
            yield from _sheet(sheet, *states)
    yield from _sheet(SETTINGS, *(_settings(book, knowledge) for book in books))
    yield from _sheet(FILES, *(_files(version) for version in versions))


def _sheet(lembar: str, old: list[Line], new: list[Line]) -> Iterator[SheetChanges]:
    if changes := compare_lines(old, new):
        yield SheetChanges(lembar, tuple(changes))


def _lines(book: Book, spec: TableSpec, version: Version, knowledge: Knowledge) -> list[Line]:
    table = book.tables.get(spec.nama)
    if table is None:
        return []
    if spec.nama == "tblRekap":
        cases = cases_of(book, knowledge, version.created.date())
        return [_line(case.row, spec, _golongan(case), case) for case in cases]
    return [_line(row, spec) for row in table.rows]


def _line(row: Row, spec: TableSpec, golongan: str = "", case: Case | None = None) -> Line:
    first = next(column.kunci for column in spec.kolom)
    identity, title = ID_AND_TITLE.get(spec.nama, (first, first))
    cells = {column.judul: as_text(row[column.kunci]) for column in spec.kolom if column.kunci not in DERIVED}
    akhir = case.akhir if case else None
    return Line(as_text(row[identity]), as_text(row[title]), cells, golongan, akhir)


def _golongan(case: Case) -> str:
    return CLOSED if case.dikecualikan else OPEN if case.publik else ""


def _settings(book: Book, knowledge: Knowledge) -> list[Line]:
    return [
        Line(one.judul, "", {"Isi": book.setting(one.nama)})
        for one in knowledge.dictionary.pengaturan
        if not one.alat and book.setting(one.nama)
    ]


def _files(version: Version) -> list[Line]:
    """Return the files beside the workbook in a version; what is made of the workbook itself is compared above."""
    made = (ROWS, EVIDENCE_FILE, "temuan.json")
    return [
        Line(path, "", {"Sidik": digest[:SHOWN_DIGEST]})
        for path, digest in version.files.items()
        if path.removesuffix(PACKED) not in made and not path.startswith("buku/")
    ]


def counts(sheet: SheetChanges) -> dict[str, int]:
    """Return how many rows of a table changed in which way."""
    number = {jenis: sum(row.jenis == jenis for row in sheet.baris) for jenis in JENIS}
    return {jenis: many for jenis, many in number.items() if many}


def to_json(comparison: Comparison) -> dict[str, object]:
    """Return a comparison as plain data for ``--json``."""
    return {
        "objek": comparison.baru.object_id,
        "lama": _told(comparison.lama),
        "baru": _told(comparison.baru),
        "ringkasan": {sheet.lembar: counts(sheet) for sheet in comparison.tabel},
        "perbedaan": [
            {"lembar": sheet.lembar, "id": row.id, "judul": row.judul, "jenis": row.jenis,
             "sel": [{"kolom": cell.kolom, "lama": cell.lama, "baru": cell.baru} for cell in row.sel]}
            for sheet in comparison.tabel
            for row in sheet.baris
        ],
    }  # fmt: skip


def _told(version: Version) -> Mapping[str, object]:
    return {
        "versi": version.number,
        "waktu": version.created.isoformat(),
        "oleh": version.user_name,
        "alasan": version.message,
    }
