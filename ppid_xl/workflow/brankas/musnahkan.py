"""Musnahkan: a whole object of the archive is destroyed after a berita acara, never while something speaks against it.

What stops it follows from the archived rows' own words; what the law asks besides (UU 43/2009 Pasal 51) is told.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ppid_xl.arsip.disposal import (
    RECORD,
    Tombstone,
    destroy_object,
    finish_disposals,
    refuse_destroyed,
    tombstones,
)
from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.store import (
    Act,
    Arsip,
    head_version,
    list_objects,
    list_versions,
    open_arsip,
    refuse_damaged,
)
from ppid_xl.errors import ArsipError, InputError
from ppid_xl.jangka_waktu import parse_jangka_waktu
from ppid_xl.model import Book
from ppid_xl.rules.case import Case
from ppid_xl.scan import read_content
from ppid_xl.tables import as_text
from ppid_xl.version import VERSION
from ppid_xl.workflow.agenda.agenda import find_letter
from ppid_xl.workflow.arsip.simpan import Person
from ppid_xl.workflow.brankas.amplop import cells_name
from ppid_xl.workflow.ground.archived_counters import object_id
from ppid_xl.workflow.ground.archived_rows import book_of, cases_of, origin_of
from ppid_xl.workflow.ground.isi_versi import PACKED, record_in
from ppid_xl.workflow.ground.knowledge import Knowledge

LAW = (
    "UU 43/2009 Pasal 51 (belum diperiksa pada naskahnya) hanya memperbolehkan pemusnahan arsip yang tidak bernilai "
    "guna lagi, habis retensinya dan berketerangan musnah menurut jadwal retensi arsip, tidak dilarang peraturan, dan "
    "tidak berkaitan dengan perkara. Yang tidak tertulis di rekap tidak dapat diperiksa alat ini."
)
BOOKS = ("*.xlsx", "*.xlsm")
_LETTER = re.compile(r"SR-[0-9]{4}-[0-9]+", re.IGNORECASE)
_IDENTITY = re.compile(r"(?:informasi|surat|bukti)-([A-Z]+-[0-9]{4}-[0-9]+|[0-9a-f]{16})")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_FOREVER = re.compile(r"\b(permanen|selamanya|abadi|statis|tidak dimusnahkan)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Paper:
    """A berita acara: its number, and the file that goes into the archive with the record of the disposal."""

    nomor: str
    path: Path
    surat: str = ""


@dataclass(frozen=True)
class Request:
    """What is to be destroyed and what staff should read before they agree."""

    objek: str
    version: Version
    notes: tuple[str, ...]


def read_paper(words: str, nomor: str, book: Book | None, folder: Path) -> Paper:
    """Return the berita acara that is named: a signed letter of the agenda, or a file with its number.

    Raises InputError when there is none, it is not signed, or nobody tells its number.
    """
    found = next((path for path in (Path(words), folder / words) if path.is_file()), None)
    if found is None and book is not None and _LETTER.fullmatch(words.strip()):
        letter = find_letter(book, words)
        path = folder / letter.berkas
        if not letter.signed or not letter.berkas or not path.is_file():
            raise InputError("berita-acara-belum-sah", surat=letter.id_surat)
        return Paper(letter.nomor or nomor, path, letter.id_surat)
    if found is None:
        raise InputError("bukti-tidak-ada", bukti=words, tempat=folder)
    if not nomor.strip() or not found.stat().st_size:
        raise InputError("berita-acara-tanpa-nomor", berkas=found)
    return Paper(nomor.strip(), found)


def prepare(folder: Path, wanted: str, knowledge: Knowledge, today: date) -> Request:
    """Return what would be destroyed; nothing is written.

    Raises ArsipError when the object is not there, damaged, still in use, still referred to, holds an exclusion that
    has not ended or a retention that is not over.
    """
    arsip = open_arsip(folder)
    name = _object(arsip, wanted)
    refuse_destroyed(arsip, name)
    refuse_damaged(arsip, name)
    _refuse_in_use(folder, name)
    _refuse_referred(arsip, name, knowledge)
    version = head_version(arsip, name)
    book = book_of(arsip, version, knowledge.dictionary)
    notes = _judge_rows(book, name, list_versions(arsip, name)[0].created.date(), knowledge, today)
    return Request(name, version, (LAW, *notes))


def _object(arsip: Arsip, wanted: str) -> str:
    """Return the object that is named by itself or by the ID of what it keeps."""
    names, stones = list_objects(arsip), tombstones(arsip)
    known = {*names, *stones}
    for name in (wanted, f"informasi-{wanted.upper()}", f"surat-{wanted.upper()}"):
        if name in known:
            return name
    raise ArsipError("objek-tidak-ada", objek=wanted, pilihan=", ".join(names))


def _refuse_in_use(folder: Path, name: str) -> None:
    for pattern in BOOKS:
        for path in sorted(folder.absolute().parent.glob(pattern)):
            if object_id(path) == name and not path.name.startswith("~$"):
                raise ArsipError("musnah-masih-dipakai", objek=name, berkas=path.name)


def _refuse_referred(arsip: Arsip, name: str, knowledge: Knowledge) -> None:
    """Raise ArsipError when the newest version of another object names this one in a cell or a text file.

    Envelopes are named by their informasi in the workbook they belong to.

    An ID such as SR-2026-0001 means this object only where both come from one workbook; that an object tells which
    workbook it came from is no reference.
    """
    origin = origin_of(arsip, head_version(arsip, name))
    for other in list_objects(arsip):
        if other in (name, f"{RECORD}{name}"):
            continue
        version = head_version(arsip, other)
        theirs = origin_of(arsip, version)
        if theirs == name:
            continue
        needle = _needle(
            name, with_identity=bool(origin) and theirs == origin, place=cells_name(arsip, name, other)
        )
        for place, text in _texts(arsip, version, knowledge):
            if needle.search(text):
                facts = {"perujuk": f"{other} {version.name}", "tempat": place}
                raise ArsipError("musnah-masih-dirujuk", objek=name, **facts)


def _needle(name: str, *, with_identity: bool, place: str = "") -> re.Pattern[str]:
    found = _IDENTITY.match(name)
    words = [name, found[1]] if found and with_identity else [name, place] if place else [name]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)


def _texts(arsip: Arsip, version: Version, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for path in version.files:
        plain = path if "/" in path else path.removesuffix(PACKED)
        if plain.endswith((".json", ".csv", ".txt")):
            yield plain, (record_in(arsip, version, plain) or b"").decode("utf-8", "replace")
    for table in book_of(arsip, version, knowledge.dictionary).tables.values():
        for row in table.rows:
            yield f"{table.sheet} baris {row.number}", "\n".join(as_text(one) for one in row.values.values())


def _judge_rows(book: Book, name: str, first: date, knowledge: Knowledge, today: date) -> list[str]:
    unread = []
    for case in cases_of(book, knowledge, today):
        informasi = case.text["id"] or case.text["judul_informasi"]
        if case.dikecualikan and (case.akhir is None or case.akhir >= today):
            akhir = f"sampai {case.akhir:%d/%m/%Y}" if case.akhir else "tanpa tanggal akhir"
            raise ArsipError("musnah-masih-dikecualikan", objek=name, id=informasi, akhir=akhir)
        if _FOREVER.search(case.text["retensi"]):
            raise ArsipError(
                "musnah-retensi", objek=name, id=informasi, retensi=case.text["retensi"], sampai="–"
            )
        end = _retention_end(case, first)
        if end is None:
            unread.append(informasi)
        elif end > today:
            facts = {"id": informasi, "retensi": case.text["retensi"], "sampai": f"{end:%d/%m/%Y}"}
            raise ArsipError("musnah-retensi", objek=name, **facts)
    return (
        [f"Retensi {len(unread)} baris kosong atau tidak terbaca: {', '.join(unread[:5])}."] if unread else []
    )


def _retention_end(case: Case, first: date) -> date | None:
    """Return the earliest day a retention can be over; None when its words give none.

    It is counted from the first day of the latest year named as that of its making, else from the first version.
    """
    years = [int(year) for year in _YEAR.findall(as_text(case.row["waktu_dan_tempat_pembuatan"]))]
    start = date(max(years), 1, 1) if years else first
    read = parse_jangka_waktu(as_text(case.row["retensi"]), start)
    return read.akhir if read.pasti else None


def musnahkan(
    folder: Path, request: Request, paper: Paper, now: datetime, person: Person, agree: Callable[[], bool]
) -> Tombstone | None:
    """Destroy what was prepared once staff agree, and return its tombstone; None when they do not.

    Raises SigningError before they are asked for a berita acara that is empty or too large, InputError and HostError as
    read_plain does.
    """
    content = read_content(paper.path)
    if not agree():
        return None
    suffix = paper.path.suffix.lower() or ".bin"
    facts = {
        "berita_acara": paper.surat or paper.path.name,
        "sidik_berita_acara": hashlib.sha256(content).hexdigest(),
    }
    act = Act(
        person.oleh or person.akun, person.akun, now, f"Pemusnahan {request.objek} menurut berita acara",
        person.oleh, paper.nomor, VERSION, facts, person.alasan_jam,
    )  # fmt: skip
    return destroy_object(open_arsip(folder), request.objek, {f"berita-acara{suffix}": content}, act)


def finish_interrupted(folder: Path, now: datetime, person: Person) -> list[str]:
    """Finish the disposals that an interruption left after their tombstone; return those objects."""
    act = Act(person.oleh or person.akun, person.akun, now, "", person.oleh, "", VERSION)
    return finish_disposals(open_arsip(folder), act)
