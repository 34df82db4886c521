"""Berkas kembali: a file that came back is looked at: which letter it is, how many pages, whether it says the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from ppid_xl.errors import InputError, SigningError
from ppid_xl.evidence import SIDIK_LENGTH, Letter
from ppid_xl.hosts import Host
from ppid_xl.keadaan_surat import BASAH
from ppid_xl.model import Book
from ppid_xl.scan import Scan
from ppid_xl.surat.pdf import PdfConverter
from ppid_xl.ttd.certificate import Trust
from ppid_xl.workflow.agenda.isi_naskah import look_inside
from ppid_xl.workflow.agenda.naskah_terdaftar import printed_digests
from ppid_xl.workflow.surat.halaman_surat import pages_of_letter
from ppid_xl.workflow.tanda_tangan.banding_srikandi import SHOWN, Compared, compare_srikandi, words_of
from ppid_xl.workflow.tanda_tangan.cocok_surat import DISEBUT, Match, match_letter
from ppid_xl.workflow.tanda_tangan.tingkat_kembali import Seen, read_signatures

SRIKANDI = "srikandi"
CARA = {BASAH: "tanda tangan basah", SRIKANDI: "tanda tangan elektronik lewat SRIKANDI"}


@dataclass(frozen=True)
class Signed:
    """How a letter came back; number and date are told only where the agenda does not have them yet."""

    cara: str
    pembawa: str = ""
    nomor: str = ""
    tanggal: date | None = None


@dataclass(frozen=True)
class Desk:
    """Where a file is looked at: beside which workbook, who counts our pages, whether others are taken unasked.

    ``trust`` judges the electronic signatures in it.
    """

    folder: Path
    converter: PdfConverter | None = None
    yes: bool = False
    trust: Trust = field(default_factory=Trust)


@dataclass(frozen=True)
class Returned:
    """A file, the letter it is, how its text compares, how many pages ours has (0: nobody knows), what it would do.

    ``seen`` is what its electronic signatures say.
    """

    scan: Scan
    match: Match
    compared: Compared
    ours: int = 0
    active: tuple[str, ...] = ()
    seen: Seen = field(default_factory=Seen)

    @property
    def letter(self) -> Letter:
        """The letter that the file is."""
        return self.match.letter

    def differences(self) -> list[str]:
        """Return what was taken with a reason although it differs."""
        return [f"Berbeda dari naskah kita: {words_of(one)}." for one in self.compared.beda[:SHOWN]]

    def statement(self, signed: Signed, catatan: str) -> str:
        """Return what the act says: that the signature is there, how the letter was known, and what differs."""
        told = f"Menyatakan tanda tangan ada: {CARA[signed.cara]}, {self.scan.halaman} halaman"
        if self.ours and self.ours != self.scan.halaman:
            told += f" (naskah kita {self.ours} halaman)"
        known = "" if self.match.lewat == DISEBUT else f", dikenali dari {self.match.lewat}"
        brought = f", dibawa {signed.pembawa}" if signed.pembawa else ""
        return "\n".join(
            filter(None, (f"{told}{known}{brought}.", self.seen.words, *self.differences(), catatan))
        )

    def notes(self, signed: Signed) -> tuple[str, ...]:
        """Return what staff should know of the file."""
        picture = signed.cara == SRIKANDI and self.scan.suffix != ".pdf"
        alone = (
            ("Gambar naskah SRIKANDI tidak memuat sertifikatnya; simpan juga PDF-nya.",) if picture else ()
        )
        told = (*self.active, *self.match.notes, *self.compared.notes, *self.differences())
        return (*told, *self.seen.notes, *alone)


def look_at(
    host: Host, book: Book, now: datetime, berkas: Path, wanted: str, signed: Signed, reason: str, desk: Desk
) -> Returned:
    """Return what a file is; ``wanted`` is the letter that staff named, ``reason`` why a different text is taken.

    Raises SigningError for a file that cannot be read, is another letter or our own unsigned print, says something
    else, was changed after an electronic signature or bears one of somebody else, or has other pages than ours when
    nobody takes it so; InputError for a letter signed already, cancelled, or numbered otherwise.
    """
    inside = look_inside(berkas)
    scan, pages = inside.scan, inside.pages
    match = match_letter(book, pages, berkas.name, wanted)
    letter = match.letter
    if letter.signed:
        raise InputError("surat-sudah-sah", surat=letter.id_surat)
    _refuse_our_own(book, letter, scan, berkas.name)
    if letter.nomor and signed.nomor.strip() not in ("", letter.nomor):
        raise InputError(
            "nomor-surat-berbeda", surat=letter.id_surat, nomor=signed.nomor, tercatat=letter.nomor
        )
    compared, seen = Compared(), Seen()
    if signed.cara == SRIKANDI and scan.suffix == ".pdf":
        compared = compare_srikandi(book, letter, pages, berkas.name, desk.folder, reason)
        text = "\n".join(page.teks for page in pages)
        seen = read_signatures(scan.content, berkas.name, text, desk.trust, now, reason)
    ours = pages_of_letter(book, letter.id_surat, desk.folder, desk.converter)
    if ours and ours != scan.halaman:
        _ask_pages(host, berkas.name, letter.id_surat, scan.halaman, ours, desk)
    return Returned(scan, match, compared, ours, inside.notes, seen)


def _refuse_our_own(book: Book, letter: Letter, scan: Scan, berkas: str) -> None:
    """Raise SigningError for the very file that we made or that is on record: nobody signed it since."""
    sidik = scan.sidik[:SIDIK_LENGTH]
    if sidik == letter.sidik or sidik in printed_digests(book).get(letter.id_surat, ()):
        raise SigningError("naskah-tanpa-tanda-tangan", berkas=berkas, surat=letter.id_surat)


def _ask_pages(host: Host, berkas: str, surat: str, theirs: int, ours: int, desk: Desk) -> None:
    """Raise SigningError unless a person takes a file with another number of pages."""
    question = f"{berkas} {theirs} halaman, sedangkan naskah {surat} {ours} halaman. Tetap disimpan?"
    if not desk.yes and not host.ask(question):
        raise SigningError("halaman-berbeda", berkas=berkas, halaman=theirs, surat=surat, tercatat=ours)


def with_number(signed: Signed, back: Returned) -> Signed:
    """Return how a letter came back, with the number and date that its PDF bears where nobody told them.

    Raises SigningError where staff told another number than the PDF bears.
    """
    found, given = back.compared.nomor, signed.nomor.strip()
    if back.letter.nomor or not found:
        return signed
    if given and "".join(given.split()) != "".join(found.split()):
        raise SigningError("naskah-bernomor-lain", surat=back.letter.id_surat, nomor=found, tercatat=given)
    return Signed(signed.cara, signed.pembawa, given or found, signed.tanggal or back.compared.tanggal)
