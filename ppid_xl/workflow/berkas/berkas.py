"""Berkas: soft and hard copies handed over to the PPID, registered by place, size and date.

The digest of an excluded copy never enters the workbook, which many people read: it stands on the tanda terima only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from ppid_xl.arsip.names import is_logical_path
from ppid_xl.errors import InputError
from ppid_xl.evidence import Evidence
from ppid_xl.hosts import Host
from ppid_xl.hosts.lists import file_digest
from ppid_xl.identitas import collapse_ids
from ppid_xl.model import Action, Book, Row, SetColumn, Value
from ppid_xl.plain_file import refuse_name
from ppid_xl.workflow.berkas.brankas_place import Keep, place_in_brankas
from ppid_xl.workflow.ground.catatan import former_lines, ids_of, read_fact_lines, with_lines, write_fact_line
from ppid_xl.workflow.ground.kegiatan_perintah import named_and_due
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import (
    Deed,
    check_moments,
    chosen_rows,
    find_pejabat,
    is_excluded,
    sop_of,
    write_act,
)

BERKAS = "berkas"
SOFTCOPY, LEMBAR_UJI = "softcopy", "lembar-uji"
ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}
MOMENT = "%d/%m/%Y %H:%M:%S"
_LINE = re.compile(r"(.+) \(([0-9]+) bita, ([0-9]{2}/[0-9]{2}/[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2})\)")


@dataclass(frozen=True, slots=True)
class Softcopy:
    """Where a copy lies, its size in bytes, and when it was last written, in the office's time."""

    lokasi: str
    ukuran: int
    tanggal: datetime

    def line(self) -> str:
        """Return the copy as one line of column Softcopy."""
        return f"{self.lokasi} ({self.ukuran} bita, {self.tanggal:{MOMENT}})"


@dataclass(frozen=True)
class Intake:
    """What came in: files and who gave them; ``lokasi`` and ``verifikasi`` (an officer) are set when given."""

    files: Sequence[Path] = ()
    dari: str = ""
    jenis: str = SOFTCOPY
    lokasi: str = ""
    verifikasi: str = ""
    verifikasi_pada: date | None = None


@dataclass(frozen=True)
class Received:
    """The act, and each copy with its digest, which for an excluded informasi is kept nowhere else in the clear.

    ``sealed`` gives for each envelope, as column Softcopy names it, the name of the file in it.
    """

    id_langkah: str
    copies: tuple[tuple[Softcopy, str], ...]
    secret: bool
    sealed: Mapping[str, str] = field(default_factory=dict)


def masuk(
    host: Host, knowledge: Knowledge, now: datetime, deed: Deed, intake: Intake, *, workbook: Path,
    keep: Keep | None = None,
) -> Received:  # fmt: skip
    """Record copies handed over for informasi, all or nothing; every file belongs to each of them.

    ``keep`` seals softcopies of excluded informasi, which are then named by their envelope alone. Raises InputError
    for a file that is not there, one without a giver, and when nothing is told at all.
    """
    book = host.snapshot()
    rows = chosen_rows(book, deed.ids)
    officer = find_pejabat(book, deed.oleh)
    _refuse_unclear(intake)
    check_moments(deed, now)
    if intake.verifikasi_pada:
        check_moments(Deed(deed.oleh, datetime.combine(intake.verifikasi_pada, time.min)), now)
    secret = any(is_excluded(row) for row in rows)
    places = [look_at(path, book, workbook.parent) for path in intake.files]
    taken = (
        seal_copies(book, {one: list(zip(intake.files, places, strict=True)) for one in deed.ids}, keep)
        if keep and secret and places and intake.jenis == SOFTCOPY
        else Taken({row.text("id"): places for row in rows}, {})
    )
    digests = [file_digest(path) for path in intake.files]
    changes = _cells(book, rows, intake, taken, places, now.date())
    lines = _lines(deed.ids, intake, taken, ["" if secret else sidik for sidik in digests])
    lines += _former(rows, changes)
    each = taken.by_id.values() if taken.sealed else [places]
    copies = tuple(pair for kept in each for pair in zip(kept, digests, strict=True))
    moment = deed.mulai or now
    told = replace(
        deed, mulai=moment, selesai=deed.selesai or moment, catatan=with_lines(deed.catatan, lines),
        peserta=deed.peserta or intake.dari, bukti=deed.bukti or "; ".join(copy.lokasi for copy, _ in copies),
    )  # fmt: skip
    sop = sop_of(book, knowledge, workbook.parent)
    words, tenggat = _plain_words(intake), None
    if not words:
        words, tenggat = named_and_due(book, sop, "ppid berkas masuk", "Penerimaan berkas", officer, moment)
    id_langkah, actions = write_act(book, now, officer, told, words, tenggat=tenggat)
    columns: list[Action] = [SetColumn("tblRekap", key, values) for key, values in changes.items()]
    host.apply([*actions, *columns])
    return Received(id_langkah, copies, secret, taken.sealed)


