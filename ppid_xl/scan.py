"""A signed letter as a file: what it is by its first bytes, how many pages it has, and its digest."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.errors import InputError, SigningError

LARGEST = 200 * 1024 * 1024
MOST_DOTS = 65_535  # the widest that a JPEG can be; no scanner makes more
_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_MOST_INFLATED = 64 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
_PAGES = re.compile(rb"/Type\s*/Pages\b")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_COUNT = re.compile(rb"/Count\s+([0-9]{1,6})\b")
_BRACKETS = re.compile(rb"<<|>>")
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Scan:
    """The content of a file to be kept as evidence; ``suffix`` is ``.pdf``, ``.jpg`` or ``.png``."""

    content: bytes
    suffix: str
    halaman: int
    sidik: str


def read_scan(path: Path) -> Scan:
    """Return a PDF, JPEG or PNG file; raise SigningError for anything else, an empty or an encrypted one.

    Raises InputError for a file that is not there.
    """
    if not path.is_file():
        raise InputError("berkas-tidak-ada", berkas=path)
    if path.stat().st_size > LARGEST:
        raise SigningError("berkas-tanda-tangan-terlalu-besar", berkas=path.name, batas=LARGEST // 2**20)
    content = path.read_bytes()
    if not content:
        raise SigningError("berkas-tanda-tangan-kosong", berkas=path.name)
    suffix = _suffix(content)
    if not suffix:
        raise SigningError("berkas-tanda-tangan-jenis", berkas=path.name)
    pages = count_pages(content, path.name) if suffix == ".pdf" else 1
    if suffix != ".pdf" and not is_whole_picture(content):
        raise SigningError("berkas-tanda-tangan-rusak", berkas=path.name)
    return Scan(content, suffix, pages, hashlib.sha256(content).hexdigest())


def _suffix(content: bytes) -> str:
    if b"%PDF-" in content[:1024]:
        return ".pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    return ".png" if content.startswith(_PNG) else ""


def is_whole_picture(content: bytes) -> bool:
    """Say whether a PNG or JPEG has a head with a size that can be, and its data up to the end."""
    size = _png_size(content) if content.startswith(_PNG) else _jpeg_size(content)
    return size is not None and all(1 <= side <= MOST_DOTS for side in size)


def _png_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG whose chunks run from IHDR over IDAT to IEND (PNG, 5.6 and 11.2.2)."""
    place = len(_PNG)
    kinds: list[bytes] = []
    while place + 12 <= len(content) and (not kinds or kinds[-1] != b"IEND"):
        length = int.from_bytes(content[place : place + 4], "big")
        kinds.append(content[place + 4 : place + 8])
        place += 12 + length
    if place > len(content) or kinds[:1] != [b"IHDR"] or b"IDAT" not in kinds or kinds[-1] != b"IEND":
        return None
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a JPEG that has a frame, a scan after it, and an end (ITU-T T.81, B.1.1)."""
    place, size = 2, None
    while place + 9 <= len(content) and content[place] == 0xFF:
        kind = content[place + 1]
        if kind == 0xFF:  # a fill byte before the marker
            place += 1
            continue
        if kind == 0xDA:
            return size if b"\xff\xd9" in content[place:] else None
        if kind in _FRAMES:
            size = (
                int.from_bytes(content[place + 7 : place + 9], "big"),
                int.from_bytes(content[place + 5 : place + 7], "big"),
            )
        place += 2 + max(int.from_bytes(content[place + 2 : place + 4], "big"), 2)
    return None


def count_pages(content: bytes, name: str = "") -> int:
    """Return the pages of a PDF: what the newest root of its page tree counts (ISO 32000-1, 7.7.3.2).

    Raises SigningError for an encrypted one, and for one in which no page can be found.
    """
    plain = _STREAM.sub(b"", content)
    if re.search(rb"/Encrypt\s+[0-9]", plain) or re.search(rb"/Encrypt\s*<<", plain):
        raise SigningError("berkas-tanda-tangan-terkunci", berkas=name)
    text = plain + b"\n".join(_object_streams(content))
    roots = [
        int(count[1])
        for found in _dictionaries(text)
        if _PAGES.search(found) and b"/Parent" not in found and (count := _COUNT.search(found))
    ]
    pages = roots[-1] if roots else len(_PAGE.findall(text))
    if not pages:
        raise SigningError("berkas-tanda-tangan-tanpa-halaman", berkas=name)
    return pages


def _dictionaries(text: bytes) -> Iterator[bytes]:
    starts: list[int] = []
    for bracket in _BRACKETS.finditer(text):
        if bracket[0] == b"<<":
            starts.append(bracket.start())
        elif starts and len(starts) <= _DEEPEST:
            yield text[starts.pop() : bracket.end()]
        elif starts:
            starts.pop()


def _object_streams(content: bytes) -> list[bytes]:
    """Return the compressed objects of a PDF (ISO 32000-1, 7.5.7); what cannot be inflated is passed over."""
    texts, left, end = [], _MOST_INFLATED, 0
    for found in _STREAM.finditer(content):
        head, end = content[max(end, found.start() - 400) : found.start()], found.end()
        if not _OBJECT_STREAM.search(head) or left <= 0:
            continue
        try:
            text = zlib.decompressobj().decompress(found[1], left)
        except zlib.error:
            continue
        left -= len(text)
        texts.append(text)
    return texts
