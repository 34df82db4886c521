"""Terima tanda tangan: a scan or a PDF signed elsewhere comes back, and an officer states that it is signed.

What is recorded is the statement: an image of a signature proves nothing by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ppid_xl.errors import InputError, PpidXlError
from ppid_xl.evidence import DISETUJUI, Letter, read_evidence
from ppid_xl.hosts import Host
from ppid_xl.identitas import collapse_ids
from ppid_xl.keadaan_surat import BASAH, BELUM_DIVERIFIKASI, DITANDATANGANI, electronic, write_state
from ppid_xl.model import Book, Row, Value
from ppid_xl.scan import Scan, read_scan
from ppid_xl.workflow.agenda import find_letter
from ppid_xl.workflow.nomor_agenda import refuse_taken
from ppid_xl.workflow.surat_kembali import keep_letter
from ppid_xl.workflow.tindakan import Deed, find_pejabat, holds_office, refuse_future

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
    cells["keadaan_tanda_tangan"] = write_state(DITANDATANGANI, _level(signed))
    told = replace(deed, catatan=_statement(scan, signed, deed))
    kept = keep_letter(
        host, book, now, officer, letter, scan.content, scan.suffix, told, folder=folder, cells=cells,
        words=f"Tanda tangan diterima: {letter.jenis}", keputusan=DITANDATANGANI,
    )  # fmt: skip
    notes = [*_notes(scan, signed), *_early_notes(book, kept.ids, signed.tanggal or letter.tanggal)]
    return Filed(kept.id_langkah, kept.path, scan.halaman, kept.sidik, kept.ids, tuple(notes))


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


def _level(signed: Signed) -> str:
    return BASAH if signed.cara == BASAH else electronic(BELUM_DIVERIFIKASI)


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
    if letter.nomor or (not signed.nomor.strip() and not letter.lacks_number):
        return {}
    if not signed.nomor.strip():
        raise InputError("nomor-surat-menyusul", surat=letter.id_surat)
    day = signed.tanggal or letter.tanggal
    values = {"arah": letter.arah, "jenis": letter.jenis, "tanggal": day, "dari_kepada": letter.dari_kepada}
    refuse_taken(book, values, signed.nomor.strip(), but=letter.id_surat)
    return {"nomor": signed.nomor.strip(), **({"tanggal": day} if day else {})}


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