def _plain_words(intake: Intake) -> str:
    """Return how tblLangkah names what no SOP does; empty where copies are handed over or put in their place."""
    if intake.jenis == LEMBAR_UJI:
        return "Penerimaan lembar uji"
    return "" if intake.files or intake.lokasi else "Verifikasi berkas"


@dataclass(frozen=True)
class Taken:
    """The copies of each informasi as column Softcopy names them, and the name of the file in each envelope."""

    by_id: Mapping[str, Sequence[Softcopy]]
    sealed: Mapping[str, str]


def seal_copies(book: Book, files: Mapping[str, Sequence[tuple[Path, Softcopy]]], keep: Keep) -> Taken:
    """Seal the files of each informasi and return each copy as its envelope.

    Raises InputError for a file that another informasi names which is not excluded: its copy goes into the archive
    in the clear.
    """
    places = {copy.lokasi for pairs in files.values() for _, copy in pairs}
    for row in book.rows("tblRekap"):
        open_to_all = not is_excluded(row) and row.text("id") not in files
        for copy in read_softcopies(row.text("softcopy")) if open_to_all else ():
            if copy.lokasi in places:
                raise InputError("brankas-berkas-publik", berkas=copy.lokasi, id=row.text("id"))
    names = keep({informasi: [path for path, _ in pairs] for informasi, pairs in files.items()})
    by_id, sealed = dict[str, list[Softcopy]](), {}
    for informasi, pairs in files.items():
        for (path, copy), name in zip(pairs, names[informasi], strict=True):
            place = place_in_brankas(informasi, name)
            by_id.setdefault(informasi, []).append(replace(copy, lokasi=place))
            sealed[place] = path.name
    return Taken(by_id, sealed)


def _refuse_unclear(intake: Intake) -> None:
    for path in intake.files:
        refuse_name(path)
        if not path.is_file():
            raise InputError("berkas-tidak-ada", berkas=path)
    if intake.files and not intake.dari.strip():
        raise InputError("berkas-tanpa-penyerah", berkas=intake.files[0].name)
    if not (intake.files or intake.lokasi or intake.verifikasi):
        raise InputError("berkas-masuk-kosong")


def look_at(path: Path, book: Book, folder: Path) -> Softcopy:
    """Return a file as it lies on disk; its place is told from the workbook's folder when it is inside."""
    found = path.stat()
    zone = timezone(timedelta(hours=ZONES.get(book.setting("ZonaWaktu", "WIB").upper(), ZONES["WIB"])))
    moment = datetime.fromtimestamp(int(found.st_mtime), zone).replace(tzinfo=None)
    whole, base = path.resolve(), folder.resolve()
    place = whole.relative_to(base) if whole.is_relative_to(base) else whole
    return Softcopy(place.as_posix(), found.st_size, moment)


def read_softcopies(cell: str) -> list[Softcopy]:
    """Return the copies named in column Softcopy; a line in other words names none."""
    found = (_LINE.fullmatch(line.strip()) for line in cell.split("\n"))
    return [Softcopy(m[1], int(m[2]), datetime.strptime(m[3], MOMENT)) for m in found if m]


def _cells(
    book: Book, rows: Sequence[Row], intake: Intake, taken: Taken, places: Sequence[Softcopy], today: date
) -> dict[str, dict[int, Value]]:  # fmt: skip
    cells: dict[str, dict[int, Value]] = {}
    if places and intake.jenis == SOFTCOPY:
        cells["softcopy"] = {
            row.number: merged(row.text("softcopy"), taken.by_id[row.text("id")], places) for row in rows
        }
    if intake.lokasi:
        cells["lokasi_fisik"] = {row.number: intake.lokasi for row in rows}
    if intake.verifikasi:
        verifier = find_pejabat(book, intake.verifikasi).text("kode")
        cells["diverifikasi_oleh"] = {row.number: verifier for row in rows}
        cells["diverifikasi_pada"] = {row.number: intake.verifikasi_pada or today for row in rows}
    return cells


def merged(cell: str, copies: Sequence[Softcopy], places: Iterable[Softcopy]) -> str:
    """Return the lines of a cell with the new copies; what the cell said of these places is replaced."""
    gone = {copy.lokasi for copy in places}
    kept = [
        line
        for line in cell.split("\n")
        if not any(copy.lokasi in gone for copy in read_softcopies(line)) and line.strip()
    ]
    return "\n".join([*kept, *(copy.line() for copy in copies)])


