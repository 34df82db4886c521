"""Langkah: what people did away from the keyboard, recorded as one act for any number of informasi."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.errors import InputError
from ppid_xl.evidence import read_evidence
from ppid_xl.hosts import Host
from ppid_xl.identitas import collapse_ids, highest, new_id
from ppid_xl.kalender import Kalender
from ppid_xl.model import AppendRows, Book, Row, SetName, Value
from ppid_xl.sop import Kegiatan, Sop, parse_waktu
from ppid_xl.strict_toml import nearest
from ppid_xl.workflow.knowledge import Knowledge, kalender_of


@dataclass(frozen=True)
class Deed:
    """What was done, as staff tell it; ``oleh`` is the code of an officer in tblPejabat."""

    oleh: str
    mulai: datetime | None = None
    selesai: datetime | None = None
    ids: Sequence[str] = ()
    keputusan: str = "Dicatat"
    catatan: str = ""
    tempat: str = ""
    peserta: str = ""
    bukti: str = ""


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
    number = act_counter(book) + 1
    row: dict[str, Value] = {
        "id_langkah": new_id("LK", now.year, number),
        "kegiatan": f"{kegiatan.nomor}. {kegiatan.uraian}",
        "id_informasi": collapse_ids(deed.ids),
        "putaran": _putaran(book, deed.ids),
        "mulai": _naive(deed.mulai),
        "selesai": _naive(deed.selesai),
        "tenggat": _naive(tenggat),
        "oleh": officer.text("kode"),
        "sebagai": officer.text("peran"),
        "keputusan": deed.keputusan,
        "catatan": deed.catatan,
        "tempat": deed.tempat,
        "peserta": deed.peserta,
        "bukti": deed.bukti,
    }
    host.apply([AppendRows("tblLangkah", [row]), SetName("UrutLK", number)])
    return Recorded(new_id("LK", now.year, number), tenggat, tuple(_notes(kegiatan, officer, deed, tenggat)))


def find_kegiatan(sop: Sop, nomor: int) -> Kegiatan:
    """Return a kegiatan by its number; raise InputError naming those there are."""
    for kegiatan in sop.kegiatan:
        if kegiatan.nomor == nomor:
            return kegiatan
    known = ", ".join(str(one.nomor) for one in sop.kegiatan)
    raise InputError("kegiatan-tidak-ada", nomor=nomor, sop=sop.kode, pilihan=known)


def check_ids(book: Book, ids: Sequence[str]) -> None:
    """Raise InputError for the first ID that no row of the rekap has."""
    known = {row.text("id") for row in book.rows("tblRekap")}
    for informasi in ids:
        if informasi not in known:
            raise InputError("id-tidak-ada", id=informasi, berkas=book.name)


def find_pejabat(book: Book, kode: str) -> Row:
    """Return an officer by code; raise InputError with the nearest code."""
    officers = {normalise(row.text("kode")): row for row in book.rows("tblPejabat")}
    found = officers.get(normalise(kode))
    if found is None:
        codes = [row.text("kode") for row in officers.values()]
        raise InputError(
            "kode-pejabat-tidak-ada", pejabat=kode, terdekat=nearest(kode, codes) or "(belum ada)"
        )
    return found


def act_counter(book: Book) -> int:
    """Return the last number used for an act: its counter, or the highest on the sheet when that is higher."""
    written = book.setting("UrutLK", "0")
    on_sheet = highest((row.text("id_langkah") for row in book.rows("tblLangkah")), "LK")
    return max(int(written) if written.isdigit() else 0, on_sheet)


def deadline(kegiatan: Kegiatan, mulai: datetime | None, kalender: Kalender) -> datetime | None:
    """Return until when a kegiatan had to be done; None without a start or when its Waktu sets no deadline."""
    waktu = parse_waktu(kegiatan.waktu)
    if mulai is None or waktu.satuan == "terbuka":
        return None
    if waktu.minutes is not None:
        return mulai + timedelta(minutes=waktu.minutes)
    last: date = kalender.add_hari_kerja(mulai.date(), waktu.jumlah)
    return mulai.replace(year=last.year, month=last.month, day=last.day, hour=23, minute=59)


def _putaran(book: Book, ids: Sequence[str]) -> int | None:
    evidence = read_evidence(book)
    return max((evidence.putaran(informasi) for informasi in ids), default=None)


def _naive(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=None) if moment else None


def _notes(kegiatan: Kegiatan, officer: Row, deed: Deed, tenggat: datetime | None) -> list[str]:
    notes = []
    roles = [normalise(role) for role in kegiatan.pelaksana]
    if roles and normalise(officer.text("peran")) not in roles:
        notes.append(f"Menurut bacaan SOP, kegiatan ini dilakukan {' atau '.join(kegiatan.pelaksana)}.")
    if tenggat and deed.selesai and deed.selesai > tenggat:
        notes.append(f"Selesai sesudah waktu SOP ({kegiatan.waktu}).")
    return notes
