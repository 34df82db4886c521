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
from ppid_xl.keadaan_surat import BASAH, DITANDATANGANI, electronic, write_state
from ppid_xl.model import Book, Row, Value
from ppid_xl.surat.pdf import PdfConverter
from ppid_xl.ttd.certificate import Trust
from ppid_xl.workflow.agenda.nomor_agenda import refuse_taken
from ppid_xl.workflow.ground.tindakan import Deed, find_pejabat, holds_office, refuse_future
from ppid_xl.workflow.tanda_tangan.berkas_kembali import Desk, Returned, Signed, look_at, with_number
from ppid_xl.workflow.tanda_tangan.surat_kembali import keep_letter

__all__ = ["Filed", "Signed", "find_workbook", "terima_ttd"]


@dataclass(frozen=True)
class Filed:
    """The act, the copy that is kept, its pages, digest, the informasi it covers, and which letter it is."""

    id_langkah: str
    path: Path
    halaman: int
    sidik: str
    ids: tuple[str, ...]
    notes: tuple[str, ...] = ()
    id_surat: str = ""


def terima_ttd(
    host: Host, now: datetime, berkas: Path, id_surat: str, signed: Signed, deed: Deed, *, folder: Path,
    yes: bool = False, converter: PdfConverter | None = None, trust: Trust | None = None,
) -> Filed:  # fmt: skip
    """File a signed letter: a copy in ``naskah``, its line in the agenda, and the act of the officer who looked.

    The letter is found by its QR, else by the ID or number in its text; ``id_surat`` names it where there is none.
    ``yes`` takes another number of pages unasked; ``converter`` counts ours where no PDF was made of it; ``trust``
    tells the level of electronic signatures in a PDF of SRIKANDI. Raises InputError and SigningError as look_at
    does, InputError for a letter dated after today, for an officer out of office, and where its number is still
    unknown; nothing is written then.
    """
    book = host.snapshot()
    officer = find_pejabat(book, deed.oleh)
    desk = Desk(folder, converter, yes, trust or Trust())
    back = look_at(host, book, now, berkas, id_surat, signed, deed.catatan, desk)
    letter, signed = back.letter, with_number(signed, back)
    _refuse_days(officer, letter, signed, deed, now)
    cells = _number_cells(book, letter, signed)
    cells["keadaan_tanda_tangan"] = write_state(DITANDATANGANI, _level(back, signed))
    told = replace(deed, catatan=back.statement(signed, deed.catatan))
    kept = keep_letter(
        host, book, now, officer, letter, back.scan.content, back.scan.suffix, told, folder=folder, cells=cells,
        words=f"Tanda tangan diterima: {letter.jenis}", keputusan=DITANDATANGANI,
    )  # fmt: skip
    early = _early_notes(book, kept.ids, signed.tanggal or letter.tanggal)
    notes = (*back.notes(signed), *early)
    return Filed(kept.id_langkah, kept.path, back.scan.halaman, kept.sidik, kept.ids, notes, letter.id_surat)


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


def _level(back: Returned, signed: Signed) -> str:
    return BASAH if signed.cara == BASAH else electronic(back.seen.tingkat)


def _number_cells(book: Book, letter: Letter, signed: Signed) -> dict[str, Value]:
    """Return the number and date that the agenda still lacks."""
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
