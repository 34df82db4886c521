"""The port of every converter, and what all of them check: a whole letter goes in, a whole PDF comes out."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ppid_xl.errors import HostError, InputError, PpidXlError, SigningError
from ppid_xl.scan import count_pages
from ppid_xl.surat.package import write_whole

Progress = Callable[[int, int], None]
_MAIN_PART = "word/document.xml"
_END, _TAIL = b"%%EOF", 1024


@dataclass(frozen=True, slots=True)
class PdfResult:
    """What became of one document: its PDF, the pages in it, what made it; or the problem that left it without."""

    source: Path
    path: Path | None = None
    halaman: int = 0
    program: str = ""
    problem: PpidXlError | None = None


class PdfConverter(Protocol):
    """A program that prints Word documents."""

    def convert(
        self, paths: Sequence[Path], folder: Path, *, arsip: bool = False, progress: Progress | None = None
    ) -> list[PdfResult]:
        """Make one PDF of each document in ``folder``, under its name, in the order given; never overwrite one.

        ``arsip`` asks for PDF/A. ``progress`` is told how many of how many are done, from the second document on.
        A document that cannot be converted is a result with a problem, not an exception.
        """
        ...


@dataclass(frozen=True)
class NoConverter:
    """Where there is neither Word nor LibreOffice: every document stays a .docx, and says what to install."""

    def convert(
        self,
        paths: Sequence[Path],
        folder: Path,  # noqa: ARG002
        *,
        arsip: bool = False,  # noqa: ARG002
        progress: Progress | None = None,  # noqa: ARG002
    ) -> list[PdfResult]:
        """Return each document with the problem that nothing here can print it."""
        return [PdfResult(path, problem=HostError("pdf-tanpa-program", berkas=path.name)) for path in paths]


def broken_document(path: Path) -> PpidXlError | None:
    """Return what is wrong with a .docx before any program sees it: absent, no zip, a damaged entry, no text."""
    if not path.is_file():
        return InputError("berkas-tidak-ada", berkas=path)
    try:
        with zipfile.ZipFile(path) as package:
            whole = package.testzip() is None and _MAIN_PART in package.namelist()
    except (OSError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile):
        whole = False
    return None if whole else InputError("dokumen-rusak", berkas=path.name)


def is_whole(draft: Path) -> bool:
    """Say whether a PDF is there up to its end: a program ended while it wrote leaves half of one."""
    return draft.is_file() and _END in draft.read_bytes()[-_TAIL:]


def finished(source: Path, draft: Path, folder: Path, program: str, *, arsip: bool) -> PdfResult:
    """Check the PDF that a program made and put it beside its likes under the name of its document.

    A missing, empty, cut off or unreadable PDF is a result with a problem, and so is a plain PDF where ``arsip``
    asked for PDF/A (ISO 19005 wants its part named in the metadata, uncompressed).
    """
    try:
        content = draft.read_bytes() if draft.is_file() else b""
        if not content:
            raise HostError("pdf-tidak-jadi", berkas=source.name, program=program)
        pages = _pages(content, source, program)
        if arsip and b"pdfaid" not in content:
            raise HostError("pdf-bukan-arsip", berkas=source.name, program=program)
        target = _free(folder, source.stem)
        write_whole(target, content)
    except PpidXlError as problem:
        return PdfResult(source, program=program, problem=problem)
    return PdfResult(source, target, pages, program)


def _pages(content: bytes, source: Path, program: str) -> int:
    try:
        pages = count_pages(content, source.name)
    except SigningError:
        pages = 0
    if not pages or not content.startswith(b"%PDF-") or _END not in content[-_TAIL:]:
        raise HostError("pdf-rusak", berkas=source.name, program=program)
    return pages


def _free(folder: Path, stem: str) -> Path:
    target, number = folder / f"{stem}.pdf", 2
    while target.exists():
        target, number = folder / f"{stem}-{number}.pdf", number + 1
    return target
