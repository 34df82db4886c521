"""Read an existing list, csv or workbook, as grids of cells with the digest of the file."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.errors import InputError
from ppid_xl.model import Value
from ppid_xl.ooxml.sheet_limits import MAX_ROWS
from ppid_xl.plain_file import read_plain, refuse_name
from ppid_xl.plain_text import guarded_text
from ppid_xl.tables import Grid

DELIMITERS = ";,\t|"
TEXT_FILES = (".csv", ".tsv", ".txt")
MAX_CSV_BYTES = 50 << 20
MAX_CELLS = 2_000_000  # of one text file
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
SAMPLE = 1 << 20  # characters in which the delimiter is looked for
MAX_STRAY_NULS = 8  # more of them means no text
WIDE_SHARE = 0.6  # of the bytes that are nought in UTF-16 of this country
EVEN_SHARE = 0.6  # of the lines from the first divided one on
_END = "\x1a akhir daftar \x1a"  # no text has it: control characters are refused
_NAMED = re.compile(r"sep=([;,\t|])\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListFile:
    """An existing list as found on disk; ``own`` when it is the register of a rekap, that of the body ``badan``.

    ``carried`` names what a workbook carries besides cells, none of which was followed or run; ``unseen`` which of
    its cells are hidden, which were read as the others were.
    """

    name: str
    digest: str
    grids: tuple[Grid, ...]
    own: bool = False
    badan: str = ""
    carried: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


def read_foreign_list(path: Path) -> ListFile:
    """Return what read_list does, read in a process of its own that ends in time and within a memory."""
    from ppid_xl.bounded import LISTS, run_bounded  # the click path reads none

    refuse_name(path)
    return run_bounded(path.name, LISTS, read_list, path)


def read_list(path: Path) -> ListFile:
    """Return the sheets of a csv or xlsx file; raise InputError for anything else or unreadable."""
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        from ppid_xl.hosts.reading import read_grids
        from ppid_xl.hosts.source import PackageSource
        from ppid_xl.ooxml.carried import carried_kinds, unseen_cells
        from ppid_xl.ooxml.package import open_package

        package = open_package(path)
        grids, own, badan = read_grids(PackageSource(package))
        unseen = () if own else unseen_cells(package)
        return ListFile(path.name, _digest(package.data), grids, own, badan, carried_kinds(package), unseen)
    if path.suffix.lower() in TEXT_FILES:
        data = _read_text(path)
        return ListFile(path.name, _digest(data), (_read_csv(data, path),))
    if not path.exists():
        raise InputError("berkas-tidak-ada", berkas=path)
    if path.is_dir():
        raise InputError("berkas-folder", berkas=path)
    raise InputError("jenis-berkas", berkas=path, jenis=path.suffix or "(tanpa akhiran)")


def file_digest(path: Path) -> str:
    """Return the sha256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read_text(path: Path) -> bytes:
    try:
        return read_plain(path, MAX_CSV_BYTES)
    except InputError as reason:
        if reason.kode != "berkas-terlalu-besar":
            raise
        raise InputError("csv-terlalu-besar", berkas=path, batas="50 MB") from None


def _read_csv(data: bytes, path: Path) -> Grid:
    text = decode(data, path)
    cells: list[list[Value]] = []
    count = 0
    try:
        for line in _records(text, path):
            count += len(line)
            if len(cells) >= MAX_ROWS or count > MAX_CELLS:
                raise InputError(
                    "csv-terlalu-besar", berkas=path, batas=f"{MAX_ROWS} baris atau {MAX_CELLS} sel"
                )
            cells.append([guarded_text(cell).replace("\r\n", "\n") or None for cell in line])
    except csv.Error as reason:
        raise InputError("csv-rusak", berkas=path, alasan=_csv_fault(reason)) from None
    return Grid(path.stem, cells)


def _records(text: str, path: Path) -> Iterator[list[str]]:
    """Yield the records of a text; raise InputError when a quotation mark at the end is still open."""
    closed = text if text.endswith(("\n", "\r")) else f"{text}\n"
    reader = csv.reader(_lines(f"{closed}{_END}\n"), delimiter=find_delimiter(text))
    first = 1
    for line in reader:
        if line == [_END]:
            return
        if line and line[-1].endswith(f"{_END}\n"):
            raise InputError(
                "csv-rusak", berkas=path, alasan=f"tanda kutip yang dibuka di baris {first} tidak ditutup"
            )
        first = reader.line_num + 1
        yield line


def _csv_fault(reason: csv.Error) -> str:
    if "field larger" in str(reason):
        return f"satu selnya lebih dari {csv.field_size_limit()} huruf, atau tanda kutipnya tidak ditutup"
    return str(reason)


def _lines(text: str) -> io.TextIOWrapper:
    """Return a text to be read line by line; io.StringIO would hold it in four bytes a letter."""
    return io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8", newline="")


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
    sample = [line for line in text[:SAMPLE].splitlines()[:60] if line.strip()]

    def score(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(sample, delimiter=delimiter)]
        divided = [width for width in widths if width > 1]
        common = max(sorted(set(divided), reverse=True), key=divided.count, default=1)
        below = widths[widths.index(common) :] if divided else []
        counted = divided.count(common) if delimiter == "," else len(divided)  # prose has commas
        even = counted >= EVEN_SHARE * len(below)
        return (divided.count(common), common) if even else (0, 0)

    return max(DELIMITERS, key=score)
