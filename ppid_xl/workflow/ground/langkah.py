"""Langkah: what people did away from the keyboard, recorded as one act for any number of informasi."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.errors import InputError
from ppid_xl.evidence import read_acts, read_evidence
from ppid_xl.hosts import Host
from ppid_xl.kalender import Kalender
from ppid_xl.model import Book, Row
from ppid_xl.sop import Kegiatan, Sop, parse_waktu
from ppid_xl.workflow.ground.catatan import with_lines
from ppid_xl.workflow.ground.knowledge import Knowledge, kalender_of
from ppid_xl.workflow.ground.tindakan import (
    Deed,
    check_ids,
    find_pejabat,
    note_lines,
    office_notes,
    write_act,
)


@dataclass(frozen=True)
class Recorded:
    """The act's ID, its deadline when the SOP gives one, and what was done otherwise than the SOP says."""

    id_langkah: str
    tenggat: datetime | None
    notes: tuple[str, ...]


def langkah(
    host: Host, knowledge: Knowledge, now: datetime, nomor: int, deed: Deed, *, folder: Path | None = None
) -> Recorded:
    """Record one kegiatan of the workbook's SOP as done.

    Raises InputError for a kegiatan, informasi or officer that does not exist, ConfigError without an SOP. Order
    and role are only noted: an SOP's words fix neither (who performs a kegiatan is our reading).
    """
    book = host.snapshot()
    sop = knowledge.sop(book.setting("KodeSOP"), folder)
    kegiatan = find_kegiatan(sop, nomor)
    check_ids(book, deed.ids)
    officer = find_pejabat(book, deed.oleh)
    tenggat = deadline(kegiatan, deed.mulai, kalender_of(book))
    evidence = read_evidence(book)
    putaran = max((evidence.putaran(informasi) for informasi in deed.ids), default=None)
    words = f"{kegiatan.nomor}. {kegiatan.uraian}"
    notes = order_notes(book, sop, kegiatan, deed.ids) + _notes(kegiatan, officer, deed, tenggat)
    told = replace(deed, catatan=with_lines(deed.catatan, note_lines(notes)))
    id_langkah, actions = write_act(book, now, officer, told, words, putaran=putaran, tenggat=tenggat)
    host.apply(actions)
    return Recorded(id_langkah, tenggat, (*notes, *office_notes(officer, (deed.mulai or now).date())))


def find_kegiatan(sop: Sop, nomor: int) -> Kegiatan:
    """Return a kegiatan by its number; raise InputError naming those there are."""
    for kegiatan in sop.kegiatan:
        if kegiatan.nomor == nomor:
            return kegiatan
    known = ", ".join(str(one.nomor) for one in sop.kegiatan)
    raise InputError("kegiatan-tidak-ada", nomor=nomor, sop=sop.kode, pilihan=known)


def deadline(kegiatan: Kegiatan, mulai: datetime | None, kalender: Kalender) -> datetime | None:
    """Return until when a kegiatan had to be done; None without a start or when its Waktu sets no deadline."""
    waktu = parse_waktu(kegiatan.waktu)
    if mulai is None or waktu.satuan == "terbuka":
        return None
    if waktu.minutes is not None:
        return mulai + timedelta(minutes=waktu.minutes)
    last: date = kalender.add_hari_kerja(mulai.date(), waktu.jumlah)
    return mulai.replace(year=last.year, month=last.month, day=last.day, hour=23, minute=59)


def _notes(kegiatan: Kegiatan, officer: Row, deed: Deed, tenggat: datetime | None) -> list[str]:
    notes = performer_notes(kegiatan, officer)
    if tenggat and deed.selesai and deed.selesai > tenggat:
        notes.append(f"Selesai sesudah waktu SOP ({kegiatan.waktu}).")
    if not (deed.mulai or deed.selesai):
        notes.append("Harinya tidak disebut (--mulai, --selesai).")
    if kegiatan.kelengkapan and not deed.bukti:
        notes.append(f"Kelengkapan menurut SOP belum ditunjukkan (--bukti): {kegiatan.kelengkapan}.")
    return notes


def order_notes(book: Book, sop: Sop, kegiatan: Kegiatan, ids: Sequence[str]) -> list[str]:
    """Return a note on what comes before a kegiatan in the SOP and is not recorded, of these informasi if any."""
    about = set(ids)
    acts = [act for act in read_acts(book) if not (act.ids and about) or about & set(act.ids)]
    done = {act.nomor_kegiatan for act in acts}
    before = [str(one.nomor) for one in sop.kegiatan if one.nomor < kegiatan.nomor and one.nomor not in done]
    return [f"Kegiatan {', '.join(before)} menurut SOP belum tercatat."] if before else []


def performer_notes(kegiatan: Kegiatan, officer: Row) -> list[str]:
    """Return a note when an officer has none of the roles that the SOP is read to give a kegiatan to."""
    roles = [normalise(role) for role in kegiatan.pelaksana]
    if not roles or normalise(officer.text("peran")) in roles:
        return []
    return [f"Menurut bacaan SOP, kegiatan ini dilakukan {' atau '.join(kegiatan.pelaksana)}."]
