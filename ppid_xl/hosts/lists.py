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
TEXT_FILES = (".csv", ".tsv", ".txt")
MAX_CSV_BYTES = 50 << 20
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
MAX_STRAY_NULS = 8  # more of them means no text
WIDE_SHARE = 0.6  # of the bytes that are nought in UTF-16 of this country
EVEN_SHARE = 0.6  # of the lines from the first divided one on
_NAMED = re.compile(r"sep=([;,\t|])\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListFile:
    """An existing list as found on disk; ``own`` when it is the register of a rekap, that of the body ``badan``."""

    name: str
    digest: str
    grids: tuple[Grid, ...]
    own: bool = False
    badan: str = ""


def read_list(path: Path) -> ListFile:
    """Return the sheets of a csv or xlsx file; raise InputError for anything else or unreadable."""
    if not path.is_file():
        raise InputError("berkas-tidak-ada", berkas=path)
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        from ppid_xl.hosts.reading import read_grids
        from ppid_xl.hosts.source import PackageSource
        from ppid_xl.ooxml.package import open_package

        return ListFile(path.name, file_digest(path), *read_grids(PackageSource(open_package(path))))
    if path.suffix.lower() in TEXT_FILES:
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
    """Return text in UTF-8, UTF-16 with or without its mark, or Windows-1252; raise InputError for binary data."""
    wide = _wide_encoding(data)
    if wide:
        try:
            return data.decode(wide)
        except UnicodeDecodeError:
            raise InputError("bukan-teks", berkas=path) from None
    if data[:4096].count(b"\0") > MAX_STRAY_NULS or _CONTROL.search(data[:4096]):
        raise InputError("bukan-teks", berkas=path)
    data = data.replace(b"\0", b"")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _wide_encoding(data: bytes) -> str:
    """Name the UTF-16 that a text is in: by its mark, or because nearly every second byte is nought."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = data[:4096]
    nuls = start[0::2].count(0), start[1::2].count(0)
    if not start or max(nuls) < WIDE_SHARE * len(start) / 2 or min(nuls) > MAX_STRAY_NULS:
        return ""
    return "utf-16-le" if nuls[1] > nuls[0] else "utf-16-be"


def find_delimiter(text: str) -> str:
    """Return the delimiter that the first line names, or that divides the lines of the list most evenly."""
    named = _NAMED.match(text)
    if named:
        return named[1]
    sample = [line for line in text.splitlines()[:60] if line.strip()]

    def score(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(sample, delimiter=delimiter)]
        divided = [width for width in widths if width > 1]
        common = max(sorted(set(divided), reverse=True), key=divided.count, default=1)
        below = widths[widths.index(common) :] if divided else []
        even = divided.count(common) >= EVEN_SHARE * len(below)
        return (divided.count(common), common) if even else (0, 0)

    return max(DELIMITERS, key=score)
