"""Terima tanda tangan: a scan or a PDF signed elsewhere comes back, and an officer states that it is signed.

What is recorded is the statement: an image of a signature proves nothing by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ppid_xl.errors import InputError, PpidXlError
from ppid_xl.evidence import DISETUJUI, DITANDATANGANI, MENUNGGU_NOMOR, SIDIK_LENGTH, Letter, read_evidence
from ppid_xl.hosts import Host
from ppid_xl.identitas import collapse_ids
from ppid_xl.model import Action, Book, Row, SetColumn, Value
from ppid_xl.scan import Scan, read_scan
from ppid_xl.workflow.agenda import find_letter, ids_of_letter, putaran_of
from ppid_xl.workflow.naskah import FOLDER, kept_file, place_of
from ppid_xl.workflow.nomor_agenda import refuse_taken
from ppid_xl.workflow.tindakan import Deed, find_pejabat, holds_office, refuse_future, write_act

CARA = {"basah": "tanda tangan basah", "srikandi": "tanda tangan elektronik lewat SRIKANDI"}


@dataclass(frozen=True)
class Signed:
    """How a letter came back; number and date are told only where the agenda does not have them yet."""

    cara: str
    pembawa: str = ""
    nomor: str = ""
    tanggal: date | None = None


@dataclass(frozen=True)
class Filed:
    """The act, the copy that is kept, its pages, digest, and the informasi it covers."""

    id_langkah: str
    path: Path
    halaman: int
    sidik: str
    ids: tuple[str, ...]
    notes: tuple[str, ...] = ()


def terima_ttd(
    host: Host, now: datetime, berkas: Path, id_surat: str, signed: Signed, deed: Deed, *, folder: Path
) -> Filed:
    """File a signed letter: a copy in ``naskah``, its line in the agenda, and the act of the officer who looked.

    Raises InputError for a file that is no readable PDF, JPEG or PNG, for a letter signed already or dated after
    today, for an officer out of office, and where its number is still unknown; nothing is written then.
    """
    book = host.snapshot()
    officer = find_pejabat(book, deed.oleh)
    letter = find_letter(book, id_surat)
    if letter.signed:
        raise InputError("surat-sudah-sah", surat=letter.id_surat)
    _refuse_days(officer, letter, signed, deed, now)
    scan = read_scan(berkas)
    cells = _number_cells(book, letter, signed)
    ids = ids_of_letter(book, letter)
    with kept_file(folder / FOLDER, letter.id_surat, scan.suffix, scan.content) as target:
        place = place_of(target, folder)
        told = replace(
            deed, ids=ids, id_surat=letter.id_surat, bukti=place, catatan=_statement(scan, signed, deed),
            mulai=deed.mulai or now,
        )  # fmt: skip
        words = f"Tanda tangan diterima: {letter.jenis}"
        id_langkah, actions = write_act(
            book, now, officer, told, words, DITANDATANGANI, putaran=putaran_of(book, ids)
        )
        cells |= {
            "keadaan_tanda_tangan": f"{DITANDATANGANI} ({signed.cara})",
            "berkas": place,
            "sidik": scan.sidik[:SIDIK_LENGTH],
        }
        host.apply([*actions, *_set_cells(letter, cells)])
    notes = [*_notes(scan, signed), *_early_notes(book, ids, signed.tanggal or letter.tanggal)]
    return Filed(id_langkah, target, scan.halaman, scan.sidik[:SIDIK_LENGTH], ids, tuple(notes))


def _refuse_days(officer: Row, letter: Letter, signed: Signed, deed: Deed, now: datetime) -> None:
    """Raise InputError for an officer out of office on the day of the statement, and a letter of a day to come."""
    day = (deed.mulai or now).date()
    if not holds_office(officer, day):
        raise InputError("pejabat-tidak-menjabat", pejabat=officer.text("kode"), tanggal=f"{day:%d/%m/%Y}")
    for dated in filter(None, (letter.tanggal, signed.tanggal)):
        refuse_future(dated, now)


def _early_notes(book: Book, ids: Sequence[str], dated: date | None) -> list[str]:
    """Return the approvals that the letter is older than."""
    evidence = read_evidence(book)
    early: dict[str, list[str]] = {}
    for informasi in ids:
        decision = evidence.latest_decision(informasi)
        if (
            decision
            and dated
            and decision.keputusan == DISETUJUI
            and decision.mulai
            and dated < decision.mulai
        ):
            early.setdefault(decision.id_langkah, []).append(informasi)
    return [
        f"Surat bertanggal {dated:%d/%m/%Y}, sebelum persetujuannya ({act}): {collapse_ids(found)}."
        for act, found in early.items()
    ]


def _notes(scan: Scan, signed: Signed) -> tuple[str, ...]:
    if signed.cara == "srikandi" and scan.suffix != ".pdf":
        return ("Gambar naskah SRIKANDI tidak memuat sertifikatnya; simpan juga PDF-nya.",)
    return ()


def _statement(scan: Scan, signed: Signed, deed: Deed) -> str:
    told = f"Menyatakan tanda tangan ada: {CARA[signed.cara]}, {scan.halaman} halaman"
    brought = f", dibawa {signed.pembawa}" if signed.pembawa else ""
    return f"{told}{brought}.\n{deed.catatan}".strip()


def _number_cells(book: Book, letter: Letter, signed: Signed) -> dict[str, Value]:
    """Return the number and date that the agenda still lacks."""
    if letter.nomor and signed.nomor and signed.nomor.strip() != letter.nomor:
        raise InputError(
            "nomor-surat-berbeda", surat=letter.id_surat, nomor=signed.nomor, tercatat=letter.nomor
        )
    if letter.nomor or (not signed.nomor.strip() and letter.keadaan != MENUNGGU_NOMOR):
        return {}
    if not signed.nomor.strip():
        raise InputError("nomor-surat-menyusul", surat=letter.id_surat)
    day = signed.tanggal or letter.tanggal
    values = {"arah": letter.arah, "jenis": letter.jenis, "tanggal": day, "dari_kepada": letter.dari_kepada}
    refuse_taken(book, values, signed.nomor.strip(), but=letter.id_surat)
    return {"nomor": signed.nomor.strip(), **({"tanggal": day} if day else {})}


def _set_cells(letter: Letter, cells: Mapping[str, Value]) -> list[Action]:
    return [SetColumn("tblAgenda", key, {letter.row: value}) for key, value in cells.items()]


def find_workbook(*folders: Path) -> Path:
    """Return the one rekap workbook in these folders; raise InputError when there is none or more than one."""
    from ppid_xl.ooxml.package import open_package  # looking for it is the exception

    found: dict[Path, None] = {}
    for path in dict.fromkeys(p.resolve() for f in folders for p in sorted(f.glob("*.xls[xm]"))):
        try:
            if not path.name.startswith("~$") and "tblRekap" in open_package(path).all_tables:
                found[path] = None
        except PpidXlError:
            continue
    if len(found) != 1:
        names = ", ".join(path.name for path in found) or "(tidak ada)"
        raise InputError("buku-tidak-jelas", pilihan=names)
    return next(iter(found))
