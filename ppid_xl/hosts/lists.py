"""Read an existing list, csv or workbook, as grids of cells with the digest of the file."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.errors import InputError
from ppid_xl.tables import Grid

DELIMITERS = ";,\t|"
MAX_CSV_BYTES = 50 << 20
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
MAX_STRAY_NULS = 8  # more of them means no text


@dataclass(frozen=True, slots=True)
class ListFile:
    """An existing list as found on disk."""

    name: str
    digest: str
    grids: tuple[Grid, ...]


def read_list(path: Path) -> ListFile:
    """Return the sheets of a csv or xlsx file; raise InputError for anything else or unreadable."""
    if not path.is_file():
        raise InputError("berkas-tidak-ada", berkas=path)
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        from ppid_xl.hosts.reading import SheetReader
        from ppid_xl.ooxml.package import open_package

        return ListFile(path.name, file_digest(path), SheetReader(open_package(path)).grids())
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return ListFile(path.name, file_digest(path), (_read_csv(path),))
    raise InputError("jenis-berkas", berkas=path, jenis=path.suffix or "(tanpa akhiran)")


def file_digest(path: Path) -> str:
    """Return the sha256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read_csv(path: Path) -> Grid:
    if path.stat().st_size > MAX_CSV_BYTES:
        raise InputError("csv-terlalu-besar", berkas=path, batas="50 MB")
    text = decode(path.read_bytes(), path)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=find_delimiter(text)))
    except csv.Error as reason:
        raise InputError("csv-rusak", berkas=path, alasan=reason) from None
    return Grid(path.stem, [[cell.replace("\r\n", "\n") or None for cell in line] for line in lines])


def decode(data: bytes, path: Path) -> str:
    """Return text in UTF-8, UTF-16 with its mark, or Windows-1252; raise InputError for binary data."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    if data[:4096].count(b"\0") > MAX_STRAY_NULS or _CONTROL.search(data[:4096]):
        raise InputError("bukan-teks", berkas=path)
    data = data.replace(b"\0", b"")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def find_delimiter(text: str) -> str:
    """Return the delimiter that splits the first filled lines most evenly."""
    sample = [line for line in text.splitlines()[:60] if line.strip()]

    def score(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(sample, delimiter=delimiter)]
        common = max(set(widths), key=widths.count, default=1)
        return (widths.count(common) if common > 1 else 0, common)

    return max(DELIMITERS, key=score)
