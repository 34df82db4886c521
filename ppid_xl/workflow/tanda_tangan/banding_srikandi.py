"""Banding SRIKANDI: the PDF that SRIKANDI gave back must say what our document says, but for what SRIKANDI fills in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ppid_xl.banding_naskah import NOMOR, TANGGAL, Comparison, Difference, compare_texts
from ppid_xl.bawaan import data_path
from ppid_xl.errors import SigningError
from ppid_xl.evidence import Letter
from ppid_xl.model import Book
from ppid_xl.rules.usulan import read_tanggal
from ppid_xl.strict_toml import check_keys, read_toml
from ppid_xl.surat.isi_docx import read_docx
from ppid_xl.tanggal import format_tanggal
from ppid_xl.ttd.baca_qr import Page
from ppid_xl.workflow.agenda.naskah_terdaftar import registered
from ppid_xl.workflow.berkas.berkas_bukti import file_sidik

SHOWN, LONGEST = 5, 80
_TOKEN = re.compile(r"\$\{[a-z_0-9]+\}")


@dataclass(frozen=True, slots=True)
class Compared:
    """Number and date that were filled in, what staff should know, and the differences taken with a reason."""

    nomor: str = ""
    tanggal: date | None = None
    notes: tuple[str, ...] = ()
    beda: tuple[Difference, ...] = ()


@cache
def added_sentences() -> tuple[str, ...]:
    """Return what SRIKANDI and BSrE add to a page, from ``data/srikandi.toml``; raise ConfigError for another key."""
    path = data_path("srikandi.toml")
    data = read_toml(path)
    check_keys(data, ("kalimat",), path, "berkas")
    return tuple(str(one) for one in data["kalimat"])


def compare_srikandi(
    book: Book, letter: Letter, pages: Sequence[Page], berkas: str, folder: Path, reason: str = ""
) -> Compared:
    """Compare the text of a PDF with that of the document on record.

    Raises SigningError naming the differences, unless there is a reason for taking it all the same, and when the
    number in the PDF is not the one in the agenda.
    """
    theirs = "\n".join(page.teks for page in pages)
    document, note = _document(book, letter, folder)
    if not theirs.strip():
        note = "PDF itu tidak memuat teks, jadi isinya tidak dibandingkan dengan naskah kita."
    if document is None or not theirs.strip():
        return Compared(notes=(note,))
    left = sorted(set(_TOKEN.findall(theirs)))
    if left:
        raise SigningError("naskah-belum-terisi", berkas=berkas, surat=letter.id_surat, isian=", ".join(left))
    written = read_docx(document)
    day = format_tanggal(letter.tanggal) if letter.tanggal else ""
    margins = [*written.tepi, *added_sentences()]
    found = compare_texts(written.isi, theirs, margins, {NOMOR: letter.nomor, TANGGAL: day})
    beda = (*found.beda, *_contradictions(found))
    if beda and not reason.strip():
        told = "; ".join(words_of(one) for one in beda[:SHOWN])
        raise SigningError(
            "naskah-berbeda", berkas=berkas, surat=letter.id_surat, jumlah=len(beda), beda=told
        )
    nomor = _only(found, NOMOR)
    if nomor and letter.nomor and "".join(nomor.split()) != "".join(letter.nomor.split()):
        raise SigningError("naskah-bernomor-lain", surat=letter.id_surat, nomor=nomor, tercatat=letter.nomor)
    return Compared(nomor, read_tanggal(_only(found, TANGGAL)), beda=beda)


def words_of(one: Difference) -> str:
    """Return a difference in words."""
    after = f" (sesudah “{one.sesudah}”)" if one.sesudah else ""
    if not one.kita:
        return f"ditambah “{_cut(one.mereka)}”{after}"
    if not one.mereka:
        return f"hilang “{_cut(one.kita)}”{after}"
    return f"“{_cut(one.kita)}” menjadi “{_cut(one.mereka)}”{after}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _document(book: Book, letter: Letter, folder: Path) -> tuple[Path | None, str]:
    """Return the Word document of a letter as it was registered, or why it cannot be compared."""
    one = registered(book, letter.id_surat)
    if not one.docx:
        return None, "Suratnya tidak dibuat di sini, jadi isinya tidak dibandingkan."
    path = folder / one.docx
    try:
        same = file_sidik(path) == one.sidik
    except OSError:
        return None, f"{one.docx} tidak ada lagi, jadi isinya tidak dibandingkan."
    return (
        (path, "") if same else (None, f"{one.docx} berubah sejak dicatat, jadi isinya tidak dibandingkan.")
    )


def _only(found: Comparison, token: str) -> str:
    texts = _filled(found, token)
    return texts[0] if len(texts) == 1 else ""


def _filled(found: Comparison, token: str) -> list[str]:
    """Return what was filled in for a token, once for each spelling that blanks do not explain."""
    return list({"".join(text.split()): text for text in found.isian.get(token, ())}.values())


def _contradictions(found: Comparison) -> list[Difference]:
    """Return number and date where the PDF fills them in in more than one way."""
    return [
        Difference(token, " dan ".join(texts), "")
        for token in (NOMOR, TANGGAL)
        if len(texts := _filled(found, token)) > 1
    ]
