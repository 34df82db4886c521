"""Halaman surat: how many pages a letter of ours has, as recorded with its PDF, else counted by making one aside."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from ppid_xl.errors import HostError
from ppid_xl.model import Book
from ppid_xl.surat.pdf import PdfConverter
from ppid_xl.workflow.agenda.naskah_terdaftar import registered
from ppid_xl.workflow.berkas.berkas_bukti import file_sidik


def pages_of_letter(book: Book, id_surat: str, folder: Path, converter: PdfConverter | None = None) -> int:
    """Return the pages of a letter; 0 where nobody knows: written elsewhere, changed, or no program to count."""
    one = registered(book, id_surat)
    if one.halaman or not one.docx or converter is None:
        return one.halaman
    document = folder / one.docx
    try:
        if file_sidik(document) != one.sidik:
            return 0
        with TemporaryDirectory(prefix="ppid-", ignore_cleanup_errors=True) as aside:
            (result,) = converter.convert([document], Path(aside))
            return result.halaman
    except (OSError, HostError):
        return 0
