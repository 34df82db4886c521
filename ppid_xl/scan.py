"""A signed letter as a file: what it is by its first bytes, how many pages it has, and its digest."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.errors import InputError

LARGEST = 200 * 1024 * 1024
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
    """Return a PDF, JPEG or PNG file; raise InputError for anything else, an empty or an encrypted one."""
    if not path.is_file():
        raise InputError("berkas-tidak-ada", berkas=path)
    if path.stat().st_size > LARGEST:
        raise InputError("berkas-tanda-tangan-terlalu-besar", berkas=path.name, batas=LARGEST // 2**20)
    content = path.read_bytes()
    if not content:
        raise InputError("berkas-tanda-tangan-kosong", berkas=path.name)
    suffix = _suffix(content)
    if not suffix:
        raise InputError("berkas-tanda-tangan-jenis", berkas=path.name)
    pages = count_pages(content, path.name) if suffix == ".pdf" else 1
    return Scan(content, suffix, pages, hashlib.sha256(content).hexdigest())


def _suffix(content: bytes) -> str:
    if b"%PDF-" in content[:1024]:
        return ".pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    return ".png" if content.startswith(b"\x89PNG\r\n\x1a\n") else ""


def count_pages(content: bytes, name: str = "") -> int:
    """Return the pages of a PDF: what the newest root of its page tree counts (ISO 32000-1, 7.7.3.2).

    Raises InputError for an encrypted one, and for one in which no page can be found.
    """
    plain = _STREAM.sub(b"", content)
    if re.search(rb"/Encrypt\s+[0-9]", plain) or re.search(rb"/Encrypt\s*<<", plain):
        raise InputError("berkas-tanda-tangan-terkunci", berkas=name)
    text = plain + b"\n".join(_object_streams(content))
    roots = [
        int(count[1])
        for found in _dictionaries(text)
        if _PAGES.search(found) and b"/Parent" not in found and (count := _COUNT.search(found))
    ]
    pages = roots[-1] if roots else len(_PAGE.findall(text))
    if not pages:
        raise InputError("berkas-tanda-tangan-tanpa-halaman", berkas=name)
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
