"""Cocok surat: which letter of the agenda a file is, by its QR, else by the ID or number in its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ppid_xl.errors import InputError, SigningError
from ppid_xl.evidence import SIDIK_LENGTH, Letter, read_letter
from ppid_xl.model import Book
from ppid_xl.ttd.baca_qr import Page
from ppid_xl.ttd.kode import Code
from ppid_xl.workflow.agenda.agenda import MASUK, find_letter
from ppid_xl.workflow.agenda.naskah_terdaftar import printed_digests, registered

QR, TEKS, DISEBUT = "QR", "teks", "--surat"
SHOWN = 6
_ID = re.compile(r"(?<![\w-])SR-[0-9]{4}-[0-9]{4,}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Match:
    """The letter that a file is, and how that is known: by its QR, its text, or only as staff said."""

    letter: Letter
    lewat: str
    notes: tuple[str, ...] = ()


def match_letter(book: Book, pages: Sequence[Page], berkas: str, wanted: str = "") -> Match:
    """Return the letter that these pages are; ``wanted`` is the ID that staff named, if any.

    Raises SigningError when the pages show another letter, two letters, another print than the one on record, or
    none that can be told; InputError for a wanted letter that is not there or was cancelled.
    """
    codes = tuple(dict.fromkeys(code for page in pages for code in page.codes))
    wanted = wanted.strip().upper()
    named = {code.id_surat for code in codes}
    if len(named) > 1:
        raise SigningError("pindaian-dua-surat", berkas=berkas, surat=", ".join(sorted(named)))
    if wanted:
        find_letter(book, wanted)
    if codes:
        return _by_code(book, codes, berkas, wanted)
    told = _by_text(book, pages)
    if wanted:
        if len(told) == 1 and told[0] != wanted:
            raise SigningError("teks-surat-lain", berkas=berkas, tertulis=told[0], surat=wanted)
        note = f"QR-nya tidak ditemukan, jadi {wanted} dipercaya dari --surat; periksa bahwa naskahnya benar."
        return Match(find_letter(book, wanted), DISEBUT, () if wanted in told else (note,))
    if len(told) != 1:
        raise SigningError("surat-tidak-dikenali", berkas=berkas, pilihan=_choices(book, told))
    return Match(find_letter(book, told[0]), TEKS)


def _by_code(book: Book, codes: Sequence[Code], berkas: str, wanted: str) -> Match:
    """Return the letter of codes that all name it; raise SigningError where they do not fit what is on record."""
    found = codes[0].id_surat
    if wanted and found != wanted:
        raise SigningError("qr-surat-lain", berkas=berkas, qr=found, surat=wanted)
    try:
        letter = find_letter(book, found)
    except InputError as reason:
        if reason.kode == "surat-tidak-ada":
            raise SigningError("qr-tidak-terdaftar", berkas=berkas, qr=found, buku=book.name) from reason
        raise
    d, printed = registered(book, letter.id_surat).d, printed_digests(book).get(letter.id_surat, set())
    for code in codes:
        if code.nomor and letter.nomor and code.nomor != letter.nomor:
            raise SigningError(
                "qr-nomor-berbeda", berkas=berkas, surat=found, qr=code.nomor, tercatat=letter.nomor
            )
        if code.kind == "d" and d and code.sidik32 != d:
            raise SigningError("qr-isi-berbeda", berkas=berkas, surat=found, qr=code.sidik32, tercatat=d)
        if code.kind == "h" and printed and code.sidik32[:SIDIK_LENGTH] not in printed:
            known = ", ".join(sorted(printed))
            raise SigningError("qr-isi-berbeda", berkas=berkas, surat=found, qr=code.sidik32, tercatat=known)
    if not d and any(code.kind == "d" for code in codes):
        return Match(letter, QR, ("Sidik isi suratnya tidak tercatat lagi, jadi QR-nya tidak dibandingkan.",))
    return Match(letter, QR)


def _by_text(book: Book, pages: Sequence[Page]) -> list[str]:
    """Return the letters whose ID stands on every page, else those whose number stands in the text."""
    letters = [read_letter(row) for row in book.rows("tblAgenda")]
    ours = {one.id_surat: one for one in letters if one.arah != MASUK and not one.cancelled}
    texts = [page.teks for page in pages if page.teks.strip()]
    on_all = set.intersection(*({*_ID.findall(text)} & ours.keys() for text in texts)) if texts else set()
    if on_all:
        return sorted(on_all)
    whole = " ".join(" ".join(texts).split())
    numbered = [one for one in ours.values() if one.nomor and _bears(whole, one.nomor)]
    labelled = [one for one in numbered if _bears(whole, one.nomor, r"(?i:nomor)\s*:?\s*")]
    return sorted(one.id_surat for one in (labelled if len(labelled) == 1 else numbered))


def _bears(text: str, nomor: str, before: str = "") -> bool:
    words = r"\s*".join(re.escape(word) for word in nomor.split())
    return re.search(rf"{before}(?<![\w/.-]){words}(?![\w/-])", text) is not None


def _choices(book: Book, told: Sequence[str]) -> str:
    """Return the letters that it may be: those its text names, else those that wait for their signature."""
    waiting = [
        one.id_surat
        for one in map(read_letter, book.rows("tblAgenda"))
        if one.arah != MASUK and not one.signed and not one.cancelled
    ]
    names = list(told) or waiting
    more = f" dan {len(names) - SHOWN} lagi" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more if names else "(tidak ada surat yang menunggu tanda tangan)"
