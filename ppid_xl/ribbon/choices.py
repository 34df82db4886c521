"""What a question offers: officers, kegiatan of the SOP, kinds of document, letters that wait for a signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ppid_xl.buttons import Question
from ppid_xl.columns import normalise
from ppid_xl.errors import InputError
from ppid_xl.keadaan_surat import KONSEP
from ppid_xl.strict_toml import nearest

if TYPE_CHECKING:
    from ppid_xl.evidence import Letter
    from ppid_xl.model import Book

SHORT = 60


class Choice(NamedTuple):
    """One thing to choose, and what a person reads beside it."""

    nilai: str
    label: str = ""

    def line(self) -> str:
        """Return the choice as the question shows it."""
        return f"{self.nilai}  {self.label}".rstrip()


def choices_of(question: Question, book: Book, folder: Path, today: date) -> list[Choice]:
    """Return what a question offers in this workbook; empty for a question that takes any words.

    Raises InputError when a choice is needed and the workbook has nothing to choose from.
    """
    if question.isi:
        return [Choice(nilai) for nilai in question.isi]
    if question.jenis == "pejabat":
        return _officers(question, book, today)
    if question.dari == "kegiatan":
        return _kegiatan(book, folder)
    if question.dari == "surat_keluar":
        return _waiting_letters(book)
    if question.dari == "surat_berjalan":
        return _our_letters(book)
    if question.dari == "versi":
        return _versions(book, folder)
    if question.dari == "jenis_daftar":
        from ppid_xl.workflow.ground.kegiatan_perintah import LISTS

        return [Choice(kode, title) for kode, title, rows in _kinds() if rows and kode.startswith(LISTS)]
    return [Choice(kode) for kode, _, _ in _kinds()] if question.dari else []


def _officers(question: Question, book: Book, today: date) -> list[Choice]:
    from ppid_xl.workflow.ground.tindakan import holds_office

    rows = [row for row in book.rows("tblPejabat") if row.text("kode")]
    if question.wajib and not rows:
        raise InputError("pejabat-belum-ada", berkas=book.name)
    rows.sort(key=lambda row: not holds_office(row, today))
    return [
        Choice(row.text("kode"), ", ".join(filter(None, (row.text("nama"), row.text("peran")))))
        for row in rows
    ]


def _versions(book: Book, folder: Path) -> list[Choice]:
    """Return the archived versions of the open workbook, the newest first."""
    from ppid_xl.workflow.arsip.simpan import riwayat
    from ppid_xl.workflow.ground.archived_counters import arsip_folder, object_id

    workbook = folder / book.name
    versions = riwayat(arsip_folder(book, workbook), object_id(workbook))
    return [
        Choice(str(one.number), _short(f"{one.created:%d/%m/%Y %H:%M} {one.user_name}: {one.message}"))
        for one in reversed(versions)
    ]


def _kegiatan(book: Book, folder: Path) -> list[Choice]:
    from ppid_xl.workflow.ground.knowledge import load_knowledge
    from ppid_xl.workflow.ground.tindakan import sop_of

    sop = sop_of(book, load_knowledge(), folder)
    if sop is None:
        raise InputError("buku-tanpa-sop", berkas=book.name)
    return [Choice(str(one.nomor), _short(one.uraian)) for one in sop.kegiatan]


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"


def _kinds() -> list[tuple[str, str, bool]]:
    """Return code, title, and whether it lists rows, of each kind of document."""
    from ppid_xl.workflow.surat.dokumen import kinds

    return [(kode, jenis.judul, jenis.baris != "tanpa") for kode, jenis in kinds().items()]


def _waiting_letters(book: Book) -> list[Choice]:
    found = [one for one in _going_out(book) if not one.signed]
    if not found:
        raise InputError("tanpa-surat-menunggu", berkas=book.name)
    return [Choice(one.id_surat, _short(_named(one))) for one in found]


def _our_letters(book: Book) -> list[Choice]:
    found = _going_out(book)
    if not found:
        raise InputError("tanpa-surat-keluar", berkas=book.name)
    return [Choice(one.id_surat, _short(f"{_named(one)} · {one.keadaan or KONSEP}")) for one in found]


def _going_out(book: Book) -> list[Letter]:
    """Return the letters of ours that were not cancelled, the newest first."""
    from ppid_xl.workflow.agenda.agenda import KELUAR, listed

    return [one for one in reversed(listed(book)) if one.arah == KELUAR and not one.cancelled]


def _named(letter: Letter) -> str:
    return f"{letter.jenis} {letter.nomor or '(nomor menyusul)'}"


def find_choice(words: str, choices: Sequence[Choice]) -> str:
    """Return the choice that typed words name: itself, or its place in the list; empty for none."""
    wanted = normalise(words)
    for choice in choices:
        if normalise(choice.nilai) == wanted:
            return choice.nilai
    if is_numbered(choices) and wanted.isdigit() and 1 <= int(wanted) <= len(choices):
        return choices[int(wanted) - 1].nilai
    return ""


def is_numbered(choices: Sequence[Choice]) -> bool:
    """Tell whether a choice may be named by its place: not where the choices are numbers themselves."""
    return not any(choice.nilai.isdigit() for choice in choices)


def nearest_choice(words: str, choices: Sequence[Choice]) -> str:
    """Return the choice most like typed words."""
    return nearest(words, [choice.nilai for choice in choices])
