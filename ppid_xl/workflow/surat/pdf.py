"""PDF: which converter this machine has, and the PDFs of documents beside them, none ever overwritten."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from ppid_xl.errors import HostError, PpidXlError
from ppid_xl.evidence import SIDIK_LENGTH
from ppid_xl.hosts import Host
from ppid_xl.surat.pdf import NoConverter, PdfConverter, SofficeConverter, WordConverter
from ppid_xl.workflow.ground.new_file import free_name, write_new

OUTSIDE_PATH = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
WORKING = "Membuat PDF"


@dataclass(frozen=True)
class Printed:
    """A PDF, what is in it and what made it; or the problem that left its document without."""

    source: Path
    path: Path | None = None
    halaman: int = 0
    sidik: str = ""
    program: str = ""
    problem: PpidXlError | None = None

    def words(self) -> str:
        """Return how a record names it: file, pages, digest, program."""
        if self.path is None:
            return ""
        return f"PDF: {self.path.name}, {self.halaman} halaman, sidik {self.sidik}, {self.program}"


@dataclass(frozen=True)
class PdfWish:
    """That a document is wanted as PDF too, made by this converter, as PDF/A or not."""

    converter: PdfConverter
    arsip: bool = False


def find_converter() -> PdfConverter:
    """Return Word where Windows has it, else LibreOffice, else the converter that only says what is missing."""
    if sys.platform == "win32" and find_spec("win32com") and _word_installed():
        return WordConverter()
    program = find_soffice()
    return SofficeConverter(program, _cores()) if program else NoConverter()


def find_soffice() -> Path | None:
    """Return the program of LibreOffice: on the search path, or where its installer puts it."""
    for name in ("soffice.com", "soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    return next((path for path in map(Path, OUTSIDE_PATH) if path.is_file()), None)


def print_documents(host: Host, paths: Sequence[Path], folder: Path, wish: PdfWish) -> list[Printed]:
    """Make a PDF of each document in ``folder`` under a name that no file has yet; tell the host how far it is."""
    folder.mkdir(parents=True, exist_ok=True)
    printed = []
    with TemporaryDirectory(dir=folder, prefix=".pdf-", ignore_cleanup_errors=True) as aside:
        for draft in _converted(host, paths, Path(aside), wish):
            if draft.path is None:
                printed.append(draft)
                continue
            target = free_name(folder, draft.source.stem, ".pdf")
            write_new(target, draft.path.read_bytes())
            printed.append(Printed(draft.source, target, draft.halaman, draft.sidik, draft.program))
    return printed


def documents_without_pdf(folder: Path) -> list[Path]:
    """Return the Word documents of a folder that have no PDF of their name, in the order of their names."""
    found = (path for path in folder.glob("*.docx") if not path.name.startswith(("~$", ".")))
    return sorted(path for path in found if not path.with_suffix(".pdf").exists())


def _converted(host: Host, paths: Sequence[Path], folder: Path, wish: PdfWish) -> list[Printed]:
    try:
        results = wish.converter.convert(
            paths, folder, arsip=wish.arsip, progress=lambda done, total: host.progress(done, total, WORKING)
        )
    except HostError as problem:
        return [Printed(path, problem=problem) for path in paths]
    return [
        Printed(one.source, one.path, one.halaman, _sidik(one.path), one.program, one.problem)
        for one in results
    ]


def _sidik(path: Path | None) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:SIDIK_LENGTH] if path else ""


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _word_installed() -> bool:
    if sys.platform != "win32":
        return False
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, "Word.Application"))
    except OSError:
        return False
    return True
