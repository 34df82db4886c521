"""Softcopy tertutup: whether a file may be a softcopy of what is not public, which the archive never holds in clear."""

from __future__ import annotations

import filecmp
from collections.abc import Iterator, Sequence
from pathlib import Path

from ppid_xl.evidence import read_acts
from ppid_xl.model import Book
from ppid_xl.workflow.berkas.berkas import BERKAS, LEMBAR_UJI, Softcopy, look_at, read_softcopies
from ppid_xl.workflow.ground.catatan import ids_of, read_fact_lines
from ppid_xl.workflow.ground.tindakan import is_excluded


def closed_copies(book: Book) -> list[Softcopy]:
    """Return the registered softcopies of informasi that are excluded or have no class, and of rows that are gone.

    Those that an act handed over count too: a cell can be emptied.
    """
    rows = book.rows("tblRekap")
    public = {row.text("id") for row in rows if row.text("klasifikasi") and not is_excluded(row)}
    named = (
        copy for row in rows if row.text("id") not in public for copy in read_softcopies(row.text("softcopy"))
    )
    return [*dict.fromkeys((*named, *_handed_over(book, public)))]


def _handed_over(book: Book, public: set[str]) -> Iterator[Softcopy]:
    for act in read_acts(book):
        for facts in read_fact_lines(act.catatan, BERKAS):
            if facts.get("jenis") != LEMBAR_UJI and not public.issuperset(ids_of(facts)):
                line = (
                    f"{facts.get('lokasi', '')} ({facts.get('ukuran', '')} bita, {facts.get('tanggal', '')})"
                )
                yield from read_softcopies(line)


def is_closed_copy(path: Path, copies: Sequence[Softcopy], book: Book, folder: Path) -> bool:
    """Say whether a file is one of these copies or cannot be told from one; raise OSError when it cannot be read.

    A copy is told apart by its place and size, and by its bytes while it still lies there as it was registered.
    """
    seen = look_at(path, book, folder)
    return any(
        copy.lokasi == seen.lokasi
        or (copy.ukuran == seen.ukuran and not _is_another(path, copy, book, folder))
        for copy in copies
    )


def _is_another(path: Path, copy: Softcopy, book: Book, folder: Path) -> bool:
    place = folder / copy.lokasi
    is_as_registered = place.is_file() and look_at(place, book, folder) == copy
    return is_as_registered and not filecmp.cmp(path, place, shallow=False)
