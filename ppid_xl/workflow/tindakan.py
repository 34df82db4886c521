"""Tindakan: every act of the office becomes one line of tblLangkah, written the same way whoever did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.errors import InputError
from ppid_xl.identitas import collapse_ids, highest, new_id
from ppid_xl.model import Action, AppendRows, Book, Row, SetName, Value
from ppid_xl.sop import Sop
from ppid_xl.strict_toml import nearest
from ppid_xl.workflow.knowledge import Knowledge

DICATAT = "Dicatat"
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
    """Return the ID of a new act and the actions that write its line and its counter."""
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
        "catatan": deed.catatan,
        "tempat": deed.tempat,
        "peserta": deed.peserta,
        "id_surat": deed.id_surat,
        "bukti": deed.bukti,
    }
    return id_langkah, [AppendRows("tblLangkah", [row]), SetName("UrutLK", number)]


def last_number(book: Book, table: str) -> int:
    """Return the last number issued for a table of COUNTERS: its counter, or the highest on the sheet."""
    prefix, key = COUNTERS[table]
    written = book.setting(f"Urut{prefix}", "0")
    on_sheet = highest((row.text(key) for row in book.rows(table)), prefix)
    return max(int(written) if written.isdigit() else 0, on_sheet)


def check_ids(book: Book, ids: Sequence[str]) -> None:
    """Raise InputError for the first ID that no row of the rekap has."""
    known = {row.text("id") for row in book.rows("tblRekap")}
    for informasi in ids:
        if informasi not in known:
            raise InputError("id-tidak-ada", id=informasi, berkas=book.name)


def chosen_rows(book: Book, ids: Sequence[str]) -> list[Row]:
    """Return the rekap rows with these IDs, in the order asked; raise InputError for an ID that no row has."""
    check_ids(book, ids)
    by_id = {row.text("id"): row for row in book.rows("tblRekap")}
    return [by_id[informasi] for informasi in ids]


def kegiatan_words(sop: Sop | None, command: str, otherwise: str) -> str:
    """Return the kegiatan that an SOP does with a command, as tblLangkah names it."""
    for kegiatan in sop.kegiatan if sop else ():
        if kegiatan.perintah.startswith(command):
            return f"{kegiatan.nomor}. {kegiatan.uraian}"
    return otherwise


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
    """Return an officer by code; raise InputError with the nearest code."""
    officers = {normalise(row.text("kode")): row for row in book.rows("tblPejabat")}
    found = officers.get(normalise(kode))
    if found is None:
        codes = [row.text("kode") for row in officers.values()]
        raise InputError(
            "kode-pejabat-tidak-ada", pejabat=kode, terdekat=nearest(kode, codes) or "(belum ada)"
        )
    return found


def without_zone(moment: datetime | None) -> datetime | None:
    """Return a moment as a cell holds it."""
    return moment.replace(tzinfo=None) if moment else None
