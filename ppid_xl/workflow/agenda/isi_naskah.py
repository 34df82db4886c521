"""Isi naskah: a signed letter as a file from outside, looked into by a process of its own before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ppid_xl.bounded import SCANS, run_bounded
from ppid_xl.errors import SigningError
from ppid_xl.scan import Scan, as_scan, look_at_content, read_content
from ppid_xl.ttd.baca_qr import MOST_PAGES, Page, read_pages

SECONDS_A_PAGE = 2


@dataclass(frozen=True)
class Inside:
    """What a file is, what its pages show, and what it would do besides, which is told and never run."""

    scan: Scan
    pages: tuple[Page, ...] = ()
    carried: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what staff should know of a file that does more than being shown."""
        if not self.carried:
            return ()
        told = ", ".join(self.carried)
        return (
            f"PDF ini memuat {told}; tidak dijalankan di sini, dan sebaiknya jangan diizinkan saat dibuka.",
        )


def look_inside(path: Path, *, pages: bool = True) -> Inside:
    """Return what is in a PDF, JPEG or PNG; ``pages`` also reads the codes and words of each page.

    Raises InputError and SigningError as read_scan and read_pages do, SigningError for a PDF that would start a
    program, and for a file that takes too long or too much memory.
    """
    content = read_content(path)
    suffix, count, carried = run_bounded(path.name, SCANS, _look, content, path.name)
    shown = read_pages_apart(content, path.name, count) if pages else ()
    return Inside(as_scan(content, suffix, count), shown, carried)


def read_pages_apart(content: bytes, name: str, count: int) -> tuple[Page, ...]:
    """Return what read_pages does, read in a process of its own that has so long for each page."""
    seconds = SCANS.seconds + SECONDS_A_PAGE * min(count, MOST_PAGES)
    return run_bounded(name, replace(SCANS, seconds=seconds), read_pages, content, name)


def _look(content: bytes, name: str) -> tuple[str, int, tuple[str, ...]]:
    from ppid_xl.ttd.pdf_active import LAUNCH, find_active

    suffix, count = look_at_content(content, name)
    carried = find_active(content) if suffix == ".pdf" else ()
    if LAUNCH in carried:
        raise SigningError("pdf-menjalankan-program", berkas=name)
    return suffix, count, carried
