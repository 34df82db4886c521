"""Agenda: every letter in or out is one line, with an ID and a number that are never given out again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ppid_xl.errors import InputError
from ppid_xl.evidence import SIDIK_LENGTH, Letter, read_evidence, read_letter
from ppid_xl.hosts import Host
from ppid_xl.identitas import new_id
from ppid_xl.keadaan_surat import DIBATALKAN, KONSEP, NOMOR_MENYUSUL, write_state
from ppid_xl.model import Action, AppendRows, Book, Row, SetColumn, SetName, Value
from ppid_xl.sop import Kegiatan
from ppid_xl.tables import as_text
from ppid_xl.workflow.agenda.isi_naskah import look_inside
from ppid_xl.workflow.agenda.naskah import FOLDER, kept_file, place_of
from ppid_xl.workflow.agenda.nomor_agenda import COUNTER, Nomor, choose_number, counted_on, refuse_taken
from ppid_xl.workflow.ground.kegiatan_perintah import kegiatan_act
from ppid_xl.workflow.ground.tindakan import (
    DICATAT,
    Deed,
    check_ids,
    find_pejabat,
    last_number,
    refuse_future,
    write_act,
)

MASUK, KELUAR = "Masuk", "Keluar"


@dataclass(frozen=True)
class Entry:
    """A letter as it is to be entered; ``dari_kepada`` is who wrote one that came in, or gets one that goes out."""

    arah: str
    jenis: str
    nomor: Nomor
    perihal: str = ""
    dari_kepada: str = ""
    keadaan: str = ""
    berkas: str = ""
    sidik: str = ""


@dataclass(frozen=True)
class Entered:
    """The letter's ID, its number as the agenda keeps it, and the act that entered it."""

    id_surat: str
    nomor: str
    id_langkah: str


def enter_letter(
    book: Book, now: datetime, deed: Deed, entry: Entry, kegiatan: Kegiatan | None = None
) -> tuple[Entered, list[Action]]:
    """Return a letter's identity and the actions that write its line, its act and the counters.

    ``kegiatan`` is what the SOP calls the act, if it does.
    """
    check_ids(book, deed.ids)
    id_surat = next_id(book, now)
    deed = replace(deed, id_surat=id_surat, mulai=deed.mulai or now, bukti=deed.bukti or entry.berkas)
    officer = officer_of(book, deed.oleh)
    if kegiatan is None:
        words, putaran = f"Surat {entry.arah.lower()}: {entry.jenis}", putaran_of(book, deed.ids)
        id_langkah, actions = write_act(book, now, officer, deed, words, DICATAT, putaran=putaran)
    else:
        id_langkah, actions = kegiatan_act(book, now, kegiatan, officer, deed)
    day = entry.nomor.tanggal if isinstance(entry.nomor.tanggal, date) else None
    row: dict[str, Value] = {
        "id_surat": id_surat, "arah": entry.arah, "jenis": entry.jenis, "nomor": entry.nomor.agenda, "tanggal": day,
        "perihal": entry.perihal, "dari_kepada": entry.dari_kepada, "id_langkah": id_langkah,
        "keadaan_tanda_tangan": entry.keadaan, "berkas": entry.berkas, "sidik": entry.sidik,
    }  # fmt: skip
    actions += [AppendRows("tblAgenda", [row]), SetName("UrutSR", last_number(book, "tblAgenda") + 1)]
    if entry.nomor.urut and day:
        actions.append(SetName(COUNTER, counted_on(book, [(entry.jenis, day, entry.nomor.urut)])))
    return Entered(id_surat, entry.nomor.agenda, id_langkah), actions


def next_id(book: Book, now: datetime) -> str:
    """Return the ID of the next letter."""
    return new_id("SR", now.year, last_number(book, "tblAgenda") + 1)


def officer_of(book: Book, kode: str) -> Row:
    """Return an officer by code; an act of the clerk at the keyboard has none."""
    return find_pejabat(book, kode) if kode else Row("tblPejabat", 0, {})


def putaran_of(book: Book, ids: Sequence[str]) -> int | None:
    """Return the round that an act on informasi belongs to; None when it is on none."""
    evidence = read_evidence(book)
    return max((evidence.putaran(informasi) for informasi in ids), default=None)


