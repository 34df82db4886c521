"""Langkah: what people did away from the keyboard, recorded as one act for any number of informasi."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.errors import InputError
from ppid_xl.evidence import read_evidence
from ppid_xl.hosts import Host
from ppid_xl.kalender import Kalender
from ppid_xl.model import Row
from ppid_xl.sop import Kegiatan, Sop, parse_waktu
from ppid_xl.workflow.knowledge import Knowledge, kalender_of
from ppid_xl.workflow.tindakan import Deed, check_ids, find_pejabat, office_notes, write_act


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
    id_langkah, actions = write_act(book, now, officer, deed, words, putaran=putaran, tenggat=tenggat)
    host.apply(actions)
    notes = _notes(kegiatan, officer, deed, tenggat) + office_notes(officer, (deed.mulai or now).date())
    return Recorded(id_langkah, tenggat, tuple(notes))


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
    return notes


def performer_notes(kegiatan: Kegiatan, officer: Row) -> list[str]:
    """Return a note when an officer has none of the roles that the SOP is read to give a kegiatan to."""
    roles = [normalise(role) for role in kegiatan.pelaksana]
    if not roles or normalise(officer.text("peran")) in roles:
        return []
    return [f"Menurut bacaan SOP, kegiatan ini dilakukan {' atau '.join(kegiatan.pelaksana)}."]
