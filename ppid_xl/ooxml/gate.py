"""The gate: stop what is not a plain workbook, or would hurt, before any spreadsheet library opens it."""

from __future__ import annotations

import re
from pathlib import Path

from ppid_xl.errors import InputError
from ppid_xl.ooxml.relations import find_workbook, read_rels, read_sheets
from ppid_xl.ooxml.sheet_limits import MAX_ROWS, count_rows, find_far_cell
from ppid_xl.ooxml.xml_encoding import to_utf8
from ppid_xl.ooxml.zip_parts import MAX_BYTES, ZipParts
from ppid_xl.plain_file import read_plain

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
_XML_NAMES = (".xml", ".rels", ".vml")


def admit(path: Path, known: ZipParts | None = None) -> ZipParts:
    """Return the parts of a workbook that is safe to open; raise InputError or HostError, each with its own code.

    ``known`` are parts admitted before: they come back while the file still holds those very bytes.
    """
    data = _read_whole(path)
    if known is not None and data == known.data:
        return known
    _check_signature(data, path.name)
    parts = ZipParts(data, path.name)
    workbook = find_workbook(parts)
    linked = {rel.target for rel in read_rels(parts, workbook) if not rel.external}
    for name in parts.names:
        if name in linked or is_xml(parts, name):
            _check_xml(parts, name, workbook)
    return parts


def find_lock(path: Path) -> str | None:
    """Return who has the workbook open by the lock file beside it, or None; a lock may name nobody."""
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if lock.exists():
            return _lock_owner(lock) or f"program lain (berkas kunci {lock.name})"
    return None


def _lock_owner(lock: Path) -> str:
    try:
        data = lock.read_bytes()[:4096]
    except OSError:
        return ""
    if lock.name.startswith(".~lock"):
        fields = data.decode("utf-8", "replace").split(",")
        return next((field.strip() for field in fields[:2] if field.strip()), "")
    return data[1 : 1 + data[0]].decode("cp1252", "replace").strip("\0 ") if data else ""


def _read_whole(path: Path) -> bytes:
    if path.name.startswith(("~$", ".~lock.")):
        raise InputError("berkas-kunci", berkas=path.name)
    data = read_plain(path, MAX_BYTES)
    if not data:
        raise InputError("berkas-kosong", berkas=path.name)
    return data


def _check_signature(data: bytes, label: str) -> None:
    if data.startswith(_ZIP):
        refuse_two_faces(data, label)
        return
    if data.startswith(_OLE):
        raise InputError(ole_kind(data), berkas=label)
    start = data[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"mime-version")):
        raise InputError("berkas-html", berkas=label)
    if all(byte >= 32 or byte in b"\t\r\n" for byte in start):
        raise InputError("berkas-teks", berkas=label)
    raise InputError("bukan-xlsx", berkas=label)


def refuse_two_faces(data: bytes, label: str) -> None:
    """Raise InputError for a zip that is a PDF too: what one program shows is not what another does."""
    if b"%PDF-" in data[:1024]:
        raise InputError("berkas-bermuka-dua", berkas=label)


def ole_kind(data: bytes) -> str:
    """Return the code of what an OLE file is: locked by a password, a workbook of old, or something else."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "berkas-terenkripsi"
    if any(name.encode("utf-16-le") in data for name in ("Workbook\0", "Book\0")):
        return "berkas-xls-lama"
    return "berkas-ole"


def is_xml(parts: ZipParts, name: str) -> bool:
    """Tell whether a part holds XML, by its name or by its start; an .svg picture may have a DTD and stays out."""
    if name.lower().endswith(_XML_NAMES):
        return True
    start = parts.peek(name).lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return start.startswith(b"<") and not name.lower().endswith(".svg")


def refuse_dtd(parts: ZipParts, name: str) -> tuple[bytes, int]:
    """Return a part as UTF-8 and where its root begins; raise InputError for a DTD or an exotic encoding."""
    try:
        data = to_utf8(parts.read(name))
    except (UnicodeError, LookupError):
        raise InputError("xml-sandi", berkas=parts.label, bagian=name) from None
    found = _PROLOG.match(data)
    after = found.end() if found else 0
    if data.startswith(b"<!", after):
        raise InputError("xml-dtd", berkas=parts.label, bagian=name)
    return data, after


def _check_xml(parts: ZipParts, name: str, workbook: str) -> None:
    data, after = refuse_dtd(parts, name)
    root = _ROOT.match(data, after)
    if root and root[1].endswith(b"sheet"):
        _check_extent(parts, name, data, workbook)


def _check_extent(parts: ZipParts, name: str, data: bytes, workbook: str) -> None:
    rows = count_rows(data)
    cell = "" if rows > MAX_ROWS else find_far_cell(data)
    if rows <= MAX_ROWS and not cell:
        return
    sheet = next((sheet.name for sheet in read_sheets(parts, workbook) if sheet.part == name), name)
    if cell:
        raise InputError("sel-terlalu-jauh", berkas=parts.label, lembar=sheet, sel=cell)
    raise InputError("baris-terlalu-banyak", berkas=parts.label, lembar=sheet, jumlah=rows, batas=MAX_ROWS)