def register_out(
    host: Host, now: datetime, deed: Deed, *, jenis: str, tanggal: date, perihal: str = "", kepada: str = "",
    nomor: str = "",
) -> Entered:  # fmt: skip
    """Enter a letter of ours that was written elsewhere; its number comes as the office set it for its kind.

    Raises InputError for a date after today, and as choose_number does.
    """
    refuse_future(tanggal, now)
    book = host.snapshot()
    number = choose_number(book, jenis, tanggal, nomor)
    state = write_state(KONSEP, "" if number.agenda else NOMOR_MENYUSUL)
    entry = Entry(KELUAR, jenis, number, perihal, kepada, state)
    entered, actions = enter_letter(book, now, deed, entry)
    host.apply(actions)
    return entered


def register_in(
    host: Host, now: datetime, deed: Deed, *, jenis: str, tanggal: date, dari: str, perihal: str = "",
    nomor: str = "", berkas: Path | None = None, folder: Path = Path(),
) -> Entered:  # fmt: skip
    """Enter a letter that came in; its file, if any, is copied into ``naskah`` beside the workbook.

    Raises InputError for a date after today, and when the same sender's letter of that kind, year and number is
    there already.
    """
    refuse_future(tanggal, now)
    book = host.snapshot()
    values: dict[str, Value] = {"arah": MASUK, "jenis": jenis, "tanggal": tanggal, "dari_kepada": dari}
    if nomor.strip():
        refuse_taken(book, values, nomor.strip())
    number = Nomor(nomor.strip(), nomor.strip(), tanggal)
    entry = Entry(MASUK, jenis, number, perihal, dari)

    def write(entry: Entry) -> Entered:
        entered, actions = enter_letter(book, now, deed, entry)
        host.apply(actions)
        return entered

    return _with_file(book, now, entry, berkas, folder, write)


def _with_file(
    book: Book, now: datetime, entry: Entry, berkas: Path | None, folder: Path, write: Callable[[Entry], Entered]
) -> Entered:  # fmt: skip
    if berkas is None:
        return write(entry)
    scan = look_inside(berkas, pages=False).scan
    with kept_file(folder / FOLDER, next_id(book, now), scan.suffix, scan.content) as target:
        return write(replace(entry, berkas=place_of(target, folder), sidik=scan.sidik[:SIDIK_LENGTH]))


def cancel(host: Host, now: datetime, id_surat: str, deed: Deed) -> str:
    """Mark a letter as cancelled, its number and line stay; return the ID of the act.

    Raises InputError without a reason, for a letter signed or cancelled already, and for one that is not there.
    """
    if not deed.catatan.strip():
        raise InputError("batal-tanpa-catatan")
    book = host.snapshot()
    letter = find_letter(book, id_surat)
    if letter.signed:
        raise InputError("surat-sudah-sah", surat=letter.id_surat)
    ids = ids_of_letter(book, letter)
    told = replace(deed, ids=ids, id_surat=letter.id_surat, mulai=deed.mulai or now)
    words = f"Pembatalan surat {letter.arah.lower()}: {letter.jenis}"
    officer = officer_of(book, deed.oleh)
    id_langkah, actions = write_act(
        book, now, officer, told, words, DIBATALKAN, putaran=putaran_of(book, ids)
    )
    host.apply([*actions, SetColumn("tblAgenda", "keadaan_tanda_tangan", {letter.row: DIBATALKAN})])
    return id_langkah


def find_letter(book: Book, id_surat: str) -> Letter:
    """Return a letter that still counts; raise InputError when there is none with the ID, or it was cancelled."""
    wanted = id_surat.strip().upper()
    row = next((row for row in book.rows("tblAgenda") if row.text("id_surat") == wanted), None)
    if row is None:
        raise InputError("surat-tidak-ada", surat=id_surat, berkas=book.name)
    letter = read_letter(row)
    if letter.cancelled:
        raise InputError("surat-dibatalkan", surat=letter.id_surat)
    return letter


def ids_of_letter(book: Book, letter: Letter) -> tuple[str, ...]:
    """Return the informasi that a letter covers, by the acts on record."""
    letters = read_evidence(book).letters
    return tuple(
        informasi for informasi, found in letters.items() if any(one.row == letter.row for one in found)
    )


def listed(book: Book) -> list[Letter]:
    """Return every letter of the agenda, in the order of the sheet."""
    return [replace(read_letter(row), nomor=as_text(row["nomor"])) for row in book.rows("tblAgenda")]