def _former(rows: Sequence[Row], changes: Mapping[str, Mapping[int, Value]]) -> list[str]:
    keys = [key for key in changes if key != "softcopy"]
    told = [row for row in rows if any(row[key] not in (None, changes[key][row.number]) for key in keys)]
    return former_lines(told, keys, {})


def _lines(ids: Sequence[str], intake: Intake, taken: Taken, digests: Sequence[str]) -> list[str]:
    shared = [(ids, next(iter(taken.by_id.values()), ()))]
    named = [([one], copies) for one, copies in taken.by_id.items()] if taken.sealed else shared
    return [
        _fact_line(group, intake, copy, sidik)
        for group, copies in named
        for copy, sidik in zip(copies, digests, strict=True)
    ]


def _fact_line(ids: Sequence[str], intake: Intake, copy: Softcopy, sidik: str) -> str:
    facts = {
        "id": collapse_ids(ids), "jenis": intake.jenis, "lokasi": copy.lokasi, "ukuran": str(copy.ukuran),
        "tanggal": f"{copy.tanggal:{MOMENT}}", "dari": intake.dari, "sidik": sidik,
    }  # fmt: skip
    return write_fact_line(BERKAS, facts)


def handed_over(book: Book, id_langkah: str) -> list[dict[str, str]]:
    """Return what was handed over in an act, one entry per informasi and copy, as a tanda terima lists it.

    ``sidik`` is blank for excluded informasi: the workbook does not know it.
    """
    act = next((row for row in book.rows("tblLangkah") if row.text("id_langkah") == id_langkah), None)
    if act is None:
        return []
    titles = {row.text("id"): row.text("judul_informasi") for row in book.rows("tblRekap")}
    names = {row.text("kode"): row.text("nama") for row in book.rows("tblPejabat")}
    found: list[dict[str, str]] = []
    for facts in read_fact_lines(act.text("catatan"), BERKAS):
        for informasi in ids_of(facts):
            found.append(
                {
                    "nomor": str(len(found) + 1),
                    "id": informasi,
                    "judul_informasi": titles.get(informasi, ""),
                    "lokasi": facts.get("lokasi", ""),
                    "ukuran": facts.get("ukuran", ""),
                    "tanggal": facts.get("tanggal", ""),
                    "sidik": facts.get("sidik", ""),
                    "penyerah": facts.get("dari", ""),
                    "penerima": names.get(act.text("oleh")) or act.text("oleh"),
                }
            )
    return found


def with_sidik(
    copies: Iterable[Mapping[str, str]], known: Mapping[str, str], book: Book, folder: Path
) -> list[dict[str, str]]:
    """Return what was handed over with the digests known by place, else read from files that did not change."""
    whole = []
    for copy in copies:
        sidik = copy["sidik"] or known.get(copy["lokasi"], "")
        path = folder / copy["lokasi"]
        if not sidik and path.is_file():
            seen = look_at(path, book, folder)
            unchanged = (str(seen.ukuran), f"{seen.tanggal:{MOMENT}}") == (copy["ukuran"], copy["tanggal"])
            sidik = file_digest(path) if unchanged else ""
        whole.append({**copy, "sidik": sidik})
    return whole


def has_lembar_uji(evidence: Evidence, informasi: str) -> bool:
    """Say whether a lembar uji of an informasi was received, or its test is on record here."""
    return bool(evidence.uji.get(informasi)) or any(
        facts.get("jenis") == LEMBAR_UJI and informasi in ids_of(facts)
        for act in evidence.acts.get(informasi, ())
        for facts in read_fact_lines(act.catatan, BERKAS)
    )


def public_files(book: Book, folder: Path) -> dict[str, Path]:
    """Return the registered files of public informasi that are there, by their name in the archive.

    A file that an excluded informasi names too is not public.
    """
    rows = book.rows("tblRekap")
    closed = {
        copy.lokasi for row in rows if is_excluded(row) for copy in read_softcopies(row.text("softcopy"))
    }
    files: dict[str, Path] = {}
    for row in rows:
        for number, copy in enumerate(read_softcopies(row.text("softcopy")), 1):
            path = folder / copy.lokasi
            if is_excluded(row) or not row.text("klasifikasi") or copy.lokasi in closed or not path.is_file():
                continue
            name = f"softcopy/{row.text('id')}/{path.name}"
            taken = {one.casefold() for one in files}
            if not is_logical_path(name) or name.casefold() in taken:
                name = f"softcopy/{row.text('id')}/berkas-{number}"
            files[name] = path
    return files
