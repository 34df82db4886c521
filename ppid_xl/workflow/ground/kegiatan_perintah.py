"""Kegiatan of a command: where a command does the work of a kegiatan, it writes the row of tblLangkah."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.errors import HostError
from ppid_xl.evidence import read_evidence
from ppid_xl.hosts import Host
from ppid_xl.messages import sentence
from ppid_xl.model import Action, Book, Row
from ppid_xl.sop import Kegiatan, Sop
from ppid_xl.workflow.ground.catatan import with_lines
from ppid_xl.workflow.ground.knowledge import Knowledge, kalender_of
from ppid_xl.workflow.ground.langkah import deadline, order_notes, performer_notes
from ppid_xl.workflow.ground.tindakan import Deed, find_pejabat, note_lines, office_notes, sop_of, write_act

SURAT = "ppid surat"
LISTS = "daftar-"  # the kinds that put the rekap in order


@dataclass(frozen=True)
class Kept:
    """The act that was recorded, which kegiatan it is, and what to know; no ID when nothing was recorded."""

    id_langkah: str = ""
    nomor: int = 0
    notes: tuple[str, ...] = ()


def kegiatan_for(sop: Sop | None, command: str, officer: Row | None = None) -> Kegiatan | None:
    """Return the kegiatan that an SOP does with a command such as ``ppid ajukan``; None when it has none.

    ``ppid agenda --masuk`` does one that names it, or ``ppid agenda`` without any option.
    Where one command serves several, an officer without a level of approval does the first, and one who is a
    level does the one after the kegiatan of that level.
    """
    found = [one for one in sop.kegiatan if _does(one.perintah, command)] if sop else []
    if sop is None or len(found) < 2:
        return found[0] if found else None
    role = normalise(officer.text("peran")) if officer else ""
    level = next((one for one in sop.persetujuan if normalise(one.peran) == role), None)
    if level is None:
        return found[0]
    return next((one for one in found if one.nomor > level.kegiatan), found[-1])


def _does(perintah: str, command: str) -> bool:
    return f"{perintah} ".startswith(f"{command} ") or perintah == command.partition(" --")[0]


def kegiatan_of_document(sop: Sop | None, kind: str) -> Kegiatan | None:
    """Return the kegiatan that an SOP does by making a document of this kind; None when it has none.

    A command that names a kind is for that kind; one that names none is for the lists.
    """
    for one in sop.kegiatan if sop else ():
        if not f"{one.perintah} ".startswith(f"{SURAT} "):
            continue
        named = [word for word in one.perintah.removeprefix(SURAT).split() if not word.startswith("--")]
        if kind in named or (not named and kind.startswith(LISTS)):
            return one
    return None


def record_kegiatan(
    host: Host, knowledge: Knowledge, now: datetime, command: str, deed: Deed, *, folder: Path | None = None,
    known: Book | None = None,
) -> Kept:  # fmt: skip
    """Record the kegiatan of a command that did its work; without ``deed.oleh`` only say how to.

    ``known`` is the workbook before that work, enough to say how: it is not read again for that.
    The work is done already, so a workbook that cannot be written now is a note. Raises InputError for an unknown
    officer.
    """
    book = known if known and not deed.oleh else host.snapshot()
    sop = sop_of(book, knowledge, folder) if book.ours else None
    officer = find_pejabat(book, deed.oleh) if deed.oleh else None
    kegiatan = kegiatan_for(sop, command, officer)
    if kegiatan is None:
        whose = f"SOP {sop.kode} tidak menyebut" if sop else "Buku ini tidak menyebut SOP dengan"
        told = f"{whose} kegiatan untuk {command}, jadi --oleh tidak dicatat."
        return Kept(notes=(told,) if deed.oleh else ())
    if officer is None:
        return Kept(notes=(f"Belum tercatat sebagai kegiatan {kegiatan.nomor}; sebut --oleh KODE.",))
    notes = performer_notes(kegiatan, officer)
    if sop is not None:
        notes = order_notes(book, sop, kegiatan, deed.ids) + notes
    deed = replace(deed, catatan=with_lines(deed.catatan, note_lines(notes)))
    id_langkah, actions = kegiatan_act(book, now, kegiatan, officer, deed)
    try:
        host.apply(actions)
    except HostError as reason:
        return Kept(notes=(f"Belum tercatat sebagai kegiatan {kegiatan.nomor}: {sentence(reason)}",))
    return Kept(id_langkah, kegiatan.nomor, (*notes, *office_notes(officer, (deed.mulai or now).date())))


def kegiatan_act(
    book: Book, now: datetime, kegiatan: Kegiatan, officer: Row, deed: Deed
) -> tuple[str, list[Action]]:
    """Return the ID of the act that does a kegiatan now, and the actions that write it."""
    mulai = deed.mulai or now
    told = replace(deed, mulai=mulai, selesai=deed.selesai or mulai)
    putaran = latest_round(book, deed.ids)
    tenggat = deadline(kegiatan, mulai, kalender_of(book))
    return write_act(book, now, officer, told, kegiatan_text(kegiatan), putaran=putaran, tenggat=tenggat)


def named_and_due(
    book: Book, sop: Sop | None, command: str, otherwise: str, officer: Row | None, mulai: datetime
) -> tuple[str, datetime | None]:
    """Return how tblLangkah names the act of a command, and until when its kegiatan had to be done.

    The words are ``otherwise``, without a deadline, where the SOP has no kegiatan for the command.
    """
    kegiatan = kegiatan_for(sop, command, officer)
    if kegiatan is None:
        return otherwise, None
    return kegiatan_text(kegiatan), deadline(kegiatan, mulai, kalender_of(book))


def kegiatan_text(kegiatan: Kegiatan) -> str:
    """Return a kegiatan as tblLangkah names it."""
    return f"{kegiatan.nomor}. {kegiatan.uraian}"


def latest_round(book: Book, ids: Sequence[str]) -> int | None:
    """Return the highest round that one of the informasi is in; None without any."""
    evidence = read_evidence(book)
    return max((evidence.putaran(informasi) for informasi in ids), default=None)
