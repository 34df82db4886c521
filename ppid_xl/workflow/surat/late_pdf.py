"""Late PDF: a letter that was entered without its PDF gets it later, with an act, so that it can be signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from ppid_xl.errors import PpidXlError
from ppid_xl.evidence import Letter, read_letter
from ppid_xl.hosts import Host
from ppid_xl.model import Book
from ppid_xl.workflow.agenda.agenda import KELUAR, ids_of_letter, officer_of, putaran_of
from ppid_xl.workflow.berkas.berkas_bukti import file_sidik
from ppid_xl.workflow.ground.tindakan import DICATAT, Deed, write_act
from ppid_xl.workflow.surat.pdf import Printed


class Act(NamedTuple):
    """The act that records the PDF of a letter."""

    id_surat: str
    id_langkah: str


@dataclass(frozen=True)
class Recorded:
    """The acts, the letters whose document is no longer the one entered, and what kept the rest from being recorded."""

    acts: Sequence[Act]
    changed: Sequence[str]
    problem: PpidXlError | None = None


def record_printed(host: Host, now: datetime, deed: Deed, printed: Sequence[Printed]) -> Recorded:
    """Record each PDF whose document is a letter that waits for its signature, one act each.

    Where the workbook does not take an act, the PDFs that lack theirs are removed, to be made again.
    """
    book = host.snapshot()
    acts: list[Act] = []
    waiting = [(one, letter) for one in printed if one.path and (letter := _letter_of(book, one))]
    for place, (one, letter) in enumerate(waiting):
        try:
            acts.append(_record(host, now, deed, one, letter))
        except PpidXlError as problem:
            _remove([left for left, _ in waiting[place:]])
            return Recorded(acts, _changed(book, printed), problem)
    return Recorded(acts, _changed(book, printed))


def _record(host: Host, now: datetime, deed: Deed, printed: Printed, letter: Letter) -> Act:
    book = host.snapshot()
    ids = ids_of_letter(book, letter)
    told = replace(deed, ids=ids, id_surat=letter.id_surat, mulai=deed.mulai or now, catatan=printed.words())
    id_langkah, actions = write_act(
        book, now, officer_of(book, deed.oleh), told, f"Pembuatan PDF: {letter.jenis}", DICATAT,
        putaran=putaran_of(book, ids),
    )  # fmt: skip
    host.apply(actions)
    return Act(letter.id_surat, id_langkah)


def _waiting(book: Book) -> list[Letter]:
    letters = map(read_letter, book.rows("tblAgenda"))
    return [one for one in letters if one.arah == KELUAR and not one.signed and not one.cancelled]


def _letter_of(book: Book, printed: Printed) -> Letter | None:
    sidik = file_sidik(printed.source)
    return next((one for one in _waiting(book) if one.sidik == sidik), None)


def _changed(book: Book, printed: Sequence[Printed]) -> list[str]:
    """Return the letters that have a document of this name, but not with this content."""
    entered = {one.berkas.replace("\\", "/").rpartition("/")[2]: one.id_surat for one in _waiting(book)}
    return [
        entered[one.source.name]
        for one in printed
        if one.path and one.source.name in entered and _letter_of(book, one) is None
    ]


def _remove(printed: Sequence[Printed]) -> None:
    for one in printed:
        if one.path is not None:
            one.path.unlink(missing_ok=True)
