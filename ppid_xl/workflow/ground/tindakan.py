"""Tindakan: every act of the office becomes one line of tblLangkah, written the same way whoever did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.errors import InputError
from ppid_xl.identitas import collapse_ids, highest, new_id
from ppid_xl.model import Action, AppendRows, Book, Row, SetName, Value
from ppid_xl.rules.usulan import read_tanggal
from ppid_xl.sop import Sop
from ppid_xl.tables import whole_number
from ppid_xl.workflow.ground.catatan import with_lines, write_fact_line
from ppid_xl.workflow.ground.knowledge import Knowledge

DICATAT = "Dicatat"
NOTE = "catatan"
CODES_SHOWN = 12
FIRST_DAY = date(2008, 4, 30)  # UU 14/2008 diundangkan
COUNTERS = {
    "tblRekap": ("INF", "id"),
    "tblUji": ("UJI", "id_uji"),
    "tblLangkah": ("LK", "id_langkah"),
    "tblAgenda": ("SR", "id_surat"),
}


@dataclass(frozen=True)
class Deed:
    """What was done, as staff tell it; ``oleh`` is the code of an officer in tblPejabat."""

    oleh: str
    mulai: datetime | None = None
    selesai: datetime | None = None
    ids: Sequence[str] = ()
    catatan: str = ""
    tempat: str = ""
    peserta: str = ""
    bukti: str = ""
    id_surat: str = ""


def write_act(
    book: Book, now: datetime, officer: Row, deed: Deed, kegiatan: str, keputusan: str = DICATAT, *,
    putaran: int | None = None, tenggat: datetime | None = None,
) -> tuple[str, list[Action]]:  # fmt: skip
    """Return the ID of a new act and the actions that write its line and its counter.

    Raises InputError for a day that cannot be; an officer out of office that day is noted in its Catatan.
    """
    check_moments(deed, now)
    told = office_notes(officer, (deed.mulai or now).date())
    number = last_number(book, "tblLangkah") + 1
    id_langkah = new_id("LK", now.year, number)
    row: dict[str, Value] = {
        "id_langkah": id_langkah,
        "kegiatan": kegiatan,
        "id_informasi": collapse_ids(deed.ids),
        "putaran": putaran,
        "mulai": without_zone(deed.mulai),
        "selesai": without_zone(deed.selesai),
        "tenggat": without_zone(tenggat),
        "oleh": officer.text("kode"),
        "sebagai": officer.text("peran"),
        "keputusan": keputusan,
        "catatan": with_lines(deed.catatan, note_lines(told)),
        "tempat": deed.tempat,
        "peserta": deed.peserta,
        "id_surat": deed.id_surat,
        "bukti": deed.bukti,
    }
    return id_langkah, [AppendRows("tblLangkah", [row]), SetName("UrutLK", number)]


def check_moments(deed: Deed, now: datetime) -> None:
    """Raise InputError for an act that ends before it starts, lies after today, or before UU 14/2008."""
    start, end = without_zone(deed.mulai), without_zone(deed.selesai)
    if start and end and end < start:
        raise InputError("waktu-terbalik", mulai=f"{start:%d/%m/%Y %H.%M}", selesai=f"{end:%d/%m/%Y %H.%M}")
    for moment in filter(None, (start, end)):
        facts = {"tanggal": f"{moment:%d/%m/%Y}", "hari_ini": f"{now:%d/%m/%Y}"}
        if moment.date() > now.date():
            raise InputError("waktu-mendatang", **facts)
        if moment.date() < FIRST_DAY:
            raise InputError("waktu-terlalu-lama", tanggal=facts["tanggal"])


def refuse_future(day: date, now: datetime) -> None:
    """Raise InputError for the date of a letter that lies after today."""
    if day > now.date():
        raise InputError("tanggal-surat-mendatang", tanggal=f"{day:%d/%m/%Y}", hari_ini=f"{now:%d/%m/%Y}")


def holds_office(row: Row, day: date) -> bool:
    """Say whether an officer is in office on a day; a blank Mulai or Selesai is no limit."""
    first, last = read_tanggal(row["mulai"]), read_tanggal(row["selesai"])
    return (first is None or first <= day) and (last is None or day <= last)


def office_notes(officer: Row, day: date) -> list[str]:
    """Return what is to be known of an officer who does something on a day."""
    if holds_office(officer, day):
        return []
    return [f"{officer.text('kode')} tidak menjabat pada {day:%d/%m/%Y} menurut lembar Pejabat."]


def note_lines(notes: Sequence[str]) -> list[str]:
    """Return notes as lines that an act keeps in its Catatan."""
    return [write_fact_line(NOTE, {"isi": note}) for note in notes]


def last_number(book: Book, table: str) -> int:
    """Return the last number issued for a table of COUNTERS: its counter, or the highest on the sheet."""
    prefix, key = COUNTERS[table]
    on_sheet = highest((row.text(key) for row in book.rows(table)), prefix)
    return max(whole_number(book.setting(f"Urut{prefix}")), on_sheet)


def check_ids(book: Book, ids: Sequence[str]) -> None:
    """Raise InputError for the IDs that no row of the rekap has."""
    known = {row.text("id") for row in book.rows("tblRekap")}
    missing = [informasi for informasi in ids if informasi not in known]
    if missing:
        raise InputError("id-tidak-ada", id=collapse_ids(missing) or missing[0], berkas=book.name)


def chosen_rows(book: Book, ids: Sequence[str]) -> list[Row]:
    """Return the rekap rows with these IDs, in the order asked.

    Raises InputError for an ID that no row has, or that a copied row has too: nobody can tell which is meant.
    """
    check_ids(book, ids)
    by_id: dict[str, Row] = {}
    for row in book.rows("tblRekap"):
        name = row.text("id")
        if name in by_id and name in ids:
            raise InputError("id-dua-baris", id=name, berkas=book.name)
        by_id[name] = row
    return [by_id[informasi] for informasi in ids]


def sop_of(book: Book, knowledge: Knowledge, folder: Path | None) -> Sop | None:
    """Return the SOP of a workbook; None when its Pengaturan names none."""
    kode = book.setting("KodeSOP")
    return knowledge.sop(kode, folder) if kode else None


def act_number(id_langkah: str) -> int:
    """Return the running number of an act, by which acts are older or newer; 0 for none."""
    return highest([id_langkah], "LK")


def is_excluded(row: Row) -> bool:
    """Say whether a row claims exclusion."""
    return normalise(row.text("klasifikasi")) == "dikecualikan"


def find_pejabat(book: Book, kode: str) -> Row:
    """Return an officer by code; raise InputError with the codes there are."""
    officers = {normalise(row.text("kode")): row for row in book.rows("tblPejabat")}
    found = officers.get(normalise(kode))
    if found is None:
        codes = [f"{code} ({row.text('peran')})" for row in officers.values() if (code := row.text("kode"))]
        if not codes:
            raise InputError("pejabat-kosong", berkas=book.name, pejabat=kode)
        rest = ", …" * (len(codes) > CODES_SHOWN)
        raise InputError(
            "kode-pejabat-tidak-ada", pejabat=kode, pilihan=", ".join(codes[:CODES_SHOWN]) + rest
        )
    return found


def without_zone(moment: datetime | None) -> datetime | None:
    """Return a moment as a cell holds it."""
    return moment.replace(tzinfo=None) if moment else None
