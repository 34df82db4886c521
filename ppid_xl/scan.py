"""A signed letter as a file: what it is by its first bytes, how many pages it has, and its digest."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.errors import InputError, SigningError
from ppid_xl.plain_file import read_plain

LARGEST = 200 * 1024 * 1024
MOST_DOTS = 65_535  # the widest that a JPEG can be; no scanner makes more
_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_MOST_INFLATED = 16 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_OTHERS = (b"PK\x03\x04", b"\xff\xd8\xff", _PNG, b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"GIF8", b"<")
_ZIP_END = b"PK\x05\x06"
_OBJECT_STREAM = re.compile(rb"/ObjStm\b|/First\s+[0-9]+(?!\s+[0-9]+\s+R)\b")
_PAGES = re.compile(rb"/Type\s*/Pages\b")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_COUNT = re.compile(rb"/Count\s+([0-9]{1,6})\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
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

    Raises InputError as read_plain does.
    """
    content = read_content(path)
    return as_scan(content, *look_at_content(content, path.name))


def read_content(path: Path) -> bytes:
    """Return the bytes of a file that is said to be a scan; raise SigningError for an empty or too large one."""
    try:
        content = read_plain(path, LARGEST)
    except InputError as reason:
        if reason.kode != "berkas-terlalu-besar":
            raise
        raise SigningError(
            "berkas-tanda-tangan-terlalu-besar", berkas=path.name, batas=LARGEST // 2**20
        ) from None
    if not content:
        raise SigningError("berkas-tanda-tangan-kosong", berkas=path.name)
    return content


def as_scan(content: bytes, suffix: str, pages: int) -> Scan:
    """Return a content with what is known of it, and its digest."""
    return Scan(content, suffix, pages, hashlib.sha256(content).hexdigest())


def look_at_content(content: bytes, name: str = "") -> tuple[str, int]:
    """Return the suffix that a content deserves and its pages; raise SigningError as read_scan does."""
    suffix = _suffix(content)
    if not suffix:
        raise SigningError("berkas-tanda-tangan-jenis", berkas=name)
    if _has_two_faces(content, suffix):
        raise SigningError("berkas-bermuka-dua", berkas=name)
    pages = count_pages(content, name) if suffix == ".pdf" else 1
    if suffix != ".pdf" and not is_whole_picture(content):
        raise SigningError("berkas-tanda-tangan-rusak", berkas=name)
    return suffix, pages


def _has_two_faces(content: bytes, suffix: str) -> bool:
    """Say whether another program would take the content for another kind of file: by its start, or as a zip."""
    if suffix == ".pdf" and content.startswith(_OTHERS):
        return True
    place = content.rfind(_ZIP_END, -(65_535 + 22))
    return place >= 0 and place + 22 + int.from_bytes(content[place + 20 : place + 22], "little") == len(
        content
    )


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
    plain = spelt_out(_without_streams(content))
    if re.search(rb"/Encrypt\s+[0-9]", plain) or re.search(rb"/Encrypt\s*<<", plain):
        raise SigningError("berkas-tanda-tangan-terkunci", berkas=name)
    text = objects_of(content)
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


def _streams(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield where each stream begins, where its bytes begin, and where they end, in one pass."""
    place = 0
    while found := _STREAM.search(content, place):
        end = content.find(b"endstream", found.end())
        if end < 0:
            return
        yield found.start(), found.end(), end
        place = end + len(b"endstream")


def spelt_out(text: bytes) -> bytes:
    """Return objects with the names spelt out that a ``#`` and two digits hide (ISO 32000-1, 7.3.5)."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)


def objects_of(content: bytes) -> bytes:
    """Return the objects of a PDF as text: those in the open and those in compressed streams, no pictures or pages."""
    return _without_streams(content) + b"\n".join(text for text in _object_streams(content) if text)


def _without_streams(content: bytes) -> bytes:
    pieces, place = [], 0
    for start, _, end in _streams(content):
        pieces.append(content[place:start])
        place = end + len(b"endstream")
    return b"".join([*pieces, content[place:]])


def hides_objects(content: bytes) -> bool:
    """Tell whether a PDF holds compressed objects that objects_of could not inflate."""
    return any(text is None for text in _object_streams(content))


def _object_streams(content: bytes) -> Iterator[bytes | None]:
    """Yield the compressed objects of a PDF (ISO 32000-1, 7.5.7), stream by stream; None for what is not inflated."""
    left, end = _MOST_INFLATED, 0
    for start, first, last in _streams(content):
        head, end = content[max(end, content.rfind(b"obj", end, start)) : start], last
        if not _OBJECT_STREAM.search(spelt_out(head)):
            continue
        try:
            text = zlib.decompressobj().decompress(content[first:last], left) if left else None
        except zlib.error:
            text = None
        left -= len(text or b"")
        yield text
